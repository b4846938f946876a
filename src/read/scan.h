/* Scan, the first of the reader's three passes: each line gets a class from a table of rules. No tree, and no memory
 * but the line before. A rule's name is what `check --explain` prints and what tests/format.md has a section for. */
#ifndef READ_SCAN_H
#define READ_SCAN_H

#include "model/document.h"

enum line_class {
	LINE_BLANK, LINE_COMMENT, LINE_FENCE, LINE_ATX, LINE_UNDERLINE, LINE_RULE, LINE_WIKI, LINE_TOPIC, LINE_QUOTE,
	LINE_PIPE, LINE_DEFINITION, LINE_EMPHASIS, LINE_LOG, LINE_BULLET, LINE_NUMBER, LINE_CONTINUE, LINE_KEYWORD, LINE_LABEL,
	LINE_TABS, LINE_BARE, LINE_CLASSES
};

enum notation {
	NOTATION_AUTO,
	NOTATION_NOTES,       /* plain text as people type it: every rule */
	NOTATION_MARKDOWN     /* rollcall's own Markdown: only what is marked up counts */
};

struct line {
	struct str raw;        /* the whole line without its end */
	struct str text;       /* what stands behind marker and blanks; blanks at the end cut */
	struct str marker;     /* "-", "1.", "C.1)", "##", "```" as written; empty if none */
	uint32_t number;       /* 1-based */
	uint32_t value;        /* of an ordered marker */
	uint16_t indent;       /* columns before marker or text; a tab goes to the next multiple of 4, in some plain text of 8 */
	uint16_t content;      /* columns before text */
	uint8_t cls;           /* enum line_class */
	uint8_t level;         /* LINE_ATX, LINE_WIKI: number of signs; LINE_UNDERLINE: 1 for =, 2 for - */
	bool hard;             /* of notes in Markdown: a break ends it (CommonMark 0.30 §6.7), which text is without */
};

struct lines {
	struct line *items;
	size_t count, room;
	bool strict;           /* rollcall's own Markdown */
	bool origin_marked;    /* and it marks what the call added */
	bool markdown;         /* notes in Markdown: they have headings with signs */
};

/* First line of rollcall's own Markdown; the second form also says that <ins> tells minutes from agenda. */
#define MARKDOWN_MARK "<!-- rollcall 1 -->"
#define MARKDOWN_MARK_ORIGIN "<!-- rollcall 1, additions marked -->"

/* Lines of doc->source; runs of blank lines are one line. free(items) with mem_free. */
void scan(struct document *doc, enum notation notation, struct lines *lines);
const char *line_class_name(enum line_class cls);

/* Length of an ordered marker at the begin of s, "1.", "01)", "a)", "C.1)", with text behind it; 0 if there is none. */
size_t line_number_length(struct str s, uint32_t *value);

/* "{: .no_toc}", "{:toc}": attributes of the block above, in kramdown's Markdown. */
bool line_is_attributes(struct str text);

/* Cut a line that holds several ("# Title ... * item * item", as pages flattened by a converter do). */
bool line_is_flattened(struct str raw);

#endif
