/* model/roll.h: entries of rolls to persons, captions, evidence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "model/roll.h"

/* A person as one text: NAME|AFFILIATION|ROLE|NOTE|ALIASES, ends without trailing bars; '~' in front of one in part, '-' of
 * one who was not there, '?' of one who is expected. */
static void show(struct buf *b, const struct person *p)
{
	static const char *const marks[] = { "", "~", "-", "?" };
	if (b->n)
		buf_cstr(b, "; ");
	size_t begin = b->n;
	buf_cstr(b, marks[p->status]);
	const struct str fields[] = { p->name, p->affiliation, p->role, p->note };
	for (size_t i = 0; i < 4; i++) {
		if (i)
			buf_put(b, '|');
		for (size_t k = 0; k < fields[i].n; k++)
			buf_put(b, fields[i].p[k] == ';' ? '/' : fields[i].p[k]);
	}
	for (size_t i = 0; i < p->alias_count; i++) {
		buf_put(b, i ? ' ' : '|');
		buf_str(b, p->aliases[i]);
	}
	while (b->n > begin && b->p[b->n - 1] == '|')
		buf_cut(b, b->n - 1);
}

/* ---- Every word of the entry is in the fields, as often as the entry has it ---- */

/* Behind the word at the begin of s; 0 where there is none. Signs of U+2000 to U+2FFF are no part of words. */
static size_t word_end(struct str s)
{
	size_t n = 0;
	while (n < s.n && (is_alnum(s.p[n]) || ((unsigned char)s.p[n] >= 0x80 && s.p[n] != '\xe2')))
		n++;
	return n;
}

static bool next_word(struct str *rest, struct str *word)
{
	while (rest->n) {
		size_t n = word_end(*rest);
		*word = str_first(*rest, n);
		*rest = str_skip(*rest, n ? n : *rest->p == '\xe2' ? 3 : 1);
		if (n)
			return true;
	}
	return false;
}

static size_t count_word(struct str text, struct str word)
{
	size_t n = 0;
	struct str one;
	while (next_word(&text, &one))
		n += str_eq_nocase(one, word);
	return n;
}

static void fields_of(struct buf *b, const struct person_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct person *p = list->items[i];
		const struct str fields[] = { p->name, p->affiliation, p->role, p->note };
		for (size_t k = 0; k < 4; k++) {
			buf_str(b, fields[k]);
			buf_put(b, '\n');
		}
		for (size_t k = 0; k < p->alias_count; k++) {
			buf_str(b, p->aliases[k]);
			buf_put(b, '\n');
		}
	}
}

static void check_words(struct str entry, const struct person_list *list)
{
	struct buf fields = BUF_INIT;
	struct str rest = entry, word;
	fields_of(&fields, list);
	while (next_word(&rest, &word)) {
		const char *end = word.p + word.n;
		bool tick = word.n == 1 && word.p > entry.p && word.p[-1] == '[' && end < entry.p + entry.n && *end == ']';
		if (!tick && count_word(buf_slice(&fields), word) < count_word(entry, word))
			fail_msg("'%.*s' lost '%.*s': %s", STR_FMT(entry), STR_FMT(word), fields.p);
	}
	buf_free(&fields);
}

/* ---- Cases ---- */

struct roll_case {
	const char *entry;
	const char *people;
};

/* Each alone: nothing is known of the document. */
static const struct roll_case items[] = {
	{ "Mira Okafor", "Mira Okafor" },
	{ "Mira Okafor.", "Mira Okafor" },
	{ "- Mira Okafor", "Mira Okafor" },
	{ "\xe2\x80\xa2 Mira Okafor", "Mira Okafor" },
	{ "**Mira Okafor**", "Mira Okafor" },
	{ "H. Peter Moss", "H. Peter Moss" },
	{ "Anand V.", "Anand V." },
	{ "TC", "TC" },
	{ "bosco", "bosco" },
	{ "J\xc3\xbcrgen Strau\xc3\x9f", "J\xc3\xbcrgen Strau\xc3\x9f" },
	{ "[tomas h]", "tomas h" },
	{ "Mira Okafor, Northwind", "Mira Okafor|Northwind" },
	{ "Mira Okafor, Northwind.", "Mira Okafor|Northwind" },
	{ "Wei, Northwind", "Wei|Northwind" },
	{ "Mira Okafor (Northwind)", "Mira Okafor|Northwind" },
	{ "Mira Okafor(Northwind)", "Mira Okafor|Northwind" },
	{ "Mira Okafor [Northwind]", "Mira Okafor|Northwind" },
	{ "Mira Okafor [Sample Foundation) [non-voting]", "Mira Okafor|Sample Foundation|non-voting" },
	{ "Mira Okafor (Sample Foundation) [non-voting]", "Mira Okafor|Sample Foundation|non-voting" },
	{ "Mira Okafor (Northwind", "Mira Okafor|Northwind" },
	{ "Mira Okafor (chair, Northwind)", "Mira Okafor|Northwind|chair" },
	{ "Mira Okafor (chair, Northwind, non-voting)", "Mira Okafor|Northwind|chair, non-voting" },
	{ "Mira Okafor (Northwind; maintainer)", "Mira Okafor|Northwind|maintainer" },
	{ "Mira Okafor (Treasurer)", "Mira Okafor||Treasurer" },
	{ "Mira Okafor (recorder)", "Mira Okafor||recorder" },
	{ "Mira Okafor (presiding, item 1)", "Mira Okafor||presiding, item 1" },
	{ "Mira Okafor (presiding, items 3+)", "Mira Okafor||presiding, items 3+" },
	{ "Mira Okafor (Executive Director)", "Mira Okafor||Executive Director" },
	{ "Mira Okafor (Guest, website team)", "Mira Okafor||Guest, website team" },
	{ "Mira Okafor @miraok (voting member)", "Mira Okafor||voting member||@miraok" },
	{ "Mira Okafor (@miraok)", "Mira Okafor||||@miraok" },
	{ "Mira Okafor - Northwind", "Mira Okafor|Northwind" },
	{ "Mira Okafor (MO)", "Mira Okafor||||MO" },
	{ "Mira Okafor - Northwind (MKO)", "Mira Okafor|Northwind|||MKO" },
	{ "Mira Okafor - Advanced Systems (AS)", "Mira Okafor|Advanced Systems (AS)" },
	{ "Mira Okafor (NWL)", "Mira Okafor|NWL" },
	{ "Mira Okafor (Northwind) / Chair", "Mira Okafor|Northwind|Chair" },
	{ "Mira Okafor (Northwind) / Tools and Testing Area", "Mira Okafor|Northwind||Tools and Testing Area" },
	{ "Mira Okafor / Series Editor", "Mira Okafor||Series Editor" },
	{ "Mira Okafor (https://example.org/mira)", "Mira Okafor|||https://example.org/mira" },
	{ "Mira Okafor -  Northwind", "Mira Okafor|Northwind" },
	{ "Mira Okafor \xe2\x80\x93 Northwind", "Mira Okafor|Northwind" },
	{ "Mira Okafor\xe2\x80\x94Northwind", "Mira Okafor|Northwind" },
	{ "Mira Okafor -- Northwind", "Mira Okafor|Northwind" },
	{ "Mira Okafor\tNorthwind", "Mira Okafor|Northwind" },
	{ "Mira Okafor - Chairperson, Northwind Pty Ltd", "Mira Okafor|Northwind Pty Ltd|Chairperson" },
	{ "Mira Okafor - Northwind LLC / Beacon", "Mira Okafor|Northwind LLC / Beacon" },
	{ "Mira Okafor - Northwind Ltd / Chairperson / rawlight", "Mira Okafor|Northwind Ltd|Chairperson, rawlight" },
	{ "Mira Okafor - Beacon Representative", "Mira Okafor|Beacon|Representative" },
	{ "Mira Okafor - Community Representative", "Mira Okafor||Community Representative" },
	{ "Mira Okafor - Beacon TSC representative", "Mira Okafor||Beacon TSC representative" },
	{ "Mira Okafor - Northwind & Beacon Representative", "Mira Okafor||Northwind & Beacon Representative" },
	{ "Mira Okafor - Advanced Light Works (ALW)", "Mira Okafor|Advanced Light Works (ALW)" },
	{ "Mira Okafor, Blue Lamp Studios, Inc.", "Mira Okafor|Blue Lamp Studios, Inc." },
	{ "Mira Okafor, Northwind, Beacon Representative", "Mira Okafor|Northwind|Beacon Representative" },
	{ "Mira Okafor, The Lamp Works Studios", "Mira Okafor|The Lamp Works Studios" },
	{ "Mira Okafor, Lisbon Open Light consortium / SoCal Lamp group", "Mira Okafor|Lisbon Open Light consortium / SoCal Lamp group" },
	{ "Mira Okafor for Otto Weiss, Northwind", "Mira Okafor|Northwind||for Otto Weiss" },
	{ "Mira Okafor (for Otto Weiss)", "Mira Okafor|||for Otto Weiss" },
	{ "Bo from Northwind", "Bo|Northwind||from Northwind" },
	{ "Bo Lindqvist @ Tern Labs", "Bo Lindqvist|Tern Labs" },
	{ "Bo Lindqvist of Tern Labs", "Bo Lindqvist|Tern Labs||of Tern Labs" },
	{ "Nolan (for 5 minutes)", "~Nolan|||for 5 minutes" },
	{ "Mira Okafor (late)", "~Mira Okafor|||late" },
	{ "Mira Okafor (joined late)", "~Mira Okafor|||joined late" },
	{ "Mira Okafor (9:38am)", "~Mira Okafor|||9:38am" },
	{ "Mira Okafor (left at 15:30)", "~Mira Okafor|||left at 15:30" },
	{ "Mira Okafor (Northwind, first half)", "~Mira Okafor|Northwind||first half" },
	{ "Bo Lindqvist (Tern Labs) joined at 15:20", "~Bo Lindqvist|Tern Labs||joined at 15:20" },
	{ "Mira Okafor (regrets)", "-Mira Okafor|||regrets" },
	{ "Mira Okafor (she/her), Northwind", "Mira Okafor|Northwind||she/her" },
	{ "Mira Okafor (remote)", "Mira Okafor|||remote" },
	{ "Bo Lindqvist <bo@tern.example.org>", "Bo Lindqvist|||<bo@tern.example.org>" },
	{ "Tomas \"Tom\" Hale, Heliograph", "Tomas Hale|Heliograph|||Tom" },
	{ "Mira Okafor, Northwind, aka Mimi, mok, @miraok", "Mira Okafor|Northwind||aka Mimi, mok, @miraok|Mimi mok @miraok" },
	{ "Mira Okafor (aka Mimi)", "Mira Okafor|||aka Mimi|Mimi" },
	{ "Mira Okafor (irc: mok)", "Mira Okafor|||irc: mok|mok" },
	{ "(AIS) Mira", "Mira|AIS" },
	{ "[Mira Okafor/Light Experience/Northwind]", "Mira Okafor|Light Experience/Northwind" },
	{ "Mira Okafor - Northwind - Otto Weiss attending", "Mira Okafor|Northwind||Otto Weiss attending" },
	{ "Mira Okafor - will be there for the 1st half. Otto Weiss and/or Yun Sato representing Beacon",
		"Mira Okafor|||will be there for the 1st half. Otto Weiss and/or Yun Sato representing Beacon" },
	{ "Mira, Otto, Bo - Northwind", "Mira|Northwind; Otto|Northwind; Bo|Northwind" },
	{ "Mira Okafor, Otto Weiss (Northwind)", "Mira Okafor|Northwind; Otto Weiss|Northwind" },
	{ "Mira Okafor, Otto Weiss [Northwind]", "Mira Okafor|Northwind; Otto Weiss|Northwind" },
	{ "Mira (Northwind), Otto (Heliograph)", "Mira|Northwind; Otto|Heliograph" },
	{ "Mira & Otto, Northwind", "Mira|Northwind; Otto|Northwind" },
	{ "Mira and Otto (Northwind)", "Mira|Northwind; Otto|Northwind||and" },
	{ "Mira Okafor, Northwind; Tomas Hale, Heliograph", "Mira Okafor|Northwind; Tomas Hale|Heliograph" },
	{ "Mira, Otto, Priya", "Mira; Otto; Priya" },
	{ "Mira Okafor, Otto Weiss, Yun Sato, Bo", "Mira Okafor; Otto Weiss; Yun Sato; Bo" },
	{ "Mira Okafor, Northwind Otto Weiss, Northwind", "Mira Okafor|Northwind; Otto Weiss|Northwind" },
	{ "[x] Mira Okafor, Northwind", "Mira Okafor|Northwind" },
	{ "[ ] Mira Okafor, Northwind", "?Mira Okafor|Northwind" },
	{ "* [X] Mira Okafor", "Mira Okafor" },
	{ "\xe2\x98\x90 Mira Okafor", "?Mira Okafor" },
	{ "(name: Okafor, Mira (the first)) (affiliation: A, B) (role: chair) (alias: M (x)) (note: a (b) c) (status: partial)",
		"~Okafor, Mira (the first)|A, B|chair|a (b) c|M (x)" },
	/* Nobody. */
	{ "7 members (quorum)", "" },
	{ "all", "" },
	{ "none", "" },
	{ "Nobody", "" },
	{ "n/a", "" },
	{ "others on the phone", "" },
	{ "Review what is open.", "" },
	{ "Apologies for the noise", "" },
	{ "Next steps", "" },
	{ "-", "" },
	{ "[ ]", "" },
	{ "", "" },
	{ "()", "" },
	{ ", ,", "" },
};

static const struct roll_case rows[] = {
	{ "Mira, Otto, Bo, Priya, Nolan (for 5 minutes)", "Mira; Otto; Bo; Priya; ~Nolan|||for 5 minutes" },
	{ "Mira Okafor, Otto Weiss, Bo, Lean Kim Tan, Felix Moss, Felix Lind", "Mira Okafor; Otto Weiss; Bo; Lean Kim Tan; Felix Moss; Felix Lind" },
	{ "Mary Ann Moss, Felix Moss, Mary Ann Lind, Felix Lind", "Mary Ann Moss; Felix Moss; Mary Ann Lind; Felix Lind" },
	{ "Mira Okafor, Otto \nWeiss, Anand V, Bo \nLindqvist.", "Mira Okafor; Otto Weiss; Anand V; Bo Lindqvist" },
	{ "Mira Okafor, Bo from Northwind, Otto Weiss", "Mira Okafor; Bo|Northwind||from Northwind; Otto Weiss" },
	{ "Mira Okafor, TC, Otto Weiss, oli", "Mira Okafor; TC; Otto Weiss; oli" },
	{ "Mira", "Mira" },
	{ "Mira Okafor, Northwind\nOtto Weiss, Heliograph\nBo Lindqvist", "Mira Okafor|Northwind; Otto Weiss|Heliograph; Bo Lindqvist" },
	{ "Mira, Otto, Bo and Priya", "Mira; Otto; Bo; Priya|||and" },
	{ "Mira, Otto, Bo, and Priya", "Mira; Otto; Bo; Priya|||and" },
	{ "Mira & Otto & Bo", "Mira; Otto; Bo" },
	{ "Mira Okafor, Otto Weiss and several others", "Mira Okafor; Otto Weiss|||and several others" },
	{ "Mira Okafor (Northwind), Tomas Hale (Heliograph), Otto Weiss", "Mira Okafor|Northwind; Tomas Hale|Heliograph; Otto Weiss" },
	{ "Mira Okafor (Northwind) Tomas Hale (Heliograph)", "Mira Okafor|Northwind; Tomas Hale|Heliograph" },
	{ "Mira Okafor - Northwind, Tomas Hale - Heliograph", "Mira Okafor|Northwind; Tomas Hale|Heliograph" },
	{ "Mira Okafor, Northwind; Tomas Hale, Heliograph", "Mira Okafor|Northwind; Tomas Hale|Heliograph" },
	{ "Mira; Otto; Bo", "Mira; Otto; Bo" },
	{ "Mira Okafor, Northwind, Tomas Hale, Heliograph, Ines Duarte, Northwind",
		"Mira Okafor|Northwind; Tomas Hale|Heliograph; Ines Duarte|Northwind" },
	{ "Mira Okafor, Northwind Priya Ann Raman, Northwind Otto Weiss, Heliograph Yun Sato, Heliograph Tomas Hale, Heliograph Bo, Ines, Wei - Northwind",
		"Mira Okafor|Northwind; Priya Ann Raman|Northwind; Otto Weiss|Heliograph; Yun Sato|Heliograph; Tomas Hale|Heliograph; "
		"Bo|Northwind; Ines|Northwind; Wei|Northwind" },
	{ "Mira Okafor, Northwind Otto Weiss, Northwind", "Mira Okafor|Northwind; Otto Weiss|Northwind" },
	{ "all", "" },
	{ "none", "" },
	{ "", "" },
	{ "the usual suspects and a dog", "" },
};

static void run_case(const struct roll_case *c, struct roll_knowledge *k, enum roll_form form)
{
	struct arena arena = ARENA_INIT;
	struct person_list list = { NULL, 0, 0 };
	struct buf got = BUF_INIT;
	struct str entry = str_of(c->entry);
	size_t n = roll_parse(&arena, k, entry, form, PERSON_PRESENT, 7, &list, NULL);
	assert_int_equal(n, list.count);
	for (size_t i = 0; i < n; i++) {
		show(&got, list.items[i]);
		assert_int_equal(list.items[i]->line, 7);
	}
	if (!str_eq(buf_slice(&got), str_of(c->people)))
		fail_msg("'%s': %s", c->entry, got.p);
	if (n && !str_starts(entry, STR("(name:")))
		check_words(entry, &list);
	buf_free(&got);
	person_list_free(&list);
	arena_free(&arena);
}

static void run_alone(const struct roll_case *cases, size_t count, enum roll_form form)
{
	for (size_t i = 0; i < count; i++) {
		struct arena arena = ARENA_INIT;
		struct roll_knowledge *k = roll_knowledge_new(&arena);
		roll_study(k, str_of(cases[i].entry), form);
		run_case(&cases[i], k, form);
		run_case(&cases[i], NULL, form);
		arena_free(&arena);
	}
}

static void test_items(void **state)
{
	(void)state;
	run_alone(items, sizeof items / sizeof *items, ROLL_ITEM);
}

static void test_rows(void **state)
{
	(void)state;
	run_alone(rows, sizeof rows / sizeof *rows, ROLL_LINE);
}

/* What one entry teaches helps with another. */
static void test_knowledge(void **state)
{
	static const struct roll_case cases[] = {
		{ "Chao Tan Northwind", "Chao Tan|Northwind" },
		{ "Chao Tan Sample Light Works", "Chao Tan|Sample Light Works" },
		{ "Mira Okafor, Northwind Tomas Hale, Heliograph", "Mira Okafor|Northwind; Tomas Hale|Heliograph" },
		{ "Otto Weiss, Ines Duarte", "Otto Weiss; Ines Duarte" },
		{ "Zhang Li, Northwind Zhang Yun, Tern Andrea Moss, Heliograph", "Zhang Li|Northwind; Zhang Yun|Tern; Andrea Moss|Heliograph" },
		{ "Otto Weiss, Sample Light Works", "Otto Weiss|Sample Light Works" },
	};
	struct arena arena = ARENA_INIT;
	struct roll_knowledge *k = roll_knowledge_new(&arena);
	(void)state;
	roll_study(k, STR("Bo Lindqvist (Northwind)"), ROLL_ITEM);
	roll_study(k, STR("Tomas Hale - Heliograph"), ROLL_ITEM);
	roll_study(k, STR("Priya Raman [Sample Light Works]"), ROLL_ITEM);
	roll_study(k, STR("Yun Sato (chair)"), ROLL_ITEM);
	roll_learn_name(k, STR("Ines Duarte"));
	assert_true(roll_knows_affiliation(k, STR("northwind")));
	assert_true(roll_knows_affiliation(k, STR("Sample Light Works")));
	assert_false(roll_knows_affiliation(k, STR("chair")));
	assert_false(roll_knows_affiliation(k, STR("Ines Duarte")));
	assert_false(roll_knows_affiliation(k, STR_EMPTY));
	assert_true(roll_knows_name(k, STR("Ines Duarte")));
	assert_false(roll_knows_name(k, STR("Northwind")));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		run_case(&cases[i], k, ROLL_ITEM);
	arena_free(&arena);
}

static void test_status(void **state)
{
	struct arena arena = ARENA_INIT;
	struct person_list list = { NULL, 0, 0 };
	enum check check;
	(void)state;
	assert_int_equal(roll_parse(&arena, NULL, STR("[x] Mira Okafor"), ROLL_ITEM, PERSON_PRESENT, 1, &list, &check), 1);
	assert_int_equal(check, CHECK_TICKED);
	assert_int_equal(roll_parse(&arena, NULL, STR("[ ] Otto Weiss"), ROLL_ITEM, PERSON_PRESENT, 2, &list, &check), 1);
	assert_int_equal(check, CHECK_UNTICKED);
	assert_int_equal(list.items[1]->status, PERSON_EXPECTED);
	assert_int_equal(roll_parse(&arena, NULL, STR("Bo (late notice)"), ROLL_ITEM, PERSON_ABSENT, 3, &list, &check), 1);
	assert_int_equal(check, CHECK_NONE);
	assert_int_equal(list.items[2]->status, PERSON_ABSENT);
	assert_int_equal(roll_parse(&arena, NULL, STR("nobody at all"), ROLL_LINE, PERSON_ABSENT, 4, &list, &check), 0);
	assert_int_equal(list.count, 3);
	person_list_free(&list);
	arena_free(&arena);
}

static void test_aliases(void **state)
{
	struct arena arena = ARENA_INIT;
	struct person *p = person_new(&arena, STR("Mira"), 1);
	(void)state;
	for (size_t i = 0; i < 40; i++)
		person_alias(&arena, p, arena_printf(&arena, "m%zu", i / 2 * 2 % 10));
	assert_int_equal(p->alias_count, 5);
	for (size_t i = 0; i < 1000; i++)
		person_alias(&arena, p, arena_printf(&arena, "n%zu", i));
	assert_int_equal(p->alias_count, 1005);
	assert_true(str_eq(p->aliases[4], STR("m8")));
	assert_true(str_eq(p->aliases[1004], STR("n999")));
	arena_free(&arena);
}

static void show_aliases(struct buf *b, const struct person_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		buf_str(b, list->items[i]->name);
		for (size_t a = 0; a < list->items[i]->alias_count; a++) {
			buf_cstr(b, a ? "," : "=");
			buf_str(b, list->items[i]->aliases[a]);
		}
		if (list->items[i]->affiliation.n)
			buf_cstr(b, "|");
		buf_str(b, list->items[i]->affiliation);
		buf_cstr(b, i + 1 < list->count ? "; " : "");
	}
}

/* What stands in brackets behind a name: another name of the person, or where they are from. */
static void test_brackets(void **state)
{
	static const struct { const char *line, *people; } cases[] = {
		{ "Bo Rey (BRY), Ana Lind (AL), JF Moss (JFM)", "Bo Rey=BRY; Ana Lind=AL; JF Moss=JFM" },
		{ "Bo Rey (BRY), Ana Lind (ALD), Tom Ek (TEK), Una Roe (UXR)", "Bo Rey=BRY; Ana Lind=ALD; Tom Ek=TEK; Una Roe=UXR" },
		{ "Bo Rey (BRY), Ana Lind (NWI), Tom Ek (HGR)", "Bo Rey|BRY; Ana Lind|NWI; Tom Ek|HGR" },
		{ "Bo Rey (BRY), Ana Lind (ALD), Bela Roy (BRY)", "Bo Rey|BRY; Ana Lind|ALD; Bela Roy|BRY" },
		{ "Bo Rey (BRY)", "Bo Rey|BRY" },
		{ "Bo Rey (\xd0\x91\xd0\xbe \xd0\xa0\xd0\xb5\xd0\xb9), Ana Lind (\xe5\x8d\x8e)", "Bo Rey=\xd0\x91\xd0\xbe \xd0\xa0\xd0\xb5\xd0\xb9; Ana Lind=\xe5\x8d\x8e" },
		{ "Bo Rey (\xe5\x8d\x8e), Ana Lind (\xe5\x8d\x8e)", "Bo Rey|\xe5\x8d\x8e; Ana Lind|\xe5\x8d\x8e" },
		{ "borey (Bo Rey), wren (Northwind)", "borey=Bo Rey; wren|Northwind" },
		{ "wren (Bo Rey), mok4 (Ana Lind)", "wren=Bo Rey; mok4=Ana Lind" },
		{ "wren (Great North), bo (Northwind), mok (Blue Hill)", "wren|Great North; bo|Northwind; mok|Blue Hill" },
		{ "wren (Great North), mok (Great North)", "wren|Great North; mok|Great North" },
		{ "Bo Rey (bo.rey), Ana Lind (lantern.org)", "Bo Rey=bo.rey; Ana Lind|lantern.org" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena arena = ARENA_INIT;
		struct person_list list = { NULL, 0, 0 };
		struct buf got = BUF_INIT;
		struct roll_knowledge *k = roll_knowledge_new(&arena);
		roll_study(k, str_of(cases[i].line), ROLL_LINE);
		roll_parse(&arena, k, str_of(cases[i].line), ROLL_LINE, PERSON_PRESENT, 1, &list, NULL);
		show_aliases(&got, &list);
		assert_string_equal(got.p, cases[i].people);
		buf_free(&got);
		person_list_free(&list);
		arena_free(&arena);
	}
}

/* What roll_format() writes is read as the same person. */
static void test_format(void **state)
{
	struct arena arena = ARENA_INIT;
	(void)state;
	for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
		struct person_list list = { NULL, 0, 0 }, again = { NULL, 0, 0 };
		roll_parse(&arena, NULL, str_of(items[i].entry), ROLL_ITEM, PERSON_PRESENT, 1, &list, NULL);
		for (size_t n = 0; n < list.count; n++) {
			struct buf left = BUF_INIT, right = BUF_INIT;
			struct person *p = list.items[n];
			if (p->status == PERSON_EXPECTED)
				p->status = PERSON_PRESENT;
			struct str text = roll_format(&arena, p);
			again.count = 0;
			roll_parse(&arena, NULL, text, ROLL_ITEM, PERSON_PRESENT, 1, &again, NULL);
			assert_int_equal(again.count, 1);
			show(&left, p);
			show(&right, again.items[0]);
			assert_string_equal(left.p, right.p);
			assert_true(str_eq(roll_format(&arena, again.items[0]), text));
			buf_free(&left);
			buf_free(&right);
		}
		person_list_free(&list);
		person_list_free(&again);
	}
	struct person *p = person_new(&arena, STR("Mira Okafor"), 1);
	assert_string_equal(roll_format(&arena, p).p, "Mira Okafor");
	p->affiliation = STR("Northwind");
	p->role = STR("chair");
	p->note = STR("joined late");
	p->status = PERSON_PARTIAL;
	person_alias(&arena, p, STR("@miraok"));
	assert_string_equal(roll_format(&arena, p).p, "Mira Okafor @miraok, Northwind (chair) (joined late)");
	p->name = STR("Okafor, Mira");
	assert_string_equal(roll_format(&arena, p).p,
		"(name: Okafor, Mira) (affiliation: Northwind) (role: chair) (alias: @miraok) (note: joined late) (status: partial)");
	arena_free(&arena);
}

/* ---- Captions and evidence ---- */

static const struct { const char *label; int status; } captions[] = {
	{ "Attendees", PERSON_PRESENT }, { "attendees:", PERSON_PRESENT }, { "## **Attendees**", PERSON_PRESENT },
	{ "Attending", PERSON_PRESENT }, { "Attended", PERSON_PRESENT }, { "Present", PERSON_PRESENT },
	{ "Directors Present", PERSON_PRESENT }, { "Steering Officers Present", PERSON_PRESENT }, { "Guests Present", PERSON_PRESENT },
	{ "Member attendees", PERSON_PRESENT }, { "Voting Members Attending", PERSON_PRESENT }, { "Voting member attendance", PERSON_PRESENT },
	{ "Folks in the call (in random order)", PERSON_PRESENT }, { "People on the call", PERSON_PRESENT }, { "On the call", PERSON_PRESENT },
	{ "In the room", PERSON_PRESENT }, { "Who was there", PERSON_PRESENT }, { "Who's here", PERSON_PRESENT },
	{ "Attendance", PERSON_PRESENT }, { "Participants", PERSON_PRESENT }, { "Other Attendees", PERSON_PRESENT },
	{ "Sitting in", PERSON_PRESENT }, { "Sitting in for fun", PERSON_PRESENT }, { "Roll call", PERSON_PRESENT }, { "Roll Call:", PERSON_PRESENT },
	{ "Guests", PERSON_PRESENT }, { "Observers", PERSON_PRESENT }, { "Lantern Attendees", PERSON_PRESENT },
	{ "TAB members present", PERSON_PRESENT }, { "Attendees (12)", PERSON_PRESENT }, { "Meeting attendees", PERSON_PRESENT },
	{ "Remote participants", PERSON_PRESENT }, { "In attendance", PERSON_PRESENT },
	{ "Regrets", PERSON_ABSENT }, { "Absent", PERSON_ABSENT }, { "Directors Absent", PERSON_ABSENT }, { "Apologies", PERSON_ABSENT },
	{ "Missing", PERSON_ABSENT }, { "Absent with regrets", PERSON_ABSENT }, { "Not present", PERSON_ABSENT },
	{ "Unable to attend", PERSON_ABSENT }, { "Apologies from", PERSON_ABSENT },
	{ "Partially present", PERSON_PARTIAL },
	{ "Invited", PERSON_EXPECTED }, { "Expected attendees", PERSON_EXPECTED },
	{ "Members should vote", -1 }, { "Attendance policy", -1 }, { "Attending the summit in Lisbon", -1 }, { "Missing features", -1 },
	{ "Apologies for the noise", -1 }, { "Present status of the rig", -1 }, { "Improve attendance", -1 }, { "Council members", -1 },
	{ "New members", -1 }, { "Call", -1 }, { "Meeting", -1 }, { "Agenda", -1 }, { "Mira", -1 }, { "Mira present", -1 }, { "", -1 },
	{ "In the meeting we decided", -1 }, { "People", -1 }, { "Expected results", -1 }, { "Attendees should read the list before", -1 },
};

static void test_captions(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof captions / sizeof *captions; i++) {
		enum attendance status;
		bool is = roll_caption(str_of(captions[i].label), &status);
		if (is != (captions[i].status >= 0) || (is && (int)status != captions[i].status))
			fail_msg("'%s' is %s", captions[i].label, is ? attendance_name(status) : "none");
	}
	assert_true(roll_caption_weak(STR("Council members")));
	assert_true(roll_caption_weak(STR("Gold member representatives")));
	assert_true(roll_caption_weak(STR("Observers")));
	assert_false(roll_caption_weak(STR("Members should vote")));
	assert_false(roll_caption_weak(STR("Mira Okafor")));
}

static void test_caption_before(void **state)
{
	enum attendance status;
	(void)state;
	assert_int_equal(roll_caption_before(STR("Present: Mira, Otto"), &status), 8);
	assert_int_equal(status, PERSON_PRESENT);
	assert_int_equal(roll_caption_before(STR("Regrets:Bo"), &status), 8);
	assert_int_equal(status, PERSON_ABSENT);
	assert_int_equal(roll_caption_before(STR("Council members: Mira, Otto"), &status), 16);
	assert_int_equal(roll_caption_before(STR("Mira: hello"), &status), 0);
	assert_int_equal(roll_caption_before(STR("Mira, Otto"), &status), 0);
}

static bool like_items(const char *text)
{
	struct str texts[16], rest = str_of(text);
	size_t n = 0;
	while (n < 16 && str_split(&rest, '|', &texts[n]))
		n++;
	return roll_looks_like_items(texts, n);
}

static void test_evidence(void **state)
{
	(void)state;
	assert_true(like_items("Mira Okafor|Otto Weiss|Bo Lindqvist"));
	assert_true(like_items("Mira Okafor (Northwind)|Otto Weiss (late)"));
	assert_true(like_items("[x] Mira Okafor, Northwind|[ ] Otto Weiss - Heliograph|[x] Bo"));
	assert_true(like_items("H. Peter Moss|Mira Okafor (presiding, item 1)|Otto Weiss for Yun Sato, Tern"));
	assert_true(like_items("Mira|Otto|Bo"));
	assert_false(like_items("Mira Okafor"));
	assert_true(roll_looks_like_entry(STR("Mira Okafor (Treasurer)")));
	assert_true(roll_looks_like_entry(STR("Mira Okafor, Northwind")));
	assert_true(roll_looks_like_entry(STR("Mira Okafor")));
	assert_false(roll_looks_like_entry(STR("Mira")));
	assert_false(roll_looks_like_entry(STR("Mira Okafor has the rig")));
	assert_false(roll_looks_like_entry(STR("Release plan (draft)")));
	assert_false(like_items("Release plan|Next steps|Mira Okafor"));
	assert_false(like_items("Timers are late|Otto Weiss looks into it"));
	assert_false(like_items("libtimer|toolbox|loader"));
	assert_false(like_items("Mira Okafor will send the list|Otto Weiss has the rig"));
	assert_false(like_items("Status|Roadmap|Budget"));
	assert_true(roll_looks_like_line(STR("Mira, Otto, Bo, Nolan, Dan Moss"), true));
	assert_true(roll_looks_like_line(STR("Mira Okafor, Otto Weiss, Yun Sato and Bo"), true));
	assert_true(roll_looks_like_line(STR("Mira Okafor (Northwind), Otto Weiss, Yun Sato"), true));
	assert_true(roll_looks_like_line(STR("Mira, Otto"), false));
	assert_false(roll_looks_like_line(STR("Mira, Otto"), true));
	assert_false(roll_looks_like_line(STR("timers, clocks, rigs"), true));
	assert_false(roll_looks_like_line(STR("Timers, clocks and rigs were the topics, as Mira said"), true));
	assert_false(roll_looks_like_line(STR("We went through the list, one by one, until noon"), false));
	assert_false(roll_looks_like_line(STR("Mira"), false));
	assert_false(roll_looks_like_line(STR_EMPTY, false));
}

static void test_columns(void **state)
{
	static const struct { const char *head; enum roll_column column; } heads[] = {
		{ "Name", COLUMN_NAME }, { "**Name**", COLUMN_NAME }, { "Attendee", COLUMN_NAME }, { "Abbreviation", COLUMN_ALIAS },
		{ "IRC nick", COLUMN_ALIAS }, { "Nick name", COLUMN_ALIAS }, { "GitHub", COLUMN_ALIAS }, { "Name/Nym", COLUMN_NAME },
		{ "Organization", COLUMN_AFFILIATION }, { "Company name", COLUMN_AFFILIATION }, { "Role", COLUMN_ROLE },
		{ "Present?", COLUMN_STATUS }, { "Series", COLUMN_OTHER }, { "", COLUMN_OTHER },
	};
	(void)state;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		if (roll_column(str_of(heads[i].head)) != heads[i].column)
			fail_msg("'%s' is %d", heads[i].head, (int)roll_column(str_of(heads[i].head)));
}

/* Any bytes are read, in one walk, and no word gets lost. */
static void test_long(void **state)
{
	static const char *const pieces[] = {
		"Mira Okafor, ", "Mira Okafor, Northwind ", "(", ")", "[", "Mira (a) ", "(a)", "and ", "Mira and ", " - ", ", note of it", "; ",
		"@mira ", "aka mok, ", "\"Tom\" ", "a/b ", "Mira\n", "Mira Okafor, X\n", "for ", "from Northwind ", "\xff", "\xe2\x80\x93 ", "word",
		"chair, ", "Mira (late, chair, Northwind), ",
	};
	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
		for (enum roll_form form = ROLL_ITEM; form <= ROLL_LINE; form++) {
			struct arena arena = ARENA_INIT;
			struct roll_knowledge *k = roll_knowledge_new(&arena);
			struct person_list list = { NULL, 0, 0 };
			struct buf b = BUF_INIT, fields = BUF_INIT;
			enum attendance status;
			buf_cstr(&b, "Otto Weiss ");
			while (b.n < 50000)
				buf_cstr(&b, pieces[i]);
			roll_study(k, buf_slice(&b), form);
			roll_parse(&arena, k, buf_slice(&b), form, PERSON_PRESENT, 1, &list, NULL);
			roll_looks_like_line(buf_slice(&b), true);
			roll_caption(buf_slice(&b), &status);
			roll_column(buf_slice(&b));
			fields_of(&fields, &list);
			static const char *const words[] = { "mira", "okafor", "northwind", "a", "late", "mok", "word", "note", "chair" };
			for (size_t w = 0; w < sizeof words / sizeof *words && list.count; w++)
				if (count_word(buf_slice(&fields), str_of(words[w])) < count_word(buf_slice(&b), str_of(words[w])))
					fail_msg("'%s' as %s lost '%s'", pieces[i], form == ROLL_ITEM ? "item" : "line", words[w]);
			buf_free(&b);
			buf_free(&fields);
			person_list_free(&list);
			arena_free(&arena);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_items),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_knowledge),
		cmocka_unit_test(test_status),
		cmocka_unit_test(test_aliases),
		cmocka_unit_test(test_brackets),
		cmocka_unit_test(test_format),
		cmocka_unit_test(test_captions),
		cmocka_unit_test(test_caption_before),
		cmocka_unit_test(test_evidence),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_long),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
