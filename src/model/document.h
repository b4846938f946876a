/* The document: a tree of blocks with source positions, and what the notes mean.
 *
 * The reader builds it and resolves every meaning once; writers only show it. Everything lives in doc->arena or is a
 * slice of doc->source; document_free() returns it all. Lists such as doc->actions point into the tree.
 *
 * Shapes the tree keeps (document_check() tells whether it does):
 *   DOCUMENT  holds any block but DOCUMENT, ITEM, ROW, CELL
 *   LIST      holds ITEMs only; TABLE holds ROWs only; ROW holds CELLs only, at most the table's columns
 *   ITEM, CELL  have text of their own (maybe empty), then any block but DOCUMENT, HEADING, ITEM, ROW, CELL
 *   STATEMENT, ACTION  have text and may hold LIST, PARAGRAPH, CODE, QUOTE (a name alone over its bullets)
 *   QUOTE     holds PARAGRAPH and QUOTE
 *   all others hold nothing
 * Depth is at most BLOCK_DEPTH. */
#ifndef MODEL_DOCUMENT_H
#define MODEL_DOCUMENT_H

#include "base/arena.h"
#include "base/diag.h"
#include "model/inline.h"

enum { BLOCK_DEPTH = 32, TABLE_COLUMNS = 64 };

enum block_type {
	BLOCK_DOCUMENT,
	BLOCK_FIELD,        /* header field: u.field.key, text is the value */
	BLOCK_HEADING,      /* text without number; u.heading */
	BLOCK_PARAGRAPH,    /* text */
	BLOCK_LIST,         /* u.list */
	BLOCK_ITEM,         /* text, children; u.item */
	BLOCK_ROLL,         /* who was there: u.roll */
	BLOCK_STATEMENT,    /* text; u.statement */
	BLOCK_ACTION,       /* text; u.action */
	BLOCK_DECISION,     /* text; u.decision */
	BLOCK_VOTE,         /* text; u.vote */
	BLOCK_TABLE,        /* u.table */
	BLOCK_ROW,          /* u.row */
	BLOCK_CELL,         /* text, children */
	BLOCK_QUOTE,        /* quoted mail; its paragraphs keep their lines with SPAN_BREAK */
	BLOCK_CODE,         /* verbatim lines: u.code.text, '\n' after each line but the last */
	BLOCK_REFERENCE,    /* a definition or entry of a link list: u.reference */
	BLOCK_RULE,         /* a line across */
	BLOCK_TYPES
};

/* In a call's minutes the posted agenda is black and what the call added is blue. */
enum origin { ORIGIN_AGENDA, ORIGIN_MINUTES };

enum attendance { PERSON_PRESENT, PERSON_PARTIAL, PERSON_ABSENT, PERSON_EXPECTED };

/* Slices are STR_EMPTY where unknown. */
struct person {
	struct str name, affiliation, role;
	struct str note;                 /* the rest of what the roll says: "joined late", "for Bill Ballew" */
	struct str *aliases;             /* nicks (with their @), initials, "aka" names */
	size_t alias_count;
	enum attendance status;
	size_t line;
};

/* A name as a line wrote it and, where it is unambiguous, whom it means. */
struct mention {
	struct str label;                /* as written, mark-up and "(Org)" removed */
	struct str name;                 /* full where resolved, else the label */
	const struct person *person;     /* NULL where unresolved */
};

struct mentions {
	struct mention *items;
	size_t count;
};

enum action_state { ACTION_OPEN, ACTION_DONE, ACTION_DROPPED };

struct series {
	struct str title;                /* plain, without version, status and patch brackets */
	struct str version;              /* "v5", newest named; empty if none */
	struct str status;               /* "Waiting for v5"; empty if none */
	struct person *stakeholders;     /* name and affiliation */
	size_t stakeholder_count;
	struct str *notes;               /* plain text of the notes under the title */
	size_t note_count;
	struct str group;                /* the paragraph or heading that introduces its table */
	const struct block *topic;       /* heading or NULL */
	size_t line;
};

enum list_kind { LIST_BULLET, LIST_ORDERED };
enum check { CHECK_NONE, CHECK_UNTICKED, CHECK_TICKED };
enum table_kind { TABLE_PLAIN, TABLE_SERIES };

struct position {                    /* of a vote: who stands how, on which option ("" where there is only one) */
	struct mention who;
	struct str position;             /* "+1", "-1", "0", "for", "against", "abstain", as written where another */
	struct str option;
};

/* Allocated as large as its type needs: only its type's member of u exists, so a block is never copied as a whole, nor
 * does its type change. */
struct block {
	uint8_t type;                    /* enum block_type */
	uint8_t origin;                  /* enum origin */
	uint32_t line;                   /* 1-based line of the notes where it begins */
	struct block *parent, *prev, *next, *first, *last;
	struct inlines text;
	union {
		struct { struct str key; } field;
		struct {
			struct str number;       /* "1.", "C.1)" as written; empty if none */
			struct str id;           /* stable anchor, unique: "t-release-cadence" */
			struct str title;        /* plain text */
			uint8_t level;           /* 1..6 below the document's title */
			bool covered;            /* false: NOT COVERED, whose words are taken from text and kept here: */
			struct str uncovered;    /* as written, "NOT COVERED"; empty if covered */
			bool of_roll;            /* its section holds only rolls: it is their caption, and no topic */
			bool of_day;             /* it is no more than the day of the call, and no topic */
		} heading;
		struct { uint8_t kind; bool tight; } list;                /* enum list_kind */
		struct {
			uint8_t check;           /* enum check */
			uint32_t number;         /* of an ordered item, as written */
			struct str marker;       /* "a)", "-->": shown in place of the bullet; empty if plain */
		} item;
		struct {
			struct inlines label;    /* "Present", "Folks on the call"; empty if none */
			struct person **people;
			size_t count;
			const struct block *heading;   /* the of_roll heading that captions it, or NULL */
			struct str *columns;     /* the heads of the table it was, by enum roll_column (6); NULL if it was none */
		} roll;
		struct {
			struct mentions who;
			struct inlines label;    /* as written before the colon: "Roger (Citrix; maintainer) [chat]" */
			struct str prefix;       /* what stands before the label: a time of day "(12:58:11 PM)" */
		} statement;
		struct {
			struct str keyword;      /* as written, "AI"; "ACTION" where a place in a list makes it one */
			struct str id;           /* "2018-07.3" */
			struct str anchor;       /* stable anchor from its words, unique: "a-put-together-a-survey" */
			bool id_written;         /* the notes state it */
			struct mentions owners;
			bool listed;             /* an item of a section of actions: whatever stands before "to" there is its owner */
			bool owner_written;      /* owners stand before the text ("ACTION(Name):"), not in it */
			uint8_t state;           /* enum action_state */
			struct str state_text;   /* as written, "[In Progress]", "- Done."; empty if none */
			struct str due;          /* ISO date or empty */
			bool due_apart;          /* it stands beside or below the text, not in it */
			struct str since;        /* ISO date of the call that opened it, or empty */
			bool since_told;         /* its text says "since" and that date */
			const struct block *topic;
		} action;
		struct { struct str keyword; struct str id; const struct block *topic; } decision;   /* id: anchor "d-..." */
		struct {
			struct str keyword;
			struct str *options; size_t option_count;
			struct position *positions; size_t position_count;
			struct str outcome;      /* as written, "+1 unanimous", "PASSED"; empty if none */
			struct inlines tally;    /* text behind the motion that outcome and positions were read from */
			struct str id;
			const struct block *topic;
		} vote;
		struct {
			uint8_t kind;            /* enum table_kind */
			uint16_t columns;
			uint16_t widths[4];      /* of the first four columns: longest line in characters, capped */
		} table;
		struct { bool header; const struct series *series; } row;
		struct { struct str text; struct str info; } code;
		struct { struct str label; struct str url; } reference;   /* text: what stands behind the URL */
	} u;
};

struct decision {
	struct str text;                 /* plain */
	const struct block *topic, *block;
	struct str id;                   /* anchor */
	size_t line;
};

struct link {
	struct str url, text;
	size_t line;
};

enum kind { KIND_NOTES, KIND_AGENDA, KIND_MINUTES, KIND_AGENDA_MINUTES };

/* A growing array of pointers into the tree. */
struct block_list {
	struct block **items;
	size_t count, room;
};

struct document {
	struct arena arena;
	struct str source_name;          /* as given on the command line */
	struct buf bytes;                /* the file as it was read, where the document owns it */
	struct str source;               /* decoded text: UTF-8, '\n' line ends, no BOM */
	struct inlines title_text;       /* empty if there is none */
	struct str title, call, date;    /* plain; date ISO as precise as stated; empty where unknown */
	struct str language;             /* BCP 47 from a Language field; empty where unknown */
	enum kind kind;
	bool origin_known;               /* --agenda was given, or the notes mark it */
	struct block *root;              /* BLOCK_DOCUMENT; title and front matter are not in it, header fields are */
	/* Of all rolls, each once, in order; at last those of an office whom no other roll has. */
	struct person **attendees; size_t attendee_count;
	struct block_list fields, topics, statements, actions, votes;
	struct decision *decisions; size_t decision_count;
	struct series **series; size_t series_count;
	struct link *links; size_t link_count;
	uint8_t *line_rules; size_t line_count;     /* the scanner's rule for each line of source, for --explain */
	struct diags diags;
};

struct document *document_new(struct str source_name);
void document_free(struct document *doc);

struct block *block_new(struct document *doc, enum block_type type, size_t line);
void block_append(struct block *parent, struct block *child);
void block_insert_after(struct block *place, struct block *added);
void block_prepend(struct block *parent, struct block *child);
void block_remove(struct block *block);
/* Move all of from's children to the end of to. */
void block_move_children(struct block *from, struct block *to);
bool block_may_hold(enum block_type parent, enum block_type child);

/* Visit the tree in document order: enter and leave come once for every block; a block without children gets both.
 *   struct block_iter it = block_iter(root); while (block_next(&it)) ... it.block, it.entering */
struct block_iter {
	struct block *root, *block;
	bool entering, started;
};
struct block_iter block_iter(struct block *root);
bool block_next(struct block_iter *it);
/* After an entering step: the children are skipped, and so is the leaving step. */
void block_skip(struct block_iter *it);

void block_list_add(struct block_list *list, struct block *block);

/* What links mean in this document: its reference definitions, and the archive of its header; without a budget. */
struct inline_context *document_links(const struct document *doc, struct arena *arena);

/* Does the heading name a topic? */
bool heading_is_topic(const struct block *heading);

/* Is it worth saying since when it is open: not since this call, and not as its text says itself? */
bool action_shows_since(const struct document *doc, const struct block *action);

const char *block_type_name(enum block_type type);
const char *attendance_name(enum attendance status);
/* A vote that says who voted how, or what came of it; else it is a motion still. */
bool vote_was_cast(const struct block *vote);

const char *action_state_name(enum action_state state);
const char *kind_name(enum kind kind);
const char *origin_name(enum origin origin);

/* NULL if the tree keeps its shapes, else what is broken. For tests and fuzzers. */
const char *document_check(const struct document *doc);

#endif
