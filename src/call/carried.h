/* What an agenda says behind an action that it carries over: since when, how many calls ago, or when it was closed.
 *
 *   (since 2024-05-14, 2 calls ago)    (since 2024-05-14, 1 call ago; due date passed)    (closed 2024-06-11)
 *
 * An agenda's writer puts it there, and who reads notes across calls takes it out of the text again: an action's words
 * stay the same from call to call. */
#ifndef CALL_CARRIED_H
#define CALL_CARRIED_H

#include "base/buf.h"

struct carried {
	struct str since, closed;    /* ISO dates; empty where not said */
	size_t calls_ago;            /* 0: unknown */
	bool overdue;
};

/* Nothing where neither since nor closed is said. */
void carried_put(struct buf *b, const struct carried *carried);
/* Finds it anywhere in text; begin and end are where it stands, the blank before it included. */
bool carried_find(struct str text, struct carried *carried, size_t *begin, size_t *end);

#endif
