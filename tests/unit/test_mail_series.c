/* src/mail: tags, pings, and patch series: versions, missing patches, states. */
#include "fixture_posts.h"

#include "mail/series.h"

static struct mail_tags *tags;
static struct mail_hints *hints;
static struct series_list *list;

static int enter(void **state)
{
	(void)state;
	int wrong = posts_begin();
	list = NULL;
	tags = tags_collect(&archive);
	hints = hints_collect(&archive);
	return wrong;
}

static int leave(void **state)
{
	(void)state;
	if (list)
		series_free(list);
	tags_free(tags);
	hints_free(hints);
	return posts_end();
}

/* 2024-05-DAY, as days since 1970. */
static int64_t may(int day)
{
	return 19843 + day;
}

static void find(int64_t day)
{
	posts_read();
	list = series_find(&archive, tags, hints, day);
}

static void show_tags(const struct series *s)
{
	for (size_t i = 0; i < s->tag_count; i++) {
		const struct mail_tag *t = s->tags[i].tag;
		buf_printf(&shown, "  %s %.*s %u", tag_name(t->kind), STR_FMT(mail_name(t->by)), s->tags[i].patch);
		for (unsigned k = 0; k < t->range_count; k++)
			buf_printf(&shown, " %u-%u", t->ranges[k].first, t->ranges[k].last);
		buf_printf(&shown, "%s [%.*s] [%.*s]\n", t->whole ? " whole" : "", STR_FMT(t->scope), STR_FMT(t->condition));
	}
}

static void show_series(const struct series *s)
{
	const struct posting *p = s->newest;
	buf_printf(&shown, "%.*s v%u-v%u %u %.*s %s %d\n", STR_FMT(s->title), s->first->version, p->version, p->count,
		STR_FMT(mail_name(s->author)), state_name(s->state), s->waiting_days);
	for (unsigned i = 0; i < p->count; i++) {
		const struct patch *patch = &p->patches[i];
		buf_printf(&shown, "  %u%s%s%s", patch->number, patch->message ? "" : " missing", patch->answered ? "" : " unanswered",
			patch->reviewed ? " reviewed" : "");
		if (patch->revision)
			buf_printf(&shown, " .%u", patch->revision);
		buf_put(&shown, '\n');
	}
	show_tags(s);
	for (size_t i = 0; i < s->guessed_count; i++)
		buf_printf(&shown, "  ? %.*s\n", STR_FMT(s->guessed[i]));
}

static void expect(const char *expected)
{
	for (size_t i = 0; i < list->count; i++)
		show_series(list->items[i]);
	assert_string_equal(shown.p, expected);
}

static void tags_count_where_they_are_said(void **state)
{
	(void)state;
	mail(1, "Bo", "p", NULL, "[PATCH] lamp: Dim", "Dim it.\n\nAcked-by: Yun <yun@example.org>\n---\nTested-by: Diff <d@example.org>\n");
	mail(2, "Mira", "r", "p", "Re: [PATCH] lamp: Dim", "> Reviewed-by: Quoted <q@example.org>\n\n  Reviewed-and-tested-by: Mira Okafor "
		"<Mira@example.org> # dimmer only\nNACKed-by: Ines <ines@example.org>\nSigned-off-by: Mira <m@example.org>\n"
		"What a Reviewed-by: tag means is known.\n-- \nAcked-by: Signature <s@example.org>\n");
	find(-1);
	show_tags(list->items[0]);
	assert_string_equal(shown.p, "  Acked-by Yun 1 [] []\n  Reviewed-by Mira Okafor 1 [dimmer only] []\n  Nacked-by Ines 1 [] []\n");
}

static void scopes_and_conditions_are_kept(void **state)
{
	(void)state;
	mail(1, "Bo", "c", NULL, "[PATCH 0/9] lamp", "");
	mail(2, "Mira", "1", "c", "Re: [PATCH 0/9] lamp", "Nice. For patches 1-3, 5 and 7 to 8:\nReviewed-by: Mira <m@example.org>\n");
	mail(3, "Ines", "2", "c", "Re: [PATCH 0/9] lamp", "I will say yes, so, for the whole series:\n\nAcked-by: Ines <i@example.org>\n"
		"Tested-by: Ines <i@example.org>\n\nProvied this is in by the end\nof Monday. I would like that.\n");
	mail(4, "Yun", "3", "c", "Re: [PATCH 0/9] lamp", "With the name changed, Reviewed-by: Yun <y@example.org>\n");
	mail(5, "Tomas", "4", "c", "Re: [PATCH 0/9] lamp", "Release-Acked-by: Tomas <t@example.org>\n\nIf only it were spring.\n");
	mail(6, "Leila", "5", "c", "Re: [PATCH 0/9] lamp", "patch 3/9 is fine:\nAcked-by: Leila <l@example.org> (xl parts)\n");
	mail(7, "Otto", "6", "c", "Re: [PATCH 0/9] lamp", "Acked-by: Otto <o@example.org>\n\nas long as nobody objects\n");
	find(-1);
	show_tags(list->items[0]);
	assert_string_equal(shown.p,
		"  Reviewed-by Mira 0 1-3 5-5 7-8 [For patches 1-3, 5 and 7 to 8] []\n"
		"  Acked-by Ines 0 whole [for the whole series] [Provied this is in by the end of Monday.]\n"
		"  Tested-by Ines 0 whole [for the whole series] [Provied this is in by the end of Monday.]\n"
		"  Reviewed-by Yun 0 [] [With the name changed]\n"
		"  Release-Acked-by Tomas 0 [] []\n"
		"  Acked-by Leila 0 3-3 [xl parts] []\n"
		"  Acked-by Otto 0 [] [as long as nobody objects]\n");
}

static void a_series_is_its_patches(void **state)
{
	(void)state;
	mail(1, "Bo", "c", NULL, "[PATCH v2 for-3.2 0/4] lamp", "");
	mail(1, "Bo", "1", "c", "[PATCH v2 for-3.2 1/4] lamp: a", "");
	mail(1, "Bo", "2", "1", "[PATCH v2 for-3.2 2/4] lamp: b", "");
	mail(1, "Bo", "4", "c", "[PATCH v2 for-3.2 4/4] lamp: d", "");
	mail(2, "Mira", "r1", "1", "Re: [PATCH v2 for-3.2 1/4] lamp: a", "Why?");
	mail(2, "Mira", "r3", "c", "Re: [PATCH v2 for-3.2 3/4] lamp: c", "Lost.");
	mail(3, "Bo", "2.1", "2", "[PATCH v2.1 2/4] lamp: b", "");
	find(may(9));
	expect("lamp v2-v2 4 Bo waiting-for-review 6\n  1\n  2 unanswered .1\n  3 missing\n  4 unanswered\n");
	assert_true(str_eq(list->items[0]->target, STR("3.2")));
}

static void covers_may_lack(void **state)
{
	(void)state;
	mail(1, "Bo", "1", "gone", "[PATCH 1/2] lamp: a", "");
	mail(1, "Bo", "2", "gone", "[PATCH 2/2] lamp: b", "");
	mail(2, "Ines", "x1", NULL, "[PATCH 1/2] tools: x", "");
	mail(2, "Ines", "x2", NULL, "[PATCH 2/2] tools: y", "");
	mail(3, "Yun", "u", NULL, "[PATCH v3] An overview without its number", "");
	mail(3, "Yun", "u1", "u", "[PATCH v3 1/2] nest: m", "");
	mail(3, "Yun", "u2", "u", "[PATCH v3 2/2] nest: n", "");
	find(-1);
	expect("lamp: a v1-v1 2 Bo no-reply -1\n  1 unanswered\n  2 unanswered\n  ? title: a patch's, the cover letter is missing\n"
		"tools: x v1-v1 2 Ines no-reply -1\n  1 unanswered\n  2 unanswered\n  ? title: a patch's, the cover letter is missing\n"
		"An overview without its number v3-v3 2 Yun no-reply -1\n  1 unanswered\n  2 unanswered\n");
}

static void versions_are_linked(void **state)
{
	(void)state;
	mail(1, "Bo", "a1", NULL, "[PATCH] lamp: Dim slowly", "");
	mail(2, "Mira", "r", "a1", "Re: [PATCH] lamp: Dim slowly", "Why?");
	mail(5, "Bo", "a3", NULL, "[PATCH v3] lamp: dim slowly.", "");
	mail(4, "Bo", "a2", "r", "[PATCH v2] lamp: Dim slowly", "");
	mail(4, "Ines", "o", NULL, "[PATCH] lamp: Dim slowly", "");
	mail(6, "Mira", "r2", "a2", "Re: [PATCH v2] lamp: Dim slowly", "Late.");
	mail(7, "Yun", "s1", NULL, "[PATCH] nest: old name", "change-id: 20240507-nest-1a2b\n");
	mail(8, "Yun", "s2", NULL, "[PATCH v2] nest: new name", "change-id: 20240507-nest-1a2b\n");
	mail(9, "Yun", "t1@x", NULL, "[PATCH] boot: x", "");
	mail(10, "Yun", "t2", NULL, "[PATCH v2] boot: y", "Supersedes: <t1@x>\n");
	find(may(12));
	expect("lamp: Dim slowly v1-v1 1 Ines no-reply 8\n  1 unanswered\n"
		"lamp: dim slowly. v1-v3 1 Bo waiting-for-review 7\n  1 unanswered\n"
		"nest: new name v1-v2 1 Yun no-reply 4\n  1 unanswered\n"
		"boot: y v1-v2 1 Yun no-reply 2\n  1 unanswered\n");
}

static void headers_link_versions(void **state)
{
	(void)state;
	mail(1, "Bo", "s1@x", NULL, "[PATCH] lamp: old\nX-Change-ID: lamp-1", "");
	mail(2, "Bo", "s2@x", NULL, "[PATCH v2] lamp: new\nX-Change-ID: lamp-1", "");
	mail(3, "Ines", "t1@x", NULL, "[PATCH] tools: old", "");
	mail(4, "Ines", "t2@x", NULL, "[PATCH v2] tools: new\nSupersedes: <t1@x>", "");
	mail(5, "Yun", "u1@x", NULL, "[PATCH] nest: old", "");
	mail(6, "Yun", "u2@x", NULL, "[PATCH v2] nest: new", "Changes in v2:\n- Link to v1: https://lists.example.org/r/u1@x\n");
	mail(7, "Mira", "w@x", NULL, "[PATCH v2] nest: other\nSupersedes: <u1@x>", "");
	find(-1);
	expect("lamp: new v1-v2 1 Bo no-reply -1\n  1 unanswered\n"
		"tools: new v1-v2 1 Ines no-reply -1\n  1 unanswered\n"
		"nest: new v1-v2 1 Yun no-reply -1\n  1 unanswered\n"
		"nest: other v2-v2 1 Mira no-reply -1\n  1 unanswered\n");
}

static void a_version_may_be_sent_again(void **state)
{
	(void)state;
	mail(1, "Bo", "c", NULL, "[PATCH v2 0/1] lamp", "");
	mail(1, "Bo", "1", "c", "[PATCH v2 1/1] lamp: a", "");
	mail(8, "Bo", "cc", NULL, "[RESEND PATCH v2 0/1] lamp", "");
	mail(8, "Bo", "11", "cc", "[RESEND PATCH v2 1/1] lamp: a", "");
	mail(9, "Mira", "r", "11", "Re: [RESEND PATCH v2 1/1] lamp: a", "Why?");
	find(may(10));
	expect("lamp v2-v2 1 Bo waiting-for-author 1\n  1\n");
	assert_int_equal(list->items[0]->newest->date.seconds, may(8) * 86400 + 36000);
}

static void an_answer_may_be_a_new_version_of_one_patch(void **state)
{
	(void)state;
	mail(1, "Bo", "c", NULL, "[PATCH v2 0/2] lamp", "");
	mail(1, "Bo", "1", "c", "[PATCH v2 1/2] lamp: a", "");
	mail(1, "Bo", "2", "c", "[PATCH v2 2/2] lamp: b", "");
	mail(2, "Mira", "r", "2", "Re: [PATCH v2 2/2] lamp: b", "Why?");
	mail(3, "Bo", "3", "r", "[PATCH v3 2/2] lamp: b", "");
	find(may(10));
	expect("lamp v2-v3 2 Bo waiting-for-review 7\n  1 missing unanswered\n  2 unanswered\n"
		"  ? versions: linked by patch titles, a cover letter is missing\n"
		"  ? title: a patch's, the cover letter is missing\n");
}

static void one_answer_to_two_patches(void **state)
{
	(void)state;
	mail(1, "Bo", "c", NULL, "[PATCH 0/3] lamp", "");
	mail(1, "Bo", "1", "c", "[PATCH 1/3] lamp: a", "");
	mail(1, "Bo", "2", "c", "[PATCH 2/3] lamp: b", "");
	mail(1, "Bo", "3", "c", "[PATCH 3/3] lamp: c", "");
	mail(2, "Mira", "r", "1>,\n\t<3", "Re: [PATCH 1/3] lamp: a [and 1 more messages]", "Why?");
	find(-1);
	expect("lamp v1-v1 3 Bo waiting-for-author -1\n  1\n  2 unanswered\n  3\n");
}

static void a_rename_is_a_guess(void **state)
{
	(void)state;
	mail(1, "Bo", "a", NULL, "[PATCH 0/2] lamp: Dim slowly", "");
	mail(1, "Bo", "a1", "a", "[PATCH 1/2] lamp: one", "");
	mail(1, "Bo", "a2", "a", "[PATCH 2/2] lamp: two", "");
	mail(5, "Bo", "b", NULL, "[PATCH v2 0/2] lamp: Fade", "");
	mail(5, "Bo", "b1", "b", "[PATCH v2 1/2] lamp: one", "");
	mail(5, "Bo", "b2", "b", "[PATCH v2 2/2] lamp: two", "");
	find(-1);
	expect("lamp: Dim slowly v1-v1 2 Bo superseded -1\n  1 unanswered\n  2 unanswered\n  ? superseded: perhaps by 'lamp: Fade'\n"
		"lamp: Fade v2-v2 2 Bo no-reply -1\n  1 unanswered\n  2 unanswered\n"
		"  ? renamed: perhaps a new version of 'lamp: Dim slowly'\n");
}

static void answers_alone_make_a_series(void **state)
{
	(void)state;
	buf_cstr(&mbox, "From x@example.org Wed May  1 10:00:00 2024\nFrom: Mira <mira@example.org>\nCc: Bo Lindqvist <bo@example.org>\n"
		"Date: 1 May 2024 10:00:00 +0000\nMessage-ID: <r>\nSubject: Re: [PATCH v4 2/3] lamp: b\n"
		"In-Reply-To: <20240430100000.71-3-bo@example.org>\n\nWhy?\n\n");
	find(may(3));
	expect("lamp: b v4-v4 3 Bo Lindqvist waiting-for-author 2\n  1 missing unanswered\n  2 missing\n  3 missing unanswered\n"
		"  ? title: a patch's, the cover letter is missing\n  ? author: from the Message-ID of what is answered\n");
}

static void a_ping_tells_the_author(void **state)
{
	(void)state;
	static const struct { const char *subject, *from, *first; } pings[] = {
		{ "Ping: [PATCH v3] lamp: a", "bo@quarry.example", "1@Quarry.example" },
		{ "Re: [PATCH v3] lamp: b", "bo@quarry.example", "2@quarry.example" },
		{ "Ping: [PATCH v3] lamp: c", "bo@quarry.example", "3@ternlabs.example" },
	};
	for (size_t i = 0; i < 3; i++)
		buf_printf(&mbox, "From x@example.org Wed May  1 10:00:00 2024\nFrom: %s\nDate: 1 May 2024 1%zu:00:00 +0000\n"
			"Message-ID: <p%zu>\nSubject: %s\nReferences: <%s> <r%zu>\nIn-Reply-To: <r%zu>\n\nx\n\n",
			pings[i].from, i, i, pings[i].subject, pings[i].first, i, i);
	find(-1);
	expect("lamp: a v3-v3 1 bo@quarry.example waiting-for-review -1\n  1 missing unanswered\n"
		"  ? author: from the Message-ID of what is answered\n"
		"lamp: b v3-v3 1  under-review -1\n  1 missing\n"
		"lamp: c v3-v3 1  under-review -1\n  1 missing\n");
}

/* A patch of Bo's; what others write is added before. */
static void one_state(const char *expected)
{
	find(may(20));
	assert_int_equal(list->count, 1);
	assert_string_equal(state_name(list->items[0]->state), expected);
}

static void post(void)
{
	mail(1, "Bo", "c", NULL, "[PATCH 0/2] lamp", "");
	mail(1, "Bo", "1", "c", "[PATCH 1/2] lamp: a", "");
	mail(1, "Bo", "2", "c", "[PATCH 2/2] lamp: b", "");
}

#define STATE(name, expected, ...) \
	static void name(void **state) \
	{ \
		(void)state; \
		post(); \
		__VA_ARGS__; \
		one_state(expected); \
	}

#define TAG_M "Reviewed-by: Mira <mira@example.org>\n"
STATE(nobody_answered, "no-reply", mail(2, "Bo", "b", "c", "Re: [PATCH 0/2] lamp", "Ping?"))
STATE(a_reviewer_spoke_last, "waiting-for-author", mail(2, "Mira", "r", "1", "Re: [PATCH 1/2] lamp: a", "Why?"))
STATE(the_author_spoke_last, "waiting-for-review", mail(2, "Mira", "r", "1", "Re: [PATCH 1/2] lamp: a", "Why?");
	mail(3, "Bo", "b", "r", "Re: [PATCH 1/2] lamp: a", "Because."))
STATE(some_have_tags, "under-review", mail(2, "Mira", "r", "1", "Re: [PATCH 1/2] lamp: a", TAG_M))
STATE(a_comment_is_open, "waiting-for-author", mail(2, "Mira", "r", "2", "Re: [PATCH 2/2] lamp: b", "Why?");
	mail(3, "Mira", "r1", "1", "Re: [PATCH 1/2] lamp: a", TAG_M))
STATE(all_have_tags, "acked", mail(2, "Mira", "r", "c", "Re: [PATCH 0/2] lamp", "For the series:\n" TAG_M))
STATE(a_tag_of_the_author_is_none, "no-reply", mail(2, "Bo", "r", "c", "Re: [PATCH 0/2] lamp", "Acked-by: Bo <Bo@example.org>\n"))
STATE(all_have_tags_but_one_objects, "objections", mail(2, "Mira", "r", "c", "Re: [PATCH 0/2] lamp", TAG_M);
	mail(3, "Ines", "i", "2", "Re: [PATCH 2/2] lamp: b", "It breaks mine.");
	mail(4, "Bo", "b", "c", "Ping: [PATCH 0/2] lamp", "Anybody?"))
STATE(a_nack_stands, "objections", mail(2, "Ines", "i", "c", "Re: [PATCH 0/2] lamp", "Nacked-by: Ines <Ines@example.org>\n");
	mail(3, "Mira", "r", "c", "Re: [PATCH 0/2] lamp", TAG_M))
STATE(a_nack_is_taken_back, "acked", mail(2, "Ines", "i", "c", "Re: [PATCH 0/2] lamp", "Nacked-by: Ines <Ines@example.org>\n");
	mail(3, "Ines", "r", "c", "Re: [PATCH 0/2] lamp", "Acked-by: Ines <Ines@example.org>\n"))
STATE(a_new_version_waits, "waiting-for-review", mail(2, "Mira", "r", "1", "Re: [PATCH 1/2] lamp: a", "Why?");
	mail(3, "Bo", "d", NULL, "[PATCH v2 0/1] lamp", ""); mail(3, "Bo", "d1", "d", "[PATCH v2 1/1] lamp: ab", ""))
STATE(what_is_committed_is_no_objection, "acked", mail(2, "Mira", "r", "c", "Re: [PATCH 0/2] lamp", TAG_M);
	mail(3, "Ines", "i", "c", "Re: [PATCH 0/2] lamp", "Thanks, applied to staging."))
STATE(what_may_be_committed_is_not, "objections", mail(2, "Mira", "r", "c", "Re: [PATCH 0/2] lamp", TAG_M);
	mail(3, "Ines", "i", "c", "Re: [PATCH 0/2] lamp", "This can be applied once the name is changed."))
STATE(what_comes_later_does_not_count, "waiting-for-author", mail(2, "Mira", "r", "1", "Re: [PATCH 1/2] lamp: a", "Why?");
	mail(21, "Mira", "s", "c", "Re: [PATCH 0/2] lamp", TAG_M))

static void pings_are_counted(void **state)
{
	(void)state;
	post();
	mail(5, "Bo", "x", "c", "Re: [PATCH 0/2] lamp", "On Monday I wrote:\n> a lot\n\nGentle ping?\n");
	mail(9, "Bo", "y", "c", "Ping: [PATCH 0/2] lamp", "Mira, please.\n");
	mail(10, "Mira", "z", "c", "Re: [PATCH 0/2] lamp", "A ping packet is lost when the lamp dims, and I have looked at the driver for a long "
		"time without finding out why it happens; it was there before this series though, and so I think that it is another "
		"defect that has to be mended first.\n");
	find(-1);
	assert_int_equal(list->items[0]->pings, 2);
	assert_int_equal(list->items[0]->last_ping.seconds, may(9) * 86400 + 36000);
	assert_int_equal(list->items[0]->messages, 6);
	assert_int_equal(list->items[0]->waiting_days, -1);
	assert_int_equal(list->items[0]->reviewer_count, 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, enter, leave)
	const struct CMUnitTest tests[] = {
		TEST(tags_count_where_they_are_said), TEST(scopes_and_conditions_are_kept), TEST(a_series_is_its_patches),
		TEST(covers_may_lack), TEST(versions_are_linked), TEST(a_rename_is_a_guess), TEST(answers_alone_make_a_series), TEST(a_ping_tells_the_author),
		TEST(nobody_answered), TEST(a_reviewer_spoke_last), TEST(the_author_spoke_last), TEST(some_have_tags),
		TEST(a_comment_is_open), TEST(what_is_committed_is_no_objection), TEST(what_may_be_committed_is_not),
		TEST(headers_link_versions), TEST(a_version_may_be_sent_again), TEST(an_answer_may_be_a_new_version_of_one_patch),
		TEST(one_answer_to_two_patches), TEST(all_have_tags), TEST(a_tag_of_the_author_is_none), TEST(all_have_tags_but_one_objects),
		TEST(a_nack_stands), TEST(a_nack_is_taken_back), TEST(a_new_version_waits), TEST(what_comes_later_does_not_count),
		TEST(pings_are_counted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
