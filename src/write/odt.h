/* The OpenDocument writer's parts (OpenDocument 1.3). Shared by odt*.c only.
 *
 * content.xml is written in one walk. Every visual choice is a named style of styles/odt-styles.xml or of the user's
 * own document; the words that no notes have stand in templates/odt.xml. */
#ifndef WRITE_ODT_H
#define WRITE_ODT_H

#include "model/document.h"
#include "write/template.h"
#include "write/write.h"
#include "write/xml.h"
#include "write/zip.h"

#define ODT_TYPE "application/vnd.oasis.opendocument.text"

#define ODT_WORDS(X) \
	X(CONTENTS, "contents") X(ACTIONS, "actions") X(DECISIONS, "decisions") \
	X(LEGEND_AGENDA, "legend-agenda") X(LEGEND_MINUTES, "legend-minutes") \
	X(NAME, "name") X(AFFILIATION, "affiliation") X(ALIAS, "alias") \
	X(ROLE, "role") X(STATUS, "status") X(NOTE, "note") \
	X(PARTIAL, "partial") X(ABSENT, "absent") X(EXPECTED, "expected") \
	X(OWNER, "owner") X(ACTION, "action") X(DUE_BY, "due-by") X(STATE, "state") X(NO_OWNER, "no-owner") \
	X(OPEN, "open") X(DONE, "done") X(DROPPED, "dropped")     /* as enum action_state */ \
	X(DUE, "due") X(SINCE, "since") X(NOT_COVERED, "not-covered") \
	X(NOTES, "notes") X(AGENDA, "agenda") X(MINUTES, "minutes")

enum odt_word {
#define X(name, attribute) ODT_WORD_##name,
	ODT_WORDS(X)
#undef X
	ODT_WORD_COUNT
};

/* What a paragraph is. Each has a style for the posted agenda and one for what the call added. */
#define ODT_PARAGRAPHS(X) \
	X(TEXT, "Text_20_body", "Minutes") \
	X(FIELD, "Field", "Minutes_20_Field") \
	X(LAST_FIELD, "Field_20_End", "Minutes_20_Field_20_End") \
	X(ITEM, "List_20_Item", "Minutes_20_List_20_Item") \
	X(LAST_ITEM, "List_20_Item_20_End", "Minutes_20_List_20_Item_20_End") \
	X(STATEMENT, "Agenda_20_Statement", "Statement") \
	X(LEAD, "Agenda_20_Statement_20_Lead", "Statement_20_Lead")     /* a name alone over what is said */ \
	X(ACTION, "Agenda_20_Action", "Action") \
	X(DECISION, "Agenda_20_Decision", "Decision") \
	X(VOTE, "Agenda_20_Vote", "Vote") \
	X(QUOTE, "Quotations", "Minutes_20_Quotations") \
	X(QUOTE_2, "Quotations_20_2", "Minutes_20_Quotations_20_2") \
	X(QUOTE_3, "Quotations_20_3", "Minutes_20_Quotations_20_3") \
	X(CODE, "Preformatted_20_Text", "Minutes_20_Preformatted_20_Text") \
	X(CODE_INFO, "Code_20_Caption", "Code_20_Caption") \
	X(CELL, "Table_20_Contents", "Table_20_Minutes") \
	X(CELL_HEAD, "Table_20_Heading", "Minutes_20_Table_20_Heading") \
	X(SERIES, "Series_20_Title", "Minutes_20_Series_20_Title") \
	X(ATTENDEES, "Attendees", "Minutes_20_Attendees")               /* the caption of a roll */ \
	X(ATTENDEE, "Attendee", "Minutes_20_Attendee") \
	X(ATTENDEE_LINE, "Attendee_20_Line", "Minutes_20_Attendee_20_Line") \
	X(REFERENCE, "Reference", "Minutes_20_Reference") \
	X(RULE, "Horizontal_20_Line", "Horizontal_20_Line") \
	X(HEADING_1, "Heading_20_1", "Minutes_20_Heading_20_1") \
	X(HEADING_2, "Heading_20_2", "Minutes_20_Heading_20_2") \
	X(HEADING_3, "Heading_20_3", "Minutes_20_Heading_20_3") \
	X(HEADING_4, "Heading_20_4", "Minutes_20_Heading_20_4") \
	X(HEADING_5, "Heading_20_5", "Minutes_20_Heading_20_5") \
	X(HEADING_6, "Heading_20_6", "Minutes_20_Heading_20_6") \
	X(LEGEND, "Legend", "Legend_20_Minutes")

enum odt_paragraph {
#define X(name, agenda, minutes) ODT_P_##name,
	ODT_PARAGRAPHS(X)
#undef X
	ODT_PARAGRAPH_COUNT
};

/* Named styles of tables and cells that LibreOffice applies only as automatic styles: content.xml gets copies. */
#define ODT_CELLS(X) \
	X(CELL, "cell", "Table_20_Cell") X(HEAD, "head", "Table_20_Heading_20_Cell") \
	X(ATTENDEE, "attendee", "Attendee_20_Cell") X(ATTENDEE_HEAD, "attendee-head", "Attendee_20_Heading_20_Cell")

enum odt_cell {
#define X(name, automatic, named) ODT_CELL_##name,
	ODT_CELLS(X)
#undef X
	ODT_CELL_COUNT
};

#define ODT_TABLES(X) \
	X(PLAIN, "table", "Table") X(SERIES, "series", "Series_20_Table") \
	X(ATTENDEES, "attendees", "Attendee_20_Table") X(ACTIONS, "actions", "Action_20_Table")

/* Likewise of rows: a short one is not broken over pages. */
#define ODT_SHORT_ROW "short-row"
#define ODT_SHORT_ROW_NAMED "Short_20_Row"

enum odt_table {
#define X(name, automatic, named) ODT_TABLE_##name,
	ODT_TABLES(X)
#undef X
	ODT_TABLE_COUNT
};

/* Shares of a table's width, in percent: 1..100. Automatic styles are named by them. */
enum { ODT_SHARES = 101 };

/* An open <text:list>, its <text:list-item> or <text:list-header> within. Lists are closed for what they cannot hold
 * (tables) and opened again where they go on. */
struct odt_list {
	const struct block *list;
	bool open;               /* in content.xml at this moment */
	bool again;              /* it was closed: its next number must be stated */
	uint32_t number;         /* of the last item */
};

/* Lists that are open in the body, or in one cell. */
struct odt_flow {
	struct odt_list lists[BLOCK_DEPTH + 1];
	size_t depth;
	const struct block *marked;      /* the item whose mark waits for its first paragraph, or NULL */
};

struct odt_picture {
	const char *name, *type;         /* in the package; media type */
	struct buf content;
};

struct odt {
	struct document *doc;
	struct template *template;
	struct xml *x;                   /* content.xml */
	struct odt_flow *flow;
	void *styles;                    /* xmlDocPtr of styles.xml */
	const char *first_page;          /* master page the first paragraph must name; NULL where it need not */
	struct odt_picture *pictures;    /* that styles.xml refers to */
	size_t picture_count, picture_room;
	struct str *anchors;             /* sorted; NULL until asked for */
	size_t anchor_count;
	const struct decision **told;    /* decisions that other blocks tell, by block */
	size_t told_count;
	struct str *waiting;             /* their anchors, until a paragraph begins */
	size_t waiting_count, waiting_room;
	/* automatic styles in use */
	bool tables[ODT_TABLE_COUNT][ODT_SHARES], columns[ODT_SHARES], cells[ODT_CELL_COUNT], short_row;
	struct buf scratch, place;       /* of one URL */
};

/* odt.c */
struct str odt_word(const struct odt *o, enum odt_word word);

/* odt_style.c. Errors are messages in the document's arena, or NULL. */
const char *odt_styles_read(struct odt *o, const char *user_file);     /* and finish: title, language */
void odt_styles_write(struct odt *o, struct buf *styles_xml);
void odt_styles_automatic(struct odt *o);      /* <office:automatic-styles> of content.xml */
void odt_styles_free(struct odt *o);

/* odt_own.c: a user's own styles.xml. */
struct _xmlDoc;
struct _xmlNode;
/* What is not OpenDocument 1.3, or would run or fetch anything, is taken out; its pictures are kept in o->pictures. */
void odt_own_clean(struct odt *o, struct _xmlDoc *styles, struct package_reader *package);
/* What the default styles have and styles lacks is added. */
void odt_own_complete(struct odt *o, struct _xmlDoc *styles, struct _xmlDoc *defaults);

/* odt_tree.c: reading XML with nothing that fetches or expands. */
/* NULL and a message "WHERE:LINE: what" in arena where it is no such XML. WHERE is a file, or a file's part. */
struct _xmlDoc *odt_tree_read(struct arena *arena, const char *where, struct str content, const char **error);
enum odt_ns {
	ODT_NS_OFFICE, ODT_NS_STYLE, ODT_NS_TEXT, ODT_NS_TABLE, ODT_NS_DRAW, ODT_NS_FO, ODT_NS_SVG, ODT_NS_XLINK,
	ODT_NS_COUNT
};
const char *odt_prefix(enum odt_ns space);
const char *odt_uri(enum odt_ns space);
bool odt_is(const struct _xmlNode *node, enum odt_ns space, const char *name);
struct str odt_attr(const struct _xmlNode *node, enum odt_ns space, const char *name);     /* STR_EMPTY if none */
void odt_set_attr(struct _xmlNode *node, enum odt_ns space, const char *name, struct str value);
struct _xmlNode *odt_child(const struct _xmlNode *parent, enum odt_ns space, const char *name);     /* first, or NULL */

/* odt_inline.c */
void odt_inlines(struct odt *o, struct inlines text);
void odt_inlines_unlinked(struct odt *o, struct inlines text);         /* inside a link */
void odt_span(struct odt *o, const char *style, struct str text);      /* nothing if text is empty */
void odt_verbatim(struct odt *o, struct str text);                     /* white space kept (part 3 §6.1.2) */
void odt_open_link(struct odt *o, const char *style, struct str anchor);      /* to a place here; xml_end() closes */

/* odt_anchor.c */
void odt_bookmark(struct odt *o, struct str anchor);                   /* nothing if anchor is empty */
bool odt_has_anchor(struct odt *o, struct str anchor);
void odt_told_find(struct odt *o);
void odt_told_enter(struct odt *o, const struct block *b);             /* before anything of b is written */
void odt_told_write(struct odt *o);                                    /* at the begin of a paragraph */

/* odt_url.c */
bool odt_is_language(struct str tag);      /* one that XML Schema's type language takes */
/* url as an IRI reference (RFC 3987 §2.2) that part 3 §18.3 takes, in valid, which is emptied first;
 * false if it is none. A relative one is made relative to the package's folder (part 2 §3.7). */
bool odt_url(struct str url, struct buf *valid);

/* odt_block.c */
void odt_blocks(struct odt *o, const struct block *b);     /* b and those after it */
void odt_block(struct odt *o, const struct block *b);
/* <text:p>, which xml_end() closes; block says whose origin it has. Lists are open, an item's mark is written. */
void odt_paragraph(struct odt *o, enum odt_paragraph kind, const struct block *block);
/* A paragraph of a named style, without origin. */
void odt_named_paragraph(struct odt *o, const char *style);
void odt_heading_text(struct odt *o, const struct block *heading, bool plain);     /* plain: without marks */
bool odt_says(struct inlines text, struct str words);      /* within one span */
struct str odt_action_anchor(struct odt *o, const struct block *action);
/* As the notes wrote the state of an action, without brackets and dashes; else the word for it. */
struct str odt_action_state(struct odt *o, const struct block *action);
const char *odt_state_style(const struct block *action);

/* odt_list.c */
void odt_list(struct odt *o, const struct block *list);
void odt_list_resume(struct odt *o);       /* before a paragraph: lists that were closed are opened again */
void odt_list_suspend(struct odt *o);      /* before a table */
void odt_list_mark(struct odt *o);         /* at the begin of a paragraph */

/* odt_table.c */
struct odt_columns {
	size_t count;
	uint8_t shares[TABLE_COLUMNS];
	unsigned width;          /* of the page, in percent */
};
void odt_table(struct odt *o, const struct block *table);
/* Which automatic styles will be used; likewise below. */
void odt_table_survey(struct odt *o, const struct block *table);
void odt_table_use(struct odt *o, enum odt_table kind, const struct odt_columns *columns);
/* Shares that suit columns whose longest lines have so many characters. whole: the table is as wide as the page. */
struct odt_columns odt_columns(const size_t *characters, size_t count, bool whole);
/* Parts of tables, notes' own or not; xml_end() closes. */
void odt_table_start(struct odt *o, enum odt_table kind, const struct odt_columns *columns);
void odt_cell_start(struct odt *o, enum odt_cell kind);

/* odt_roll.c */
void odt_roll(struct odt *o, const struct block *roll);
void odt_roll_survey(struct odt *o, const struct block *roll);

/* How far the front has been written; zero at first. */
struct odt_owned;
struct odt_front {
	bool begun, in_section, any;     /* any: a section had something to show */
	size_t section;
	unsigned levels;                 /* contents: of headings */
	const struct block *heading;     /* the next one, or one before it */
	struct odt_owned *owned;         /* actions: one for each owner, in their order */
	size_t owned_count, entry;
	bool dues;
	size_t decision, vote;           /* the next ones */
};

/* odt_front.c: what stands before the body: title, header fields, legend, contents, actions, decisions. A summary may
 * be as long as the body, so it is written entry by entry. */
bool odt_front(struct odt *o, struct odt_front *f);        /* the next part; false where it was the last */
const struct block *odt_front_end(const struct odt *o);    /* the first block of the body */

/* odt_summary.c: actions by owner, decisions and votes. */
void odt_actions_survey(struct odt *o);
bool odt_actions_begin(struct odt *o, struct odt_front *f);
bool odt_actions_next(struct odt *o, struct odt_front *f);
void odt_actions_end(struct odt *o, struct odt_front *f);
bool odt_decisions_begin(struct odt *o, struct odt_front *f);
bool odt_decisions_next(struct odt *o, struct odt_front *f);
void odt_decisions_end(struct odt *o, struct odt_front *f);

/* odt_meta.c */
void odt_meta(struct odt *o, struct out *out);
void odt_manifest(struct odt *o, struct out *out);

#endif
