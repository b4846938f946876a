/* model/title.h: kind, call, date and tags of a title line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/title.h"

static const struct {
	const char *line;
	enum kind kind;
	bool stated;
	const char *call, *date, *tags;
} titles[] = {
	{ "Agenda and Minutes: Lantern Community Call July 2018", KIND_AGENDA_MINUTES, true, "Lantern Community Call", "2018-07", "" },
	{ "Minutes and agenda: Lantern Community Call", KIND_AGENDA_MINUTES, true, "Lantern Community Call", "", "" },
	{ "Agenda/Minutes Lantern call 3 June 2020", KIND_AGENDA_MINUTES, true, "Lantern call", "2020-06-03", "" },
	{ "# 2025-11-12 - Lantern Leadership Meeting", KIND_NOTES, false, "Lantern Leadership Meeting", "2025-11-12", "" },
	{ "# 20 October 2021 - Lantern Leadership", KIND_NOTES, false, "Lantern Leadership", "2021-10-20", "" },
	{ "Minutes from June 18th AB meeting", KIND_MINUTES, true, "AB meeting", "06-18", "" },
	{ "AB Meeting/July 2013 Minutes", KIND_MINUTES, true, "AB Meeting", "2013-07", "" },
	{ "Re: [Lantern-devel] Community Call: Call for Agenda Items and call details for Nov 7, 15:00 - 16:00 UTC",
		KIND_AGENDA, true, "Community Call", "11-07", "[Lantern-devel]" },
	{ "Subject: [ANNOUNCE] Call for agenda items for 7 May Lantern Call @ 15:00 UTC", KIND_AGENDA, true, "Lantern Call", "05-07",
		"[ANNOUNCE]" },
	{ "Fwd: Re: [list] [DRAFT] Agenda for the Lantern call", KIND_AGENDA, true, "Lantern call", "", "[list] [DRAFT]" },
	{ "[lantern-dev] Minutes of tech-board meeting 2017-04-10", KIND_MINUTES, true, "tech-board meeting", "2017-04-10", "[lantern-dev]" },
	{ "Meeting notes for the Lantern technical board meeting held on 2018-12-05", KIND_NOTES, true, "Lantern technical board meeting",
		"2018-12-05", "" },
	{ "Lantern Foundation Meeting Minutes :: 10th October 2007", KIND_MINUTES, true, "Lantern Foundation Meeting", "2007-10-10", "" },
	{ "Minutes for Meeting of July 25, 2010", KIND_MINUTES, true, "Meeting", "2010-07-25", "" },
	{ "Meeting of the Lantern Board of Directors, 23 March 2020, 14:30 UTC", KIND_NOTES, false, "Meeting of the Lantern Board of Directors",
		"2020-03-23", "" },
	{ "TAB Meeting, March 2", KIND_NOTES, false, "TAB Meeting", "03-02", "" },
	{ "Minutes of the September 2014 TAB meeting", KIND_MINUTES, true, "TAB meeting", "2014-09", "" },
	{ "Lantern Steering Committee (LSC) Meeting 2025-06-25", KIND_NOTES, false, "Lantern Steering Committee (LSC) Meeting", "2025-06-25", "" },
	{ "LA-TSC minutes 26-May-2011", KIND_MINUTES, true, "LA-TSC", "2011-05-26", "" },
	{ "[la] MINUTES, LA-TSC meeting 5 May 2011", KIND_MINUTES, true, "LA-TSC meeting", "2011-05-05", "[la]" },
	{ "GUI Workgroup Notes and Next meeting", KIND_NOTES, true, "GUI Workgroup", "", "" },
	{ "Re: Security Working Group meeting - Wednesday August 3 - results", KIND_NOTES, false, "Security Working Group meeting", "08-03", "" },
	{ "August 2017 Lantern Community Call", KIND_NOTES, false, "Lantern Community Call", "2017-08", "" },
	{ "LIGHT WG Minutes: 5/31/2017", KIND_MINUTES, true, "LIGHT WG", "2017-05-31", "" },
	{ "May 23, 2012 Meeting Notes", KIND_NOTES, true, "Meeting", "2012-05-23", "" },
	{ "**Lantern TAC Meeting - February 07, 2019**", KIND_NOTES, false, "Lantern TAC Meeting", "2019-02-07", "" },
	{ "Lantern/Beacon working group minutes, 30th August 2016", KIND_MINUTES, true, "Lantern/Beacon working group", "2016-08-30", "" },
	{ "Lantern call minutes for 2019-06-18", KIND_MINUTES, true, "Lantern call", "2019-06-18", "" },
	{ "Lantern Community Call: minutes (2020-01-02)", KIND_MINUTES, true, "Lantern Community Call", "2020-01-02", "" },
	{ "7.0.0 Triage Call Minutes", KIND_MINUTES, true, "7.0.0 Triage Call", "", "" },
	{ "109th Lantern Meeting", KIND_NOTES, false, "109th Lantern Meeting", "", "" },
	{ "Logs for the Lantern Research Lab Meeting Held on 2018-07-09", KIND_NOTES, false, "Lantern Research Lab Meeting", "2018-07-09", "" },
	{ "Notes from the Lantern Summit 2021: Design Session", KIND_NOTES, true, "Lantern Summit 2021: Design Session", "2021", "" },
	{ "Lantern Annual Meeting 2021", KIND_NOTES, false, "Lantern Annual Meeting", "2021", "" },
	{ "=== Proposed agenda ===", KIND_AGENDA, true, "", "", "" },
	{ "Minutes", KIND_MINUTES, true, "", "", "" },
	{ "Lantern call 3 June 2020, 25:10 UTC", KIND_NOTES, false, "Lantern call 25:10 UTC", "2020-06-03", "" },
	{ "November 7, 2019 (recording)", KIND_NOTES, false, "", "2019-11-07", "" },
	{ "November 7, 2019 - Lantern sync (monthly)", KIND_NOTES, false, "Lantern sync (monthly)", "2019-11-07", "" },
	{ "Lantern sync (monthly), November 7, 2019", KIND_NOTES, false, "Lantern sync (monthly)", "2019-11-07", "" },
	{ "Lantern call (May 4) 2019", KIND_NOTES, false, "Lantern call", "2019-05-04", "" },
	{ "", KIND_NOTES, false, "", "", "" },
	{ "***", KIND_NOTES, false, "", "", "" },
	{ "[x]", KIND_NOTES, false, "", "", "" },
};

static struct str date_text(struct arena *arena, const struct date_hit *date)
{
	if (date->slice.n && !date->year)
		return arena_printf(arena, "%02d-%02d", date->month, date->day);
	return date_iso(arena, date);
}

static void test_titles(void **state)
{
	struct arena arena = ARENA_INIT;
	(void)state;
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
		struct title title;
		title_parse(&arena, str_of(titles[i].line), &title);
		struct str date = date_text(&arena, &title.date);
		if (title.kind != titles[i].kind || title.kind_stated != titles[i].stated || !str_eq(title.call, str_of(titles[i].call)) ||
		    !str_eq(date, str_of(titles[i].date)) || !str_eq(title.tags, str_of(titles[i].tags)))
			fail_msg("'%s': %s%s, '%.*s', '%.*s', '%.*s'", titles[i].line, kind_name(title.kind), title.kind_stated ? " stated" : "",
				STR_FMT(title.call), STR_FMT(date), STR_FMT(title.tags));
	}
	arena_free(&arena);
}

static const struct { const char *line; bool like; } likes[] = {
	{ "Agenda and Minutes: Lantern Community Call July 2018", true },
	{ "Lantern Community Call", true },
	{ "Lantern minutes", true },
	{ "# 2018-07-11", true },
	{ "Lantern Leadership, 20 October 2021", true },
	{ "SIG Timers Meeting Notes", true },
	{ "Hypermeeting 7", true },
	{ "Subject: [ANNOUNCE] Call for agenda items for 7 May Lantern Call at 15:00 UTC and the dial-in details that go with it", true },
	{ "Agenda", false },
	{ "## Minutes", false },
	{ "Notes:", false },
	{ "Agenda and Minutes", false },
	{ "Release plan for Lantern 2.4", false },
	{ "Mira Okafor", false },
	{ "Hi all,", false },
	{ "We had a call on 2018-07-11 about timers.", false },
	{ "The call is on Thursday.", false },
	{ "", false },
};

static void test_like(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof likes / sizeof *likes; i++)
		if (title_like(str_of(likes[i].line)) != likes[i].like)
			fail_msg("'%s' is%s", likes[i].line, likes[i].like ? "" : " not");
}

static void test_long(void **state)
{
	static const char *const pieces[] = { "minutes and ", "7 May ", "[x] ", "15:00 ", "of the ", "word ", "Re: " };
	struct arena arena = ARENA_INIT;
	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct buf b = BUF_INIT;
		struct title title;
		while (b.n < 50000)
			buf_cstr(&b, pieces[i]);
		title_parse(&arena, buf_slice(&b), &title);
		assert_false(title_like(buf_slice(&b)));
		buf_free(&b);
	}
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_titles),
		cmocka_unit_test(test_like),
		cmocka_unit_test(test_long),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
