/* model/people.h: whom a label means, near misses, people files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/mem.h"
#include "model/people.h"

static void test_fold(void **state)
{
	static const struct { const char *name, *plain, *digraphs; } cases[] = {
		{ "Mira Okafor", "mira okafor", "mira okafor" },
		{ "  Mira\n Okafor. ", "mira okafor", "mira okafor" },
		{ "J\xc3\xbcrgen Strau\xc3\x9f", "jurgen strauss", "juergen strauss" },
		{ "S\xc3\xb8ren \xc3\x85s", "soren as", "soeren aas" },
		{ "P\xc3\xb3o-Caama\xc3\xb1o", "poo-caamano", "poo-caamano" },
		{ "Poo\xe2\x80\x90" "Caaman\xcc\x83o", "poo-caamano", "poo-caamano" },
		{ "O'Hara", "ohara", "ohara" },
		{ "Jake_Lund", "jake lund", "jake lund" },
		{ "@miraok", "miraok", "miraok" },
		{ "\xe6\x9d\x8e \xe9\x9b\xb7", "\xe6\x9d\x8e \xe9\x9b\xb7", "\xe6\x9d\x8e \xe9\x9b\xb7" },
		{ "***", "", "" },
	};
	struct arena arena = ARENA_INIT;
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_string_equal(people_fold(&arena, str_of(cases[i].name), false).p, cases[i].plain);
		assert_string_equal(people_fold(&arena, str_of(cases[i].name), true).p, cases[i].digraphs);
	}
	arena_free(&arena);
}

/* ---- Finding ---- */

static void add(struct people *p, struct arena *arena, const char *entry, enum people_source source)
{
	struct person_list list = { NULL, 0, 0 };
	assert_int_equal(roll_parse(arena, NULL, str_of(entry), ROLL_ITEM, PERSON_PRESENT, 1, &list, NULL), 1);
	people_add(p, list.items[0], source);
	person_list_free(&list);
}

static struct people *some_people(struct arena *arena)
{
	struct people *p = people_new(arena);
	add(p, arena, "Mira Okafor @miraok, Northwind", PEOPLE_ATTENDEES);
	add(p, arena, "J\xc3\xbcrgen Strau\xc3\x9f, Tern Labs", PEOPLE_ATTENDEES);
	add(p, arena, "Otto van der Weiss", PEOPLE_ATTENDEES);
	add(p, arena, "Otto Lind", PEOPLE_ATTENDEES);
	add(p, arena, "Allen Moss-Brook", PEOPLE_ATTENDEES);
	add(p, arena, "H. Peter Hale", PEOPLE_ATTENDEES);
	add(p, arena, "Wei", PEOPLE_ATTENDEES);
	add(p, arena, "Edmund Maria Holt", PEOPLE_ATTENDEES);
	add(p, arena, "P\xc3\xb3l Caama\xc3\xb1o", PEOPLE_ATTENDEES);
	add(p, arena, "Randall Thorn", PEOPLE_ATTENDEES);
	add(p, arena, "Tobias Lowe (aka TBL)", PEOPLE_ATTENDEES);
	add(p, arena, "Jake_Holt", PEOPLE_ATTENDEES);
	add(p, arena, "bosco", PEOPLE_ATTENDEES);
	add(p, arena, "Wei Chen, Heliograph", PEOPLE_STAKEHOLDERS);
	add(p, arena, "Mira Okafor, Northwind", PEOPLE_STAKEHOLDERS);
	add(p, arena, "Mira Lund, Tern", PEOPLE_STAKEHOLDERS);
	add(p, arena, "Yun Sato, Heliograph", PEOPLE_STAKEHOLDERS);
	add(p, arena, "Yun Sato, Heliograph", PEOPLE_STAKEHOLDERS);
	add(p, arena, "Ann Moss", PEOPLE_STAKEHOLDERS);
	add(p, arena, "Mira Okafor, Northwind, aka Mimi, mok", PEOPLE_FILE);
	add(p, arena, "Priya Raman, aka pri", PEOPLE_FILE);
	add(p, arena, "Bea Moss", PEOPLE_FILE);
	return p;
}

static const struct { const char *label, *name; } labels[] = {
	{ "Mira Okafor", "Mira Okafor" },
	{ "mira okafor", "Mira Okafor" },
	{ "MIRA OKAFOR", "Mira Okafor" },
	{ "Mira", "Mira Okafor" },
	{ "Okafor", "Mira Okafor" },
	{ "Mira O", "Mira Okafor" },
	{ "Mira O.", "Mira Okafor" },
	{ "MO", "Mira Okafor" },
	{ "M.O.", "Mira Okafor" },
	{ "miraok", "Mira Okafor" },
	{ "@miraok", "Mira Okafor" },
	{ "@MiraOK", "Mira Okafor" },
	{ "Mimi", "Mira Okafor" },
	{ "mok", "Mira Okafor" },
	{ "Mira's", "Mira Okafor" },
	{ "Mira\xe2\x80\x99s", "Mira Okafor" },
	{ "**Mira**", "Mira Okafor" },
	{ "[Mira]", "Mira Okafor" },
	{ "Mira (Northwind)", "Mira Okafor" },
	{ "Mira (Northwind; maintainer) [chat]", "Mira Okafor" },
	{ "Mira from Northwind", "Mira Okafor" },
	{ " Mira: ", "Mira Okafor" },
	{ "J\xc3\xbcrgen", "J\xc3\xbcrgen Strau\xc3\x9f" },
	{ "Jurgen", "J\xc3\xbcrgen Strau\xc3\x9f" },
	{ "Juergen", "J\xc3\xbcrgen Strau\xc3\x9f" },
	{ "Juergen Strauss", "J\xc3\xbcrgen Strau\xc3\x9f" },
	{ "JS", "J\xc3\xbcrgen Strau\xc3\x9f" },
	{ "Pol", "P\xc3\xb3l Caama\xc3\xb1o" },
	{ "Caamano", "P\xc3\xb3l Caama\xc3\xb1o" },
	{ "van der Weiss", "Otto van der Weiss" },
	{ "Weiss", "Otto van der Weiss" },
	{ "Otto Weiss", "Otto van der Weiss" },
	{ "Otto L", "Otto Lind" },
	{ "AMB", "Allen Moss-Brook" },
	{ "AM", "Allen Moss-Brook" },
	{ "Moss-Brook", "Allen Moss-Brook" },
	{ "Peter", "H. Peter Hale" },
	{ "Peter Hale", "H. Peter Hale" },
	{ "H Hale", "H. Peter Hale" },
	{ "HPH", "H. Peter Hale" },
	{ "Wei", "Wei" },
	{ "Wei Chen", "Wei Chen" },
	{ "Edmund Holt", "Edmund Maria Holt" },
	{ "Edmund Maria", "Edmund Maria Holt" },
	{ "Edmund H", "Edmund Maria Holt" },
	{ "EMH", "Edmund Maria Holt" },
	{ "TBL", "Tobias Lowe" },
	{ "tbl", "Tobias Lowe" },
	{ "Jake Holt", "Jake_Holt" },
	{ "Jake", "Jake_Holt" },
	{ "bosco", "bosco" },
	{ "@bosco", "bosco" },
	{ "Yun", "Yun Sato" },
	{ "Priya", "Priya Raman" },
	{ "pri", "Priya Raman" },
	/* The better source decides. */
	{ "Moss", "Ann Moss" },
	/* Ambiguous: the candidates. */
	{ "Otto", "? Otto van der Weiss or Otto Lind" },
	/* Nobody. */
	{ "mo", "" },
	{ "Mir", "" },
	{ "Miranda", "" },
	{ "kafor", "" },
	{ "Mira Weiss", "" },
	{ "Mira X", "" },
	{ "Okafor Mira", "" },
	{ "Otto and Mira", "" },
	{ "", "" },
	{ "()", "" },
	{ "***", "" },
	{ "'s", "" },
};

static void test_find(void **state)
{
	struct arena arena = ARENA_INIT;
	struct people *p = some_people(&arena);
	(void)state;
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
		struct people_answer a = people_find(p, str_of(labels[i].label));
		struct str got = a.found == PEOPLE_UNIQUE ? a.person->name : a.found == PEOPLE_NONE ? STR_EMPTY :
			arena_join(&arena, STR("?"), STR(" "), a.names);
		if (!str_eq(got, str_of(labels[i].name)))
			fail_msg("'%s' is '%.*s'", labels[i].label, STR_FMT(got));
		assert_int_equal(a.found == PEOPLE_UNIQUE, a.person != NULL);
	}
	arena_free(&arena);
}

static void test_sources(void **state)
{
	struct arena arena = ARENA_INIT;
	struct people *p = people_new(&arena);
	struct person *file = person_new(&arena, STR("Mira Okafor"), 1), *stake = person_new(&arena, STR("mira  okafor"), 2),
		*here = person_new(&arena, STR("Mira Okafor"), 3), *twice = person_new(&arena, STR("Mira Okafor"), 4);
	(void)state;
	assert_int_equal(people_find(p, STR("Mira")).found, PEOPLE_NONE);
	person_alias(&arena, file, STR("mok"));
	assert_null(people_add(p, file, PEOPLE_FILE));
	assert_ptr_equal(people_find(p, STR("Mira")).person, file);
	assert_int_equal(people_find(p, STR("Mira")).source, PEOPLE_FILE);
	/* Added after a search, and better: it is found, also by what the worse one said. */
	assert_ptr_equal(people_add(p, stake, PEOPLE_STAKEHOLDERS), file);
	assert_ptr_equal(people_find(p, STR("mok")).person, stake);
	assert_ptr_equal(people_add(p, here, PEOPLE_ATTENDEES), stake);
	assert_ptr_equal(people_find(p, STR("mok")).person, here);
	assert_int_equal(people_find(p, STR("mok")).source, PEOPLE_ATTENDEES);
	assert_ptr_equal(people_add(p, twice, PEOPLE_ATTENDEES), here);
	assert_ptr_equal(people_find(p, STR("Okafor")).person, here);
	/* A name that folds to nothing is a person of its own. */
	assert_null(people_add(p, person_new(&arena, STR("***"), 5), PEOPLE_ATTENDEES));
	assert_null(people_add(p, person_new(&arena, STR("!!!"), 6), PEOPLE_ATTENDEES));
	arena_free(&arena);
}

static void test_many_of_a_name(void **state)
{
	struct arena arena = ARENA_INIT;
	struct people *p = people_new(&arena);
	(void)state;
	for (size_t i = 0; i < 7; i++)
		people_add(p, person_new(&arena, arena_printf(&arena, "Mira %c%c", (int)('A' + i), (int)('a' + i)), 1), PEOPLE_ATTENDEES);
	struct people_answer a = people_find(p, STR("mira"));
	assert_int_equal(a.found, PEOPLE_AMBIGUOUS);
	assert_string_equal(a.names.p, "Mira Aa, Mira Bb, Mira Cc, Mira Dd or others");
	assert_int_equal(people_find(p, STR("Mira Gg")).found, PEOPLE_UNIQUE);
	arena_free(&arena);
}

static void test_near(void **state)
{
	struct arena arena = ARENA_INIT;
	struct people *p = some_people(&arena);
	static const struct { const char *label, *name; } cases[] = {
		{ "Randal", "Randall Thorn" }, { "Randell", "Randall Thorn" }, { "Radnall", "Randall Thorn" }, { "Randaall", "Randall Thorn" },
		{ "randal thorn", "Randall Thorn" }, { "Edmnd", "Edmund Maria Holt" }, { "Okaffor", "Mira Okafor" }, { "Weis", "" },
		{ "Rndal", "" }, { "Ott", "" }, { "Nobody", "" }, { "", "" }, { "Mira Okafro", "Mira Okafor" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct person *near = people_near(p, str_of(cases[i].label));
		if (!str_eq(near ? near->name : STR_EMPTY, str_of(cases[i].name)))
			fail_msg("'%s' is near '%s'", cases[i].label, near ? near->name.p : "");
	}
	add(p, &arena, "Randel Roe", PEOPLE_FILE);
	/* Between Randall and Randel nothing is guessed. */
	assert_null(people_near(p, STR("Randal")));
	assert_non_null(people_near(p, STR("Randelroe")));
	arena_free(&arena);
}

static void test_begun(void **state)
{
	struct arena arena = ARENA_INIT;
	struct people *p = people_new(&arena);
	static const struct { const char *label, *name; } cases[] = {
		{ "wren", "wrenfield" }, { "Wrenf", "wrenfield" }, { "wre", "" }, { "wrenfield", "" }, { "wrenfieldy", "" }, { "tlin", "Tor Lind" },
		{ "osca", "" }, { "Marg", "" }, { "wren.", "" }, { "", "" },
	};
	(void)state;
	add(p, &arena, "wrenfield", PEOPLE_ATTENDEES);
	add(p, &arena, "Tor Lind @tlind", PEOPLE_ATTENDEES);
	add(p, &arena, "oscarm", PEOPLE_ATTENDEES);
	add(p, &arena, "Oscar Moss", PEOPLE_ATTENDEES);
	add(p, &arena, "Margaret Roe", PEOPLE_ATTENDEES);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct person *begun = people_begun(p, str_of(cases[i].label));
		if (!str_eq(begun ? begun->name : STR_EMPTY, str_of(cases[i].name)))
			fail_msg("'%s' begins '%s'", cases[i].label, begun ? begun->name.p : "");
	}
	add(p, &arena, "wrenna", PEOPLE_FILE);
	assert_null(people_begun(p, STR("wren")));
	arena_free(&arena);
}

/* A hundred thousand people of few first names: adding, finding and guessing stay constant. */
static void test_many(void **state)
{
	struct arena arena = ARENA_INIT;
	struct people *p = people_new(&arena);
	enum { MANY = 100000 };
	(void)state;
	for (size_t i = 0; i < MANY; i++)
		people_add(p, person_new(&arena, arena_printf(&arena, "Mira%zu Okafor%zu", i % 10, i), 1), PEOPLE_ATTENDEES);
	for (size_t i = 0; i < MANY; i++) {
		char label[32];
		snprintf(label, sizeof label, "okafor%zu", i);
		assert_int_equal(people_find(p, str_of(label)).found, PEOPLE_UNIQUE);
	}
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(people_find(p, STR("Mira7")).found, PEOPLE_AMBIGUOUS);
	for (size_t i = 0; i < 1000; i++)
		assert_null(people_near(p, STR("Somebody Else")));
	arena_free(&arena);
}

/* ---- People files ---- */

static void test_file(void **state)
{
	struct arena arena = ARENA_INIT;
	struct diags diags = { .arena = &arena };
	struct person_list list = { NULL, 0, 0 };
	(void)state;
	size_t n = people_load(&arena, STR(
		"# People of Lantern\n"
		"\n"
		"- Mira Okafor, Northwind, aka Mimi, mok, @miraok\n"
		"* Otto Weiss (Heliograph; maintainer)\r\n"
		"3. Yun Sato @yun\n"
		"Bo Lindqvist\n"
		"<!-- moved away:\n"
		"- Tomas Hale\n"
		"-->\n"
		"- 17 others\n"
		"<!-- one line -->\n"
		"- Ines Duarte, Northwind"), &diags, &list);
	assert_int_equal(n, 5);
	assert_string_equal(arena_cstr(&arena, list.items[0]->name), "Mira Okafor");
	assert_string_equal(arena_cstr(&arena, list.items[0]->affiliation), "Northwind");
	assert_int_equal(list.items[0]->alias_count, 3);
	assert_string_equal(arena_cstr(&arena, list.items[0]->aliases[0]), "Mimi");
	assert_string_equal(arena_cstr(&arena, list.items[0]->aliases[1]), "mok");
	assert_string_equal(arena_cstr(&arena, list.items[0]->aliases[2]), "@miraok");
	assert_int_equal(list.items[0]->line, 3);
	assert_string_equal(arena_cstr(&arena, list.items[1]->role), "maintainer");
	assert_string_equal(arena_cstr(&arena, list.items[2]->aliases[0]), "@yun");
	assert_string_equal(arena_cstr(&arena, list.items[4]->name), "Ines Duarte");
	assert_int_equal(diags.count, 1);
	assert_int_equal(diags.items[0].code, DIAG_BAD_PERSON);
	assert_int_equal(diags.items[0].line, 10);
	assert_string_equal(arena_cstr(&arena, diags.items[0].message), "'17 others' names no person; left out");
	assert_int_equal(people_load(&arena, STR_EMPTY, &diags, &list), 0);
	diag_free(&diags);
	person_list_free(&list);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fold),
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_sources),
		cmocka_unit_test(test_many_of_a_name),
		cmocka_unit_test(test_near),
		cmocka_unit_test(test_begun),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
