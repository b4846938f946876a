/* write/text_template.h: what is filled, what is left out, what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "write/text_template.h"

static const char *const slots[] = { "name", "lines", "none", NULL };
static const struct text_template type = { "greeting.txt", slots, NULL }, named = { "greeting.txt", slots, "name" };
static char folder[] = "/tmp/rollcall-template-XXXXXX";

static void write_template(const char *text)
{
	char name[80];
	snprintf(name, sizeof name, "%s/greeting.txt", folder);
	FILE *file = fopen(name, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static const struct {
	const char *text, *filled;
} filled[] = {
	{ "Hello {name},\n", "Hello Bo,\n" },
	{ "Hello {name},", "Hello Bo,\n" },
	{ "> {lines}\n", "> one\n>\n> two\n" },
	{ "  - {lines}\n", "  - one\n\n    two\n" },
	{ "Who: {lines}\n", "Who: one\n\ntwo\n" },
	{ "a\n{none}\nb {name}\n", "a\nb Bo\n" },
	{ "a\n{none}\nb\n", "" },
	{ "a {none} b\n", "" },
	{ "a {none}{name}\n", "a Bo\n" },
	{ "Heading{?none}\n\ntext\n", "text\n" },
	{ "Heading{?name}\n\ntext\n", "Heading\n\ntext\n" },
	{ "text\n{none}\n\n\n\nmore\n", "more\n" },
	{ "{{name} {{{name}\n", "{name} {Bo\n" },
	{ "{# said to nobody }\ntext\n", "text\n" },
	{ "text\n\n{none}\n\n\nmore\n", "text\n\nmore\n" },
	{ "", "" },
};

static void test_filled(void **state)
{
	(void)state;
	const struct str values[] = { STR("Bo"), STR("one \n\ntwo"), STR_EMPTY };
	for (size_t i = 0; i < sizeof filled / sizeof *filled; i++) {
		struct arena arena = ARENA_INIT;
		struct buf out = BUF_INIT;
		write_template(filled[i].text);
		assert_null(text_template_fill(&arena, &type, folder, values, &out));
		assert_string_equal(out.p, filled[i].filled);
		buf_free(&out);
		arena_free(&arena);
	}
}

static void assert_refused(const struct text_template *of, const char *text, const char *what)
{
	const struct str values[] = { STR("Bo"), STR("one"), STR_EMPTY };
	struct arena arena = ARENA_INIT;
	struct buf out = BUF_INIT, wrong = BUF_INIT;
	write_template(text);
	buf_cstr(&out, "before");
	buf_printf(&wrong, "%s/greeting.txt:%s", folder, what);
	assert_string_equal(text_template_fill(&arena, of, folder, values, &out), wrong.p);
	assert_string_equal(out.p, "before");
	buf_free(&wrong);
	buf_free(&out);
	arena_free(&arena);
}

static void test_refused(void **state)
{
	(void)state;
	assert_refused(&type, "a\n\n{nobody}\n{name\n", "3: no slot 'nobody'");
	assert_refused(&type, "a\n{name\n", "2: no } behind '{name'");
	assert_refused(&type, "{?}\n", "1: no slot ''");
	assert_refused(&named, "Hello\n\nall\n", "1: there is no place for 'name'");
	assert_refused(&named, "", "1: there is no place for 'name'");
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_filled), cmocka_unit_test(test_refused) };
	char name[80];
	if (!mkdtemp(folder))
		return 1;
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	snprintf(name, sizeof name, "%s/greeting.txt", folder);
	unlink(name);
	rmdir(folder);
	return failed;
}
