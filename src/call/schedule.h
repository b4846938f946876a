/* When a series of calls takes place: a rule with its exceptions, and the day of the next call.
 *
 * One zoned start decides all: "first Thursday of the month, 16:00 Europe/London, 1 hour". Days are counted by libical,
 * which is loaded when a day is asked for; zones and instants are zone.h's. */
#ifndef CALL_SCHEDULE_H
#define CALL_SCHEDULE_H

#include "base/diag.h"
#include "call/zone.h"

/* A day of the rule on which there is no call, and when there is one instead. */
struct exception {
	int64_t day;
	bool moved;
	int64_t to;              /* the day instead, if moved */
	int hour, minute;        /* at what time then, in the rule's zone */
};

struct schedule {
	struct str text;         /* as written */
	struct str days;         /* the part that names days: "first Thursday" */
	struct str rrule;        /* RFC 5545 §3.3.10: "FREQ=MONTHLY;BYDAY=1TH"; empty: one call, on the day from */
	bool monthly;            /* FREQ=MONTHLY */
	int interval;            /* every so many weeks or months; of more than one, has_from */
	unsigned months;         /* bit 0 January: those that the rule names; 0: all */
	bool has_from, has_until;
	int64_t from, until;     /* first and last possible day */
	int hour, minute;        /* on the zone's clocks */
	struct str zone;         /* "Europe/London" */
	int duration;            /* in minutes; 0: unknown */
	struct exception *exceptions;    /* by day */
	size_t exception_count;
	size_t line, column;     /* of the rule in its file */
};

/* The value of a field "When" ("first Thursday of the month, 16:00 Europe/London, 1 hour"; "1st and 3rd Tuesday";
 * "every 2 weeks from 2024-01-09"; "2024-01-09"), which stands at line and column of its file. False, with a diagnostic
 * that says what would do, where there is no rule that can be used. What is kept lives in arena and in text. */
bool schedule_parse(struct arena *arena, struct str text, size_t line, size_t column, struct diags *diags,
	struct schedule *s);

/* A member of a field "Except": "2020-01-02", "2019-07-04 instead 2019-06-27 [15:00]". One that cannot be used is
 * diagnosed and left out. */
void schedule_except(struct arena *arena, struct str text, size_t line, size_t column, struct diags *diags,
	struct schedule *s);
/* The exception for this day of the rule, or NULL. */
const struct exception *schedule_exception(const struct schedule *s, int64_t day);

/* One call of the series. */
struct occurrence {
	int64_t day;             /* in the rule's zone */
	int64_t start, end;      /* instants; the same where the duration is unknown */
	bool moved;              /* instead of a day of the rule */
};

/* The first call after an ISO date; one without a day, or without a month, is over with its month or year. Said in diags:
 * months that have no such day, and a time that daylight saving skips or doubles. False, and said, where there is none. */
bool schedule_next(const struct schedule *s, struct str after, struct diags *diags, struct occurrence *next);
/* Is there a call on this day? */
bool schedule_has(const struct schedule *s, int64_t day);
/* The call on this day, at the rule's time, or at that of the exception that moves one there. A day that is none of the
 * rule's is said. */
void schedule_on(const struct schedule *s, int64_t day, struct diags *diags, struct occurrence *call);
/* Says which days of the ten years after a day are the first whose time daylight saving skips, and doubles. */
void schedule_foresee(const struct schedule *s, int64_t from, struct diags *diags);

/* Days of the rule alone, without its exceptions: those from a day on, in order. */
struct rule_days;
struct rule_days *rule_days_open(const struct schedule *s, int64_t from);
bool rule_days_next(struct rule_days *days, int64_t *day);     /* false: no more, or not for 40 years */
void rule_days_close(struct rule_days *days);

#endif
