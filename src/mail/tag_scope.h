/* What the text around a tag says of it. */
#ifndef MAIL_TAG_SCOPE_H
#define MAIL_TAG_SCOPE_H

#include "mail/tags.h"

/* Does the sentence say for what a tag is: "For patches 1-3", "for the whole series", "xl parts"? Fills the tag's scope
 * (not copied), whole and ranges. */
bool tag_scope(struct mail_tag *tag, struct str sentence);

/* Does a sentence before a tag make it conditional: "With that fixed", "If you agree"? */
bool tag_condition_before(struct str sentence);
/* Does a sentence behind it: "Provided it is committed by Monday", "as long as", "subject to"? A word one letter away from
 * "provided" counts. */
bool tag_condition_behind(struct str sentence);

#endif
