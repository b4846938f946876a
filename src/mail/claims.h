/* What a single sentence of a discussion claims, told by its words. The tables of phrases stand in claims.c. */
#ifndef MAIL_CLAIMS_H
#define MAIL_CLAIMS_H

#include "mail/phrase.h"

enum {
	/* That the call is needed, and why. */
	CLAIM_VOTE = 1 << 0,
	CLAIM_TIE_BREAK = 1 << 1,
	CLAIM_EXCEPTION = 1 << 2,        /* from a release's rules or a freeze */
	CLAIM_ABI = 1 << 3,              /* a change of an interface that others rely on */
	CLAIM_NACK = 1 << 4,
	CLAIM_CALL = 1 << 5,             /* to be taken up in a call or meeting */
	CLAIM_WHY = (1 << 6) - 1,

	CLAIM_ASKS = 1 << 6,             /* the sentence itself asks for that */
	CLAIM_REQUEST = 1 << 7,          /* something is asked of the readers: "could you ...", "I would like to see ..." */
	CLAIM_OPTIONS = 1 << 8,          /* options follow: "here are the options I see" */
	CLAIM_POSITION = 1 << 9,         /* for or against something: "I prefer", "-1 for", "nacked by" */
	CLAIM_DECIDES = 1 << 10,         /* about who decides: "override", "excluded", "up to" */
	CLAIM_ANSWERS = 1 << 11,         /* "the answer to #1" */

	/* That it is settled. */
	CLAIM_DECIDED = 1 << 12,         /* agreed, decided, applied: whatever it was */
	CLAIM_GRANTED = 1 << 13,         /* an exception: granted or refused, a release's ack */
	CLAIM_WITHDRAWN = 1 << 14,       /* a nack */
	CLAIM_SETTLES = CLAIM_DECIDED | CLAIM_GRANTED | CLAIM_WITHDRAWN,

	/* Half a claim: an exception by its own words, a release or freeze spoken of near it. */
	CLAIM_HALF_EXCEPTION = 1 << 15,
	CLAIM_RELEASE = 1 << 16,
	CLAIM_AT_ISSUE = 1 << 19,        /* an interface is said to break, not just spoken of */
	CLAIM_DEADLINE = 1 << 18,        /* claims_deadline() finds one */
	CLAIM_CONDITION = 1 << 17        /* "Provided that ...": of what stands before it */
};

/* A mask of these. */
unsigned claims_of(struct str sentence, struct words *words);

/* A quick look: can the sentence claim why a call is needed, that something is settled, options or a position? Often true
 * of a sentence that does not, never false of one that does. */
bool claims_possible(struct str sentence);

/* "by the end of the week", "before Monday", "no later than 5 February", in a sentence about what is to be done by then:
 * the time, without "by the"; empty if none. */
struct str claims_deadline(const struct words *words);

#endif
