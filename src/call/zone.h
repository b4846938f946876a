/* Time zones, by the names of the system's zone data (zoneinfo, "Europe/London"), as the C library reads it: right for
 * any year, and what date(1) says. libical (3.0.16) turns the same files into rules of its own, which in some zones are
 * an hour off for a season or more (Asia/Tehran in 2018 and 2019, Africa/Cairo after 2040), so it is not asked.
 *
 * An instant is a number of seconds since 1970-01-01 00:00 UTC, a day a number of days since then. */
#ifndef CALL_ZONE_H
#define CALL_ZONE_H

#include <stdint.h>

#include "base/arena.h"

/* A date and a time of day on a wall clock. */
struct wall {
	int year, month, day, hour, minute, second;
};

int64_t day_of(int year, int month, int day);
void day_to_date(int64_t day, int *year, int *month, int *day_of_month);
int day_weekday(int64_t day);     /* 0: Sunday */
const char *weekday_name(int weekday);
const char *month_name(int month);
/* Of an ISO date with a day; false if text is none, or of no year that date.h reads. */
bool day_parse(struct str text, int64_t *day);
/* The last day that an ISO date means, which may have no day or no month. */
bool day_parse_last(struct str text, int64_t *day);
struct str day_iso(struct arena *arena, int64_t day);

/* Does the zone data have it? UTC, or a name with a slash: abbreviations as EST mean several zones. */
bool zone_exists(struct str name);

/* "Buenos Aires" of "America/Argentina/Buenos_Aires". */
struct str zone_city(struct arena *arena, struct str zone);

struct zone_time {
	struct wall wall;
	int64_t day;                 /* of wall */
	int offset;                  /* of the wall clock, seconds east of UTC */
	bool daylight;
	char abbreviation[16];       /* "BST"; "-03" where the zone data has no letters */
};

/* The zone must exist. */
void zone_at(struct str zone, int64_t instant, struct zone_time *time);

enum zone_fit { ZONE_ONCE, ZONE_SKIPPED, ZONE_TWICE };
/* When the zone's clocks show that: the first time where they do so twice, and as if they had not been put forward where
 * they never do (RFC 5545 §3.3.5). */
enum zone_fit zone_instant(struct str zone, const struct wall *wall, int64_t *instant);

/* The first instant in (from, to] from which offset, daylight or abbreviation are others than before; false if none. */
bool zone_change(struct str zone, int64_t from, int64_t to, int64_t *instant);

#endif
