/* Pages of web archives that were saved as text, in three forms. What a page has lost stays unknown; what had to be
 * guessed a diagnostic says. */
#ifndef MAIL_PAGE_H
#define MAIL_PAGE_H

#include "mail/archive_parts.h"

enum page_form {
	PAGE_NONE,
	PAGE_RUN_ON,         /* a raw message, its lines run into one */
	PAGE_THREAD,         /* header lines, the body, and an overview of the thread */
	PAGE_LIST            /* links to other messages, the subject, some or no header lines, the body */
};

/* Reads as much of the source as is needed to tell. */
enum page_form page_form(struct source *source);
void page_read(struct archive *a, struct str file, struct source *source, enum page_form form);

/* The readers of the forms. */
void page_run_on(struct archive *a, struct str file, struct str text);
void page_thread(struct archive *a, struct str file, struct str text);
void page_list(struct archive *a, struct str file, struct str text);

/* Where the run-on text's header has a field: after a blank, a field's name that mail uses, a colon and a blank. */
bool run_on_field(struct str text, size_t at, struct str *name);

/* Puts the message in, says what the page does not tell of it, and more where it is not empty. As archive_add(). */
struct message *page_add(struct archive *a, struct message *m, struct str more);

/* The line of text at *at, without its end and a return before that; steps over it. False at the end. */
bool page_line(struct str text, size_t *at, struct str *line);

#endif
