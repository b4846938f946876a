#include "model/names.h"
#include "model/people_parts.h"

enum { BEGUN_PEOPLE = 2000, BEGIN_LETTERS = 4, NICK_LETTERS = 32 };

static void add_begins(const struct people *p, struct entity *entity, struct str name)
{
	struct folded f = fold_both(name);
	for (size_t i = 0; i < f.count; i++) {
		struct str whole = buf_slice(&f.text[i]);
		for (size_t n = BEGIN_LETTERS; n <= whole.n && n <= NICK_LETTERS; n++)
			table_add(p->arena, &p->index->table, people_hash(str_first(whole, n), KEY_BEGIN, 0), entity);
	}
	folded_free(&f);
}

static void index_begins(const struct people *p)
{
	for (; p->index->begin_done < p->count && p->index->begin_done < BEGUN_PEOPLE; p->index->begin_done++) {
		struct entity *entity = p->entities[p->index->begin_done];
		add_begins(p, entity, entity->person->name);
		for (size_t i = 0; i < entity->person->alias_count; i++)
			add_begins(p, entity, entity->person->aliases[i]);
	}
}

/* Is it a nick that goes on from the label? */
static bool goes_on(struct str nick, struct str label)
{
	if (nick.n && *nick.p == '@')
		nick = str_skip(nick, 1);
	return nick.n > label.n && is_lower(*nick.p) && name_is_nick(nick) && str_starts_nocase(nick, label);
}

const struct person *people_begun(const struct people *p, struct str label)
{
	struct candidates c = { .count = 0 };
	label = people_label(label);
	for (size_t i = 0; i < label.n; i++)
		if (!is_alpha(label.p[i]))
			return NULL;
	if (label.n < BEGIN_LETTERS || label.n > NICK_LETTERS)
		return NULL;
	index_begins(p);
	struct folded f = fold_both(label);
	add_slot(&c, slot_find(&p->index->table, people_hash(buf_slice(&f.text[0]), KEY_BEGIN, 0)));
	folded_free(&f);
	if (c.count != 1 || c.more)
		return NULL;
	const struct person *person = c.items[0]->person;
	bool nick = goes_on(person->name, label);
	for (size_t i = 0; i < person->alias_count; i++)
		nick |= goes_on(person->aliases[i], label);
	return nick ? person : NULL;
}
