/* Files: reading whole, and outputs that are complete or untouched. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/out.h"

enum { FILE_LIMIT = 1 << 30 };

/* The whole file, FIFO or ("-") standard input, added to content. Returns 0 or errno: EISDIR for a directory, EFBIG for
 * more than FILE_LIMIT bytes. */
int file_read(const char *name, struct buf *content);

/* One output file. It has no name until output_commit(), so nothing is left behind if the program is killed. Where the
 * file system has no nameless files it has a hidden name, which die() and the signals INT, TERM and HUP remove. What is
 * no regular file (a FIFO, /dev/stdout) is written directly. An existing file takes two system calls to replace; a KILL
 * right between them leaves a complete file ".NAME.rollcall", which the next output to NAME takes away. */
struct output;
/* Ready to write beside name (same file system; a symbolic link is followed; an existing file's mode is kept).
 * NULL and errno if it cannot be, also where an existing file is write-protected. */
struct output *output_open(const char *name);
struct out *output_sink(struct output *o);
/* Put all in place, or none where one cannot be written whole: flush and sync all, then rename each over its name.
 * Returns the index of the output that failed with *error its errno, or -1. Frees all. */
int output_commit(struct output **outputs, size_t count, int *error);
void output_abandon(struct output *o);

/* Do both names ("-": standard input) mean the same existing file, or would they create the same one? What
 * is neither a regular file nor a FIFO (a terminal, a socket, /dev/null) is never the same. */
bool file_same(const char *a, const char *b);

#endif
