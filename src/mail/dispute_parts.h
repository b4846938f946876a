/* What the files of disputes share: what is kept of each message, and the thread in work. Internal to mail/. */
#ifndef MAIL_DISPUTE_PARTS_H
#define MAIL_DISPUTE_PARTS_H

#include "mail/claims.h"
#include "mail/dispute.h"
#include "mail/sentence.h"
#include "model/people.h"

/* Room for one more item of a growing array that lives in an arena. */
#define ARENA_ROOM(arena, items, count, room) \
	do { \
		if ((count) == (room)) { \
			(room) = (room) ? 2 * (room) : 4; \
			void *grown = arena_array((arena), (room), sizeof *(items)); \
			if (count) \
				memcpy(grown, (items), (count) * sizeof *(items)); \
			(items) = grown; \
		} \
	} while (0)

/* A sentence that claims something, an item of a list, a deadline. */
struct note {
	struct sentence sentence;
	unsigned claims;
};

/* Somebody whose words a message quotes. */
struct quoted {
	struct str author;               /* as the line above the words names them */
	unsigned quote;                  /* how deep, where they are quoted least deep */
};

/* Of one message, in the order of its body. */
struct taken {
	struct note *items;
	size_t count;
	struct quoted *quoted;           /* each once; at most 32 */
	size_t quoted_count;
};

struct dispute_notes {
	struct sentences sentences;      /* of the message that streams by */
	struct arena *arena;
	struct taken *taken;             /* by the message's number */
	size_t count, room;
};

/* Messages of one title in one thread, by date. */
struct strand {
	struct message **messages;
	size_t count;
	const struct dispute_notes *notes;
	struct arena *arena;
	struct people *people;           /* of its messages */
	struct str author;               /* of the patch that it is about; empty: unknown, or of none */
	bool of_meeting;                 /* its title speaks of one */
};

const struct taken *strand_taken(const struct strand *s, size_t i);
/* Whose the sentence is. */
struct str strand_speaker(const struct strand *s, const struct message *m, const struct sentence *sentence);

/* The full name where one person of the thread has it, else as written. known may be NULL. */
struct str strand_person(const struct strand *s, struct str name, bool *known);

/* The sentence is evidence: note of message i. Once, and not more than are worth reading. */
void evidence_add(const struct strand *s, struct dispute *d, size_t i, const struct note *note);

/* The people that words begin to end name: "Mira, me, and Bo Lindqvist". self is who "me" is. Empty if a word there is no
 * name. */
struct dispute_names who_read(const struct strand *s, const struct words *w, size_t begin, size_t end, struct str self);
/* The names that end before word end, and those that begin at word begin. */
struct dispute_names who_before(const struct strand *s, const struct words *w, size_t end, struct str self);
struct dispute_names who_from(const struct strand *s, const struct words *w, size_t begin, struct str self);
void who_add(const struct strand *s, struct dispute_names *names, struct str name);
void who_merge(const struct strand *s, struct dispute_names *to, const struct dispute_names *from);

/* Options of the strand, then who is for and against them. */
void options_read(const struct strand *s, struct dispute *d);
void positions_read(const struct strand *s, struct dispute *d);
/* Who decides, who is excluded. */
void deciders_read(const struct strand *s, struct dispute *d);

#endif
