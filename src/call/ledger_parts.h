/* The ledger's parts; shared by ledger*.c only. */
#ifndef CALL_LEDGER_PARTS_H
#define CALL_LEDGER_PARTS_H

#include <stdint.h>

#include "call/ledger.h"

/* A word of an action's text, as a hash of its stem. */
struct token {
	uint32_t hash;
	bool marked;             /* a number or a name: another one makes another action */
	bool negates;            /* "not": with it and without it are two actions */
};

struct tokens {
	struct token *items;     /* by hash, each once */
	size_t count;
};

/* An action on its way through the calls. */
struct entry {
	struct ledger_action action;
	struct sighting *newest;
	struct tokens tokens;    /* of the newest text */
	size_t asked;            /* the last search that looked at it */
};

/* ledger_ids.c: which entry has an id, and the highest number given for a call. */
struct ids;
struct ids *ids_new(void);
void ids_free(struct ids *ids);
/* The entry of this id in the family, else one of another family, else NULL. */
struct entry *ids_find(const struct ids *ids, size_t family, struct str id);
void ids_add(struct ids *ids, size_t family, struct str id, struct entry *entry);
/* A free id of the same call as this one: "2024-05-14.7". */
struct str ids_free_one(const struct ids *ids, struct arena *arena, size_t family, struct str id);

/* ledger_near.c: entries by owner and words. */
struct near;
struct near *near_new(struct arena *arena);
void near_free(struct near *near);
struct tokens near_tokens(struct near *near, const struct sighting *s);
/* Known from now on by this sighting's owners and words, its tokens. */
void near_add(struct near *near, struct entry *entry, const struct sighting *s, const struct tokens *tokens);
/* The entry of the same family, owner and nearly the same words: an open one before a closed one, then the one seen
 * last. NULL if there is none. */
struct entry *near_find(struct near *near, const struct sighting *s, const struct tokens *tokens);

#endif
