/* One mail message (RFC 5322): text, the same in HTML, and files; MIME by GMime. Nothing that a header is given can begin
 * another: what would is refused here, and what is not plain ASCII is written in encoded words (RFC 2047), which also
 * keeps a text that looks like one from being decoded. */
#ifndef WRITE_MESSAGE_H
#define WRITE_MESSAGE_H

#include "base/arena.h"
#include "base/out.h"

struct message_address {
	struct str name, address;        /* name: empty if there is none */
};

struct message_file {
	struct str name;                 /* without folders */
	struct str content;
};

/* What is empty is left out: the mail program that sends it adds Date and Message-ID. */
struct message {
	struct message_address from;
	const struct message_address *to;
	size_t to_count;
	struct str subject, date, id, reply_to;      /* ids without their angle brackets */
	struct str text;                             /* format=flowed; where there is no html, its lines stay as they are */
	struct str html;
	const struct message_file *files;
	size_t file_count;
};

/* One line of text: UTF-8 without control characters and other line ends. */
bool message_is_line(struct str text);
/* "a@example.org", "<a@example.org>", "Ada Lovelace <a@example.org>", "\"Lovelace, Ada\" <a@example.org>": one address, in
 * ASCII (RFC 5322 §3.4 without its comments and obsolete forms). The name may live in arena. */
bool message_parse_address(struct arena *arena, struct str text, struct message_address *address);
/* "<x@y>" or "x@y" (§3.6.4; of the left part more is taken than it allows, as mails have it). */
bool message_parse_id(struct str text, struct str *id);
/* A date-time as §3.3 has it, "Thu, 12 Jul 2018 15:00:00 +0200", the day of the week left out or right. */
bool message_is_date(struct str text);

/* Lines end in LF, as sendmail(8) and git-send-email(1) take them; none has more than 998 bytes. */
void message_write(const struct message *m, struct out *out);

#endif
