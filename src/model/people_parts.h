/* Inside of the registry of people: folding, the index and what is found in it. Only people*.c include it. */
#ifndef MODEL_PEOPLE_PARTS_H
#define MODEL_PEOPLE_PARTS_H

#include "model/people.h"

/* How a label can name somebody, the surest first. KEY_NEAR is for people_near() alone: a name, or it without a letter;
 * KEY_BEGIN for people_begun(): the begin of a name or nick. */
enum key { KEY_FULL, KEY_ALIAS, KEY_PART, KEY_INITIALS, KEY_NEAR, KEY_BEGIN };

/* CANDIDATES names stand in a diagnostic. NAME_WORDS bounds what one name gives to the index. */
enum { CANDIDATES = 4, NAME_WORDS = 8, LABEL_BYTES = 120 };

/* One full name, whoever wrote it. */
struct entity {
	const struct person *person;                             /* of the best source */
	struct also { const struct person *person; struct also *next; } *also;
	enum people_source source;
	bool indexed;
};

/* Texts are not kept: two of them meet in 64 bits of hash once in a hundred million documents of 100,000 people. */
struct slot {
	uint64_t hash;                                           /* of text, key and source; 0: free */
	struct entity *first, **more;                            /* more: CANDIDATES - 1 of them, once there are two */
	uint32_t count;                                          /* also those that found no room */
};

struct table {
	struct slot *slots;
	size_t used, room;
};

struct people {
	struct arena *arena;
	struct entity **entities;
	size_t count, entity_room;
	struct table full;                                       /* by full name alone, always up to date */
	size_t added;                                            /* how often somebody was added */
	struct index *index;                                     /* filled when asked */
};

/* Notes ask for the same few labels again and again: the last answers, by the hash of the label as written. */
enum { RECENT = 256 };

struct index {
	struct table table;
	size_t done, near_done, begin_done;
	struct recent {
		uint64_t hash;
		size_t added;                                        /* people's when it was answered */
		struct people_answer answer;
	} recent[RECENT];
};

/* A text folded both ways: "jurgen", "juergen"; one where they do not differ. */
struct folded {
	struct buf text[2];
	size_t count;
};

struct folded fold_both(struct str s);
void folded_free(struct folded *f);

struct words {
	struct str items[NAME_WORDS];
	size_t count;
};

struct words words_of(struct str folded);
bool is_initial(struct str word);

uint64_t people_hash(struct str text, enum key key, enum people_source source);
/* Room for more slots, none of which moves until then. */
void table_reserve(struct arena *arena, struct table *t, size_t more);
void table_add(struct arena *arena, struct table *t, uint64_t hash, struct entity *entity);
/* NULL if nothing is there. */
const struct slot *slot_find(const struct table *t, uint64_t hash);

struct candidates {
	struct entity *items[2 * CANDIDATES];
	size_t count;
	bool more;               /* there are others, who found no room */
};

void add_candidate(struct candidates *c, struct entity *entity);
void add_slot(struct candidates *c, const struct slot *s);      /* s may be NULL */

/* All keys of an entity's persons but KEY_NEAR, under its source. */
void index_entity(const struct people *p, struct entity *entity);
/* Of one of them alone. */
void index_person(const struct people *p, struct entity *entity, const struct person *person);

/* The label without what is no part of a name: emphasis, "(Org)", " from Org", a possessive 's. */
struct str people_label(struct str label);

#endif
