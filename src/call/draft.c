#include "call/draft.h"

#include "base/mem.h"
#include "call/draft_parts.h"
#include "call/ledger_view.h"
#include "model/title.h"
#include "model/words.h"
#include "read/facts.h"
#include "read/read.h"
#include "write/text_template.h"

struct draft *draft_new(struct calls *calls)
{
	struct draft *d = mem_zero(1, sizeof *d);
	d->calls = calls;
	return d;
}

void draft_free(struct draft *d)
{
	if (!d)
		return;
	mem_free(d->sketches);
	mem_free(d);
}

void draft_add(struct draft *d, struct call *call, const struct document *doc)
{
	VEC_ROOM(d->sketches, d->count, d->room);
	d->sketches[d->count++] = sketch_of(&d->calls->arena, call, doc);
}

static const struct sketch *last_sketch(const struct draft *d)
{
	const struct sketch *last = NULL;
	for (size_t i = 0; i < d->count; i++) {
		const struct sketch *s = d->sketches[i];
		if (s->call->family == d->calls->main_family && (!last || s->call->place > last->call->place))
			last = s;
	}
	return last;
}

const struct call *draft_last(const struct draft *d)
{
	const struct sketch *last = last_sketch(d);
	return last ? last->call : NULL;
}

/* A draft on its way. */
struct maker {
	struct draft *d;
	const struct ledger *ledger;
	const struct series_history *history;
	const struct draft_options *o;
	const struct sketch *last;
	const struct call *held;         /* the last one; NULL where there is none */
	bool *placed;                    /* by an item's number: it is in the draft */
	bool again;                      /* its text stays, with all of its items */
	bool *told;                      /* by an action's number: its owners are told before its text */
	struct draft_person *added;      /* to the roll: owners whom nobody else in the draft makes known */
	size_t added_count, added_room;
};

static struct arena *arena_of(const struct maker *m)
{
	return &m->d->calls->arena;
}

/* Title and header */

static struct str title(const struct maker *m)
{
	struct title last;
	struct buf b = BUF_INIT;
	title_parse(arena_of(m), m->last->call->title, &last);
	struct str name = m->o->name.n ? m->o->name : m->last->call->name;
	if (last.tags.n)
		buf_printf(&b, "%.*s ", STR_FMT(last.tags));
	buf_cstr(&b, "Agenda:");
	if (name.n)
		buf_printf(&b, " %.*s", STR_FMT(name));
	if (last.date.slice.n || !name.n || !m->last->call->title.n) {
		buf_put(&b, ' ');
		draft_put_date(&last.date, m->o->date, &b);
	}
	struct str text = arena_str(arena_of(m), buf_slice(&b));
	buf_free(&b);
	return text;
}

/* Fields that are the same from call to call, by a word of their key. */
static bool persists(struct str key)
{
	static const char *const stay[] = { "time", "chair", "chairs", "chairperson", "host", "hosts", "facilitator", "moderator",
		"where", "place", "location", "venue", "room", "list", "lists", "archive", "call", "call-in", "dial-in", "dial", "join",
		"bridge", "link", "url", "conference", "video", "phone", "irc", "channel", "chat", "calendar", "language", "project",
		"pad", "code", "passcode", "pin", NULL };
	static const char *const pass[] = { "next", "last", "previous", "minutes", "recording", "start", "started", "end",
		"ended", "scribe", "scribes", "notes", NULL };
	struct str word;
	bool found = false;
	while (str_word(&key, &word)) {
		if (word_in(word, pass))
			return false;
		found |= word_in(word, stay);
	}
	return found;
}

static const struct draft_field *given(const struct maker *m, struct str key)
{
	for (size_t i = 0; i < m->o->field_count; i++)
		if (str_eq_nocase(m->o->fields[i].key, key))
			return &m->o->fields[i];
	return NULL;
}

static const struct draft_field *field_of(const struct sketch *s, struct str key)
{
	for (size_t i = 0; i < s->field_count; i++)
		if (str_eq_nocase(s->fields[i].key, key))
			return &s->fields[i];
	return NULL;
}

static void put_field(struct buf *out, struct str key, struct str value)
{
	buf_printf(out, "%.*s: %.*s\n", STR_FMT(key), STR_FMT(value));
}

/* The last minutes: an agenda whose call was not held says which they are, or else the last call held is asked. */
static const struct sketch *last_held(const struct maker *m)
{
	for (size_t i = 0; i < m->d->count; i++)
		if (m->d->sketches[i]->call == m->held)
			return m->d->sketches[i];
	return m->last;
}

/* The header's field that leads to them, or their file. */
static struct str last_minutes(const struct maker *m)
{
	const struct sketch *held = last_held(m);
	const struct draft_field *told = m->last->call->held ? NULL : field_of(m->last, STR("Last minutes"));
	if (told)
		return told->value;
	for (size_t i = 0; i < held->field_count; i++) {
		struct str key = held->fields[i].key, value = held->fields[i].value;
		if (str_find(value, STR("://"), 0) != STR_NONE &&
		    (str_eq_nocase(key, STR("Minutes")) || str_eq_nocase(key, STR("Permalink")) || str_eq_nocase(key, STR("Archived-At"))))
			return value;
	}
	struct str file = held->call->file;
	size_t name = file.n;
	while (name && file.p[name - 1] != '/')
		name--;
	return str_eq(file, STR("-")) ? STR_EMPTY : str_skip(file, name);
}

/* An address with the month of the last call in it is that call's, and an impossible time helps nobody. */
static bool is_past(const struct maker *m, struct str value)
{
	enum { MONTH = 7 };              /* "2024-05" */
	struct time_hit time;
	struct str date = str_first(m->last->call->date, MONTH);
	size_t address = str_find(value, STR("://"), 0);
	return (address != STR_NONE && date.n == MONTH && str_find(value, date, address) != STR_NONE) ||
		(time_find(value, 0, &time) && !time.possible);
}

static struct str fields(const struct maker *m)
{
	struct arena *arena = arena_of(m);
	struct buf b = BUF_INIT;
	struct date_hit hit;
	struct time_hit time;
	bool dated = false;
	put_field(&b, STR("Date"), m->o->date);
	for (size_t i = 0; i < m->last->field_count; i++) {
		const struct draft_field *f = &m->last->fields[i], *instead = given(m, f->key);
		struct str value = f->value;
		bool when = facts_says_when(f->key);
		/* A time beside the date is worth keeping: "11 June 2024, 15:00 UTC". */
		if (when && !dated && !m->last->mail && date_find(value, 0, &hit) && time_find(str_skip(value, hit.at + hit.slice.n), 0, &time)) {
			struct str rest = str_skip(value, hit.at + hit.slice.n);
			if (!given(m, STR("Time")) && !field_of(m->last, STR("Time")))
				put_field(&b, STR("Time"), str_trim(str_skip(rest, time.at)));
			dated = true;
		}
		if (when || instead || !persists(f->key) || !value.n || is_past(m, value))
			continue;
		put_field(&b, f->key, draft_redate(arena, value, m->o->date));
	}
	for (size_t i = 0; i < m->o->field_count; i++)
		put_field(&b, m->o->fields[i].key, m->o->fields[i].value);
	struct str minutes = last_minutes(m);
	if (minutes.n && !given(m, STR("Last minutes")))
		put_field(&b, STR("Last minutes"), minutes);
	struct str text = arena_str(arena, buf_slice(&b));
	buf_free(&b);
	return text;
}

static struct str roll(const struct maker *m)
{
	struct buf b = BUF_INIT;
	const struct sketch *with = m->last->person_count ? m->last : last_held(m);
	for (size_t i = 0; i < with->person_count; i++)
		buf_printf(&b, "- [ ] %.*s\n", STR_FMT(with->people[i].entry));
	for (size_t i = 0; i < m->added_count; i++)
		buf_printf(&b, "- [ ] %.*s\n", STR_FMT(m->added[i].entry));
	struct str text = arena_str(arena_of(m), buf_slice(&b));
	buf_free(&b);
	return text;
}

/* Actions */

static bool was_closed_last(const struct maker *m, const struct ledger_action *a)
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

static void put_action(const struct maker *m, size_t number, struct buf *out)
{
	const struct ledger_action *a = ledger_action(m->ledger, number);
	const struct sighting *s = a->worded;
	struct carried carried = { a->since, STR_EMPTY, ledger_calls_ago(m->ledger, a), ledger_overdue(a, m->o->date) };
	buf_printf(out, "- [%s] ACTION", action_state_name(a->state));
	if (str_find_char(a->id, '.', 0) != STR_NONE)
		buf_printf(out, " %.*s", STR_FMT(a->id));
	if (m->told[number])
		put_owners(a, out);
	buf_cstr(out, ": ");
	put_markup(s->markup, out);
	if (a->due.n && !str_eq(a->due, s->due))
		buf_printf(out, ", by %.*s", STR_FMT(a->due));
	if (a->closing && a->closing->carried.closed.n)
		carried.closed = a->closing->carried.closed;
	else if (a->closing && a->closing->call->held)
		carried.closed = a->closing->call->date;
	carried_put(out, &carried);
	buf_put(out, '\n');
}

/* Of the main family, open or closed in the last call. */
static bool lists(const struct maker *m, const struct ledger_action *a, bool open)
{
	if (a->family != m->d->calls->main_family)
		return false;
	return open ? a->state == ACTION_OPEN : was_closed_last(m, a);
}

static struct str actions(const struct maker *m)
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
	struct str text = arena_str(arena_of(m), str_trim(buf_slice(&b)));
	buf_free(&b);
	return text;
}

/* All of it */

static const struct str threads_heading = { "Threads that seem to need the call", 34 };

/* The item of that title, once. */
static const struct draft_item *take_item(struct maker *m, struct str title)
{
	for (size_t i = 0; i < m->last->item_count; i++)
		if (!m->placed[i] && str_eq_nocase(m->last->items[i].title, title)) {
			m->placed[i] = true;
			return &m->last->items[i];
		}
	return NULL;
}

static bool has_item(const struct maker *m, struct str title)
{
	for (size_t i = 0; i < m->last->item_count; i++)
		if (!m->placed[i] && str_eq_nocase(m->last->items[i].title, title))
			return true;
	return false;
}

/* A section, with what was not covered under the same heading. */
static void put_section(struct maker *m, struct buf *out, struct str heading, struct str text)
{
	const struct draft_item *item = take_item(m, heading);
	buf_printf(out, "\n## %.*s\n", STR_FMT(heading));
	if (item && item->text.n)
		buf_printf(out, "\n%.*s\n", STR_FMT(item->text));
	if (text.n)
		buf_printf(out, "\n%.*s\n", STR_FMT(text));
}

static bool is_standing(const struct maker *m, struct str title)
{
	for (size_t i = 0; i < m->o->standing_count; i++)
		if (str_eq_nocase(m->o->standing[i], title))
			return true;
	return false;
}

/* What was not covered, but for what goes under a heading that is to come. */
static void put_uncovered(struct maker *m, struct str to_come, struct buf *out)
{
	for (size_t i = 0; i < m->last->item_count; i++) {
		const struct draft_item *item = &m->last->items[i];
		if (m->placed[i] || is_standing(m, item->title) || str_eq_nocase(item->title, to_come) ||
		    str_eq_nocase(item->title, threads_heading))
			continue;
		m->placed[i] = true;
		buf_printf(out, "\n## %.*s\n", STR_FMT(item->heading));
		if (item->text.n)
			buf_printf(out, "\n%.*s\n", STR_FMT(item->text));
	}
}

static struct str series(const struct maker *m, struct str heading)
{
	struct buf b = BUF_INIT;
	draft_series(m->history, m->d, heading, m->o->survey, &b);
	struct str text = arena_str(arena_of(m), str_trim(buf_slice(&b)));
	buf_free(&b);
	return text;
}

/* Is the thread no news: covered in a call after its last message, or an item of the last notes that stands in the draft
 * anyway? */
static bool is_known(const struct maker *m, const struct survey_item *item)
{
	struct str key = series_title_key(arena_of(m), item->title);
	for (size_t i = 0; i < m->d->count; i++) {
		const struct sketch *s = m->d->sketches[i];
		if (s->call->family != m->d->calls->main_family)
			continue;
		for (size_t k = 0; k < s->topic_count; k++)
			if (str_eq(s->topics[k].key, key) && ((s == m->last && (m->again || !s->call->held || !s->topics[k].covered)) ||
			    (s->topics[k].covered && s->call->held && item->day.n && str_compare(item->day, s->call->date) < 0)))
				return true;
	}
	return false;
}

static struct str threads(const struct maker *m)
{
	struct buf b = BUF_INIT;
	size_t count;
	const struct survey_item *items = survey_items(m->o->survey, &count);
	for (int settled = 0; settled < 2; settled++)
		for (size_t i = 0; i < count; i++)
			if (items[i].settled == (settled == 1) && !is_known(m, &items[i]))
				buf_printf(&b, "\n### %.*s\n\n%.*s\n", STR_FMT(items[i].title), STR_FMT(items[i].text));
	struct str text = arena_str(arena_of(m), str_trim(buf_slice(&b)));
	buf_free(&b);
	return text;
}

/* With what an earlier draft had there and the call did not come to. */
static void put_threads(struct maker *m, struct buf *out)
{
	struct str text = m->o->survey ? threads(m) : STR_EMPTY;
	if (text.n || has_item(m, threads_heading))
		put_section(m, out, threads_heading, text);
}

/* What the last call did not come to, and what the list did not settle. */
static void put_open_items(struct maker *m, struct str to_come, struct buf *out)
{
	put_uncovered(m, to_come, out);
	put_threads(m, out);
}

/* "Series (Mira)", where that is what stood over the last tables: who leads the item stays with it. */
static struct str with_leader(struct str item, struct str heading)
{
	struct str behind = str_trim(str_skip(heading, item.n));
	return str_starts_nocase(heading, item) && str_starts(behind, STR("(")) && str_ends(behind, STR(")")) ? heading : item;
}

static void put_items(struct maker *m, struct buf *out)
{
	struct str acts = actions(m), heading = draft_series_heading(m->history, m->d, m->o->survey);
	const struct str *at_actions = NULL, *at_series = NULL;
	for (size_t i = 0; i < m->o->standing_count; i++) {
		const struct str *item = &m->o->standing[i];
		if (!at_actions && draft_item_is_actions(*item))
			at_actions = item;
		else if (!at_series && draft_item_is_series(*item))
			at_series = item;
	}
	if (!at_actions && acts.n)
		put_section(m, out, STR("Actions"), acts);
	if (!at_actions)
		put_open_items(m, heading, out);
	for (size_t i = 0; i < m->o->standing_count; i++) {
		const struct str *item = &m->o->standing[i];
		struct str title = item == at_series ? with_leader(*item, heading) : *item;
		put_section(m, out, title, item == at_actions ? acts : item == at_series ? series(m, title) : STR_EMPTY);
		if (item == at_actions)
			put_open_items(m, heading, out);
	}
	if (!at_series && heading.n)
		put_section(m, out, heading, series(m, heading));
}

enum { SLOT_TITLE, SLOT_FIELDS, SLOT_ROLL, SLOT_ITEMS, SLOTS };

static const char *make(struct maker *m, struct buf *out)
{
	static const char *const slots[] = { "title", "fields", "roll", "items", NULL };
	static const struct text_template agenda = { "agenda.txt", slots };
	struct arena *arena = arena_of(m);
	struct buf items = BUF_INIT;
	struct str values[SLOTS];
	for (size_t i = 0; i < m->last->item_count; i++)
		m->placed[i] = false;
	put_items(m, &items);
	values[SLOT_TITLE] = title(m);
	values[SLOT_FIELDS] = fields(m);
	values[SLOT_ROLL] = roll(m);
	values[SLOT_ITEMS] = arena_str(arena, str_trim(buf_slice(&items)));
	buf_free(&items);
	return text_template_fill(arena, &agenda, m->o->templates, values, out);
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
static struct draft_person known_as(const struct maker *m, struct str name)
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
	struct str copy = arena_str(arena_of(m), name);
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

static void add_person(struct maker *m, struct str name)
{
	for (size_t i = 0; i < m->added_count; i++)
		if (str_eq(m->added[i].name, name))
			return;
	VEC_ROOM(m->added, m->added_count, m->added_room);
	m->added[m->added_count++] = known_as(m, name);
}

/* Does the draft say of an action's owners what the ledger does? Else they are told by their full names, and stand in
 * the roll. True if anything had to be changed. */
static bool mend(struct maker *m, const struct document *doc)
{
	bool changed = false;
	size_t at = 0;
	for (size_t i = 0; i < ledger_count(m->ledger); i++) {
		const struct ledger_action *a = ledger_action(m->ledger, i);
		if ((m->told[i] && !a->owned->owner_count) || !(lists(m, a, true) || lists(m, a, false)))
			continue;
		const struct block *b = action_of(doc, a->id, &at);
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

/* Is every open action in the agenda that was not held? Then nothing has to be added to it. */
static bool is_complete(const struct draft *d, const struct ledger *ledger, const struct sketch *s)
{
	for (size_t i = 0; i < ledger_count(ledger); i++) {
		const struct ledger_action *a = ledger_action(ledger, i);
		if (a->family == d->calls->main_family && a->state == ACTION_OPEN && a->last->call != s->call)
			return false;
	}
	return true;
}

static const char *make_new(struct maker *m, struct buf *out)
{
	enum { ROUNDS = 3 };
	const char *wrong = NULL;
	bool again = true;
	for (size_t round = 0; again && !wrong && round < ROUNDS; round++) {
		struct buf text = BUF_INIT;
		wrong = make(m, &text);
		buf_cut(out, 0);
		buf_str(out, buf_slice(&text));
		struct document *doc = read_notes(STR("draft"), &text, &(struct read_options){ .notation = NULL });
		again = mend(m, doc);
		document_free(doc);
	}
	return wrong;
}

/* An agenda that was not held stays as it is; what mail adds to it stands behind. */
static void put_again(struct maker *m, struct buf *out)
{
	m->again = true;
	draft_put_again(arena_of(m), m->last, m->o->date, out);
	struct str text = m->o->survey ? threads(m) : STR_EMPTY;
	if (text.n)
		buf_printf(out, "\n## %.*s\n\n%.*s\n", STR_FMT(threads_heading), STR_FMT(text));
}

const char *draft_write(struct draft *d, const struct ledger *ledger, const struct series_history *history,
	const struct draft_options *options, struct buf *out)
{
	static const struct call no_call = { .file = { "", 0 }, .title = { "", 0 }, .name = { "", 0 }, .date = { "", 0 }, .held = true };
	static const struct sketch nothing = { .call = &no_call, .source = { "", 0 } };
	struct maker m = { .d = d, .ledger = ledger, .history = history, .o = options, .last = last_sketch(d) };
	const char *wrong = NULL;
	if (!m.last && !options->survey)
		return wrong;
	if (!m.last)
		m.last = &nothing;
	if (!m.last->call->held && is_complete(d, ledger, m.last)) {
		put_again(&m, out);
		return wrong;
	}
	m.held = calls_last_held(d->calls, d->calls->main_family);
	m.placed = mem_zero(m.last->item_count + 1, sizeof *m.placed);
	m.told = mem_zero(ledger_count(ledger) + 1, sizeof *m.told);
	for (size_t i = 0; i < ledger_count(ledger); i++)
		m.told[i] = ledger_action(ledger, i)->worded->owner_written;
	wrong = make_new(&m, out);
	mem_free(m.placed);
	mem_free(m.told);
	mem_free(m.added);
	return wrong;
}
