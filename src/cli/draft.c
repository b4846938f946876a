/* rollcall draft: the next call's agenda from what the calls before left. */
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include "call/draft.h"
#include "cli/minutes.h"
#include "cli/report.h"
#include "cli/verb.h"
#include "model/date.h"

struct draft_verb_options {
	const char *date, *people, *notation, *templates;
};

struct reading {
	struct calls calls;
	struct ledger *ledger;
	struct series_history *history;
	struct draft *draft;
};

static void take(void *context, struct call *call, const struct document *doc)
{
	struct reading *r = context;
	ledger_add(r->ledger, call, doc);
	series_history_add(r->history, call, doc);
	draft_add(r->draft, call, doc);
}

/* A date given by the user, or that of a rule: EXIT_DONE with *date. */
static int find_date(const struct draft_verb_options *o, const struct call *last, struct arena *arena, struct str *date)
{
	struct date_hit day;
	if (!o->date)
		return usage_error("when is the next call? give --date, as 2024-06-11");
	if (!date_is(str_of(o->date), &day) || !day.possible || !day.year || !day.day)
		return usage_error("'%s' is no date; --date takes one as 2024-06-11", o->date);
	*date = date_iso(arena, &day);
	if (last->held && str_compare(*date, last->date) <= 0)
		return usage_error("the next call cannot be on %.*s: the last one was on %.*s (%.*s)", STR_FMT(*date),
			STR_FMT(last->date), STR_FMT(last->file));
	return EXIT_DONE;
}

static int write_draft(const struct draft_verb_options *o, struct reading *r, struct str date)
{
	struct draft_options options = { .date = date, .templates = o->templates };
	struct out out = out_to(STDOUT_FILENO);
	struct buf text = BUF_INIT;
	const char *wrong = draft_write(r->draft, r->ledger, r->history, &options, &text);
	int status = wrong ? usage_error("%s", wrong) : EXIT_DONE;
	if (!wrong) {
		out_str(&out, buf_slice(&text));
		if (out_flush(&out))
			status = system_error("standard output", out.error);
	}
	buf_free(&text);
	out_free(&out);
	return status;
}

static int run(const void *options, const struct names *operands)
{
	const struct draft_verb_options *o = options;
	struct input_options inputs = { NULL, o->people, o->notation };
	struct reading r = { CALLS_INIT, NULL, NULL, NULL };
	struct str date = STR_EMPTY;
	r.ledger = ledger_new(&r.calls);
	r.history = series_history_new(&r.calls);
	r.draft = draft_new(&r.calls);
	int status = minutes_read(&inputs, operands, &r.calls, take, &r);
	if (status == EXIT_DONE) {
		calls_sort(&r.calls, true);
		ledger_settle(r.ledger);
		series_history_settle(r.history);
		int judged = minutes_judge(&r.calls, SEVERITY_WARNING, false);
		const struct call *last = draft_last(r.draft);
		status = last ? find_date(o, last, &r.calls.arena, &date) : EXIT_NOTES;
		if (status == EXIT_DONE)
			status = write_draft(o, &r, date);
		status = judged > status ? judged : status;
	}
	draft_free(r.draft);
	series_history_free(r.history);
	ledger_free(r.ledger);
	calls_free(&r.calls);
	return status;
}

#define PLACE(member) offsetof(struct draft_verb_options, member)
static const struct option options[] = {
	{ "date", OPTION_ONE, "DATE", "The next call is on DATE.", PLACE(date) },
	{ "people", OPTION_ONE, "FILE", "People of this series of calls, their affiliations and other names.",
		PLACE(people) },
	{ "from", OPTION_ONE, "NOTATION", "Read the notes as NOTATION instead of finding out.", PLACE(notation) },
	{ "templates", OPTION_ONE, "DIR", "Use the templates in DIR in place of those of the same name.",
		PLACE(templates) },
};

const struct verb draft_verb = {
	.name = "draft",
	.operands = "MINUTES...",
	.summary = "draft the next call's agenda from the minutes of the last ones",
	.about = "MINUTES are files, '-' for standard input, or folders, whose .txt and .md files are read. The order does "
		"not matter: the newest are the last call's. The agenda goes to standard output: open actions with their ids, "
		"what was not covered, the tables of series, and the last call's roll to be ticked.",
	.options = options,
	.option_count = sizeof options / sizeof *options,
	.options_size = sizeof(struct draft_verb_options),
	.least = 1,
	.most = SIZE_MAX,
	.run = run,
};
