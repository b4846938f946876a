#include "base/out.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

enum { FLUSH_AT = 64 * 1024 };

struct out out_to(int fd)
{
	return (struct out){ BUF_INIT, fd, 0 };
}

int out_flush(struct out *o)
{
	if (o->fd < 0)
		return o->error;
	size_t done = 0;
	while (!o->error && done < o->pending.n) {
		ssize_t n = write(o->fd, o->pending.p + done, o->pending.n - done);
		if (n >= 0)
			done += (size_t)n;
		else if (errno != EINTR)
			o->error = errno;
	}
	buf_cut(&o->pending, 0);
	return o->error;
}

static void full(struct out *o)
{
	if (o->fd >= 0 && o->pending.n >= FLUSH_AT)
		out_flush(o);
}

void out_add(struct out *o, const void *bytes, size_t n)
{
	buf_add(&o->pending, bytes, n);
	full(o);
}

void out_put(struct out *o, char c)
{
	buf_put(&o->pending, c);
	full(o);
}

void out_str(struct out *o, struct str s)
{
	out_add(o, s.p, s.n);
}

void out_cstr(struct out *o, const char *cstring)
{
	out_add(o, cstring, strlen(cstring));
}

void out_printf(struct out *o, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n < 0)
		die("cannot format a text");
	buf_reserve(&o->pending, (size_t)n);
	va_start(args, format);
	vsnprintf(o->pending.p + o->pending.n, (size_t)n + 1, format, args);
	va_end(args);
	o->pending.n += (size_t)n;
	full(o);
}

void out_free(struct out *o)
{
	buf_free(&o->pending);
}
