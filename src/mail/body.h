/* The text of a message: its MIME parts (RFC 2045), decoded, line by line. */
#ifndef MAIL_BODY_H
#define MAIL_BODY_H

#include "mail/archive_parts.h"

/* Shows the lines of the body to the archive's visitors. type and encoding are the raw values of the header's fields, empty
 * where it has none. */
void body_read(struct archive *a, struct message *m, struct str type, struct str encoding, struct str body);

/* Shows text that is UTF-8, with its quote marks. flowed: lines that end in a blank go on (RFC 3676), delsp: without that
 * blank. */
void body_lines(struct archive *a, struct message *m, struct str text, unsigned quote, bool flowed, bool delsp);

#endif
