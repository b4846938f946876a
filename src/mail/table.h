/* A hash table from texts to things. */
#ifndef MAIL_TABLE_H
#define MAIL_TABLE_H

#include <stdint.h>

#include "base/arena.h"

struct slot {
	uint64_t hash;
	struct str key;
	void *item;          /* NULL in a slot that is new */
};

struct table {
	struct slot *slots;
	size_t count, room;      /* room: a power of two, or 0 */
};

#define TABLE_INIT { NULL, 0, 0 }

/* The slot of the key; a new one with a copy of the key in the arena. Its item must be set before the next call; the slot
 * is valid until then. */
struct slot *table_slot(struct table *t, struct arena *arena, struct str key);
/* The item of the key, or NULL. */
void *table_find(const struct table *t, struct str key);
void table_free(struct table *t);

#endif
