#include "cli/formats.h"

#include <string.h>

static const struct format formats[] = {
	{ "md", { ".md" }, { NULL }, false, write_markdown },
	{ "html", { ".html", ".htm" }, { ".css" }, false, write_html },
	{ "odt", { ".odt" }, { ".odt", ".ott" }, true, write_odt },
	{ "txt", { ".txt" }, { NULL }, false, write_text },
	{ "json", { ".json" }, { NULL }, false, write_json },
};
enum { FORMATS = sizeof formats / sizeof *formats };

static bool ends_in(const char *file, const char *const *endings)
{
	struct str name = str_of(file);
	for (; *endings; endings++) {
		size_t n = strlen(*endings);
		if (name.n >= n && str_eq_nocase(str_skip(name, name.n - n), str_of(*endings)))
			return true;
	}
	return false;
}

const struct format *format_named(const char *name)
{
	for (int i = 0; i < FORMATS; i++)
		if (strcmp(formats[i].name, name) == 0)
			return &formats[i];
	return NULL;
}

const struct format *format_of_file(const char *file)
{
	for (int i = 0; i < FORMATS; i++)
		if (ends_in(file, formats[i].endings))
			return &formats[i];
	return NULL;
}

bool format_takes_style(const struct format *format, const char *style)
{
	return ends_in(style, format->styles);
}

const char *format_name(const void *unused, size_t i)
{
	(void)unused;
	return i < FORMATS ? formats[i].name : NULL;
}

void format_list(struct buf *names, bool endings)
{
	for (int i = 0; i < FORMATS; i++) {
		const char *const one[] = { formats[i].name, NULL };
		for (const char *const *name = endings ? formats[i].endings : one; *name; name++)
			buf_printf(names, "%s%s", names->n ? ", " : "", *name);
	}
}
