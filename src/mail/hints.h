/* Small things that bodies say of their series: a ping, that it is committed, the version before it, a link to it. */
#ifndef MAIL_HINTS_H
#define MAIL_HINTS_H

#include "mail/message.h"

struct mail_hint {
	bool committed;                   /* an answer whose few words say so: "Applied, thanks." */
	bool ping;                        /* the sender's own words are few and ask for attention */
	const struct mail_id *supersedes; /* "Supersedes: <id>", or a link to an older version below "Changes in v3:"; NULL: none */
	struct str change_id;             /* "change-id: 20240501-lamp-dim-1f2e"; empty if none */
};

struct mail_hints;
/* As tags_collect(). */
struct mail_hints *hints_collect(struct archive *a);
void hints_free(struct mail_hints *hints);
/* All false and empty where nothing was found. */
struct mail_hint hint_of(const struct mail_hints *hints, const struct message *m);

#endif
