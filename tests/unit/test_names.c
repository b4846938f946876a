/* model/names.h, model/letters.h: the shape of a name, and its letters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/letters.h"
#include "model/names.h"

static const struct { const char *text; enum name_shape shape; } shapes[] = {
	{ "Mira Okafor", NAME_LIKELY },
	{ "Bo Lindqvist", NAME_LIKELY },
	{ "Jan van der Berg", NAME_LIKELY },
	{ "Otto von Moss", NAME_LIKELY },
	{ "Ana de la Cruz", NAME_LIKELY },
	{ "Luc du Bois", NAME_LIKELY },
	{ "Omar bin Said", NAME_LIKELY },
	{ "Noor al Din", NAME_LIKELY },
	{ "H. Peter Moss", NAME_LIKELY },
	{ "J. S. Lim", NAME_LIKELY },
	{ "Tomas B Hale", NAME_LIKELY },
	{ "Anand V", NAME_LIKELY },
	{ "Anand V.", NAME_LIKELY },
	{ "TJ Moss", NAME_LIKELY },
	{ "Jean-Luc Moss", NAME_LIKELY },
	{ "Mary Okafor-Lind", NAME_LIKELY },
	{ "Sean O'Hara", NAME_LIKELY },
	{ "Sean O\xe2\x80\x99Hara", NAME_LIKELY },
	{ "Luc d'Arcy", NAME_LIKELY },
	{ "Matt DeLind", NAME_LIKELY },
	{ "J\xc3\xbcrgen Strau\xc3\x9f", NAME_LIKELY },
	{ "\xc3\x96zg\xc3\xbcr \xc5\x81uk", NAME_LIKELY },
	{ "\xd0\x98\xd0\xb2\xd0\xb0\xd0\xbd \xd0\x9f\xd0\xb5\xd1\x82\xd1\x80\xd0\xbe\xd0\xb2", NAME_LIKELY },
	{ "Will Hale", NAME_LIKELY },
	{ "May Lind", NAME_LIKELY },
	{ "Ada Rose Hale", NAME_LIKELY },
	{ "Lean Kim Tan", NAME_LIKELY },
	{ "Li WANG", NAME_LIKELY },
	{ "Dr. Mira Okafor", NAME_LIKELY },
	{ "**Mira Okafor**", NAME_LIKELY },
	{ " Mira Okafor. ", NAME_LIKELY },
	{ "Mira", NAME_MAYBE },
	{ "Wei", NAME_MAYBE },
	{ "Will", NAME_MAYBE },
	{ "MO", NAME_MAYBE },
	{ "AWB", NAME_MAYBE },
	{ "bosco", NAME_MAYBE },
	{ "PR__", NAME_MAYBE },
	{ "@miraok", NAME_MAYBE },
	{ "@3rd-mira", NAME_MAYBE },
	{ "wren_[m]", NAME_MAYBE },
	{ "Mira_Okafor", NAME_MAYBE },
	{ "tomas h", NAME_MAYBE },
	{ "\xe6\x9d\x8e\xe9\x9b\xb7", NAME_MAYBE },
	{ "MIRA OKAFOR", NAME_MAYBE },
	{ "", NAME_NO },
	{ "M", NAME_NO },
	{ "M O", NAME_NO },
	{ "10:30", NAME_NO },
	{ "4.12", NAME_NO },
	{ "Access Code", NAME_NO },
	{ "Next steps", NAME_NO },
	{ "New members", NAME_NO },
	{ "United Provinces", NAME_NO },
	{ "Drop a loader", NAME_NO },
	{ "Sample Foundation", NAME_NO },
	{ "Executive Director", NAME_NO },
	{ "Mira Okafor said so", NAME_NO },
	{ "Mira and Otto", NAME_NO },
	{ "Mira, Otto", NAME_NO },
	{ "Mira (Northwind)", NAME_NO },
	{ "mira okafor", NAME_NO },
	{ "Jan van", NAME_NO },
	{ "de la", NAME_NO },
	{ "The", NAME_NO },
	{ "See", NAME_NO },
	{ "Note", NAME_NO },
	{ "Chair", NAME_NO },
	{ "@", NAME_NO },
	{ "lib-", NAME_NO },
	{ "x86/timer", NAME_NO },
	{ "One Two Three Four Five Six Seven", NAME_NO },
	{ "\xf0\x9f\x93\xa3", NAME_NO },
	{ "\xff\xfe", NAME_NO },
};

static void test_shapes(void **state)
{
	static const char *const names[] = { "no", "maybe", "likely" };
	(void)state;
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		enum name_shape got = name_shape(str_of(shapes[i].text));
		if (got != shapes[i].shape)
			fail_msg("'%s' is '%s', not '%s'", shapes[i].text, names[shapes[i].shape], names[got]);
	}
}

static void test_parts(void **state)
{
	(void)state;
	assert_true(name_is_initials(STR("MO")));
	assert_true(name_is_initials(STR("M.O.")));
	assert_false(name_is_initials(STR("Mo")));
	assert_false(name_is_initials(STR("M")));
	assert_false(name_is_initials(STR("CHAIRS")));
	assert_true(name_is_nick(STR("miraok")));
	assert_true(name_is_nick(STR("@mira-ok")));
	assert_false(name_is_nick(STR("mira okafor")));
	assert_false(name_is_nick(STR("[m]")));
	assert_false(name_is_nick(STR("the")));
	assert_true(name_is_particle(STR("van")));
	assert_true(name_is_particle(STR("De")));
	assert_false(name_is_particle(STR("the")));
	assert_true(name_is_capitalised(STR("\xc3\x89mile")));
	assert_false(name_is_capitalised(STR("\xc3\xa9mile")));
	assert_true(name_is_capitalised(STR("\xe6\x9d\x8e")));
	assert_false(name_is_capitalised(STR("1")));
	assert_false(name_is_capitalised(STR_EMPTY));
}

static void test_letters(void **state)
{
	(void)state;
	assert_int_equal(letter_of(0xc9), LETTER_UPPER);
	assert_int_equal(letter_of(0xe9), LETTER_LOWER);
	assert_int_equal(letter_of(0xd7), LETTER_NONE);
	assert_int_equal(letter_of(0x141), LETTER_UPPER);
	assert_int_equal(letter_of(0x142), LETTER_LOWER);
	assert_int_equal(letter_of(0x17d), LETTER_UPPER);
	assert_int_equal(letter_of(0x17e), LETTER_LOWER);
	assert_int_equal(letter_of(0x1ea1), LETTER_LOWER);
	assert_int_equal(letter_of(0x301), LETTER_MARK);
	assert_int_equal(letter_of(0x674e), LETTER_OTHER);
	assert_int_equal(letter_of(0x2019), LETTER_NONE);
	assert_int_equal(letter_of(0x1f600), LETTER_NONE);
	assert_int_equal(letter_of('5'), LETTER_NONE);
}

static void test_fold(void **state)
{
	static const struct { uint32_t code; const char *plain, *digraph; } cases[] = {
		{ 'A', "a", "a" }, { 0xe9, "e", "e" }, { 0xfc, "u", "ue" }, { 0xd6, "o", "oe" }, { 0xf8, "o", "oe" }, { 0xc5, "a", "aa" },
		{ 0xdf, "ss", "ss" }, { 0xe6, "ae", "ae" }, { 0xf0, "d", "d" }, { 0xfe, "th", "th" }, { 0x141, "l", "l" }, { 0x10d, "c", "c" },
		{ 0x159, "r", "r" }, { 0x17d, "z", "z" }, { 0x131, "i", "i" }, { 0x1ea1, "a", "a" }, { 0x1ee5, "u", "u" }, { 0x301, "", "" },
		{ 0x418, "\xd0\xb8", "\xd0\xb8" }, { 0x674e, "\xe6\x9d\x8e", "\xe6\x9d\x8e" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf b = BUF_INIT;
		letter_fold(&b, cases[i].code, false);
		assert_string_equal(b.p, cases[i].plain);
		buf_cut(&b, 0);
		letter_fold(&b, cases[i].code, true);
		assert_string_equal(b.p, cases[i].digraph);
		buf_free(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shapes),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_letters),
		cmocka_unit_test(test_fold),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
