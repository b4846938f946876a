#include "write/zip.h"

#include <zip.h>

#include "base/mem.h"

/* 1980-01-01 00:00:00, the first moment of the format (APPNOTE 4.4.6). */
enum { DOS_DATE = 0 << 9 | 1 << 5 | 1, DOS_TIME = 0 };

/* Above this size time counts for more than the last bytes: the fastest level costs a quarter of the default one on
 * mark-up, for a third more bytes. */
enum { SMALL = 256 * 1024, LEVEL_SMALL = 6, LEVEL_LARGE = 1 };

struct package_writer {
	zip_t *archive;
	zip_source_t *memory;
};

struct package_reader {
	zip_t *archive;
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
	z->memory = zip_source_buffer_create(NULL, 0, 0, NULL);
	must(z->memory);
	z->archive = zip_open_from_source(z->memory, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	must(z->archive);
	zip_source_keep(z->memory);
	return z;
}

void package_add(struct package_writer *z, const char *name, const struct str *pieces, size_t count,
	enum package_method method)
{
	zip_buffer_fragment_t *fragments = mem_zero(count, sizeof *fragments);
	size_t size = 0;
	for (size_t i = 0; i < count; i++) {
		fragments[i].data = (zip_uint8_t *)pieces[i].p;      /* only read */
		fragments[i].length = pieces[i].n;
		size += pieces[i].n;
	}
	zip_source_t *source = zip_source_buffer_fragment(z->archive, fragments, count, 0);
	mem_free(fragments);
	must(source);
	zip_int64_t index = zip_file_add(z->archive, name, source, ZIP_FL_ENC_UTF_8);
	must(index >= 0);
	zip_uint64_t i = (zip_uint64_t)index;
	must(zip_file_set_dostime(z->archive, i, DOS_TIME, DOS_DATE, 0) == 0);
	zip_int32_t compression = method == PACKAGE_STORED ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
	zip_uint32_t level = method == PACKAGE_STORED ? 0 : size > SMALL ? LEVEL_LARGE : LEVEL_SMALL;
	must(zip_set_file_compression(z->archive, i, compression, level) == 0);
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

static const char *reason_of(int code, struct arena *arena)
{
	if (code == ZIP_ER_MEMORY)
		die("out of memory");
	zip_error_t error;
	zip_error_init_with_code(&error, code);
	const char *reason = arena_cstr(arena, str_of(zip_error_strerror(&error)));
	zip_error_fini(&error);
	return reason;
}

struct package_reader *package_reader_open(const char *file, struct arena *arena, const char **reason)
{
	int code = 0;
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
	if (n < 0 && zip_error_code_zip(zip_file_get_error(entry)) == ZIP_ER_MEMORY)
		die("out of memory");
	return n < 0 ? PACKAGE_DAMAGED : PACKAGE_READ;
}

enum package_found package_read(struct package_reader *z, const char *name, size_t limit, struct buf *content)
{
	zip_int64_t index = zip_name_locate(z->archive, name, 0);
	if (index < 0)
		return PACKAGE_MISSING;
	zip_file_t *entry = zip_fopen_index(z->archive, (zip_uint64_t)index, 0);
	if (!entry) {
		if (zip_error_code_zip(zip_get_error(z->archive)) == ZIP_ER_MEMORY)
			die("out of memory");
		return PACKAGE_DAMAGED;
	}
	size_t before = content->n;
	enum package_found found = unpack(entry, limit, content);
	zip_fclose(entry);
	if (found != PACKAGE_READ)
		buf_cut(content, before);
	return found;
}
