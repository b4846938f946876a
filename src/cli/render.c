/* rollcall render: one reading of the notes, any number of outputs, all of them or none. */
#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "base/asset.h"
#include "base/file.h"
#include "cli/formats.h"
#include "cli/input.h"
#include "cli/report.h"
#include "cli/verb.h"

struct render_options {
	struct names files, styles;
	const char *format, *agenda, *people, *notation, *templates;
	bool strict;
};

/* One output: where to, in which format, with which style. */
struct target {
	const char *file;                /* NULL: standard output */
	const struct format *format;
	const char *style;               /* NULL: the built-in one */
	struct output *output;
};

static int unknown_format(const char *name)
{
	struct buf known = BUF_INIT;
	format_list(&known, false);
	usage_error("no format '%s'; -t takes %s", name, known.p);
	buf_free(&known);
	return EXIT_USAGE;
}

static int unknown_ending(const char *file)
{
	struct buf known = BUF_INIT;
	format_list(&known, true);
	usage_error("%s: no format has that ending; -o takes %s", file, known.p);
	buf_free(&known);
	return EXIT_USAGE;
}

static int choose_formats(const struct render_options *o, struct target *targets, size_t count)
{
	if (!o->files.count) {
		targets[0].format = format_named(o->format ? o->format : "md");
		if (!targets[0].format)
			return unknown_format(o->format);
		if (targets[0].format->binary && isatty(STDOUT_FILENO))
			return usage_error("%s is no text for a terminal; name a file with -o", targets[0].format->name);
		return EXIT_DONE;
	}
	if (o->format)
		return usage_error("-t is for standard output; -o takes the format from the name's ending");
	for (size_t i = 0; i < count; i++) {
		targets[i].file = o->files.items[i];
		targets[i].format = format_of_file(targets[i].file);
		if (!targets[i].format)
			return unknown_ending(targets[i].file);
	}
	return EXIT_DONE;
}

static int choose_styles(const struct render_options *o, struct target *targets, size_t count)
{
	for (size_t i = 0; i < o->styles.count; i++) {
		const char *style = o->styles.items[i];
		bool used = false;
		for (size_t j = 0; j < count; j++) {
			if (!format_takes_style(targets[j].format, style))
				continue;
			if (targets[j].style)
				return usage_error("two styles for %s: %s and %s", targets[j].format->name, targets[j].style, style);
			targets[j].style = style;
			used = true;
		}
		if (!used)
			return usage_error("--style %s: no output takes it (.css is for html, .odt and .ott for odt)", style);
	}
	return EXIT_DONE;
}

/* Would file overwrite what is read? */
static const char *input_of(const struct render_options *o, const char *notes, const char *file)
{
	const char *inputs[] = { notes, o->agenda, o->people };
	for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++)
		if (inputs[i] && file_same(inputs[i], file))
			return inputs[i];
	for (size_t i = 0; i < o->styles.count; i++)
		if (file_same(o->styles.items[i], file))
			return o->styles.items[i];
	return NULL;
}

/* A file in the folder of --templates that has the name of a template. */
static bool is_template(const char *folder, const char *file)
{
	const char *slash = strrchr(file, '/');
	struct buf name = BUF_INIT;
	struct str unused;
	bool is = false;
	buf_printf(&name, "templates/%s", slash ? slash + 1 : file);
	if (folder && asset_find(name.p, &unused)) {
		buf_cut(&name, 0);
		buf_printf(&name, "%s/%s", folder, slash ? slash + 1 : file);
		is = file_same(name.p, file);
	}
	buf_free(&name);
	return is;
}

static int check_clashes(const struct render_options *o, const char *notes, const struct target *targets, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *file = targets[i].file;
		const char *clash = input_of(o, notes, file ? file : "/dev/stdout");
		if (clash)
			return usage_error("%s is an input and cannot be an output too", clash);
		if (!file)
			continue;
		if (is_template(o->templates, file))
			return usage_error("%s is a template and cannot be an output too", file);
		for (size_t j = 0; j < i; j++)
			if (file_same(targets[j].file, file))
				return usage_error("%s and %s are the same output", targets[j].file, file);
	}
	return EXIT_DONE;
}

static const char *write_one(struct document *doc, const struct render_options *o, const struct target *target,
	struct out *out)
{
	struct write_options options = { o->templates, target->style };
	return target->format->write(doc, &options, out);
}

static int write_stdout(struct document *doc, const struct render_options *o, const struct target *target)
{
	struct out out = out_to(STDOUT_FILENO);
	int status = EXIT_DONE;
	const char *wrong = write_one(doc, o, target, &out);
	if (wrong)
		status = usage_error("%s", wrong);
	else if (out_flush(&out))
		status = system_error("standard output", out.error);
	out_free(&out);
	return status;
}

static int write_files(struct document *doc, const struct render_options *o, struct target *targets, size_t count)
{
	struct output **outputs = mem_zero(count, sizeof *outputs);
	int status = EXIT_DONE;
	for (size_t i = 0; i < count && status == EXIT_DONE; i++) {
		outputs[i] = output_open(targets[i].file);
		if (!outputs[i])
			status = system_error(targets[i].file, errno);
	}
	for (size_t i = 0; i < count && status == EXIT_DONE; i++) {
		const char *wrong = write_one(doc, o, &targets[i], output_sink(outputs[i]));
		if (wrong)
			status = usage_error("%s", wrong);
	}
	if (status == EXIT_DONE) {
		int error, failed = output_commit(outputs, count, &error);
		if (failed >= 0)
			status = system_error(targets[failed].file, error);
	} else {
		for (size_t i = 0; i < count; i++)
			output_abandon(outputs[i]);
	}
	mem_free(outputs);
	return status;
}

static int read_and_write(const struct render_options *o, const char *notes, struct target *targets, size_t count)
{
	struct input_options input_options = { o->agenda, o->people, o->notation };
	struct input *input;
	struct document *doc = NULL;
	int status = input_open(&input_options, &input);
	if (status == EXIT_DONE)
		status = input_read(input, notes, &doc);
	if (status == EXIT_DONE)
		status = input_judge(doc, o->strict);
	if (status == EXIT_DONE)
		status = o->files.count ? write_files(doc, o, targets, count) : write_stdout(doc, o, targets);
	document_free(doc);
	input_close(input);
	return status;
}

static int run(const void *options, const struct names *operands)
{
	const struct render_options *o = options;
	const char *notes = operands->items[0];
	struct input_options inputs = { o->agenda, o->people, NULL };
	size_t count = o->files.count ? o->files.count : 1;
	struct target *targets = mem_zero(count, sizeof *targets);
	int status = input_one_stdin(&inputs, operands);
	if (status == EXIT_DONE)
		status = choose_formats(o, targets, count);
	if (status == EXIT_DONE)
		status = choose_styles(o, targets, count);
	if (status == EXIT_DONE)
		status = check_clashes(o, notes, targets, count);
	if (status == EXIT_DONE)
		status = read_and_write(o, notes, targets, count);
	mem_free(targets);
	return status;
}

#define PLACE(member) offsetof(struct render_options, member)
static const struct option options[] = {
	{ "o", OPTION_MANY, "FILE", "Write to FILE, in the format of its ending: .md, .html or .htm, .odt, .txt, .json. "
		"May be given again; all files are written, or none.", PLACE(files) },
	{ "t", OPTION_ONE, "FORMAT", "Write to standard output in FORMAT: md (the default), html, odt, txt, json.",
		PLACE(format) },
	{ "agenda", OPTION_ONE, "FILE", "The agenda as it was posted: what the notes add to it is shown as minutes.",
		PLACE(agenda) },
	{ "people", OPTION_ONE, "FILE", "People of this series of calls, their affiliations and other names.",
		PLACE(people) },
	{ "from", OPTION_ONE, "NOTATION", "Read the notes as NOTATION instead of finding out.", PLACE(notation) },
	{ "templates", OPTION_ONE, "DIR", "Use the templates in DIR in place of those of the same name.",
		PLACE(templates) },
	{ "style", OPTION_MANY, "FILE", "Use the styles of FILE: a .css for HTML, an .odt or .ott for ODT. "
		"May be given once for each.", PLACE(styles) },
	{ "strict", OPTION_FLAG, NULL, "Take warnings for errors: write nothing where there is one.", PLACE(strict) },
};

const struct verb render_verb = {
	.name = "render",
	.operands = "NOTES",
	.summary = "turn notes into Markdown, HTML, ODT, text or JSON",
	.about = "NOTES is a file, or '-' for standard input. What is doubtful in it is said on standard error; "
		"where there is an error, nothing is written.",
	.options = options,
	.option_count = sizeof options / sizeof *options,
	.options_size = sizeof(struct render_options),
	.least = 1,
	.most = 1,
	.run = run,
};
