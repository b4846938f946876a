/* "Name / GitHub / affiliation" over a list of "Mira Okafor / @mira / Northwind": a hint that names the columns of a table
 * whose rows are the items. */
#include "read/rolls.h"
#include "read/tables.h"

enum { HINT_BYTES = 100, MOST_COLUMNS = 6 };

#define BETWEEN STR(" / ")

/* The next piece up to a slash between blanks. */
static bool next_cell(struct str *rest, struct str *cell)
{
	if (!rest->n)
		return false;
	size_t at = str_find(*rest, BETWEEN, 0);
	*cell = str_trim(at == STR_NONE ? *rest : str_first(*rest, at));
	*rest = at == STR_NONE ? STR_EMPTY : str_skip(*rest, at + BETWEEN.n);
	return true;
}

static size_t count_cells(struct str text)
{
	struct str cell;
	size_t n = 0;
	while (next_cell(&text, &cell))
		n++;
	return n;
}

/* How many columns the hint names, each another one that a roll has and the first that of names; 0 if it is none. */
static size_t count_columns(struct str hint)
{
	bool seen[COLUMN_STATUS + 1] = { false };
	struct str head;
	size_t n = 0;
	if (hint.n > HINT_BYTES)
		return 0;
	while (next_cell(&hint, &head)) {
		enum roll_column column = roll_column(head);
		if (column == COLUMN_OTHER || seen[column] || (n == 0) != (column == COLUMN_NAME) || ++n > MOST_COLUMNS)
			return 0;
		seen[column] = true;
	}
	return n >= 2 ? n : 0;
}

static bool are_rows(const struct block *list, size_t columns)
{
	for (const struct block *item = list->first; item; item = item->next) {
		size_t cells = count_cells(raw_text(item));
		if (item->first || item->u.item.check != CHECK_NONE || item->u.item.marker.n || cells < 2 || cells > columns)
			return false;
	}
	return list->first != NULL;
}

static void add_row(struct table_builder *builder, const struct block *from, bool header)
{
	struct block *row = table_row(builder, from->line, header);
	struct str rest = raw_text(from), cell;
	while (next_cell(&rest, &cell))
		block_append(row, raw_block(builder->doc, BLOCK_CELL, from->line, cell));
}

struct block *table_from_hint(struct resolver *r, struct block *list)
{
	struct block *hint = list->prev;
	if (r->strict || !hint || (hint->type != BLOCK_HEADING && hint->type != BLOCK_PARAGRAPH))
		return NULL;
	size_t columns = count_columns(block_text(r, hint));
	if (!columns || !are_rows(list, columns))
		return NULL;
	struct table_builder builder;
	struct block *table = table_begin(&builder, r->doc, hint->line);
	table->origin = list->origin;
	add_row(&builder, hint, true);
	for (const struct block *item = list->first; item; item = item->next)
		add_row(&builder, item, false);
	builder.widest = columns;
	table_end(&builder);
	block_remove(hint);
	return roll_replace(list, table);
}
