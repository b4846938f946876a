#include "write/zip.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "write/libzip.h"

/* 1980-01-01 00:00:00, the first moment of the format (APPNOTE 4.4.6). */
enum { DOS_DATE = 0 << 9 | 1 << 5 | 1, DOS_TIME = 0 };

/* Above this size, and in streams, time counts for more than the last bytes. On the mark-up of 8 MB of notes level 2
 * takes little more than a third of level 6's time, for a quarter more bytes; level 1 is no faster. */
enum { SMALL = 256 * 1024, LEVEL_SMALL = 6, LEVEL_LARGE = 2 };

struct package_writer {
	zip_t *archive;
	zip_source_t *memory;
};

struct package_reader {
	zip_t *archive;
};

struct stream {
	struct str (*next)(void *context);
	void *context;
	struct str piece;        /* what is left of the last one */
	zip_uint64_t size;       /* so far */
	bool ended, may_be_large;
};

/* Everything is in memory, so only memory can fail. */
static void must(bool ok)
{
	if (!ok)
		die("out of memory");
}

struct package_writer *package_writer_new(void)
{
	struct package_writer *z = mem_zero(1, sizeof *z);
	libzip_load();
	z->memory = zip_source_buffer_create(NULL, 0, 0, NULL);
	must(z->memory);
	z->archive = zip_open_from_source(z->memory, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	must(z->archive);
	zip_source_keep(z->memory);
	return z;
}

static void add(struct package_writer *z, const char *name, zip_source_t *source, zip_int32_t method,
	zip_uint32_t level)
{
	must(source);
	zip_int64_t index = zip_file_add(z->archive, name, source, ZIP_FL_ENC_UTF_8);
	must(index >= 0);
	must(zip_file_set_dostime(z->archive, (zip_uint64_t)index, DOS_TIME, DOS_DATE, 0) == 0);
	must(zip_set_file_compression(z->archive, (zip_uint64_t)index, method, level) == 0);
}

void package_add(struct package_writer *z, const char *name, struct str content, enum package_method method)
{
	add(z, name, zip_source_buffer(z->archive, content.p, content.n, 0),
		method == PACKAGE_STORED ? ZIP_CM_STORE : ZIP_CM_DEFLATE, content.n > SMALL ? LEVEL_LARGE : LEVEL_SMALL);
}

static zip_int64_t take(struct stream *s, char *bytes, zip_uint64_t room)
{
	zip_uint64_t taken = 0;
	while (taken < room && !s->ended) {
		if (!s->piece.n)
			s->piece = s->next(s->context);
		if (!s->piece.n)
			s->ended = true;
		size_t n = s->piece.n < room - taken ? s->piece.n : (size_t)(room - taken);
		memcpy(bytes + taken, s->piece.p, n);
		s->piece = str_skip(s->piece, n);
		taken += n;
	}
	s->size += taken;
	return (zip_int64_t)taken;
}

/* A source's size is asked for before it is read, to know whether four bytes can hold it (APPNOTE 4.5.3), and again
 * when it was: until then, a guess that says yes, or none. */
static void measure(const struct stream *s, zip_stat_t *stat)
{
	enum { GUESS = 1 << 20 };
	zip_stat_init(stat);
	stat->size = s->ended ? s->size : GUESS;
	if (s->ended || !s->may_be_large)
		stat->valid |= ZIP_STAT_SIZE;
}

static zip_int64_t stream_command(void *state, void *data, zip_uint64_t n, zip_source_cmd_t command)
{
	switch (command) {
	case ZIP_SOURCE_SUPPORTS:
		return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
			ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
	case ZIP_SOURCE_READ: return take(state, data, n);
	case ZIP_SOURCE_STAT:
		measure(state, data);
		return sizeof(zip_stat_t);
	case ZIP_SOURCE_ERROR:
		memset(data, 0, 2 * sizeof(int));
		return 2 * sizeof(int);
	case ZIP_SOURCE_FREE:
		mem_free(state);
		return 0;
	default: return 0;
	}
}

void package_add_stream(struct package_writer *z, const char *name, struct str (*next)(void *context), void *context,
	bool may_be_large)
{
	struct stream *s = mem_zero(1, sizeof *s);
	*s = (struct stream){ .next = next, .context = context, .may_be_large = may_be_large, .piece = STR_EMPTY };
	add(z, name, zip_source_function(z->archive, stream_command, s), ZIP_CM_DEFLATE, LEVEL_LARGE);
}

void package_writer_close(struct package_writer *z, struct out *out)
{
	zip_stat_t stat;
	must(zip_close(z->archive) == 0);
	must(zip_source_open(z->memory) == 0);
	must(zip_source_stat(z->memory, &stat) == 0 && (stat.valid & ZIP_STAT_SIZE));
	char piece[32 * 1024];
	zip_int64_t n;
	zip_uint64_t copied = 0;
	while ((n = zip_source_read(z->memory, piece, sizeof piece)) > 0) {
		out_add(out, piece, (size_t)n);
		copied += (zip_uint64_t)n;
	}
	must(n == 0 && copied == stat.size);
	zip_source_close(z->memory);
	zip_source_free(z->memory);
	mem_free(z);
}

/* libzip may take its own want of memory for a broken package: errno, cleared before, knows better. */
static void check_memory(int code)
{
	if (code == ZIP_ER_MEMORY || errno == ENOMEM)
		die("out of memory");
}

static const char *reason_of(int code, struct arena *arena)
{
	check_memory(code);
	zip_error_t error;
	zip_error_init_with_code(&error, code);
	const char *reason = arena_cstr(arena, str_of(zip_error_strerror(&error)));
	zip_error_fini(&error);
	return reason;
}

struct package_reader *package_reader_open(const char *file, struct arena *arena, const char **reason)
{
	struct stat about;
	int code = 0;
	libzip_load();
	/* libzip has no words for what is no file. */
	errno = 0;
	if (stat(file, &about) != 0 || S_ISDIR(about.st_mode)) {
		*reason = strerror(errno ? errno : EISDIR);
		return NULL;
	}
	zip_t *archive = zip_open(file, ZIP_RDONLY, &code);
	if (!archive) {
		*reason = reason_of(code, arena);
		return NULL;
	}
	struct package_reader *z = mem_zero(1, sizeof *z);
	z->archive = archive;
	return z;
}

void package_reader_free(struct package_reader *z)
{
	if (!z)
		return;
	zip_discard(z->archive);
	mem_free(z);
}

/* The directory's sizes may lie, so what comes out is counted. */
static enum package_found unpack(zip_file_t *entry, size_t limit, struct buf *content)
{
	char piece[16 * 1024];
	size_t total = 0;
	zip_int64_t n;
	while ((n = zip_fread(entry, piece, sizeof piece)) > 0) {
		total += (size_t)n;
		if (total > limit)
			return PACKAGE_TOO_LARGE;
		buf_add(content, piece, (size_t)n);
	}
	if (n < 0)
		check_memory(zip_error_code_zip(zip_file_get_error(entry)));
	return n < 0 ? PACKAGE_DAMAGED : PACKAGE_READ;
}

enum package_found package_read(struct package_reader *z, const char *name, size_t limit, struct buf *content)
{
	errno = 0;
	zip_int64_t index = zip_name_locate(z->archive, name, 0);
	if (index < 0) {
		check_memory(zip_error_code_zip(zip_get_error(z->archive)));
		return PACKAGE_MISSING;
	}
	zip_file_t *entry = zip_fopen_index(z->archive, (zip_uint64_t)index, 0);
	if (!entry) {
		check_memory(zip_error_code_zip(zip_get_error(z->archive)));
		return PACKAGE_DAMAGED;
	}
	size_t before = content->n;
	enum package_found found = unpack(entry, limit, content);
	zip_fclose(entry);
	if (found != PACKAGE_READ)
		buf_cut(content, before);
	return found;
}
