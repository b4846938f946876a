/* Templates of plain text: what rollcall says around the facts of a call, in files that a user may replace.
 *
 *   {name}     the slot's text; one of several lines goes on at the column where it began, behind the same characters
 *              where only blanks and marks ("> ", "- ") stand before it
 *   {?name}    nothing, but the line counts as one with that slot
 *   {{         a brace
 *   {# ... }   a comment, a line of its own
 *
 * A line all of whose slots are empty is left out, and so is a paragraph (what stands between blank lines) in which
 * all lines with slots are. Blank lines do not pile up. Which names there are is the writer's matter;
 * rollcall-templates(7) tells them to users. */
#ifndef WRITE_TEXT_TEMPLATE_H
#define WRITE_TEXT_TEMPLATE_H

#include "base/arena.h"
#include "base/buf.h"

struct text_template {
	const char *file;                /* "announce.txt" */
	const char *const *slots;        /* their names, ended by NULL */
	const char *required;            /* the slot that every template must have, or NULL */
};

/* Append the template of folder, or the built-in one (template_find()), filled with a value for each slot, STR_EMPTY
 * where it has none. Returns NULL, or what is wrong ("FILE:LINE: what", in arena); then nothing is appended. */
const char *text_template_fill(struct arena *arena, const struct text_template *type, const char *folder,
	const struct str *values, struct buf *out);

#endif
