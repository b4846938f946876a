#include "call/survey_parts.h"

/* ---- series ---- */

enum { SERIES, VERSION, TARGET, WAITING, AUTHOR, PATCHES, TAGS, LAST, FIRST, DATE, PINGS, MESSAGES, GUESSED, ID, COLUMNS };

static const struct listing_column columns[COLUMNS] = {
	[SERIES] = { "series", "Series", true, false, LISTING_SHOWN },
	[VERSION] = { "version", "Version", false, false, LISTING_SHOWN },
	[TARGET] = { "target", "For", false, false, LISTING_DATA },
	[WAITING] = { "waiting-days", "Days", false, true, LISTING_SHOWN },
	[AUTHOR] = { "author", "Author", false, false, LISTING_SHOWN },
	[PATCHES] = { "patches", "Patches", false, true, LISTING_SHOWN },
	[TAGS] = { "tags", "Tags", false, false, LISTING_PAGE },
	[LAST] = { "last", "Last message", false, false, LISTING_PAGE },
	[FIRST] = { "first", "First version", false, false, LISTING_DATA },
	[DATE] = { "date", "Newest version", false, false, LISTING_DATA },
	[PINGS] = { "pings", "Pings", false, true, LISTING_DATA },
	[MESSAGES] = { "messages", "Messages", false, true, LISTING_DATA },
	[GUESSED] = { "guessed", "Guessed", false, false, LISTING_DATA },
	[ID] = { "message-id", "Message-ID", false, false, LISTING_DATA },
};

static struct str finish(struct arena *arena, struct buf *b)
{
	struct str text = arena_str(arena, buf_slice(b));
	buf_free(b);
	return text;
}

static struct str with_affiliation(const struct survey *s, struct arena *arena, struct str name, struct str address, struct str id)
{
	struct str affiliation = survey_affiliation(s, name, address, id);
	return affiliation.n ? arena_printf(arena, "%.*s (%.*s)", STR_FMT(name), STR_FMT(affiliation)) : name;
}

/* "11", and what is not there: "11, missing 3, 4". */
static struct str patches_text(struct arena *arena, const struct posting *p)
{
	enum { NAMED = 6 };
	struct buf b = BUF_INIT;
	unsigned missing = 0;
	if (!p->count)
		return STR_EMPTY;
	buf_printf(&b, "%u", p->count);
	for (unsigned i = 0; i < p->count; i++)
		missing += !p->patches[i].message;
	if (missing > NAMED || missing == p->count)
		buf_printf(&b, "\nmissing %u", missing);
	for (unsigned i = 0, shown = 0; i < p->count && missing <= NAMED && missing < p->count; i++)
		if (!p->patches[i].message)
			buf_printf(&b, "%s%u", shown++ ? ", " : "\nmissing ", p->patches[i].number);
	return finish(arena, &b);
}

/* A line a kind: "Reviewed-by Mira Okafor, Bo Lindqvist". */
static struct str tags_text(struct arena *arena, const struct series *series)
{
	struct buf b = BUF_INIT;
	enum { MOST = 200 };
	for (int kind = TAG_REVIEWED; kind <= TAG_NOT_ACKED; kind++) {
		bool any = false;
		for (size_t i = 0; i < series->tag_count && i < MOST; i++) {
			const struct mail_tag *tag = series->tags[i].tag;
			bool again = false;
			for (size_t k = 0; k < i && !again; k++)
				again = series->tags[k].tag->kind == tag->kind && str_eq(mail_name(series->tags[k].tag->by), mail_name(tag->by));
			if ((int)tag->kind != kind || again)
				continue;
			if (any)
				buf_printf(&b, ", %.*s", STR_FMT(mail_name(tag->by)));
			else
				buf_printf(&b, "%s%s %.*s", b.n ? "\n" : "", tag_name(tag->kind), STR_FMT(mail_name(tag->by)));
			any = true;
		}
	}
	return finish(arena, &b);
}

static struct str dated(struct arena *arena, unsigned version, struct mail_date date)
{
	struct str day = mail_date_day(arena, date);
	return day.n ? arena_printf(arena, "v%u %.*s", version, STR_FMT(day)) : arena_printf(arena, "v%u", version);
}

/* "2024-05-06, for 3.2" */
static struct str version_note(struct arena *arena, const struct series *series)
{
	struct str day = mail_date_day(arena, series->newest->date);
	struct buf b = BUF_INIT;
	buf_str(&b, day);
	if (series->target.n)
		buf_printf(&b, "%sfor %.*s", b.n ? ", " : "", STR_FMT(series->target));
	return finish(arena, &b);
}

static struct str messages_note(struct arena *arena, const struct series *series)
{
	struct str messages = arena_printf(arena, "%zu message%s", series->messages, series->messages == 1 ? "" : "s");
	return series->pings ? arena_printf(arena, "%.*s, %zu ping%s", STR_FMT(messages), series->pings, series->pings == 1 ? "" : "s") : messages;
}

static struct str guessed_text(struct arena *arena, const struct series *series)
{
	struct buf b = BUF_INIT;
	for (size_t i = 0; i < series->guessed_count; i++)
		buf_printf(&b, "%s%.*s", i ? "\n" : "", STR_FMT(series->guessed[i]));
	return finish(arena, &b);
}

/* What they are about: "guessed: versions, title". */
static struct str guessed_note(struct arena *arena, const struct series *series)
{
	struct buf b = BUF_INIT;
	for (size_t i = 0; i < series->guessed_count; i++) {
		struct str guess = series->guessed[i];
		size_t colon = str_find_char(guess, ':', 0);
		buf_printf(&b, "%s%.*s", i ? ", " : "guessed: ", STR_FMT(colon == STR_NONE ? guess : str_first(guess, colon)));
	}
	return finish(arena, &b);
}

static void put_series(struct survey *s, struct listing *l, const struct survey_bars *bars, const struct series *series)
{
	struct arena *arena = l->arena;
	const struct posting *newest = series->newest;
	const struct mail_address *author = series->author;
	listing_row(l);
	listing_link(l, SERIES, series->title, survey_series_url(s, arena, series));
	listing_note(l, SERIES, guessed_note(arena, series));
	listing_put(l, VERSION, arena_printf(arena, "%sv%u", series->rfc ? "RFC " : "", newest->version));
	listing_note(l, VERSION, version_note(arena, series));
	const struct survey_bar *bar = survey_bar(bars, series);
	if (bar)
		listing_draw(l, VERSION, survey_bar_draw, bar);
	listing_put(l, TARGET, series->target);
	if (series->waiting_days >= 0)
		listing_put(l, WAITING, arena_printf(arena, "%d", series->waiting_days));
	if (author)
		listing_put(l, AUTHOR, with_affiliation(s, arena, mail_name(author), author->address, STR_EMPTY));
	listing_put(l, PATCHES, patches_text(arena, newest));
	listing_put(l, TAGS, tags_text(arena, series));
	if (series->last)
		listing_link(l, LAST, arena_printf(arena, "%.*s %.*s", STR_FMT(mail_date_day(arena, series->last->date)),
			STR_FMT(series->last->from ? mail_name(series->last->from) : STR_EMPTY)), survey_url(s, arena, series->last));
	listing_note(l, LAST, messages_note(arena, series));
	listing_put(l, FIRST, dated(arena, series->first->version, series->first->date));
	listing_put(l, DATE, mail_date_day(arena, newest->date));
	listing_put(l, PINGS, arena_printf(arena, "%zu", series->pings));
	listing_put(l, MESSAGES, arena_printf(arena, "%zu", series->messages));
	listing_put(l, GUESSED, guessed_text(arena, series));
	listing_put(l, ID, survey_series_id(series));
}

struct listing *survey_series(struct survey *s)
{
	struct arena *arena = &s->archive.arena;
	struct listing *l = listing_new(arena, STR("Patch series"), columns, COLUMNS);
	const struct series_list *list = s->series;
	const struct survey_bars *bars = survey_bars_new(s, arena);
	l->style = "mail";
	l->group_key = "state";
	l->nothing = STR("No series.");
	l->about = arena_printf(arena, "%zu series, %zu message%s%s%.*s.", list->count, s->archive.count, s->archive.count == 1 ? "" : "s", s->day.n ? ", days counted to " : "",
		STR_FMT(s->day));
	for (size_t g = 0; g < SURVEY_STATES; g++) {
		bool any = false;
		for (size_t i = 0; i < list->count; i++) {
			if (list->items[i]->state != survey_states[g])
				continue;
			if (!any)
				listing_group(l, survey_state_text(survey_states[g]));
			any = true;
			put_series(s, l, bars, list->items[i]);
		}
	}
	return l;
}

/* ---- threads ---- */

enum { THREAD, WHY, SAID, THREAD_COLUMNS };

static const struct listing_column thread_columns[THREAD_COLUMNS] = {
	[THREAD] = { "thread", "Thread", true, false, LISTING_SHOWN },
	[WHY] = { "why", "Why", false, false, LISTING_SHOWN },
	[SAID] = { "said", "What is said", true, false, LISTING_SHOWN },
};

static struct str joined(struct arena *arena, const struct dispute_names *names, const char *between)
{
	struct buf b = BUF_INIT;
	for (size_t i = 0; i < names->count; i++)
		buf_printf(&b, "%s%.*s", i ? between : "", STR_FMT(names->items[i]));
	return finish(arena, &b);
}

static struct str options_text(struct arena *arena, const struct dispute *d)
{
	struct buf b = BUF_INIT;
	for (size_t i = 0; i < d->option_count; i++) {
		const struct dispute_option *o = &d->options[i];
		buf_printf(&b, "%s%.*s%s%.*s", i ? "\n" : "", STR_FMT(o->label), o->label.n ? ". " : "", STR_FMT(o->text));
		if (o->backers.count)
			buf_printf(&b, " For: %.*s.", STR_FMT(joined(arena, &o->backers, ", ")));
		if (o->opponents.count)
			buf_printf(&b, " Against: %.*s.", STR_FMT(joined(arena, &o->opponents, ", ")));
	}
	return finish(arena, &b);
}

/* The sentence by the one who asks, and, where there is one, that which settles. */
static struct str said_text(struct arena *arena, const struct dispute *d)
{
	const struct dispute_evidence *e = &d->evidence[0];
	for (size_t i = d->evidence_count; i-- > 0;)
		if (str_eq(d->evidence[i].sentence, d->asking))
			e = &d->evidence[i];
	struct str name = e->name.n ? e->name : STR("Somebody unknown");
	struct str said = arena_printf(arena, "%.*s: \"%.*s\"", STR_FMT(name), STR_FMT(e->sentence));
	if (!d->is_settled)
		return said;
	return arena_printf(arena, "%.*s\n%.*s, %.*s: \"%.*s\"", STR_FMT(said), STR_FMT(d->settled.name),
		STR_FMT(mail_date_day(arena, d->settled.message->date)), STR_FMT(d->settled.sentence));
}

/* "asked by Mira Okafor, of Bo Lindqvist, Yun Sato, until end of the week" */
static struct str asked_text(struct arena *arena, const struct dispute *d)
{
	struct buf b = BUF_INIT;
	buf_printf(&b, "asked by %.*s", STR_FMT(d->asked_by.n ? d->asked_by : STR("somebody unknown")));
	if (d->asked_of.count)
		buf_printf(&b, ", of %.*s", STR_FMT(joined(arena, &d->asked_of, ", ")));
	if (d->deadline.n)
		buf_printf(&b, ", until %.*s", STR_FMT(d->deadline));
	return finish(arena, &b);
}

static void put_thread(struct survey *s, struct listing *l, const struct dispute *d)
{
	struct arena *arena = l->arena;
	struct buf why = BUF_INIT;
	listing_row(l);
	const struct posting *posting = survey_posting(s, d->message);
	listing_link(l, THREAD, posting ? arena_printf(arena, "%.*s (v%u)", STR_FMT(d->title), posting->version) : d->title,
		survey_url(s, arena, d->message));
	for (int i = 0; i < WHY_COUNT; i++)
		if (d->why & 1u << i)
			buf_printf(&why, "%s%s", why.n ? "\n" : "", dispute_why_name((enum dispute_why)i));
	listing_put(l, WHY, finish(arena, &why));
	listing_note(l, THREAD, asked_text(arena, d));
	struct str options = options_text(arena, d);
	listing_put(l, SAID, options.n ? arena_join(arena, said_text(arena, d), STR("\n"), options) : said_text(arena, d));
}

struct listing *survey_threads(struct survey *s)
{
	struct listing *l = listing_new(&s->archive.arena, STR("Threads that seem to need the call"), thread_columns, THREAD_COLUMNS);
	l->style = "threads";
	l->nothing = STR("No such thread.");
	for (int settled = 0; settled < 2; settled++) {
		bool any = false;
		for (size_t i = 0; i < s->disputes.count; i++) {
			if (s->disputes.items[i].is_settled != (settled == 1))
				continue;
			if (!any)
				listing_group(l, settled ? STR("Threads, settled") : STR("Threads that seem to need the call"));
			any = true;
			put_thread(s, l, &s->disputes.items[i]);
		}
	}
	return l;
}
