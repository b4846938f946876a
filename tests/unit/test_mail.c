/* src/mail: reading archives of every form, and their threads. */
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
static char path[] = "/tmp/test_mail.XXXXXX";

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

static void mbox_is_split_at_strict_lines(void **state)
{
	(void)state;
	read_text(FROM_ HEAD "Message-ID: <1@x>\nSubject: one\n\nFrom a conceptual point of view\n\n"
		"From a conceptual point of view, Mon May  6 is early\n\n"
		">From here\n>>From there\n\nFrom me Mon May  6 10:00:00 2024\nand no header\n\n"
		FROM_ HEAD "Message-ID: <2@x>\nSubject: two\n\nlast\n");
	assert_int_equal(archive.count, 2);
	assert_int_equal(message(0)->offset, 0);
	is(message(0)->id->text, "1@x");
	is(message(1)->subject, "two");
	assert_string_equal(bodies.p, "[0]\n0|From a conceptual point of view\n0|\n"
		"0|From a conceptual point of view, Mon May  6 is early\n0|\n0|From here\n1|From there\n0|\n"
		"0|From me Mon May  6 10:00:00 2024\n0|and no header\n[1]\n0|last\n");
	complains("");
}

static void header_is_decoded(void **state)
{
	(void)state;
	read_text("From: =?iso-8859-1?Q?In=E9s?= Duarte <ines@example.org>\n"
		"To: \"Sato, Yun\" <yun@example.org>, team: bo@example.org, Tomas <t@xxxxxxxxxx>;\n"
		"Cc: Mira\n Okafor <mira@example.org>\nCc: raw\xe9 <raw@example.org>\n"
		"Subject: =?utf-8?B?TGF0ZcOp?=\n folded\t and \x1b[31m \xe2\x80\xae" "evil\n"
		"Date: Mon, 6 May 2024 12:00:00 +0200\nMessage-ID: <a@x>\n"
		"In-Reply-To: <b@x>, \"Bo's message\" of today <c@\n x>\nReferences: <b@x><d@x> junk <e@x>\n\nhello\n");
	const struct message *m = message(0);
	is(m->from->name, "Inés Duarte");
	is(m->from->address, "ines@example.org");
	assert_int_equal(m->to.count, 3);
	is(m->to.items[0]->name, "Sato, Yun");
	is(m->to.items[1]->address, "bo@example.org");
	is(m->to.items[2]->name, "Tomas");
	is(m->to.items[2]->address, "");
	assert_int_equal(m->cc.count, 2);
	is(m->cc.items[0]->name, "Mira Okafor");
	is(m->cc.items[1]->name, "rawé");
	is(m->subject, "Lateé folded and \xef\xbf\xbd[31m \xef\xbf\xbd" "evil");
	assert_true(m->date.known);
	assert_int_equal(m->date.seconds, 1714989600);
	assert_int_equal(m->date.zone, 120);
	assert_int_equal(m->in_reply_to.count, 2);
	is(m->in_reply_to.items[1]->text, "c@x");
	assert_int_equal(m->references.count, 3);
	is(m->references.items[2]->text, "e@x");
	assert_null(m->parent);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, enter, leave)
	const struct CMUnitTest tests[] = {
		TEST(mbox_is_split_at_strict_lines), TEST(header_is_decoded),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
