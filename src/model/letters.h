/* Letters of names: UTF-8 code points, their case, and what is left of them without case and diacritics. */
#ifndef MODEL_LETTERS_H
#define MODEL_LETTERS_H

#include "base/utf8.h"

enum letter {
	LETTER_NONE,      /* digit, sign, punctuation, symbol, emoji */
	LETTER_UPPER,     /* Latin, Greek, Cyrillic */
	LETTER_LOWER,
	LETTER_OTHER,     /* of a script without case */
	LETTER_MARK       /* a combining mark: part of the letter before it */
};

/* The code point at the begin of s, which is not empty, and its length in bytes; a byte that is no UTF-8 counts as
 * U+FFFD of one byte. */
static inline uint32_t letter_decode(struct str s, size_t *length)
{
	*length = 0;
	if (!((unsigned char)*s.p & 0x80))
		return (unsigned char)s.p[(*length)++];
	return utf8_next(s, length);
}

enum letter letter_of(uint32_t code);
/* Add the letter in lower case without diacritics: é e, Ł l, ß ss. Of ä ö ü å ø their digraphs where asked for: ae
 * oe ue aa oe. A mark adds nothing; what is no letter is added as it is. */
void letter_fold(struct buf *b, uint32_t code, bool digraph);

#endif
