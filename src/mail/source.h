/* The bytes of a file as a stream, decompressed where they are gzip's (RFC 1952), with what is read and not used yet in
 * one piece. */
#ifndef MAIL_SOURCE_H
#define MAIL_SOURCE_H

#include <stdint.h>

#include "base/buf.h"

struct source {
	char *p;                 /* bytes read and not used yet */
	size_t n;
	uint64_t offset;         /* of p in the content */
	bool at_end;             /* nothing comes behind these n bytes */
	int error;               /* errno of the read that failed; then at_end */
	bool broken;             /* compressed data are damaged or cut off; then at_end */
	uint64_t read, size;     /* bytes of the file: read until now; all, 0 where unknown */

	/* The source's own. */
	int fd;
	char *room;
	size_t room_size;
	struct gunzip *gunzip;   /* NULL where the file is not compressed */
	char *packed;            /* compressed bytes that wait: packed_n at packed_at */
	size_t packed_at, packed_n;
};

/* Returns 0 or errno. A byte order mark of UTF-8 at the begin is skipped. */
int source_open(struct source *s, const char *name);
/* Reads more behind the n bytes there are; false where nothing more came. p may move. */
bool source_more(struct source *s);
/* Forgets the first n bytes. */
void source_use(struct source *s, size_t n);
void source_close(struct source *s);

#endif
