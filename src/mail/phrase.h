/* Phrases: what a sentence says, told by patterns over its words.
 *
 * A pattern is words set off by single blanks, in small letters, no case in the sentence: "need|needs ~4 vote". "a|b" is
 * either, "nack*" any word that begins so, "~4" up to four words of any kind. */
#ifndef MAIL_PHRASE_H
#define MAIL_PHRASE_H

#include <stdint.h>

#include "base/str.h"

enum {
	PHRASE_WORDS = 160,      /* of a sentence: words beyond these are not looked at */
	PHRASE_ITEMS = 8         /* of a pattern: words beyond these are not in its needs */
};

/* A sentence as words: runs of letters, digits, apostrophes and '_'. A hyphen and a dot stand in a word between digits:
 * "1-3", "4.7". */
struct words {
	struct str items[PHRASE_WORDS];
	size_t count;
	uint64_t begins;         /* a bit for the first two letters of each, several share one */
};

/* What a sentence needs to have for a pattern to stand in it: of each word of the pattern one of these bits. */
struct phrase_needs {
	uint64_t begins[PHRASE_ITEMS];
	size_t count;
};

void words_split(struct words *w, struct str sentence);

/* Is the word, in any case, this one of a pattern: "need|needs|requir*"? */
bool word_matches(struct str word, const char *pattern);

/* The first place at or after from where the pattern stands: words begin to end, end not included. */
bool phrase_find(const struct words *w, const char *pattern, size_t from, size_t *begin, size_t *end);
bool phrase_in(const struct words *w, const char *pattern);
/* The same, but only at the word from. */
bool phrase_at(const struct words *w, const char *pattern, size_t from, size_t *end);

void phrase_needs(struct phrase_needs *needs, const char *pattern);
/* A quick look: often true where the pattern does not stand, never false where it does. */
bool phrase_possible(const struct words *w, const struct phrase_needs *needs);

/* What stands in the sentence from word begin to before word end. */
struct str words_text(const struct words *w, size_t begin, size_t end);

#endif
