/* Disputes: threads that seem to need the call, and what can be quoted of them.
 *
 * Nothing is told but what a sentence of the thread says: each fact has its sentence, or is read from one that is among
 * the evidence. Names are full where the thread knows one person of that name, else as written. */
#ifndef MAIL_DISPUTE_H
#define MAIL_DISPUTE_H

#include "mail/message.h"

/* In the order of schema 1. */
enum dispute_why { WHY_VOTE, WHY_TIE_BREAK, WHY_EXCEPTION, WHY_ABI, WHY_NACK, WHY_CALL, WHY_COUNT };
const char *dispute_why_name(enum dispute_why why);      /* "tie-break" */

struct dispute_names {
	struct str *items;
	size_t count, room;
};

struct dispute_evidence {
	struct str sentence;
	struct str name;                 /* who says so; empty: unknown */
	struct message *message;         /* that holds the sentence, quoted perhaps */
	uint64_t order;                  /* evidence stands in the order in which it was written */
};

struct dispute_option {
	struct str label;                /* "1", "b"; empty where the thread gives none. Answers to question 1 all have "1" */
	struct str text;
	struct dispute_names backers, opponents;
};

struct dispute_participant {
	struct str name;
	struct str address;              /* empty: unknown */
	struct str id_domain;            /* of a Message-ID of theirs; empty: unknown */
};

struct dispute {
	struct str title;
	struct message *message;         /* that asks, or shows the first evidence */
	unsigned why;                    /* a bit each: 1 << WHY_VOTE */
	unsigned asks;                   /* how the one who asks was found: 2 by a sentence that asks, 1 by one that says why */
	struct str asked_by;             /* empty: unknown */
	struct str asking;               /* the sentence that does, as it stands among the evidence */
	struct dispute_names asked_of, deciders, excluded;
	struct dispute_evidence *evidence;
	size_t evidence_count, evidence_room;
	struct dispute_option *options;
	size_t option_count, option_room;
	struct str deadline;             /* as the thread says it: "end of the week"; empty if none */
	bool is_settled;
	struct dispute_evidence settled; /* where it is */
	struct dispute_participant *participants;
	size_t participant_count, participant_room;
	size_t messages;                 /* of the whole mail thread */
	struct mail_date last;           /* of the last message of that title */
};

struct disputes {
	struct dispute *items;           /* by date */
	size_t count, room;
	struct arena *arena;
	struct dispute_notes *notes;
};

/* A collector visits the archive; before the first file is read. */
void disputes_collect(struct disputes *d, struct archive *a);
/* After archive_thread(). Nothing that was sent after day counts: days since 1970-01-01, negative: all counts. */
void disputes_find(struct disputes *d, const struct archive *a, int64_t day);
void disputes_free(struct disputes *d);

#endif
