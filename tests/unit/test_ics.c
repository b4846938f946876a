/* call/ics.h: what is written is read by libical's own parser, keeps RFC 5546's restrictions, and means the right instants
 * by the calendar's own VTIMEZONE. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#include <libical/ical.h>

#include "call/ics.h"

enum { DAY = 24 * 60 * 60 };

static struct call_file *read_call(const char *rule, const char *more)
{
	struct buf bytes = BUF_INIT;
	buf_printf(&bytes, "Name: Lantern, the \xc3\xa9l\xc3\xa8ve; call\nList: <lantern@lists.example.org>\nWhere: by phone\n"
		"When: %s\n%s", rule, more);
	struct call_file *c = call_file_read(STR("call"), &bytes);
	assert_true(c->has_when);
	return c;
}

static icalcomponent *parse(const struct out *out)
{
	icalcomponent *calendar = icalparser_parse_string(out->pending.p);
	assert_non_null(calendar);
	assert_int_equal(icalcomponent_count_errors(calendar), 0);
	assert_true(icalrestriction_check(calendar));
	assert_int_equal(icalcomponent_count_errors(calendar), 0);
	for (const char *p = strstr(out->pending.p, "\n"); p; p = strstr(p + 1, "\n"))
		assert_int_equal(p[-1], '\r');
	return calendar;
}

/* Starts of the event, in order, by its own VTIMEZONE. */
static size_t starts_of(icalcomponent *calendar, int64_t *starts, size_t most)
{
	icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
	icalcomponent *vtimezone = icalcomponent_get_first_component(calendar, ICAL_VTIMEZONE_COMPONENT);
	icaltimezone *zone = icaltimezone_get_utc_timezone(), *own = NULL;
	struct icaltimetype begin = icalcomponent_get_dtstart(event), t;
	icalproperty *rrule = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY);
	size_t count = 0;
	if (vtimezone) {
		zone = own = icaltimezone_new();
		assert_true(icaltimezone_set_component(own, icalcomponent_new_clone(vtimezone)));
	}
	icaltimetype plain = begin;
	plain.zone = NULL;
	if (rrule) {
		/* On the zone's clocks: given the zone, libical's iterator goes on from a time that clocks skip with another. */
		struct icalrecurrencetype rule = icalproperty_get_rrule(rrule);
		if (!icaltime_is_null_time(rule.until)) {
			rule.until = icaltime_convert_to_zone(rule.until, zone);
			rule.until.zone = NULL;
		}
		icalrecur_iterator *it = icalrecur_iterator_new(rule, plain);
		while (count < most && !icaltime_is_null_time(t = icalrecur_iterator_next(it)))
			starts[count++] = icaltime_as_timet_with_zone(t, zone);
		icalrecur_iterator_free(it);
	} else {
		starts[count++] = icaltime_as_timet_with_zone(plain, zone);
	}
	if (own)
		icaltimezone_free(own, 1);
	return count;
}

static const struct {
	const char *rule;
	size_t calls;    /* so many are compared */
} rules[] = {
	{ "first Thursday of the month, 16:00 Europe/London, 1 hour", 400 },
	{ "every Sunday from 2018-01-07, 03:30 America/New_York, 90 minutes", 1500 },
	{ "1st and 3rd Tuesday, 09:00 Europe/Berlin", 700 },
	{ "last Friday, 23:30 Asia/Shanghai, 1 hour", 400 },
	{ "every 2 weeks from 2018-01-09, 16:00 UTC, 1 hour", 700 },
	{ "first Monday, 12:00 America/Sao_Paulo", 300 },       /* gave daylight saving up in 2019 */
	{ "first Monday, 12:00 Africa/Casablanca", 300 },       /* changes clocks around Ramadan, by a table */
	{ "every Monday, 12:00 America/Santiago", 1500 },       /* changes on a Sunday that is no nth one */
	{ "every Sunday, 12:00 Europe/Dublin", 1500 },          /* its winter has the daylight saving, negative */
	{ "every Sunday, 12:00 Australia/Lord_Howe", 1500 },    /* of half an hour */
	{ "every Sunday, 12:00 Asia/Tehran", 400 },
	{ "first Monday until 2020-06-01, 12:00 Europe/Lisbon", 100 },
	{ "first Monday until 2020-06-01, 20:00 Pacific/Honolulu", 100 },
	{ "first Monday until 2020-06-01, 06:00 Pacific/Auckland", 100 },
	{ "every Sunday from 2018-01-07, 02:30 America/New_York", 1500 },      /* which clocks skip once a year */
};

static void test_series(void **state)
{
	(void)state;
	static int64_t starts[2000];
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		struct call_file *c = read_call(rules[i].rule, "");
		struct out out = OUT_MEMORY;
		assert_true(ics_series(c, day_of(2018, 1, 1), &out));
		icalcomponent *calendar = parse(&out);
		size_t count = starts_of(calendar, starts, rules[i].calls), k = 0;
		struct rule_days *days = rule_days_open(&c->when, day_of(2018, 1, 1));
		int64_t day;
		while (k < rules[i].calls && rule_days_next(days, &day)) {
			struct occurrence call;
			size_t said = c->diags->count;
			schedule_on(&c->when, day, c->diags, &call);
			/* libical takes a time that clocks skip for another than RFC 5545 does. */
			bool skipped = c->diags->count > said && c->diags->items[said].code == DIAG_CALL_SKIPPED;
			if (starts[k] != call.start && !skipped)
				fail_msg("%s: %s is %ld, not %ld", rules[i].rule, day_iso(&c->text->arena, day).p, (long)starts[k],
					(long)call.start);
			k++;
		}
		rule_days_close(days);
		assert_int_equal(k, count);
		icalcomponent_free(calendar);
		out_free(&out);
		call_file_free(c);
	}
}

static void test_one(void **state)
{
	(void)state;
	struct call_file *c = read_call("first Thursday of the month, 16:00 Europe/London, 1 hour", "Passcode: 1, 2; 3\n");
	struct occurrence call;
	struct out out = OUT_MEMORY, again = OUT_MEMORY;
	int64_t start;
	for (int year = 2018; year <= 2060; year++) {
		buf_cut(&out.pending, 0);
		assert_true(schedule_next(&c->when, arena_printf(&c->text->arena, "%d-06", year), c->diags, &call));
		ics_call(c, &call, &out);
		icalcomponent *calendar = parse(&out);
		assert_int_equal(starts_of(calendar, &start, 1), 1);
		assert_int_equal(start, call.start);
		icalcomponent_free(calendar);
	}
	ics_call(c, &call, &again);
	assert_string_equal(out.pending.p, again.pending.p);
	icalcomponent *calendar = parse(&out);
	icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
	assert_string_equal(icalcomponent_get_summary(event), "Lantern, the \xc3\xa9l\xc3\xa8ve; call");
	assert_string_equal(icalcomponent_get_description(event), "Passcode: 1, 2; 3");
	assert_string_equal(icalcomponent_get_uid(event), "lantern-the-eleve-call-2060-07-01@lists.example.org");
	icalcomponent_free(calendar);
	out_free(&out);
	out_free(&again);
	call_file_free(c);
}

/* Where clocks are changed during a call, its end by the clocks does not tell how long it takes. */
static void test_long(void **state)
{
	(void)state;
	static const struct {
		int month, day;
		const char *end;
	} calls[] = {
		{ 10, 26, "DTEND;TZID=Europe/London:20191026T030000\r\n" }, { 10, 27, "DURATION:PT1H30M\r\n" },
		{ 3, 31, "DTEND;TZID=Europe/London:20190331T040000\r\n" },
		{ 4, 7, "DTEND;TZID=Europe/London:20190407T030000\r\n" },
	};
	struct call_file *c = read_call("every Sunday, 01:30 Europe/London, 90 minutes", "");
	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
		struct out out = OUT_MEMORY;
		struct occurrence call;
		schedule_on(&c->when, day_of(2019, calls[i].month, calls[i].day), c->diags, &call);
		ics_call(c, &call, &out);
		icalcomponent *calendar = parse(&out);
		assert_non_null(strstr(out.pending.p, calls[i].end));
		icalcomponent_free(calendar);
		out_free(&out);
	}
	call_file_free(c);
}

/* A series whose first days are excepted begins with one that is not. */
static void test_exceptions(void **state)
{
	(void)state;
	struct call_file *c = read_call("first Thursday of the month, 16:00 Europe/London, 1 hour",
		"Except: 2019-07-04 instead 2019-06-27 15:00; 2020-01-02\n");
	struct out out = OUT_MEMORY;
	assert_true(ics_series(c, day_of(2019, 6, 20), &out));
	icalcomponent_free(parse(&out));
	assert_non_null(strstr(out.pending.p, "\r\nDTSTART;TZID=Europe/London:20190606T160000\r\n"));
	assert_non_null(strstr(out.pending.p, "\r\nRRULE:FREQ=MONTHLY;BYDAY=1TH\r\n"
		"EXDATE;TZID=Europe/London:20190704T160000\r\nRDATE;TZID=Europe/London:20190627T150000\r\n"
		"EXDATE;TZID=Europe/London:20200102T160000\r\nEND:VEVENT\r\n"));
	out_free(&out);
	call_file_free(c);
	c = read_call("first Thursday until 2018-07-05, 16:00 Europe/London", "");
	assert_false(ics_series(c, day_of(2018, 7, 6), &out));
	assert_int_equal(c->diags->count, 1);
	assert_int_equal(c->diags->items[0].code, DIAG_CALL_NEVER);
	call_file_free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_series),
		cmocka_unit_test(test_one),
		cmocka_unit_test(test_long),
		cmocka_unit_test(test_exceptions),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
