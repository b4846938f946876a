#include "model/letters.h"
#include "model/names.h"
#include "model/people_parts.h"

enum { FIRST_ROOM = 64 };

/* ---- Folding ---- */

/* Letters and digits folded; runs of blanks and '_' as one blank; hyphens kept; other signs dropped. */
static void fold(struct buf *b, struct str s, bool digraphs)
{
	bool gap = false;
	while (s.n) {
		size_t n;
		uint32_t code = letter_decode(s, &n);
		char c = code < 0x80 ? (char)code : 0;
		if (code == 0x2010 || code == 0x2011)
			c = '-', code = '-';
		if (c == '_' || is_space(c)) {
			gap = b->n > 0;
		} else if (is_alnum(c) || c == '-' || (code >= 0x80 && letter_of(code) != LETTER_NONE)) {
			if (gap)
				buf_put(b, ' ');
			gap = false;
			letter_fold(b, code, digraphs);
		}
		s = str_skip(s, n);
	}
}

struct str people_fold(struct arena *arena, struct str name, bool digraphs)
{
	struct buf b = BUF_INIT;
	fold(&b, name, digraphs);
	struct str folded = arena_str(arena, buf_slice(&b));
	buf_free(&b);
	return folded;
}

struct folded fold_both(struct str s)
{
	struct folded f = { { BUF_INIT, BUF_INIT }, 1 };
	fold(&f.text[0], s, false);
	fold(&f.text[1], s, true);
	f.count += !str_eq(buf_slice(&f.text[0]), buf_slice(&f.text[1]));
	return f;
}

void folded_free(struct folded *f)
{
	buf_free(&f->text[0]);
	buf_free(&f->text[1]);
}

/* ---- Tables ---- */

uint64_t people_hash(struct str text, enum key key, enum people_source source)
{
	uint64_t hash = 14695981039346656037u ^ ((uint64_t)key << 8 | (uint64_t)source);
	for (size_t i = 0; i < text.n; i++)
		hash = (hash ^ (unsigned char)text.p[i]) * 1099511628211u;
	hash ^= hash >> 32;
	return hash ? hash : 1;
}

static struct slot *slot_of(const struct table *t, uint64_t hash)
{
	size_t at = hash & (t->room - 1);
	while (t->slots[at].hash && t->slots[at].hash != hash)
		at = (at + 1) & (t->room - 1);
	return &t->slots[at];
}

void table_reserve(struct arena *arena, struct table *t, size_t more)
{
	struct table old = *t;
	size_t room = old.room ? old.room : FIRST_ROOM;
	while ((old.used + more) * 8 > room * 7)
		room *= 2;
	if (room == old.room)
		return;
	t->slots = ARENA_ARRAY(arena, struct slot, room);
	t->room = room;
	for (size_t i = 0; i < old.room; i++)
		if (old.slots[i].hash)
			*slot_of(t, old.slots[i].hash) = old.slots[i];
}

void table_add(struct arena *arena, struct table *t, uint64_t hash, struct entity *entity)
{
	table_reserve(arena, t, 1);
	struct slot *s = slot_of(t, hash);
	if (!s->hash) {
		*s = (struct slot){ hash, entity, NULL, 1 };
		t->used++;
		return;
	}
	if (s->first == entity)
		return;
	if (!s->more)
		s->more = ARENA_ARRAY(arena, struct entity *, CANDIDATES - 1);
	for (size_t i = 0; i < CANDIDATES - 1; i++) {
		if (s->more[i] == entity)
			return;
		if (!s->more[i]) {
			s->more[i] = entity;
			break;
		}
	}
	if (s->count < UINT32_MAX)
		s->count++;
}

const struct slot *slot_find(const struct table *t, uint64_t hash)
{
	if (!t->room)
		return NULL;
	const struct slot *s = slot_of(t, hash);
	return s->hash ? s : NULL;
}

/* ---- Candidates ---- */

void add_candidate(struct candidates *c, struct entity *entity)
{
	for (size_t i = 0; i < c->count; i++)
		if (c->items[i] == entity)
			return;
	if (c->count < 2 * CANDIDATES)
		c->items[c->count++] = entity;
	else
		c->more = true;
}

void add_slot(struct candidates *c, const struct slot *s)
{
	if (!s)
		return;
	add_candidate(c, s->first);
	for (size_t i = 0; s->more && i < CANDIDATES - 1 && s->more[i]; i++)
		add_candidate(c, s->more[i]);
	c->more |= s->count > CANDIDATES;
}

/* ---- Keys of a name ---- */

struct words words_of(struct str folded)
{
	struct words w = { .count = 0 };
	while (w.count < NAME_WORDS && str_word(&folded, &w.items[w.count]))
		w.count++;
	return w;
}

struct keys {
	struct arena *arena;
	struct table *table;
	struct entity *entity;
};

static void add_key(const struct keys *k, enum key key, struct str text)
{
	if (text.n)
		table_add(k->arena, k->table, people_hash(text, key, k->entity->source), k->entity);
}

static struct str span(struct str first, struct str last)
{
	return str_range(first.p, last.p + last.n);
}

/* First and last letters of words: "mo"; all words: "mao"; hyphens too: "awb". */
static void add_initials(const struct keys *k, const struct words *w)
{
	struct buf all = BUF_INIT, parts = BUF_INIT, outer = BUF_INIT;
	for (size_t i = 0; i < w->count; i++) {
		struct str word = w->items[i];
		size_t n = 0;
		bool begin = true;
		letter_decode(word, &n);
		buf_add(&all, word.p, n);
		if (i == 0 || i + 1 == w->count)
			buf_add(&outer, word.p, n);
		for (size_t at = 0; at < word.n; at += n) {
			letter_decode(str_skip(word, at), &n);
			if (begin && word.p[at] != '-')
				buf_add(&parts, word.p + at, n);
			begin = word.p[at] == '-';
		}
	}
	if (w->count > 1) {
		add_key(k, KEY_INITIALS, buf_slice(&all));
		add_key(k, KEY_INITIALS, buf_slice(&parts));
		add_key(k, KEY_INITIALS, buf_slice(&outer));
	}
	buf_free(&all);
	buf_free(&parts);
	buf_free(&outer);
}

bool is_initial(struct str word)
{
	size_t n;
	return word.n && (letter_decode(word, &n), n == word.n);
}

/* First and last name, "von moss", first and last, and the first two words and on. */
static void add_parts(const struct keys *k, const struct words *w)
{
	size_t first = 0, last = w->count - 1;
	if (w->count < 2)
		return;
	while (first < last && is_initial(w->items[first]))
		first++;
	if (first < last)
		add_key(k, KEY_PART, w->items[first]);
	if (!is_initial(w->items[last]))
		add_key(k, KEY_PART, w->items[last]);
	size_t particle = last;
	while (particle > first + 1 && name_is_particle(w->items[particle - 1]))
		particle--;
	if (particle < last)
		add_key(k, KEY_PART, span(w->items[particle], w->items[last]));
	for (size_t i = first + 1; i < last; i++)
		add_key(k, KEY_PART, span(w->items[first], w->items[i]));
	if (last > first + 1 || first > 0) {
		struct buf b = BUF_INIT;
		for (size_t i = 0; i <= first; i += first ? first : 1) {
			buf_cut(&b, 0);
			buf_str(&b, w->items[i]);
			buf_put(&b, ' ');
			buf_str(&b, w->items[last]);
			add_key(k, KEY_PART, buf_slice(&b));
		}
		if (first > 0)
			add_key(k, KEY_PART, span(w->items[first], w->items[last]));
		buf_free(&b);
	}
}

static void add_name_keys(const struct keys *k, struct str name, enum key whole)
{
	struct folded f = fold_both(name);
	for (size_t i = 0; i < f.count; i++) {
		struct words w = words_of(buf_slice(&f.text[i]));
		add_key(k, whole, buf_slice(&f.text[i]));
		if (w.count < NAME_WORDS) {
			add_parts(k, &w);
			add_initials(k, &w);
		}
	}
	folded_free(&f);
}

/* "mok (Mira Okafor)": a full name has its parts. */
static void add_person_keys(const struct keys *k, const struct person *person)
{
	add_name_keys(k, person->name, KEY_FULL);
	for (size_t i = 0; i < person->alias_count; i++) {
		struct str alias = person->aliases[i];
		if (name_shape(alias) == NAME_LIKELY) {
			add_name_keys(k, alias, KEY_ALIAS);
			continue;
		}
		struct folded f = fold_both(alias);
		for (size_t n = 0; n < f.count; n++)
			add_key(k, KEY_ALIAS, buf_slice(&f.text[n]));
		folded_free(&f);
	}
}

void index_person(const struct people *p, struct entity *entity, const struct person *person)
{
	struct keys k = { p->arena, &p->index->table, entity };
	add_person_keys(&k, person);
}

void index_entity(const struct people *p, struct entity *entity)
{
	struct keys k = { p->arena, &p->index->table, entity };
	add_person_keys(&k, entity->person);
	for (const struct also *a = entity->also; a; a = a->next)
		add_person_keys(&k, a->person);
	entity->indexed = true;
}
