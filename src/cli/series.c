/* rollcall series: what became of every patch series over the calls, and what mail says of them. */
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include "call/series_view.h"
#include "cli/listings.h"
#include "cli/minutes.h"
#include "cli/report.h"
#include "cli/survey_mail.h"
#include "cli/verb.h"

struct series_options {
	const char *people, *notation, *format, *templates, *date, *call;
	struct names mail;
};

static void take(void *context, struct call *call, const struct document *doc)
{
	series_history_add(context, call, doc);
}

static int print(const struct series_options *o, enum list_format format, struct calls *calls,
	const struct series_history *history)
{
	struct out out = out_to(STDOUT_FILENO);
	int status = EXIT_DONE;
	if (format == LIST_JSON) {
		series_json(calls, history, &out);
	} else {
		struct listing *l = series_listing(calls, history);
		struct listing_page page = { o->templates, NULL, NULL };
		status = list_write(format, l, &page, &out);
		listing_free(l);
	}
	if (status == EXIT_DONE && out_flush(&out))
		status = system_error("standard output", out.error);
	out_free(&out);
	return status;
}

static int print_mail(const struct series_options *o, enum list_format format, struct survey *survey)
{
	struct out out = out_to(STDOUT_FILENO);
	int status = survey_print(survey, format, o->templates, &out);
	if (status == EXIT_DONE && out_flush(&out))
		status = system_error("standard output", out.error);
	out_free(&out);
	return status;
}

/* Who writes "--mail a.mbox b.mbox" means both. */
static int run_mail(const struct series_options *o, const struct names *operands, enum list_format format)
{
	struct survey_options options = { &o->mail, operands, o->people, o->templates, o->call, o->date, STR_EMPTY };
	struct survey_run survey;
	int status = survey_open(&options, &survey);
	if (status == EXIT_DONE) {
		int judged = survey_judge(&survey);
		status = print_mail(o, format, survey.survey);
		status = judged > status ? judged : status;
	}
	survey_close(&survey);
	return status;
}

static int run(const void *options, const struct names *operands)
{
	const struct series_options *o = options;
	struct input_options inputs = { NULL, o->people, o->notation };
	enum list_format format;
	int status = list_format_read(o->format, false, &format);
	if (status == EXIT_DONE && o->mail.count)
		return run_mail(o, operands, format);
	if (status == EXIT_DONE && (o->date || o->call))
		return usage_error("--%s goes with --mail", o->date ? "date" : "call");
	if (status == EXIT_DONE && !operands->count)
		return usage_error("no notes and no mail named; 'rollcall help series' tells more");
	struct calls calls = CALLS_INIT;
	struct series_history *history = series_history_new(&calls);
	if (status == EXIT_DONE)
		status = minutes_read(&inputs, operands, &calls, take, history);
	if (status == EXIT_DONE) {
		calls_sort(&calls, true);
		series_history_settle(history);
		int judged = minutes_judge(&calls, SEVERITY_WARNING, false);
		status = print(o, format, &calls, history);
		status = judged > status ? judged : status;
	}
	series_history_free(history);
	calls_free(&calls);
	return status;
}

#define PLACE(member) offsetof(struct series_options, member)
static const struct option options[] = {
	{ "t", OPTION_ONE, "FORMAT", "Write in FORMAT: text (the default), json, csv, md, html.", PLACE(format) },
	{ "mail", OPTION_MANY, "FILE", "Read series and disputes from an archive of mail instead: an mbox, a maildir, a "
		"message, a saved page of a web archive; so are all operands then.", PLACE(mail) },
	{ "date", OPTION_ONE, "DATE", "Count days to DATE, and nothing that was sent later; with --mail.", PLACE(date) },
	{ "call", OPTION_ONE, "FILE", "The call file, whose Archive links messages; with --mail.", PLACE(call) },
	{ "people", OPTION_ONE, "FILE", "People of this series of calls, their affiliations and other names.",
		PLACE(people) },
	{ "from", OPTION_ONE, "NOTATION", "Read the notes as NOTATION instead of finding out.", PLACE(notation) },
	{ "templates", OPTION_ONE, "DIR", "Use the templates in DIR in place of those of the same name.",
		PLACE(templates) },
};

const struct verb series_verb = {
	.name = "series",
	.operands = "[NOTES...]",
	.summary = "follow every patch series over the calls",
	.about = "NOTES are files, '-' for standard input, or folders, whose .txt and .md files are read. The order does "
		"not matter: calls are put in the order of their dates. A series is the same from call to call by its "
		"title, or where a note under it says how it was or will be called.",
	.options = options,
	.option_count = sizeof options / sizeof *options,
	.options_size = sizeof(struct series_options),
	.least = 0,
	.most = SIZE_MAX,
	.run = run,
};
