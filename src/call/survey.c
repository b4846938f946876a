#include "call/survey_parts.h"

#include <time.h>

#include "base/mem.h"
#include "model/date.h"
#include "model/inline.h"

enum { DAY = 24 * 60 * 60 };

struct survey *survey_new(const struct survey_sources *sources)
{
	struct survey *s = mem_zero(1, sizeof *s);
	archive_init(&s->archive);
	struct arena *arena = &s->archive.arena;
	s->tags = tags_collect(&s->archive);
	s->hints = hints_collect(&s->archive);
	disputes_collect(&s->disputes, &s->archive);
	s->affiliations = affiliations_new(arena, sources->affiliations);
	s->base = sources->base;
	s->people = known_people_new(arena, sources->people, &s->archive.diags);
	return s;
}

void survey_free(struct survey *s)
{
	if (!s)
		return;
	if (s->series)
		series_free(s->series);
	disputes_free(&s->disputes);
	hints_free(s->hints);
	tags_free(s->tags);
	archive_free(&s->archive);
	mem_free(s);
}

int survey_read(struct survey *s, const char *name)
{
	return archive_read(&s->archive, name);
}

void survey_progress(struct survey *s, void (*progress)(void *self, struct str file, uint64_t done, uint64_t size), void *self)
{
	s->archive.progress = progress;
	s->archive.progress_self = self;
}

/* Days since 1970-01-01 of an ISO date; negative if it is none. */
static int64_t day_number(struct str iso)
{
	struct date_hit hit;
	if (!date_is(iso, &hit) || !hit.possible || !hit.year || !hit.day)
		return -1;
	struct tm day = { .tm_year = hit.year - 1900, .tm_mon = hit.month - 1, .tm_mday = hit.day };
	return timegm(&day) / DAY;
}

void survey_settle(struct survey *s, struct str day)
{
	int64_t number = day.n ? day_number(day) : -1;
	s->day = arena_str(&s->archive.arena, day);
	archive_thread(&s->archive);
	s->series = series_find(&s->archive, s->tags, s->hints, number);
	disputes_find(&s->disputes, &s->archive, number);
	s->today = number;
	for (size_t i = 0; number < 0 && i < s->archive.count; i++) {
		const struct mail_date *date = &s->archive.messages[i]->date;
		if (date->known && date->seconds / DAY > s->today)
			s->today = date->seconds / DAY;
	}
	diag_sort(&s->archive.diags);
}

const struct diags *survey_diagnostics(const struct survey *s)
{
	return &s->archive.diags;
}

struct str survey_affiliation(const struct survey *s, struct str name, struct str address, struct str id_domain)
{
	struct str known = known_affiliation(s->people, name);
	return known.n ? known : affiliation_of(s->affiliations, address.n ? address : id_domain);
}

struct str survey_participant(const struct survey *s, const struct dispute *d, const struct dispute_participant *p)
{
	struct str affiliation = survey_affiliation(s, p->name, p->address, p->id_domain);
	const struct posting *posting = affiliation.n ? NULL : survey_posting(s, d->message);
	const struct mail_address *author = posting ? posting->series->author : NULL;
	if (author && str_eq(mail_name(author), p->name))
		return survey_affiliation(s, p->name, author->address, STR_EMPTY);
	return affiliation;
}

static struct str url_of(const struct survey *s, struct arena *arena, struct str id)
{
	return s->base.n && id.n ? link_to_message(arena, s->base, id) : STR_EMPTY;
}

struct str survey_url(const struct survey *s, struct arena *arena, const struct message *m)
{
	return url_of(s, arena, m && m->id ? m->id->text : STR_EMPTY);
}

struct str survey_series_id(const struct series *series)
{
	const struct posting *p = series->newest;
	const struct mail_id *id = p->first ? p->first->id : p->guessed_id;
	return id ? id->text : STR_EMPTY;
}

struct str survey_series_url(const struct survey *s, struct arena *arena, const struct series *series)
{
	return url_of(s, arena, survey_series_id(series));
}

void survey_put_link(const struct survey *s, struct str id, struct buf *b)
{
	struct arena arena = ARENA_INIT;
	struct str url = url_of(s, &arena, id);
	if (id.n)
		buf_printf(b, "<%.*s>", STR_FMT(url.n ? url : id));
	arena_free(&arena);
}

const enum series_state survey_states[SURVEY_STATES] = {
	STATE_OBJECTIONS, STATE_WAITING_FOR_REVIEW, STATE_NO_REPLY, STATE_UNDER_REVIEW, STATE_WAITING_FOR_AUTHOR, STATE_ACKED,
	STATE_SUPERSEDED,
};

struct str survey_state_text(enum series_state state)
{
	static const char *const texts[SURVEY_STATES] = {
		[STATE_OBJECTIONS] = "Reviewed, objections open", [STATE_WAITING_FOR_REVIEW] = "Waiting for review",
		[STATE_NO_REPLY] = "Waiting for a first reply", [STATE_UNDER_REVIEW] = "Under review",
		[STATE_WAITING_FOR_AUTHOR] = "Waiting for the author", [STATE_ACKED] = "Acked, waiting to be committed",
		[STATE_SUPERSEDED] = "Superseded",
	};
	return str_of(texts[state]);
}

const struct posting *survey_posting(const struct survey *s, const struct message *m)
{
	for (; m; m = m->parent) {
		const struct posting *posting = m->number < s->series->message_count ? s->series->of[m->number] : NULL;
		if (posting)
			return posting;
	}
	return NULL;
}

struct str mail_date_day(struct arena *arena, struct mail_date date)
{
	struct tm day;
	time_t seconds = (time_t)(date.seconds + (int64_t)date.zone * 60);
	if (!date.known || !gmtime_r(&seconds, &day))
		return STR_EMPTY;
	return arena_printf(arena, "%04d-%02d-%02d", day.tm_year + 1900, day.tm_mon + 1, day.tm_mday);
}

struct str mail_date_iso(struct arena *arena, struct mail_date date)
{
	struct tm day;
	time_t seconds = (time_t)(date.seconds + (int64_t)date.zone * 60);
	int zone = date.zone < 0 ? -date.zone : date.zone;
	if (!date.known || !gmtime_r(&seconds, &day))
		return STR_EMPTY;
	return arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", day.tm_year + 1900, day.tm_mon + 1, day.tm_mday,
		day.tm_hour, day.tm_min, day.tm_sec, date.zone < 0 ? '-' : '+', zone / 60 % 100, zone % 60);
}
