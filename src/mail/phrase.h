/* Phrases: what a sentence says, told by patterns over its words.
 *
 * A pattern is words set off by single blanks, in small letters, no case in the sentence: "need|needs ~4 vote". "a|b" is
 * either, "nack*" any word that begins so, "~4" up to four words of any kind. */
#ifndef MAIL_PHRASE_H
#define MAIL_PHRASE_H

#include "base/str.h"

/* Words beyond these are not looked at. */
enum { PHRASE_WORDS = 160 };

/* A sentence as words: runs of letters, digits, apostrophes and '_'. A hyphen and a dot stand in a word between digits:
 * "1-3", "4.7". */
struct words {
	struct str items[PHRASE_WORDS];
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

/* What stands in the sentence from word begin to before word end. */
struct str words_text(const struct words *w, size_t begin, size_t end);

#endif
