/* Raw text: what a block says, as the notes wrote it, until the last pass reads its in-line Markdown.
 *
 * While the document is assembled a block's text is one span of type SPAN_RAW: a slice of the source, perhaps of several
 * lines, without the marker, label or keyword that made the block. finish() turns every raw text into spans. */
#ifndef READ_RAW_H
#define READ_RAW_H

#include "model/document.h"

enum { SPAN_RAW = 255 };

enum {
	RAW_JOINED = 1,      /* no blank line between the block before and this one */
	RAW_WRAPS = 2,       /* and by the looks of the line before and of this one it may be its continuation */
	RAW_APART = 4        /* but the line before had room for more */
};

void raw_set(struct document *doc, struct block *b, struct str text);
struct str raw_text(const struct block *b);      /* STR_EMPTY where there is none or it is not raw */
bool raw_is(const struct block *b);
/* Lengthen to the end of line, which stands behind it in the source. */
void raw_extend(struct document *doc, struct block *b, struct str line);
void raw_flag(struct block *b, unsigned flags);
unsigned raw_flags(const struct block *b);

/* What the raw text says, as inline_plain() gives it, and its spans where it holds more than plain characters, else none.
 * It is read once for both and for raw_parse(), so that context must be the same all the time. STR_EMPTY and none where
 * the text is not raw. */
struct str raw_plain(struct document *doc, const struct block *b, const struct inline_context *context);
struct inlines raw_links(struct document *doc, const struct block *b, const struct inline_context *context);

/* Read the raw text: b->text becomes its spans. */
void raw_parse(struct document *doc, struct block *b, const struct inline_context *context);

/* A new block after place (or as parent's last child where place is NULL) with a raw text. */
struct block *raw_block(struct document *doc, enum block_type type, size_t line, struct str text);

/* Line number of a slice of the source that begins in block b's lines. */
size_t raw_line(const struct document *doc, const struct block *b, struct str part);

#endif
