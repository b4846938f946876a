/* Files: reading whole, and outputs that are complete or untouched. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/out.h"

/* The whole file, FIFO or ("-") standard input into content. Returns 0 or errno (EISDIR for a directory). */
int file_read(const char *name, struct buf *content);

/* One output file. It has no name until output_commit(), so nothing is left behind if the program is killed. */
struct output;
/* Ready to write beside name (same file system; a symbolic link is followed; an existing file's mode is kept).
 * NULL and errno if it cannot be. */
struct output *output_open(const char *name);
struct out *output_sink(struct output *o);
/* Put all in place, or none where one cannot be written whole: flush, sync, then rename each over its name.
 * Returns the index of the output that failed with *error its errno, or -1. Frees all. */
int output_commit(struct output **outputs, size_t count, int *error);
void output_abandon(struct output *o);

/* Do both names mean the same existing file, or would they create the same one? */
bool file_same(const char *a, const char *b);

#endif
