/* The sentences of a body, each with whose it is: the sender's own words, or quoted ones under a line that names their
 * author ("On Tue, 12 Apr 2016, Mira Okafor wrote:").
 *
 * Patches, signatures and what mailing lists add are left out. A paragraph that a reply interrupts within a sentence goes
 * on behind the reply. An item of a list ("1. ", "b) ", "Option 2: ", "- ") and a tag ("Acked-by: ...") are paragraphs. */
#ifndef MAIL_SENTENCE_H
#define MAIL_SENTENCE_H

#include "base/arena.h"
#include "mail/message.h"

struct sentence {
	struct str text;         /* one line, blanks collapsed */
	struct str author;       /* of quoted words, as the line above them names it; empty: the sender's own, or unknown */
	unsigned quote;          /* 0: the sender's own */
	size_t paragraph;        /* those of one paragraph share it */
	bool item;               /* the first of an item of a list: */
	struct str label;        /* "1", "b"; empty of a bullet */
	bool named;              /* the label follows "Option" or its like */
};

enum { QUOTE_DEPTH = 8 };        /* deeper ones count as this deep */

/* A paragraph in the making. */
struct paragraph {
	struct buf text;
	struct buf label;
	bool item, named, open;
	bool broken;             /* a blank line or a reply stands behind its last line */
};

struct sentences {
	struct arena arena;              /* texts live there until the next begin */
	struct sentence *items;
	size_t count, room;
	size_t paragraph;
	struct paragraph at[QUOTE_DEPTH + 1];
	struct str authors[QUOTE_DEPTH + 1];
	struct str pending;              /* an author named above a blank line: of what follows; empty: none */
	bool pending_dated;              /* with the day on which the words were written */
	unsigned quote;                  /* of the line before */
	bool in_patch, ended;
	size_t bytes;                    /* kept of this message; bounded */
};

void sentences_init(struct sentences *s);
/* A message's life: begin, each line, end. items are those of this message, valid until the next begin. */
void sentences_begin(struct sentences *s);
void sentences_line(struct sentences *s, const struct mail_line *line);
void sentences_end(struct sentences *s);
void sentences_free(struct sentences *s);

#endif
