/* How far a long run is, as a bar on a terminal. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

struct progress {
	const char *what;        /* "notes": what is counted */
	size_t all;              /* 0 where unknown */
	bool wanted, shown;
	double began, last;      /* seconds */
};

/* Says nothing where standard error is no terminal, nor in the first second. */
struct progress progress_begin(const char *what, size_t all);
void progress_step(struct progress *p, size_t done);
/* Takes the line away. */
void progress_end(struct progress *p);

#endif
