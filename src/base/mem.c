#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void (*clean_up)(void);

void die_hook(void (*clean)(void))
{
	clean_up = clean;
}

_Noreturn void die(const char *what)
{
	const char *parts[] = { "rollcall: ", what, "\n" };
	for (int i = 0; i < 3; i++)
		if (write(STDERR_FILENO, parts[i], strlen(parts[i])) < 0)
			break;
	if (clean_up)
		clean_up();
	_exit(EXIT_SYSTEM);
}

/* The system may back a large block with huge pages: touching 8 MB of small ones for the first time costs as much as
 * reading 1 MB of notes. Where there are none, it is memory all the same. */
static void *advised(void *block, size_t size)
{
	enum { LARGE = 4 * 1024 * 1024, PAGE = 4096 };
	size_t before = (uintptr_t)block % PAGE;      /* advice to whole pages, so that it holds from one block to the next */
	if (size >= LARGE)
		(void)madvise((char *)block - before, before + size, MADV_HUGEPAGE);
	return block;
}

void *mem_alloc(size_t size)
{
	void *block = malloc(size ? size : 1);
	if (!block)
		die("out of memory");
	return advised(block, size);
}

void *mem_zero(size_t count, size_t size)
{
	void *block = calloc(count ? count : 1, size ? size : 1);
	if (!block)
		die("out of memory");
	return block;
}

void *mem_resize(void *old, size_t size)
{
	void *block = realloc(old, size ? size : 1);
	if (!block)
		die("out of memory");
	return advised(block, size);
}

void mem_free(void *block)
{
	free(block);
}

size_t mem_grow(size_t have, size_t need, size_t item_size)
{
	size_t room = have < 8 ? 8 : have;
	while (room < need) {
		if (room > SIZE_MAX / 2)
			die("out of memory");
		room *= 2;
	}
	if (room > SIZE_MAX / item_size)
		die("out of memory");
	return room;
}
