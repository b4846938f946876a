/* Threads that need the call as items of an agenda. What people wrote stands in quotes of mail, which are no notes: no
 * word in them is taken for an action or a decision of the call. */
#include "call/survey_agenda.h"
#include "call/survey_parts.h"
#include "write/markdown_inline.h"

static void put_text(struct buf *b, struct str text)
{
	markdown_literal(b, text, NULL);
}

/* "Mira Okafor, Bo Lindqvist and Yun Sato" */
static void put_names(struct buf *b, const struct dispute_names *names)
{
	for (size_t i = 0; i < names->count; i++) {
		buf_cstr(b, !i ? "" : i + 1 < names->count ? ", " : " and ");
		put_text(b, names->items[i]);
	}
}

static struct str affiliation(const struct survey *s, const struct dispute *d, struct str name)
{
	for (size_t i = 0; i < d->participant_count; i++)
		if (str_eq(d->participants[i].name, name))
			return survey_participant(s, d, &d->participants[i]);
	return STR_EMPTY;
}

static void put_whys(struct buf *b, unsigned why)
{
	static const char *const texts[WHY_COUNT] = {
		[WHY_VOTE] = "a vote", [WHY_TIE_BREAK] = "a tie to be broken", [WHY_EXCEPTION] = "an exception from a release or freeze",
		[WHY_ABI] = "an interface that others rely on", [WHY_NACK] = "a nack", [WHY_CALL] = "a wish to have it in a call",
	};
	unsigned count = 0;
	for (int i = 0; i < WHY_COUNT; i++)
		count += why >> i & 1u;
	buf_cstr(b, "Seems to need the call for ");
	for (int i = 0; i < WHY_COUNT; i++)
		if (why & 1u << i)
			buf_printf(b, "%s%s", texts[i], --count > 1 ? ", " : count ? " and " : "");
}

/* "Seems to need the call for a vote, asked for by Mira Okafor (Northwind) of Bo Lindqvist, until "Friday"." */
static void put_question(const struct survey *s, const struct dispute *d, struct buf *b)
{
	put_whys(b, d->why);
	if (d->asked_by.n) {
		struct str org = affiliation(s, d, d->asked_by);
		buf_cstr(b, "; raised by ");
		put_text(b, d->asked_by);
		if (org.n) {
			buf_cstr(b, " (");
			put_text(b, org);
			buf_put(b, ')');
		}
	} else {
		buf_cstr(b, "; raised by somebody unknown");
	}
	if (d->asked_of.count && !d->deciders.count) {
		buf_cstr(b, "; asked of ");
		put_names(b, &d->asked_of);
	}
	if (d->deciders.count) {
		buf_cstr(b, "; to be decided by ");
		put_names(b, &d->deciders);
	}
	if (d->excluded.count) {
		buf_cstr(b, "; not by ");
		put_names(b, &d->excluded);
	}
	if (d->deadline.n) {
		buf_cstr(b, "; until \"");
		put_text(b, d->deadline);
		buf_put(b, '"');
	}
	buf_cstr(b, ".\n");
}

/* "The series is at v3, waiting for review for 12 days." */
static void put_series(const struct survey *s, struct arena *arena, const struct dispute *d, struct buf *b)
{
	const struct posting *posting = survey_posting(s, d->message);
	if (!posting)
		return;
	struct str status = survey_series_status(arena, posting->series);
	buf_cstr(b, "\nThe series");
	if (!str_eq(posting->series->title, d->title)) {
		buf_cstr(b, " \"");
		put_text(b, posting->series->title);
		buf_put(b, '"');
	}
	buf_printf(b, " is at v%u, %c", posting->series->newest->version, to_lower(status.p[0]));
	put_text(b, str_skip(status, 1));
	buf_cstr(b, ".\n");
}

/* Whose it is, when, where: "Mira Okafor, 2024-05-02, <https://...>". */
static void put_source(const struct survey *s, struct arena *arena, const struct dispute_evidence *e, struct buf *b)
{
	struct str day = mail_date_day(arena, e->message->date);
	buf_str(b, e->name.n ? e->name : STR("somebody unknown"));
	/* A quoted sentence is older than what quotes it. */
	bool own = e->message->from && str_eq(mail_name(e->message->from), e->name);
	if (day.n)
		buf_printf(b, ", %s%.*s", own ? "" : "quoted on ", STR_FMT(day));
	if (e->message->id)
		buf_cstr(b, ", ");
	survey_put_link(s, e->message->id ? e->message->id->text : STR_EMPTY, b);
}

static void put_evidence(const struct survey *s, struct arena *arena, const struct dispute *d, struct buf *b)
{
	for (size_t i = 0; i < d->evidence_count; i++) {
		const struct dispute_evidence *e = &d->evidence[i];
		buf_printf(b, "%s> \"%.*s\"\n> ", i ? ">\n" : "\n", STR_FMT(e->sentence));
		put_source(s, arena, e, b);
		buf_put(b, '\n');
	}
}

/* "(for Mira Okafor; against Bo Lindqvist" */
static void put_side(struct buf *b, const char *side, const struct dispute_names *names, bool *any)
{
	if (!names->count)
		return;
	buf_printf(b, "%s%s ", *any ? "; " : " (", side);
	put_names(b, names);
	*any = true;
}

/* Is it the number, as an item of a list bears it? */
static bool is_number(struct str label, size_t number)
{
	struct buf b = BUF_INIT;
	buf_printf(&b, "%zu", number);
	bool same = str_eq(label, buf_slice(&b));
	buf_free(&b);
	return same;
}

/* Labels that are not the items' numbers stand behind the texts: "b", or "answer to 2". */
static void put_options(const struct dispute *d, struct buf *b)
{
	bool labels = false, answers = false;
	for (size_t i = 0; i < d->option_count; i++) {
		labels |= d->options[i].label.n && !is_number(d->options[i].label, i + 1);
		answers |= i && d->options[i].label.n && str_eq(d->options[i].label, d->options[i - 1].label);
	}
	for (size_t i = 0; i < d->option_count; i++) {
		const struct dispute_option *o = &d->options[i];
		bool any = labels && o->label.n;
		buf_printf(b, "%s%zu. ", i ? "" : "\n", i + 1);
		put_text(b, o->text);
		if (any)
			buf_printf(b, answers ? " (answer to %.*s" : " (%.*s", STR_FMT(o->label));
		put_side(b, "for", &o->backers, &any);
		put_side(b, "against", &o->opponents, &any);
		buf_cstr(b, any ? ")\n" : "\n");
	}
}

static struct str title_text(struct arena *arena, const struct survey *s, const struct dispute *d)
{
	const struct posting *posting = survey_posting(s, d->message);
	struct buf b = BUF_INIT;
	put_text(&b, d->title);
	if (posting)
		buf_printf(&b, ", v%u", posting->version);
	if (d->is_settled)
		buf_cstr(&b, ", settled");
	struct str text = arena_str(arena, buf_slice(&b));
	buf_free(&b);
	return text;
}

const struct survey_item *survey_items(struct survey *s, size_t *count)
{
	struct arena *arena = &s->archive.arena;
	const struct disputes *all = &s->disputes;
	struct survey_item *items = ARENA_ARRAY(arena, struct survey_item, all->count + 1);
	for (size_t i = 0; i < all->count; i++) {
		const struct dispute *d = &all->items[i];
		struct buf b = BUF_INIT;
		if (d->is_settled) {
			buf_printf(&b, "> \"%.*s\"\n> ", STR_FMT(d->settled.sentence));
			put_source(s, arena, &d->settled, &b);
			buf_put(&b, '\n');
		} else {
			put_question(s, d, &b);
			put_series(s, arena, d, &b);
			put_evidence(s, arena, d, &b);
			put_options(d, &b);
		}
		items[i] = (struct survey_item){ title_text(arena, s, d), arena_str(arena, str_trim(buf_slice(&b))),
			mail_date_day(arena, d->last), d->is_settled };
		buf_free(&b);
	}
	*count = all->count;
	return items;
}
