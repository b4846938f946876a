#include "model/roll_parts.h"

static bool same(const struct person *a, const struct person *b)
{
	if (!str_eq(a->name, b->name) || !str_eq(a->affiliation, b->affiliation) || !str_eq(a->role, b->role) ||
	    !str_eq(a->note, b->note) || a->alias_count != b->alias_count)
		return false;
	for (size_t i = 0; i < a->alias_count; i++)
		if (!str_eq(a->aliases[i], b->aliases[i]))
			return false;
	/* A tick box, and the caption above, say the rest. */
	return (a->status == PERSON_PARTIAL) == (b->status == PERSON_PARTIAL);
}

/* As people write it: "Name @nick, Affiliation (role) (note)". */
static void write_plain(struct buf *b, const struct person *p, bool affiliation)
{
	buf_str(b, p->name);
	for (size_t i = 0; i < p->alias_count; i++) {
		if (str_find(p->note, p->aliases[i], 0) != STR_NONE)
			continue;
		bool nick = p->aliases[i].n && *p->aliases[i].p == '@';
		buf_cstr(b, nick ? " " : " \"");
		buf_str(b, p->aliases[i]);
		buf_cstr(b, nick ? "" : "\"");
	}
	if (p->affiliation.n && affiliation) {
		buf_cstr(b, ", ");
		buf_str(b, p->affiliation);
	}
	const struct str groups[] = { p->role, p->note };
	for (size_t i = 0; i < 2; i++)
		if (groups[i].n) {
			buf_cstr(b, " (");
			buf_str(b, groups[i]);
			buf_put(b, ')');
		}
}

static void write_keyed(struct buf *b, const char *key, struct str value)
{
	if (!value.n)
		return;
	buf_cstr(b, b->n ? " (" : "(");
	buf_cstr(b, key);
	buf_cstr(b, ": ");
	buf_str(b, value);
	buf_put(b, ')');
}

static bool reads_back(const struct person *p, struct str text)
{
	struct person_list list = { NULL, 0, 0 };
	struct arena arena = ARENA_INIT;
	enum attendance status = p->status == PERSON_PARTIAL ? PERSON_PRESENT : p->status;
	size_t n = roll_parse(&arena, NULL, text, ROLL_ITEM, status, p->line, &list, NULL);
	bool is = n == 1 && same(p, list.items[0]);
	person_list_free(&list);
	arena_free(&arena);
	return is;
}

struct str roll_format(struct arena *arena, const struct person *p)
{
	struct buf b = BUF_INIT;
	struct str text = STR_EMPTY;
	/* "Mira (from Northwind)" says the affiliation too. */
	for (int affiliation = 0; affiliation <= 1 && !text.n; affiliation++) {
		if (!affiliation && !(p->affiliation.n && str_find(p->note, p->affiliation, 0) != STR_NONE))
			continue;
		buf_cut(&b, 0);
		write_plain(&b, p, affiliation);
		if (reads_back(p, buf_slice(&b)))
			text = arena_str(arena, buf_slice(&b));
	}
	if (!text.n) {
		/* Nothing is guessed where every field has its key. */
		buf_cut(&b, 0);
		write_keyed(&b, "name", p->name);
		write_keyed(&b, "affiliation", p->affiliation);
		write_keyed(&b, "role", p->role);
		for (size_t i = 0; i < p->alias_count; i++)
			write_keyed(&b, "alias", p->aliases[i]);
		write_keyed(&b, "note", p->note);
		if (p->status == PERSON_PARTIAL)
			write_keyed(&b, "status", STR("partial"));
		text = arena_str(arena, buf_slice(&b));
	}
	buf_free(&b);
	return text;
}
