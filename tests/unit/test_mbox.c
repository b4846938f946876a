/* src/mail: files of mail: mbox in its dialects, single messages, maildirs, compressed files. */
#include "fixture_mail.h"

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

static void what_is_no_mail_is_said(void **state)
{
	(void)state;
	read_text("\x89PNG and so on\n");
	complains("byte 0: error: no message found; nothing read [mail-none]\n");
	assert_int_equal(archive.count, 0);
}

static void broken_files_are_read_as_far_as_they_go(void **state)
{
	(void)state;
	read_text("junk\n\n" FROM_ HEAD "Subject: a\n\nbody\n\n" FROM_ "From: x <x@y>\nSub");
	assert_int_equal(archive.count, 2);
	complains("byte 0: warning: 6 bytes before the first message; skipped [mail-skipped]\n"
		"byte 144: warning: no date; the date of its From_ line is used [mail-no-date]\n"
		"byte 144: warning: message ends before its end; read to there [mail-truncated]\n");
}

static void messages_without_from_lines_are_noticed(void **state)
{
	(void)state;
	read_text(HEAD "Subject: a\n\nbody\n\n" HEAD "Subject: b\n\nbody\n");
	assert_int_equal(archive.count, 1);
	complains("byte 92: warning: the header of another message, but no From line with a date before it; read as text of the "
		"message before [mail-unsplit]\n");
}

static void long_messages_are_cut(void **state)
{
	(void)state;
	struct buf text = BUF_INIT;
	buf_cstr(&text, FROM_ HEAD "Subject: attached\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n"
		"--b\nContent-Type: application/octet-stream\n\n");
	for (int i = 0; i < 400000; i++)
		buf_cstr(&text, "QUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJD\n");
	buf_cstr(&text, "--b--\n\n" FROM_ HEAD "Subject: next\n\nread\n");
	read_bytes(text.p, text.n);
	buf_free(&text);
	assert_int_equal(archive.count, 2);
	assert_string_equal(bodies.p, "[0]\n0|text\n[1]\n0|read\n");
	complains("byte 0: warning: message of more than 16777216 bytes; read to there [mail-long]\n");
}

static void compressed_files_and_maildirs_are_read(void **state)
{
	(void)state;
	char command[600];
	snprintf(command, sizeof command, "gzip -c samples/lantern-devel.mbox > %s", path);
	assert_int_equal(system(command), 0);
	assert_int_equal(archive_read(&archive, path), 0);
	assert_int_equal(archive.count, 31);
	snprintf(command, sizeof command, "rm %s && mkdir -p %s/cur %s/new && printf 'Subject: b\\n\\n' > %s/cur/b && "
		"printf 'Subject: a\\n\\n' > %s/cur/a && printf 'Subject: c\\n\\n' > %s/new/c", path, path, path, path, path, path);
	assert_int_equal(system(command), 0);
	assert_int_equal(archive_read(&archive, path), 0);
	is(message(31)->subject, "a");
	is(message(32)->subject, "b");
	is(message(33)->subject, "c");
	snprintf(command, sizeof command, "rm -r %s && touch %s", path, path);
	assert_int_equal(system(command), 0);
}

static void from_lines_have_dates(void **state)
{
	(void)state;
	static const struct { const char *line; bool begins; } lines[] = {
		{ "From mok@example.org Mon May  6 10:00:00 2024", true },
		{ "From - Mon May 06 10:00:00 2024", true },
		{ "From mok at example.org  Mon May  6 10:00 2024", true },
		{ "From mok@example.org Mon May  6 10:00:00 UTC 2024", true },
		{ "From mok@example.org Mon May  6 10:00:00 2024 +0200", true },
		{ "From mok@example.org Mon, 06 May 2024 10:00:00 +0200", true },
		{ "From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001", true },
		{ "From mok@example.org", false },
		{ "From mok@example.org 2024-05-06", false },
		{ "From mok@example.org Mon May  6 10:00:00 24", false },
		{ "From mok@example.org Mon, May 6, 2024", false },
	};
	struct buf text = BUF_INIT, expected = BUF_INIT;
	size_t count = 1;
	buf_cstr(&text, FROM_ HEAD "\n");
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		buf_put(&text, '\n');
		if (!lines[i].begins)
			buf_printf(&expected, "byte %zu: warning: the header of another message, but no From line with a date before it; "
				"read as text of the message before [mail-unsplit]\n", text.n);
		count += lines[i].begins;
		buf_printf(&text, "%s\n" HEAD "\nbody\n", lines[i].line);
	}
	read_text(text.p);
	assert_int_equal(archive.count, count);
	complains(expected.p);
	buf_free(&text);
	buf_free(&expected);
}

static void empty_lines_may_lack(void **state)
{
	(void)state;
	read_text(FROM_ HEAD "Subject: one\n\nbody\n" FROM_ HEAD "Subject: two\n\nb\nFrom me Mon May  6 10:00:00 2024\nRe: nothing\n"
		"From me Mon May  6 10:00:00 2024\nRe: nothing\n");
	assert_int_equal(archive.count, 2);
	assert_string_equal(bodies.p, "[0]\n0|body\n[1]\n0|b\n0|From me Mon May  6 10:00:00 2024\n0|Re: nothing\n"
		"0|From me Mon May  6 10:00:00 2024\n0|Re: nothing\n");
	complains("");
}

static void dialects_are_read(void **state)
{
	(void)state;
	read_text("\xef\xbb\xbf\n\r\n" FROM_ HEAD "Subject: mark\n\n>From a\n>>From b\n> From c\n >From d\n");
	read_text("From mok@example.org Mon May  6 10:00:00 2024\r\nFrom: a <a@x>\r\nDate: 6 May 2024 10:00 +0000\r\n\r\none\r\n\r\n"
		"From mok@example.org Mon May  6 10:00:00 2024\r\nFrom: b <b@x>\r\nDate: 6 May 2024 10:00 +0000\r\n\r\ntwo\r\n");
	assert_int_equal(message(0)->offset, 6);
	assert_string_equal(bodies.p, "[0]\n0|From a\n1|From b\n1|From c\n0| >From d\n[1]\n0|one\n[2]\n0|two\n");
	complains("");
}

#define FULL HEAD "Message-ID: <2@x>\n"

static void a_file_of_one_message_may_be_an_mbox(void **state)
{
	(void)state;
	read_text(HEAD "Subject: alone\n\n" FROM_ "From: quoted\n\nrest\n");
	read_text("Date: Mon, 6 May 2024 12:00:00 +0200\nSubject: its From line is cut off\n\none\n\n" FROM_ FULL "\ntwo\n\n"
		FROM_ "Date: 6 May 2024 10:00 +0000\n\nthree\n");
	assert_int_equal(archive.count, 4);
	assert_string_equal(bodies.p, "[0]\n0|From mok@example.org Mon May  6 10:00:00 2024\n0|From: quoted\n0|\n0|rest\n"
		"[1]\n0|one\n[2]\n0|two\n[3]\n0|three\n");
	complains("");
}

static void a_file_of_a_maildir_is_one_message(void **state)
{
	(void)state;
	char command[600];
	snprintf(command, sizeof command, "rm %s && mkdir -p %s/cur %s/new && touch %s/new/empty && printf 'Subject: one\\nDate: 6 May 2024 10:00 +0000\\n\\n%s%s\\nb\\n' "
		"> %s/cur/1", path, path, path, path, FROM_, FULL, path);
	assert_int_equal(system(command), 0);
	assert_int_equal(archive_read(&archive, path), 0);
	assert_int_equal(archive.count, 1);
	assert_int_equal(archive.diags.count, 1);
	assert_int_equal(archive.diags.items[0].code, DIAG_MAIL_NONE);
	snprintf(command, sizeof command, "%s/new/empty", path);
	is(archive.diags.items[0].file, command);
	snprintf(command, sizeof command, "rm -r %s && touch %s", path, path);
	assert_int_equal(system(command), 0);
}

static void a_from_line_alone_is_no_message(void **state)
{
	(void)state;
	read_text(FROM_);
	assert_int_equal(archive.count, 0);
	complains("byte 0: error: no message found; nothing read [mail-none]\n");
}

/* A text of which gzip takes some hundred bytes; the command changes the file F. */
static void read_damaged(const char *change)
{
	char command[600];
	struct buf text = BUF_INIT;
	for (unsigned i = 0; i < 30; i++)
		buf_printf(&text, FROM_ HEAD "Message-ID: <%u@x>\n\n%u %u\n\n", i, i * 2654435761u, i * 40503u * 2654435761u);
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(text.p, 1, text.n, f), text.n);
	assert_int_equal(fclose(f), 0);
	snprintf(command, sizeof command, "F=%s; gzip -n -c $F > $F.gz; mv $F.gz $F; %s", path, change);
	assert_int_equal(system(command), 0);
	assert_int_equal(archive_read(&archive, path), 0);
	buf_free(&text);
}

static void compressed_files_may_end_early(void **state)
{
	(void)state;
	read_damaged("cat $F $F > $F.2; mv $F.2 $F; printf '\\0\\0padding' >> $F");
	assert_int_equal(archive.count, 30);
	complains("");
	read_damaged("head -c 300 $F > $F.2; mv $F.2 $F");
	assert_int_equal(archive.count, 30);
	assert_int_equal(archive.diags.count, 1);
	assert_int_equal(archive.diags.items[0].code, DIAG_MAIL_TRUNCATED);
	assert_string_equal(archive.diags.items[0].message.p, "compressed file ends before its end; read to there");
	assert_in_range(archive.diags.items[0].byte, 1, 4000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(mbox_is_split_at_strict_lines),
		TEST(what_is_no_mail_is_said),
		TEST(broken_files_are_read_as_far_as_they_go),
		TEST(messages_without_from_lines_are_noticed),
		TEST(long_messages_are_cut),
		TEST(compressed_files_and_maildirs_are_read),
		TEST(from_lines_have_dates),
		TEST(empty_lines_may_lack),
		TEST(dialects_are_read),
		TEST(a_file_of_one_message_may_be_an_mbox),
		TEST(a_file_of_a_maildir_is_one_message),
		TEST(a_from_line_alone_is_no_message),
		TEST(compressed_files_may_end_early),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
