/* Inside of read_head(): front matter and mail headers, the title, header fields. Only head*.c include it. */
#ifndef READ_HEAD_H
#define READ_HEAD_H

#include "read/assemble.h"
#include "read/label.h"

enum { HEAD_LINES = 200 };    /* most lines of front matter or of a mail's header that are looked at */

struct head {
	struct document *doc;
	struct lines *lines;
	size_t at;                /* the next line */
	struct str title;         /* as written; empty until found */
};

/* The next line, NULL behind the last. */
static inline const struct line *head_line(const struct head *h)
{
	return h->at < h->lines->count ? &h->lines->items[h->at] : NULL;
}

struct block *head_add_field(struct head *h, const struct line *l, struct str key, struct str value);
void head_add_paragraph(struct head *h, const struct line *l);
/* The first one counts. */
void head_take_title(struct head *h, struct str text);
/* Text of a line that may be a title, its emphasis signs kept: they are in-line mark-up. */
struct str head_title_text(const struct line *l);
/* "Key: value" of the header. */
bool head_is_field(const struct head *h, const struct line *l, struct label *label);

/* YAML between "---" and "---" or "..." at the very begin, to fields; what is nested in it to code. Returns the title it
 * gives, or an empty one. */
struct str head_front_matter(struct head *h);
/* A mail's header fields (RFC 5322 §2.2), folded ones included, where the notes begin so. Returns the subject. */
struct str head_mail_fields(struct head *h);

/* Finds the title among the next lines and takes what stands above it; front is the one that front matter gives, or empty:
 * it is better than a heading that names no meeting. */
void head_find_title(struct head *h, struct str front);
/* Does the text below a mail's header begin with a marked title of its own? */
bool head_titled_below(const struct head *h);

#endif
