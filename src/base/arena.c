#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"

/* Behind MANY chunks larger ones follow, for which the system may have huge pages. */
enum { CHUNK = 64 * 1024, MANY = 16, LARGE_CHUNK = 4 * 1024 * 1024, ALIGN = _Alignof(max_align_t) };

struct arena_chunk {
	struct arena_chunk *older;
	_Alignas(max_align_t) char data[];
};

void *arena_alloc(struct arena *a, size_t size)
{
	if (size > SIZE_MAX / 2)
		die("out of memory");
	size = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	if (size > (size_t)(a->end - a->next)) {
		bool own = size > CHUNK / 4;
		size_t room = own ? size : a->count < MANY ? CHUNK : LARGE_CHUNK;
		struct arena_chunk *chunk = mem_alloc(sizeof *chunk + room);
		a->count++;
		if (own && a->chunk) {
			/* A big piece gets a chunk of its own; the open one stays in use. */
			chunk->older = a->chunk->older;
			a->chunk->older = chunk;
			return chunk->data;
		}
		chunk->older = a->chunk;
		a->chunk = chunk;
		a->next = chunk->data;
		a->end = chunk->data + room;
	}
	void *piece = a->next;
	a->next += size;
	return piece;
}

void arena_return(struct arena *a, const void *piece, size_t size)
{
	size = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	if (a->next && (const char *)piece + size == a->next)
		a->next -= size;
}

void *arena_zero(struct arena *a, size_t size)
{
	return memset(arena_alloc(a, size), 0, size);
}

void *arena_array(struct arena *a, size_t count, size_t item_size)
{
	if (item_size && count > SIZE_MAX / 2 / item_size)
		die("out of memory");
	return arena_zero(a, count * item_size);
}

void arena_free(struct arena *a)
{
	while (a->chunk) {
		struct arena_chunk *older = a->chunk->older;
		mem_free(a->chunk);
		a->chunk = older;
	}
	a->next = a->end = NULL;
	a->count = 0;
}

struct str arena_str(struct arena *a, struct str s)
{
	char *copy = arena_alloc(a, s.n + 1);
	memcpy(copy, s.p, s.n);
	copy[s.n] = '\0';
	return (struct str){ copy, s.n };
}

const char *arena_cstr(struct arena *a, struct str s)
{
	return arena_str(a, s).p;
}

struct str arena_join(struct arena *a, struct str left, struct str between, struct str right)
{
	char *joined = arena_alloc(a, left.n + between.n + right.n + 1);
	memcpy(joined, left.p, left.n);
	memcpy(joined + left.n, between.p, between.n);
	memcpy(joined + left.n + between.n, right.p, right.n);
	joined[left.n + between.n + right.n] = '\0';
	return (struct str){ joined, left.n + between.n + right.n };
}

struct str arena_printf(struct arena *a, const char *format, ...)
{
	char small[128];
	va_list args;
	va_start(args, format);
	int n = vsnprintf(small, sizeof small, format, args);
	va_end(args);
	if (n < 0)
		die("cannot format a text");
	if ((size_t)n < sizeof small)
		return arena_str(a, (struct str){ small, (size_t)n });
	char *text = arena_alloc(a, (size_t)n + 1);
	va_start(args, format);
	vsnprintf(text, (size_t)n + 1, format, args);
	va_end(args);
	return (struct str){ text, (size_t)n };
}
