/* Any of several phrases in a text, found in one walk however many there are. */
#ifndef BASE_PHRASES_H
#define BASE_PHRASES_H

#include <stdint.h>

#include "base/str.h"

enum { PHRASES_MOST = 24, PHRASE_LEAST = 3 };

/* A static one is made by PHRASES(); the rest is filled when it is used first. */
struct phrases {
	bool exact;                              /* case counts */
	const char *list[PHRASES_MOST + 1];      /* each of PHRASE_LEAST bytes at least, up to NULL */
	uint32_t at[PHRASE_LEAST][256];          /* which phrases, a bit each, have this byte at this place */
	bool filled;
};

#define PHRASES(...) { .exact = false, .list = { __VA_ARGS__ } }
#define PHRASES_EXACT(...) { .exact = true, .list = { __VA_ARGS__ } }

bool phrases_in(struct phrases *p, struct str text);

#endif
