#include "write/text.h"

#include "base/mem.h"
#include "base/utf8.h"

enum {
	GUTTER = 2,              /* blanks between columns */
	TALLEST = 12             /* a cell of more lines makes a table that nobody reads */
};
static const size_t unlimited = (size_t)1 << 40;

struct grid {
	const struct block *table;
	size_t columns;
	size_t natural[TABLE_COLUMNS], least[TABLE_COLUMNS], width[TABLE_COLUMNS];
	struct text_lines cells[TABLE_COLUMNS];     /* of the row at hand */
	bool apart;              /* blank lines between rows: some take several lines */
};

/* The cell's lines, as wide as told, into lines. */
static void render(struct text *t, const struct block *cell, size_t width, struct text_lines *lines)
{
	struct text outer = *t;
	buf_cut(&lines->bytes, 0);
	lines->count = 0;
	t->kept = lines;
	t->width = width;
	t->indent = t->lead = (struct buf)BUF_INIT;
	t->leads = t->begun = t->blank = false;
	t->compact = true;
	text_enter_origin(t, cell);
	text_flatten(t, &t->flat, cell->text);
	text_fill(t, buf_slice(&t->flat));
	buf_cut(&t->flat, 0);
	text_blocks(t, cell->first, false);
	buf_free(&t->indent);
	buf_free(&t->lead);
	t->kept = outer.kept;
	t->width = outer.width;
	t->indent = outer.indent;
	t->lead = outer.lead;
	t->leads = outer.leads;
	t->begun = outer.begun;
	t->blank = outer.blank;
	t->compact = outer.compact;
	t->minutes = outer.minutes;
}

static size_t widest(const struct text_lines *lines)
{
	size_t columns = 0;
	for (size_t i = 0; i < lines->count; i++)
		if (lines->items[i].columns > columns)
			columns = lines->items[i].columns;
	return columns;
}

static void measure(struct text *t, struct grid *g)
{
	for (const struct block *row = g->table->first; row; row = row->next) {
		size_t c = 0;
		for (const struct block *cell = row->first; cell && c < g->columns; cell = cell->next, c++) {
			struct text_lines *lines = &g->cells[c];
			render(t, cell, unlimited, lines);
			size_t natural = widest(lines);
			g->apart = g->apart || lines->count > 1;
			if (natural > g->natural[c])
				g->natural[c] = natural;
			if (natural > g->least[c]) {
				render(t, cell, 1, lines);
				size_t least = widest(lines);
				if (least > g->least[c])
					g->least[c] = least;
			}
		}
	}
}

/* Give each column its width; false if the table does not fit, or only with columns that are too narrow to read. */
static bool fit(struct grid *g, size_t room)
{
	size_t natural = 0, least = 0, gutters = g->columns ? (g->columns - 1) * GUTTER : 0;
	for (size_t c = 0; c < g->columns; c++) {
		natural += g->natural[c];
		least += g->least[c];
		g->width[c] = g->natural[c];
	}
	if (natural + gutters <= room)
		return true;
	if (least + gutters > room)
		return false;
	/* What is left over the least widths goes to the columns by how much each lacks. */
	size_t left = room - gutters - least, lack = natural - least;
	for (size_t c = 0; c < g->columns; c++) {
		g->width[c] = g->least[c] + (g->natural[c] - g->least[c]) * left / lack;
		if (g->width[c] && g->natural[c] / g->width[c] > TALLEST)
			return false;
	}
	g->apart = true;
	return true;
}

static bool is_empty(const struct block *cell)
{
	return !cell || (inline_empty(cell->text) && !cell->first);
}

static bool is_blank(const struct block *row)
{
	for (const struct block *cell = row->first; cell; cell = cell->next)
		if (!is_empty(cell))
			return false;
	return true;
}

/* The lines of the row's cells, side by side. */
static void put_row(struct text *t, struct grid *g, const struct block *row)
{
	size_t height = 0, count = 0;
	for (const struct block *cell = row->first; cell && count < g->columns; cell = cell->next, count++) {
		render(t, cell, g->width[count], &g->cells[count]);
		if (g->cells[count].count > height)
			height = g->cells[count].count;
	}
	bool outer = t->minutes;
	for (size_t i = 0; i < height; i++) {
		size_t columns = 0, place = 0;
		for (size_t c = 0; c < count; place += g->width[c++] + GUTTER) {
			if (i >= g->cells[c].count)
				continue;
			const struct text_line *line = &g->cells[c].items[i];
			if (!line->n)
				continue;
			for (; columns < place; columns++)
				buf_put(&t->flat, ' ');
			buf_add(&t->flat, g->cells[c].bytes.p + line->at, line->n);
			columns += line->columns;
			t->minutes = t->minutes || line->minutes;
		}
		text_put_line(t, buf_slice(&t->flat));
		buf_cut(&t->flat, 0);
		t->minutes = outer;
	}
}

static void put_columns(struct text *t, struct grid *g)
{
	for (const struct block *row = g->table->first; row; row = row->next) {
		if (is_blank(row))
			continue;
		if (row->prev && g->apart && !row->prev->u.row.header && !t->compact)
			text_gap(t);
		bool outer = text_enter_origin(t, row);
		put_row(t, g, row);
		if (row->u.row.header && !(row->next && row->next->u.row.header)) {
			for (size_t c = 0; c < g->columns; c++) {
				for (size_t i = 0; i < g->width[c]; i++)
					buf_put(&t->flat, '-');
				buf_cstr(&t->flat, c + 1 < g->columns ? "  " : "");
			}
			text_put_line(t, buf_slice(&t->flat));
			buf_cut(&t->flat, 0);
		}
		t->minutes = outer;
	}
}

/* ---- row by row: "Column: value", what stands in the first column leading ---- */

static void put_value(struct text *t, const struct block *label, const struct block *cell)
{
	size_t entered = text_enter(t, STR_EMPTY, 2);
	if (label && !inline_empty(label->text)) {
		text_flatten(t, &t->flat, label->text);
		buf_cstr(&t->flat, ": ");
	}
	if (cell)
		text_flatten(t, &t->flat, cell->text);
	text_fill(t, buf_slice(&t->flat));
	buf_cut(&t->flat, 0);
	text_leave(t, entered);
}

static void put_cell_blocks(struct text *t, const struct block *cell)
{
	bool outer = text_enter_origin(t, cell);
	text_blocks(t, cell->first, false);
	t->minutes = outer;
}

/* The first cell that says something, the others indented below it, and last what the first one holds. */
static void put_record(struct text *t, const struct block *header, const struct block *row, bool all_labels)
{
	const struct block *label = header ? header->first : NULL, *cell = row->first, *lead = NULL;
	size_t entered = 0;
	bool led = false, compact = t->compact;
	t->compact = true;
	for (; cell || (label && all_labels); cell = cell ? cell->next : NULL, label = label ? label->next : NULL) {
		if (is_empty(cell) && !(all_labels && !is_empty(label)))
			continue;
		bool outer = text_enter_origin(t, cell ? cell : label);
		put_value(t, label, cell);
		if (!led) {
			entered = text_indent(t, TEXT_HANG);
			lead = cell;
		} else if (cell) {
			size_t inside = text_indent(t, 2);
			put_cell_blocks(t, cell);
			text_leave(t, inside);
		}
		led = true;
		t->minutes = outer;
	}
	if (lead)
		put_cell_blocks(t, lead);
	if (led)
		text_leave(t, entered);
	t->compact = compact;
}

static void put_records(struct text *t, const struct block *table)
{
	const struct block *header = table->first && table->first->u.row.header ? table->first : NULL;
	const struct block *first = header ? header->next : table->first;
	if (header && !first)
		put_record(t, NULL, header, false);
	for (const struct block *row = first; row; row = row->next) {
		bool outer = text_enter_origin(t, row);
		if (row != first && !t->compact)
			text_gap(t);
		put_record(t, header, row, row == first);
		t->minutes = outer;
	}
}

void text_table(struct text *t, const struct block *table)
{
	struct grid *g = mem_zero(1, sizeof *g);
	size_t used = utf8_columns(buf_slice(&t->indent));
	g->table = table;
	for (size_t c = 0; c < TABLE_COLUMNS; c++)
		g->cells[c].bytes = (struct buf)BUF_INIT;
	g->columns = table->u.table.columns < TABLE_COLUMNS ? table->u.table.columns : TABLE_COLUMNS;
	/* A table within a cell is told row by row, too: each measuring would measure those inside. */
	bool columns = table->u.table.kind != TABLE_SERIES && !t->compact;
	if (columns)
		measure(t, g);
	if (columns && fit(g, used < t->width ? t->width - used : 1))
		put_columns(t, g);
	else
		put_records(t, table);
	for (size_t c = 0; c < TABLE_COLUMNS; c++)
		text_lines_free(&g->cells[c]);
	mem_free(g);
}
