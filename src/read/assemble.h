/* Assemble, the second pass: lines joined into a tree of blocks. What the blocks mean is not asked here: a paragraph
 * that begins with a label is a paragraph still. */
#ifndef READ_ASSEMBLE_H
#define READ_ASSEMBLE_H

#include "read/raw.h"
#include "read/scan.h"

/* Title, front matter, mail headers and header fields: fills doc->title_text and doc->root's FIELDs; returns the index
 * of the first line of the body. */
size_t read_head(struct document *doc, struct lines *lines);

/* Which lines are headings: for each line its level 1..6, or 0. mem_free() it. Marked-up headings always are; numbered
 * lines where what stands between them says so; a bare short line where it is alone and no sentence. */
uint8_t *outline_levels(const struct lines *lines, size_t from);
/* "Title NOT COVERED", "Title (not covered)", "Title - NOT COVERED": the title, and the mark in *written; else the text. */
struct str outline_cut_uncovered(struct str text, struct str *written);

/* Was the line ended though the first word of the line of text below had room? Then that is no wrapped part of it. */
bool line_ended_early(const struct line *l, const struct line *below);

/* Is it the day of the call alone on a line, "Tuesday, May 14, 2024", which is no heading? Not where text goes on below it,
 * nor where others like it head the notes of other days. */
bool line_is_day(const struct lines *lines, size_t at);

/* Does the line go on in the one below, and a list follow: "2. A long heading that goes" over "on" over "* an item"? */
bool line_wraps_over_list(const struct lines *lines, size_t at);

/* Lines, joined by '\n', each without up to that many blanks at its begin (CommonMark 0.30 §4.5). */
struct str lines_without_indent(struct document *doc, struct str text, size_t indent);

/* Lines between two equal lines of dashes, no blank one among them and most like code, are kept as they are: the index
 * of the second line of dashes where lines[at] is such a first one, else 0. */
size_t dashed_end(const struct lines *lines, size_t at);

void assemble(struct document *doc, const struct lines *lines, size_t from, const uint8_t *levels);

/* Do lines[at...] begin a table of columns two blanks apart: a head over a line of dashes, or three lines flush in every
 * column? *body is the line behind the head. */
bool table_spaced(const struct lines *lines, size_t at, size_t *body);

/* Do lines[at...] begin a table? Then its block, rows and raw cells, and *next behind it. */
struct block *table_read(struct document *doc, const struct lines *lines, size_t at, size_t *next);

#endif
