#include "base/mem.h"
#include "call/ledger_parts.h"

struct slot {
	uint32_t hash;
	size_t family;
	struct str key;          /* an id, or what stands before its number; p is NULL where the slot is free */
	struct entry *entry;     /* of an id */
	unsigned long highest;   /* of a call */
};

struct ids {
	struct slot *slots;
	size_t count, room;      /* room is a power of two */
};

struct ids *ids_new(void)
{
	enum { FIRST_ROOM = 64 };
	struct ids *ids = mem_zero(1, sizeof *ids);
	ids->room = FIRST_ROOM;
	ids->slots = mem_zero(ids->room, sizeof *ids->slots);
	return ids;
}

void ids_free(struct ids *ids)
{
	if (!ids)
		return;
	mem_free(ids->slots);
	mem_free(ids);
}

static uint32_t hash_of(struct str key)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < key.n; i++)
		h = (h ^ (unsigned char)key.p[i]) * 16777619u;
	return h ^ (h >> 15);
}

/* The key's slot, or the free one where it would go. One id may have several slots, one a family: they follow. */
static struct slot *place(const struct ids *ids, size_t family, struct str key, bool any_family)
{
	uint32_t hash = hash_of(key);
	for (size_t at = hash;; at++) {
		struct slot *slot = &ids->slots[at & (ids->room - 1)];
		if (!slot->key.p || (slot->hash == hash && (any_family || slot->family == family) && str_eq(slot->key, key)))
			return slot;
	}
}

static void grow(struct ids *ids)
{
	struct ids old = *ids;
	ids->room *= 2;
	ids->slots = mem_zero(ids->room, sizeof *ids->slots);
	for (size_t i = 0; i < old.room; i++)
		if (old.slots[i].key.p)
			*place(ids, old.slots[i].family, old.slots[i].key, false) = old.slots[i];
	mem_free(old.slots);
}

static struct slot *take(struct ids *ids, size_t family, struct str key)
{
	if (2 * (ids->count + 1) > ids->room)
		grow(ids);
	struct slot *slot = place(ids, family, key, false);
	if (!slot->key.p) {
		*slot = (struct slot){ hash_of(key), family, key, NULL, 0 };
		ids->count++;
	}
	return slot;
}

struct entry *ids_find(const struct ids *ids, size_t family, struct str id)
{
	struct slot *slot = place(ids, family, id, false);
	if (!slot->key.p || !slot->entry)
		slot = place(ids, family, id, true);
	return slot->key.p ? slot->entry : NULL;
}

/* "2024-05-14" and 7 of "2024-05-14.7". */
static struct str split(struct str id, unsigned long *number)
{
	enum { DIGITS = 9 };
	size_t dot = id.n;
	while (dot && id.p[dot - 1] != '.')
		dot--;
	*number = 0;
	for (size_t i = dot; i < id.n && i < dot + DIGITS && is_digit(id.p[i]); i++)
		*number = *number * 10 + (unsigned long)(id.p[i] - '0');
	return str_first(id, dot);
}

void ids_add(struct ids *ids, size_t family, struct str id, struct entry *entry)
{
	unsigned long number;
	struct str call = split(id, &number);
	take(ids, family, id)->entry = entry;
	struct slot *slot = take(ids, family, call);
	slot->highest = number > slot->highest ? number : slot->highest;
}

struct str ids_free_one(const struct ids *ids, struct arena *arena, size_t family, struct str id)
{
	unsigned long number;
	struct str call = split(id, &number);
	struct slot *slot = place(ids, family, call, false);
	return arena_printf(arena, "%.*s%lu", STR_FMT(call), (slot->key.p ? slot->highest : 0) + 1);
}
