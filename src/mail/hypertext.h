/* The text of an HTML part, for messages that have no other. */
#ifndef MAIL_HYPERTEXT_H
#define MAIL_HYPERTEXT_H

#include "mail/archive_parts.h"

/* Shows its lines to the visitors: blocks and line breaks end them, a blockquote is one level of quoting. */
void hypertext_lines(struct archive *a, struct message *m, struct str html, unsigned quote);

#endif
