/* An arena: memory that is given out piece by piece and returned all at once. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

struct arena {
	struct arena_chunk *chunk;   /* newest first */
	char *next, *end;            /* free room of the newest chunk */
	size_t count;                /* of chunks */
};

#define ARENA_INIT { NULL, NULL, NULL, 0 }

void *arena_alloc(struct arena *a, size_t size);    /* aligned for any type, not cleared */
void *arena_zero(struct arena *a, size_t size);
/* Take the last piece back, where piece is that; else nothing happens. */
void arena_return(struct arena *a, const void *piece, size_t size);
void arena_free(struct arena *a);                   /* the arena is empty and usable again */

#define ARENA_NEW(arena, type) ((type *)arena_zero((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_array((arena), (count), sizeof(type)))
void *arena_array(struct arena *a, size_t count, size_t item_size);   /* cleared */

/* Copies; the result has a NUL behind its last byte that n does not count. */
struct str arena_str(struct arena *a, struct str s);
const char *arena_cstr(struct arena *a, struct str s);
struct str arena_join(struct arena *a, struct str left, struct str between, struct str right);
struct str arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
