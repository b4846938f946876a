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
	{ "Agenda and Minutes: Lantern Community Call June 2019", KIND_AGENDA_MINUTES, true, "Lantern Community Call", "2019-06", "" },
	{ "Minutes and agenda: Lantern Community Call", KIND_AGENDA_MINUTES, true, "Lantern Community Call", "", "" },
	{ "Agenda/Minutes Lantern call 3 June 2020", KIND_AGENDA_MINUTES, true, "Lantern call", "2020-06-03", "" },
	{ "# 2024-10-14 - Lantern Leadership Meeting", KIND_NOTES, false, "Lantern Leadership Meeting", "2024-10-14", "" },
	{ "# 21 September 2020 - Lantern Leadership", KIND_NOTES, false, "Lantern Leadership", "2020-09-21", "" },
	{ "Minutes from June 12th LB meeting", KIND_MINUTES, true, "LB meeting", "06-12", "" },
	{ "LB Meeting/March 2015 Minutes", KIND_MINUTES, true, "LB Meeting", "2015-03", "" },
	{ "Re: [Lantern-devel] Lantern Call: Call for Agenda Items and dial-in details for Dec 9, 17:00 - 18:00 UTC",
		KIND_AGENDA, true, "Lantern Call", "12-09", "[Lantern-devel]" },
	{ "Subject: [ANNOUNCE] Call for agenda items: 8 April Lantern Call @ 14:00 UTC", KIND_AGENDA, true, "Lantern Call", "04-08",
		"[ANNOUNCE]" },
	{ "Fwd: Re: [list] [DRAFT] Agenda for the Lantern call", KIND_AGENDA, true, "Lantern call", "", "[list] [DRAFT]" },
	{ "[lantern-dev] Minutes of light-board meeting 2016-03-11", KIND_MINUTES, true, "light-board meeting", "2016-03-11", "[lantern-dev]" },
	{ "Meeting notes for the Lantern rig group meeting held on 2019-11-06", KIND_NOTES, true, "Lantern rig group meeting",
		"2019-11-06", "" },
	{ "Lantern Society Meeting Minutes :: 11th August 2009", KIND_MINUTES, true, "Lantern Society Meeting", "2009-08-11", "" },
	{ "Minutes for Meeting of June 21, 2011", KIND_MINUTES, true, "Meeting", "2011-06-21", "" },
	{ "Meeting of the Lantern Board, 24 April 2019, 13:15 UTC", KIND_NOTES, false, "Meeting of the Lantern Board",
		"2019-04-24", "" },
	{ "LB Meeting, April 3", KIND_NOTES, false, "LB Meeting", "04-03", "" },
	{ "Minutes of the October 2015 LB meeting", KIND_MINUTES, true, "LB meeting", "2015-10", "" },
	{ "Lantern Steering Committee (LSC) Meeting 2024-05-23", KIND_NOTES, false, "Lantern Steering Committee (LSC) Meeting", "2024-05-23", "" },
	{ "LA-RIG minutes 24-Apr-2012", KIND_MINUTES, true, "LA-RIG", "2012-04-24", "" },
	{ "[la] MINUTES, LA-RIG meeting 4 April 2012", KIND_MINUTES, true, "LA-RIG meeting", "2012-04-04", "[la]" },
	{ "Lamp Workgroup Notes and next date", KIND_NOTES, true, "Lamp Workgroup", "", "" },
	{ "Re: Lamp Working Group call - Tuesday July 2 - results", KIND_NOTES, false, "Lamp Working Group call", "07-02", "" },
	{ "September 2016 Lantern Community Call", KIND_NOTES, false, "Lantern Community Call", "2016-09", "" },
	{ "LIGHT WG Minutes: 4/29/2016", KIND_MINUTES, true, "LIGHT WG", "2016-04-29", "" },
	{ "April 21, 2013 Meeting Notes", KIND_NOTES, true, "Meeting", "2013-04-21", "" },
	{ "**Lantern Board Meeting - January 09, 2018**", KIND_NOTES, false, "Lantern Board Meeting", "2018-01-09", "" },
	{ "Lantern/Beacon working group minutes, 28th July 2015", KIND_MINUTES, true, "Lantern/Beacon working group", "2015-07-28", "" },
	{ "Lantern call minutes for 2018-05-17", KIND_MINUTES, true, "Lantern call", "2018-05-17", "" },
	{ "Lantern Community Call: minutes (2020-01-02)", KIND_MINUTES, true, "Lantern Community Call", "2020-01-02", "" },
	{ "2.4.1 Planning Call Minutes", KIND_MINUTES, true, "2.4.1 Planning Call", "", "" },
	{ "58th Lantern Meeting", KIND_NOTES, false, "58th Lantern Meeting", "", "" },
	{ "Logs for the Lantern Lamp Lab Meeting Held on 2019-06-07", KIND_NOTES, false, "Lantern Lamp Lab Meeting", "2019-06-07", "" },
	{ "Notes from the Lantern Summit 2022: Rig Session", KIND_NOTES, true, "Lantern Summit 2022: Rig Session", "2022", "" },
	{ "Lantern Annual Meeting 2021", KIND_NOTES, false, "Lantern Annual Meeting", "2021", "" },
	{ "=== Proposed agenda ===", KIND_AGENDA, true, "", "", "" },
	{ "Minutes", KIND_MINUTES, true, "", "", "" },
	{ "Lantern call 3 June 2020, 25:10 UTC", KIND_NOTES, false, "Lantern call 25:10 UTC", "2020-06-03", "" },
	{ "October 8, 2018 (recording)", KIND_NOTES, false, "", "2018-10-08", "" },
	{ "October 8, 2018 - Lantern sync (monthly)", KIND_NOTES, false, "Lantern sync (monthly)", "2018-10-08", "" },
	{ "Lantern sync (monthly), October 8, 2018", KIND_NOTES, false, "Lantern sync (monthly)", "2018-10-08", "" },
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
	{ "Agenda and Minutes: Lantern Community Call June 2019", true },
	{ "Lantern Community Call", true },
	{ "Lantern minutes", true },
	{ "# 2018-07-11", true },
	{ "Lantern Leadership, 21 September 2020", true },
	{ "SIG Timers Meeting Notes", true },
	{ "Hypermeeting 7", true },
	{ "Subject: [ANNOUNCE] Call for agenda items of 8 April: Lantern Call at 14:00 UTC and the dial-in details that go with it", true },
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

static void test_other(void **state)
{
	static const char *const others[] = { "Approval of the minutes of 2018-07-11", "## Next meeting: August 8", "Minutes of the last call", "Review of minutes",
		"The minutes of July 11 were approved." };
	static const char *const own[] = { "Minutes of July 11", "A call was held last Wednesday, 2018-07-11.", "Lantern call", "Design review 2018-07-11", "" };
	(void)state;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (!title_of_other(str_of(others[i])))
			fail_msg("'%s' is of no other", others[i]);
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (title_of_other(str_of(own[i])))
			fail_msg("'%s' is of another", own[i]);
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
		cmocka_unit_test(test_other),
		cmocka_unit_test(test_long),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
