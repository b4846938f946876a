/* A text's lines: quote marks counted and taken off, flowed ones joined. */
#include "mail/body.h"
#include "mail/clean.h"

enum { JOINED_LIMIT = 64 * 1024, QUOTE_LIMIT = 1000 };

/* Takes ">", "> >", ">>" off the begin of a line. In flowed text they should stand without blanks (RFC 3676 §4.5), but not
 * every program heeds that. */
static unsigned take_quotes(struct str *line, bool flowed)
{
	unsigned depth = 0;
	size_t i = 0, after = 0;
	while (i < line->n && (line->p[i] == '>' || (depth && line->p[i] == ' '))) {
		if (line->p[i++] == '>') {
			depth++;
			after = i;
		}
	}
	*line = str_skip(*line, after);
	if (depth && line->n && line->p[0] == ' ')
		*line = str_skip(*line, 1);
	else if (flowed && !depth && line->n && line->p[0] == ' ')
		*line = str_skip(*line, 1);       /* stuffed (§4.4) */
	return depth < QUOTE_LIMIT ? depth : QUOTE_LIMIT;
}

static void show(struct archive *a, struct message *m, struct str text, unsigned quote, struct buf *room)
{
	text = str_trim_right(text);
	if (!mail_is_plain(text)) {
		buf_cut(room, 0);
		mail_clean(room, text);
		text = buf_slice(room);
	}
	archive_line(a, m, text, quote);
}

void body_lines(struct archive *a, struct message *m, struct str text, unsigned quote, bool flowed, bool delsp)
{
	struct buf joined = BUF_INIT, room = BUF_INIT;
	unsigned open = 0;               /* quote depth of the line in joined */
	bool is_open = false;
	size_t at = 0;
	while (at < text.n) {
		const char *end = memchr(text.p + at, '\n', text.n - at);
		struct str line = str_range(text.p + at, end ? end : text.p + text.n);
		at += line.n + 1;
		if (line.n && line.p[line.n - 1] == '\r')
			line.n--;
		unsigned depth = take_quotes(&line, flowed);
		if (!flowed) {
			show(a, m, line, quote + depth, &room);
			continue;
		}
		/* A signature's "-- " ends no line softly (§4.3). */
		bool soft = line.n && line.p[line.n - 1] == ' ' && !str_eq(line, STR("-- "));
		if (is_open && (depth != open || str_eq(line, STR("-- ")) || joined.n > JOINED_LIMIT)) {
			show(a, m, buf_slice(&joined), quote + open, &room);
			buf_cut(&joined, 0);
		}
		open = depth;
		is_open = soft;
		buf_str(&joined, soft && delsp ? str_first(line, line.n - 1) : line);
		if (!soft) {
			show(a, m, buf_slice(&joined), quote + open, &room);
			buf_cut(&joined, 0);
		}
	}
	if (is_open)
		show(a, m, buf_slice(&joined), quote + open, &room);
	buf_free(&joined);
	buf_free(&room);
}
