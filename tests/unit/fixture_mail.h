/* An archive of mail that a test fills, its bodies as text, and its diagnostics. */
#ifndef FIXTURE_MAIL_H
#define FIXTURE_MAIL_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "mail/message.h"

static struct archive archive;
static struct buf bodies;
static char path[] = "/tmp/test_mail.XXXXXX";      /* of the file that is read */

static void note_begin(void *self, struct message *m)
{
	(void)self;
	buf_printf(&bodies, "[%zu]\n", m->number);
}

static void note_line(void *self, struct message *m, const struct mail_line *line)
{
	(void)self;
	(void)m;
	buf_printf(&bodies, "%u|%.*s\n", line->quote, STR_FMT(line->text));
}

static int enter(void **state)
{
	(void)state;
	strcpy(path, "/tmp/test_mail.XXXXXX");
	int fd = mkstemp(path);
	close(fd);
	bodies = (struct buf)BUF_INIT;
	archive_init(&archive);
	archive_visit(&archive, (struct mail_visitor){ .begin = note_begin, .line = note_line });
	return fd < 0;
}

static int leave(void **state)
{
	(void)state;
	archive_free(&archive);
	buf_free(&bodies);
	return unlink(path);
}

static void read_bytes(const char *bytes, size_t n)
{
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(archive_read(&archive, path), 0);
}

static void read_text(const char *text)
{
	read_bytes(text, strlen(text));
}

/* The diagnostics as they are printed, without the file's name. */
static void complains(const char *expected)
{
	struct out out = OUT_MEMORY;
	struct buf text = BUF_INIT;
	diag_print(&archive.diags, STR("none"), &out);
	struct str rest = buf_slice(&out.pending), line;
	while (str_split(&rest, '\n', &line))
		if (line.n) {
			assert_true(str_starts(line, str_of(path)));
			buf_str(&text, str_skip(line, strlen(path) + 2));
			buf_put(&text, '\n');
		}
	assert_string_equal(text.p, expected);
	buf_free(&text);
	out_free(&out);
}

static const struct message *message(size_t i)
{
	assert_true(i < archive.count);
	return archive.messages[i];
}

static void is(struct str s, const char *expected)
{
	char text[4096];
	snprintf(text, sizeof text, "%.*s", STR_FMT(s));
	assert_string_equal(text, expected);
}

#define FROM_ "From mok@example.org Mon May  6 10:00:00 2024\n"
#define HEAD "From: Mira Okafor <mira@example.org>\nDate: Mon, 6 May 2024 12:00:00 +0200\n"

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter, leave)

#endif
