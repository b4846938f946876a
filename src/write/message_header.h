/* Values of header fields (RFC 5322 §2.2, RFC 2047), folded: for message.c. */
#ifndef WRITE_MESSAGE_HEADER_H
#define WRITE_MESSAGE_HEADER_H

#include "write/message.h"

/* Append a text as it stands behind "NAME:", which takes so many columns. */
void header_text(struct buf *b, struct str text, size_t columns);
/* Append addresses, each on a line of its own. */
void header_addresses(struct buf *b, const struct message_address *addresses, size_t count);

#endif
