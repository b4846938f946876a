/* A map from texts to things: a hash table. */
#ifndef MAIL_MAP_H
#define MAIL_MAP_H

#include <stdint.h>

#include "base/arena.h"

struct map_entry {
	uint64_t hash;
	struct str key;
	void *item;          /* NULL in a slot that is new */
};

struct map {
	struct map_entry *slots;
	size_t count, room;      /* room: a power of two, or 0 */
};

#define MAP_INIT { NULL, 0, 0 }

/* The slot of the key; a new one with a copy of the key in the arena. Its item must be set before the next call; the slot
 * is valid until then. */
struct map_entry *map_entry_of(struct map *t, struct arena *arena, struct str key);
/* The item of the key, or NULL. */
void *map_find(const struct map *t, struct str key);
void map_free(struct map *t);

#endif
