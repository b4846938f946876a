#include "cli/listings.h"

#include <string.h>

#include "cli/report.h"

int list_format_read(const char *name, bool ics, enum list_format *format)
{
	static const char *const names[] = { "text", "json", "csv", "md", "html", "ics" };
	*format = LIST_TEXT;
	for (size_t i = 0; name && i < sizeof names / sizeof *names - !ics; i++)
		if (strcmp(names[i], name) == 0) {
			*format = (enum list_format)i;
			return EXIT_DONE;
		}
	return name ? usage_error("no format '%s'; -t takes text, json, csv, md, html%s", name, ics ? ", ics" : "") : EXIT_DONE;
}

int list_write(enum list_format format, const struct listing *l, const struct listing_page *page, struct out *out)
{
	const char *wrong = NULL;
	switch (format) {
	case LIST_CSV: listing_csv(l, out); break;
	case LIST_MD: listing_markdown(l, out); break;
	case LIST_HTML: wrong = listing_html(l, page, out); break;
	default: listing_text(l, out);
	}
	return wrong ? usage_error("%s", wrong) : EXIT_DONE;
}
