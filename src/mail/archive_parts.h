/* What the readers of the archive's forms share: filling an archive. */
#ifndef MAIL_ARCHIVE_PARTS_H
#define MAIL_ARCHIVE_PARTS_H

#include "mail/message.h"
#include "mail/source.h"

/* One text, one copy: texts that many messages share. */
struct str archive_text(struct archive *a, struct str text);
struct mail_id *archive_intern_id(struct archive *a, struct str text);
const struct mail_address *archive_address(struct archive *a, struct str name, struct str address);

/* A message to be filled, not yet in the archive. */
struct message *archive_new(struct archive *a, enum mail_form form, struct str file, uint64_t offset);
/* Puts it in, unless the archive has that message already; returns the one whose body is to be shown to the visitors
 * (which is m, or an older one that m is a better copy of), or NULL where nothing is to be done any more. */
struct message *archive_add(struct archive *a, struct message *m);

void archive_begin(struct archive *a, struct message *m);
void archive_line(struct archive *a, struct message *m, struct str text, unsigned quote);
void archive_end(struct archive *a, struct message *m);

/* A diagnostic about a byte of a file. What it names of a message is shown as the message's texts are. */
void archive_diag(struct archive *a, enum diag_code code, struct str file, uint64_t offset, struct str first, struct str second);

/* The readers. A source stands at its begin. one: the file holds one message, whatever lines are in it. */
void mbox_read(struct archive *a, struct str file, struct source *source, bool one);
/* bytes: header and body of one message, at offset of the file. They may be changed. envelope: the date of its From_
 * line, empty if there is none. */
void message_read(struct archive *a, struct str file, uint64_t offset, char *bytes, size_t n, struct str envelope);

#endif
