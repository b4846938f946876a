/* rollcall draft: the next call's agenda from what the calls before left. */
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include "call/ics.h"
#include "cli/next_call.h"
#include "cli/minutes.h"
#include "cli/report.h"
#include "cli/survey_mail.h"
#include "cli/verb.h"
#include "read/read.h"
#include "write/write.h"

struct draft_verb_options {
	const char *date, *call, *people, *notation, *templates;
	struct names mail;
	bool announce, ics, series;
};

struct reading {
	struct calls calls;
	struct ledger *ledger;
	struct series_history *history;
	struct draft *draft;
	struct next_call next;
	struct names minutes, mail;
	struct survey_run survey;        /* its survey is NULL where there is no mail */
};

static void take(void *context, struct call *call, const struct document *doc)
{
	struct reading *r = context;
	ledger_add(r->ledger, call, doc);
	series_history_add(r->history, call, doc);
	draft_add(r->draft, call, doc);
}

/* When is the next call? Not before the last one. */
static int find_date(const struct draft_verb_options *o, struct reading *r)
{
	const struct call *last = draft_last(r->draft);
	struct next_call *next = &r->next;
	next->series = o->series;
	/* What is announced is the call of the agenda that was given. */
	int status = next_call_find(next, &r->calls.arena, o->date, last ? last->date : STR_EMPTY,
		(o->announce || o->ics) && last && !last->held);
	if (status == EXIT_DONE && last && last->held && str_compare(next->date, last->date) <= 0)
		return usage_error("the next call cannot be on %.*s: the last one was on %.*s (%.*s)", STR_FMT(next->date),
			STR_FMT(last->date), STR_FMT(last->file));
	return status;
}

static struct str last_held(const struct reading *r)
{
	const struct call *last = draft_last(r->draft), *held = last ? calls_last_held(&r->calls, last->family) : NULL;
	return held ? held->date : STR_EMPTY;
}

static int write_draft(const struct draft_verb_options *o, struct reading *r, struct buf *text)
{
	struct draft_options options = { .date = r->next.date, .name = STR_EMPTY, .templates = o->templates,
		.survey = r->survey.survey };
	next_call_tell(&r->next, &r->calls.arena, last_held(r), &options);
	const char *wrong = draft_write(r->draft, r->ledger, r->history, &options, text);
	return wrong ? usage_error("%s", wrong) : EXIT_DONE;
}

/* The draft as people read it in a mail. */
static int write_agenda(const struct draft_verb_options *o, struct reading *r, struct out *text)
{
	struct buf notes = BUF_INIT;
	struct write_options options = { o->templates, NULL };
	int status = draft_last(r->draft) ? write_draft(o, r, &notes) : EXIT_DONE;
	if (status == EXIT_DONE && notes.n) {
		struct document *doc = read_notes(STR("agenda"), &notes, &(struct read_options){ .notation = NULL });
		const char *wrong = write_text(doc, &options, text);
		status = wrong ? usage_error("%s", wrong) : EXIT_DONE;
		document_free(doc);
	}
	buf_free(&notes);
	return status;
}

static int write_announcement(const struct draft_verb_options *o, struct reading *r, struct out *out)
{
	struct out agenda = OUT_MEMORY;
	int status = write_agenda(o, r, &agenda);
	if (status == EXIT_DONE) {
		struct announcement a = { r->next.file, &r->next.call, buf_slice(&agenda.pending), last_held(r) };
		const char *wrong = announce_write(&r->calls.arena, &a, o->templates, out);
		status = wrong ? usage_error("%s", wrong) : EXIT_DONE;
	}
	out_free(&agenda);
	return status;
}

static int write_out(const struct draft_verb_options *o, struct reading *r)
{
	struct out out = out_to(STDOUT_FILENO);
	int status = EXIT_DONE;
	if (o->announce)
		status = write_announcement(o, r, &out);
	else if (o->ics && !o->series)
		ics_call(r->next.file, &r->next.call, &out);
	else if (o->ics)
		status = ics_series(r->next.file, r->next.call.day, &out) ? EXIT_DONE : EXIT_NOTES;
	else
		status = write_draft(o, r, &out.pending);
	if (status == EXIT_DONE && out_flush(&out))
		status = system_error("standard output", out.error);
	out_free(&out);
	return status;
}

/* Who writes "--mail a.mbox b.mbox" means both: an operand that is named as an archive is one. */
static void sort_operands(const struct draft_verb_options *o, const struct names *operands, struct reading *r)
{
	for (size_t i = 0; i < o->mail.count; i++)
		names_add(&r->mail, o->mail.items[i]);
	for (size_t i = 0; i < operands->count; i++)
		names_add(o->mail.count && survey_is_archive(operands->items[i]) ? &r->mail : &r->minutes, operands->items[i]);
}

/* Days are counted to the next call. */
static int read_mail(const struct draft_verb_options *o, struct reading *r)
{
	const char *people = o->people ? o->people : next_call_people(&r->calls.arena, &r->next);
	const char *day = arena_str(&r->calls.arena, r->next.date).p;
	struct str archive = r->next.file ? r->next.file->archive : STR_EMPTY;
	struct survey_options options = { &r->mail, NULL, people, o->templates, NULL, day, archive };
	int status = survey_open(&options, &r->survey);
	return status == EXIT_DONE ? survey_judge(&r->survey) : status;
}

static int check_modes(const struct draft_verb_options *o, const struct names *operands)
{
	if (o->announce && o->ics)
		return usage_error("--announce and --ics: which of them?");
	if (o->series && !o->ics)
		return usage_error("--series is for --ics");
	if ((o->announce || o->ics) && !o->call)
		return usage_error("--%s needs --call with a call file, which says when calls are", o->ics ? "ics" : "announce");
	if (o->mail.count && o->ics)
		return usage_error("--mail and --ics: calendars have nothing of mail");
	if (!o->announce && !o->ics && !operands->count && !o->mail.count)
		return usage_error("draft needs the minutes of the last call, or mail");
	return EXIT_DONE;
}

/* Reads what was given; EXIT_NOTES where something of it does not fit, but all can go on. */
static int read_all(const struct draft_verb_options *o, const struct names *operands, struct reading *r)
{
	struct input_options inputs = { NULL, o->people, o->notation };
	if (!inputs.people)
		inputs.people = next_call_people(&r->calls.arena, &r->next);
	int status = operands->count ? minutes_read(&inputs, operands, &r->calls, take, r) : EXIT_DONE;
	if (status != EXIT_DONE)
		return status;
	calls_sort(&r->calls, true);
	ledger_settle(r->ledger);
	series_history_settle(r->history);
	next_call_name(&r->next, draft_last(r->draft));
	return minutes_judge(&r->calls, SEVERITY_WARNING, false);
}

static int draft(const struct draft_verb_options *o, struct reading *r)
{
	int judged = read_all(o, &r->minutes, r), mail = EXIT_DONE;
	if (judged > EXIT_NOTES || (r->minutes.count && !draft_last(r->draft)))
		return judged;
	int status = find_date(o, r);
	if (status == EXIT_DONE && (o->announce || o->ics))
		status = next_call_need_rule(&r->next);
	if (status == EXIT_DONE && r->mail.count)
		mail = read_mail(o, r);
	if (status == EXIT_DONE && mail <= EXIT_NOTES)
		status = write_out(o, r);
	int said = next_call_judge(&r->next, false);
	status = said > status ? said : status;
	status = mail > status ? mail : status;
	return judged > status ? judged : status;
}

static int run(const void *options, const struct names *operands)
{
	const struct draft_verb_options *o = options;
	struct reading r = { .calls = CALLS_INIT };
	int status = check_modes(o, operands);
	if (status == EXIT_DONE)
		status = next_call_open(o->call, &r.next);
	if (status == EXIT_DONE) {
		sort_operands(o, operands, &r);
		r.ledger = ledger_new(&r.calls);
		r.history = series_history_new(&r.calls);
		r.draft = draft_new(&r.calls);
		status = draft(o, &r);
		draft_free(r.draft);
		series_history_free(r.history);
		ledger_free(r.ledger);
		survey_close(&r.survey);
		names_free(&r.minutes);
		names_free(&r.mail);
	}
	next_call_close(&r.next);
	calls_free(&r.calls);
	return status;
}

#define PLACE(member) offsetof(struct draft_verb_options, member)
static const struct option options[] = {
	{ "date", OPTION_ONE, "DATE", "The next call is on DATE.", PLACE(date) },
	{ "call", OPTION_ONE, "FILE", "The call file, see rollcall-call(5): when calls are, where, and what stays the same.", PLACE(call) },
	{ "mail", OPTION_MANY, "FILE", "Bring series up to date from an archive of mail, and add new ones and the threads "
		"that need the call; may be given several times.", PLACE(mail) },
	{ "announce", OPTION_FLAG, NULL, "Write the mail that calls for agenda items.", PLACE(announce) },
	{ "ics", OPTION_FLAG, NULL, "Write the call for calendars, as iCalendar.", PLACE(ics) },
	{ "series", OPTION_FLAG, NULL, "With --ics: all calls from that one on.", PLACE(series) },
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
		"what was not covered, the tables of series, and the last call's roll to be ticked; with --mail what the list says "
		"of series and of threads that need the call.",
	.options = options,
	.option_count = sizeof options / sizeof *options,
	.options_size = sizeof(struct draft_verb_options),
	.least = 0,
	.most = SIZE_MAX,
	.run = run,
};
