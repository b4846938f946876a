/* base/utf8.c: code points and columns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"

#define BAD 0xfffd

static void code_points(void **state)
{
	(void)state;
	static const struct { const char *bytes; uint32_t codes[5]; } rows[] = {
		{ "az", { 'a', 'z' } }, { "\xc3\xa9", { 0xe9 } }, { "\xe2\x82\xac", { 0x20ac } }, { "\xf0\x9f\x98\x80", { 0x1f600 } },
		{ "\xf4\x8f\xbf\xbf", { 0x10ffff } }, { "\xef\xbf\xbf", { 0xffff } },
		{ "\x80" "a", { BAD, 'a' } }, { "\xc3", { BAD } }, { "\xc3" "a", { BAD, 'a' } }, { "\xe2\x82", { BAD, BAD } },
		{ "\xc0\xaf", { BAD, BAD } }, { "\xe0\x80\xaf", { BAD, BAD, BAD } }, { "\xf0\x80\x80\xaf", { BAD, BAD, BAD, BAD } },
		{ "\xed\xa0\x80", { BAD, BAD, BAD } }, { "\xf4\x90\x80\x80", { BAD, BAD, BAD, BAD } }, { "\xff\xfe", { BAD, BAD } },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str s = str_of(rows[i].bytes);
		size_t at = 0, n = 0;
		while (at < s.n)
			assert_int_equal(utf8_next(s, &at), rows[i].codes[n++]);
		assert_int_equal(at, s.n);
		assert_true(n == 5 || rows[i].codes[n] == 0);
	}
}

static void there_and_back(void **state)
{
	(void)state;
	for (uint32_t code = 0; code < 0x110000; code += code < 0x3000 ? 1 : 61) {
		struct buf b = BUF_INIT;
		size_t at = 0;
		if (code >= 0xd800 && code < 0xe000)
			continue;
		utf8_put(&b, code);
		assert_int_equal(utf8_next(buf_slice(&b), &at), code);
		assert_int_equal(at, b.n);
		buf_free(&b);
	}
}

static void clean(void **state)
{
	(void)state;
	struct buf b = BUF_INIT;
	utf8_clean(&b, STR("a\xc3\xa9\xff\xe2\x82z"));
	assert_string_equal(b.p, "a\xc3\xa9\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbdz");
	buf_free(&b);
}

static void columns(void **state)
{
	(void)state;
	static const struct { const char *text; size_t columns; } rows[] = {
		{ "", 0 }, { "plain", 5 }, { "caf\xc3\xa9", 4 }, { "cafe\xcc\x81", 4 }, { "\xe6\x97\xa5\xe6\x9c\xac", 4 },
		{ "\xef\xbc\xa1", 2 }, { "\xef\xbd\xb1", 1 }, { "\xed\x95\x9c", 2 }, { "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", 2 },
		{ "\xf0\x9f\x98\x80", 2 }, { "\xe2\x9c\x93", 1 }, { "a\xe2\x80\x8b" "b", 2 }, { "a\xc2\xa0" "b", 3 }, { "\x1b[m", 2 },
		{ "\xd7\xa9\xd6\xb8", 1 }, { "\xef\xbb\xbf", 0 }, { "\xff", 1 }, { "\xe3\x80\x80", 2 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(utf8_columns(str_of(rows[i].text)), rows[i].columns);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(code_points), cmocka_unit_test(there_and_back), cmocka_unit_test(clean), cmocka_unit_test(columns),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
