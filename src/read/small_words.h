/* Words of labels, and whether the notes have them in small letters as well: then they are ordinary words, no names. */
#ifndef READ_SMALL_WORDS_H
#define READ_SMALL_WORDS_H

#include "base/str.h"

struct small_words;
struct small_words *small_words_new(void);
void small_words_free(struct small_words *words);

/* Only a word like "Mark" is looked for, a capital and small letters, and no more than some thousands of them; any other
 * is never seen. */
void small_words_add(struct small_words *words, struct str word);
/* Look through a text for the added words. Not counted are parts of an address or a nick, "kev's", since what has
 * something may be somebody, and who speaks: "kev: ", "<kev>". */
void small_words_look(struct small_words *words, struct str text);
bool small_words_seen(const struct small_words *words, struct str word);

#endif
