/* call/call_file.h, call/schedule.h, call/zone.h: rules as people write them, the days they mean, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "call/call_file.h"

static struct call_file *read_text(const char *text)
{
	struct buf bytes = BUF_INIT;
	buf_cstr(&bytes, text);
	return call_file_read(STR("call"), &bytes);
}

static struct call_file *read_rule(const char *rule, const char *more)
{
	struct buf bytes = BUF_INIT;
	buf_printf(&bytes, "When: %s\n%s", rule, more);
	return call_file_read(STR("call"), &bytes);
}

static void assert_said(const struct call_file *c, const char *expected)
{
	struct out out = OUT_MEMORY;
	diag_print(c->diags, c->file, &out);
	assert_string_equal(out.pending.p, expected);
	out_free(&out);
}

/* A rule, what it is in RFC 5545's terms, its time, and up to four days after a date. */
static const struct {
	const char *rule, *rrule, *time, *after, *days;
} rules[] = {
	{ "first Thursday of the month, 16:00 Europe/London, 1 hour", "FREQ=MONTHLY;BYDAY=1TH", "16:00 Europe/London 60",
		"2018-07-05", "2018-08-02 2018-09-06 2018-10-04 2018-11-01" },
	{ "1st and 3rd Tuesday, 15:30 America/New_York, 90 minutes", "FREQ=MONTHLY;BYDAY=1TU,3TU", "15:30 America/New_York 90",
		"2018-07-03", "2018-07-17 2018-08-07 2018-08-21 2018-09-04" },
	{ "1st/3rd Tuesday, 15:30 UTC", "FREQ=MONTHLY;BYDAY=1TU,3TU", "15:30 UTC 0", "2018-07-03", "2018-07-17 2018-08-07 2018-08-21 2018-09-04" },
	{ "every 2 weeks from 2024-01-09, 4pm Europe/Berlin, 1.5 hours", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
		"16:00 Europe/Berlin 90", "2030-06-01", "2030-06-04 2030-06-18 2030-07-02 2030-07-16" },
	{ "every other Tuesday from 2024-01-09 at 16:00 UTC", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "16:00 UTC 0",
		"2024-01-09", "2024-01-23 2024-02-06 2024-02-20 2024-03-05" },
	{ "Tuesday and Thursday every 2 weeks since 2024-01-11, 16:00 UTC", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "16:00 UTC 0",
		"2024-01-11", "2024-01-23 2024-01-25 2024-02-06 2024-02-08" },
	{ "every two weeks from 2024-01-09, 16:00 UTC", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "16:00 UTC 0",
		"2024-01-09", "2024-01-23 2024-02-06 2024-02-20 2024-03-05" },
	{ "second last Friday, 16:00 UTC", "FREQ=MONTHLY;BYDAY=-2FR", "16:00 UTC 0",
		"2018-08", "2018-09-21 2018-10-19 2018-11-23 2018-12-21" },
	{ "fortnightly from 2024-01-09, 16:00 UTC", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "16:00 UTC 0",
		"2024-01-09", "2024-01-23 2024-02-06 2024-02-20 2024-03-05" },
	{ "last Friday, 9:00 a.m. America/Los_Angeles, half an hour", "FREQ=MONTHLY;BYDAY=-1FR", "09:00 America/Los_Angeles 30",
		"2018-08", "2018-09-28 2018-10-26 2018-11-30 2018-12-28" },
	{ "Fifth Thursday of each month at 16:00-17:15 Europe/London", "FREQ=MONTHLY;BYDAY=5TH", "16:00 Europe/London 75",
		"2018-07-12", "2018-08-30 2018-11-29 2019-01-31 2019-05-30" },
	{ "Wednesdays, 16:00 \xe2\x80\x93 17:00 Asia/Shanghai", "FREQ=WEEKLY;BYDAY=WE", "16:00 Asia/Shanghai 60",
		"2018", "2019-01-02 2019-01-09 2019-01-16 2019-01-23" },
	{ "every week on Monday, 23:30 to 00:30 UTC", "FREQ=WEEKLY;BYDAY=MO", "23:30 UTC 60",
		"2018-12-31", "2019-01-07 2019-01-14 2019-01-21 2019-01-28" },
	{ "first Thursday of March, June, Sept and December, 16:00 UTC, 1 hour 30 minutes",
		"FREQ=MONTHLY;BYMONTH=3,6,9,12;BYDAY=1TH", "16:00 UTC 90", "2018-03-01", "2018-06-07 2018-09-06 2018-12-06 2019-03-07" },
	{ "first Thursday of every 3 months from 2018-01-01, 16:00 UTC, 1h30", "FREQ=MONTHLY;INTERVAL=3;BYDAY=1TH", "16:00 UTC 90",
		"2030-02-01", "2030-04-04 2030-07-04 2030-10-03 2031-01-02" },
	{ "15th of the month, 16:00 UTC, 45min", "FREQ=MONTHLY;BYMONTHDAY=15", "16:00 UTC 45",
		"2018-07-15", "2018-08-15 2018-09-15 2018-10-15 2018-11-15" },
	{ "last day of the month, 16:00 UTC", "FREQ=MONTHLY;BYMONTHDAY=-1", "16:00 UTC 0",
		"2024-01-31", "2024-02-29 2024-03-31 2024-04-30 2024-05-31" },
	{ "every Tuesday until 2024-01-16, 16:00 UTC", "FREQ=WEEKLY;BYDAY=TU", "16:00 UTC 0", "2024-01-02", "2024-01-09 2024-01-16" },
	{ "2024-06-11, 16:00 Europe/Lisbon, 1 hour", "", "16:00 Europe/Lisbon 60", "2024-06-10", "2024-06-11" },
};

/* Up to four calls after a date, as in "2018-08-02 2018-09-06". */
static void assert_days(struct call_file *c, const char *after, const char *expected)
{
	struct buf got = BUF_INIT;
	struct str last = str_of(after);
	struct occurrence o;
	for (int k = 0; k < 4 && schedule_next(&c->when, last, c->diags, &o); k++) {
		last = day_iso(&c->text->arena, o.day);
		buf_printf(&got, "%s%s", k ? " " : "", last.p);
		assert_int_equal(o.end - o.start, c->when.duration * 60);
	}
	assert_string_equal(got.p, expected);
	buf_free(&got);
}

static void test_rules(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		struct call_file *c = read_rule(rules[i].rule, "");
		struct buf got = BUF_INIT;
		assert_said(c, "");
		assert_true(c->has_when);
		assert_string_equal(c->when.rrule.p, rules[i].rrule);
		buf_printf(&got, "%02d:%02d %.*s %d", c->when.hour, c->when.minute, STR_FMT(c->when.zone), c->when.duration);
		assert_string_equal(got.p, rules[i].time);
		buf_free(&got);
		assert_days(c, rules[i].after, rules[i].days);
		call_file_free(c);
	}
}

/* Rules that are refused, with the column of what is wrong, and what is said of it. */
static const char *const refused[] = {
	"first Thursday, 16:00",
	"call:1:23: error: '16:00' tells no time zone: write the zone's name, such as Europe/London or UTC [call-zone]\n",
	"first Thursday, 16:00 BST",
	"call:1:29: error: 'BST' tells no time zone: write the zone's name, such as Europe/London or UTC [call-zone]\n",
	"first Thursday, 16:00 GMT+1",
	"call:1:29: error: 'GMT+1' tells no time zone: an offset does not follow daylight saving: write the zone's name, such as Europe/London, or UTC [call-zone]\n",
	"first Thursday, 16:00Z",
	"call:1:28: error: 'Z' tells no time zone: write the zone's name, such as Europe/London or UTC [call-zone]\n",
	"first Thursday, 16:00+01:00",
	"call:1:28: error: '+01:00' tells no time zone: an offset does not follow daylight saving: write the zone's name, such as Europe/London, or UTC [call-zone]\n",
	"first Thursday, 16:00 Europe/Londres",
	"call:1:29: error: 'Europe/Londres' tells no time zone: the system's zone data have no such zone [call-zone]\n",
	"first Thursday",
	"call:1:7: error: 'first Thursday' makes no rule for days of calls: write a time with its zone, such as '16:00 Europe/London' [call-rule]\n",
	"Thursday sometimes, 16:00 UTC",
	"call:1:16: error: 'sometimes' makes no rule for days of calls: not understood; write it like 'first Thursday of the month, 16:00 Europe/London, 1 hour' [call-rule]\n",
	"biweekly Tuesday, 16:00 UTC",
	"call:1:7: error: 'biweekly' makes no rule for days of calls: not understood; write it like 'first Thursday of the month, 16:00 Europe/London, 1 hour' [call-rule]\n",
	"every second Tuesday, 16:00 UTC",
	"call:1:7: error: 'every second Tuesday' makes no rule for days of calls: write '2nd Tuesday of the month' or 'every 2 weeks from 2024-01-09', whichever is meant [call-rule]\n",
	"every 2 weeks, 16:00 UTC",
	"call:1:7: error: 'every 2 weeks' makes no rule for days of calls: name the day, as in 'every Tuesday' or 'every 2 weeks from 2024-01-09' [call-rule]\n",
	"16:00 UTC",
	"call:1:7: error: '16:00 UTC' makes no rule for days of calls: begin with days, as in 'first Thursday of the month' or 'every 2 weeks from 2024-01-09' [call-rule]\n",
	"first Thursday, 25:00 UTC",
	"call:1:23: error: '25:00' makes no rule for days of calls: no clock shows that time [call-rule]\n",
	"every other Tuesday, 16:00 UTC",
	"call:1:7: error: 'every other Tuesday' makes no rule for days of calls: say from when they are counted: 'from 2024-01-09' [call-rule]\n",
	"7th Tuesday, 16:00 UTC",
	"call:1:7: error: '7th Tuesday' makes no rule for days of calls: no month has so many of a weekday [call-rule]\n",
	"first Monday, every 2 weeks from 2024-01-01, 16:00 UTC",
	"call:1:7: error: 'first Monday, every 2 weeks from 2024-01-01' makes no rule for days of calls: write either weeks or days of the month [call-rule]\n",
	"Monday to Friday, 16:00 UTC",
	"call:1:14: error: 'to' makes no rule for days of calls: not understood; write it like 'first Thursday of the month, 16:00 Europe/London, 1 hour' [call-rule]\n",
	"first third Friday, 16:00 UTC",
	"call:1:13: error: 'third' makes no rule for days of calls: set it off from the one before by 'and' or a comma [call-rule]\n",
	"every week, 1600 UTC",
	"call:1:19: error: '1600' makes no rule for days of calls: not understood; write it like 'first Thursday of the month, 16:00 Europe/London, 1 hour' [call-rule]\n",
	"first Thursday, 4pm Europe/London, 4 hours 5 weeks",
	"call:1:50: error: '5' makes no rule for days of calls: not understood; write it like 'first Thursday of the month, 16:00 Europe/London, 1 hour' [call-rule]\n",
	"",
	"call:1:6: error: '' makes no rule for days of calls: write a time with its zone, such as '16:00 Europe/London' [call-rule]\n",
};

static void test_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i += 2) {
		struct call_file *c = read_rule(refused[i], "Except: 2024-01-02\n");
		assert_false(c->has_when);
		assert_said(c, refused[i + 1]);
		call_file_free(c);
	}
}

static void test_exceptions(void **state)
{
	(void)state;
	struct call_file *c = read_rule("first Thursday of the month, 16:00 Europe/London, 1 hour",
		"Except: 2019-07-04 instead 2019-06-27; 2020-01-02 (holidays), 2019-07-05\n"
		"- 2019-07-04\n- soon\n- 2019-08-01 instead of 2019-08-02\n- 2019-09-05 instead 2019-09-04 17:30\n");
	assert_said(c,
		"call:2:63: warning: exception '2019-07-05' is no day of the rule; left out [call-exception]\n"
		"call:3:3: warning: exception '2019-07-04' is excepted twice; left out [call-exception]\n"
		"call:4:3: warning: exception 'soon' begins with no day such as 2024-12-24; left out [call-exception]\n"
		"call:5:3: warning: exception '2019-08-01 instead of 2019-08-02' may mean either day: write 'DAY instead DAY', the rule's first; "
		"left out [call-exception]\n");
	assert_int_equal(c->when.exception_count, 3);
	assert_days(c, "2019-05-20", "2019-06-06 2019-06-27 2019-08-01 2019-09-04");
	assert_days(c, "2019-12", "2020-02-06 2020-03-05 2020-04-02 2020-05-07");
	struct occurrence o;
	struct zone_time t;
	schedule_on(&c->when, day_of(2019, 9, 4), c->diags, &o);
	zone_at(c->when.zone, o.start, &t);
	assert_true(o.moved);
	assert_int_equal(t.wall.hour * 60 + t.wall.minute, 17 * 60 + 30);
	call_file_free(c);
}

/* What cannot be is said, and what is done instead. */
static void test_odd_days(void **state)
{
	(void)state;
	struct call_file *c = read_rule("fifth Thursday, 16:00 Europe/London", "");
	assert_days(c, "2018-08-30", "2018-11-29 2019-01-31 2019-05-30 2019-08-29");
	c->diags->count = 2;
	assert_said(c, "call:1:7: warning: 'fifth Thursday' has no day in September 2018; skipped [call-no-day]\n"
		"call:1:7: warning: 'fifth Thursday' has no day in October 2018; skipped [call-no-day]\n");
	call_file_free(c);

	c = read_rule("30th of February, 16:00 Europe/London", "");
	assert_days(c, "2018-08-30", "");
	assert_said(c, "call:1:7: error: no call after '2018-08-30' by the rule '30th of February' [call-never]\n");
	call_file_free(c);

	c = read_rule("last Sunday of March, 01:30 Europe/London, 1 hour", "");
	assert_days(c, "2029-04-01", "2030-03-31 2031-03-30 2032-03-28 2033-03-27");
	c->diags->count = 1;
	assert_said(c, "call:1:7: warning: on 2030-03-31 clocks are put forward over the time of the call; taken as 02:30 BST [call-skipped]\n");
	call_file_free(c);

	c = read_rule("last Sunday of October, 01:30 Europe/London, 1 hour", "");
	assert_days(c, "2029-11-01", "2030-10-27 2031-10-26 2032-10-31 2033-10-30");
	c->diags->count = 1;
	assert_said(c, "call:1:7: warning: on 2030-10-27 clocks show the time of the call twice; the first, 01:30 BST, is used [call-doubled]\n");
	c->diags->count = 0;
	struct occurrence o;
	schedule_on(&c->when, day_of(2030, 6, 11), c->diags, &o);
	assert_said(c, "call:1:7: warning: 2030-06-11 is no day of a call: it is the second Tuesday of June; used all the same "
		"[call-other-day]\n");
	call_file_free(c);
}

static void test_fields(void **state)
{
	(void)state;
	struct call_file *c = read_text("# the call\n\nName: Lantern Community Call\nwhere:\n  https://meet.example.org/lantern\n"
		"  or by phone\nZones: America/Los_Angeles (San Francisco), Europe/Atlantis,\n  America/Argentina/Buenos_Aires; EST\n"
		"Access code: 12:34\nStanding:\n- Actions from last call\n  and before\n* Series\nhttps://example.org/\n"
		"NAME: again\n- x\n");
	assert_said(c,
		"call:7:45: error: 'Europe/Atlantis' tells no time zone: write its name, such as Europe/London; its line is left "
		"out of the table [call-zone]\n"
		"call:8:35: error: 'EST' tells no time zone: write its name, such as Europe/London; its line is left out of the "
		"table [call-zone]\n"
		"call:14:1: warning: 'https://example.org/' is neither a field nor an item; left out [call-line]\n"
		"call:15:1: warning: 'NAME' already stands on line 3; that one is used [call-twice]\n");
	assert_string_equal(c->name.p, "Lantern Community Call");
	assert_string_equal(c->where.p, "https://meet.example.org/lantern or by phone");
	assert_int_equal(c->zone_count, 2);
	assert_true(str_eq(c->zones[0].city, STR("San Francisco")));
	assert_true(str_eq(c->zones[1].city, STR("Buenos Aires")));
	assert_int_equal(c->standing_count, 2);
	assert_true(str_eq(c->standing[0].text, STR("Actions from last call and before")));
	assert_true(str_eq(call_file_field(c, STR("access CODE"))->value, STR("12:34")));
	assert_false(c->has_when);
	call_file_free(c);
	call_file_free(read_text(""));
	call_file_free(read_text("- x"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rules),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_exceptions),
		cmocka_unit_test(test_odd_days),
		cmocka_unit_test(test_fields),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
