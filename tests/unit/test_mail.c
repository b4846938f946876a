/* src/mail: reading archives of every form, and their threads. */
#include "fixture_mail.h"

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

static void senders_are_found(void **state)
{
	(void)state;
	static const struct { const char *field, *name, *address; } senders[] = {
		{ "mira@example.org", "", "mira@example.org" },
		{ "mira@example.org (Mira Okafor)", "Mira Okafor", "mira@example.org" },
		{ "mira at example.org (=?utf-8?q?In=C3=A9s?=, Duarte)", "Inés, Duarte", "mira@example.org" },
		{ "Mira Okafor <mira at example.org>", "Mira Okafor", "mira@example.org" },
		{ "mira at example.org", "", "mira@example.org" },
		{ "Mira at home", "Mira at home", "" },
		{ "Okafor, Mira <mira@example.org>", "Okafor, Mira", "mira@example.org" },
		{ "'Mira Okafor' <mira@example.org>", "Mira Okafor", "mira@example.org" },
		{ "\"=?utf-8?b?SW7DqXM=?=\" <ines@example.org>", "Inés", "ines@example.org" },
		{ "=?utf-8?b?SW7D?= =?utf-8?b?qXM=?= <ines@b\xc3\xbc.example>", "Inés", "ines@bü.example" },
		{ "Mira <mira@xxxxxxxxxxx>", "Mira", "" },
		{ "Mira Okafor via Devel <devel@lists.example.org>\nReply-To: Mira Okafor <mira@example.org>", "Mira Okafor",
			"mira@example.org" },
		{ "'Bo' via Devel <devel@lists.example.org>\nReply-To: devel@lists.example.org\nTo: devel@lists.example.org", "Bo", "" },
		{ "Otto via sea <otto@example.org>", "Otto via sea", "otto@example.org" },
	};
	for (size_t i = 0; i < sizeof senders / sizeof *senders; i++) {
		struct buf text = BUF_INIT;
		buf_printf(&text, FROM_ "From: %s\nDate: Mon, 6 May 2024 12:00:00 +0200\n\n\n", senders[i].field);
		read_text(text.p);
		buf_free(&text);
		is(message(i)->from->name, senders[i].name);
		is(message(i)->from->address, senders[i].address);
	}
	complains("");
}

static void bodies_are_decoded(void **state)
{
	(void)state;
	read_text(FROM_ HEAD "Subject: mixed\nContent-Type: multipart/mixed; boundary=a\n\n--a\n"
		"Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>page</p>\n"
		"--b\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n"
		"caf=E9 in one=\n line\n--b--\n--a\nContent-Type: text/plain\nContent-Disposition: attachment\n\nattached\n"
		"--a\nContent-Type: message/rfc822\n\nSubject: inner\n\npassed on\n--a--\n\n"
		FROM_ HEAD "Subject: flowed\nContent-Type: text/plain; format=flowed; delsp=yes\n\n"
		"> one \n> paragraph\n> > deeper\n from the margin \n-- \nMira\n\n"
		FROM_ HEAD "Subject: page\nContent-Type: text/html; charset=utf-8\n\n"
		"<style>p { }</style><p>a &lt;b&gt;&#233;<br>c<blockquote>quoted</blockquote>own\n\n"
		FROM_ HEAD "Subject: base64\nContent-Transfer-Encoding: base64\n\nPiBhCgpiCg==\n\n"
		FROM_ HEAD "Subject: strange\nContent-Type: text/plain; charset=nosuch\n\ncaf\xe9\x01\n");
	assert_string_equal(bodies.p, "[0]\n0|café in one line\n1|passed on\n"
		"[1]\n1|oneparagraph\n2|deeper\n0|from the margin\n0|--\n0|Mira\n"
		"[2]\n0|a <b>é\n0|c\n1|quoted\n0|own\n"
		"[3]\n1|a\n0|\n0|b\n"
		"[4]\n0|café\xef\xbf\xbd\n");
	complains("byte 1217: warning: charset 'nosuch' is not known; read as Windows-1252 [mail-charset]\n");
}

static void dates_are_believed_or_not(void **state)
{
	(void)state;
	read_text(FROM_ "From: a <a@x>\nSubject: none\n\n\n"
		"From x Thu Jan  1 00:00:00 1970\nFrom: a <a@x>\nDate: Thu, 1 Jan 1970 00:00:00 +0000\n\n\n"
		"From x Thu Jan  1 00:00:00 1970\nFrom: a <a@x>\nDate: sometime\n\n\n");
	assert_true(message(0)->date.known);
	assert_int_equal(message(0)->date.seconds, 1714989600);
	assert_false(message(1)->date.known);
	assert_false(message(2)->date.known);
	complains("byte 0: warning: no date; the date of its From_ line is used [mail-no-date]\n"
		"byte 76: warning: date 'Thu, 1 Jan 1970 00:00:00 +0000' cannot be; left unknown [mail-date]\n"
		"byte 161: warning: date 'sometime' cannot be; left unknown [mail-date]\n");
}

static void threads_are_linked(void **state)
{
	(void)state;
	read_text(FROM_ HEAD "Message-ID: <1@x>\nSubject: begin\n\n\n"
		FROM_ HEAD "Message-ID: <2@x>\nReferences: <1@x> <gone@x>\nSubject: over a gap\n\n\n"
		FROM_ HEAD "Message-ID: <3@x>\nIn-Reply-To: <1@x>,\n <2@x>\nReferences: <1@x> <2@x>\nSubject: two ids\n\n\n"
		FROM_ HEAD "Message-ID: <4@x>\nSubject: Re: [Lantern-devel] Begin\n\n\n"
		FROM_ HEAD "Message-ID: <5@x>\nReferences: <lost@x>\nSubject: Re: lost\n\n\n"
		FROM_ HEAD "Message-ID: <6@x>\nReferences: <lost@x>\nSubject: Re: lost too\n\n\n"
		FROM_ HEAD "Message-ID: <7@x>\nIn-Reply-To: <8@x>\nSubject: a\n\n\n"
		FROM_ HEAD "Message-ID: <8@x>\nIn-Reply-To: <7@x>\nSubject: b\n\n\n");
	archive_thread(&archive);
	const size_t none = (size_t)-1, parents[] = { none, 0, 1, 0, none, none, none, 6 }, roots[] = { 0, 0, 0, 0, 4, 4, 6, 6 };
	for (size_t i = 0; i < 8; i++) {
		assert_int_equal(message(i)->parent ? message(i)->parent->number : none, parents[i]);
		assert_int_equal(message(i)->root->number, roots[i]);
	}
	assert_ptr_equal(message(0)->first_reply, message(1));
	assert_ptr_equal(message(1)->next, message(3));
	assert_ptr_equal(message(4)->next, message(5));
	complains("byte 1087: warning: message <7@x> is an answer to itself; taken as the begin of a thread [mail-loop]\n");
}

static void copies_count_once(void **state)
{
	(void)state;
	read_text(FROM_ HEAD "Message-ID: <1@x>\nSubject: one\n\nbody\n\n"
		FROM_ HEAD "Message-ID: <1@x>\nSubject: [Lantern] one\n\nbody\n-- \nfooter\n\n"
		FROM_ "From: Bo <bo@example.org>\nDate: Tue, 7 May 2024 12:00:00 +0200\nMessage-ID: <1@x>\nSubject: other\n\nb\n");
	assert_int_equal(archive.count, 2);
	is(message(1)->subject, "other");
	assert_ptr_equal(message(1)->id->message, message(0));
	assert_string_equal(bodies.p, "[0]\n0|body\n[1]\n0|b\n");
	complains("byte 337: warning: another message has the id <1@x>; both are kept, the first is meant by it [mail-duplicate]\n");
}

static void nothing_is_shown_raw(void **state)
{
	(void)state;
	read_text(FROM_ "From: \x1b[31mMira \xe2\x80\xae <mira@\xe2\x81\xa6>\nDate: \x1b[31m\xc2\x9b\n"
		"Message-ID: <\x1b\xe2\x80\xae@x>\nSubject: =?\xe2\x80\xae?q?a?= =?utf-8?q?=1B[31m=E2=80=AE?=\n"
		"Content-Type: text/plain; charset=\"\x1b\xe2\x81\xa7\"\n\n\x1b[2J\xe2\x80\x8f\xc2\x85\n");
	const struct message *m = message(0);
	is(m->from->name, "\xef\xbf\xbd[31mMira \xef\xbf\xbd");
	is(m->from->address, "mira@\xef\xbf\xbd");
	is(m->id->text, "\xef\xbf\xbd\xef\xbf\xbd@x");
	is(m->subject, "a\xef\xbf\xbd[31m\xef\xbf\xbd");
	assert_string_equal(bodies.p, "[0]\n0|\xef\xbf\xbd[2J\xef\xbf\xbd\xef\xbf\xbd\n");
	complains("byte 0: warning: charset '\xef\xbf\xbd' is not known; read as UTF-8 [mail-charset]\n"
		"byte 0: warning: date '\xef\xbf\xbd[31m\xef\xbf\xbd' cannot be; the date of its From_ line is used [mail-date]\n"
		"byte 0: warning: charset '\xef\xbf\xbd\xef\xbf\xbd' is not known; read as UTF-8 [mail-charset]\n");
}

static void very_much_is_bounded(void **state)
{
	(void)state;
	struct buf text = BUF_INIT;
	buf_cstr(&text, FROM_ HEAD "Message-ID: <1@x>\nReferences:");
	for (int i = 0; i < 100000; i++)
		buf_printf(&text, " <%d@y>\n", i);
	buf_cstr(&text, "Subject: ");
	for (int i = 0; i < 20000; i++)
		buf_cstr(&text, "long ");
	buf_cstr(&text, "\nContent-Type: multipart/mixed; boundary=b0\n\n");
	for (int i = 0; i < 1000; i++)
		buf_printf(&text, "--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n", i, i + 1);
	buf_cstr(&text, "\n\n" FROM_ HEAD "Subject: next\n\nread\n");
	read_bytes(text.p, text.n);
	buf_free(&text);
	assert_int_equal(archive.count, 2);
	assert_int_equal(message(0)->references.count, 32);
	is(message(0)->references.items[0]->text, "0@y");
	is(message(0)->references.items[31]->text, "99999@y");
	is(message(1)->subject, "next");
	assert_string_equal(bodies.p, "[0]\n[1]\n0|read\n");
	complains("byte 0: warning: 100000 references; the first and the last ones are used [mail-references]\n"
		"byte 0: warning: header field subject of 99999 bytes; read in part [mail-long-header]\n"
		"byte 0: warning: parts nested deeper than 30; the deeper ones are skipped [mail-deep]\n");
}

static void pages_are_read(void **state)
{
	(void)state;
	assert_int_equal(archive_read(&archive, "tests/mail/page-run-on.txt"), 0);
	assert_int_equal(archive_read(&archive, "tests/mail/page-list.txt"), 0);
	assert_int_equal(archive_read(&archive, "tests/mail/page-list-fields.txt"), 0);
	const struct message *m = message(0);
	is(m->from->name, "Yun Sato");
	is(m->from->address, "");
	assert_int_equal(m->cc.count, 3);
	is(m->cc.items[0]->name, "Inés Duarte");
	is(m->cc.items[1]->name, "Okafor, Mira");
	is(m->subject, "Re: [PATCH v2 for-3.2 1/3] shade: keep a map of protected pages");
	is(m->id->text, "yun.9@heliograph.example");
	assert_int_equal(m->date.zone, 120);
	assert_true(m->quotes_guessed);
	is(message(1)->subject, "Re: [Lantern-devel] [PATCH v3 2/4] lamp: Rename dim_level to level");
	assert_null(message(1)->from);
	assert_null(message(1)->id);
	assert_false(message(1)->date.known);
	is(message(2)->from->name, "Bo Lindqvist");
	is(message(2)->from->address, "");
	is(message(2)->id->text, "bo.77@ternlabs.example");
	assert_string_equal(bodies.p, "[0]\n0|On 06.05.2024 08:31, Bo Lindqvist wrote:\n"
		"1|Keep two bits for each page of a guest, so that a page which moves has\n1|a state of its own.\n"
		"0|This is what the map should have been from the begin. I wonder about the cost on small machines though.\n"
		"2|An older quotation of two lines, the first of which is\n2|as long as they get.\n1|And an answer.\n"
		"0|Could you measure it?\n"
		"[1]\n0|On Mon, May 6, 2024 at 4:02 PM, Ines Duarte <ines@xxxxxxxxxxxxx> wrote:\n"
		"1|Can the old name stay for a release?\n0|\n0|Nobody uses it.\n0|\n0|\n0|Lantern-devel mailing list\n"
		"[2]\n0|A lamp that starts bright wakes people.\n");
}

static void overviews_are_read(void **state)
{
	(void)state;
	static const char *const subjects[] = { "Re: lab time wanted Was:Re: [PATCH v2 1/2] clock: count in ticks",
		"[PATCH v2] clock: time that only grows", "[PATCH v2 1/2] clock: count in ticks", "[PATCH v2 2/2] clock: drop the old counter",
		"Re: [PATCH v2 1/2] clock: count in ticks", "lab time wanted Was:Re: [PATCH v2 1/2] clock: count in ticks",
		"Re: lab time wanted Was:Re: [PATCH v2 1/2] clock: count in ticks", "Re: [PATCH v2 1/2] clock: count in ticks" };
	static const char *const authors[] = { "Mira Okafor", "Bo Lindqvist", "Bo Lindqvist", "Bo Lindqvist", "Yun Sato", "Bo Lindqvist",
		"Bo Lindqvist", "Tomas Hale" };
	static const int parents[] = { 5, -1, 1, 1, 2, 4, 0, 4 };
	assert_int_equal(archive_read(&archive, "tests/mail/page-thread.txt"), 0);
	archive_thread(&archive);
	assert_int_equal(archive.count, 8);
	for (size_t i = 0; i < 8; i++) {
		is(message(i)->subject, subjects[i]);
		is(message(i)->from->name, authors[i]);
		assert_int_equal(message(i)->parent ? (int)message(i)->parent->number : -1, parents[i]);
		assert_int_equal(message(i)->root->number, 1);
	}
	is(message(1)->from->address, "bo.lindqvist@ternlabs.example");
	assert_int_equal(message(4)->date.seconds, 1715072700);
	assert_int_equal(message(0)->thread_messages, 9);
}

static void odd_bodies_lose_nothing(void **state)
{
	(void)state;
	read_text(FROM_ HEAD "Subject: no such boundary\nContent-Type: multipart/mixed; boundary=b\n\n=2D one\n\n"
		FROM_ HEAD "Subject: no boundary\nContent-Type: multipart/mixed\nContent-Transfer-Encoding: quoted-printable\n\n=2D two\n\n"
		FROM_ HEAD "Subject: no end\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nthree\n\n"
		FROM_ HEAD "Subject: no type\nContent-Type: text\n\nfour\n\n"
		FROM_ HEAD "Subject: two bytes a letter\nContent-Type: text/plain; charset=utf-16le\nContent-Transfer-Encoding: base64\n\n"
		"ZgBpAHYAZQA=\n\n"
		FROM_ HEAD "Subject: lines kept\nContent-Type: text/html\n\n<p>so\nlong</p><pre>a\nb</pre>c\nd\n\n"
		FROM_ HEAD "Subject: NUL\n\na\0b\n\n");
	assert_string_equal(bodies.p, "[0]\n0|=2D one\n[1]\n0|- two\n[2]\n0|three\n[3]\n0|four\n[4]\n0|five\n"
		"[5]\n0|so long\n0|a\n0|b\n0|c d\n[6]\n0|a\n");
	complains("");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(header_is_decoded), TEST(senders_are_found), TEST(bodies_are_decoded), TEST(dates_are_believed_or_not),
		TEST(threads_are_linked), TEST(copies_count_once), TEST(nothing_is_shown_raw), TEST(very_much_is_bounded),
		TEST(pages_are_read), TEST(overviews_are_read), TEST(odd_bodies_lose_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
