/* Text of mail as it may be shown: UTF-8 without control characters. */
#ifndef MAIL_CLEAN_H
#define MAIL_CLEAN_H

#include "base/buf.h"

/* Adds text: bytes that are no UTF-8, control characters and those that change the direction of writing (bidirectional
 * embeddings, overrides, isolates and marks) become U+FFFD, a tab becomes a blank. */
void mail_clean(struct buf *b, struct str text);
/* The same, with runs of white space, line ends included, as one blank and none at both ends. */
void mail_clean_line(struct buf *b, struct str text);

/* Is there nothing to be cleaned: only ASCII characters from blank to tilde? */
bool mail_is_plain(struct str text);

#endif
