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

void buf_grow(struct buf *b, size_t more);    /* buf_reserve() where the room is too small */
/* Room for so many bytes more, and the NUL. */
static inline void buf_reserve(struct buf *b, size_t more)
{
	if (more >= b->room - b->n)
		buf_grow(b, more);
}

static inline void buf_add(struct buf *b, const void *bytes, size_t n)
{
	if (n == 0)
		return;
	buf_reserve(b, n);
	memcpy(b->p + b->n, bytes, n);
	b->n += n;
	b->p[b->n] = '\0';
}

static inline void buf_put(struct buf *b, char c)
{
	buf_reserve(b, 1);
	b->p[b->n++] = c;
	b->p[b->n] = '\0';
}

static inline void buf_str(struct buf *b, struct str s)
{
	buf_add(b, s.p, s.n);
}

static inline void buf_cstr(struct buf *b, const char *cstring)
{
	buf_add(b, cstring, strlen(cstring));
}

void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_cut(struct buf *b, size_t n);      /* shorten to n bytes */
void buf_free(struct buf *b);               /* the buffer is empty and usable again */

/* The content as a slice, valid until the next change. */
struct str buf_slice(const struct buf *b);

#endif
