/* Calls: which notes there are, of which call each is, and their order in time.
 *
 * Documents are read one after the other and freed; what is kept of each is copied into the arena here, which also
 * holds what ledger.h and series_history.h keep. */
#ifndef CALL_CALLS_H
#define CALL_CALLS_H

#include "model/document.h"

struct call {
	struct str file;         /* as given on the command line */
	struct str title, name;  /* of the document; empty where unknown */
	struct str date;         /* ISO 8601, as precise as stated; empty where unknown */
	enum kind kind;
	bool held;               /* no agenda of a call to come: it says so, somebody is ticked, or things were decided */
	bool left_out;           /* the file could not be read, or not understood */
	size_t family;           /* calls of one name are a family */
	size_t place;            /* in the order of time, once sorted */
	struct diags diags;      /* what is said of its notes in the light of the others */
};

struct calls {
	struct arena arena;
	struct call **items;
	size_t count, room;
	size_t main_family;      /* that most of them are of; of two equal ones, the newest's */
};

#define CALLS_INIT { ARENA_INIT, NULL, 0, 0, 0 }

struct call *calls_add(struct calls *c, const struct document *doc);
/* A file that is not done, for a reason that is said in its diagnostics. */
struct call *calls_add_unread(struct calls *c, struct str file, struct str reason);
/* By date, an agenda before other notes of that date; else in the order they were added. Finds families: names are the
 * same but for letters' case, diacritics, small words, numbers and words for a meeting, or one has all words of the other. With diagnose,
 * says which notes have no date, are of the same call as others, or of another than most. */
void calls_sort(struct calls *c, bool diagnose);
/* Are these notes of one call, its agenda and its minutes, say? */
bool call_same(const struct call *a, const struct call *b);
/* The last one held in a family, or NULL. */
const struct call *calls_last_held(const struct calls *c, size_t family);
/* "3 calls, 2024-05-14 to 2024-07-09"; notes of one call count once. */
struct str calls_span(const struct calls *c, struct arena *arena);
void calls_free(struct calls *c);

/* "FILE:LINE" */
struct str call_at(struct calls *c, const struct call *call, size_t line);

#endif
