/* The actions of a draft, and who owns them. */
#include "base/mem.h"
#include "call/draft_parts.h"
#include "call/ledger_view.h"

/* The number of an id of this date, "2024-05-14.7"; 0 of others. */
static unsigned long number_of(struct str id, struct str date)
{
	enum { DIGITS = 9 };
	unsigned long number = 0;
	if (!str_starts(id, date) || id.n < date.n + 2 || id.p[date.n] != '.' || id.n > date.n + 1 + DIGITS)
		return 0;
	for (size_t i = date.n + 1; i < id.n; i++)
		number = is_digit(id.p[i]) ? number * 10 + (unsigned long)(id.p[i] - '0') : 0;
	return number;
}

void draft_number_actions(struct draft_maker *m)
{
	size_t count = ledger_count(m->ledger);
	unsigned long last = 0;
	m->ids = ARENA_ARRAY(draft_arena(m), struct str, count);
	for (size_t i = 0; i < count; i++) {
		unsigned long number = number_of(ledger_action(m->ledger, i)->id, m->o->date);
		last = number > last ? number : last;
	}
	for (size_t i = 0; i < count; i++) {
		m->ids[i] = ledger_action(m->ledger, i)->id;
		if (str_find_char(m->ids[i], '.', 0) == STR_NONE)
			m->ids[i] = arena_printf(draft_arena(m), "%.*s.%lu", STR_FMT(m->o->date), ++last);
	}
}

static bool was_closed_last(const struct draft_maker *m, const struct ledger_action *a)
{
	const struct sighting *s = a->closing;
	if (!s)
		return false;
	if (!m->held || (s->call == m->held && !s->carried.closed.n))
		return true;
	struct str closed = s->carried.closed.n ? s->carried.closed : s->call->date;
	return m->held->date.n && str_compare(closed, m->held->date) >= 0;
}

static void put_owners(const struct ledger_action *a, struct buf *out)
{
	for (size_t i = 0; i < a->owned->owner_count; i++)
		buf_printf(out, "%s%.*s", i ? ", " : " (", STR_FMT(a->owned->owners[i]));
	buf_cstr(out, a->owned->owner_count ? ")" : "");
}

/* Underlining that a converted document left says nothing in an agenda. */
static void put_markup(struct str markup, struct buf *out)
{
	while (markup.n) {
		size_t n = str_starts(markup, STR("<u>")) ? 3 : str_starts(markup, STR("</u>")) ? 4 : 0;
		if (!n)
			buf_put(out, *markup.p);
		markup = str_skip(markup, n ? n : 1);
	}
}

static void put_action(const struct draft_maker *m, size_t number, struct buf *out)
{
	const struct ledger_action *a = ledger_action(m->ledger, number);
	const struct sighting *s = a->worded;
	struct carried carried = { a->since, STR_EMPTY, ledger_calls_ago(m->ledger, a), ledger_overdue(a, m->o->date) };
	buf_printf(out, "- [%s] ACTION %.*s", action_state_name(a->state), STR_FMT(m->ids[number]));
	if (m->told[number])
		put_owners(a, out);
	buf_cstr(out, ": ");
	put_markup(s->markup, out);
	if (a->due.n && (s->due_apart || !str_eq(a->due, s->due)))
		buf_printf(out, ", by %.*s", STR_FMT(a->due));
	if (a->closing && a->closing->carried.closed.n)
		carried.closed = a->closing->carried.closed;
	else if (a->closing && a->closing->call->held)
		carried.closed = a->closing->call->date;
	carried_put(out, &carried);
	buf_put(out, '\n');
}

/* Of the main family, open or closed in the last call. */
static bool lists(const struct draft_maker *m, const struct ledger_action *a, bool open)
{
	if (a->family != m->d->calls->main_family)
		return false;
	return open ? a->state == ACTION_OPEN : was_closed_last(m, a);
}

struct str draft_actions(const struct draft_maker *m)
{
	struct buf b = BUF_INIT;
	for (size_t i = 0; i < ledger_count(m->ledger); i++)
		if (lists(m, ledger_action(m->ledger, i), true))
			put_action(m, i, &b);
	bool any = false;
	for (size_t i = 0; i < ledger_count(m->ledger); i++) {
		if (!lists(m, ledger_action(m->ledger, i), false))
			continue;
		buf_cstr(&b, any ? "" : "\nClosed since the last call:\n\n");
		any = true;
		put_action(m, i, &b);
	}
	struct str text = arena_str(draft_arena(m), str_trim(buf_slice(&b)));
	buf_free(&b);
	return text;
}

/* They are asked for in about the order in which they stand: the search begins behind the last one found. */
static const struct block *action_of(const struct document *doc, struct str id, size_t *at)
{
	size_t count = doc->actions.count;
	for (size_t i = 0; i < count; i++) {
		const struct block *b = doc->actions.items[(*at + i) % count];
		if (str_eq(b->u.action.id, id)) {
			*at = (*at + i + 1) % count;
			return b;
		}
	}
	return NULL;
}

/* As the newest roll of earlier calls has the name, if any has. */
static struct draft_person known_as(const struct draft_maker *m, struct str name)
{
	const struct draft_person *found = NULL;
	size_t place = 0;
	for (size_t i = 0; i < m->d->count; i++) {
		const struct sketch *s = m->d->sketches[i];
		for (size_t k = 0; k < s->person_count && s->call->place >= place; k++)
			if (str_eq(s->people[k].name, name)) {
				found = &s->people[k];
				place = s->call->place;
			}
	}
	struct str copy = arena_str(draft_arena(m), name);
	return found ? *found : (struct draft_person){ copy, copy };
}

/* "all", "the board" are nobody in particular, and nobody doubts them. */
static bool is_doubted(const struct document *doc, size_t line)
{
	const struct diags *d = &doc->diags;
	size_t low = 0, high = d->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (d->items[middle].line < line)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < d->count && d->items[low].line == line; low++)
		if (d->items[low].code == DIAG_UNKNOWN_OWNER || d->items[low].code == DIAG_AMBIGUOUS_NAME)
			return true;
	return false;
}

static void add_person(struct draft_maker *m, struct str name)
{
	for (size_t i = 0; i < m->added_count; i++)
		if (str_eq(m->added[i].name, name))
			return;
	VEC_ROOM(m->added, m->added_count, m->added_room);
	m->added[m->added_count++] = known_as(m, name);
}

bool draft_mend(struct draft_maker *m, const struct document *doc)
{
	bool changed = false;
	size_t at = 0;
	for (size_t i = 0; i < ledger_count(m->ledger); i++) {
		const struct ledger_action *a = ledger_action(m->ledger, i);
		if ((m->told[i] && !a->owned->owner_count) || !(lists(m, a, true) || lists(m, a, false)))
			continue;
		const struct block *b = action_of(doc, m->ids[i], &at);
		if (!b)
			continue;
		const struct mentions *owners = &b->u.action.owners;
		bool same = owners->count == a->owned->owner_count;
		for (size_t k = 0; k < owners->count && same; k++)
			same = str_eq(owners->items[k].name, a->owned->owners[k]);
		if (!same && !m->told[i])
			changed = m->told[i] = true;
		for (size_t k = 0; k < owners->count && is_doubted(doc, b->line); k++)
			if (!owners->items[k].person) {
				size_t before = m->added_count;
				add_person(m, same ? owners->items[k].name : a->owned->owners[k < a->owned->owner_count ? k : 0]);
				changed |= m->added_count > before;
			}
	}
	return changed;
}
