/* Patch series of an archive: their versions, patches, reviews, and whom they wait for.
 *
 * Everything lives in the archive's arena. A guess is never mixed with what is known: guessed says which facts are. */
#ifndef MAIL_SERIES_H
#define MAIL_SERIES_H

#include "mail/hints.h"
#include "mail/message.h"
#include "mail/subject.h"
#include "mail/tags.h"

enum series_state {
	STATE_NO_REPLY,               /* nobody but the author has written about any version */
	STATE_UNDER_REVIEW,           /* some patches have tags, nobody waits for the author */
	STATE_WAITING_FOR_AUTHOR,     /* a reviewer spoke last */
	STATE_WAITING_FOR_REVIEW,     /* the author spoke last, or a new version has no answer */
	STATE_OBJECTIONS,             /* a nack stands; or all patches have tags, and a reviewer spoke last */
	STATE_ACKED,                  /* all patches have tags: waiting to be committed */
	STATE_SUPERSEDED              /* another series says that it supersedes this one, or seems to */
};

struct patch {
	unsigned number;              /* 1 or more */
	struct message *message;      /* NULL: not in the archive */
	struct str title;             /* empty: unknown */
	unsigned revision;            /* "v2.1" replaced it: 1 */
	bool answered;                /* by somebody else than the author */
	bool reviewed;                /* has a Reviewed-by or Acked-by of somebody else, of its own or for the series */
	bool in_doubt;                /* the last word on it is somebody else's, without a tag */
};

/* One version, as it was posted. */
struct posting {
	unsigned version;             /* 1 where none is stated */
	struct message *cover;        /* NULL: none, or not in the archive */
	struct message *first;        /* the cover, else the first patch; NULL: only answers to it are known */
	const struct mail_id *guessed_id;           /* of first, where only answers are known; NULL: unknown */
	struct str title;             /* of the cover, of a single patch, else of the first patch that is known */
	bool title_guessed;           /* that of a patch, for a missing cover */
	const struct mail_address *author;          /* NULL: unknown */
	bool author_guessed;          /* from the id that answers name: senders of patches put their address there */
	bool rfc, resend;
	struct str target;
	unsigned count;               /* patches, by the largest "n/N"; 1 for a single one; 0 unknown */
	struct patch *patches;        /* count of them */
	struct mail_date date;        /* of first; of a version that was sent again, of the last sending */
	bool in_doubt;                /* the last word on all of it is such */
	size_t messages;              /* patches, cover and answers */
	struct message *last;         /* the last message about it */
	struct posting *next;         /* the next higher version of the series */
	struct posting *all_next;     /* in the order found, across series */
	struct series *series;
};

/* A tag and what it is for: a patch of a version, or all of it. */
struct series_tag {
	const struct mail_tag *tag;
	unsigned version, patch;      /* patch 0: the whole series, or the ranges of the tag */
};

struct series {
	struct str title;
	struct posting *first, *newest;              /* of the lowest and the highest version that is known */
	const struct mail_address *author;
	bool rfc;
	struct str target;                           /* of the newest version that states one */
	enum series_state state;
	int waiting_days;                            /* from the last message to the date asked for; -1: unknown */
	size_t pings, messages;                      /* of all versions */
	struct mail_date last_ping;
	struct message *last;                        /* of the newest version; NULL: none has a date */
	struct series_tag *tags;                     /* of the newest version, by date */
	size_t tag_count;
	const struct mail_address **reviewers;       /* who wrote about any version, but for the author, by first appearance */
	size_t reviewer_count;
	const struct str *guessed;                   /* "author: ...", "renamed: perhaps a new version of 'x'", "committed: Mira says so" */
	size_t guessed_count;
	const struct series *superseded_by;          /* NULL: none */
};

struct series_list {
	struct series **items;                       /* by the date of the newest version; undated ones last */
	size_t count;
	struct posting **of;                         /* by a message's number: the posting that it is of; NULL: none */
	unsigned *patch;                             /* and the patch; 0: the cover, or the whole */
	struct subject *subjects;                    /* by a message's number */
	size_t message_count;
};

/* What the collectors took out, after archive_thread(). day: count the days to it, and nothing that was sent later; days
 * since 1970-01-01, negative: no day is asked for. */
struct series_list *series_find(struct archive *a, const struct mail_tags *tags, const struct mail_hints *hints, int64_t day);
void series_free(struct series_list *list);

const char *state_name(enum series_state state);     /* "waiting-for-author" */

#endif
