/* base/diag.c: the list of codes, messages, order and print. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/diag.h"

struct fixture {
	struct arena arena;
	struct diags diags;
};

static int make(void **state)
{
	static struct fixture f;
	f = (struct fixture){ ARENA_INIT, { 0 } };
	f.diags.arena = &f.arena;
	*state = &f;
	return 0;
}

static int unmake(void **state)
{
	struct fixture *f = *state;
	diag_free(&f->diags);
	arena_free(&f->arena);
	return 0;
}

static void prints(const struct diags *d, const char *expected)
{
	struct out out = OUT_MEMORY;
	diag_print(d, STR("notes.txt"), &out);
	assert_string_equal(out.pending.p, expected);
	out_free(&out);
}

/* Subjects a message takes: how often "{}" stands in it. */
static int subjects(const char *message)
{
	int n = 0;
	while ((message = strstr(message, "{}"))) {
		message += 2;
		n++;
	}
	return n;
}

static void codes_are_well_formed(void **state)
{
	(void)state;
	for (int i = 0; i < DIAG_COUNT; i++) {
		const char *name = diag_name((enum diag_code)i);
		assert_true(is_lower(name[0]));
		for (const char *c = name; *c; c++)
			assert_true(is_lower(*c) || *c == '-');
		for (int j = 0; j < i; j++)
			assert_string_not_equal(name, diag_name((enum diag_code)j));
		assert_true(subjects(diag_text((enum diag_code)i)) <= 2);
	}
	assert_int_equal(diag_severity(DIAG_BINARY), SEVERITY_ERROR);
	assert_int_equal(diag_severity(DIAG_NO_DATE), SEVERITY_WARNING);
	assert_string_equal(severity_name(SEVERITY_NOTE), "note");
}

static void prints_as_compilers_do(void **state)
{
	struct diags *d = &((struct fixture *)*state)->diags;
	diag_add(d, DIAG_BINARY, 0, 0, STR("7"), STR_EMPTY);
	diag_add(d, DIAG_NO_DATE, 3, 0, STR_EMPTY, STR_EMPTY);
	diag_add(d, DIAG_DUPLICATE_ATTENDEE, 12, 4, STR("Bo Lindqvist"), STR("7"));
	prints(d, "notes.txt: error: byte 7 makes this no text; not read [binary]\n"
		"notes.txt:3: warning: no date in title or header; left unknown [no-date]\n"
		"notes.txt:12:4: warning: Bo Lindqvist is already listed on line 7; counted once [duplicate-attendee]\n");
}

static void subjects_are_harmless(void **state)
{
	struct diags *d = &((struct fixture *)*state)->diags;
	diag_add(d, DIAG_BAD_TIME, 1, 1, STR("25\033[2J\n{}\x7f"), STR("unused"));
	prints(d, "notes.txt:1:1: warning: '25?[2J?{}?' is no possible time; kept as text [bad-time]\n");
}

static void long_subjects_are_cut_between_characters(void **state)
{
	struct diags *d = &((struct fixture *)*state)->diags;
	char name[200];
	for (size_t i = 0; i < sizeof name; i += 2)
		memcpy(name + i, "\xc3\xa9", 2);
	diag_add(d, DIAG_UNKNOWN_SPEAKER, 1, 1, (struct str){ name, sizeof name }, STR_EMPTY);
	diag_add(d, DIAG_UNKNOWN_SPEAKER, 1, 1, (struct str){ name + 1, sizeof name - 1 }, STR_EMPTY);
	struct str first = d->items[0].message, second = d->items[1].message;
	assert_int_equal(first.n, strlen("''... speaks but is not known; kept as written") + 120);
	assert_int_equal(second.n, strlen("''... speaks but is not known; kept as written") + 119);
	assert_non_null(strstr(first.p, "\xa9...' speaks"));
	assert_non_null(strstr(second.p, "\xa9...' speaks"));
}

static void sorts_by_place(void **state)
{
	struct diags *d = &((struct fixture *)*state)->diags;
	diag_sort(d);
	diag_add(d, DIAG_NO_OWNER, 9, 1, STR_EMPTY, STR_EMPTY);
	diag_add(d, DIAG_NO_OWNER, 2, 7, STR_EMPTY, STR_EMPTY);
	diag_add(d, DIAG_UNKNOWN_OWNER, 2, 3, STR("b"), STR_EMPTY);
	diag_add(d, DIAG_UNKNOWN_OWNER, 2, 3, STR("a"), STR_EMPTY);
	diag_add(d, DIAG_BAD_DATE, 2, 3, STR("2024-13-01"), STR_EMPTY);
	diag_add(d, DIAG_NO_DATE, 0, 0, STR_EMPTY, STR_EMPTY);
	diag_sort(d);
	prints(d, "notes.txt: warning: no date in title or header; left unknown [no-date]\n"
		"notes.txt:2:3: warning: '2024-13-01' is no possible date; kept as text [bad-date]\n"
		"notes.txt:2:3: warning: owner 'a' is not known; kept as written [unknown-owner]\n"
		"notes.txt:2:3: warning: owner 'b' is not known; kept as written [unknown-owner]\n"
		"notes.txt:2:7: warning: action without an owner [no-owner]\n"
		"notes.txt:9:1: warning: action without an owner [no-owner]\n");
}

static void sorts_by_byte(void **state)
{
	struct diags *d = &((struct fixture *)*state)->diags;
	diag_add_byte(d, DIAG_MAIL_LOOP, STR("b"), 7, STR("x"), STR_EMPTY);
	diag_add_byte(d, DIAG_MAIL_UNSPLIT, STR("a"), 300, STR_EMPTY, STR_EMPTY);
	diag_add_byte(d, DIAG_MAIL_NONE, STR("a"), UINT64_C(5000000000), STR_EMPTY, STR_EMPTY);
	diag_sort(d);
	prints(d, "a: byte 300: warning: the header of another message, but no From line with a date before it; read as text of the "
		"message before [mail-unsplit]\n"
		"a: byte 5000000000: error: no message found; nothing read [mail-none]\n"
		"b: byte 7: warning: message <x> is an answer to itself; taken as the begin of a thread [mail-loop]\n");
}

static void worst_severity(void **state)
{
	struct diags *d = &((struct fixture *)*state)->diags;
	assert_int_equal(diag_worst(d), SEVERITY_NOTE);
	diag_add(d, DIAG_LOOKS_LIKE, 1, 1, STR("a mail"), STR("kept as text"));
	assert_int_equal(diag_worst(d), SEVERITY_NOTE);
	diag_add(d, DIAG_BINARY, 1, 1, STR("0"), STR_EMPTY);
	diag_add(d, DIAG_NO_DATE, 1, 1, STR_EMPTY, STR_EMPTY);
	assert_int_equal(diag_worst(d), SEVERITY_ERROR);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, make, unmake)
	const struct CMUnitTest tests[] = {
		TEST(codes_are_well_formed), TEST(prints_as_compilers_do), TEST(subjects_are_harmless),
		TEST(long_subjects_are_cut_between_characters), TEST(sorts_by_place), TEST(sorts_by_byte), TEST(worst_severity),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
