/* The history of patch series: what the tables of each call said of them.
 *
 * A series is one over all calls of a family by its title, letters' case, diacritics and punctuation aside; versions and
 * brackets ("[PATCH v3 00/13]") are no part of it. A series under another title is the same only where the notes say
 * so: "(was: OLD TITLE)" behind the title, a note "was OLD TITLE", "formerly", "renamed from", or under the old one
 * "renamed to NEW TITLE", "now NEW TITLE". What contradicts between calls is said, and the newer notes count. All of it
 * lives in the calls' arena. */
#ifndef CALL_SERIES_HISTORY_H
#define CALL_SERIES_HISTORY_H

#include "call/calls.h"

enum series_state { SERIES_OPEN, SERIES_MERGED, SERIES_DROPPED };
const char *series_state_name(enum series_state state);      /* "open", "merged", "dropped" */
/* By the word that the status begins with: "Merged", "Committed", "Abandoned", "Superseded", ... */
enum series_state series_state_of(struct str status);

/* What titles of the same series share: lower letters and digits, a blank between words. */
struct str series_title_key(struct arena *arena, struct str title);
/* "v10" is newer than "v9.1": numbers, one after the other. Negative, 0 or positive as for strcmp(). */
int series_version_compare(struct str a, struct str b);

struct stakeholder {
	struct str name, affiliation;
};

/* A series as one call's table has it. */
struct series_sighting {
	struct call *call;
	size_t line;
	struct str title, version, status;   /* empty where not said */
	struct str key;                      /* of the title: the same for titles that are the same */
	struct str group, topic;             /* what introduces its table, and the heading above that */
	const struct stakeholder *stakeholders;
	size_t stakeholder_count;
	const struct str *other_names;       /* titles that notes here say it had before, or has from now on */
	size_t other_name_count;
	struct series_sighting *next;        /* of the same series */
};

struct series_entry {
	struct str title;                    /* the newest */
	struct str version, status;          /* the newest that was said */
	enum series_state state;
	const struct series_sighting *first, *last;
	const struct series_sighting *closing;       /* in which it was merged or dropped; NULL if open */
	const struct stakeholder *stakeholders;      /* of all calls, each once, in order; at most 200 */
	size_t stakeholder_count;
	size_t calls;                        /* whose tables have it */
	size_t family;
};

struct series_history;
struct series_history *series_history_new(struct calls *calls);
/* What the document says of series; it may be freed afterwards. */
void series_history_add(struct series_history *h, struct call *call, const struct document *doc);
/* Once, when all are added and the calls are sorted. */
void series_history_settle(struct series_history *h);
size_t series_history_count(const struct series_history *h);
/* In the order in which they came up. */
const struct series_entry *series_history_entry(const struct series_history *h, size_t i);
void series_history_free(struct series_history *h);

#endif
