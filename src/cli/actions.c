/* rollcall actions: what became of every action over the calls. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "call/ics.h"
#include "call/ledger_view.h"
#include "cli/listings.h"
#include "cli/minutes.h"
#include "cli/report.h"
#include "cli/verb.h"
#include "model/date.h"

struct actions_options {
	const char *people, *notation, *format, *by, *owner, *overdue, *templates;
	bool open;
};

static void take(void *context, struct call *call, const struct document *doc)
{
	ledger_add(context, call, doc);
}

static int print(const struct actions_options *o, enum list_format format, struct calls *calls,
	const struct ledger *ledger, const struct ledger_view *view)
{
	struct out out = out_to(STDOUT_FILENO);
	int status = EXIT_DONE;
	if (format == LIST_JSON) {
		ledger_json(calls, ledger, view, &out);
	} else if (format == LIST_ICS) {
		ics_actions(ledger, view, &out);
	} else {
		struct listing *l = ledger_listing(calls, ledger, view);
		struct ledger_chart *chart = format == LIST_HTML ? ledger_chart_new(calls, ledger, view) : NULL;
		struct listing_page page = { o->templates, chart ? ledger_chart_draw : NULL, chart };
		status = list_write(format, l, &page, &out);
		ledger_chart_free(chart);
		listing_free(l);
	}
	if (status == EXIT_DONE && out_flush(&out))
		status = system_error("standard output", out.error);
	out_free(&out);
	return status;
}

static int read_view(const struct actions_options *o, struct arena *arena, struct ledger_view *view)
{
	struct date_hit day;
	*view = (struct ledger_view){ o->open, STR_EMPTY, STR_EMPTY, LEDGER_BY_OWNER };
	if (o->owner)
		view->owner = str_of(o->owner);
	if (o->by && strcmp(o->by, "call") == 0)
		view->by = LEDGER_BY_CALL;
	else if (o->by && strcmp(o->by, "owner") != 0)
		return usage_error("--by takes owner or call, not '%s'", o->by);
	if (!o->overdue)
		return EXIT_DONE;
	if (!date_is(str_of(o->overdue), &day) || !day.possible || !day.year || !day.day)
		return usage_error("'%s' is no date; --overdue takes one as 2024-06-11", o->overdue);
	view->overdue = date_iso(arena, &day);
	return EXIT_DONE;
}

static int run(const void *options, const struct names *operands)
{
	const struct actions_options *o = options;
	struct input_options inputs = { NULL, o->people, o->notation };
	enum list_format format;
	struct calls calls = CALLS_INIT;
	struct ledger_view view;
	struct ledger *ledger = ledger_new(&calls);
	int status = list_format_read(o->format, true, &format);
	if (status == EXIT_DONE)
		status = read_view(o, &calls.arena, &view);
	if (status == EXIT_DONE)
		status = minutes_read(&inputs, operands, &calls, take, ledger);
	if (status == EXIT_DONE) {
		calls_sort(&calls, true);
		ledger_settle(ledger);
		int judged = minutes_judge(&calls, SEVERITY_WARNING, false);
		status = print(o, format, &calls, ledger, &view);
		status = judged > status ? judged : status;
	}
	ledger_free(ledger);
	calls_free(&calls);
	return status;
}

#define PLACE(member) offsetof(struct actions_options, member)
static const struct option options[] = {
	{ "t", OPTION_ONE, "FORMAT", "Write in FORMAT: text (the default), json, csv, md, html, ics.", PLACE(format) },
	{ "open", OPTION_FLAG, NULL, "Only actions that are open.", PLACE(open) },
	{ "overdue", OPTION_ONE, "DATE", "Only open actions that were due before DATE.", PLACE(overdue) },
	{ "owner", OPTION_ONE, "NAME", "Only actions of owners in whose names these words stand.", PLACE(owner) },
	{ "by", OPTION_ONE, "WHAT", "Group by owner (the default) or by call: the call that opened them.", PLACE(by) },
	{ "people", OPTION_ONE, "FILE", "People of this series of calls, their affiliations and other names.",
		PLACE(people) },
	{ "from", OPTION_ONE, "NOTATION", "Read the notes as NOTATION instead of finding out.", PLACE(notation) },
	{ "templates", OPTION_ONE, "DIR", "Use the templates in DIR in place of those of the same name.",
		PLACE(templates) },
};

const struct verb actions_verb = {
	.name = "actions",
	.operands = "NOTES...",
	.summary = "follow every action over the calls",
	.about = "NOTES are files, '-' for standard input, or folders, whose .txt and .md files are read. The order does "
		"not matter: calls are put in the order of their dates. What contradicts between calls is said on standard "
		"error; what is doubtful within one file, 'rollcall check' says.",
	.options = options,
	.option_count = sizeof options / sizeof *options,
	.options_size = sizeof(struct actions_options),
	.least = 1,
	.most = SIZE_MAX,
	.run = run,
};
