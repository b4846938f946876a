#include "call/zone.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/date.h"

enum { DAY = 24 * 60 * 60, NAME_MAX_BYTES = 64 };

/* Days and dates: the proleptic Gregorian calendar, by the C library. */

static int64_t wall_seconds(const struct wall *w)
{
	struct tm tm = { .tm_year = w->year - 1900, .tm_mon = w->month - 1, .tm_mday = w->day, .tm_hour = w->hour,
		.tm_min = w->minute, .tm_sec = w->second };
	return timegm(&tm);
}

static int64_t floor_day(int64_t seconds)
{
	return seconds / DAY - (seconds % DAY < 0);
}

int64_t day_of(int year, int month, int day)
{
	struct wall w = { year, month, day, 0, 0, 0 };
	return floor_day(wall_seconds(&w));
}

void day_to_date(int64_t day, int *year, int *month, int *day_of_month)
{
	time_t seconds = (time_t)(day * DAY);
	struct tm tm;
	gmtime_r(&seconds, &tm);
	*year = tm.tm_year + 1900;
	*month = tm.tm_mon + 1;
	*day_of_month = tm.tm_mday;
}

int day_weekday(int64_t day)
{
	return (int)(((day + 4) % 7 + 7) % 7);
}

const char *weekday_name(int weekday)
{
	static const char *const names[] = { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" };
	return names[weekday];
}

const char *month_name(int month)
{
	static const char *const names[] = { "January", "February", "March", "April", "May", "June", "July", "August",
		"September", "October", "November", "December" };
	return names[month - 1];
}

bool day_parse(struct str text, int64_t *day)
{
	int part[3] = { 0, 0, 0 };
	if (text.n != 10 || text.p[4] != '-' || text.p[7] != '-')
		return false;
	for (size_t i = 0, k = 0; i < 10; i++) {
		if (i == 4 || i == 7) {
			k++;
			continue;
		}
		if (!is_digit(text.p[i]))
			return false;
		part[k] = part[k] * 10 + (text.p[i] - '0');
	}
	*day = day_of(part[0], part[1], part[2]);
	int year, month, day_of_month;
	day_to_date(*day, &year, &month, &day_of_month);
	return year == part[0] && month == part[1] && day_of_month == part[2] && year >= DATE_FIRST_YEAR && year <= DATE_LAST_YEAR;
}

bool day_parse_last(struct str text, int64_t *day)
{
	char full[11];
	int year, month, date;
	if (text.n == 10)
		return day_parse(text, day);
	if (text.n != 4 && text.n != 7)
		return false;
	/* A day that is in the last month, then the one before the next month's first. */
	snprintf(full, sizeof full, "%.*s%s", STR_FMT(text), text.n == 4 ? "-12-01" : "-01");
	if (!day_parse(str_of(full), day))
		return false;
	day_to_date(*day, &year, &month, &date);
	*day = day_of(year + month / 12, month % 12 + 1, 1) - 1;
	return true;
}

struct str day_iso(struct arena *arena, int64_t day)
{
	int year, month, day_of_month;
	day_to_date(day, &year, &month, &day_of_month);
	return arena_printf(arena, "%04d-%02d-%02d", year, month, day_of_month);
}

/* Zones. */

static bool is_zone_name(struct str name)
{
	bool slash = false;
	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];
		if (!is_alnum(c) && c != '/' && c != '_' && c != '-' && c != '+')
			return false;
		slash |= c == '/';
	}
	/* posix/ and right/ hold the same zones once more, the latter with leap seconds. */
	return name.n < NAME_MAX_BYTES && (slash || str_eq(name, STR("UTC"))) && name.n && *name.p != '/' &&
		!str_starts(name, STR("posix/")) && !str_starts(name, STR("right/"));
}

/* With errno cleared before what may have failed: a zone that cannot be read would silently be another one. */
static void expect_read(void)
{
	if (errno == ENOMEM)
		die("out of memory");
	if (errno == EIO || errno == EMFILE || errno == ENFILE)
		die("the system's zone data cannot be read");
}

bool zone_exists(struct str name)
{
	const char *folder = getenv("TZDIR");
	struct buf path = BUF_INIT;
	char magic[4];
	if (!is_zone_name(name))
		return false;
	buf_printf(&path, "%s/%.*s", folder && *folder ? folder : "/usr/share/zoneinfo", STR_FMT(name));
	errno = 0;
	FILE *file = fopen(path.p, "rb");
	bool exists = file && fread(magic, 1, sizeof magic, file) == sizeof magic && memcmp(magic, "TZif", sizeof magic) == 0;
	expect_read();
	if (file)
		fclose(file);
	buf_free(&path);
	return exists;
}

struct str zone_city(struct arena *arena, struct str zone)
{
	size_t begin = zone.n;
	while (begin && zone.p[begin - 1] != '/')
		begin--;
	struct buf b = BUF_INIT;
	for (size_t i = begin; i < zone.n; i++)
		buf_put(&b, zone.p[i] == '_' ? ' ' : zone.p[i]);
	struct str city = arena_str(arena, buf_slice(&b));
	buf_free(&b);
	return city;
}

/* The process's zone is the one asked last; the program has no other use for it. */
static void choose(struct str zone)
{
	char name[NAME_MAX_BYTES + 2];
	const char *chosen = getenv("TZ");
	snprintf(name, sizeof name, ":%.*s", STR_FMT(zone));
	if (chosen && strcmp(chosen, name) == 0)
		return;
	if (setenv("TZ", name, 1) != 0)
		die("out of memory");
	tzset();
}

void zone_at(struct str zone, int64_t instant, struct zone_time *time)
{
	time_t seconds = (time_t)instant;
	struct tm tm;
	errno = 0;
	choose(zone);
	localtime_r(&seconds, &tm);
	expect_read();
	time->wall = (struct wall){ tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec };
	time->offset = (int)tm.tm_gmtoff;
	time->day = floor_day(instant + time->offset);
	time->daylight = tm.tm_isdst > 0;
	snprintf(time->abbreviation, sizeof time->abbreviation, "%s", tm.tm_zone);
}

static int offset_at(struct str zone, int64_t instant)
{
	struct zone_time time;
	zone_at(zone, instant, &time);
	return time.offset;
}

/* No zone changes its clocks twice within two days. */
enum zone_fit zone_instant(struct str zone, const struct wall *wall, int64_t *instant)
{
	int64_t utc = wall_seconds(wall);
	int before = offset_at(zone, utc - DAY), after = offset_at(zone, utc + DAY);
	bool fits_before = offset_at(zone, utc - before) == before, fits_after = offset_at(zone, utc - after) == after;
	*instant = utc - (fits_after && !fits_before ? after : before);
	if (fits_before && fits_after)
		return before == after ? ZONE_ONCE : ZONE_TWICE;
	return fits_before || fits_after ? ZONE_ONCE : ZONE_SKIPPED;
}

static bool same_time(struct str zone, int64_t a, int64_t b)
{
	struct zone_time first, second;
	zone_at(zone, a, &first);
	zone_at(zone, b, &second);
	return first.offset == second.offset && first.daylight == second.daylight &&
		strcmp(first.abbreviation, second.abbreviation) == 0;
}

bool zone_change(struct str zone, int64_t from, int64_t to, int64_t *instant)
{
	for (int64_t low = from; low < to;) {
		int64_t high = low + DAY < to ? low + DAY : to;
		if (same_time(zone, low, high)) {
			low = high;
			continue;
		}
		while (high - low > 1) {
			int64_t middle = low + (high - low) / 2;
			if (same_time(zone, low, middle))
				low = middle;
			else
				high = middle;
		}
		*instant = high;
		return true;
	}
	return false;
}
