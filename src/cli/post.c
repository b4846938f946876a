/* rollcall post: minutes as a mail, or as what is pasted into one. */
#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "call/ics.h"
#include "cli/deliver.h"
#include "cli/input.h"
#include "cli/next_call.h"
#include "cli/report.h"
#include "cli/verb.h"
#include "write/message.h"
#include "write/write.h"

struct post_options {
	struct names to, attach;
	const char *subject, *from, *date, *id, *reply_to;
	const char *agenda, *people, *notation, *templates, *style, *call;
	bool html, text, copy, open, strict;
};

/* Gmail shows so much of a message's HTML, then a link. */
enum { CLIPPED = 102 * 1024 };

/* What is posted: the bytes of each form that is needed. */
struct posting {
	struct arena arena;
	struct message message;
	struct message_address *to;
	struct message_file *files;
	struct buf *contents;            /* of the files */
	struct out html, text, odt, ics;
	struct calls calls;              /* the one of the notes, where a calendar is attached: */
	struct next_call next;           /* of that call if they are its agenda, else of the next one */
};

static bool is_message(const struct post_options *o)
{
	return !o->html && !o->text && !o->copy && !o->open;
}

/* The option for a part of a message where none is written, or NULL. */
static const char *for_message(const struct post_options *o)
{
	return o->to.count ? "to" : o->attach.count ? "attach" : o->subject ? "subject" : o->from ? "from" : o->date ? "date" :
		o->id ? "message-id" : o->reply_to ? "reply-to-id" : NULL;
}

static int check_modes(const struct post_options *o)
{
	if (o->html && o->text)
		return usage_error("--html and --text: which of them?");
	if (o->style && o->text)
		return usage_error("--style %s: text has no style", o->style);
	if (!is_message(o) && for_message(o))
		return usage_error("--%s is for a whole message, without --html, --text, --copy and --open", for_message(o));
	if (is_message(o) && !o->to.count)
		return usage_error("a message needs --to; or write --html or --text, to be pasted into one");
	return EXIT_DONE;
}

static int read_addresses(const struct post_options *o, struct posting *p)
{
	static const char wrong[] = "--%s '%s': no mail address; write one such as 'Ada Lovelace <ada@example.org>'";
	struct message *m = &p->message;
	p->to = ARENA_ARRAY(&p->arena, struct message_address, o->to.count + 1);
	for (size_t i = 0; i < o->to.count; i++)
		if (!message_parse_address(&p->arena, str_of(o->to.items[i]), &p->to[i]))
			return usage_error(wrong, "to", o->to.items[i]);
	m->to = p->to;
	m->to_count = o->to.count;
	if (o->from && !message_parse_address(&p->arena, str_of(o->from), &m->from))
		return usage_error(wrong, "from", o->from);
	return EXIT_DONE;
}

static int read_fields(const struct post_options *o, struct posting *p)
{
	static const char wrong[] = "--%s '%s': no message id; write one such as '<20180712.1@example.org>'";
	struct message *m = &p->message;
	if (o->subject && (!message_is_line(str_of(o->subject)) || !str_trim(str_of(o->subject)).n))
		return usage_error("--subject '%s': not one line of text", o->subject);
	m->subject = o->subject ? str_of(o->subject) : STR_EMPTY;
	if (o->id && !message_parse_id(str_of(o->id), &m->id))
		return usage_error(wrong, "message-id", o->id);
	if (o->reply_to && !message_parse_id(str_of(o->reply_to), &m->reply_to))
		return usage_error(wrong, "reply-to-id", o->reply_to);
	if (o->date && !message_is_date(str_of(o->date)))
		return usage_error("--date '%s': no such date; write it as 'Thu, 12 Jul 2018 15:00:00 +0200', which `date -R` prints",
			o->date);
	m->date = o->date ? str_of(o->date) : STR_EMPTY;
	return EXIT_DONE;
}

/* Attachments that rollcall makes; their names are their files' endings. */
static bool is_odt(const char *attached)
{
	return strcmp(attached, "odt") == 0;
}

static bool is_ics(const char *attached)
{
	return strcmp(attached, "ics") == 0;
}

static bool is_rendered(const char *attached)
{
	return is_odt(attached) || is_ics(attached);
}

static struct str base_name(const char *file)
{
	const char *slash = strrchr(file, '/');
	return str_of(slash ? slash + 1 : file);
}

/* "notes.txt" gives "notes.odt". */
static struct str rendered_name(struct posting *p, const char *notes, const char *ending)
{
	struct str name = strcmp(notes, "-") == 0 ? STR("minutes") : base_name(notes);
	for (size_t i = name.n; i > 1; i--)
		if (name.p[i - 1] == '.') {
			name.n = i - 1;
			break;
		}
	return arena_join(&p->arena, name, STR("."), str_of(ending));
}

static int read_files(const struct post_options *o, struct posting *p, const char *notes)
{
	p->files = ARENA_ARRAY(&p->arena, struct message_file, o->attach.count + 1);
	p->contents = ARENA_ARRAY(&p->arena, struct buf, o->attach.count + 1);
	for (size_t i = 0; i < o->attach.count; i++) {
		const char *file = o->attach.items[i];
		p->contents[i] = (struct buf)BUF_INIT;
		p->message.file_count = i + 1;
		p->files[i].name = is_rendered(file) ? rendered_name(p, notes, file) : base_name(file);
		if (!message_is_line(p->files[i].name) || !p->files[i].name.n)
			return usage_error("--attach '%s': no name for an attachment", file);
		for (size_t k = 0; k < i; k++)
			if (str_eq(p->files[k].name, p->files[i].name))
				return usage_error("--attach %s: '%.*s' is attached already", file, STR_FMT(p->files[i].name));
		if (is_ics(file) && !o->call)
			return usage_error("--attach ics needs --call with a call file, which says when calls are");
		if (is_rendered(file))
			continue;
		if (strcmp(file, "-") == 0)
			return usage_error("--attach -: standard input has no name; attach a file");
		int error = file_read(file, &p->contents[i]);
		if (error)
			return usage_error("--attach %s: %s", file, strerror(error));
		p->files[i].content = buf_slice(&p->contents[i]);
	}
	p->message.files = p->files;
	return EXIT_DONE;
}

static int write_form(write_function *write, struct document *doc, const struct post_options *o, struct out *out)
{
	struct write_options options = { o->templates, write == write_mail_html ? o->style : NULL };
	const char *wrong = write(doc, &options, out);
	return wrong ? usage_error("%s", wrong) : EXIT_DONE;
}

static int write_calendar(const struct document *doc, struct posting *p)
{
	const struct call *call = calls_add(&p->calls, doc);
	int status = next_call_need_rule(&p->next);
	next_call_name(&p->next, call);
	if (status == EXIT_DONE && !call->date.n)
		status = usage_error("--attach ics: %.*s has no date, and so no next call", STR_FMT(call->file));
	if (status == EXIT_DONE)
		status = next_call_find(&p->next, &p->arena, NULL, call->date, !call->held);
	if (status == EXIT_DONE)
		ics_call(p->next.file, &p->next.call, &p->ics);
	return status;
}

static int write_attached(struct document *doc, const struct post_options *o, struct posting *p, size_t i)
{
	bool odt = is_odt(o->attach.items[i]);
	int status = odt ? write_form(write_odt, doc, o, &p->odt) : write_calendar(doc, p);
	p->files[i].content = buf_slice(odt ? &p->odt.pending : &p->ics.pending);
	return status;
}

static int write_forms(struct document *doc, const struct post_options *o, struct posting *p)
{
	/* Pasted text is filled by the program it is pasted into. */
	write_function *text = o->copy ? write_text : write_mail_text;
	int status = o->text ? EXIT_DONE : write_form(write_mail_html, doc, o, &p->html);
	if (status == EXIT_DONE && (o->text || o->copy || is_message(o)))
		status = write_form(text, doc, o, &p->text);
	for (size_t i = 0; i < o->attach.count && status == EXIT_DONE; i++)
		if (is_rendered(o->attach.items[i]))
			status = write_attached(doc, o, p, i);
	int said = next_call_judge(&p->next, o->strict);
	return said > status ? said : status;
}

static int put(struct str bytes)
{
	struct out out = out_to(STDOUT_FILENO);
	out_str(&out, bytes);
	int error = out_flush(&out);
	out_free(&out);
	return error ? system_error("standard output", error) : EXIT_DONE;
}

static int put_message(struct document *doc, struct posting *p)
{
	struct out out = OUT_MEMORY;
	if (!p->message.subject.n)
		p->message.subject = doc->title;
	p->message.text = buf_slice(&p->text.pending);
	p->message.html = buf_slice(&p->html.pending);
	message_write(&p->message, &out);
	int status = put(buf_slice(&out.pending));
	out_free(&out);
	return status;
}

/* Is there more than Gmail shows? */
static bool is_clipped(struct document *doc, const struct posting *p)
{
	size_t n = p->html.pending.n;
	if (n > CLIPPED)
		usage_error("%.*s: warning: the HTML has %zu KB; Gmail shows the first %d KB of a message and a link to the rest "
			"[mail-clipped]", STR_FMT(doc->source_name), n / 1024, CLIPPED / 1024);
	return n > CLIPPED;
}

static int deliver(struct document *doc, const struct post_options *o, struct posting *p)
{
	struct str html = buf_slice(&p->html.pending), text = buf_slice(&p->text.pending);
	int status = EXIT_DONE;
	if (is_clipped(doc, p) && o->strict)
		return EXIT_NOTES;
	if (o->copy)
		status = deliver_copy(html, text);
	if (o->open && status == EXIT_DONE)
		status = deliver_open(o->text ? text : html, o->text ? ".txt" : ".html");
	if (status != EXIT_DONE || o->copy || o->open)
		return status;
	return is_message(o) ? put_message(doc, p) : put(o->text ? text : html);
}

static int post(const struct post_options *o, struct posting *p, const char *notes)
{
	struct input_options input_options = { o->agenda, o->people, o->notation };
	struct input *input = NULL;
	struct document *doc = NULL;
	int status = read_addresses(o, p);
	if (status == EXIT_DONE)
		status = read_fields(o, p);
	if (status == EXIT_DONE)
		status = read_files(o, p, notes);
	if (status == EXIT_DONE)
		status = next_call_open(o->call, &p->next);
	if (!input_options.people)
		input_options.people = next_call_people(&p->arena, &p->next);
	if (status == EXIT_DONE)
		status = input_open(&input_options, &input);
	if (status == EXIT_DONE)
		status = input_read(input, notes, &doc);
	if (status == EXIT_DONE)
		status = input_judge(doc, o->strict);
	if (status == EXIT_DONE)
		status = write_forms(doc, o, p);
	if (status == EXIT_DONE)
		status = deliver(doc, o, p);
	document_free(doc);
	input_close(input);
	return status;
}

static int run(const void *options, const struct names *operands)
{
	const struct post_options *o = options;
	struct input_options inputs = { o->agenda, o->people, NULL };
	struct posting p = { .arena = ARENA_INIT, .html = OUT_MEMORY, .text = OUT_MEMORY, .odt = OUT_MEMORY,
		.ics = OUT_MEMORY, .calls = CALLS_INIT };
	int status = input_one_stdin(&inputs, operands);
	if (status == EXIT_DONE)
		status = check_modes(o);
	if (status == EXIT_DONE)
		status = post(o, &p, operands->items[0]);
	for (size_t i = 0; i < p.message.file_count; i++)
		buf_free(&p.contents[i]);
	out_free(&p.html);
	out_free(&p.text);
	out_free(&p.odt);
	out_free(&p.ics);
	next_call_close(&p.next);
	calls_free(&p.calls);
	arena_free(&p.arena);
	return status;
}

#define PLACE(member) offsetof(struct post_options, member)
static const struct option options[] = {
	{ "html", OPTION_FLAG, NULL, "Write HTML to be pasted into a mail: its looks are in-line.", PLACE(html) },
	{ "text", OPTION_FLAG, NULL, "Write the text for lists that drop HTML.", PLACE(text) },
	{ "to", OPTION_MANY, "ADDRESS", "Write a message to ADDRESS; may be given again.", PLACE(to) },
	{ "subject", OPTION_ONE, "TEXT", "Its subject; otherwise the title of the notes.", PLACE(subject) },
	{ "from", OPTION_ONE, "ADDRESS", "Who sends it; otherwise the mail program says.", PLACE(from) },
	{ "date", OPTION_ONE, "DATE", "When, as `date -R` prints it; otherwise the mail program says.", PLACE(date) },
	{ "message-id", OPTION_ONE, "ID", "Its Message-ID; otherwise the mail program makes one.", PLACE(id) },
	{ "reply-to-id", OPTION_ONE, "ID", "The Message-ID that it answers: the posted agenda's.", PLACE(reply_to) },
	{ "attach", OPTION_MANY, "FILE", "Attach FILE; 'odt' attaches the minutes as an ODT, 'ics' the next call for "
		"calendars. May be given again.",
		PLACE(attach) },
	{ "call", OPTION_ONE, "FILE", "The call file: when the next call is, and the people.", PLACE(call) },
	{ "copy", OPTION_FLAG, NULL, "Put the HTML on the clipboard, with --text the text.", PLACE(copy) },
	{ "open", OPTION_FLAG, NULL, "Show the HTML, or with --text the text, in the browser.", PLACE(open) },
	{ "agenda", OPTION_ONE, "FILE", "The agenda as it was posted: what the notes add to it is shown as minutes.",
		PLACE(agenda) },
	{ "people", OPTION_ONE, "FILE", "People of this series of calls, their affiliations and other names.",
		PLACE(people) },
	{ "from-notation", OPTION_ONE, "NOTATION", "Read the notes as NOTATION instead of finding out.", PLACE(notation) },
	{ "templates", OPTION_ONE, "DIR", "Use the templates in DIR in place of those of the same name.",
		PLACE(templates) },
	{ "style", OPTION_ONE, "FILE", "Use the styles of FILE, a .css of the kind that rollcall-post(1) describes.",
		PLACE(style) },
	{ "strict", OPTION_FLAG, NULL, "Take warnings for errors: write nothing where there is one.", PLACE(strict) },
};

const struct verb post_verb = {
	.name = "post",
	.operands = "NOTES",
	.summary = "make a mail of notes, or what is pasted into one",
	.about = "NOTES is a file, or '-' for standard input. With --to, a whole message goes to standard output: text, the same "
		"in HTML, and attachments. With --html or --text, that part alone.",
	.options = options,
	.option_count = sizeof options / sizeof *options,
	.options_size = sizeof(struct post_options),
	.least = 1,
	.most = 1,
	.run = run,
};
