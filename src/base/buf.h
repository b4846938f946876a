/* A growing byte buffer. buf.p is never NULL and always has a NUL behind its last byte, which n does not count. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/str.h"

struct buf {
	char *p;
	size_t n, room;
};

extern char buf_empty[];
#define BUF_INIT { buf_empty, 0, 0 }

void buf_add(struct buf *b, const void *bytes, size_t n);
void buf_put(struct buf *b, char c);
void buf_str(struct buf *b, struct str s);
void buf_cstr(struct buf *b, const char *cstring);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_reserve(struct buf *b, size_t more);
void buf_cut(struct buf *b, size_t n);      /* shorten to n bytes */
void buf_free(struct buf *b);               /* the buffer is empty and usable again */

/* The content as a slice, valid until the next change. */
struct str buf_slice(const struct buf *b);

#endif
