/* mail/subject.h: the grammar of subjects. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "mail/subject.h"

/* What is found, in one line: "title | facts". A fact that is not there is not named. */
static const struct {
	const char *subject, *found;
} subjects[] = {
	/* no series */
	{ "Lamps flicker at dusk", "Lamps flicker at dusk |" },
	{ "", " |" },
	{ "   ", " |" },
	{ "Re: Lamps flicker at dusk", "Lamps flicker at dusk | reply" },
	{ "[Lantern-devel] Lamps flicker", "Lamps flicker |" },
	{ "[ANNOUNCE] Call for agenda items for 9 June Lantern call @ 16:00 UTC", "Call for agenda items for 9 June Lantern call @ 16:00 UTC |" },
	{ "Re: [Lantern-devel] [DRAFT C] Lamps on poles", "Lamps on poles | reply" },
	{ "Lamp design v1 and its review", "Lamp design v1 and its review |" },
	{ "Lamp design (v3)", "Lamp design | v3" },
	{ "Lamp design (v3) and more", "Lamp design (v3) and more |" },
	{ "Patches for the lamp: PATCH 1/2", "Patches for the lamp: PATCH 1/2 |" },

	/* tokens */
	{ "[PATCH] lamp: Dim slowly", "lamp: Dim slowly | patch" },
	{ "[PATCH v9] lamp: Dim slowly", "lamp: Dim slowly | patch v9" },
	{ "[PATCH V4] lamp: Dim slowly", "lamp: Dim slowly | patch v4" },
	{ "[PATCH v5 01/28] LAMP_dim_op. New call like LAMPDIM_ but sane.", "LAMP_dim_op. New call like LAMPDIM_ but sane. | patch v5 1/28" },
	{ "[PATCH v5] glow v1 design and implementation", "glow v1 design and implementation | patch v5" },
	{ "[PATCH 00/16] lamp: Dimming", "lamp: Dimming | patch 0/16" },
	{ "[PATCH 3 of 7] lamp: Dimming", "lamp: Dimming | patch 3/7" },
	{ "[PATCH 3 of 7 v2] lamp: Dimming", "lamp: Dimming | patch v2 3/7" },
	{ "[PATCH 3of7] lamp: Dimming", "lamp: Dimming | patch 3/7" },
	{ "[PATCHv3] lamp: Dimming", "lamp: Dimming | patch v3" },
	{ "[PATCHv3 2/4] lamp: Dimming", "lamp: Dimming | patch v3 2/4" },
	{ "[PATCH-v3 2/4] lamp: Dimming", "lamp: Dimming | patch v3 2/4" },
	{ "[v3,2/4] lamp: Dimming", "lamp: Dimming | patch v3 2/4" },
	{ "[PATCH,v3,2/4] lamp: Dimming", "lamp: Dimming | patch v3 2/4" },
	{ "[v3 PATCH 2/4] lamp: Dimming", "lamp: Dimming | patch v3 2/4" },
	{ "[PATCH v2.1 11/17] tools/glow: Move the fuse", "tools/glow: Move the fuse | patch v2.1 11/17" },
	{ "[RFC] How should lamps age?", "How should lamps age? | rfc" },
	{ "[RFC PATCH 0/3] lamp: Age", "lamp: Age | patch rfc 0/3" },
	{ "[PATCH RFC v2 0/3] lamp: Age", "lamp: Age | patch rfc v2 0/3" },
	{ "[PATCH/RFC 1/3] lamp: Age", "lamp: Age | patch rfc 1/3" },
	{ "[RFC/PATCH 1/3] lamp: Age", "lamp: Age | patch rfc 1/3" },
	{ "[RFCv4 1/3] lamp: Age", "lamp: Age | patch rfc v4 1/3" },
	{ "[PATCH v2-RFC] lamp: Age", "lamp: Age | patch rfc v2" },
	{ "[RESEND PATCH v2] lamp: Age", "lamp: Age | patch resend v2" },
	{ "[PATCH RESEND] lamp: Age", "lamp: Age | patch resend" },
	{ "[RESEND][PATCH v2] lamp: Age", "lamp: Age | patch resend v2" },
	{ "[PATCH V2 (resend) 01/27] lamp: Age", "lamp: Age | patch resend v2 1/27" },
	{ "[PATCH 0 of 3 [RFC]] lamp: Age", "lamp: Age | patch rfc 0/3" },
	{ "[PATCH v4 02 / 12] lamp: Age", "lamp: Age | patch v4 2/12" },
	{ "[PATCH for-4.15 and 4.14] lamp: Age", "lamp: Age | patch for 4.15" },
	{ "[PATCH for-4.15? v2] lamp: Age", "lamp: Age | patch v2 for 4.15?" },
	{ "[PATCH for-4.15 3/5] lamp: Age", "lamp: Age | patch 3/5 for 4.15" },
	{ "[PATCH for4.15] lamp: Age", "lamp: Age | patch for 4.15" },
	{ "[PATCH for 4.15 v2] lamp: Age", "lamp: Age | patch v2 for 4.15" },
	{ "[PATCH 4.15 v2] lamp: Age", "lamp: Age | patch v2 for 4.15" },
	{ "[PATCH-for-4.15 v2] lamp: Age", "lamp: Age | patch v2 for 4.15" },
	{ "[for-4.15][PATCH v2 1/5] lamp: Age", "lamp: Age | patch v2 1/5 for 4.15" },
	{ "[PATCH for-lantern-4.5 v13 11/11] lamp: Age", "lamp: Age | patch v13 11/11 for lantern-4.5" },
	{ "[PATCH for-next] lamp: Age", "lamp: Age | patch for next" },
	{ "[PATCH lamp-next v2 1/2] lamp: Age", "lamp: Age | patch v2 1/2" },
	{ "[LANTERN PATCH v2] lamp: Age", "lamp: Age | patch v2" },
	{ "[PATCH LAMPTEST v2 3/5] lamp: Age", "lamp: Age | patch v2 3/5" },
	{ "[PULL 00/20] Lamp queue", "Lamp queue | patch pull 0/20" },
	{ "[GIT PULL] Lamp queue", "Lamp queue | pull" },
	{ "[PATCH v123456] lamp: Age", "lamp: Age | patch" },
	{ "[PATCH 3/0] lamp: Age", "lamp: Age | patch" },

	/* prefixes and tags in any order */
	{ "Re: [PATCH v9 03/11] tools/[lib]glow: Add a size", "tools/[lib]glow: Add a size | reply patch v9 3/11" },
	{ "[PATCH 1/2] [lib]glow: Add a size", "[lib]glow: Add a size | patch 1/2" },
	{ "[lib]glow: Add a size", "[lib]glow: Add a size |" },
	{ "[lib] glow: Add a size", "glow: Add a size |" },
	{ "Re: [Lantern-devel] [PATCH v2 2/3] lamp: Rename a switch", "lamp: Rename a switch | reply patch v2 2/3" },
	{ "[Lantern-devel] Re: [PATCH v2 2/3] lamp: Rename a switch", "lamp: Rename a switch | reply patch v2 2/3" },
	{ "RE: FW: [Lantern-devel][PATCH]lamp: Rename", "lamp: Rename | reply forward patch" },
	{ "[Lantern-devel]Re: Lamps", "Lamps | reply" },
	{ "Aw: Re: AW: [PATCH] lamp: Rename", "lamp: Rename | reply patch" },
	{ "Antw: [EXT] Re: [PATCH v2] lamp: Rename", "lamp: Rename | reply patch v2" },
	{ "Re[2]: [PATCH] lamp: Rename", "lamp: Rename | reply patch" },
	{ "Re^3: Re : lamp: Rename", "lamp: Rename | reply" },
	{ "\xe5\x9b\x9e\xe5\xa4\x8d\xef\xbc\x9a [PATCH] lamp: Rename", "lamp: Rename | reply patch" },
	{ "Fwd: Re: [PATCH v3 0/2] lamp: Rename", "lamp: Rename | reply forward patch v3 0/2" },
	{ "Lamps flicker (fwd)", "Lamps flicker | forward" },
	{ "Ping: [PATCH v3] lamp: more evenly bright", "lamp: more evenly bright | ping patch v3" },
	{ "PING^2: Re: [PATCH v3] lamp: Rename", "lamp: Rename | reply ping patch v3" },
	{ "Ping 3: [PATCH v3] lamp: Rename", "lamp: Rename | ping patch v3" },
	{ "Ping? [PATCH v3] lamp: Rename", "Ping? [PATCH v3] lamp: Rename |" },
	{ "Ping [PATCH v3] lamp: Rename", "lamp: Rename | ping patch v3" },
	{ "[ping] [PATCH v3] lamp: Rename", "lamp: Rename | ping patch v3" },
	{ "Ping#2: [PATCH v3] lamp: Rename", "lamp: Rename | ping patch v3" },
	{ "Friendly ping: [PATCH v3] lamp: Rename", "lamp: Rename | ping patch v3" },
	{ "Gentle ping: [PATCH] lamp: Rename", "lamp: Rename | ping patch" },
	{ "Re 2: lamps", "Re 2: lamps |" },
	{ "Reply: lamps", "Reply: lamps |" },
	{ "[PATCH] re: lamps", "re: lamps | patch" },
	{ "[PATCH 1/2] [lamp] Rename", "Rename | patch 1/2" },
	{ "[PATCH v2 lamp: Rename", "[PATCH v2 lamp: Rename |" },
	{ "[PATCH [v2] 1/2] lamp: Rename", "lamp: Rename | patch v2 1/2" },
	{ "[PATCH 1/2]: lamp: Rename", "lamp: Rename | patch 1/2" },
	{ "[lamp]: Rename", "[lamp]: Rename |" },

	/* what follows */
	{ "[PATCH] lamp: Rename (v3)", "lamp: Rename | patch v3" },
	{ "[PATCH v4] lamp: Rename (v3)", "lamp: Rename | patch v4" },
	{ "[PATCH 2/3] lamp: Rename (v2.1)", "lamp: Rename | patch v2.1 2/3" },
	{ "Re: CHAIRS' advice requested Was:Re: [PATCH v5 01/28] LAMP_dim_op. New call.",
		"CHAIRS' advice requested | reply was <Re: [PATCH v5 01/28] LAMP_dim_op. New call.>" },
	{ "Re: Is: maintainers' advice Was:Re: [PATCH v5 11/28] glow", "maintainers' advice | reply was <Re: [PATCH v5 11/28] glow>" },
	{ "Is: fuses? (was: Re: [PATCH] glow)", "fuses? | was <Re: [PATCH] glow>" },
	{ "Fuses (was Lamps)", "Fuses | was <Lamps>" },
	{ "Fuses [was: Re: Lamps]", "Fuses | was <Re: Lamps>" },
	{ "Fuses, was: [PATCH] Lamps", "Fuses, | was <[PATCH] Lamps>" },
	{ "The lamp that was: on", "The lamp that was: on |" },
	{ "Was: Lamps", "Was: Lamps |" },
	{ "A wash: Lamps", "A wash: Lamps |" },
	{ "Re: [PATCH v9 00/11] lamp sizes and glow [and 1 more messages]", "lamp sizes and glow | reply patch v9 0/11 and 1" },
	{ "Lamps [and 12 more messages]", "Lamps | and 12" },
	{ "Lamps [and two more messages]", "Lamps [and two more messages] |" },
};

static void describe(struct buf *b, const struct subject *s)
{
	buf_printf(b, "%.*s |", STR_FMT(s->title));
	const struct { bool is; const char *name; } facts[] = {
		{ s->reply, "reply" }, { s->forward, "forward" }, { s->ping, "ping" }, { s->patch, "patch" }, { s->pull, "pull" },
		{ s->rfc, "rfc" }, { s->resend, "resend" },
	};
	for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
		if (facts[i].is)
			buf_printf(b, " %s", facts[i].name);
	if (s->version)
		buf_printf(b, " v%u", s->version);
	if (s->revision)
		buf_printf(b, ".%u", s->revision);
	if (s->numbered)
		buf_printf(b, " %u/%u", s->number, s->count);
	if (s->target.n)
		buf_printf(b, " for %.*s", STR_FMT(s->target));
	if (s->was.n)
		buf_printf(b, " was <%.*s>", STR_FMT(s->was));
	if (s->more)
		buf_printf(b, " and %u", s->more);
}

static void test_subjects(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++) {
		struct subject s = subject_parse(str_of(subjects[i].subject));
		struct buf found = BUF_INIT;
		describe(&found, &s);
		assert_string_equal(found.p, subjects[i].found);
		buf_free(&found);
	}
}

static void test_key(void **state)
{
	struct buf key = BUF_INIT;
	(void)state;
	buf_cstr(&key, "x.");
	subject_key(&key, STR("  Lamp:  Dim\tSlowly.. "));
	assert_string_equal(key.p, "x.lamp: dim slowly");
	subject_key(&key, STR(""));
	assert_string_equal(key.p, "x.lamp: dim slowly");
	buf_free(&key);
}

/* Nothing in it grows faster than the subject, nor deeper. */
static void test_long(void **state)
{
	static const char *const pieces[] = { "[", "[]", "Re: ", "RFC-", "(v2)", " was:", "[and ", "[PATCH ", "v2/" };
	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct buf long_one = BUF_INIT;
		buf_put(&long_one, '[');
		while (long_one.n < 1000000)
			buf_cstr(&long_one, pieces[i]);
		buf_put(&long_one, ']');
		struct subject s = subject_parse(buf_slice(&long_one));
		assert_true(s.title.n <= long_one.n);
		s = subject_parse(str_skip(buf_slice(&long_one), 1));
		assert_true(s.title.n <= long_one.n);
		buf_free(&long_one);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_subjects),
		cmocka_unit_test(test_key),
		cmocka_unit_test(test_long),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
