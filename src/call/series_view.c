#include "call/series_view.h"

#include <stdlib.h>

#include "base/mem.h"
#include "call/ledger_view.h"
#include "write/json_out.h"

enum { TITLE, STATE, HISTORY, STAKEHOLDERS, VERSION, STATUS, SINCE, SEEN, CALLS, CALL, PLACE, COLUMNS };

static const struct listing_column columns[COLUMNS] = {
	[TITLE] = { "title", "Series", true, false, LISTING_SHOWN },
	[STATE] = { "state", "State", false, false, LISTING_PAGE },
	[HISTORY] = { "history", "History", true, false, LISTING_SHOWN },
	[STAKEHOLDERS] = { "stakeholders", "Stakeholders", false, false, LISTING_SHOWN },
	[VERSION] = { "version", "Version", false, false, LISTING_DATA },
	[STATUS] = { "status", "Status", true, false, LISTING_DATA },
	[SINCE] = { "since", "Since", false, false, LISTING_DATA },
	[SEEN] = { "last-seen", "Last seen", false, false, LISTING_DATA },
	[CALLS] = { "calls", "Calls", false, true, LISTING_DATA },
	[CALL] = { "call", "Call", false, false, LISTING_DATA },
	[PLACE] = { "place", "Place", false, false, LISTING_DATA },
};

int series_by_place(const void *left, const void *right)
{
	const struct series_sighting *a = (*(const struct series_entry *const *)left)->last;
	const struct series_sighting *b = (*(const struct series_entry *const *)right)->last;
	if (a->call->place != b->call->place)
		return a->call->place > b->call->place ? -1 : 1;
	return a->line < b->line ? -1 : a->line > b->line;
}

static bool tells_more(const struct series_sighting *before, const struct series_sighting *s)
{
	return !before || (s->version.n && !str_eq(s->version, before->version)) ||
		(s->status.n && !str_eq(s->status, before->status)) || !str_eq(s->key, before->key);
}

/* A line for each call that said more than the one before: "2024-05-14 v2, Waiting for review". */
static struct str history(struct arena *arena, const struct series_entry *e)
{
	struct buf b = BUF_INIT;
	const struct series_sighting *before = NULL;
	for (const struct series_sighting *s = e->first; s; s = s->next) {
		if (!tells_more(before, s))
			continue;
		buf_printf(&b, "%s%.*s", b.n ? "\n" : "", STR_FMT(s->call->date.n ? s->call->date : s->call->file));
		bool named = s->version.n && !str_starts(s->status, s->version);
		if (named)
			buf_printf(&b, " %.*s", STR_FMT(s->version));
		if (s->status.n)
			buf_printf(&b, "%s %.*s", named ? "," : "", STR_FMT(s->status));
		if (before && !str_eq(s->key, before->key))
			buf_printf(&b, " (was: %.*s)", STR_FMT(before->title));
		before = s;
	}
	struct str text = arena_str(arena, buf_slice(&b));
	buf_free(&b);
	return text;
}

static struct str names(struct arena *arena, const struct series_entry *e)
{
	struct buf b = BUF_INIT;
	for (size_t i = 0; i < e->stakeholder_count; i++) {
		const struct stakeholder *s = &e->stakeholders[i];
		buf_printf(&b, "%s%.*s", i ? "\n" : "", STR_FMT(s->name));
		if (s->affiliation.n)
			buf_printf(&b, ", %.*s", STR_FMT(s->affiliation));
	}
	struct str text = arena_str(arena, buf_slice(&b));
	buf_free(&b);
	return text;
}

static void put_row(struct listing *l, const struct series_entry *e)
{
	const struct series_sighting *last = e->last;
	listing_row(l);
	listing_put(l, TITLE, e->title);
	listing_put(l, HISTORY, history(l->arena, e));
	listing_put(l, STAKEHOLDERS, names(l->arena, e));
	listing_put(l, VERSION, e->version);
	listing_put(l, STATUS, e->status);
	listing_put(l, STATE, str_of(series_state_name(e->state)));
	listing_mark(l, STATE, e->state == SERIES_OPEN ? "open" : e->state == SERIES_MERGED ? "done" : "dropped");
	listing_put(l, SINCE, e->first->call->date);
	listing_put(l, SEEN, last->call->date);
	listing_put(l, CALLS, arena_printf(l->arena, "%zu", e->calls));
	listing_put(l, CALL, last->call->name);
	listing_put(l, PLACE, arena_printf(l->arena, "%.*s:%zu", STR_FMT(last->call->file), last->line));
}

static struct str about(struct arena *arena, const struct calls *calls, const struct series_history *h)
{
	size_t states[3] = { 0, 0, 0 };
	for (size_t i = 0; i < series_history_count(h); i++)
		states[series_history_entry(h, i)->state]++;
	struct str span = calls_span(calls, arena);
	return arena_printf(arena, "%.*s: %zu series open, %zu merged, %zu dropped.", STR_FMT(span), states[SERIES_OPEN],
		states[SERIES_MERGED], states[SERIES_DROPPED]);
}

struct listing *series_listing(struct calls *calls, const struct series_history *h)
{
	struct arena *arena = &calls->arena;
	size_t count = series_history_count(h);
	const struct series_entry **entries = mem_alloc((count + 1) * sizeof *entries);
	const struct call *last = calls_last_held(calls, calls->main_family);
	struct str title = last && last->name.n ? arena_join(arena, STR("Series"), STR(": "), last->name) : STR("Series");
	struct listing *l = listing_new(arena, title, columns, COLUMNS);
	l->about = about(arena, calls, h);
	l->nothing = STR("No series.");
	for (size_t i = 0; i < count; i++)
		entries[i] = series_history_entry(h, i);
	qsort(entries, count, sizeof *entries, series_by_place);
	for (size_t i = 0; i < count; i++) {
		struct str group = entries[i]->last->group;
		if (!i || !str_eq(group, entries[i - 1]->last->group))
			listing_group(l, group.n ? group : STR("Other series"));
		put_row(l, entries[i]);
	}
	mem_free(entries);
	return l;
}

/* JSON */

static void member(struct json_out *j, const char *key, struct str value)
{
	json_key(j, key);
	json_put_known(j, value);
}

static void put_stakeholders(struct json_out *j, const struct stakeholder *items, size_t count)
{
	json_key(j, "stakeholders");
	json_begin(j, '[');
	for (size_t i = 0; i < count; i++) {
		json_begin(j, '{');
		member(j, "name", items[i].name);
		member(j, "affiliation", items[i].affiliation);
		json_end(j, '}');
	}
	json_end(j, ']');
}

static void put_sighting(struct json_out *j, const struct series_sighting *s)
{
	json_begin(j, '{');
	member(j, "date", s->call->date);
	json_key(j, "title");
	json_put_string(j, s->title);
	member(j, "version", s->version);
	member(j, "status", s->status);
	member(j, "file", s->call->file);
	json_key(j, "line");
	json_put_place(j, s->line);
	json_end(j, '}');
}

static void put_entry(struct json_out *j, const struct series_entry *e)
{
	json_begin(j, '{');
	json_key(j, "title");
	json_put_string(j, e->title);
	member(j, "version", e->version);
	member(j, "status", e->status);
	member(j, "state", str_of(series_state_name(e->state)));
	put_stakeholders(j, e->stakeholders, e->stakeholder_count);
	member(j, "group", e->last->group);
	member(j, "since", e->first->call->date);
	member(j, "last_seen", e->last->call->date);
	member(j, "closed", e->closing ? e->closing->call->date : STR_EMPTY);
	json_key(j, "calls");
	json_put_number(j, e->calls);
	member(j, "call", e->last->call->name);
	json_key(j, "history");
	json_begin(j, '[');
	for (const struct series_sighting *s = e->first; s; s = s->next)
		put_sighting(j, s);
	json_end(j, ']');
	json_end(j, '}');
}

void series_json(const struct calls *calls, const struct series_history *h, struct out *out)
{
	struct json_out j = { out, 0, true, false };
	json_begin(&j, '{');
	json_key(&j, "rollcall");
	json_put_number(&j, 1);
	calls_json(calls, &j);
	json_key(&j, "series");
	json_begin(&j, '[');
	for (size_t i = 0; i < series_history_count(h); i++)
		put_entry(&j, series_history_entry(h, i));
	json_end(&j, ']');
	calls_json_diagnostics(calls, &j);
	json_end(&j, '}');
	out_put(out, '\n');
}
