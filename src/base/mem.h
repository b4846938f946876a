/* Memory fails in one place: every allocation of the program, and of the libraries that let us choose, ends here.
 * On failure the program says so, removes unfinished outputs and exits with EXIT_SYSTEM; no caller checks. */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/* Exit status of the command (design: 0 done, 1 errors in the notes, 2 usage, 3 the system failed). */
enum { EXIT_DONE = 0, EXIT_NOTES = 1, EXIT_USAGE = 2, EXIT_SYSTEM = 3 };

void *mem_alloc(size_t size);                   /* never NULL, not cleared; free with mem_free */
void *mem_zero(size_t count, size_t size);      /* cleared */
void *mem_resize(void *old, size_t size);
void mem_free(void *block);

/* A grown capacity for an array of items: at least need, at most doubled; overflow is a memory failure. */
size_t mem_grow(size_t have, size_t need, size_t item_size);

/* Ensure room for one more item in a growing array: VEC_ROOM(v.items, v.count, v.room). */
#define VEC_ROOM(items, count, room) \
	do { \
		if ((count) == (room)) { \
			(room) = mem_grow((room), (count) + 1, sizeof *(items)); \
			(items) = mem_resize((items), (room) * sizeof *(items)); \
		} \
	} while (0)

/* Say "rollcall: what" on standard error, remove unfinished outputs, exit with EXIT_SYSTEM. */
_Noreturn void die(const char *what);

/* Called by die() before it exits; file.c removes its unfinished outputs here. */
void die_hook(void (*clean)(void));

#endif
