/* Dates and times of day in running text. Nothing is asked of a clock or a locale: months and days are English.
 *
 * Read are "July 2018", "May 23, 2012", "23 March 2020", "27th of May 2021", "26-May-2011", "Jul '18", "2025-11-12",
 * "2024/08/03", "2024/8/3", "20250112", "5/31/2017", "12/18/19", "31.5.2017", "31-05-2017", "2018-07", "Mon, 9 Dec 2019",
 * "Fri Mar 18 04:06:11 CET 2016", "April 12-13, 2018" (its first day), and without a year "June 12th", "Dec 9",
 * "Tuesday July 2". Of numbers with slashes the first is the month, unless it can be none; of numbers with hyphens it
 * must show which one is. */
#ifndef MODEL_DATE_H
#define MODEL_DATE_H

#include "base/arena.h"

/* Years of our time: others are no dates of calls. */
enum { DATE_FIRST_YEAR = 1970, DATE_LAST_YEAR = 2099 };

struct date_hit {
	struct str slice;              /* where it stands, with a day of the week before it */
	size_t at;                     /* offset of slice in the text searched */
	int year, month, day;          /* 0 where not stated; a month always is, but by date_find_year() */
	bool possible;                 /* false: "February 30", "2018-13-01" */
};

/* The first date at or after from. Continue behind it at hit->at + hit->slice.n. */
bool date_find(struct str text, size_t from, struct date_hit *hit);
/* A date that begins at offset at of text. */
bool date_at(struct str text, size_t at, struct date_hit *hit);
/* The first word of four digits that can be a year of our time: only for clear contexts, as a title. */
bool date_find_year(struct str text, size_t from, struct date_hit *hit);
/* Does the text, blanks and closing punctuation aside, hold a date and nothing else? */
bool date_is(struct str text, struct date_hit *hit);

/* Does the text say a day, with its weekday or a time of day perhaps, and nothing else: "Tuesday, May 14, 2024, 15:00 UTC"? */
bool date_alone(struct str text);

/* Give a date without a year the year of another date (year 0: nothing happens); possible is judged anew. */
void date_complete(struct date_hit *hit, int year);
/* ISO 8601, as precise as stated: "2018", "2018-07", "2018-07-11". Empty where the year is unknown or the date
 * impossible. */
struct str date_iso(struct arena *arena, const struct date_hit *hit);
/* The year of an ISO date, 0 if it has none. */
int date_year(struct str iso);
/* Can both ISO dates mean the same day: is one as precise as, or the beginning of, the other? */
bool date_agrees(struct str a, struct str b);

struct time_hit {
	struct str slice;              /* "15:00", "8:17 a.m.", "1730" */
	size_t at;
	struct str zone;               /* "UTC", "Lisbon Time", as it stands behind; empty if none */
	int hour, minute;              /* of 24 hours */
	bool possible;                 /* false: "25:10", "10:75", "13 am" */
};

/* The first time of day at or after from. Four digits without a colon count only before a zone. */
bool time_find(struct str text, size_t from, struct time_hit *hit);

#endif
