/* In-line spans as Markdown that reads back as the same spans. */
#ifndef WRITE_MARKDOWN_INLINE_H
#define WRITE_MARKDOWN_INLINE_H

#include "model/inline.h"

/* Appends text to out. It is escaped as little as reading it back allows: what was appended is read again with context,
 * and escaped more, at last without its marks, until the spans are the same. No line break but "\\\n". */
void markdown_inline(struct buf *out, struct inlines text, const struct inline_context *context);

/* Characters without any mark-up. */
void markdown_literal(struct buf *out, struct str text, const struct inline_context *context);

#endif
