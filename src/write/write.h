/* The writers: one function a format, document in, bytes out. A writer decides nothing that the model knows. */
#ifndef WRITE_WRITE_H
#define WRITE_WRITE_H

#include "base/out.h"
#include "model/document.h"

struct write_options {
	const char *templates;     /* a folder with files that replace the built-in ones, or NULL */
	const char *style;         /* --style: an .odt/.ott (ODT) or a .css (HTML) file, or NULL */
};

/* NULL when all went well, else what is wrong with a template, a style or a library, in out->pending's stead: a
 * message "FILE:LINE: what", valid until the document is freed. A failed writer's output is not to be used.
 * Errors of the sink are not reported here: they stick in out. */
typedef const char *write_function(struct document *doc, const struct write_options *options, struct out *out);

write_function write_markdown, write_html, write_odt, write_text, write_json;
/* The blocks from first up to end (NULL: all that follow), children of the root, as Markdown for other notes:
 * without the actions in them, and without marks of what was added. */
void write_markdown_blocks(const struct document *doc, const struct block *first, const struct block *end,
	struct out *out);
/* For a mail: the HTML fragment with its looks in-line, and the text as format=flowed (RFC 3676). */
write_function write_mail_html, write_mail_text;

#endif
