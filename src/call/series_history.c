#include "call/series_history.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "model/people.h"
#include "model/title.h"
#include "model/words.h"

enum { STAKEHOLDERS_MOST = 200 };    /* of one series; they are compared one by one */

/* A title by which an entry is found. */
struct slot {
	uint32_t hash;
	size_t family;
	struct str key;          /* NULL where the slot is free */
	struct entry *entry;
};

struct entry {
	struct series_entry series;
	struct series_sighting *newest;
	const struct series_sighting *versioned;     /* that named the newest version; NULL if none did */
	size_t stakeholder_room;
	struct stakeholder *stakeholders;
};

struct series_history {
	struct calls *calls;
	struct series_sighting **sightings;
	size_t sighting_count, sighting_room;
	struct entry **entries;
	size_t entry_count, entry_room;
	struct slot *slots;
	size_t slot_count, slot_room;        /* room is a power of two */
};

const char *series_state_name(enum series_state state)
{
	static const char *const names[] = { "open", "merged", "dropped" };
	return names[state];
}

enum series_state series_state_of(struct str status)
{
	static const char *const merged[] = { "merged", "committed", "applied", "upstream", "upstreamed", "done", NULL };
	static const char *const dropped[] = { "dropped", "abandoned", "superseded", "withdrawn", "rejected", NULL };
	size_t n = 0;
	while (n < status.n && is_alpha(status.p[n]))
		n++;
	struct str word = str_first(status, n);
	return word_in(word, merged) ? SERIES_MERGED : word_in(word, dropped) ? SERIES_DROPPED : SERIES_OPEN;
}

struct series_history *series_history_new(struct calls *calls)
{
	enum { FIRST_ROOM = 64 };
	struct series_history *h = mem_zero(1, sizeof *h);
	h->calls = calls;
	h->slot_room = FIRST_ROOM;
	h->slots = mem_zero(h->slot_room, sizeof *h->slots);
	return h;
}

void series_history_free(struct series_history *h)
{
	if (!h)
		return;
	for (size_t i = 0; i < h->entry_count; i++)
		mem_free(h->entries[i]->stakeholders);
	mem_free(h->sightings);
	mem_free(h->entries);
	mem_free(h->slots);
	mem_free(h);
}

/* Titles */

struct str series_title_key(struct arena *arena, struct str title)
{
	struct str folded = people_fold(arena, title, false);
	struct buf b = BUF_INIT;
	for (size_t i = 0; i < folded.n; i++) {
		bool part = is_alnum(folded.p[i]) || (unsigned char)folded.p[i] >= 0x80;
		if (part)
			buf_put(&b, folded.p[i]);
		else if (b.n && b.p[b.n - 1] != ' ')
			buf_put(&b, ' ');
	}
	struct str key = arena_str(arena, str_trim(buf_slice(&b)));
	buf_free(&b);
	return key;
}

/* What a note says the series was or will be called, quotes and a full stop aside; empty if it says nothing of it. */
static struct str told_name(struct str note)
{
	static const char *const begins[] = {
		"renamed from ", "renamed to ", "renamed: ", "renamed ", "was called ", "was: ", "was ", "formerly ", "previously ",
		"now called ", "now: ", "now ", "continues as ",
	};
	for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
		struct str begin = str_of(begins[i]);
		if (!str_starts_nocase(note, begin))
			continue;
		struct str name = str_trim(str_skip(note, begin.n));
		while (name.n && (name.p[name.n - 1] == '.' || name.p[name.n - 1] == '"' || name.p[name.n - 1] == '\''))
			name.n--;
		while (name.n && (*name.p == '"' || *name.p == '\''))
			name = str_skip(name, 1);
		return name;
	}
	return STR_EMPTY;
}

static struct slot *place(const struct series_history *h, size_t family, struct str key)
{
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < key.n; i++)
		hash = (hash ^ (unsigned char)key.p[i]) * 16777619u;
	for (size_t at = hash ^ hash >> 15;; at++) {
		struct slot *slot = &h->slots[at & (h->slot_room - 1)];
		if (!slot->key.p || (slot->hash == hash && slot->family == family && str_eq(slot->key, key))) {
			slot->hash = slot->key.p ? slot->hash : hash;
			return slot;
		}
	}
}

static struct entry *find(const struct series_history *h, size_t family, struct str key)
{
	struct slot *slot = place(h, family, key);
	return slot->key.p ? slot->entry : NULL;
}

static void know(struct series_history *h, size_t family, struct str key, struct entry *entry)
{
	if (2 * (h->slot_count + 1) > h->slot_room) {
		struct slot *old = h->slots;
		size_t room = h->slot_room;
		h->slot_room *= 2;
		h->slots = mem_zero(h->slot_room, sizeof *h->slots);
		for (size_t i = 0; i < room; i++)
			if (old[i].key.p)
				*place(h, old[i].family, old[i].key) = old[i];
		mem_free(old);
	}
	struct slot *slot = place(h, family, key);
	if (!slot->key.p) {
		slot->key = key;
		slot->family = family;
		h->slot_count++;
	}
	slot->entry = entry;
}

/* What the documents say */

static struct str kept(struct series_history *h, struct str s)
{
	return s.n ? arena_str(&h->calls->arena, s) : STR_EMPTY;
}

static void take_names(struct series_history *h, struct series_sighting *s, const struct series *series)
{
	struct arena *arena = &h->calls->arena;
	struct str *names = ARENA_ARRAY(arena, struct str, series->note_count + 2);
	struct str former;
	s->title = kept(h, str_trim_right(str_first(series->title, title_former(series->title, &former))));
	s->key = series_title_key(arena, s->title);
	s->other_names = names;
	if (former.n)
		names[s->other_name_count++] = series_title_key(arena, former);
	for (size_t i = 0; i < series->note_count; i++) {
		struct str name = told_name(series->notes[i]);
		if (name.n)
			names[s->other_name_count++] = series_title_key(arena, name);
	}
	struct str name = told_name(series->status);
	if (name.n)
		names[s->other_name_count++] = series_title_key(arena, name);
}

void series_history_add(struct series_history *h, struct call *call, const struct document *doc)
{
	struct arena *arena = &h->calls->arena;
	for (size_t i = 0; i < doc->series_count; i++) {
		const struct series *series = doc->series[i];
		struct series_sighting *s = ARENA_NEW(arena, struct series_sighting);
		struct stakeholder *holders = ARENA_ARRAY(arena, struct stakeholder, series->stakeholder_count);
		take_names(h, s, series);
		s->call = call;
		s->line = series->line;
		s->version = kept(h, series->version);
		s->status = kept(h, series->status);
		s->group = kept(h, series->group);
		s->topic = kept(h, series->topic ? series->topic->u.heading.title : STR_EMPTY);
		s->stakeholder_count = series->stakeholder_count;
		for (size_t k = 0; k < s->stakeholder_count; k++)
			holders[k] = (struct stakeholder){ kept(h, series->stakeholders[k].name), kept(h, series->stakeholders[k].affiliation) };
		s->stakeholders = holders;
		VEC_ROOM(h->sightings, h->sighting_count, h->sighting_room);
		h->sightings[h->sighting_count++] = s;
	}
}

/* What they say together */

static void add_stakeholders(struct series_history *h, struct entry *e, const struct series_sighting *s)
{
	struct series_entry *series = &e->series;
	for (size_t i = 0; i < s->stakeholder_count; i++) {
		const struct stakeholder *added = &s->stakeholders[i];
		struct str name = people_fold(&h->calls->arena, added->name, false);
		size_t k = 0;
		while (k < series->stakeholder_count && !str_eq(people_fold(&h->calls->arena, e->stakeholders[k].name, false), name))
			k++;
		if (k < series->stakeholder_count) {
			if (added->affiliation.n)
				e->stakeholders[k].affiliation = added->affiliation;
			continue;
		}
		if (k == STAKEHOLDERS_MOST)
			return;
		VEC_ROOM(e->stakeholders, series->stakeholder_count, e->stakeholder_room);
		e->stakeholders[series->stakeholder_count++] = *added;
	}
	series->stakeholders = e->stakeholders;
}

int series_version_compare(struct str a, struct str b)
{
	size_t i = 0, k = 0;
	while (i < a.n || k < b.n) {
		unsigned long x = 0, y = 0;
		while (i < a.n && !is_digit(a.p[i]))
			i++;
		while (k < b.n && !is_digit(b.p[k]))
			k++;
		for (; i < a.n && is_digit(a.p[i]); i++)
			x = x * 10 + (unsigned long)(a.p[i] - '0');
		for (; k < b.n && is_digit(b.p[k]); k++)
			y = y * 10 + (unsigned long)(b.p[k] - '0');
		if (x != y)
			return x < y ? -1 : 1;
	}
	return 0;
}

static void set_state(struct series_history *h, struct entry *e, const struct series_sighting *s)
{
	struct series_entry *series = &e->series;
	enum series_state state = series_state_of(s->status);
	bool posted_anew = s->version.n && series->version.n && series_version_compare(s->version, series->version) > 0;
	bool says = s->status.n || posted_anew;
	if (state == SERIES_OPEN && series->state != SERIES_OPEN && (!says || call_same(s->call, series->closing->call)))
		return;
	if (state == SERIES_OPEN && series->state != SERIES_OPEN)
		diag_add(&s->call->diags, DIAG_SERIES_REOPENED, s->line, 1, s->title,
			call_at(h->calls, series->closing->call, series->closing->line));
	if (state == SERIES_OPEN)
		series->closing = NULL;
	else if (!series->closing)
		series->closing = s;
	series->state = state;
}

static void see_again(struct series_history *h, struct entry *e, struct series_sighting *s)
{
	struct series_entry *series = &e->series;
	if (s->version.n && e->versioned && series_version_compare(s->version, series->version) < 0) {
		struct str at = call_at(h->calls, e->versioned->call, e->versioned->line);
		diag_add(&s->call->diags, DIAG_OLDER_VERSION, s->line, 1, s->version,
			arena_printf(&h->calls->arena, "%.*s (%.*s)", STR_FMT(series->version), STR_FMT(at)));
	}
	set_state(h, e, s);
	if (s->version.n) {
		series->version = s->version;
		e->versioned = s;
	}
	if (s->status.n || s->version.n)
		series->status = s->status;
	series->title = s->title;
	series->calls += !call_same(series->last->call, s->call);
	series->last = s;
	e->newest->next = s;
	e->newest = s;
}

static struct entry *open_entry(struct series_history *h, struct series_sighting *s)
{
	struct entry *e = ARENA_NEW(&h->calls->arena, struct entry);
	struct series_entry *series = &e->series;
	series->title = s->title;
	series->version = s->version;
	series->status = s->status;
	series->first = series->last = s;
	series->calls = 1;
	series->family = s->call->family;
	e->newest = s;
	e->versioned = s->version.n ? s : NULL;
	set_state(h, e, s);
	VEC_ROOM(h->entries, h->entry_count, h->entry_room);
	h->entries[h->entry_count++] = e;
	return e;
}

static void see(struct series_history *h, struct series_sighting *s)
{
	size_t family = s->call->family;
	struct entry *e = find(h, family, s->key);
	for (size_t i = 0; i < s->other_name_count && !e; i++)
		e = find(h, family, s->other_names[i]);
	if (e)
		see_again(h, e, s);
	else
		e = open_entry(h, s);
	add_stakeholders(h, e, s);
	know(h, family, s->key, e);
	for (size_t i = 0; i < s->other_name_count; i++)
		if (!find(h, family, s->other_names[i]))
			know(h, family, s->other_names[i], e);
}

static int by_place(const void *left, const void *right)
{
	const struct series_sighting *a = *(struct series_sighting *const *)left, *b = *(struct series_sighting *const *)right;
	if (a->call != b->call)
		return a->call->place < b->call->place ? -1 : 1;
	return a->line < b->line ? -1 : a->line > b->line;
}

void series_history_settle(struct series_history *h)
{
	if (h->sighting_count)
		qsort(h->sightings, h->sighting_count, sizeof *h->sightings, by_place);
	for (size_t i = 0; i < h->sighting_count; i++)
		see(h, h->sightings[i]);
}

size_t series_history_count(const struct series_history *h)
{
	return h->entry_count;
}

const struct series_entry *series_history_entry(const struct series_history *h, size_t i)
{
	return &h->entries[i]->series;
}
