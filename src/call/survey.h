/* What mail archives say: patch series with their states, and threads that seem to need the call. */
#ifndef CALL_SURVEY_H
#define CALL_SURVEY_H

#include "base/diag.h"
#include "write/listing.h"

struct survey;

/* What is told beside the archives; each may be empty. */
struct survey_sources {
	struct str affiliations;     /* mail/affiliation.h; must outlive the survey, as the others */
	struct str people;           /* the bytes of a people file: its affiliations count more */
	struct str base;             /* of the archive's URLs: a Message-ID behind it makes a link */
};

struct survey *survey_new(const struct survey_sources *sources);
void survey_free(struct survey *s);

/* Adds an archive, any form that mail/message.h reads; 0 or errno. */
int survey_read(struct survey *s, const char *name);
/* Called now and then while reading: bytes done of a file, and its size, 0 where unknown. */
void survey_progress(struct survey *s, void (*progress)(void *self, struct str file, uint64_t done, uint64_t size), void *self);
/* Once, after the last one. day: what is counted to, an ISO date with its day; empty: nothing is counted, and no
 * message is too late. */
void survey_settle(struct survey *s, struct str day);

const struct diags *survey_diagnostics(const struct survey *s);

/* { "rollcall": 1, "series": [...], "threads": [...], "diagnostics": [...] }: rollcall-series(1). */
void survey_json(const struct survey *s, struct out *out);
/* The series, by state. They are the survey's; listing_free() before survey_free(). */
struct listing *survey_series(struct survey *s);
/* The threads. */
struct listing *survey_threads(struct survey *s);

#endif
