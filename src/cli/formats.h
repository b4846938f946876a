/* The output formats: their names, the endings of their files, their writers. */
#ifndef CLI_FORMATS_H
#define CLI_FORMATS_H

#include "write/write.h"

struct format {
	const char *name;            /* for -t: "html" */
	const char *endings[3];      /* ".html", ".htm", NULL */
	const char *styles[3];       /* endings of the --style files it takes; NULL where none */
	bool binary;                 /* no text, nothing for a terminal */
	write_function *write;
};

/* NULL if there is none; the ending's case does not matter. */
const struct format *format_named(const char *name);
const struct format *format_of_file(const char *file);
bool format_takes_style(const struct format *format, const char *style);

/* What can be named: "md, html, ...", and ".md, .html, ...". */
const char *format_name(const void *unused, size_t i);
void format_list(struct buf *names, bool endings);

#endif
