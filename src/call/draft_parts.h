/* The draft's parts; shared by draft*.c only. */
#ifndef CALL_DRAFT_PARTS_H
#define CALL_DRAFT_PARTS_H

#include "call/draft.h"
#include "model/date.h"

struct draft_person {
	struct str name;                 /* full */
	struct str entry;                /* as a roll has it: "Mira Okafor @mira, Northwind" */
};

/* A topic that waits for the next call. */
struct draft_item {
	struct str title;                /* plain */
	struct str heading;              /* as Markdown */
	struct str text;                 /* what stands below it, as Markdown; empty: nothing */
};

struct sketch_topic {
	struct str key;                  /* of its title */
	bool covered;
};

/* What is kept of one call's notes. */
struct sketch {
	const struct call *call;
	struct draft_field *fields;      /* values as Markdown */
	size_t field_count;
	struct draft_person *people;
	size_t person_count;
	const struct sketch_topic *topics;       /* its headings */
	size_t topic_count;
	struct draft_item *items;        /* not covered; of an agenda whose call was not held: all */
	size_t item_count;
	bool mail;                       /* the header is a mail's: its date is no call's */
	size_t date_line;                /* of the field that says when the call is; 0: none */
	size_t header_end;               /* the last line of the header fields; 0: there are none */
	struct str source;               /* of an agenda whose call was not held: all of it, but for a mail's headers */
};

struct draft {
	struct calls *calls;
	struct sketch **sketches;
	size_t count, room;
};

/* A draft on its way. */
struct draft_maker {
	struct draft *d;
	const struct ledger *ledger;
	const struct series_history *history;
	const struct draft_options *o;
	const struct sketch *last;
	const struct call *held;         /* the last one; NULL where there is none */
	bool *placed;                    /* by an item's number: it is in the draft */
	bool again;                      /* its text stays, with all of its items */
	struct str *ids;                 /* by an action's number */
	bool *told;                      /* by an action's number: its owners are told before its text */
	struct draft_person *added;      /* to the roll: owners whom nobody else in the draft makes known */
	size_t added_count, added_room;
};

struct arena *draft_arena(const struct draft_maker *m);

/* draft_header.c: as lines of notes; the title without its end. */
struct str draft_title(const struct draft_maker *m);
struct str draft_fields(const struct draft_maker *m);
struct str draft_roll(const struct draft_maker *m);
/* The field of that key among the options', in any case; NULL if there is none. */
const struct draft_field *draft_given(const struct draft_options *o, struct str key);

/* draft_actions.c: their ids. One that was opened on an unknown date has no lasting id before it has one of the call that
 * it is drafted for. */
void draft_number_actions(struct draft_maker *m);
/* Open ones, and those closed in the last call; empty where there are none. */
struct str draft_actions(const struct draft_maker *m);
/* Does the draft, read as doc, say of an action's owners what the ledger does? Else they are told by their full names,
 * and stand in the roll, in the next draft. True if that has to be made. */
bool draft_mend(struct draft_maker *m, const struct document *doc);

/* draft_items.c: all items, actions and series among them. */
void draft_items(struct draft_maker *m, struct buf *out);
/* Behind an agenda that stays: what mail adds to it. */
void draft_add_threads(const struct draft_maker *m, struct buf *out);

/* Is it an item under which the actions stand, or the tables of series? */
bool draft_item_is_actions(struct str title);
bool draft_item_is_series(struct str title);

/* draft_keep.c */
struct sketch *sketch_of(struct arena *arena, const struct call *call, const struct document *doc);

/* draft_series.c: the tables, each below what introduces it. heading is what stands over all of them. */
void draft_series(const struct series_history *history, const struct draft *d, struct str heading, struct survey *survey, struct buf *out);
/* The heading over the newest tables; empty if there are no series to show. survey may be NULL, here and there. */
struct str draft_series_heading(const struct series_history *history, const struct draft *d, struct survey *survey);

/* draft_mail.c: series of mail beside those of the notes. */
struct draft_mail;
struct draft_mail *draft_mail_new(struct arena *arena, struct survey *survey);    /* survey may be NULL; it lives in the arena */
/* The row of the series of these notes, NULL if there is none, or nobody can tell which. It is taken then. */
const struct survey_row *draft_mail_take(struct draft_mail *mail, const struct series_entry *entry);
/* What no one took, in order, superseded ones aside; NULL behind the last. */
const struct survey_row *draft_mail_next(const struct draft_mail *mail, size_t *at);

/* draft_date.c: the date a hit stands for, in the same form: "July 2018" stays a month and a year. */
void draft_put_date(const struct date_hit *like, struct str iso, struct buf *out);
/* The text with its first date in place of that; unchanged where it has none. */
struct str draft_redate(struct arena *arena, struct str text, struct str iso);
/* An agenda's source with another date in its title and its header, and the zone's letters of that day. */
void draft_put_again(struct arena *arena, const struct sketch *s, const struct draft_options *o, struct buf *out);

#endif
