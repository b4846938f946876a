/* When a series of calls takes place: a rule with its exceptions, and the day of the next call.
 *
 * One zoned start decides all: "first Thursday of the month, 16:00 Europe/London, 1 hour". Days are counted by libical, which
 * is loaded when a day is asked for. */
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
	size_t line, column;
};


struct schedule {
	struct str text;         /* as written */
	struct str days;         /* the part that names days: "first Thursday" */
	struct str rrule;        /* RFC 5545 §3.3.10: "FREQ=MONTHLY;BYDAY=1TH"; empty: one call, on the day from */
	bool monthly;            /* FREQ=MONTHLY */
	int interval;            /* every so many weeks or months */
	bool months[12];      /* in which months there are calls: all, but for a rule that names some */
	bool has_from, has_until;
	int64_t from, until;     /* first and last possible day */
	int hour, minute;        /* on the zone's clocks */
	struct str zone;         /* "Europe/London" */
	int duration;            /* in minutes; 0: unknown */
	struct exception *exceptions;    /* by day */
	size_t exception_count;
	size_t line, column;     /* of the rule in its file */
};

/* The value of a field "When", at line and column of its file, and of "Except". All is kept in arena; false with a
 * diagnostic where there is no rule that can be used. An exception that cannot be used is diagnosed and left out. */
bool schedule_parse(struct arena *arena, struct str text, size_t line, size_t column, struct diags *diags,
	struct schedule *s);
void schedule_parse_exceptions(struct arena *arena, struct str text, size_t line, size_t column, struct diags *diags,
	struct schedule *s);

/* One call of the series. */
struct occurrence {
	int64_t day;             /* in the rule's zone */
	int64_t start, end;      /* instants; the same where the duration is unknown */
	bool moved;              /* instead of a day of the rule */
};

/* The first call after an ISO date; one without a day, or without a month, is over with its month or year. Said in diags:
 * months that have no such day, and a time that daylight saving skips or doubles. False, and said, where there is none. */
bool schedule_next(const struct schedule *s, struct str after, struct diags *diags, struct occurrence *next);
/* The call on this day, at the rule's time, or at that of the exception that moves one there. A day that is none of the
 * rule's is said. */
void schedule_on(const struct schedule *s, int64_t day, struct diags *diags, struct occurrence *call);

/* Days of the rule alone, without its exceptions: those from a day on, in order. */
struct rule_days;
struct rule_days *rule_days_open(const struct schedule *s, int64_t from);
bool rule_days_next(struct rule_days *days, int64_t *day);     /* false: no more, or not for years */
void rule_days_close(struct rule_days *days);
/* The exception for this day of the rule, or NULL. */
const struct exception *schedule_exception(const struct schedule *s, int64_t day);

#endif
