/* Tags of review in bodies: "Reviewed-by: Mira Okafor <mira@example.org>", whose they are, what they are for and on what
 * condition. Quoted ones do not count, nor what stands below the "---" of a patch or below a signature's "-- ". */
#ifndef MAIL_TAGS_H
#define MAIL_TAGS_H

#include "mail/message.h"

enum tag_kind { TAG_REVIEWED, TAG_ACKED, TAG_TESTED, TAG_RELEASE_ACKED, TAG_NACKED, TAG_NOT_ACKED };

enum { TAG_RANGES = 8 };

struct mail_tag {
	enum tag_kind kind;
	const struct mail_address *by;    /* as the tag names them */
	struct str scope;                 /* what it is for, as written: "for the whole series"; empty where nothing is said */
	struct str condition;             /* the sentence, as written: "Provided it is committed by Monday."; empty if none */
	bool whole;                       /* the scope names the series, all patches */
	unsigned range_count;             /* patches that the scope names; 0: none */
	struct { unsigned first, last; } ranges[TAG_RANGES];
	struct message *message;
	struct mail_tag *next;            /* of the same message */
};

struct mail_tags;
/* A collector, visiting the archive; call before the first file is read. It lives in the archive's arena but for its
 * index, which tags_free() frees. */
struct mail_tags *tags_collect(struct archive *a);
void tags_free(struct mail_tags *tags);

/* The tags of a message, in their order; NULL if it has none. */
const struct mail_tag *tags_of(const struct mail_tags *tags, const struct message *m);

const char *tag_name(enum tag_kind kind);                  /* "Reviewed-by" */
/* "Reviewed-by", "NACKed-by" in any case. */
bool tag_find(struct str name, enum tag_kind *kind);
/* Is the patch, 1 or more, in the tag's ranges? */
bool tag_names_patch(const struct mail_tag *tag, unsigned patch);

#endif
