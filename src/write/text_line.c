#include "write/text.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

/* Characters that would act on a terminal or hide the order of others. */
static bool is_forbidden(uint32_t code)
{
	return code < ' ' || (code >= 0x7f && code < 0xa0) || code == 0x061c || code == 0x200e || code == 0x200f ||
		(code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) || code == 0xfffd;
}

void text_clean(struct buf *b, struct str s)
{
	size_t done = 0;
	for (size_t at = 0; at < s.n;) {
		if (s.p[at] >= ' ' && s.p[at] < 0x7f) {
			at++;
			continue;
		}
		size_t begin = at;
		uint32_t code = utf8_next(s, &at);
		if (!is_forbidden(code))
			continue;
		buf_add(b, s.p + done, begin - done);
		if (code == 0x2028 || code == 0x2029 || (code < ' ' && is_space((char)code)))
			buf_put(b, ' ');
		else
			utf8_put(b, 0xfffd);
		done = at;
	}
	buf_add(b, s.p + done, s.n - done);
}

void text_lines_free(struct text_lines *lines)
{
	buf_free(&lines->bytes);
	mem_free(lines->items);
	*lines = (struct text_lines){ .bytes = BUF_INIT };
}

/* Does the line end in a soft break? Not before what would stand in the joined line's midst, and never where it would be
 * taken for the separator of a signature (RFC 3676 §4.3). */
static bool goes_on(const struct text *t, struct str begin, struct str rest)
{
	return t->flowed && t->soft && !t->margin && t->indent.n == 0 && !(begin.n == 0 && str_eq(rest, STR("--")));
}

static void put(struct text *t, struct str begin, struct str rest)
{
	rest = str_trim_right(rest);
	if (!rest.n)
		begin = str_trim_right(begin);
	if (t->kept) {
		struct text_lines *k = t->kept;
		VEC_ROOM(k->items, k->count, k->room);
		struct text_line *line = &k->items[k->count++];
		*line = (struct text_line){ k->bytes.n, begin.n + rest.n, utf8_columns(begin) + utf8_columns(rest), t->minutes };
		buf_str(&k->bytes, begin);
		buf_str(&k->bytes, rest);
	} else {
		if (t->flowed && begin.n + rest.n)
			out_put(t->out, ' ');
		if (t->margin && begin.n + rest.n)
			out_cstr(t->out, t->minutes ? "| " : "  ");
		out_str(t->out, begin);
		out_str(t->out, rest);
		if (goes_on(t, begin, rest))
			out_put(t->out, ' ');
		out_put(t->out, '\n');
	}
	t->begun = true;
	t->blank = begin.n + rest.n == 0;
}

/* What the next line begins with. */
static struct str beginning(const struct text *t)
{
	return buf_slice(t->leads ? &t->lead : &t->indent);
}

void text_put_line(struct text *t, struct str line)
{
	put(t, beginning(t), line);
	t->leads = false;
}

void text_gap(struct text *t)
{
	if (!t->begun || t->blank || t->leads)
		return;
	put(t, buf_slice(&t->indent), STR_EMPTY);
	t->blank = true;
}

static size_t indent(struct text *t, struct str more)
{
	size_t entered = t->indent.n;
	if (entered + more.n <= TEXT_INDENT_MAX)
		buf_str(&t->indent, more);
	return entered;
}

static struct str blanks(size_t columns)
{
	return str_first(STR("                "), columns);
}

size_t text_indent(struct text *t, size_t columns)
{
	return indent(t, blanks(columns));
}

size_t text_enter_with(struct text *t, struct str marker, struct str below)
{
	if (!t->leads) {
		buf_cut(&t->lead, 0);
		buf_str(&t->lead, buf_slice(&t->indent));
		t->leads = true;
	}
	text_clean(&t->lead, marker);
	return indent(t, below);
}

size_t text_enter(struct text *t, struct str marker, size_t columns)
{
	return text_enter_with(t, marker, blanks(columns));
}

void text_leave(struct text *t, size_t entered)
{
	struct str marker = str_skip(buf_slice(&t->lead), entered);
	if (t->leads && str_trim(marker).n)
		text_put_line(t, STR_EMPTY);
	t->leads = false;
	buf_cut(&t->indent, entered);
}

static size_t room(const struct text *t)
{
	size_t used = utf8_columns(beginning(t));
	return used < t->width ? t->width - used : 1;
}

enum { NARROW = 20 };

/* Punctuation of East Asian texts behind which a line may end. */
static bool is_wide_stop(uint32_t code)
{
	return (code >= 0x3001 && code <= 0x3003) || code == 0x300b || code == 0x300d || code == 0x300f ||
		code == 0x3011 || code == 0xff01 || code == 0xff09 || code == 0xff0c || code == 0xff0e || code == 0xff1a ||
		code == 0xff1b || code == 0xff1f;
}

/* Where to break a word of wide characters that takes more than the columns: 0 where it has no such place. */
static size_t break_wide(struct str word, size_t columns)
{
	size_t taken = 0, place = 0, stop = 0;
	bool wide = false;
	for (size_t at = 0; at < word.n;) {
		size_t begin = at;
		uint32_t code = utf8_next(word, &at);
		int width = utf8_width(code);
		if (begin && (wide || width == 2) && width && !is_wide_stop(code))
			place = begin;
		taken += (size_t)width;
		if (taken > columns)
			break;
		wide = width == 2;
		if (is_wide_stop(code) && at < word.n)
			stop = at;
	}
	/* Behind punctuation where there is any, however short the line: what stands between two signs is one word. */
	return stop ? stop : place;
}

static void put_filled(struct text *t)
{
	text_put_line(t, buf_slice(&t->line));
	buf_cut(&t->line, 0);
}

static void fill_line(struct text *t, struct str words)
{
	struct str word;
	size_t columns = 0, most = room(t);
	while (str_word(&words, &word)) {
		size_t width = utf8_columns(word);
		if (columns && columns + 1 + width > most) {
			t->soft = true;
			put_filled(t);
			t->soft = false;
			columns = 0;
			most = room(t);
		}
		while (width > most && most >= NARROW) {
			size_t n = break_wide(word, most);
			if (!n)
				break;
			text_put_line(t, str_first(word, n));
			width -= utf8_columns(str_first(word, n));
			word = str_skip(word, n);
			most = room(t);
		}
		if (columns)
			buf_put(&t->line, ' ');
		buf_str(&t->line, word);
		columns += width + (columns > 0);
	}
	if (t->line.n)
		put_filled(t);
}

void text_fill(struct text *t, struct str words)
{
	struct str line;
	while (words.n && str_split(&words, '\n', &line))
		fill_line(t, line);
}

void text_underlined(struct text *t, struct str words, char sign)
{
	struct text_lines lines = { .bytes = BUF_INIT }, *outer = t->kept;
	size_t columns = 0;
	t->kept = &lines;
	text_fill(t, words);
	t->kept = outer;
	for (size_t i = 0; i < lines.count; i++) {
		text_put_line(t, str_first(str_skip(buf_slice(&lines.bytes), lines.items[i].at), lines.items[i].n));
		if (lines.items[i].columns > columns)
			columns = lines.items[i].columns;
	}
	text_lines_free(&lines);
	for (size_t i = 0; i < columns && i < TEXT_WIDTH; i++)
		buf_put(&t->line, sign);
	put_filled(t);
}
