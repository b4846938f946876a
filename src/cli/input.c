#include "cli/input.h"

#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/report.h"
#include "read/read.h"

struct input {
	struct buf agenda, people;
	struct read_options options;
};

static const char *notation_name(const void *unused, size_t i)
{
	(void)unused;
	size_t count;
	const char *const *names = read_notations(&count);
	return i < count ? names[i] : NULL;
}

static int check_notation(const char *name)
{
	struct buf known = BUF_INIT;
	const char *candidate;
	bool found = false;
	for (size_t i = 0; (candidate = notation_name(NULL, i)); i++) {
		found = found || strcmp(candidate, name) == 0;
		buf_printf(&known, "%s%s", i ? ", " : "", candidate);
	}
	if (!found)
		usage_error("no notation '%s'; --from takes %s", name, known.p);
	buf_free(&known);
	return found ? EXIT_DONE : EXIT_USAGE;
}

/* A file beside the notes; nothing to do where it was not named. */
static int load(const char *file, struct buf *bytes, struct str *name, struct str *text)
{
	*name = *text = STR_EMPTY;
	if (!file)
		return EXIT_DONE;
	int error = file_read(file, bytes);
	if (error)
		return system_error(file, error);
	*name = str_of(file);
	*text = buf_slice(bytes);
	return EXIT_DONE;
}

int input_open(const struct input_options *options, struct input **input)
{
	*input = NULL;
	if (options->notation && check_notation(options->notation) != EXIT_DONE)
		return EXIT_USAGE;
	struct input *in = mem_zero(1, sizeof *in);
	in->agenda = in->people = (struct buf)BUF_INIT;
	struct read_options *o = &in->options;
	o->notation = options->notation;
	int status = load(options->agenda, &in->agenda, &o->agenda_name, &o->agenda_text);
	if (status == EXIT_DONE)
		status = load(options->people, &in->people, &o->people_name, &o->people_text);
	if (status == EXIT_DONE)
		*input = in;
	else
		input_close(in);
	return status;
}

int input_try(struct input *input, const char *name, struct document **doc)
{
	struct buf bytes = BUF_INIT;
	int error = file_read(name, &bytes);
	if (error)
		buf_free(&bytes);
	else
		*doc = read_notes(str_of(name), &bytes, &input->options);
	return error;
}

int input_read(struct input *input, const char *name, struct document **doc)
{
	int error = input_try(input, name, doc);
	return error ? system_error(name, error) : EXIT_DONE;
}

void input_close(struct input *input)
{
	if (!input)
		return;
	buf_free(&input->agenda);
	buf_free(&input->people);
	mem_free(input);
}

int input_judge(const struct document *doc, bool strict)
{
	struct out err = out_to(STDERR_FILENO);
	diag_print(&doc->diags, doc->source_name, &err);
	out_flush(&err);
	out_free(&err);
	enum severity worst = diag_worst(&doc->diags);
	return worst == SEVERITY_ERROR || (strict && worst == SEVERITY_WARNING) ? EXIT_NOTES : EXIT_DONE;
}

int input_one_stdin(const struct input_options *options, const struct names *notes)
{
	const char *extra[] = { options->agenda, options->people };
	size_t used = 0;
	for (size_t i = 0; i < notes->count; i++)
		used += strcmp(notes->items[i], "-") == 0;
	for (size_t i = 0; i < sizeof extra / sizeof *extra; i++)
		used += extra[i] && strcmp(extra[i], "-") == 0;
	return used > 1 ? usage_error("standard input ('-') can be read only once") : EXIT_DONE;
}
