/* A draft's title, header and roll: what stays of the last call's. */
#include "call/draft_parts.h"
#include "model/title.h"
#include "model/words.h"
#include "read/facts.h"

struct str draft_title(const struct draft_maker *m)
{
	struct title last;
	struct buf b = BUF_INIT;
	title_parse(draft_arena(m), m->last->call->title, &last);
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
	struct str text = arena_str(draft_arena(m), buf_slice(&b));
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

const struct draft_field *draft_given(const struct draft_options *o, struct str key)
{
	for (size_t i = 0; i < o->field_count; i++)
		if (str_eq_nocase(o->fields[i].key, key))
			return &o->fields[i];
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
static const struct sketch *last_held(const struct draft_maker *m)
{
	for (size_t i = 0; i < m->d->count; i++)
		if (m->d->sketches[i]->call == m->held)
			return m->d->sketches[i];
	return m->last;
}

/* The header's field that leads to them, or their file. */
static struct str last_minutes(const struct draft_maker *m)
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
static bool is_past(const struct draft_maker *m, struct str value)
{
	enum { MONTH = 7 };              /* "2024-05" */
	struct time_hit time;
	struct str date = str_first(m->last->call->date, MONTH);
	size_t address = str_find(value, STR("://"), 0);
	return (address != STR_NONE && date.n == MONTH && str_find(value, date, address) != STR_NONE) ||
		(time_find(value, 0, &time) && !time.possible);
}

/* The time that stands behind the date in one field: "11 June 2024, 15:00 UTC"; empty if none does. */
static struct str time_behind(struct str value)
{
	struct date_hit hit;
	struct time_hit time;
	if (!date_find(value, 0, &hit))
		return STR_EMPTY;
	struct str rest = str_skip(value, hit.at + hit.slice.n);
	return time_find(rest, 0, &time) ? str_trim(str_skip(rest, time.at)) : STR_EMPTY;
}

/* Where the last notes have no field for the time: as told, or as it stood beside the date, which in a mail is the
 * mail's. */
static void put_time(const struct draft_maker *m, struct buf *out)
{
	static const struct str key = { "Time", 4 };
	const struct draft_field *told = draft_given(m->o, key);
	struct str value = told ? told->value : STR_EMPTY;
	if (field_of(m->last, key))
		return;
	for (size_t i = 0; i < m->last->field_count && !value.n && !m->last->mail; i++)
		if (facts_says_when(m->last->fields[i].key))
			value = time_behind(m->last->fields[i].value);
	if (value.n)
		put_field(out, key, value);
}

/* In the order of the last notes; what is told in place of theirs, in its place. */
struct str draft_fields(const struct draft_maker *m)
{
	struct arena *arena = draft_arena(m);
	struct buf b = BUF_INIT;
	put_field(&b, STR("Date"), m->o->date);
	put_time(m, &b);
	for (size_t i = 0; i < m->last->field_count; i++) {
		const struct draft_field *f = &m->last->fields[i], *told = draft_given(m->o, f->key);
		if (told && field_of(m->last, f->key) == f)
			put_field(&b, told->key, told->value);
		if (!told && !facts_says_when(f->key) && persists(f->key) && f->value.n && !is_past(m, f->value))
			put_field(&b, f->key, draft_redate(arena, f->value, m->o->date));
	}
	for (size_t i = 0; i < m->o->field_count; i++)
		if (!field_of(m->last, m->o->fields[i].key) && !str_eq_nocase(m->o->fields[i].key, STR("Time")))
			put_field(&b, m->o->fields[i].key, m->o->fields[i].value);
	struct str minutes = last_minutes(m);
	if (minutes.n && !draft_given(m->o, STR("Last minutes")))
		put_field(&b, STR("Last minutes"), minutes);
	struct str text = arena_str(arena, buf_slice(&b));
	buf_free(&b);
	return text;
}

struct str draft_roll(const struct draft_maker *m)
{
	struct buf b = BUF_INIT;
	const struct sketch *with = m->last->person_count ? m->last : last_held(m);
	for (size_t i = 0; i < with->person_count; i++)
		buf_printf(&b, "- [ ] %.*s\n", STR_FMT(with->people[i].entry));
	for (size_t i = 0; i < m->added_count; i++)
		buf_printf(&b, "- [ ] %.*s\n", STR_FMT(m->added[i].entry));
	struct str text = arena_str(draft_arena(m), buf_slice(&b));
	buf_free(&b);
	return text;
}
