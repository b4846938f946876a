/* A page of a list's archive: links, subject, perhaps a list of header fields, the body. */
#include "mail/body.h"
#include "mail/fields.h"
#include "mail/header.h"
#include "mail/page.h"

/* "* From: Mira Okafor" and the like; the mark is taken off. */
static bool is_field(struct str *line)
{
	struct str s = str_trim_left(*line);
	if (s.n > 1 && (s.p[0] == '*' || s.p[0] == '-') && s.p[1] == ' ')
		s = str_trim_left(str_skip(s, 2));
	struct str name;
	if (!field_like(s) || !run_on_field(s, 0, &name))
		return false;
	*line = s;
	return true;
}

/* A masked page may write an id without its angle brackets, and a name without an address. */
static void read_head(struct archive *a, struct message *m, struct str head)
{
	struct fields fields;
	fields_parse(head, &fields);
	header_fill(a, m, &fields, STR_EMPTY);
}

void page_list(struct archive *a, struct str file, struct str text)
{
	struct message *m = archive_new(a, MAIL_PAGE, file, 0);
	struct buf head = BUF_INIT;
	struct str line, subject = STR_EMPTY;
	size_t at = 0, body = 0;
	bool links = false;
	while (page_line(text, &at, &line)) {
		if (!links) {
			links = str_trim(line).n > 0;
		} else if (str_trim(line).n && !is_field(&line)) {
			if (subject.n || head.n)
				break;
			subject = str_trim(line);
		} else if (str_trim(line).n) {
			buf_str(&head, line);
			buf_put(&head, '\n');
		}
		body = at;
	}
	if (!head.n || str_find_nocase(buf_slice(&head), STR("subject:"), 0) == STR_NONE) {
		buf_cstr(&head, "Subject: ");
		buf_str(&head, subject);
		buf_put(&head, '\n');
	}
	read_head(a, m, buf_slice(&head));
	buf_free(&head);
	m = page_add(a, m, STR_EMPTY);
	if (!m)
		return;
	archive_begin(a, m);
	body_lines(a, m, str_skip(text, body), 0, false, false);
	archive_end(a, m);
}
