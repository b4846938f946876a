/* src/mail: what sentences claim, whose they are, and which threads need the call. */
#include "fixture_posts.h"

#include "mail/claims.h"
#include "mail/dispute.h"

static struct disputes disputes;

static int enter(void **state)
{
	(void)state;
	int wrong = posts_begin();
	disputes_collect(&disputes, &archive);
	return wrong;
}

static int leave(void **state)
{
	(void)state;
	disputes_free(&disputes);
	return posts_end();
}

static void show_names(const char *what, const struct dispute_names *names)
{
	for (size_t i = 0; i < names->count; i++)
		buf_printf(&shown, "%s%.*s", i ? ", " : what, STR_FMT(names->items[i]));
}

static void show(const struct dispute *d)
{
	buf_printf(&shown, "%.*s:", STR_FMT(d->title));
	for (int why = 0; why < WHY_COUNT; why++)
		if (d->why & 1u << why)
			buf_printf(&shown, " %s", dispute_why_name((enum dispute_why)why));
	buf_printf(&shown, "; %.*s", STR_FMT(d->asked_by));
	show_names("; of ", &d->asked_of);
	show_names("; by ", &d->deciders);
	show_names("; not ", &d->excluded);
	if (d->deadline.n)
		buf_printf(&shown, "; until %.*s", STR_FMT(d->deadline));
	buf_put(&shown, '\n');
	for (size_t i = 0; i < d->evidence_count; i++)
		buf_printf(&shown, "  %.*s: %.*s\n", STR_FMT(d->evidence[i].name), STR_FMT(d->evidence[i].sentence));
	for (size_t i = 0; i < d->option_count; i++) {
		buf_printf(&shown, "  (%.*s) %.*s", STR_FMT(d->options[i].label), STR_FMT(d->options[i].text));
		show_names(" + ", &d->options[i].backers);
		show_names(" - ", &d->options[i].opponents);
		buf_put(&shown, '\n');
	}
	if (d->is_settled)
		buf_printf(&shown, "  settled by %.*s: %.*s\n", STR_FMT(d->settled.name), STR_FMT(d->settled.sentence));
}

static void expect(const char *expected)
{
	posts_read();
	disputes_find(&disputes, &archive, -1);
	for (size_t i = 0; i < disputes.count; i++)
		show(&disputes.items[i]);
	assert_string_equal(shown.p, expected);
}

static void sentences_claim(void **state)
{
	(void)state;
	static const struct { const char *sentence; unsigned why; } cases[] = {
		{ "I think this needs an explicit vote.", CLAIM_VOTE },
		{ "Why would we need a vote?", CLAIM_VOTE },
		{ "Should I start a vote on this?", CLAIM_VOTE },
		{ "There is going to be a vote about it.", CLAIM_VOTE },
		{ "I'd vote for the second one.", 0 },
		{ "It needs no vote.", CLAIM_VOTE },
		{ "Somebody has to break the tie.", CLAIM_TIE_BREAK },
		{ "Could the committers act as referees?", CLAIM_TIE_BREAK },
		{ "We are not at an impasse.", 0 },
		{ "I'd like to request a freeze exception.", CLAIM_EXCEPTION },
		{ "This patch still needs a release ack.", CLAIM_EXCEPTION },
		{ "An FFE for this, please?", CLAIM_EXCEPTION },
		{ "The exception handler is broken before release.", 0 },
		{ "fee->ffe->object_fh.buf would be hidden.", 0 },
		{ "This is an ABI break.", CLAIM_ABI },
		{ "This patch breaks userspace.", CLAIM_ABI },
		{ "That would not be an ABI break.", 0 },
		{ "The stable ABI must not be changed like this.", CLAIM_ABI },
		{ "NAK.", CLAIM_NACK },
		{ "So NACK from me until this is fixed.", CLAIM_NACK },
		{ "I tend to NAK this.", CLAIM_NACK },
		{ "That's a NAK.", CLAIM_NACK },
		{ "Mira has nacked this series.", CLAIM_NACK },
		{ "I certainly won't NAK it.", 0 },
		{ "I'm afraid we'll get a hard NACK here.", 0 },
		{ "Merged unless there is a veto from the maintainers.", 0 },
		{ "Nobody has nacked it.", 0 },
		{ "So NAK this patch.", CLAIM_NACK },
		{ "There is a NACK condition on the bus.", 0 },
		{ "It uses a multiplexer to arbitrate access between the two.", 0 },
		{ "Unless there is a need to move it, I'd vote to keep it.", 0 },
		{ "The agenda for the meeting will include:", 0 },
		{ "I strongly disagree.", 0 },
		{ "I strongly object.", CLAIM_NACK },
		{ "Please mention the thread in the next community call.", CLAIM_CALL },
		{ "Should this be raised in the next call?", CLAIM_CALL },
		{ "We discussed this in the weekly call last week.", 0 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct words words;
		unsigned why = claims_of(str_of(cases[i].sentence), &words) & CLAIM_WHY;
		if (why != cases[i].why)
			print_error("%s: %#x\n", cases[i].sentence, why);
		assert_int_equal(why, cases[i].why);
	}
}

static void a_tie_is_to_be_broken(void **state)
{
	(void)state;
	mail(1, "Yun Sato", "p", NULL, "[PATCH] lamp: Dim", "Dim it.\n");
	mail(2, "Mira Okafor", "a", "p", "Re: [PATCH] lamp: Dim", "On 1 May 2024, Yun Sato wrote:\n> Dim it.\n\nThese are the options I see:\n\n"
		"1. Dim it at once. It is quick.\n\n2. Dim it slowly.\n\nI prefer 2.\n");
	mail(3, "Bo Lindqvist", "b", "a", "Re: [PATCH] lamp: Dim", "On 2 May 2024, Mira Okafor wrote:\n> 1. Dim it at once. It is quick.\n> \n"
		"> 2. Dim it slowly.\n\n3) Leave it.\n\n> I prefer 2.\n\nThe state is that 1 and 3 have been nacked by Mira. I believe we have to break "
		"the tie. Yun and I are excluded. That leaves Ines and Tomas. Please decide by Friday.\n");
	mail(4, "Ines Duarte", "c", "b", "Re: [PATCH] lamp: Dim", "+1 for option 2\n");
	expect("lamp: Dim: tie-break nack; Bo Lindqvist; of Ines Duarte, Tomas; by Ines Duarte, Tomas; not Yun Sato, Bo Lindqvist; until Friday\n"
		"  Mira Okafor: I prefer 2.\n"
		"  Bo Lindqvist: The state is that 1 and 3 have been nacked by Mira.\n"
		"  Bo Lindqvist: I believe we have to break the tie.\n"
		"  Bo Lindqvist: Yun and I are excluded.\n"
		"  Bo Lindqvist: That leaves Ines and Tomas.\n"
		"  Bo Lindqvist: Please decide by Friday.\n"
		"  Ines Duarte: +1 for option 2\n"
		"  (1) Dim it at once. - Mira Okafor\n"
		"  (2) Dim it slowly. + Mira Okafor, Ines Duarte\n"
		"  (3) Leave it. - Mira Okafor\n");
}

static void an_exception_is_granted(void **state)
{
	(void)state;
	mail(1, "Yun Sato", "p", NULL, "[PATCH] lamp: Dim", "Therefore I would like to request a freeze exception.\n");
	mail(2, "Mira Okafor", "a", "p", "Re: [PATCH] lamp: Dim", "Could you list the risks by the end of the week, so that we can decide?\n\n"
		"My view is that it needs a release ack.\n");
	mail(3, "Mira Okafor", "b", "a", "Re: [PATCH] lamp: Dim", "Release-Acked-by: Mira Okafor <mi@example.org>\n\n"
		"Provided it is committed by Monday.\n");
	expect("lamp: Dim: exception; Yun Sato; until end of the week\n"
		"  Yun Sato: Therefore I would like to request a freeze exception.\n"
		"  Mira Okafor: Could you list the risks by the end of the week, so that we can decide?\n"
		"  Mira Okafor: My view is that it needs a release ack.\n"
		"  settled by Mira Okafor: Release-Acked-by: Mira Okafor <mi@example.org> Provided it is committed by Monday.\n");
}

static void answers_to_questions_are_options(void **state)
{
	(void)state;
	mail(1, "Mira Okafor", "a", NULL, "Re: [PATCH] lamp: Dim", "The patch breaks the ABI, doesn't it?\n\n"
		"1. What about code compiled against the old interface?\n2. What about this release?\n\n"
		"The answer to #1 can be \"Fail\", and the answer to #2 either \"Wait\" or \"Revert it\". That is an ABI break.\n");
	mail(2, "Bo Lindqvist", "b", "a", "Re: [PATCH] lamp: Dim", "I think this patch breaks the ABI, too.\n");
	expect("lamp: Dim: abi; Mira Okafor\n"
		"  Mira Okafor: The patch breaks the ABI, doesn't it?\n"
		"  Mira Okafor: 1. What about code compiled against the old interface?\n"
		"  Mira Okafor: 2. What about this release?\n"
		"  Mira Okafor: That is an ABI break.\n"
		"  Bo Lindqvist: I think this patch breaks the ABI, too.\n"
		"  (1) Fail\n  (2) Wait\n  (2) Revert it\n");
}

/* What one person remarks once of an interface, a nack of one's own patch and one that was taken back need no call. */
static void noise_is_left_out(void **state)
{
	(void)state;
	mail(1, "Yun Sato", "p", NULL, "[PATCH] lamp: Dim", "This must not break the ABI.\n");
	mail(2, "Yun Sato", "a", "p", "Re: [PATCH] lamp: Dim", "Self-NAK, I found a bug. NAK.\n");
	mail(3, "Mira Okafor", "b", "p", "Re: [PATCH] lamp: Dim", "We must not break the ABI here.\n");
	mail(4, "Bo Lindqvist", "c", NULL, "Lantern call: agenda", "We need a vote on the next call.\n");
	mail(5, "Bo Lindqvist", "d", NULL, "Security meeting in June", "A talk is planned for the next meeting.\n");
	mail(6, "Ines Duarte", "e", NULL, "[PATCH] wick: Trim", "Trim it.\n");
	mail(7, "Mira Okafor", "f", "e", "Re: [PATCH] wick: Trim", "NAK, it is too short.\n");
	mail(8, "Ines Duarte", "g", "f", "Re: [PATCH] wick: Trim", "It was too long, therefore we decided to trim it.\n");
	expect("wick: Trim: nack; Mira Okafor\n  Mira Okafor: NAK, it is too short.\n");
}

static void a_nack_is_withdrawn(void **state)
{
	(void)state;
	mail(1, "Yun Sato", "p", NULL, "[PATCH] lamp: Dim", "Dim it.\n");
	mail(2, "Mira Okafor", "a", "p", "Re: [PATCH] lamp: Dim", "NAK, it flickers.\n");
	mail(3, "Mira Okafor", "b", "a", "Re: [PATCH] lamp: Dim", "I withdraw my nack.\n");
	expect("lamp: Dim: nack; Mira Okafor\n  Mira Okafor: NAK, it flickers.\n  settled by Mira Okafor: I withdraw my nack.\n");
}

/* An author's line above an empty one names who is quoted more deeply, or, as some programs have it, as deeply. */
static void authors_stand_above_empty_lines(void **state)
{
	(void)state;
	mail(1, "Bo Lindqvist", "a", NULL, "Re: lamp", "On 2 May 2024, Mira Okafor wrote:\n\n> On 1 May 2024, at 10:00, Yun Sato wrote:\n> \n"
		"> I think it needs an explicit vote.\n");
	mail(2, "Ines Duarte", "b", NULL, "Re: wick", "> On 2 May 2024, Mira Okafor wrote:\n>\n>> We should vote on it.\n");
	expect("lamp: vote; Yun Sato\n  Yun Sato: I think it needs an explicit vote.\n"
		"wick: vote; Mira Okafor\n  Mira Okafor: We should vote on it.\n");
}

static void subjects_ask(void **state)
{
	(void)state;
	mail(1, "Bo Lindqvist", "a", NULL, "[VOTE] Who takes the release", "Until Friday.\n");
	mail(2, "Mira Okafor", "b", NULL, "Freeze exception for the dimmer", "It is small.\n");
	mail(3, "Yun Sato", "c", NULL, "[PATCH] vote: Count the votes", "Count them.\n");
	expect("Who takes the release: vote; Bo Lindqvist\n  Bo Lindqvist: Who takes the release\n"
		"Freeze exception for the dimmer: exception; Mira Okafor\n  Mira Okafor: Freeze exception for the dimmer\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter, leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sentences_claim),
		TEST(a_tie_is_to_be_broken),
		TEST(an_exception_is_granted),
		TEST(answers_to_questions_are_options),
		TEST(noise_is_left_out),
		TEST(a_nack_is_withdrawn),
		TEST(authors_stand_above_empty_lines),
		TEST(subjects_ask),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
