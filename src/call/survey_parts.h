/* What the files of the survey share. Internal to call/survey*.c. */
#ifndef CALL_SURVEY_PARTS_H
#define CALL_SURVEY_PARTS_H

#include "call/known_people.h"
#include "call/survey.h"
#include "mail/affiliation.h"
#include "mail/dispute.h"
#include "mail/series.h"

struct survey {
	struct archive archive;
	struct mail_tags *tags;
	struct mail_hints *hints;
	struct disputes disputes;
	struct series_list *series;      /* NULL before survey_settle() */
	struct affiliations *affiliations;
	struct known_people *people;     /* of the people file */
	struct str base;
	struct str day;                  /* empty: none */
	int64_t today;                   /* days since 1970-01-01: of day, else of the newest message; negative: unknown */
};

/* Of the people file, else by the address, else by the domain of a Message-ID; empty: unknown. */
struct str survey_affiliation(const struct survey *s, struct str name, struct str address, struct str id_domain);
/* Of somebody of the thread: as their address tells, else, of the author of its series, as that tells. */
struct str survey_participant(const struct survey *s, const struct dispute *d, const struct dispute_participant *p);
/* Empty where the message, or the base, is not known. */
struct str survey_url(const struct survey *s, struct arena *arena, const struct message *m);
/* The Message-ID of the newest version's begin, known or guessed, and its URL; empty where unknown. */
struct str survey_series_id(const struct series *series);
struct str survey_series_url(const struct survey *s, struct arena *arena, const struct series *series);
/* The series that the thread is about; NULL if it is about none. */
const struct posting *survey_posting(const struct survey *s, const struct message *m);

/* In the order of lists: what waits for the readers first. */
enum { SURVEY_STATES = STATE_SUPERSEDED + 1 };
extern const enum series_state survey_states[SURVEY_STATES];
struct str survey_state_text(enum series_state state);               /* "Waiting for review" */
/* "Waiting for review for 12 days (RFC, for 3.2)" */
struct str survey_series_status(struct arena *arena, const struct series *series);
/* Adds "<https://...>" of the message of that id, where there is no base "<its-id@example.org>"; nothing without an id. */
void survey_put_link(const struct survey *s, struct str id, struct buf *b);

/* "2021-02-05T15:36:03+00:00", "2021-02-05"; empty: unknown. */
struct str mail_date_iso(struct arena *arena, struct mail_date date);
struct str mail_date_day(struct arena *arena, struct mail_date date);

/* A bar a series, from its first version to today: listing figures, their contexts made once for all series. */
struct survey_bar;
struct survey_bars;
const struct survey_bars *survey_bars_new(const struct survey *s, struct arena *arena);
const struct survey_bar *survey_bar(const struct survey_bars *bars, const struct series *series);     /* NULL: undated */
void survey_bar_draw(const void *bar, struct xml *x);

#endif
