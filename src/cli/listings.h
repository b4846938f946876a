/* The formats of verbs that list something: text, json, csv, md, html, of some also ics. */
#ifndef CLI_LISTINGS_H
#define CLI_LISTINGS_H

#include "write/listing.h"

enum list_format { LIST_TEXT, LIST_JSON, LIST_CSV, LIST_MD, LIST_HTML, LIST_ICS };

/* The value of -t, NULL for text: EXIT_DONE, or EXIT_USAGE with the reason said. */
int list_format_read(const char *name, bool ics, enum list_format *format);
/* In any format but JSON and iCalendar, which are the verb's own; EXIT_DONE, or EXIT_USAGE where the template is not usable. */
int list_write(enum list_format format, const struct listing *l, const struct listing_page *page, struct out *out);

#endif
