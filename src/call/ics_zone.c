/* A zone as RFC 5545 §3.6.5 has it: observances, each with the moments at which it begins. Its clocks' changes come from
 * the system's zone data (zone.h); a run of them that a yearly rule tells is written as one. */
#include <string.h>

#include "base/mem.h"
#include "call/ics_parts.h"
#include "call/zone.h"

enum { DAY = 24 * 60 * 60, BEFORE = 370 * DAY, OPEN_YEARS = 30, LEAST_RUN = 3 };

struct change {
	struct wall wall;        /* what clocks show when they are changed */
	int64_t instant;
	int weekday;
	int from, to;            /* offsets */
	bool daylight;
	char abbreviation[16];
	bool done;
};

struct changes {
	struct change *items;
	size_t count, room;
};

static void find_changes(struct str zone, int64_t first, int64_t last, struct changes *changes)
{
	int64_t instant = first - BEFORE;
	while (zone_change(zone, instant, last, &instant)) {
		struct zone_time before, after, shown;
		zone_at(zone, instant - 1, &before);
		zone_at(zone, instant, &after);
		zone_at(STR("UTC"), instant + before.offset, &shown);
		VEC_ROOM(changes->items, changes->count, changes->room);
		struct change *c = &changes->items[changes->count++];
		*c = (struct change){ .wall = shown.wall, .instant = instant, .weekday = day_weekday(shown.day),
			.from = before.offset, .to = after.offset, .daylight = after.daylight };
		memcpy(c->abbreviation, after.abbreviation, sizeof c->abbreviation);
	}
}

static icalcomponent *new_observance(const struct change *c, const struct icaltimetype *begin)
{
	icalcomponent *part = ical.icalcomponent_new(c->daylight ? ICAL_XDAYLIGHT_COMPONENT : ICAL_XSTANDARD_COMPONENT);
	ical.icalcomponent_add_property(part, ical.icalproperty_new_dtstart(*begin));
	ical.icalcomponent_add_property(part, ical.icalproperty_new_tzoffsetfrom(c->from));
	ical.icalcomponent_add_property(part, ical.icalproperty_new_tzoffsetto(c->to));
	ical.icalcomponent_add_property(part, ical.icalproperty_new_tzname(c->abbreviation));
	return part;
}

/* Are both the begin of the same observance? */
static bool is_same(const struct change *a, const struct change *b)
{
	return a->from == b->from && a->to == b->to && a->daylight == b->daylight &&
		strcmp(a->abbreviation, b->abbreviation) == 0;
}

/* Is one a year after the other, by what a yearly rule can say? */
static bool is_year_after(const struct change *a, const struct change *b)
{
	return b->wall.year == a->wall.year + 1 && b->wall.month == a->wall.month && b->weekday == a->weekday &&
		b->wall.hour == a->wall.hour && b->wall.minute == a->wall.minute && b->wall.second == a->wall.second;
}

/* Does the month end within a week of that day? */
static bool is_last(const struct wall *w)
{
	int year, month, day;
	day_to_date(day_of(w->year, w->month, w->day) + 7, &year, &month, &day);
	return month != w->month;
}

/* The rule that the changes of a run follow, if they do. */
static bool rule_of(struct change *const *run, size_t count, struct buf *rule)
{
	static const char *const names[] = { "SU", "MO", "TU", "WE", "TH", "FR", "SA" };
	int least = run[0]->wall.day, most = least;
	bool nth = true, last = true;
	for (size_t i = 0; i < count; i++) {
		int day = run[i]->wall.day;
		least = day < least ? day : least;
		most = day > most ? day : most;
		nth &= (day - 1) / 7 == (run[0]->wall.day - 1) / 7;
		last &= is_last(&run[i]->wall);
	}
	buf_printf(rule, "FREQ=YEARLY;BYMONTH=%d", run[0]->wall.month);
	if (last)
		buf_printf(rule, ";BYDAY=-1%s", names[run[0]->weekday]);
	else if (nth)
		buf_printf(rule, ";BYDAY=%d%s", (least - 1) / 7 + 1, names[run[0]->weekday]);
	else if (most - least > 6)
		return false;
	else
		for (int day = least; day <= most; day++)
			buf_printf(rule, "%s%d", day == least ? ";BYMONTHDAY=" : ",", day);
	if (!last && !nth)
		buf_printf(rule, ";BYDAY=%s", names[run[0]->weekday]);
	return true;
}

static void add_dates(icalcomponent *zone, struct change *const *run, size_t count)
{
	struct icaltimetype begin = ics_local(run[0]->instant, run[0]->from);
	icalcomponent *part = new_observance(run[0], &begin);
	for (size_t i = 1; i < count; i++) {
		struct icaldatetimeperiodtype date = { .time = ics_local(run[i]->instant, run[i]->from) };
		ical.icalcomponent_add_property(part, ical.icalproperty_new_rdate(date));
	}
	ical.icalcomponent_add_component(zone, part);
}

/* The changes that begin one observance: those of the last years as a rule if they go on to the end. */
static void add_run(icalcomponent *zone, struct change *const *run, size_t count, bool goes_on)
{
	struct buf rule = BUF_INIT;
	size_t dated = count - 1;
	while (dated && is_year_after(run[dated - 1], run[dated]))
		dated--;
	if (!goes_on || count - dated < LEAST_RUN || !rule_of(run + dated, count - dated, &rule))
		dated = count;
	if (dated)
		add_dates(zone, run, dated);
	if (dated < count) {
		struct icaltimetype begin = ics_local(run[dated]->instant, run[dated]->from);
		icalcomponent *part = new_observance(run[dated], &begin);
		ical.icalcomponent_add_property(part, ical.icalproperty_new_rrule(ical.icalrecurrencetype_from_string(rule.p)));
		ical.icalcomponent_add_component(zone, part);
	}
	buf_free(&rule);
}

/* Before the first change: as if clocks had always been so. */
static void add_begin(icalcomponent *zone, struct str name, int64_t first)
{
	struct zone_time shown;
	struct icaltimetype begin = ics_local(0, 0);
	zone_at(name, first, &shown);
	struct change always = { .from = shown.offset, .to = shown.offset, .daylight = shown.daylight };
	memcpy(always.abbreviation, shown.abbreviation, sizeof always.abbreviation);
	ical.icalcomponent_add_component(zone, new_observance(&always, &begin));
}

void ics_add_zone(icalcomponent *calendar, struct str zone, int64_t first, int64_t last, bool open)
{
	struct changes changes = { NULL, 0, 0 };
	icalcomponent *part = ical.icalcomponent_new(ICAL_VTIMEZONE_COMPONENT);
	ics_put(part, ical.icalproperty_new_tzid, zone);
	if (open)
		last = first + (int64_t)OPEN_YEARS * 365 * DAY;
	find_changes(zone, first, last, &changes);
	if (!changes.count || changes.items[0].instant > first)
		add_begin(part, zone, first);
	struct change **run = mem_alloc((changes.count + 1) * sizeof *run);
	for (size_t i = 0; i < changes.count; i++) {
		size_t count = 0;
		for (size_t k = i; k < changes.count && !changes.items[i].done; k++)
			if (!changes.items[k].done && is_same(&changes.items[i], &changes.items[k]))
				run[count++] = &changes.items[k];
		for (size_t k = 0; k < count; k++)
			run[k]->done = true;
		if (count)
			add_run(part, run, count, open && run[count - 1]->instant > last - 366 * DAY);
	}
	mem_free(run);
	mem_free(changes.items);
	ical.icalcomponent_add_component(calendar, part);
}
