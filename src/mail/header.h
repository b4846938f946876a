/* The header of a message, decoded. */
#ifndef MAIL_HEADER_H
#define MAIL_HEADER_H

#include "mail/archive_parts.h"
#include "mail/fields.h"

/* Fills the message from its fields; loads GMime. envelope: as message_read() has it. */
void header_fill(struct archive *a, struct message *m, const struct fields *fields, struct str envelope);

/* A raw text with encoded words, decoded. GMime is loaded already. */
struct str header_text(struct archive *a, struct message *m, struct str raw);

#endif
