/* ZIP packages behind one file: libzip, in memory when writing.
 *
 * Written packages are the same bytes for the same entries: every entry has one fixed time, and nothing of the machine
 * gets in. Reading bounds what it unpacks. */
#ifndef WRITE_ZIP_H
#define WRITE_ZIP_H

#include "base/arena.h"
#include "base/out.h"

enum package_method { PACKAGE_STORED, PACKAGE_DEFLATED };

struct package_writer;
struct package_writer *package_writer_new(void);
/* At the end of the package; name is copied. Nothing is read before package_writer_close(), so content must live until
 * then. A stored entry has no extra field (OpenDocument 1.3 part 2 §3.3 asks that of "mimetype", which is first). */
void package_add(struct package_writer *z, const char *name, struct str content, enum package_method method);
/* Content that is made while it is packed, and is never whole in memory. next() gives piece after piece, each valid
 * until the next call, and an empty one at the end. It may be large: 4 GB are possible. */
void package_add_stream(struct package_writer *z, const char *name, struct str (*next)(void *context), void *context,
	bool may_be_large);
/* The package into out; frees z. Fails only for want of memory. */
void package_writer_close(struct package_writer *z, struct out *out);

struct package_reader;
/* A package on disk. NULL if it cannot be read, with the reason in arena. */
struct package_reader *package_reader_open(const char *file, struct arena *arena, const char **reason);
void package_reader_free(struct package_reader *z);

enum package_found { PACKAGE_READ, PACKAGE_MISSING, PACKAGE_TOO_LARGE, PACKAGE_DAMAGED };
/* One entry's content, unpacked, added to content; of one that is larger than limit, nothing. */
enum package_found package_read(struct package_reader *z, const char *name, size_t limit, struct buf *content);

#endif
