#include "mail/gunzip.h"

#include <stdint.h>
#include <zlib.h>

#include "base/library.h"
#include "base/mem.h"

#define ZLIB_LIST(X) X(inflateInit2_) X(inflate) X(inflateReset) X(inflateEnd)

static struct {
#define X(name) __typeof__(name) *name;
	ZLIB_LIST(X)
#undef X
} zlib;

struct gunzip {
	z_stream stream;
	bool ended;          /* the member is complete */
};

struct gunzip *gunzip_new(void)
{
#define X(name) #name,
	static const char *const names[] = { ZLIB_LIST(X) };
#undef X
	if (!zlib.inflate)
		library_load("libz.so.1", names, sizeof names / sizeof *names, &zlib);
	struct gunzip *g = mem_zero(1, sizeof *g);
	/* 16: the format is gzip's, not zlib's own. */
	if (zlib.inflateInit2_(&g->stream, 16 + MAX_WBITS, ZLIB_VERSION, (int)sizeof g->stream) != Z_OK)
		die("out of memory");
	return g;
}

size_t gunzip_step(struct gunzip *g, const char **in, size_t *in_n, char *out, size_t n, bool *broken)
{
	enum { STEP = 1 << 30 };
	z_stream *z = &g->stream;
	uInt give = (uInt)(*in_n < STEP ? *in_n : STEP), take = (uInt)(n < STEP ? n : STEP);
	z->next_in = (Bytef *)(uintptr_t)*in;
	z->avail_in = give;
	z->next_out = (Bytef *)out;
	z->avail_out = take;
	if (g->ended && give) {
		zlib.inflateReset(z);
		g->ended = false;
	}
	int status = give ? zlib.inflate(z, Z_NO_FLUSH) : Z_OK;
	g->ended = g->ended || status == Z_STREAM_END;
	*broken = status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR;
	*in += give - z->avail_in;
	*in_n -= give - z->avail_in;
	return take - z->avail_out;
}

bool gunzip_complete(const struct gunzip *g)
{
	return g->ended;
}

void gunzip_free(struct gunzip *g)
{
	if (!g)
		return;
	zlib.inflateEnd(&g->stream);
	mem_free(g);
}
