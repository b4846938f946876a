#include "call/ledger_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/people.h"

enum { ID, STATE, DUE, TEXT, OWNERS, SINCE, SEEN, CARRIED, CLOSED, CALL, PLACE, COLUMNS };

static const struct listing_column columns[COLUMNS] = {
	[ID] = { "id", "Id", false, false, LISTING_SHOWN },
	[STATE] = { "state", "State", false, false, LISTING_SHOWN },
	[DUE] = { "due", "Due", false, false, LISTING_SHOWN },
	[TEXT] = { "text", "Action", true, false, LISTING_SHOWN },
	[OWNERS] = { "owners", "Owners", false, false, LISTING_SHOWN },      /* where that is not what the groups say */
	[SINCE] = { "since", "Since", false, false, LISTING_DATA },
	[SEEN] = { "last-seen", "Last seen", false, false, LISTING_DATA },
	[CARRIED] = { "carried", "Carried", false, true, LISTING_DATA },
	[CLOSED] = { "closed", "Closed", false, false, LISTING_DATA },
	[CALL] = { "call", "Call", false, false, LISTING_DATA },
	[PLACE] = { "place", "Place", false, false, LISTING_DATA },
};

static const struct listing_column *columns_of(struct arena *arena, const struct ledger_view *view)
{
	struct listing_column *own = ARENA_ARRAY(arena, struct listing_column, COLUMNS);
	memcpy(own, columns, sizeof columns);
	if (view->by == LEDGER_BY_OWNER)
		own[OWNERS].place = LISTING_DATA;
	return own;
}

/* Do the words of name stand in text one after the other? */
static bool has_words(struct str text, struct str name)
{
	struct arena arena = ARENA_INIT;
	struct str big = people_fold(&arena, text, false), small = people_fold(&arena, name, false);
	bool found = false;
	for (size_t at = 0; small.n && !found && (at = str_find(big, small, at)) != STR_NONE; at++)
		found = (at == 0 || big.p[at - 1] == ' ') && (at + small.n == big.n || big.p[at + small.n] == ' ');
	arena_free(&arena);
	return found;
}

bool ledger_overdue(const struct ledger_action *action, struct str day)
{
	return action->state == ACTION_OPEN && action->due.n && str_compare(action->due, day) < 0 &&
		!str_starts(day, action->due);
}

bool ledger_owned(const struct ledger_view *view, const struct ledger_action *action)
{
	bool owned = !view->owner.n;
	for (size_t i = 0; i < action->owned->owner_count && !owned; i++)
		owned = has_words(action->owned->owners[i], view->owner);
	return owned;
}

bool ledger_shows(const struct ledger_view *view, const struct ledger_action *action)
{
	if (view->open_only && action->state != ACTION_OPEN)
		return false;
	if (view->overdue.n && !ledger_overdue(action, view->overdue))
		return false;
	return ledger_owned(view, action);
}

struct shown {
	const struct ledger_action *action;
	struct str key;          /* what it is grouped by, for sorting */
	size_t place;
};

static int by_key(const void *left, const void *right)
{
	const struct shown *a = left, *b = right;
	if ((a->key.n == 0) != (b->key.n == 0))
		return a->key.n ? -1 : 1;
	int order = str_compare(a->key, b->key);
	return order ? order : a->place < b->place ? -1 : 1;
}

static struct str group_of(struct arena *arena, const struct ledger_view *view, const struct ledger_action *a, bool folded)
{
	if (view->by == LEDGER_BY_CALL)
		return a->since;
	if (!a->owned->owner_count)
		return STR_EMPTY;
	return folded ? people_fold(arena, a->owned->owners[0], false) : a->owned->owners[0];
}

static struct str group_title(const struct ledger_view *view, struct arena *arena, struct str name)
{
	if (view->by == LEDGER_BY_OWNER)
		return name.n ? name : STR("Nobody yet");
	return name.n ? arena_printf(arena, "Since %.*s", STR_FMT(name)) : STR("Since an unknown date");
}

static struct str lines(struct arena *arena, const struct sighting *s)
{
	struct buf b = BUF_INIT;
	for (size_t i = 0; i < s->owner_count; i++)
		buf_printf(&b, "%s%.*s", i ? "\n" : "", STR_FMT(s->owners[i]));
	struct str all = arena_str(arena, buf_slice(&b));
	buf_free(&b);
	return all;
}

/* "with Jon Ferro; opened 2024-01-09, carried 2 times, closed 2024-04-09" */
static struct str story(struct arena *arena, const struct ledger_view *view, const struct ledger_action *a)
{
	struct buf b = BUF_INIT;
	struct str end = a->closing ? a->closing->call->date : a->last->call->date;
	for (size_t i = 1; i < a->owned->owner_count && view->by == LEDGER_BY_OWNER; i++)
		buf_printf(&b, "%s%.*s", i == 1 ? "with " : ", ", STR_FMT(a->owned->owners[i]));
	buf_cstr(&b, b.n ? "; " : "");
	if (a->since.n)
		buf_printf(&b, "opened %.*s", STR_FMT(a->since));
	else
		buf_cstr(&b, "opened on an unknown date");
	if (a->carried == 1)
		buf_cstr(&b, ", carried once");
	else if (a->carried)
		buf_printf(&b, ", carried %zu times", a->carried);
	if (end.n && (a->closing || !str_eq(end, a->since)))
		buf_printf(&b, ", %s %.*s", a->state == ACTION_DONE ? "closed" : a->state == ACTION_DROPPED ? "dropped" : "last seen",
			STR_FMT(end));
	struct str text = arena_str(arena, buf_slice(&b));
	buf_free(&b);
	return text;
}

static void put_row(struct listing *l, const struct ledger_view *view, const struct ledger_action *a)
{
	const struct sighting *last = a->last;
	listing_row(l);
	listing_put(l, ID, a->id);
	listing_put(l, STATE, str_of(action_state_name(a->state)));
	listing_mark(l, STATE, action_state_name(a->state));
	listing_put(l, OWNERS, lines(l->arena, a->owned));
	listing_put(l, DUE, a->due);
	if (view->overdue.n && ledger_overdue(a, view->overdue))
		listing_mark(l, DUE, "overdue");
	listing_put(l, SINCE, a->since);
	listing_put(l, SEEN, last->call->date);
	listing_put(l, CARRIED, arena_printf(l->arena, "%zu", a->carried));
	listing_put(l, CLOSED, a->closing ? a->closing->call->date : STR_EMPTY);
	listing_put(l, CALL, last->call->name);
	listing_put(l, TEXT, a->worded->text);
	listing_note(l, TEXT, story(l->arena, view, a));
	listing_put(l, PLACE, arena_printf(l->arena, "%.*s:%zu", STR_FMT(last->call->file), last->line));
}

/* "3 calls, 2024-05-14 to 2024-07-09: 7 actions open, 2 done, 1 dropped.", of what is shown; where only open ones are,
 * no other state is told. */
static struct str about(const struct calls *calls, const struct ledger_view *view, const struct shown *shown, size_t count, struct arena *arena)
{
	size_t states[3] = { 0, 0, 0 };
	for (size_t i = 0; i < count; i++)
		states[shown[i].action->state]++;
	struct str span = calls_span(calls, arena);
	struct str open = arena_printf(arena, "%.*s: %zu action%s open", STR_FMT(span), states[ACTION_OPEN], states[ACTION_OPEN] == 1 ? "" : "s");
	return view->open_only || view->overdue.n ? arena_join(arena, open, STR("."), STR_EMPTY) :
		arena_printf(arena, "%.*s, %zu done, %zu dropped.", STR_FMT(open), states[ACTION_DONE], states[ACTION_DROPPED]);
}

static struct str title(struct arena *arena, const struct calls *calls, const struct ledger_view *view)
{
	const struct call *last = calls_last_held(calls, calls->main_family);
	const char *what = view->overdue.n ? "Overdue actions" : view->open_only ? "Open actions" : "Actions";
	struct buf b = BUF_INIT;
	buf_cstr(&b, what);
	if (view->owner.n)
		buf_printf(&b, " of %.*s", STR_FMT(view->owner));
	if (last && last->name.n)
		buf_printf(&b, ": %.*s", STR_FMT(last->name));
	struct str text = arena_str(arena, buf_slice(&b));
	buf_free(&b);
	return text;
}

struct listing *ledger_listing(struct calls *calls, const struct ledger *ledger, const struct ledger_view *view)
{
	struct arena *arena = &calls->arena;
	size_t count = 0, all = ledger_count(ledger);
	struct shown *shown = mem_alloc((all + 1) * sizeof *shown);
	for (size_t i = 0; i < all; i++) {
		const struct ledger_action *a = ledger_action(ledger, i);
		if (!ledger_shows(view, a))
			continue;
		shown[count] = (struct shown){ a, group_of(arena, view, a, true), i };
		count++;
	}
	qsort(shown, count, sizeof *shown, by_key);
	struct listing *l = listing_new(arena, title(arena, calls, view), columns_of(arena, view), COLUMNS);
	l->about = about(calls, view, shown, count, arena);
	l->nothing = STR("No such action.");
	for (size_t i = 0; i < count; i++) {
		if (!i || !str_eq(shown[i].key, shown[i - 1].key))
			listing_group(l, group_title(view, arena, group_of(arena, view, shown[i].action, false)));
		put_row(l, view, shown[i].action);
	}
	mem_free(shown);
	return l;
}
