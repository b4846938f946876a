/* rollcall help: made from the tables of verbs and options. */
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "cli/report.h"
#include "cli/verb.h"

enum { WIDTH = 79, OPTION_INDENT = 2, TEXT_INDENT = 20, VERB_WIDTH = 10 };

static void pad(struct out *out, size_t n)
{
	while (n--)
		out_put(out, ' ');
}

/* Words in lines up to WIDTH; the first goes on at column, the others are indented. */
static void wrap(struct out *out, const char *text, size_t column, size_t indent)
{
	struct str rest = str_of(text), word;
	bool first = true;
	while (str_word(&rest, &word)) {
		if (!first && column + 1 + word.n > WIDTH) {
			out_put(out, '\n');
			pad(out, indent);
			column = indent;
		} else if (!first) {
			out_put(out, ' ');
			column++;
		}
		out_str(out, word);
		column += word.n;
		first = false;
	}
	out_put(out, '\n');
}

static void print_option(const struct option *option, struct out *out)
{
	struct out shown = OUT_MEMORY;
	option_show(option, &shown);
	pad(out, OPTION_INDENT);
	out_str(out, buf_slice(&shown.pending));
	size_t column = OPTION_INDENT + shown.pending.n;
	out_free(&shown);
	if (column + 2 > TEXT_INDENT) {
		out_put(out, '\n');
		column = 0;
	}
	pad(out, TEXT_INDENT - column);
	wrap(out, option->help, TEXT_INDENT, TEXT_INDENT);
}

static void print_verb(const struct verb *verb, struct out *out)
{
	const char *may = verb->option_count ? "[OPTION...] " : "";
	out_printf(out, "usage: rollcall %s %s%s\n\n", verb->name, may, verb->operands);
	out_printf(out, "rollcall %s: ", verb->name);
	wrap(out, verb->summary, strlen("rollcall : ") + strlen(verb->name), 0);
	if (verb->about) {
		out_put(out, '\n');
		wrap(out, verb->about, 0, 0);
	}
	if (verb->option_count)
		out_put(out, '\n');
	for (size_t i = 0; i < verb->option_count; i++)
		print_option(&verb->options[i], out);
}

static void print_command(struct out *out)
{
	out_cstr(out, "usage: rollcall VERB [OPTION...] NAME...\n\n"
		"rollcall: an agenda and minutes out of the plain-text notes of a call\n\n");
	for (const struct verb *const *verb = verbs; *verb; verb++) {
		size_t n = strlen((*verb)->name);
		out_printf(out, "  %s", (*verb)->name);
		pad(out, n < VERB_WIDTH ? VERB_WIDTH - n : 1);
		wrap(out, (*verb)->summary, 2 + VERB_WIDTH, 2 + VERB_WIDTH);
	}
	out_cstr(out, "\n'rollcall help VERB' says more. Exit status: 0 done, 1 errors in the notes,\n"
		"2 wrong usage, 3 the system failed.\n");
}

void help_print(const struct verb *verb, struct out *out)
{
	if (verb)
		print_verb(verb, out);
	else
		print_command(out);
}

static int run(const void *options, const struct names *operands)
{
	(void)options;
	const struct verb *verb = NULL;
	if (operands->count && !(verb = verb_find(operands->items[0])))
		return verb_unknown(operands->items[0]);
	struct out out = out_to(STDOUT_FILENO);
	help_print(verb, &out);
	int error = out_flush(&out);
	out_free(&out);
	return error ? system_error("standard output", error) : EXIT_DONE;
}

const struct verb help_verb = {
	.name = "help",
	.operands = "[VERB]",
	.summary = "say what a verb does and which options it takes",
	.most = 1,
	.run = run,
};
