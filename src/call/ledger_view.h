/* The ledger as a reader wants it: some of its actions, by owner or by call, in every format. */
#ifndef CALL_LEDGER_VIEW_H
#define CALL_LEDGER_VIEW_H

#include "call/ledger.h"
#include "write/listing.h"

enum ledger_by { LEDGER_BY_OWNER, LEDGER_BY_CALL };

struct ledger_view {
	bool open_only;
	struct str overdue;      /* open and due before this ISO date; empty: all */
	struct str owner;        /* whole words of an owner's name; empty: all */
	enum ledger_by by;       /* an action of several owners stands under the first */
};

/* Is one of its owners the one that is asked for? */
bool ledger_owned(const struct ledger_view *view, const struct ledger_action *action);
bool ledger_shows(const struct ledger_view *view, const struct ledger_action *action);
/* Is it open and its due date before day? A date without day is due at its end. */
bool ledger_overdue(const struct ledger_action *action, struct str day);

struct listing *ledger_listing(struct calls *calls, const struct ledger *l, const struct ledger_view *view);

/* { "rollcall": 1, "calls": [...], "actions": [...], "diagnostics": [...] }: rollcall-actions(1). */
void ledger_json(const struct calls *calls, const struct ledger *l, const struct ledger_view *view, struct out *out);
/* The members "calls" and "diagnostics", which all verbs that look over calls have. */
struct json_out;
void calls_json(const struct calls *calls, struct json_out *j);
void calls_json_diagnostics(const struct calls *calls, struct json_out *j);

/* Open actions of the owner who is asked for after each call of the main family, by age: an <svg>. NULL where fewer than
 * two calls were held. */
struct ledger_chart;
struct ledger_chart *ledger_chart_new(const struct calls *calls, const struct ledger *l, const struct ledger_view *view);
void ledger_chart_draw(const void *chart, struct xml *x);     /* a listing_figure */
void ledger_chart_free(struct ledger_chart *chart);

#endif
