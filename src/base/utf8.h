/* UTF-8 (RFC 3629): code points, and how many columns of a terminal they take. No locale changes it. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdint.h>

#include "base/buf.h"

/* The code point at s.p[*at], and step over it. A byte that is no UTF-8 (overlong forms, surrogates and what lies above
 * U+10FFFF included) counts as U+FFFD of one byte. *at must lie within s. */
uint32_t utf8_next(struct str s, size_t *at);
void utf8_put(struct buf *b, uint32_t code);
/* s with U+FFFD in place of every byte that is no UTF-8. */
void utf8_clean(struct buf *b, struct str s);

/* Columns that a character takes: 0 for combining marks and format characters, 2 for wide and fullwidth ones of East
 * Asian scripts and for emoji (Unicode Standard Annex #11), else 1. A control character counts 0. */
int utf8_width(uint32_t code);
size_t utf8_columns(struct str s);

#endif
