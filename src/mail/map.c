#include "mail/map.h"

#include "base/mem.h"

static uint64_t hash_of(struct str s)
{
	uint64_t hash = 0xcbf29ce484222325u;      /* FNV-1a */
	for (size_t i = 0; i < s.n; i++)
		hash = (hash ^ (unsigned char)s.p[i]) * 0x100000001b3u;
	return hash ^ hash >> 29;
}

static void grow(struct map *t)
{
	struct map old = *t;
	t->room = old.room ? 2 * old.room : 256;
	t->slots = mem_zero(t->room, sizeof *t->slots);
	for (size_t i = 0; i < old.room; i++)
		if (old.slots[i].item) {
			size_t k = old.slots[i].hash & (t->room - 1);
			while (t->slots[k].item)
				k = (k + 1) & (t->room - 1);
			t->slots[k] = old.slots[i];
		}
	mem_free(old.slots);
}

/* The slot of the key, or the free one where it would be. */
static struct map_entry *search(const struct map *t, uint64_t hash, struct str key)
{
	size_t k = hash & (t->room - 1);
	while (t->slots[k].item && !(t->slots[k].hash == hash && str_eq(t->slots[k].key, key)))
		k = (k + 1) & (t->room - 1);
	return &t->slots[k];
}

struct map_entry *map_entry_of(struct map *t, struct arena *arena, struct str key)
{
	uint64_t hash = hash_of(key);
	if (4 * t->count >= 3 * t->room)
		grow(t);
	struct map_entry *slot = search(t, hash, key);
	if (!slot->item) {
		slot->hash = hash;
		slot->key = arena_str(arena, key);
		t->count++;
	}
	return slot;
}

void *map_find(const struct map *t, struct str key)
{
	return t->room ? search(t, hash_of(key), key)->item : NULL;
}

void map_free(struct map *t)
{
	mem_free(t->slots);
	*t = (struct map)MAP_INIT;
}
