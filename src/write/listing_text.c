/* A listing as text: columns side by side, two blanks between. */
#include "base/mem.h"
#include "base/utf8.h"
#include "write/listing.h"
#include "write/text.h"

enum { GAP = 2, NARROW_MOST = 24, WIDE_LEAST = 16 };

struct columns {
	const struct listing *l;
	struct out *out;
	bool *shows;
	size_t *widths;
	size_t last;             /* the last column that is shown */
	struct buf *parts;       /* of one row: what is left to be put of each cell, clean, '\n' between lines */
	size_t *at;              /* how far each part is put */
};

static size_t longest_line(struct str text)
{
	struct str line;
	size_t most = 0;
	while (text.n && str_split(&text, '\n', &line)) {
		size_t n = utf8_columns(line);
		most = n > most ? n : most;
	}
	return most;
}

/* Columns that are not wide are as wide as their cells; the others share what is left, the least first. */
static void measure(struct columns *c)
{
	const struct listing *l = c->l;
	size_t room = LISTING_WIDTH, wide = 0;
	for (size_t i = 0; i < l->column_count; i++) {
		if (!c->shows[i])
			continue;
		size_t most = utf8_columns(str_of(l->columns[i].title));
		for (size_t r = 0; r < l->row_count; r++) {
			const struct listing_cell *cell = &l->rows[r].cells[i];
			size_t n = longest_line(cell->text), note = cell->note.n ? utf8_columns(cell->note) + 2 : 0;
			n = note > n ? note : n;
			most = n > most ? n : most;
		}
		if (!l->columns[i].wide && most > NARROW_MOST)
			most = NARROW_MOST;
		c->widths[i] = most;
		c->last = i;
		size_t used = l->columns[i].wide ? GAP : most + GAP;
		wide += l->columns[i].wide;
		room -= used < room ? used : room;
	}
	room += GAP;
	for (bool settled = false; wide && !settled;) {
		settled = true;
		for (size_t i = 0; i < l->column_count; i++) {
			if (!c->shows[i] || !l->columns[i].wide || c->at[i] || c->widths[i] > room / wide)
				continue;
			c->at[i] = 1;            /* has what it wants */
			room -= c->widths[i];
			wide--;
			settled = false;
			if (!wide)
				break;
		}
	}
	for (size_t i = 0; i < l->column_count; i++) {
		if (c->shows[i] && l->columns[i].wide && !c->at[i])
			c->widths[i] = room / wide > WIDE_LEAST ? room / wide : WIDE_LEAST;
		c->at[i] = 0;
	}
}

static void pad(struct out *out, size_t n)
{
	while (n--)
		out_put(out, ' ');
}

/* How many bytes of s fit into width columns, at least one character. */
static size_t fitting(struct str s, size_t width)
{
	size_t at = 0, used = 0;
	while (at < s.n) {
		size_t next = at;
		used += (size_t)utf8_width(utf8_next(s, &next));
		if (used > width && at)
			break;
		at = next;
	}
	return at;
}

/* The next line of a cell. A word wider than the column is broken, but for the last column, where it stands out. */
static struct str next_line(struct columns *c, size_t column)
{
	struct str rest = str_skip(buf_slice(&c->parts[column]), c->at[column]);
	size_t end = str_find_char(rest, '\n', 0), width = c->widths[column];
	struct str line = str_first(rest, end == STR_NONE ? rest.n : end);
	size_t n = fitting(line, width);
	if (n < line.n) {
		size_t blank = n;
		while (blank && line.p[blank] != ' ')
			blank--;
		if (!blank && column == c->last) {
			blank = str_find_char(line, ' ', 0);
			n = blank == STR_NONE ? line.n : blank;
		} else if (blank) {
			n = blank;
		}
	}
	size_t skip = n;
	if (skip < rest.n && (rest.p[skip] == ' ' || rest.p[skip] == '\n'))
		skip++;
	c->at[column] += skip;
	return str_trim_right(str_first(line, n));
}

static bool left(const struct columns *c)
{
	for (size_t i = 0; i < c->l->column_count; i++)
		if (c->at[i] < c->parts[i].n)
			return true;
	return false;
}

/* One line of the row, without blanks at its end. */
static void put_line(struct columns *c)
{
	size_t owed = 0;
	for (size_t i = 0; i < c->l->column_count; i++) {
		if (!c->shows[i])
			continue;
		struct str text = next_line(c, i);
		size_t width = utf8_columns(text), blanks = width < c->widths[i] ? c->widths[i] - width : 0;
		if (c->l->columns[i].number)
			owed += blanks;
		if (text.n) {
			pad(c->out, owed);
			out_str(c->out, text);
			owed = 0;
		} else {
			owed += width;
		}
		owed += (c->l->columns[i].number ? 0 : blanks) + GAP;
	}
	out_put(c->out, '\n');
}

static void clean_cell(struct buf *part, const struct listing_cell *cell)
{
	struct str text = cell->text, line;
	buf_cut(part, 0);
	while (text.n && str_split(&text, '\n', &line)) {
		buf_cstr(part, part->n ? "\n" : "");
		text_clean(part, line);
	}
	if (!cell->note.n)
		return;
	buf_cstr(part, part->n ? "\n(" : "(");
	text_clean(part, cell->note);
	buf_put(part, ')');
}

static void put_row(struct columns *c, const struct listing_row *row)
{
	for (size_t i = 0; i < c->l->column_count; i++) {
		buf_cut(&c->parts[i], 0);
		c->at[i] = 0;
		struct listing_cell head = { .text = str_of(c->l->columns[i].title) };
		if (c->shows[i])
			clean_cell(&c->parts[i], row ? &row->cells[i] : &head);
	}
	do
		put_line(c);
	while (left(c));
}

/* Words in lines of the page's width. */
static void put_words(struct out *out, struct str text)
{
	struct buf clean = BUF_INIT;
	size_t column = 0;
	struct str rest, word;
	text_clean(&clean, text);
	rest = buf_slice(&clean);
	while (str_word(&rest, &word)) {
		size_t n = utf8_columns(word);
		if (column)
			out_put(out, column + 1 + n > LISTING_WIDTH ? '\n' : ' ');
		column = column && column + 1 + n <= LISTING_WIDTH ? column + 1 + n : n;
		out_str(out, word);
	}
	out_put(out, '\n');
	buf_free(&clean);
}

static void put_title(struct out *out, struct str title, char sign)
{
	struct buf clean = BUF_INIT;
	text_clean(&clean, title);
	size_t n = utf8_columns(buf_slice(&clean));
	put_words(out, title);
	for (size_t i = 0; i < n && i < LISTING_WIDTH; i++)
		out_put(out, sign);
	out_put(out, '\n');
	buf_free(&clean);
}

void listing_text(const struct listing *l, struct out *out)
{
	struct columns c = { .l = l, .out = out };
	c.widths = mem_zero(l->column_count, sizeof *c.widths);
	c.at = mem_zero(l->column_count, sizeof *c.at);
	c.parts = mem_zero(l->column_count, sizeof *c.parts);
	c.shows = mem_zero(l->column_count, sizeof *c.shows);
	for (size_t i = 0; i < l->column_count; i++) {
		c.parts[i] = (struct buf)BUF_INIT;
		c.shows[i] = listing_shows(l, i);
	}
	measure(&c);
	put_title(out, l->title, '=');
	if (l->about.n) {
		out_put(out, '\n');
		put_words(out, l->about);
	}
	if (!l->row_count && l->nothing.n) {
		out_put(out, '\n');
		put_words(out, l->nothing);
	}
	for (size_t g = 0; g < l->group_count; g++) {
		const struct listing_group *group = &l->groups[g];
		out_put(out, '\n');
		if (group->title.n)
			put_title(out, group->title, '-');
		if (g == 0 || !group->title.n)
			put_row(&c, NULL);
		for (size_t r = group->first; r < group->first + group->count; r++)
			put_row(&c, &l->rows[r]);
	}
	for (size_t i = 0; i < l->column_count; i++)
		buf_free(&c.parts[i]);
	mem_free(c.shows);
	mem_free(c.parts);
	mem_free(c.at);
	mem_free(c.widths);
}
