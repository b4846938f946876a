#include "model/roll_parts.h"

#include "base/mem.h"

enum { AFFILIATION_WORDS = 6 };

void person_list_add(struct person_list *list, struct person *person)
{
	VEC_ROOM(list->items, list->count, list->room);
	list->items[list->count++] = person;
}

void person_list_free(struct person_list *list)
{
	mem_free(list->items);
	*list = (struct person_list){ NULL, 0, 0 };
}

struct person *person_new(struct arena *arena, struct str name, size_t line)
{
	struct person *person = ARENA_NEW(arena, struct person);
	person->name = name;
	person->affiliation = person->role = person->note = STR_EMPTY;
	person->status = PERSON_PRESENT;
	person->line = line;
	return person;
}

/* The array grows by doubling: its room is the least power of two that holds alias_count. */
bool person_alias(struct arena *arena, struct person *person, struct str alias)
{
	enum { LOOKED_AT = 16 };
	size_t n = person->alias_count;
	for (size_t i = 0; i < n && i < LOOKED_AT; i++)
		if (str_eq(person->aliases[i], alias))
			return false;
	if ((n & (n - 1)) == 0) {
		struct str *more = ARENA_ARRAY(arena, struct str, n ? n * 2 : 1);
		for (size_t i = 0; i < n; i++)
			more[i] = person->aliases[i];
		person->aliases = more;
	}
	person->aliases[person->alias_count++] = alias;
	return true;
}

static uint32_t hash_of(struct str text)
{
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < text.n; i++)
		hash = (hash ^ (unsigned char)to_lower(text.p[i])) * 16777619u;
	return hash ^ hash >> 15;
}

/* The slot of the text, or the free one where it belongs; there is one, since the table never gets full. */
static size_t slot_of(const struct tally *t, struct str text, uint32_t hash)
{
	size_t at = hash & (t->room - 1);
	while (t->entries[at].count && !(t->entries[at].hash == hash && str_eq_nocase(t->entries[at].text, text)))
		at = (at + 1) & (t->room - 1);
	return at;
}

static void grow(struct tally *t)
{
	struct tally old = *t;
	t->room = old.room ? old.room * 2 : 16;
	t->entries = t->arena ? ARENA_ARRAY(t->arena, struct tally_entry, t->room) : mem_zero(t->room, sizeof *t->entries);
	for (size_t i = 0; i < old.room; i++)
		if (old.entries[i].count)
			t->entries[slot_of(t, old.entries[i].text, old.entries[i].hash)] = old.entries[i];
	if (!t->arena)
		mem_free(old.entries);
}

void tally_free(struct tally *t)
{
	if (!t->arena)
		mem_free(t->entries);
	*t = (struct tally){ t->arena, NULL, 0, 0 };
}

size_t tally_add(struct tally *t, struct str text)
{
	text = str_trim(text);
	if ((t->used + 1) * 8 > t->room * 7)
		grow(t);
	uint32_t hash = hash_of(text);
	struct tally_entry *e = &t->entries[slot_of(t, text, hash)];
	if (!e->count) {
		*e = (struct tally_entry){ text, hash, 0 };
		t->used++;
	}
	if (e->count < UINT32_MAX)
		e->count++;
	return e->count;
}

size_t tally_count(const struct tally *t, struct str text)
{
	text = str_trim(text);
	return t->used ? t->entries[slot_of(t, text, hash_of(text))].count : 0;
}

struct roll_knowledge *roll_knowledge_new(struct arena *arena)
{
	struct roll_knowledge *k = ARENA_NEW(arena, struct roll_knowledge);
	k->arena = k->affiliations.arena = k->names.arena = k->brackets.texts.arena = k->brackets.entries.arena = arena;
	k->meeting = STR_EMPTY;
	return k;
}

static size_t count_words(struct str text)
{
	size_t n = 0;
	struct str word;
	while (str_word(&text, &word))
		n++;
	return n;
}

void roll_trust(struct roll_knowledge *k, size_t full, size_t entries)
{
	k->sure = entries >= 3 && 3 * full >= 2 * entries;
	k->likely = entries >= 3 && 2 * full >= entries;
}

void roll_learn_meeting(struct roll_knowledge *k, struct str title)
{
	k->meeting = title;
}

void roll_learn_affiliation(struct roll_knowledge *k, struct str affiliation)
{
	affiliation = str_trim(affiliation);
	size_t words = count_words(affiliation);
	if (!words || words > AFFILIATION_WORDS)
		return;
	tally_add(&k->affiliations, affiliation);
	if (words > k->longest)
		k->longest = words;
}

void roll_learn_name(struct roll_knowledge *k, struct str name)
{
	name = str_trim(name);
	if (name.n)
		tally_add(&k->names, name);
}

bool roll_knows_affiliation(const struct roll_knowledge *k, struct str affiliation)
{
	return k && str_trim(affiliation).n && tally_count(&k->affiliations, affiliation);
}

bool roll_knows_name(const struct roll_knowledge *k, struct str name)
{
	return k && str_trim(name).n && tally_count(&k->names, name);
}

size_t affiliation_before(const struct roll_knowledge *k, struct str text)
{
	struct str rest = text, word;
	size_t found = 0;
	for (size_t i = 0; k && i < k->longest && str_word(&rest, &word); i++) {
		struct str begin = str_range(text.p, word.p + word.n);
		if (str_trim(rest).n && roll_knows_affiliation(k, begin))
			found = begin.n;
	}
	return found;
}

size_t affiliation_behind(const struct roll_knowledge *k, struct str text)
{
	size_t at = text.n, found = 0;
	for (size_t i = 0; k && i < k->longest; i++) {
		while (at && !is_space(text.p[at - 1]))
			at--;
		if (!at)
			break;
		if (roll_knows_affiliation(k, str_skip(text, at)))
			found = text.n - at;
		while (at && is_space(text.p[at - 1]))
			at--;
	}
	return found;
}
