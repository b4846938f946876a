/* A sink for bytes: writers produce into it, it buffers. Errors stick and are asked for once, at the end. */
#ifndef BASE_OUT_H
#define BASE_OUT_H

#include "base/buf.h"

struct out {
	struct buf pending;
	int fd;          /* -1: everything stays in pending */
	int error;       /* errno of the first write that failed, else 0 */
};

#define OUT_MEMORY { BUF_INIT, -1, 0 }
struct out out_to(int fd);

void out_add(struct out *o, const void *bytes, size_t n);
void out_put(struct out *o, char c);
void out_str(struct out *o, struct str s);
void out_cstr(struct out *o, const char *cstring);
void out_printf(struct out *o, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Write what is pending (nothing to do in memory); returns o->error. */
int out_flush(struct out *o);
void out_free(struct out *o);

#endif
