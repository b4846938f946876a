#include "mail/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "mail/gunzip.h"

enum { STEP = 256 * 1024 };

static ssize_t read_some(int fd, char *p, size_t n)
{
	ssize_t got;
	do
		got = read(fd, p, n);
	while (got < 0 && errno == EINTR);
	return got;
}

/* Room for STEP bytes behind those there are; the used ones before them are given up where that is cheap. */
static void make_room(struct source *s)
{
	size_t used = (size_t)(s->p - s->room);
	if (s->room_size - used - s->n >= STEP)
		return;
	if (used >= s->n && s->room_size - s->n >= STEP) {
		memmove(s->room, s->p, s->n);
	} else {
		size_t size = mem_grow(s->room_size, s->n + STEP, 1);
		char *room = mem_alloc(size);
		memcpy(room, s->p, s->n);
		mem_free(s->room);
		s->room = room;
		s->room_size = size;
	}
	s->p = s->room;
}

static size_t read_plain(struct source *s, char *to)
{
	ssize_t n = read_some(s->fd, to, STEP);
	if (n < 0)
		s->error = errno;
	if (n > 0)
		s->read += (size_t)n;
	return n > 0 ? (size_t)n : 0;
}

static size_t read_packed(struct source *s, char *to)
{
	for (;;) {
		if (!s->packed_n) {
			s->packed_at = 0;
			s->packed_n = read_plain(s, s->packed);
		}
		if (!s->packed_n) {
			s->broken = !s->error && !gunzip_complete(s->gunzip);
			return 0;
		}
		const char *in = s->packed + s->packed_at;
		size_t before = s->packed_n;
		bool complete = gunzip_complete(s->gunzip), broken;
		size_t n = gunzip_step(s->gunzip, &in, &s->packed_n, to, STEP, &broken);
		s->packed_at += before - s->packed_n;
		if (n)
			return n;
		if (broken) {
			/* What follows a complete member and is none, such as padding, does not belong to it. */
			s->broken = !complete;
			return 0;
		}
	}
}

bool source_more(struct source *s)
{
	if (s->at_end)
		return false;
	make_room(s);
	size_t n = s->gunzip ? read_packed(s, s->p + s->n) : read_plain(s, s->p + s->n);
	s->n += n;
	s->at_end = n == 0;
	return n > 0;
}

void source_use(struct source *s, size_t n)
{
	s->p += n;
	s->n -= n;
	s->offset += n;
}

/* The first bytes tell: what is read as plain text becomes the begin of the compressed bytes. */
static void find_gzip(struct source *s)
{
	while (s->n < 2 && source_more(s))
		;
	if (s->n < 2 || (unsigned char)s->p[0] != 0x1f || (unsigned char)s->p[1] != 0x8b)
		return;
	s->gunzip = gunzip_new();
	s->packed = mem_alloc(s->n > STEP ? s->n : STEP);
	memcpy(s->packed, s->p, s->n);
	s->packed_n = s->n;
	s->n = 0;
	s->at_end = false;
}

int source_open(struct source *s, const char *name)
{
	struct stat st;
	*s = (struct source){ .fd = strcmp(name, "-") == 0 ? dup(STDIN_FILENO) : open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY) };
	if (s->fd < 0)
		return errno;
	int error = fstat(s->fd, &st) < 0 ? errno : S_ISDIR(st.st_mode) ? EISDIR : 0;
	if (error) {
		close(s->fd);
		return error;
	}
	s->size = S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
	s->room_size = 2 * STEP;
	s->p = s->room = mem_alloc(s->room_size);
	find_gzip(s);
	while (s->n < 3 && source_more(s))
		;
	if (str_starts((struct str){ s->p, s->n }, STR("\xef\xbb\xbf")))
		source_use(s, 3);
	return 0;
}

void source_close(struct source *s)
{
	close(s->fd);
	gunzip_free(s->gunzip);
	mem_free(s->packed);
	mem_free(s->room);
}
