/* Backslashes for text of Markdown that would be read as something else than text where it stands. */
#ifndef WRITE_MARKDOWN_ESCAPE_H
#define WRITE_MARKDOWN_ESCAPE_H

#include "base/buf.h"

/* Offset of the sign to escape where a line of text would begin a block; STR_NONE if it would not. */
size_t markdown_block_sign(struct str s);
/* A backslash before what stands at that offset. */
void markdown_escape_at(struct buf *b, size_t at);
/* "**Background:** text" that is no statement: its colon. */
void markdown_escape_label(struct buf *b);
/* The colon that would end a key, at the begin of the first line. */
void markdown_escape_colon(struct buf *b);
/* The sign at the end of a heading's text. */
void markdown_escape_closing(struct buf *b);

#endif
