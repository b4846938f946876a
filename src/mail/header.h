/* The header of a message, decoded. */
#ifndef MAIL_HEADER_H
#define MAIL_HEADER_H

#include "mail/archive_parts.h"
#include "mail/fields.h"

/* Fills the message from its fields; loads GMime. envelope: as message_read() has it. A page's addresses may lack parts. */
void header_fill(struct archive *a, struct message *m, const struct fields *fields, struct str envelope);

#endif
