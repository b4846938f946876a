#include "mail/page.h"

#include "mail/fields.h"

enum { SNIFFED = 64 * 1024, PAGE_LIMIT = 8 << 20, HEAD_LINES = 40 };

bool page_line(struct str text, size_t *at, struct str *line)
{
	if (*at >= text.n)
		return false;
	size_t end = str_find_char(text, '\n', *at);
	*line = str_range(text.p + *at, text.p + (end == STR_NONE ? text.n : end));
	*at = end == STR_NONE ? text.n : end + 1;
	if (line->n && line->p[line->n - 1] == '\r')
		line->n--;
	return true;
}

/* Four fields in the first line, one behind the other. */
static bool is_run_on(struct str text)
{
	size_t at = 0, fields = 0;
	struct str line = STR_EMPTY, name;
	if (!page_line(text, &at, &line) || (!str_starts(line, STR("From ")) && !field_like(line)))
		return false;
	for (size_t i = 0; i < line.n && fields < 4; i++)
		fields += run_on_field(line, i, &name);
	return fields == 4;
}

/* "[Date Prev][Thread Next]": links in brackets, two or more, and nothing else. */
static bool is_links(struct str line)
{
	size_t links = 0;
	struct str rest = str_trim(line);
	while (rest.n && rest.p[0] == '[') {
		size_t end = str_find_char(rest, ']', 0);
		if (end == STR_NONE)
			return false;
		rest = str_trim_left(str_skip(rest, end + 1));
		links++;
	}
	return links > 1 && !rest.n && (str_find_nocase(line, STR("prev"), 0) != STR_NONE || str_find_nocase(line, STR("index"), 0) != STR_NONE);
}

static bool is_list(struct str text)
{
	size_t at = 0;
	struct str line = STR_EMPTY;
	while (page_line(text, &at, &line) && !str_trim(line).n)
		;
	return is_links(line);
}

/* Some lines that are no header, then at least From, Subject and Date. */
static bool is_thread(struct str text)
{
	size_t at = 0;
	struct str line;
	for (int i = 0; i < HEAD_LINES; i++) {
		size_t begin = at;
		if (!page_line(text, &at, &line) || str_starts(line, STR("From ")) || (i == 0 && field_like(line)))
			return false;
		if (!str_starts_nocase(line, STR("from:")))
			continue;
		struct fields fields;
		fields_parse(str_skip(text, begin), &fields);
		return fields.first[FIELD_SUBJECT].n && fields.first[FIELD_DATE].n;
	}
	return false;
}

enum page_form page_form(struct source *source)
{
	while (source->n < SNIFFED && source_more(source))
		;
	struct str text = str_trim_left((struct str){ source->p, source->n });
	return is_run_on(text) ? PAGE_RUN_ON : is_list(text) ? PAGE_LIST : is_thread(text) ? PAGE_THREAD : PAGE_NONE;
}

void page_read(struct archive *a, struct str file, struct source *source, enum page_form form)
{
	while (source->n < PAGE_LIMIT && source_more(source))
		;
	struct str text = { source->p, source->n };
	if (text.n > PAGE_LIMIT) {
		archive_diag(a, DIAG_MAIL_LONG, file, 0, STR("page"), STR("8388608"));
		text.n = PAGE_LIMIT;
	}
	if (form == PAGE_RUN_ON)
		page_run_on(a, file, text);
	else if (form == PAGE_LIST)
		page_list(a, file, text);
	else
		page_thread(a, file, text);
}

struct message *page_add(struct archive *a, struct message *m, struct str more)
{
	struct buf text = BUF_INIT;
	const struct { const char *name; bool known; } parts[] = {
		{ "sender", m->from != NULL }, { "date", m->date.known }, { "Message-ID", m->id != NULL } };
	size_t count = 0, shown = 0;
	for (size_t i = 0; i < 3; i++)
		count += !parts[i].known;
	for (size_t i = 0; i < 3; i++)
		if (!parts[i].known)
			buf_printf(&text, "%s%s", !shown++ ? "its " : shown == count ? " and " : ", ", parts[i].name);
	buf_cstr(&text, count == 0 ? "" : count == 1 ? " is unknown" : " are unknown");
	if (text.n && more.n)
		buf_cstr(&text, "; ");
	buf_str(&text, more);
	if (!text.n)
		buf_cstr(&text, "read as a message");
	archive_diag(a, DIAG_MAIL_PAGE, m->file, m->offset, buf_slice(&text), STR_EMPTY);
	buf_free(&text);
	return archive_add(a, m);
}
