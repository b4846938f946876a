/* Fuzz target: any bytes as a call file. Where it gives a day, that comes after the last one, and libical's own parser finds
 * nothing wrong with the calendars. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

#include "call/announce.h"
#include "call/ics.h"
#include "common.h"

static void expect(bool holds, const char *law, struct str shown)
{
	if (holds)
		return;
	fprintf(stderr, "law broken: %s\n%.*s\n", law, STR_FMT(shown));
	abort();
}

static void expect_calendar(const struct out *out)
{
	struct str text = buf_slice(&out->pending);
	icalcomponent *calendar = icalparser_parse_string(out->pending.p);
	expect(calendar, "libical reads the calendar", text);
	expect(icalrestriction_check(calendar) && icalcomponent_count_errors(calendar) == 0, "the calendar is valid", text);
	icalcomponent_free(calendar);
}

static void write_all(struct call_file *c, const struct occurrence *call)
{
	struct out one = OUT_MEMORY, series = OUT_MEMORY, mail = OUT_MEMORY;
	struct announcement a = { c, call, STR("an agenda"), STR("2024-05-14") };
	ics_call(c, call, &one);
	expect_calendar(&one);
	if (ics_series(c, call->day, &series))
		expect_calendar(&series);
	expect(!announce_write(&c->text->arena, &a, NULL, &mail), "what is built in is right", STR_EMPTY);
	out_free(&one);
	out_free(&series);
	out_free(&mail);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf bytes = BUF_INIT;
	struct occurrence call;
	buf_add(&bytes, data, size);
	struct call_file *c = call_file_read(STR("fuzz.call"), &bytes);
	int64_t last = day_of(2024, 6, 11);
	if (c->has_when && schedule_next(&c->when, STR("2024-06-11"), c->diags, &call)) {
		expect(call.day > last && call.end >= call.start, "the next call comes after the last one", c->when.text);
		write_all(c, &call);
	}
	if (c->has_when) {
		schedule_on(&c->when, last, c->diags, &call);
		expect(call.day == last, "a call is on the day that was asked for", c->when.text);
	}
	call_file_free(c);
	return 0;
}
