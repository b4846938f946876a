/* Tables: what the assembler and the series pass share. */
#ifndef READ_TABLES_H
#define READ_TABLES_H

#include "read/raw.h"
#include "read/scan.h"

/* A table being built: rows are added with their raw cells. */
struct table_builder {
	struct document *doc;
	struct block *table;
	size_t widest;
	bool wide_said;
};

struct block *table_begin(struct table_builder *b, struct document *doc, size_t line);
struct block *table_row(struct table_builder *b, size_t line, bool header);
/* One more cell; its text is cut at <br> into the cell's text and paragraphs under it. */
struct block *table_cell(struct table_builder *b, struct block *row, size_t line, struct str text);
void table_end(struct table_builder *b);

/* Is this a head such as Series | Stakeholders? */
bool series_head(const struct str *cells, size_t count);

/* Rows of a series table whose cells are wrapped over lines: lines[at..end) of two columns, split by cut. */
struct wrapped_line {
	struct str left, right;
	size_t line;
	bool blank_before;
};
void series_rows(struct table_builder *b, const struct wrapped_line *lines, size_t count);

/* Offset in a series title's cell where its status begins ("Waiting for v5", "v2 posted", "<i>...</i>"), or its length. */
size_t series_status(struct str text);

#endif
