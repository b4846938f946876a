#include <stdio.h>
#include <string.h>

#include "write/odt.h"

/* Characters, as far as they matter for a column's width. */
static size_t characters(struct inlines text)
{
	enum { WIDEST = 200 };
	size_t n = 0;
	for (size_t i = 0; i < text.count && n < WIDEST; i++)
		for (size_t k = 0; text.spans[i].type <= SPAN_CODE && k < text.spans[i].text.n && n < WIDEST; k++)
			n += ((unsigned char)text.spans[i].text.p[k] & 0xc0) != 0x80;
	return n;
}

/* How much of the room that is left a long column claims: of what is above a third of a line, a quarter counts. */
static size_t claim(size_t n)
{
	enum { WRAPS = 30 };
	return n <= WRAPS ? n : WRAPS + (n - WRAPS) / 4;
}

/* Characters of a line for each column, where not all can have what they need. A short one that needs no more than its
 * fair part gets it, until none is left that does; the others share the rest. */
static void share_line(const size_t *needs, size_t *gets, size_t count, size_t line)
{
	enum { SHORT = 24 };
	size_t rest = line, open = count, claims = 0;
	for (bool found = true; found && open;) {
		size_t fair = rest / open;
		found = false;
		for (size_t i = 0; i < count; i++)
			if (!gets[i] && needs[i] <= fair && needs[i] <= SHORT) {
				gets[i] = needs[i];
				rest -= needs[i];
				open--;
				found = true;
			}
	}
	for (size_t i = 0; i < count; i++)
		claims += gets[i] ? 0 : claim(needs[i]);
	for (size_t i = 0; i < count; i++)
		if (!gets[i])
			gets[i] = rest * claim(needs[i]) / claims + 1;
}

struct odt_columns odt_columns(const size_t *sizes, size_t count, bool whole)
{
	/* Characters of a line, and besides a column's own; percent */
	enum { LINE = 84, LEAST = 3, PADDING = 4, NARROW = 30, NEARLY_WHOLE = 80 };
	struct odt_columns c = { .count = count, .width = 100 };
	size_t needs[TABLE_COLUMNS], gets[TABLE_COLUMNS] = { 0 }, needed = 0, sum = 0;
	for (size_t i = 0; i < count; i++) {
		needs[i] = (sizes[i] < LEAST ? LEAST : sizes[i]) + PADDING;
		needed += needs[i];
	}
	if (needed > LINE)
		share_line(needs, gets, count, LINE);
	else
		memcpy(gets, needs, count * sizeof *gets);
	for (size_t i = 0; i < count; i++)
		sum += gets[i];
	for (size_t i = 0; i < count; i++) {
		size_t share = (gets[i] * 100 + sum / 2) / sum;
		c.shares[i] = (uint8_t)(share < 1 ? 1 : share > 100 ? 100 : share);
	}
	size_t percent = (needed * 100 / LINE + 9) / 10 * 10;
	if (!whole && percent < NEARLY_WHOLE)
		c.width = percent < NARROW ? NARROW : (unsigned)percent;
	return c;
}

/* The model knows the first columns' lines; of further ones the cells' own text is measured. */
static struct odt_columns columns_of(const struct block *table)
{
	enum { KNOWN = 4 };
	size_t sizes[TABLE_COLUMNS] = { 0 }, count = table->u.table.columns;
	if (count > TABLE_COLUMNS)
		count = TABLE_COLUMNS;
	for (size_t i = 0; i < count && i < KNOWN; i++)
		sizes[i] = table->u.table.widths[i];
	for (const struct block *row = table->first; row && count > KNOWN; row = row->next) {
		size_t i = 0;
		for (const struct block *cell = row->first; cell && i < count; cell = cell->next, i++) {
			size_t n = i < KNOWN ? 0 : characters(cell->text);
			if (n > sizes[i])
				sizes[i] = n;
		}
	}
	return odt_columns(sizes, count, table->u.table.kind == TABLE_SERIES);
}

void odt_table_use(struct odt *o, enum odt_table kind, const struct odt_columns *columns)
{
	o->tables[kind][columns->width] = true;
	for (size_t i = 0; i < columns->count; i++)
		o->columns[columns->shares[i]] = true;
}

void odt_table_start(struct odt *o, enum odt_table kind, const struct odt_columns *columns)
{
	static const char *const names[] = {
#define X(name, automatic, named) automatic,
		ODT_TABLES(X)
#undef X
	};
	char name[48];
	snprintf(name, sizeof name, "%s-%u", names[kind], columns->width);
	xml_start(o->x, "table:table");
	xml_attr_c(o->x, "table:style-name", name);
	for (size_t i = 0; i < columns->count; i++) {
		snprintf(name, sizeof name, "column-%u", columns->shares[i]);
		xml_start(o->x, "table:table-column");
		xml_attr_c(o->x, "table:style-name", name);
		xml_end(o->x);
	}
}

void odt_cell_start(struct odt *o, enum odt_cell kind)
{
	static const char *const names[] = {
#define X(name, automatic, named) automatic,
		ODT_CELLS(X)
#undef X
	};
	xml_start(o->x, "table:table-cell");
	xml_attr_c(o->x, "table:style-name", names[kind]);
}

static void cell(struct odt *o, const struct block *b, bool first)
{
	const struct block *row = b->parent;
	bool header = row->u.row.header;
	enum odt_paragraph kind = header ? ODT_P_CELL_HEAD : first && row->u.row.series ? ODT_P_SERIES : ODT_P_CELL;
	struct odt_flow flow = { .depth = 0 }, *outer = o->flow;
	o->flow = &flow;
	if (o->told_count)
		odt_told_enter(o, b);
	odt_cell_start(o, header ? ODT_CELL_HEAD : ODT_CELL_CELL);
	if (b->text.count || !b->first) {
		odt_paragraph(o, kind, b);
		odt_inlines(o, b->text);
		xml_end(o->x);
	}
	odt_blocks(o, b->first);
	xml_end(o->x);
	o->flow = outer;
}

/* Bytes of text in a row, as far as they matter. */
static bool is_short(const struct block *row)
{
	enum { SHORT = 1200, LINE = 60 };
	size_t n = 0;
	struct block_iter it = block_iter((struct block *)row);
	while (n < SHORT && block_next(&it)) {
		const struct block *b = it.block;
		if (!it.entering)
			continue;
		if (b->type == BLOCK_CODE || b->type == BLOCK_ROLL || b->type == BLOCK_TABLE)
			return false;
		n += LINE;
		for (size_t i = 0; n < SHORT && i < b->text.count; i++)
			n += b->text.spans[i].text.n;
	}
	return n < SHORT;
}

static void row(struct odt *o, const struct block *b, size_t columns)
{
	size_t count = 0;
	xml_start(o->x, "table:table-row");
	if (is_short(b))
		xml_attr_c(o->x, "table:style-name", ODT_SHORT_ROW);
	for (const struct block *c = b->first; c && count < columns; c = c->next, count++)
		cell(o, c, c == b->first);
	if (count < columns) {
		odt_cell_start(o, b->u.row.header ? ODT_CELL_HEAD : ODT_CELL_CELL);
		if (columns - count > 1)
			xml_attr_n(o->x, "table:number-columns-repeated", (long)(columns - count));
		odt_named_paragraph(o, "Table_20_Contents");
		xml_end(o->x);
		xml_end(o->x);
	}
	xml_end(o->x);
}

static enum odt_table kind_of(const struct block *table)
{
	return table->u.table.kind == TABLE_SERIES ? ODT_TABLE_SERIES : ODT_TABLE_PLAIN;
}

void odt_table_survey(struct odt *o, const struct block *table)
{
	struct odt_columns columns = columns_of(table);
	if (!table->first || !columns.count)
		return;
	odt_table_use(o, kind_of(table), &columns);
	for (const struct block *r = table->first; r; r = r->next) {
		o->cells[r->u.row.header ? ODT_CELL_HEAD : ODT_CELL_CELL] = true;
		o->short_row = o->short_row || is_short(r);
	}
}

void odt_table(struct odt *o, const struct block *table)
{
	struct odt_columns columns = columns_of(table);
	const struct block *r = table->first;
	if (!r || !columns.count)
		return;
	odt_list_suspend(o);
	odt_table_start(o, kind_of(table), &columns);
	if (r->u.row.header) {
		xml_start(o->x, "table:table-header-rows");
		for (; r && r->u.row.header; r = r->next)
			row(o, r, columns.count);
		xml_end(o->x);
	}
	for (; r; r = r->next)
		row(o, r, columns.count);
	xml_end(o->x);
}
