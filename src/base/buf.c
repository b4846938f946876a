#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"

char buf_empty[1];

void buf_grow(struct buf *b, size_t more)
{
	if (more >= SIZE_MAX - b->n)
		die("out of memory");
	size_t room = mem_grow(b->room < 64 ? 64 : b->room, b->n + more + 1, 1);
	b->p = mem_resize(b->p == buf_empty ? NULL : b->p, room);
	b->room = room;
}

void buf_printf(struct buf *b, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n < 0)
		die("cannot format a text");
	buf_reserve(b, (size_t)n);
	va_start(args, format);
	vsnprintf(b->p + b->n, (size_t)n + 1, format, args);
	va_end(args);
	b->n += (size_t)n;
}

void buf_cut(struct buf *b, size_t n)
{
	if (n >= b->n)
		return;
	b->n = n;
	b->p[n] = '\0';
}

void buf_free(struct buf *b)
{
	if (b->p != buf_empty)
		mem_free(b->p);
	*b = (struct buf)BUF_INIT;
}

struct str buf_slice(const struct buf *b)
{
	return (struct str){ b->p, b->n };
}
