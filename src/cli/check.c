/* rollcall check: what is doubtful in notes, and what each line was taken for. */
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include "call/ledger.h"
#include "cli/input.h"
#include "cli/minutes.h"
#include "cli/report.h"
#include "cli/verb.h"
#include "read/read.h"

struct check_options {
	const char *people, *notation;
	bool explain, strict;
};

/* The worse of two exit statuses: the system's failure, then the notes' errors. */
static int worse(int a, int b)
{
	return a > b ? a : b;
}

/* What the notes say together, where there are several. */
struct together {
	struct calls calls;
	struct ledger *ledger;
};

static int check_one(struct input *input, const struct check_options *o, const char *name, struct together *together,
	struct out *out)
{
	struct document *doc;
	int status = input_read(input, name, &doc);
	if (status != EXIT_DONE)
		return status;
	if (o->explain) {
		read_explain(doc, out);
		out_flush(out);
	}
	status = input_judge(doc, o->strict);
	if (together->ledger && diag_worst(&doc->diags) != SEVERITY_ERROR)
		ledger_add(together->ledger, calls_add(&together->calls, doc), doc);
	document_free(doc);
	return status;
}

static int check_together(struct together *together, const struct check_options *o)
{
	calls_sort(&together->calls, false);
	ledger_settle(together->ledger);
	return minutes_judge(&together->calls, SEVERITY_NOTE, o->strict);
}

static int run(const void *options, const struct names *operands)
{
	const struct check_options *o = options;
	struct input_options input_options = { NULL, o->people, o->notation };
	struct together together = { CALLS_INIT, NULL };
	struct input *input;
	struct out out = out_to(STDOUT_FILENO);
	int status = input_one_stdin(&input_options, operands);
	if (status == EXIT_DONE)
		status = input_open(&input_options, &input);
	if (status != EXIT_DONE)
		return status;
	if (operands->count > 1)
		together.ledger = ledger_new(&together.calls);
	for (size_t i = 0; i < operands->count; i++) {
		if (o->explain && operands->count > 1)
			out_printf(&out, "%s==> %s <==\n", i ? "\n" : "", operands->items[i]);
		status = worse(status, check_one(input, o, operands->items[i], &together, &out));
	}
	if (together.ledger)
		status = worse(status, check_together(&together, o));
	ledger_free(together.ledger);
	calls_free(&together.calls);
	input_close(input);
	if (out_flush(&out))
		status = system_error("standard output", out.error);
	out_free(&out);
	return status;
}

#define PLACE(member) offsetof(struct check_options, member)
static const struct option options[] = {
	{ "explain", OPTION_FLAG, NULL, "Print each line of the notes behind what it was taken for.", PLACE(explain) },
	{ "people", OPTION_ONE, "FILE", "People of this series of calls, their affiliations and other names.",
		PLACE(people) },
	{ "from", OPTION_ONE, "NOTATION", "Read the notes as NOTATION instead of finding out.", PLACE(notation) },
	{ "strict", OPTION_FLAG, NULL, "Take warnings for errors: exit with status 1 where there is one.", PLACE(strict) },
};

const struct verb check_verb = {
	.name = "check",
	.operands = "NOTES...",
	.summary = "say what is doubtful in notes, and write nothing",
	.about = "NOTES are files, or '-' for standard input; where there are several, what does not fit between them is said, "
		"too. Each doubt is a line on standard error: "
		"FILE:LINE:COLUMN: severity: what, and what was done instead [code]. rollcall-diagnostics(7) lists the codes.",
	.options = options,
	.option_count = sizeof options / sizeof *options,
	.options_size = sizeof(struct check_options),
	.least = 1,
	.most = SIZE_MAX,
	.run = run,
};
