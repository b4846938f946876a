#include "cli/report.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/out.h"

/* Names come from the command line, and may be anything; none may drive a terminal. */
static void say(struct buf *text)
{
	struct out err = out_to(STDERR_FILENO);
	out_cstr(&err, "rollcall: ");
	for (size_t i = 0; i < text->n; i++)
		out_put(&err, (unsigned char)text->p[i] < ' ' || text->p[i] == 0x7f ? '?' : text->p[i]);
	out_put(&err, '\n');
	out_flush(&err);
	out_free(&err);
	buf_free(text);
}

int usage_error(const char *format, ...)
{
	struct buf text = BUF_INIT;
	va_list args;
	va_start(args, format);
	int n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n > 0) {
		buf_reserve(&text, (size_t)n);
		va_start(args, format);
		vsnprintf(text.p, (size_t)n + 1, format, args);
		va_end(args);
		text.n = (size_t)n;
	}
	say(&text);
	return EXIT_USAGE;
}

int system_error(const char *name, int error)
{
	struct buf text = BUF_INIT;
	buf_printf(&text, "%s: %s", strcmp(name, "-") == 0 ? "standard input" : name, strerror(error));
	say(&text);
	return EXIT_SYSTEM;
}
