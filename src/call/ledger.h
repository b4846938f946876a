/* The ledger: what became of each action over the calls.
 *
 * An action is one over all calls of a family by its id. Where notes do not write the id, the same owner and nearly the
 * same words make it one: all words of the shorter text stand in the longer one, but for one in six, numbers and names
 * always; that is said (DIAG_SAME_ACTION). Contradictions between calls are said, too, and the newer notes count.
 * All of it lives in the calls' arena. */
#ifndef CALL_LEDGER_H
#define CALL_LEDGER_H

#include "call/calls.h"
#include "call/carried.h"

/* An action as one call's notes have it. */
struct sighting {
	struct call *call;
	size_t line;
	struct str id;                   /* as the document has it; it may be another action's if not written */
	bool id_written;
	struct str since;
	const struct str *owners;        /* full names where known, else as written */
	size_t owner_count;
	bool owner_written;              /* the owners do not stand in the text */
	bool due_apart;                  /* nor does the term */
	struct str text, markup;         /* plain, and as Markdown; without what carried.h puts behind it */
	struct str due;
	enum action_state state;
	struct carried carried;          /* what stood behind it */
	struct sighting *next;           /* of the same action */
};

struct ledger_action {
	struct str id, since;
	const struct sighting *first, *last;
	const struct sighting *owned;    /* the newest that has owners, or the first */
	const struct sighting *worded;   /* the newest that has a text, or the first */
	struct str due;                  /* the newest */
	enum action_state state;
	const struct sighting *closing;  /* in which it was closed; NULL if open */
	size_t carried;                  /* calls that had it open after the first */
	size_t family;
};

struct ledger;
struct ledger *ledger_new(struct calls *calls);
/* What the document says of actions; it may be freed afterwards. */
void ledger_add(struct ledger *l, struct call *call, const struct document *doc);
/* Once, when all are added and the calls are sorted. */
void ledger_settle(struct ledger *l);
size_t ledger_count(const struct ledger *l);
/* In the order of the calls that opened them, and of their lines. */
const struct ledger_action *ledger_action(const struct ledger *l, size_t i);
/* How many calls ago it was opened, seen from a call after the last of its family; 0 if that cannot be known. */
size_t ledger_calls_ago(const struct ledger *l, const struct ledger_action *action);
void ledger_free(struct ledger *l);

/* Nearly the same names: one has all words of the other from its first one on ("Bo", "Bo Lindqvist"). */
bool owner_same(struct str a, struct str b);

#endif
