/* base/str.h and base/phrases.h: searches, against what they mean written out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/phrases.h"
#include "base/str.h"

/* Every search is asked at every place of texts of many lengths, so that each end of a step of eight bytes is met. */
static size_t by_hand(struct str s, struct str needle, size_t from, bool any_case)
{
	for (size_t i = from; needle.n && i + needle.n <= s.n; i++) {
		size_t k = 0;
		while (k < needle.n && (any_case ? to_lower(s.p[i + k]) == to_lower(needle.p[k]) : s.p[i + k] == needle.p[k]))
			k++;
		if (k == needle.n)
			return i;
	}
	return STR_NONE;
}

static void test_find(void **state)
{
	static const char *const needles[] = { "", "a", "A", "ab", "aB", "ba", "aab", " a", "z", "ab a", "abab abab abab abab abab abab" };
	static const char letters[] = "ab aBA b";
	char text[41];
	(void)state;
	for (size_t n = 0; n < sizeof text; n++)
		for (size_t shift = 0; shift < sizeof letters; shift++) {
			for (size_t i = 0; i < n; i++)
				text[i] = letters[(i * i + i / 3 + shift) % (sizeof letters - 1)];
			for (size_t k = 0; k < sizeof needles / sizeof *needles; k++)
				for (size_t from = 0; from <= n; from++) {
					struct str s = { text, n }, needle = str_of(needles[k]);
					assert_int_equal(str_find(s, needle, from), by_hand(s, needle, from, false));
					assert_int_equal(str_find_nocase(s, needle, from), by_hand(s, needle, from, true));
				}
		}
}

static void test_printable(void **state)
{
	char text[24];
	(void)state;
	for (unsigned c = 0; c < 256; c++)
		for (size_t at = 0; at < sizeof text; at++)
			for (size_t from = 0; from <= at; from++) {
				memset(text, '~', sizeof text);
				text[at] = (char)c;
				size_t expected = c >= ' ' && c < 0x7f ? sizeof text - from : at - from;
				assert_int_equal(str_printable((struct str){ text, sizeof text }, from), expected);
			}
}

static void test_hash(void **state)
{
	(void)state;
	assert_true(str_hash(STR("abcdefgh1")) == str_hash(str_skip(STR("xabcdefgh1"), 1)));
	assert_true(str_hash(STR("abcdefgh1")) != str_hash(STR("abcdefgh2")));
	assert_true(str_hash(STR("a")) != str_hash((struct str){ "a\0", 2 }));
}

static void test_phrases(void **state)
{
	static struct phrases any = PHRASES("agreed", "no objection", "AYE");
	static struct phrases exact = PHRASES_EXACT("greed", "ote ");
	(void)state;
	assert_true(phrases_in(&any, STR("We AGREED")));
	assert_true(phrases_in(&any, STR("aye")));
	assert_true(phrases_in(&any, STR("no no objection")));
	assert_false(phrases_in(&any, STR("agree, no objectio")));
	assert_false(phrases_in(&any, STR("ay")));
	assert_false(phrases_in(&any, STR_EMPTY));
	assert_true(phrases_in(&exact, STR("Agreed")));
	assert_true(phrases_in(&exact, STR("Vote today")));
	assert_false(phrases_in(&exact, STR("AGREED: vote")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_find), cmocka_unit_test(test_printable), cmocka_unit_test(test_hash), cmocka_unit_test(test_phrases),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
