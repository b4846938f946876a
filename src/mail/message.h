/* Mail archives: messages as they were sent, whatever they were stored in.
 *
 * Everything lives in the archive's arena. What a message does not state, or what is lost in the form it was saved in, is
 * empty, 0 or NULL: nothing is invented. Texts are UTF-8 in one line, blanks collapsed; control and bidirectional control
 * characters are U+FFFD in them. */
#ifndef MAIL_MESSAGE_H
#define MAIL_MESSAGE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"

struct mail_address {
	struct str name;         /* decoded: "Mira Okafor"; empty if only the address is known */
	struct str address;      /* "mira@example.org"; empty if lost or masked */
};

struct mail_addresses {
	const struct mail_address **items;
	size_t count;
};

struct mail_date {
	bool known;
	int64_t seconds;         /* since 1970-01-01 00:00 UTC */
	int zone;                /* of the sender, minutes east of UTC */
};

/* A Message-ID: one an archive, however often it is referred to. */
struct mail_id {
	struct str text;             /* without < and > */
	struct message *message;     /* the first that bears it; NULL if none in the archive does */
	struct message *begin;       /* of threading: the begin of the thread that names it */
};

struct mail_ids {
	struct mail_id **items;
	size_t count;
};

enum mail_form {
	MAIL_MESSAGE,        /* as it was sent, from an mbox, a maildir or a file of its own */
	MAIL_PAGE,           /* from a page of a web archive that was saved as text: parts may be lost */
	MAIL_LISTED          /* a line of such a page's thread overview: date, subject and author's name, no more */
};

struct message {
	enum mail_form form;
	size_t number;                    /* index in the archive; of a listed one from archive_thread() on */
	struct mail_id *id;               /* NULL: unknown */
	struct mail_ids references;       /* oldest first; of very many the first and the last ones */
	struct mail_ids in_reply_to;
	const struct mail_address *from;  /* NULL: unknown */
	struct mail_addresses to, cc;
	struct mail_date date;
	struct str subject;               /* decoded, as written */
	struct str supersedes, change_id; /* of the headers Supersedes, X-Change-ID and their like */
	struct message *same;             /* of a listed one, after archive_thread(): the message itself, if the archive has it */
	struct str file;                  /* where it comes from, and the byte there (in a .gz: of the content) */
	uint64_t offset;
	unsigned thread_messages;         /* of a page: how many its thread has, as it says; else 0 */
	bool quotes_guessed;              /* the page had lost its line ends: how deep a line is quoted is a guess */

	/* Set by archive_thread(). Replies stand by date. A thread whose begin is not in the archive may have several begins:
	 * the first is the root of all, the others follow as its next. */
	struct message *parent, *first_reply, *next;
	struct message *root;
};

/* A line of a body, decoded to UTF-8; without quote marks, line end and blanks at its end. Lines of format=flowed
 * (RFC 3676) are joined; of several alternatives the plain text is taken; attachments are not seen. */
struct mail_line {
	struct str text;
	unsigned quote;          /* how deep it is quoted, 0: the sender's own words */
};

/* What is wanted of bodies is taken out while they stream by: they are not kept. For each message begin() comes before
 * its lines and end() after them, where not NULL. begin() comes again for the same message where a better copy of it is
 * found: what was taken from the first is to be forgotten. A line is valid during the call. */
struct mail_visitor {
	void *self;
	void (*begin)(void *self, struct message *m);
	void (*line)(void *self, struct message *m, const struct mail_line *line);
	void (*end)(void *self, struct message *m);
};

enum { MAIL_VISITORS = 8 };

struct archive {
	struct arena arena;
	struct diags diags;               /* each with file and byte */
	struct message **messages;        /* in the order read; message.number is the index */
	size_t count, room;
	struct mail_visitor visitors[MAIL_VISITORS];
	size_t visitor_count;
	/* Called now and then while reading, where not NULL: bytes read of a file, and its size, 0 where that is unknown. */
	void (*progress)(void *self, struct str file, uint64_t done, uint64_t size);
	void *progress_self;
	struct message *listed;           /* of overviews, by their next; archive_thread() adds those that are not there */
	struct mail_tables *tables;       /* what is known once: ids, addresses, texts */
};

void archive_init(struct archive *a);
void archive_free(struct archive *a);
/* Before the first file is read. */
void archive_visit(struct archive *a, struct mail_visitor visitor);

/* Adds the messages of a file ("-": standard input; either may be compressed by gzip) or of a maildir. Which kind of
 * file it is follows from its beginning. Returns 0 or errno; what was read before an error is kept. */
int archive_read(struct archive *a, const char *name);

/* Sets the links of all messages, once, after the last file. Threads are linked by references and In-Reply-To; an
 * answer that has neither ("Re: ...") joins the thread of the latest earlier message of that subject. */
void archive_thread(struct archive *a);

/* The id of this text, without < and >; NULL if the archive never saw it. */
struct mail_id *archive_id(const struct archive *a, struct str text);

/* For qsort() of struct message *: by date, those without one last, then as they were read. */
int message_by_date(const void *left, const void *right);

/* "Mira Okafor", else the address, else empty. */
struct str mail_name(const struct mail_address *address);

#endif
