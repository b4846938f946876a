/* model/date.h: dates and times of day in running text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "model/date.h"

/* What is found: all dates of a text, parted by blanks, as YEAR-MONTH-DAY with 0 for what is not stated and '!' where
 * impossible; then the slices, each in brackets. */
static void find_all(struct str text, struct buf *dates, struct buf *slices)
{
	struct date_hit hit;
	for (size_t at = 0; date_find(text, at, &hit); at = hit.at + hit.slice.n) {
		assert_true(hit.slice.n > 0);
		assert_ptr_equal(hit.slice.p, text.p + hit.at);
		buf_printf(dates, "%s%d-%d-%d%s", dates->n ? " " : "", hit.year, hit.month, hit.day, hit.possible ? "" : "!");
		buf_printf(slices, "[%.*s]", STR_FMT(hit.slice));
	}
}

static const struct { const char *text, *dates, *slices; } dates[] = {
	{ "Lantern Call July 2018", "2018-7-0", "[July 2018]" },
	{ "Lantern Call July, 2018", "2018-7-0", "[July, 2018]" },
	{ "May 23, 2012 notes", "2012-5-23", "[May 23, 2012]" },
	{ "24 April 2019, 13:15 UTC", "2019-4-24", "[24 April 2019]" },
	{ "27th May 2021", "2021-5-27", "[27th May 2021]" },
	{ "14 June, 2023", "2023-6-14", "[14 June, 2023]" },
	{ "the 2nd of May 2019", "2019-5-2", "[2nd of May 2019]" },
	{ "notes 24-Apr-2012", "2012-4-24", "[24-Apr-2012]" },
	{ "26/May/2011", "2011-5-26", "[26/May/2011]" },
	{ "May-15-2019", "2019-5-15", "[May-15-2019]" },
	{ "2011-May-26", "2011-5-26", "[2011-May-26]" },
	{ "2011 May 26", "2011-5-26", "[2011 May 26]" },
	{ "# 2025-11-12 - Lantern", "2025-11-12", "[2025-11-12]" },
	{ "2023/07/05 ~ 2023/07/06", "2023-7-5 2023-7-6", "[2023/07/05][2023/07/06]" },
	{ "2024.08.03", "2024-8-3", "[2024.08.03]" },
	{ "2024.8.3 Agenda", "2024-8-3", "[2024.8.3]" },
	{ "Tuesday 2024/8/3 at 14:00", "2024-8-3", "[Tuesday 2024/8/3]" },
	{ "2024-8-3", "2024-8-3", "[2024-8-3]" },
	{ "notes 20250112", "2025-1-12", "[20250112]" },
	{ "LIGHT 5/31/2017", "2017-5-31", "[5/31/2017]" },
	{ "on 31/5/2017", "2017-5-31", "[31/5/2017]" },
	{ "on 4/5/2017", "2017-4-5", "[4/5/2017]" },
	{ "before 12/18/19.", "2019-12-18", "[12/18/19]" },
	{ "On 7/5/21 6:35 AM", "2021-7-5", "[7/5/21]" },
	{ "call, 14-09-2023", "2023-9-14", "[14-09-2023]" },
	{ "until 01-14-2022", "2022-1-14", "[01-14-2022]" },
	{ "on 05-05-2017", "2017-5-5", "[05-05-2017]" },
	{ "am 31.5.2017", "2017-5-31", "[31.5.2017]" },
	{ "2018-07", "2018-7-0", "[2018-07]" },
	{ "Jul '18", "2018-7-0", "[Jul '18]" },
	{ "Sept. 2018", "2018-9-0", "[Sept. 2018]" },
	{ "Mon, 9 Dec 2019 11:42:17 +0000", "2019-12-9", "[Mon, 9 Dec 2019]" },
	{ "Fri Mar 18 04:06:11 CET 2016", "2016-3-18", "[Fri Mar 18 04:06:11 CET 2016]" },
	{ "Fri Mar 18 04:06:11 2016", "2016-3-18", "[Fri Mar 18 04:06:11 2016]" },
	{ "Thursday, the 7th of November", "0-11-7", "[Thursday, the 7th of November]" },
	{ "Tues, 3 December 2019", "2019-12-3", "[Tues, 3 December 2019]" },
	{ "Part Two\xe2\x80\x94" "29 June 2024", "2024-6-29", "[29 June 2024]" },
	{ "April 12-13, 2018", "2018-4-12", "[April 12-13, 2018]" },
	{ "September 11\xe2\x80\x93" "13, 2023", "2023-9-11", "[September 11\xe2\x80\x93" "13, 2023]" },
	{ "15-16 May 2019", "2019-5-15", "[15-16 May 2019]" },
	{ "30 April - 2 May 2019", "2019-4-30", "[30 April - 2 May 2019]" },
	{ "30 December - 2 January 2020", "2019-12-30", "[30 December - 2 January 2020]" },
	{ "Board Call/March 2015 Minutes", "2015-3-0", "[March 2015]" },
	{ "CommunityCall-2018-07-11", "2018-7-11", "[2018-07-11]" },
	{ "2018 07 11 board", "2018-7-11", "[2018 07 11]" },
	{ "2025-11-12T13:24:19Z", "2025-11-12", "[2025-11-12]" },
	{ "JULY 2018 and january 3, 2019", "2018-7-0 2019-1-3", "[JULY 2018][january 3, 2019]" },
	{ "line\nJuly\n2018", "2018-7-0", "[July\n2018]" },
	{ "18 June", "0-6-18", "[18 June]" },
	{ "Minutes from June 12th LB", "0-6-12", "[June 12th]" },
	{ "details for Dec 9, 17:00", "0-12-9", "[Dec 9]" },
	{ "Tue. Oct. 15", "0-10-15", "[Tue. Oct. 15]" },
	{ "Nov 12 pm & 13 am", "0-11-12", "[Nov 12]" },
	{ "July 18: first call", "0-7-18", "[July 18]" },
	{ "the 3rd of may", "0-5-3", "[3rd of may]" },
	{ "the march 5th call", "0-3-5", "[march 5th]" },
	/* Impossible ones are found, to be told of. */
	{ "February 30, 2018", "2018-2-30!", "[February 30, 2018]" },
	{ "February 30", "0-2-30!", "[February 30]" },
	{ "February 29", "0-2-29", "[February 29]" },
	{ "2019-02-29", "2019-2-29!", "[2019-02-29]" },
	{ "2020-02-29", "2020-2-29", "[2020-02-29]" },
	{ "1900-01-01", "", "" },
	{ "2018-13-45", "2018-13-45!", "[2018-13-45]" },
	{ "13/14/2017", "2017-13-14!", "[13/14/2017]" },
	{ "31 June 2017", "2017-6-31!", "[31 June 2017]" },
	/* No dates. */
	{ "", "", "" },
	{ "Lantern 4.12 and 1.17.2", "", "" },
	{ "ACTION 2018-07.3: Mira", "", "" },
	{ "https://lists.example.org/2018-07/index.html#00217", "", "" },
	{ "board_2005_04_27.txt", "", "" },
	{ "the years 2013-14 and 2010-2011", "", "" },
	{ "[PATCH 00/13] and 3/4", "", "" },
	{ "2021-7 or 2024/8 or https://example.org/2024/8/3/", "", "" },
	{ "call 168-682-109 or +2018-07-11", "", "" },
	{ "12/18", "", "" },
	{ "02-05-2021 or 13-14-2021", "", "" },
	{ "they may 5 times", "", "" },
	{ "we march 5 miles", "", "" },
	{ "the 3 may differ", "", "" },
	{ "Jan: 5 of them", "", "" },
	{ "Jan, 5 of them", "", "" },
	{ "Mayor 5, Junes 7", "", "" },
	{ "CVE-2018-07-11", "", "" },
	{ "release-2018-07", "", "" },
	{ "2018 07 11:30", "", "" },
	{ "the 2018 99 12", "", "" },
	{ "2018", "", "" },
	{ "99999999", "", "" },
	{ "20251399", "", "" },
	{ "24/7/365", "", "" },
	{ "0 June 2018", "2018-6-0", "[June 2018]" },
	{ "Monday", "", "" },
};

static void test_find(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
		struct buf found = BUF_INIT, slices = BUF_INIT;
		find_all(str_of(dates[i].text), &found, &slices);
		if (!str_eq(buf_slice(&found), str_of(dates[i].dates)) || !str_eq(buf_slice(&slices), str_of(dates[i].slices)))
			fail_msg("'%s': %s %s", dates[i].text, found.p, slices.p);
		buf_free(&found);
		buf_free(&slices);
	}
}

static void test_iso(void **state)
{
	struct arena arena = ARENA_INIT;
	struct date_hit hit;
	(void)state;
	assert_true(date_find(STR("July 2018"), 0, &hit));
	assert_string_equal(date_iso(&arena, &hit).p, "2018-07");
	assert_true(date_find(STR("July 4, 2018"), 0, &hit));
	assert_string_equal(date_iso(&arena, &hit).p, "2018-07-04");
	assert_true(date_find(STR("July 4"), 0, &hit));
	assert_int_equal(date_iso(&arena, &hit).n, 0);
	date_complete(&hit, 0);
	assert_int_equal(hit.year, 0);
	date_complete(&hit, 2019);
	assert_string_equal(date_iso(&arena, &hit).p, "2019-07-04");
	date_complete(&hit, 2020);
	assert_int_equal(hit.year, 2019);
	assert_true(date_find(STR("February 29"), 0, &hit));
	assert_true(hit.possible);
	date_complete(&hit, 2019);
	assert_false(hit.possible);
	assert_int_equal(date_iso(&arena, &hit).n, 0);
	assert_true(date_find_year(STR("Lantern Summit 2021: design"), 0, &hit));
	assert_string_equal(date_iso(&arena, &hit).p, "2021");
	assert_int_equal(hit.at, 15);
	assert_false(date_find_year(STR("Lantern 2.2021 or x2021, 20210, 2021-7"), 0, &hit));
	assert_int_equal(date_year(STR("2018-07")), 2018);
	assert_int_equal(date_year(STR("")), 0);
	arena_free(&arena);
}

static void test_is(void **state)
{
	struct date_hit hit;
	(void)state;
	assert_true(date_is(STR(" **2018-09-12** "), &hit));
	assert_int_equal(hit.day, 12);
	assert_true(date_is(STR("(May 23, 2012):"), &hit));
	assert_true(date_is(STR("Dec 18"), &hit));
	assert_false(date_is(STR("Dec 18 call"), &hit));
	assert_false(date_is(STR("on Dec 18"), &hit));
	assert_false(date_is(STR(""), &hit));
	assert_false(date_is(STR("***"), &hit));
}

static void test_alone(void **state)
{
	static const char *const alone[] = { "2024-05-14", "Tuesday, May 14, 2024", "**May 14, 2024, 3p UTC**", "May 14, 11a EST", "2024/5/14 at 15:00 UTC",
		"14 May 2024, 15:00 - 16:00 UTC", "May 14, 2024 (Tuesday)" };
	static const char *const more[] = { "", "2024", "May 2024", "15:00 UTC", "Tuesday", "Release 2024-05-14", "2024-05-14 call", "Day two, 14 May 2024",
		"14 May 2024?", "https://example.org/2024-05-14", "1. 2024-05-14" };
	(void)state;
	for (size_t i = 0; i < sizeof alone / sizeof *alone; i++)
		if (!date_alone(str_of(alone[i])))
			fail_msg("'%s' is no day alone", alone[i]);
	for (size_t i = 0; i < sizeof more / sizeof *more; i++)
		if (date_alone(str_of(more[i])))
			fail_msg("'%s' is a day alone", more[i]);
}

static void test_agrees(void **state)
{
	(void)state;
	assert_true(date_agrees(STR("2018-07"), STR("2018-07-11")));
	assert_true(date_agrees(STR("2018-07-11"), STR("2018")));
	assert_false(date_agrees(STR("2018-07"), STR("2018-08-11")));
}

static const struct { const char *text, *times; } times[] = {
	{ "17:00 - 18:00 UTC", "17:00[17:00] 18:00[18:00 UTC]" },
	{ "17:00-18:00", "17:00[17:00] 18:00[18:00]" },
	{ "started 8:17 a.m. (Eastern)", "8:17[8:17 a.m.]" },
	{ "at 9:00 p.m.", "21:00[9:00 p.m.]" },
	{ "(9:38am)", "9:38[9:38am]" },
	{ "9:30am PDT", "9:30[9:30am PDT]" },
	{ "12:30 am and 12:30 pm", "0:30[12:30 am] 12:30[12:30 pm]" },
	{ "8am, 3 PM", "8:00[8am] 15:00[3 PM]" },
	{ "11am US Mountain Time", "11:00[11am US Mountain Time]" },
	{ "at 1730 Lisbon Time", "17:30[1730 Lisbon Time]" },
	{ "@ 1500 UTC", "15:00[1500 UTC]" },
	{ "11:30 Mountain Time (18:30 UTC)", "11:30[11:30 Mountain Time] 18:30[18:30 UTC]" },
	{ "12:41:06 CEST", "12:41[12:41:06 CEST]" },
	{ "14:00PM UTC", "14:00[14:00PM UTC]" },
	{ "24:00", "24:00[24:00]" },
	{ "0:00", "0:00[0:00]" },
	{ "2025-11-12 13:24", "13:24[13:24]" },
	{ "25:10", "25:10![25:10]" },
	{ "10:75", "10:75![10:75]" },
	{ "24:01 UTC", "24:01![24:01 UTC]" },
	{ "2575 UTC", "25:75![2575 UTC]" },
	{ "13 am", "99:00![13 am]" },
	/* No times. */
	{ "", "" },
	{ "in 1600 or 2018", "" },
	{ "16:9 and 1:2", "" },
	{ "00:16:3e:5a:01:02", "" },
	{ "0000:03:00.0", "" },
	{ "file.c:12:34", "" },
	{ "UTC-05:00 or +01:00", "" },
	{ "10:300", "" },
	{ "3:16.5", "" },
	{ "http://host:8080/10:30/x", "" },
	{ "Lantern4:12", "" },
	{ "8 amps and 3 pmx", "" },
	{ "$12:30", "" },
};

static void test_times(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
		struct str text = str_of(times[i].text);
		struct buf found = BUF_INIT;
		struct time_hit hit;
		for (size_t at = 0; time_find(text, at, &hit); at = hit.at + hit.slice.n) {
			assert_ptr_equal(hit.slice.p, text.p + hit.at);
			buf_printf(&found, "%s%d:%02d%s[%.*s%s%.*s]", found.n ? " " : "", hit.hour, hit.minute, hit.possible ? "" : "!",
				STR_FMT(hit.slice), hit.zone.n ? " " : "", STR_FMT(hit.zone));
		}
		if (!str_eq(buf_slice(&found), str_of(times[i].times)))
			fail_msg("'%s': %s", times[i].text, found.p);
		buf_free(&found);
	}
}

/* What looks like many beginnings is read in one walk. */
static void test_long(void **state)
{
	static const char *const pieces[] = { "1 ", "Jan ", "May-", "Thursday, ", "12:", "2018-", "1-1", "9/9/", "\xe2\x80\x93" "1", "7 am" };
	struct date_hit date;
	struct time_hit time;
	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct buf b = BUF_INIT;
		while (b.n < 50000)
			buf_cstr(&b, pieces[i]);
		for (size_t at = 0; date_find(buf_slice(&b), at, &date); at = date.at + date.slice.n)
			;
		for (size_t at = 0; time_find(buf_slice(&b), at, &time); at = time.at + time.slice.n)
			;
		buf_free(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_iso),
		cmocka_unit_test(test_is),
		cmocka_unit_test(test_alone),
		cmocka_unit_test(test_agrees),
		cmocka_unit_test(test_times),
		cmocka_unit_test(test_long),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
