/* The HTML writer's parts: one page from templates/page.html and styles/page.css, or what goes into a mail. Shared by
 * html*.c and mail_html.c only. */
#ifndef WRITE_HTML_H
#define WRITE_HTML_H

#include "model/document.h"
#include "write/template.h"
#include "write/write.h"
#include "write/xml.h"

/* What a page template may ask for: data-rc="title" and so on. */
#define HTML_SLOTS(X) \
	X(TITLE, "title", SLOT_TEXT, true)                      /* as written */ \
	X(CALL, "call", SLOT_TEXT, false)                       /* the title without kind and date */ \
	X(DATE, "date", SLOT_TEXT, false)                       /* ISO 8601, as precise as stated */ \
	X(KIND, "kind", SLOT_TEXT, false)                       /* a word: notes, agenda, minutes, agenda+minutes */ \
	X(LANGUAGE, "language", SLOT_TEXT, false)               /* BCP 47 */ \
	X(ROLL_TITLE, "attendees-title", SLOT_TEXT, false)      /* what the notes call the attendees */ \
	X(STYLE, "style", SLOT_STYLE, false)                    /* styles/page.css, or the file of --style */ \
	X(FIELDS, "fields", SLOT_BLOCKS, false)                 /* header fields; without this they stay in the body */ \
	X(CONTENTS, "contents", SLOT_BLOCKS, false)             /* nested lists of links to the topics */ \
	X(ATTENDEES, "attendees", SLOT_BLOCKS, false)           /* every roll; without this they stay in the body */ \
	X(ACTIONS, "actions", SLOT_BLOCKS, false)               /* by owner, linked to their places */ \
	X(DECISIONS, "decisions", SLOT_BLOCKS, false)           /* and votes, linked to their places */ \
	X(BODY, "body", SLOT_BLOCKS, true) \
	X(LEGEND, "legend", SLOT_CONDITION, false)              /* agenda and minutes both stand in the body */

enum html_slot {
#define X(name, attribute, kind, required) HTML_SLOT_##name,
	HTML_SLOTS(X)
#undef X
	HTML_SLOT_COUNT
};

/* What rollcall itself says on a page: data-rc-word="open" and so on. */
#define HTML_WORDS(X) \
	X(NOTES, "notes") X(AGENDA, "agenda") X(MINUTES, "minutes") X(AGENDA_MINUTES, "agenda+minutes") \
	X(NAME, "name") X(AFFILIATION, "affiliation") X(ROLE, "role") X(NICK, "nick") \
	X(ATTENDANCE, "attendance") X(REMARKS, "remarks") \
	X(PRESENT, "present") X(PARTIAL, "partial") X(ABSENT, "absent") X(EXPECTED, "expected") \
	X(ACTION, "action") X(OPEN, "open") X(DONE, "done") X(DROPPED, "dropped") X(DUE, "due") X(SINCE, "since") \
	X(NO_OWNER, "no-owner") X(NOT_COVERED, "not-covered") \
	X(ADDED, "added")            /* spoken before a run of minutes among agenda */ \
	X(TICKED, "ticked") X(UNTICKED, "unticked") \
	X(TABLE, "table") X(CODE, "code")     /* spoken for a box that scrolls sideways */

enum html_word {
#define X(name, attribute) HTML_WORD_##name,
	HTML_WORDS(X)
#undef X
	HTML_WORD_COUNT
};

enum { HTML_LEVELS = 5 };        /* <h1> is the title, headings are <h2> to <h6> */
enum { HTML_FITS = 3 };          /* so many columns wrap on a telephone; more scroll in a box of their own */

/* Headings' levels as they nest: none is skipped, whatever the notes skip. */
struct html_outline {
	uint8_t open[HTML_LEVELS];   /* levels as the notes have them */
	size_t depth;
};

struct html {
	struct document *doc;
	struct xml *x;
	struct template *template;
	struct str style;
	struct buf scratch;          /* of one URL or anchor */
	struct block_list rolls;     /* rolls and the headings that caption them, in order */
	struct block *roll_title;    /* heads the attendees: the first caption, or the only roll by its label; or NULL */
	bool tell_origin;            /* agenda and minutes both stand in the body */
	bool in_minutes;             /* what is written now is marked as minutes by an element around it */
	bool no_places;              /* links within the page go nowhere: a mail client drops them */
	bool fields_moved, rolls_moved;      /* out of the body */
	struct html_outline outline; /* of the body */
	const struct decision **anchors;     /* of decisions that are no blocks of their own, by block */
	size_t anchor_count;
};

/* html_inline.c */
enum html_links { HTML_LINKS, HTML_NO_LINKS };     /* none inside a link */
void html_inlines(struct html *h, struct inlines text, enum html_links links);
/* <a href="url">: false, and nothing written, if no page may link there. */
bool html_link_open(struct html *h, struct str url);
/* An attribute whose value is an anchor, as id="..." or (with "#" before) href="#..."; nothing if name is empty. */
void html_anchor(struct html *h, const char *attribute, const char *before, struct str name);

/* <a href="#anchor">, or <span> where the place has none or none can be gone to; cls may be NULL. */
void html_start_place(struct html *h, const char *cls, struct str anchor);

/* html_url.c: url as a valid URL string (WHATWG URL §4.3) in valid, which is emptied first; false if it is none, or
 * its scheme is not one that a page may link to. */
bool html_url(struct str url, struct buf *valid);

/* html_body.c */
void html_body(struct html *h);
void html_blocks(struct html *h, const struct block *b);     /* b and those after it */
void html_start_box(struct html *h, enum html_word name);    /* which a reader, and the keyboard, may scroll sideways */

/* html_item.c: what is said, done and decided; in the body and in the summaries. */
void html_statement(struct html *h, const struct block *b);
void html_action(struct html *h, const struct block *b);
void html_decision(struct html *h, const struct block *b);
void html_vote(struct html *h, const struct block *b);
struct str html_action_anchor(struct html *h, const struct block *b);
void html_action_marks(struct html *h, const struct block *b);     /* since, due, state */

/* html_decision.c: the list, and anchors of decisions that the notes tell in a paragraph or an item. */
void html_decisions(struct html *h);
void html_find_decisions(struct html *h);
/* In the tag that begins b's element, or outside of any. */
void html_decision_anchors(struct html *h, const struct block *b, bool in_tag);

/* html_roll.c */
void html_attendees(struct html *h);
void html_roll(struct html *h, const struct block *roll);

/* html_summary.c */
void html_fields(struct html *h);
void html_contents(struct html *h);
void html_actions(struct html *h);

/* html.c */
enum html_frame { HTML_PAGE, HTML_MAIL };        /* templates/page.html; mail.html, which has the page's words */
/* The document in its frame to h->x; doc, style and x are set, and h holds nothing else when it returns. As
 * write_function. */
const char *html_write(struct html *h, enum html_frame frame, const struct write_options *options);
/* The style sheet: the built-in one, "styles/page.css", or the user's, into h->style; or what is wrong with it. */
const char *html_read_style(struct html *h, const char *built_in, const char *name);
struct str html_word(const struct html *h, enum html_word word);
void html_start(struct html *h, const char *element, const char *cls);     /* <element class="cls"> */
void html_end(struct html *h);                                             /* its end and a line end */
/* <element class="cls">text</element> */
void html_words(struct html *h, const char *element, const char *cls, struct str text);
void html_roll_title(struct html *h, const struct block *b, enum html_links links);     /* of a caption, or a roll */
/* Where a heading of this level stands: 0 is the highest. */
size_t html_outline_add(struct html_outline *outline, uint8_t level);

#endif
