/* Tables of three notations: pipes, tabs, and columns two blanks apart. */
#include "read/tables.h"

#include "base/mem.h"
#include "read/assemble.h"

struct cells {
	struct str at[TABLE_COLUMNS];
	size_t count;
	bool cut;       /* there were more; the last one holds the rest */
};

struct block *table_begin(struct table_builder *b, struct document *doc, size_t line)
{
	*b = (struct table_builder){ doc, block_new(doc, BLOCK_TABLE, line), 0, false };
	return b->table;
}

struct block *table_row(struct table_builder *b, size_t line, bool header)
{
	struct block *row = block_new(b->doc, BLOCK_ROW, line);
	row->u.row.header = header;
	block_append(b->table, row);
	return row;
}

static bool is_break(struct str s, size_t at, size_t *length)
{
	static const struct str forms[] = { { "<br>", 4 }, { "<br/>", 5 }, { "<br />", 6 } };
	for (size_t i = 0; i < 3; i++)
		if (str_starts_nocase(str_skip(s, at), forms[i])) {
			*length = forms[i].n;
			return true;
		}
	return false;
}

static struct str next_piece(struct str *rest)
{
	size_t at = 0, length = 0;
	while ((at = str_find_char(*rest, '<', at)) != STR_NONE && !is_break(*rest, at, &length))
		at++;
	struct str piece = str_first(*rest, at);
	*rest = at == STR_NONE ? STR_EMPTY : str_skip(*rest, at + length);
	return str_trim(piece);
}

struct block *table_cell(struct table_builder *b, struct block *row, size_t line, struct str text)
{
	struct block *cell = raw_block(b->doc, BLOCK_CELL, line, next_piece(&text));
	block_append(row, cell);
	while (text.n) {
		struct str piece = next_piece(&text);
		if (piece.n)
			block_append(cell, raw_block(b->doc, BLOCK_PARAGRAPH, line, piece));
	}
	return cell;
}

void table_end(struct table_builder *b)
{
	b->table->u.table.columns = (uint16_t)b->widest;
}

static void add_cells(struct table_builder *b, const struct line *l, const struct cells *cells, bool header)
{
	struct block *row = table_row(b, l->number, header);
	for (size_t i = 0; i < cells->count; i++)
		table_cell(b, row, l->number, cells->at[i]);
	if (cells->count > b->widest)
		b->widest = cells->count;
	if (cells->cut && !b->wide_said) {
		struct str limit = arena_printf(&b->doc->arena, "%d", TABLE_COLUMNS);
		diag_add(&b->doc->diags, DIAG_TOO_WIDE, l->number, 1, limit, STR_EMPTY);
		b->wide_said = true;
	}
}

/* "\|" in a cell is a pipe that separates nothing (GFM 4.10). */
static struct str unescape_pipes(struct document *doc, struct str cell)
{
	if (str_find(cell, STR("\\|"), 0) == STR_NONE)
		return cell;
	char *copy = arena_alloc(&doc->arena, cell.n);
	size_t n = 0;
	for (size_t i = 0; i < cell.n; i++)
		if (!(cell.p[i] == '\\' && i + 1 < cell.n && cell.p[i + 1] == '|'))
			copy[n++] = cell.p[i];
	return (struct str){ copy, n };
}

static void split_pipes(struct document *doc, struct str row, struct cells *cells)
{
	*cells = (struct cells){ .count = 0 };
	if (row.n && *row.p == '|')
		row = str_skip(row, 1);
	if (row.n && row.p[row.n - 1] == '|' && !(row.n > 1 && row.p[row.n - 2] == '\\'))
		row.n--;
	for (;;) {
		size_t at = 0;
		while ((at = str_find_char(row, '|', at)) != STR_NONE && at && row.p[at - 1] == '\\')
			at++;
		bool last = at == STR_NONE || cells->count == TABLE_COLUMNS - 1;
		cells->cut = last && at != STR_NONE;
		cells->at[cells->count++] = unescape_pipes(doc, str_trim(last ? row : str_first(row, at)));
		if (last)
			return;
		row = str_skip(row, at + 1);
	}
}

static void split_tabs(struct str raw, struct cells *cells)
{
	struct str cell;
	*cells = (struct cells){ .count = 0 };
	while (str_split(&raw, '\t', &cell)) {
		if (cells->count == TABLE_COLUMNS) {
			struct str *last = &cells->at[TABLE_COLUMNS - 1];
			*last = str_trim(str_range(last->p, cell.p + cell.n));
			cells->cut = true;
		} else {
			cells->at[cells->count++] = str_trim(cell);
		}
	}
	while (cells->count > 2 && !cells->at[cells->count - 1].n)
		cells->count--;
}

static bool only_dashes(const struct cells *cells)
{
	size_t dashes = 0;
	for (size_t i = 0; i < cells->count; i++)
		for (size_t k = 0; k < cells->at[i].n; k++) {
			char c = cells->at[i].p[k];
			if (c != '-' && c != ':' && c != '=')
				return false;
			dashes += c != ':';
		}
	return dashes > 0;
}

/* Is the line a head without outer pipes: text with a pipe over a separator of as many cells (GFM 4.10)? */
static bool heads_pipes(struct document *doc, const struct lines *lines, size_t at)
{
	struct cells head, below;
	const struct line *l = &lines->items[at];
	if (lines->strict || at + 1 >= lines->count || l[1].cls != LINE_PIPE || str_find_char(l->text, '|', 0) == STR_NONE)
		return false;
	split_pipes(doc, str_trim(l->raw), &head);
	split_pipes(doc, l[1].text, &below);
	return head.count == below.count && head.count > 1 && only_dashes(&below);
}

static struct block *read_pipes(struct document *doc, const struct lines *lines, size_t at, size_t *next)
{
	struct cells head, cells;
	struct table_builder b;
	bool headed = false;
	size_t end = at + 1;
	while (end < lines->count && lines->items[end].cls == LINE_PIPE)
		end++;
	split_pipes(doc, str_trim(lines->items[at].raw), &head);
	if (at + 1 < end) {
		split_pipes(doc, lines->items[at + 1].text, &cells);
		headed = only_dashes(&cells);
	}
	if (end - at < 2 || (!headed && *lines->items[at].text.p != '|'))
		return NULL;
	struct block *table = table_begin(&b, doc, lines->items[at].number);
	if (headed && series_head(head.at, head.count))
		table->u.table.kind = TABLE_SERIES;
	/* A head of empty cells is how a table without one is written. */
	bool blank_head = headed;
	for (size_t i = 0; i < head.count; i++)
		blank_head = blank_head && !head.at[i].n;
	if (!blank_head)
		add_cells(&b, &lines->items[at], &head, headed);
	for (size_t i = at + (headed ? 2 : 1); i < end; i++) {
		split_pipes(doc, lines->items[i].text, &cells);
		add_cells(&b, &lines->items[i], &cells, false);
	}
	*next = end;
	if (!table->first)
		return NULL;
	table_end(&b);
	return table;
}

static bool tab_line(const struct lines *lines, size_t i)
{
	return i < lines->count && lines->items[i].cls == LINE_TABS;
}

/* Behind a blank line inside a series table (a page break) more rows may follow, unless they begin a new table. */
static bool goes_on(const struct lines *lines, size_t i)
{
	struct cells cells;
	if (i + 1 >= lines->count || lines->items[i].cls != LINE_BLANK || !tab_line(lines, i + 1))
		return false;
	split_tabs(lines->items[i + 1].raw, &cells);
	return !series_head(cells.at, cells.count);
}

/* What somebody typed right below a row of a series table during the call, without a tab. */
static bool below_row(const struct lines *lines, size_t i)
{
	if (i >= lines->count)
		return false;
	switch (lines->items[i].cls) {
	case LINE_BARE: case LINE_LABEL: case LINE_KEYWORD: case LINE_BULLET: case LINE_CONTINUE: return true;
	default: return false;
	}
}

/* The first row below the head may be wrapped before its tab. */
static bool wraps_to_row(const struct lines *lines, size_t i)
{
	enum { LINES_MOST = 4 };
	size_t n = 0;
	while (n < LINES_MOST && below_row(lines, i + n))
		n++;
	return n && tab_line(lines, i + n);
}

static struct block *read_tabs(struct document *doc, const struct lines *lines, size_t at, size_t *next)
{
	struct cells head, cells;
	struct table_builder b;
	split_tabs(lines->items[at].raw, &head);
	bool series = series_head(head.at, head.count), headed = series;
	size_t end = at + 1;
	while (tab_line(lines, end) || (series && (goes_on(lines, end) || (end > at + 1 ? below_row(lines, end) : wraps_to_row(lines, end))))) {
		split_tabs(lines->items[end].raw, &cells);
		if (end > at + 1 && series_head(cells.at, cells.count))
			break;
		end++;
	}
	if (end - at < 2 || head.count < 2)
		return NULL;
	split_tabs(lines->items[at + 1].raw, &cells);
	size_t body = at + 1;
	if (only_dashes(&cells)) {
		headed = true;
		body++;
	}
	struct block *table = table_begin(&b, doc, lines->items[at].number);
	table->u.table.kind = series ? TABLE_SERIES : TABLE_PLAIN;
	add_cells(&b, &lines->items[at], &head, headed);
	*next = end;
	if (!series) {
		for (size_t i = body; i < end; i++) {
			split_tabs(lines->items[i].raw, &cells);
			add_cells(&b, &lines->items[i], &cells, false);
		}
		table_end(&b);
		return table;
	}
	struct wrapped_line *rows = mem_zero(end - body + 1, sizeof *rows);
	size_t count = 0;
	for (size_t i = body; i < end; i++) {
		if (lines->items[i].cls == LINE_BLANK)
			continue;
		/* "o" may be a bullet, and is a word. */
		bool bullet = lines->items[i].cls == LINE_BULLET && !is_alpha(*lines->items[i].marker.p);
		split_tabs(bullet ? lines->items[i].text : lines->items[i].raw, &cells);
		if (!only_dashes(&cells))
			rows[count++] = (struct wrapped_line){ cells.at[0],
				cells.count > 1 ? str_range(cells.at[1].p, cells.at[cells.count - 1].p + cells.at[cells.count - 1].n) : STR_EMPTY,
				lines->items[i].number, lines->items[i - 1].cls == LINE_BLANK };
	}
	series_rows(&b, rows, count);
	mem_free(rows);
	table_end(&b);
	return table;
}

/* Offset where a second column begins: behind two blanks or more; STR_NONE if there is none. */
static size_t second_column(struct str s)
{
	size_t gap = str_find(s, STR("  "), 1);
	if (gap == STR_NONE)
		return STR_NONE;
	while (gap < s.n && s.p[gap] == ' ')
		gap++;
	return gap < s.n ? gap : STR_NONE;
}

/* Cells two blanks or more apart, and the column where each begins and ends. */
struct spaced {
	struct str at[8];
	size_t begin[8], end[8], count;
};

static void split_spaced(struct str raw, struct spaced *cells)
{
	size_t i = 0;
	cells->count = 0;
	while (i < raw.n && cells->count < 8) {
		while (i < raw.n && is_space(raw.p[i]))
			i++;
		size_t begin = i;
		while (i < raw.n && !(raw.p[i] == ' ' && (i + 1 == raw.n || raw.p[i + 1] == ' ')))
			i++;
		if (i > begin) {
			cells->at[cells->count] = str_range(raw.p + begin, raw.p + i);
			cells->begin[cells->count] = begin;
			cells->end[cells->count++] = i;
		}
	}
}

static bool near(size_t a, size_t b)
{
	return a < b ? b - a <= 1 : a - b <= 1;
}

/* Do two lines have the same columns, each flush left or right? */
static bool same_columns(const struct spaced *a, const struct spaced *b)
{
	if (a->count != b->count || a->count < 2)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!near(a->begin[i], b->begin[i]) && !near(a->end[i], b->end[i]))
			return false;
	return true;
}

static bool may_be_row(const struct line *l, struct spaced *cells)
{
	if (l->cls != LINE_BARE && l->cls != LINE_LABEL && l->cls != LINE_NUMBER && l->cls != LINE_KEYWORD)
		return false;
	split_spaced(l->raw, cells);
	return cells->count >= 2 && cells->at[0].n <= 48 && cells->at[0].p[cells->at[0].n - 1] != '.';
}

static bool is_dashes(const struct line *l)
{
	return (l->cls == LINE_RULE || l->cls == LINE_UNDERLINE) && l->text.n > 4;
}

bool table_spaced(const struct lines *lines, size_t at, size_t *body)
{
	struct spaced first, next;
	if (at + 2 >= lines->count || !may_be_row(&lines->items[at], &first))
		return false;
	if (is_dashes(&lines->items[at + 1])) {
		*body = at + 2;
		return may_be_row(&lines->items[at + 2], &next) && next.count == first.count;
	}
	*body = at + 1;
	return may_be_row(&lines->items[at + 1], &next) && same_columns(&first, &next) && may_be_row(&lines->items[at + 2], &next) &&
		same_columns(&first, &next);
}

static struct block *read_spaced(struct document *doc, const struct lines *lines, size_t at, size_t *next)
{
	struct spaced cells;
	struct table_builder b;
	size_t body, end;
	if (!table_spaced(lines, at, &body))
		return NULL;
	bool headed = body == at + 2;
	split_spaced(lines->items[at].raw, &cells);
	size_t columns = cells.count;
	struct block *table = table_begin(&b, doc, lines->items[at].number);
	for (end = at; end < lines->count; end++) {
		const struct line *l = &lines->items[end];
		if (headed && is_dashes(l))
			continue;
		if (!may_be_row(l, &cells) || cells.count != columns)
			break;
		struct block *row = table_row(&b, l->number, headed && end == at);
		for (size_t i = 0; i < cells.count; i++)
			table_cell(&b, row, l->number, cells.at[i]);
	}
	b.widest = columns;
	table_end(&b);
	*next = end;
	return table;
}

/* Columns two blanks apart: read only under a head that names series and stakeholders, or over a line of dashes. */
static struct block *read_columns(struct document *doc, const struct lines *lines, size_t at, size_t *next)
{
	const struct line *l = &lines->items[at];
	size_t column = second_column(l->raw);
	if (column == STR_NONE || l->text.n > 100)
		return NULL;
	struct str head[2] = { str_trim(str_first(l->raw, column)), str_trim(str_skip(l->raw, column)) };
	bool series = series_head(head, 2);
	struct cells dashes = { .count = 0 };
	if (at + 1 < lines->count) {
		const struct line *below = &lines->items[at + 1];
		size_t cut = second_column(below->raw);
		dashes.count = cut == STR_NONE ? 0 : 2;
		dashes.at[0] = str_trim(str_first(below->raw, cut));
		dashes.at[1] = str_trim(str_skip(below->raw, cut == STR_NONE ? below->raw.n : cut));
	}
	bool ruled = dashes.count == 2 && only_dashes(&dashes) && dashes.at[0].n > 2 && dashes.at[1].n > 2;
	if (!series && !ruled)
		return NULL;
	size_t body = at + 1 + ruled, end = body;
	while (end < lines->count && lines->items[end].cls != LINE_BLANK && lines->items[end].cls != LINE_ATX)
		end++;
	if (end == body)
		return NULL;
	struct table_builder b;
	struct block *table = table_begin(&b, doc, l->number);
	struct block *row = table_row(&b, l->number, true);
	table->u.table.kind = series ? TABLE_SERIES : TABLE_PLAIN;
	table_cell(&b, row, l->number, head[0]);
	table_cell(&b, row, l->number, head[1]);
	b.widest = 2;
	struct wrapped_line *rows = mem_zero(end - body, sizeof *rows);
	for (size_t i = body; i < end; i++) {
		struct str raw = lines->items[i].raw;
		bool right_only = lines->items[i].indent + 1u >= column;
		size_t cut = right_only ? 0 : second_column(raw);
		struct str left = right_only ? STR_EMPTY : str_trim(str_first(raw, cut));
		rows[i - body] = (struct wrapped_line){ left, cut == STR_NONE ? STR_EMPTY : str_trim(str_skip(raw, cut)), lines->items[i].number, false };
		if (!series) {
			row = table_row(&b, lines->items[i].number, false);
			table_cell(&b, row, lines->items[i].number, left);
			table_cell(&b, row, lines->items[i].number, rows[i - body].right);
		}
	}
	if (series)
		series_rows(&b, rows, end - body);
	mem_free(rows);
	table_end(&b);
	*next = end;
	return table;
}

struct block *table_read(struct document *doc, const struct lines *lines, size_t at, size_t *next)
{
	const struct line *l = &lines->items[at];
	if (l->cls == LINE_PIPE || heads_pipes(doc, lines, at))
		return read_pipes(doc, lines, at, next);
	if (l->cls == LINE_TABS)
		return read_tabs(doc, lines, at, next);
	if (lines->strict || (l->cls != LINE_BARE && l->cls != LINE_LABEL))
		return NULL;
	struct block *table = read_columns(doc, lines, at, next);
	return table ? table : read_spaced(doc, lines, at, next);
}
