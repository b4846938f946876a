/* The parts of the text writer: plain text for a mailing list, 72 columns wide.
 *
 * Where agenda and minutes both stand in the document, each line of the body has a margin of two columns, "| " where
 * the call added it; headings of the agenda stand in the margin. What the call added within a line is {+so+} marked.
 *
 * As format=flowed (RFC 3676) every line but empty ones is space-stuffed, not only those that need it, so that what is
 * aligned stays so for a reader who does not know the format; a line that ends in a blank goes on in the next. Only
 * what has nothing at its left, neither margin nor indent, can go on so. */
#ifndef WRITE_TEXT_H
#define WRITE_TEXT_H

#include "write/template.h"
#include "write/write.h"

enum {
	TEXT_WIDTH = 72,
	TEXT_MARGIN = 2,
	TEXT_HANG = 4,           /* of the lines below a statement's first, and of its blocks */
	TEXT_INDENT_MAX = 40     /* deeper blocks are not indented more */
};

/* The words that the text has of its own, and their names in templates/text.xml. */
#define TEXT_WORDS(X) \
	X(LEGEND, "legend") X(LEGEND_INSERTED, "legend-inserted") X(LINKS, "links") \
	X(PRESENT, "present") X(PARTIAL, "partial") X(ABSENT, "absent") X(EXPECTED, "expected")     /* as enum attendance */ \
	X(OPEN, "open") X(DONE, "done") X(DROPPED, "dropped")     /* as enum action_state */ \
	X(ACTION, "action") X(DECISION, "decision") X(VOTE, "vote") X(DUE, "due") X(SINCE, "since") \
	X(NAME, "name") X(ALIAS, "alias") X(AFFILIATION, "affiliation") X(ROLE, "role") X(STATUS, "status") X(NOTE, "note")

enum text_word {
#define X(name, attribute) TEXT_WORD_##name,
	TEXT_WORDS(X)
#undef X
	TEXT_WORD_COUNT
};

/* Lines that are kept to be put beside others. */
struct text_line {
	size_t at, n, columns;
	bool minutes;
};

struct text_lines {
	struct buf bytes;
	struct text_line *items;
	size_t count, room;
};

/* The links with a number, in the order of their numbers: the spans that open them. */
struct text_links {
	const struct span **items;
	size_t count, room;
	uint32_t *table;                 /* of the items, open addressing, index + 1 */
	size_t slots;
	size_t before;                   /* the highest number that the notes give a link themselves */
};

struct text {
	struct document *doc;
	struct out *out;
	struct template *template;
	struct arena scratch;            /* emptied after each block of the document */
	bool tell_origin;                /* the body has a margin */
	bool tell_inserted;              /* something was added within a line */
	bool margin;                     /* lines have it now */
	bool minutes;                    /* what is being written was added by the call */
	bool compact;                    /* in a cell: no blank lines between blocks */
	bool begun, blank;               /* is anything written, and was the last line blank? */
	bool leads;
	bool flowed;                     /* format=flowed */
	bool soft;                       /* the next line goes on below */
	struct buf indent;               /* every line begins with it */
	struct buf lead;                 /* if leads, the next line begins with this instead */
	size_t width;                    /* of a line without its margin */
	struct text_lines *kept;         /* lines go here; NULL: out */
	struct buf flat, line;           /* one text and one line of it on their way */
	struct text_links links;
	const struct inline_context *references;     /* what the notes list themselves */
};

/* text.c */
struct str text_word(const struct text *t, enum text_word word);

/* text_line.c */

/* Append s for showing: white space as blanks; control and bidirectional characters and what is no UTF-8 as U+FFFD. */
void text_clean(struct buf *b, struct str s);
/* One line as it is, behind the indent. */
void text_put_line(struct text *t, struct str line);
/* A blank line, unless one stands there or nothing does. */
void text_gap(struct text *t);
/* Words in lines as wide as there is room; '\n' ends one. A word stays whole: wider ones stand out, but for those of
 * wide characters, which may break in a line that is not narrow. */
void text_fill(struct text *t, struct str words);
/* Words as text_fill() puts them, and a line of signs below. */
void text_underlined(struct text *t, struct str words, char sign);
/* From here the next line begins with marker and those below it are indented by so many columns more; text_leave() with
 * the returned value ends it, and puts out the marker alone where no line came. */
size_t text_enter(struct text *t, struct str marker, size_t columns);
/* The same, with what stands before those lines in place of blanks. */
size_t text_enter_with(struct text *t, struct str marker, struct str below);
/* The same for all lines from the next on. */
size_t text_indent(struct text *t, size_t columns);
void text_leave(struct text *t, size_t entered);
void text_lines_free(struct text_lines *lines);

/* text_inline.c */

/* Append a text's characters, with numbers behind its links. The notes' own list of links keeps its labels. */
void text_flatten(struct text *t, struct buf *b, struct inlines text);
void text_find_references(struct text *t);
/* The list of the links that have a number here. A URL that the notes have twice has two, so that no word is lost. */
void text_put_links(struct text *t);

/* text_block.c */
void text_document(struct text *t);
/* Blocks from first on; with gaps, blank lines stand between those that need them anyway and the others, too. */
void text_blocks(struct text *t, const struct block *first, bool gaps);
/* What b holds was added by the call; give the result to t->minutes when b ends. */
bool text_enter_origin(struct text *t, const struct block *b);

/* text_table.c */
void text_table(struct text *t, const struct block *table);

/* text_roll.c */
void text_roll(struct text *t, const struct block *roll);

#endif
