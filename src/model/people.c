#include "model/letters.h"
#include "model/names.h"
#include "model/people_parts.h"

enum { FIRST_ROOM = 64 };

static void index_all(const struct people *p)
{
	if (p->index->done == p->count)
		return;
	/* Four keys a person is what a name of two words has. */
	table_reserve(p->arena, &p->index->table, (p->count - p->index->done) * 3);
	for (size_t i = p->index->done; i < p->count; i++)
		index_entity(p, p->entities[i]);
	p->index->done = p->count;
}

struct people *people_new(struct arena *arena)
{
	struct people *p = ARENA_NEW(arena, struct people);
	p->arena = arena;
	p->index = ARENA_NEW(arena, struct index);
	return p;
}

static struct entity *find_full(const struct people *p, const struct folded *f)
{
	for (size_t i = 0; i < f->count; i++) {
		const struct slot *s = slot_find(&p->full, people_hash(buf_slice(&f->text[i]), KEY_FULL, 0));
		if (s)
			return s->first;
	}
	return NULL;
}

static struct entity *add_entity(struct people *p, const struct folded *f)
{
	if (p->count == p->entity_room) {
		size_t room = p->entity_room ? p->entity_room * 2 : FIRST_ROOM;
		struct entity **more = ARENA_ARRAY(p->arena, struct entity *, room);
		for (size_t i = 0; i < p->count; i++)
			more[i] = p->entities[i];
		p->entities = more;
		p->entity_room = room;
	}
	struct entity *entity = ARENA_NEW(p->arena, struct entity);
	p->entities[p->count++] = entity;
	for (size_t i = 0; i < f->count; i++)
		table_add(p->arena, &p->full, people_hash(buf_slice(&f->text[i]), KEY_FULL, 0), entity);
	return entity;
}

const struct person *people_add(struct people *p, const struct person *person, enum people_source source)
{
	struct folded f = fold_both(person->name);
	struct entity *entity = f.text[0].n ? find_full(p, &f) : NULL;
	const struct person *known = entity ? entity->person : NULL;
	bool better = entity && source < entity->source;
	if (!entity) {
		entity = add_entity(p, &f);
		entity->person = person;
		entity->source = source;
		p->added++;
	} else if (better || person->alias_count || !str_eq(person->name, known->name)) {
		struct also *also = ARENA_NEW(p->arena, struct also);
		*also = (struct also){ better ? known : person, entity->also };
		entity->also = also;
		if (better) {
			entity->person = person;
			entity->source = source;
		}
		if (entity->indexed && better)
			index_entity(p, entity);
		else if (entity->indexed)
			index_person(p, entity, person);
		p->added++;
	}
	folded_free(&f);
	return known;
}

/* A group at the end, "(Org)" behind a blank: its length with the blank, 0 if there is none. */
static size_t group_behind(struct str s)
{
	size_t open = s.n;
	if (s.n < 3 || (s.p[s.n - 1] != ')' && s.p[s.n - 1] != ']'))
		return 0;
	while (open && s.p[open - 1] != '(' && s.p[open - 1] != '[')
		open--;
	return open > 1 && is_space(s.p[open - 2]) ? s.n - open + 1 : 0;
}

/* One thing that is no part of the name taken off an end; the same if there is none. */
static struct str strip_once(struct str s)
{
	static const char *const endings[] = { "'s", "\xe2\x80\x99s", "*", "`", "\"", ":", ",", ";" };
	if (str_starts(s, STR("*")) || str_starts(s, STR("`")) || str_starts(s, STR("\"")))
		return str_skip(s, 1);
	if (s.n > 2 && ((*s.p == '[' && s.p[s.n - 1] == ']') || (*s.p == '(' && s.p[s.n - 1] == ')')))
		return str_first(str_skip(s, 1), s.n - 2);
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (str_ends(s, str_of(endings[i])))
			return str_first(s, s.n - str_of(endings[i]).n);
	return str_first(s, s.n - group_behind(s));
}

struct str people_label(struct str label)
{
	struct str s = str_first(str_trim(label), LABEL_BYTES + 1), stripped;
	while ((stripped = str_trim(strip_once(s))).n != s.n)
		s = stripped;
	size_t from = str_find(s, STR(" from "), 0);
	return from == STR_NONE ? s : str_first(s, from);
}

/* "mira o": of those called Mira, whose last name begins so. */
static void find_with_initial(const struct people *p, struct str folded, enum people_source source,
	struct candidates *c)
{
	struct words w = words_of(folded);
	struct candidates all = { .count = 0 };
	if (w.count != 2 || !is_initial(w.items[1]))
		return;
	add_slot(&all, slot_find(&p->index->table, people_hash(w.items[0], KEY_PART, source)));
	for (size_t i = 0; i < all.count; i++) {
		struct folded name = fold_both(all.items[i]->person->name);
		struct words of = words_of(buf_slice(&name.text[0]));
		if (of.count > 1 && str_starts(of.items[of.count - 1], w.items[1]))
			add_candidate(c, all.items[i]);
		folded_free(&name);
	}
	c->more |= all.more && c->count;
}

static struct str join_names(struct arena *arena, const struct candidates *c)
{
	struct buf b = BUF_INIT;
	size_t shown = c->count < CANDIDATES ? c->count : CANDIDATES;
	bool others = c->more || shown < c->count;
	for (size_t i = 0; i < shown; i++) {
		if (i)
			buf_cstr(&b, i + 1 == shown && !others ? " or " : ", ");
		buf_str(&b, c->items[i]->person->name);
	}
	if (others)
		buf_cstr(&b, " or others");
	struct str names = arena_str(arena, buf_slice(&b));
	buf_free(&b);
	return names;
}

static const struct person *only_one_there(const struct candidates *c)
{
	const struct person *there = NULL;
	for (size_t i = 0; i < c->count; i++) {
		if (c->items[i]->person->status == PERSON_ABSENT)
			continue;
		if (there)
			return NULL;
		there = c->items[i]->person;
	}
	return c->more ? NULL : there;
}

static bool answer_with(const struct people *p, const struct candidates *c, enum people_source source,
	struct people_answer *answer)
{
	if (!c->count)
		return false;
	answer->source = source;
	if (c->count == 1 && !c->more) {
		answer->found = PEOPLE_UNIQUE;
		answer->person = c->items[0]->person;
	} else {
		answer->found = PEOPLE_AMBIGUOUS;
		answer->names = join_names(p->arena, c);
		answer->there = only_one_there(c);
	}
	return true;
}

/* "MiraO" -> "Mira O": a first name with the initial of the last one on it. */
static struct str part_initial(struct arena *arena, struct str label)
{
	size_t last = label.n - 1;
	if (label.n < 3 || !is_upper(*label.p) || !is_upper(label.p[last]))
		return label;
	for (size_t i = 1; i < last; i++)
		if (!is_lower(label.p[i]))
			return label;
	return arena_join(arena, str_first(label, last), STR(" "), str_skip(label, last));
}

static struct people_answer look_up(const struct people *p, struct str label)
{
	struct people_answer answer = { PEOPLE_NONE, NULL, PEOPLE_ATTENDEES, STR_EMPTY, NULL };
	label = people_label(label);
	if (!label.n || label.n > LABEL_BYTES || !p->count)
		return answer;
	index_all(p);
	struct folded f = fold_both(label), parted = fold_both(part_initial(p->arena, label));
	bool initials = name_is_initials(label), done = !f.text[0].n;
	for (enum people_source source = 0; source < PEOPLE_SOURCES && !done; source++)
		for (enum key key = KEY_FULL; key <= (initials ? KEY_INITIALS : KEY_PART) && !done; key++) {
			struct candidates c = { .count = 0 };
			for (size_t i = 0; i < f.count; i++) {
				add_slot(&c, slot_find(&p->index->table, people_hash(buf_slice(&f.text[i]), key, source)));
				if (key == KEY_PART)
					find_with_initial(p, buf_slice(&parted.text[i < parted.count ? i : 0]), source, &c);
			}
			done = answer_with(p, &c, source, &answer);
		}
	folded_free(&f);
	folded_free(&parted);
	return answer;
}

struct people_answer people_find(const struct people *p, struct str label)
{
	if (label.n > LABEL_BYTES)
		return look_up(p, label);
	uint64_t hash = people_hash(label, KEY_FULL, 0);
	struct recent *r = &p->index->recent[hash % RECENT];
	if (r->hash != hash || r->added != p->added)
		*r = (struct recent){ hash, p->added, look_up(p, label) };
	return r->answer;
}
