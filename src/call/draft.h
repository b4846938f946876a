/* The next call's agenda, drafted from what the calls before left: notes in the notation's preferred form.
 *
 * It holds the header fields that stay, the roll of the last call, nobody ticked, every open action with its id, since
 * which call, how many calls ago, what was closed in the last call, items that were not covered, and the tables of
 * series with the last status. What mail says brings the tables up to date and adds items. Drafting from an agenda whose call was never held changes nothing but the date.
 *
 *   draft_add() with each document, then, when calls, ledger and history are settled, draft_write(). */
#ifndef CALL_DRAFT_H
#define CALL_DRAFT_H

#include "call/ledger.h"
#include "call/series_history.h"
#include "call/survey_agenda.h"

struct draft;
struct draft *draft_new(struct calls *calls);
/* Keeps what the next call may need of it; the document may be freed afterwards. */
void draft_add(struct draft *d, struct call *call, const struct document *doc);
void draft_free(struct draft *d);

struct draft_field {
	struct str key, value;
};

struct draft_options {
	struct str date;                 /* of the next call, ISO, with a day */
	struct str name;                 /* of the calls; empty: as the last notes have it */
	const struct draft_field *fields;        /* in place of those of the same key in the last notes */
	size_t field_count;
	const struct str *standing;      /* items of every call, in order. The first that names actions, and the first that */
	size_t standing_count;           /* names series, stand over these. None: actions and series under their own names */
	struct survey *survey;           /* of mail, settled; NULL: none. It updates rows of series and adds new ones, and items */
	const char *templates;           /* a folder with files that replace the built-in ones, or NULL */
};

/* The notes of the main family that are the newest, from which the draft goes out; NULL where there are none. */
const struct call *draft_last(const struct draft *d);
/* Appends to out. NULL, or what is wrong with the template. */
const char *draft_write(struct draft *d, const struct ledger *ledger, const struct series_history *history,
	const struct draft_options *options, struct buf *out);

#endif
