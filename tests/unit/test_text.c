/* write/text*.c: plain text to exact bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "fixture.h"
#include "model/roll.h"
#include "write/write.h"

/* The whole output. The document is freed. */
static void whole_is(struct document *doc, const char *templates, const char *expected)
{
	struct out out = OUT_MEMORY;
	assert_null(document_check(doc));
	assert_null(write_text(doc, &(struct write_options){ templates, NULL }, &out));
	assert_string_equal(out.pending.p, expected);
	out_free(&out);
	document_free(doc);
}

/* What stands below the title "T". */
static void body_is(struct document *doc, const char *expected)
{
	struct str whole = arena_printf(&doc->arena, "T\n=\n\n%s", expected);
	whole_is(doc, NULL, whole.p);
}

static struct document *with(enum block_type type, const char *text, struct block **b)
{
	struct document *doc = fixture_empty("T");
	*b = fixture_add(doc, doc->root, type, text);
	return doc;
}

static void lantern(void **state)
{
	(void)state;
	whole_is(fixture_lantern(), NULL,
		"Agenda and Minutes: Lantern Call May 2031\n"
		"=========================================\n"
		"\n"
		"Chair: Mira Okafor\n"
		"\n"
		"| What the call added\n"
		"\n"
		"Attendees\n"
		"---------\n"
		"\n"
		"  - Mira Okafor, Northwind (chair)\n"
		"  - Tomas Hale, Heliograph (joined late)\n"
		"  - Ines Duarte @ines, Northwind\n"
		"  - Bo Lindqvist\n"
		"\n"
		"  Regrets:\n"
		"  - Yun Sato, Heliograph\n"
		"\n"
		"1. Release cadence\n"
		"------------------\n"
		"\n"
		"  Up to 30 minutes, see the thread [2] & `a<b>`.\n"
		"\n"
		"| Mira: six months are too short.\n"
		"\n"
		"| ACTION 2031-05.1 (open, due 2031-06-01): Mira to write the survey\n"
		"\n"
		"| AGREED: no change for 4.2\n"
		"\n"
		"Series\n"
		"~~~~~~\n"
		"\n"
		"  Series: Shadow paging rework\n"
		"      Stakeholders: Ines Duarte, Northwind\n"
		"      Waiting for v4\n"
		"|     Bo: the second half can go in now\n"
		"|     ACTION 2031-05.2 (open): Ines to split the series\n"
		"\n"
		"  Series: Lamp oil accounting\n"
		"      Stakeholders: Yun Sato, Heliograph\n"
		"\n"
		"Any other business (NOT COVERED)\n"
		"--------------------------------\n"
		"\n"
		"  1. Keep six months\n"
		"     - [x] ticked\n"
		"     - [ ] unticked\n"
		"  3. Move to nine\n"
		"\n"
		"| VOTE: to move to nine months\n"
		"|     +1 Mira, Bo; -1 Tomas; PASSED\n"
		"\n"
		"  > Does it\n"
		"  > boot?\n"
		"\n"
		"  c:\n"
		"      if (oil < 1 && wick)\n"
		"              refill();\n"
		"\n"
		"  Host    Load\n"
		"  ------  ----\n"
		"  wick-1  0.7\n"
		"\n"
		"  ----------------------------------------------------------------------\n"
		"\n"
		"  [1] https://lists.example.org/plan the plan\n"
		"\n"
		"| ACTION 2031-04.7 (Done, since 2031-04): close the old tracker\n"
		"\n"
		"Links\n"
		"-----\n"
		"\n"
		"[2] https://lists.example.org/?a=1&b=2\n");
}

static void empty(void **state)
{
	(void)state;
	whole_is(fixture_empty(""), NULL, "");
	whole_is(fixture_empty("T"), NULL, "T\n=\n");
	struct block *b;
	whole_is(with(BLOCK_PARAGRAPH, "", &b), NULL, "T\n=\n");
}

static void filling(void **state)
{
	(void)state;
	struct block *b;
	/* 72 columns fit, 73 do not. */
	body_is(with(BLOCK_PARAGRAPH, "123456789 123456789 123456789 123456789 123456789 123456789 123456789 12 end", &b),
		"123456789 123456789 123456789 123456789 123456789 123456789 123456789 12\nend\n");
	body_is(with(BLOCK_PARAGRAPH, "123456789 123456789 123456789 123456789 123456789 123456789 123456789 123 end", &b),
		"123456789 123456789 123456789 123456789 123456789 123456789 123456789\n123 end\n");
	/* A word that is wider stays whole. */
	body_is(with(BLOCK_PARAGRAPH,
		"see https://example.org/a/very/long/place/with/many/folders/below/each/other/x.html, too", &b),
		"see\nhttps://example.org/a/very/long/place/with/many/folders/below/each/other/x.html,\ntoo\n");
	/* A no-break space keeps words together. */
	body_is(with(BLOCK_PARAGRAPH,
		"123456789 123456789 123456789 123456789 123456789 123456789 12345678 10\xc2\xa0ms", &b),
		"123456789 123456789 123456789 123456789 123456789 123456789 12345678\n10\xc2\xa0ms\n");
	/* Accents that combine take no column. */
	body_is(with(BLOCK_PARAGRAPH,
		"123456789 123456789 123456789 123456789 123456789 123456789 12345678 e\xcc\x81" "e\xcc\x81" "e\xcc\x81", &b),
		"123456789 123456789 123456789 123456789 123456789 123456789 12345678 e\xcc\x81" "e\xcc\x81" "e\xcc\x81\n");
}

static void wide_characters(void **state)
{
	(void)state;
	struct buf text = BUF_INIT, expected = BUF_INIT;
	for (int i = 0; i < 40; i++)
		buf_cstr(&text, "\xe7\x81\xaf");
	buf_cstr(&expected, "a\n");
	for (int i = 0; i < 40; i++)
		buf_cstr(&expected, i == 36 ? "\n\xe7\x81\xaf" : "\xe7\x81\xaf");
	buf_cstr(&expected, " b\n");
	struct document *doc = fixture_empty("T");
	fixture_add(doc, doc->root, BLOCK_PARAGRAPH, arena_printf(&doc->arena, "a %s b", text.p).p);
	body_is(doc, expected.p);
	/* It breaks behind punctuation if there is some, even early, and never before it. */
	doc = fixture_empty("T");
	fixture_add(doc, doc->root, BLOCK_PARAGRAPH, arena_printf(&doc->arena, "%.*s\xef\xbc\x8c%.*s", 10 * 3, text.p, 34 * 3, text.p).p);
	buf_cut(&expected, 0);
	buf_str(&expected, str_first(buf_slice(&text), 10 * 3));
	buf_cstr(&expected, "\xef\xbc\x8c\n");
	buf_str(&expected, str_first(buf_slice(&text), 34 * 3));
	buf_put(&expected, '\n');
	body_is(doc, expected.p);
	buf_cut(&text, 35 * 3);
	doc = fixture_empty("T");
	fixture_add(doc, doc->root, BLOCK_PARAGRAPH, arena_printf(&doc->arena, "%s\xe7\x81\xaf\xe3\x80\x82%s", text.p,
		"\xe7\x81\xaf").p);
	buf_cut(&expected, 0);
	buf_str(&expected, str_first(buf_slice(&text), 35 * 3));
	buf_cstr(&expected, "\n\xe7\x81\xaf\xe3\x80\x82\xe7\x81\xaf\n");
	body_is(doc, expected.p);
	buf_free(&text);
	buf_free(&expected);
}

static void marks(void **state)
{
	(void)state;
	struct block *b;
	struct document *doc = with(BLOCK_PARAGRAPH, "", &b);
	b->text = fixture_keep(doc, FIXTURE_SPANS(OPEN(MARK_STRONG), TEXT("bold"), CLOSE(MARK_STRONG), TEXT(" "),
		OPEN(MARK_STRIKE), TEXT("gone"), CLOSE(MARK_STRIKE), TEXT(" "), OPEN(MARK_INSERTED), TEXT("new"),
		CLOSE(MARK_INSERTED),
		TEXT(" H"), OPEN(MARK_SUBSCRIPT), TEXT("2"), CLOSE(MARK_SUBSCRIPT), TEXT("O "), CODE("a b"), BREAK, TEXT("x"),
		OPEN(MARK_SUPERSCRIPT), TEXT("2"), CLOSE(MARK_SUPERSCRIPT)));
	body_is(doc, "bold [-gone-] {+new+} H_(2)O `a b`\nx^(2)\n");

	/* Words that touch stay two. */
	doc = with(BLOCK_PARAGRAPH, "", &b);
	b->text = inline_parse(&doc->arena, NULL, STR("a**b** `c`d e`f` ~~g~~h"));
	body_is(doc, "a" INLINE_JOINT "b `c`d e`f` [-g-]h\n");
}

static void links(void **state)
{
	(void)state;
	struct block *b;
	struct document *doc = with(BLOCK_PARAGRAPH, "", &b);
	struct inlines spans = FIXTURE_SPANS(TEXT("see "), LINK_TO("https://example.org/a"), TEXT("the plan"),
		CLOSE(MARK_LINK),
		TEXT(", "), LINK_TO("https://example.org/b"), TEXT("https://example.org/b"), CLOSE(MARK_LINK), TEXT(" and "),
		LINK_TO("https://example.org/a"), TEXT("again"), CLOSE(MARK_LINK));
	((struct span *)spans.spans)[5].bare = true;
	b->text = fixture_keep(doc, spans);
	body_is(doc, "see the plan [1], https://example.org/b and again [2]\n\nLinks\n-----\n\n"
		"[1] https://example.org/a\n[2] https://example.org/a\n");

	/* What the notes list themselves keeps its label, and the other numbers follow. */
	doc = with(BLOCK_PARAGRAPH, "", &b);
	b->text = fixture_keep(doc, FIXTURE_SPANS(LINK_TO("https://example.org/a"), TEXT("7"), CLOSE(MARK_LINK), TEXT(", "),
		LINK_TO("https://example.org/a"), TEXT("plan"), CLOSE(MARK_LINK), TEXT(" [7], "),
		LINK_TO("https://example.org/c"), TEXT("else"), CLOSE(MARK_LINK)));
	b = fixture_add(doc, doc->root, BLOCK_REFERENCE, "of May");
	b->u.reference.label = STR("7");
	b->u.reference.url = STR("https://example.org/a");
	b = fixture_add(doc, doc->root, BLOCK_REFERENCE, "a note");
	b->u.reference.label = STR("note");
	body_is(doc, "[7], plan [7], else [8]\n\n[7] https://example.org/a of May\n[note] a note\n\nLinks\n-----\n\n"
		"[8] https://example.org/c\n");
}

static void headings(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("T");
	for (int level = 1; level <= 4; level++)
		fixture_heading(doc, level,
		level == 1 ? "A heading so long that it does not stand on a single line of seventy-two columns" :
			"Short", "t-x")->u.heading.number = level == 2 ? STR("B.2)") : STR_EMPTY;
	struct block *b = fixture_heading(doc, 1, "Left", "t-left");
	b->u.heading.uncovered = STR("(not covered)");
	body_is(doc, "A heading so long that it does not stand on a single line of seventy-two\ncolumns\n"
		"------------------------------------------------------------------------\n\nB.2) Short\n~~~~~~~~~~\n\n"
		"Short\n.....\n\nShort\n.....\n\n"
		"Left (not covered)\n------------------\n");
}

static void statements(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("T");
	struct block *b = fixture_statement(doc, doc->root, "Mira",
		"the wick is too short for the winter nights, and the oil does not last until the morning");
	b->origin = ORIGIN_AGENDA;
	b = fixture_statement(doc, doc->root, "Tomas", "");
	b->origin = ORIGIN_AGENDA;
	struct block *list = fixture_add(doc, b, BLOCK_LIST, "");
	list->u.list.tight = true;
	fixture_add(doc, list, BLOCK_ITEM, "one");
	fixture_add(doc, list, BLOCK_ITEM, "two");
	fixture_add(doc, b, BLOCK_PARAGRAPH, "three");
	for (int i = 0; i < 2; i++) {
		b = fixture_statement(doc, doc->root, "bo", "hi");
		b->u.statement.prefix = STR("(12:58)");
		b->origin = ORIGIN_AGENDA;
	}
	body_is(doc, "Mira: the wick is too short for the winter nights, and the oil does not\n    last until the morning\n\n"
		"Tomas:\n    - one\n    - two\n\n    three\n\n(12:58) bo: hi\n(12:58) bo: hi\n");
}

static void actions(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("T");
	doc->date = STR("2031-05");
	struct block *b = fixture_action(doc, doc->root, "Mira", "write it down", "2031-05.1");
	b->u.action.owner_written = true;
	b->u.action.keyword = STR_EMPTY;
	b->u.action.since = STR("2031-05");
	b = fixture_action(doc, doc->root, "", "fetch the oil that stands in the cellar behind the old wicks", "");
	b->u.action.state = ACTION_DROPPED;
	b->u.action.since = STR("2031-04");
	b->u.action.due = STR("2031-06");
	b = fixture_action(doc, doc->root, "", "light it", "");
	b->u.action.state_text = STR("[In Progress]");
	b = fixture_decision(doc, doc->root, "no oil", "d-1");
	b->u.decision.keyword = STR_EMPTY;
	for (b = doc->root->first; b; b = b->next)
		b->origin = ORIGIN_AGENDA;
	body_is(doc, "ACTION 2031-05.1 (open) Mira: write it down\n"
		"ACTION (dropped, due 2031-06, since 2031-04): fetch the oil that stands\n    in the cellar behind the old wicks\n"
		"ACTION (In Progress): light it\n\nDECISION: no oil\n");
}

static void lists(void **state)
{
	(void)state;
	struct block *list, *item;
	struct document *doc = with(BLOCK_LIST, "", &list);
	item = fixture_add(doc, list, BLOCK_ITEM, "first");
	fixture_add(doc, item, BLOCK_PARAGRAPH, "more of it");
	item = fixture_add(doc, list, BLOCK_ITEM, "");
	struct block *inner = fixture_add(doc, item, BLOCK_LIST, "");
	inner->u.list.kind = LIST_ORDERED;
	inner->u.list.tight = true;
	fixture_add(doc, inner, BLOCK_ITEM, "inner")->u.item.number = 12;
	fixture_add(doc, inner, BLOCK_ITEM, "marked")->u.item.marker = STR("-->");
	fixture_add(doc, list, BLOCK_ITEM, "");
	body_is(doc, "- first\n\n  more of it\n\n- 12. inner\n  --> marked\n\n-\n");

	/* What stands apart within an item does so from the next one, too. */
	doc = with(BLOCK_LIST, "", &list);
	list->u.list.tight = true;
	item = fixture_add(doc, list, BLOCK_ITEM, "run");
	fixture_add(doc, item, BLOCK_CODE, "")->u.code.text = STR("make");
	fixture_add(doc, list, BLOCK_ITEM, "wait");
	fixture_add(doc, list, BLOCK_ITEM, "stop");
	body_is(doc, "- run\n\n      make\n\n- wait\n- stop\n");

	/* Deep ones are indented no more than there is room for. */
	doc = with(BLOCK_LIST, "", &list);
	struct buf expected = BUF_INIT;
	for (size_t depth = 0; depth < 15; depth++) {
		list->u.list.tight = true;
		item = fixture_add(doc, list, BLOCK_ITEM, "deep");
		item->u.item.marker = STR("(i)");
		for (size_t i = 0; i < (depth < 10 ? depth : 10) * 4; i++)
			buf_put(&expected, ' ');
		buf_cstr(&expected, "(i) deep\n");
		if (depth < 14)
			list = fixture_add(doc, item, BLOCK_LIST, "");
	}
	body_is(doc, expected.p);
	buf_free(&expected);
}

static void quotes_and_code(void **state)
{
	(void)state;
	struct block *b;
	struct document *doc = with(BLOCK_QUOTE, "", &b);
	fixture_add(doc, b, BLOCK_PARAGRAPH,
		"a quoted line that is a little longer than what fits behind the mark of a quote");
	struct block *inner = fixture_add(doc, b, BLOCK_QUOTE, "");
	fixture_add(doc, inner, BLOCK_PARAGRAPH, "older");
	fixture_add(doc, b, BLOCK_PARAGRAPH, "newer");
	b = fixture_add(doc, doc->root, BLOCK_CODE, "");
	b->u.code.text = STR("a\tb\n\n\t\tc  \n\xc3\xa9\td\x1b[1m");
	fixture_add(doc, doc->root, BLOCK_RULE, "");
	body_is(doc, "> a quoted line that is a little longer than what fits behind the mark\n> of a quote\n>\n"
		"> > older\n>\n> newer\n\n"
		"    a       b\n\n                    c\n    \xc3\xa9       d\xef\xbf\xbd[1m\n\n"
		"------------------------------------------------------------------------\n");
}

static void nothing_acts(void **state)
{
	(void)state;
	struct block *b;
	body_is(with(BLOCK_PARAGRAPH, "a\x1b[2Jb\x07 \xc2\x9b" "c \xe2\x80\xae" "d\xe2\x81\xa6 e\xff f\x7f g\th", &b),
		"a\xef\xbf\xbd[2Jb\xef\xbf\xbd \xef\xbf\xbd" "c \xef\xbf\xbd" "d\xef\xbf\xbd e\xef\xbf\xbd f\xef\xbf\xbd g h\n");
}

static void rolls(void **state)
{
	(void)state;
	struct block *b;
	struct document *doc = with(BLOCK_ROLL, "", &b);
	fixture_attendee(doc, b, "Mira Okafor", "");
	fixture_attendee(doc, b, "Bo Lindqvist", "Tern Labs")->status = PERSON_ABSENT;
	struct person *p = fixture_attendee(doc, b, "Yun Sato", "");
	static struct str alias[] = { { "YS", 2 } };
	p->aliases = alias;
	p->alias_count = 1;
	p->status = PERSON_PARTIAL;
	body_is(doc, "- Mira Okafor\n- Bo Lindqvist, Tern Labs (absent)\n- Yun Sato \"YS\" (in part)\n");

	/* A roll that was a table. */
	doc = with(BLOCK_ROLL, "", &b);
	b->u.roll.label = fixture_text(doc, "Present");
	struct str heads[6];
	for (size_t i = 0; i < 6; i++)
		heads[i] = STR_EMPTY;
	heads[COLUMN_NAME] = STR("Who");
	heads[COLUMN_ROLE] = STR("Office");
	b->u.roll.columns = heads;
	fixture_attendee(doc, b, "Mira Okafor", "Northwind")->role = STR("chair");
	fixture_attendee(doc, b, "Otto Weiss", "");
	body_is(doc, "Present:\n\nWho          Affiliation  Office\n-----------  -----------  ------\n"
		"Mira Okafor  Northwind    chair\nOtto Weiss\n");
}

static void table_that_fits(void **state)
{
	(void)state;
	struct block *table;
	struct document *doc = with(BLOCK_TABLE, "", &table);
	FIXTURE_ROW(doc, table, true, "Host", "", "Remark");
	FIXTURE_ROW(doc, table, false, "wick-1", "\xe7\x81\xaf",
		"a remark that is far too long for one line beside the others");
	FIXTURE_ROW(doc, table, false, "wick-2", "ok");
	struct block *row = FIXTURE_ROW(doc, table, false, "wick-3", "", "ill");
	fixture_statement(doc, row->last, "Bo", "no, it is not");
	fixture_row(doc, table, false, 0, NULL);
	struct block *b = row->last->first;
	b->origin = ORIGIN_AGENDA;
	body_is(doc,
		"Host        Remark\n"
		"------  --  ------------------------------------------------------------\n"
		"wick-1  \xe7\x81\xaf  a remark that is far too long for one line beside the others\n"
		"\n"
		"wick-2  ok\n"
		"\n"
		"wick-3      ill\n"
		"            Bo: no, it is not\n");
}

static void table_that_wraps(void **state)
{
	(void)state;
	struct block *table;
	struct document *doc = with(BLOCK_TABLE, "", &table);
	FIXTURE_ROW(doc, table, true, "Area", "What was said");
	FIXTURE_ROW(doc, table, false, "Oil and everything that burns",
		"it is known to be short in the north, and what there is of it goes to the hospitals first of all");
	struct block *row = FIXTURE_ROW(doc, table, false, "Wicks", "none");
	row->last->origin = ORIGIN_MINUTES;
	body_is(doc,
		"| What the call added\n"
		"\n"
		"  Area                What was said\n"
		"  ------------------  -------------------------------------------------\n"
		"  Oil and everything  it is known to be short in the north, and what\n"
		"  that burns          there is of it goes to the hospitals first of all\n"
		"\n"
		"| Wicks               none\n");
}

static void table_as_records(void **state)
{
	(void)state;
	struct block *table;
	struct document *doc = with(BLOCK_TABLE, "", &table);
	FIXTURE_ROW(doc, table, true, "Host", "Place", "Empty");
	FIXTURE_ROW(doc, table, false, "wick-1", "https://example.org/places/of/every/lamp/in/the/whole/of/the/town/1");
	FIXTURE_ROW(doc, table, false, "", "cellar");
	body_is(doc,
		"Host: wick-1\n"
		"    Place:\n"
		"      https://example.org/places/of/every/lamp/in/the/whole/of/the/town/1\n"
		"    Empty:\n"
		"\n"
		"Place: cellar\n");

	/* Without a header. */
	doc = with(BLOCK_TABLE, "", &table);
	FIXTURE_ROW(doc, table, false, "wick-1", "https://example.org/places/of/every/lamp/in/the/whole/of/the/town/2");
	body_is(doc, "wick-1\n    https://example.org/places/of/every/lamp/in/the/whole/of/the/town/2\n");
}

static void inserted(void **state)
{
	(void)state;
	struct block *b;
	struct document *doc = with(BLOCK_PARAGRAPH, "", &b);
	doc->origin_known = true;
	b->text = fixture_keep(doc, FIXTURE_SPANS(TEXT("oil "), OPEN(MARK_INSERTED), TEXT("and wicks"), CLOSE(MARK_INSERTED)));
	body_is(doc, "{+what the call added within a line+}\n\noil {+and wicks+}\n");
}

static void own_words(void **state)
{
	(void)state;
	char folder[] = "/tmp/test_text.XXXXXX", name[64];
	assert_non_null(mkdtemp(folder));
	snprintf(name, sizeof name, "%s/text.xml", folder);
	FILE *f = fopen(name, "w");
	assert_non_null(f);
	fputs("<words><p data-rc-word='open'>offen</p><p data-rc-word='legend'>Neu</p></words>", f);
	assert_int_equal(fclose(f), 0);
	struct document *doc = fixture_empty("T");
	fixture_add(doc, doc->root, BLOCK_PARAGRAPH, "a");
	fixture_action(doc, doc->root, "", "b", "");
	whole_is(doc, folder, "T\n=\n\n| Neu\n\n  a\n\n| ACTION (offen): b\n");

	f = fopen(name, "w");
	assert_non_null(f);
	fputs("<words>\n<p></words>", f);
	assert_int_equal(fclose(f), 0);
	struct out out = OUT_MEMORY;
	doc = fixture_empty("T");
	const char *error = write_text(doc, &(struct write_options){ folder, NULL }, &out);
	assert_non_null(error);
	assert_non_null(strstr(error, "text.xml:2: "));
	out_free(&out);
	document_free(doc);
	unlink(name);
	assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(lantern), cmocka_unit_test(empty), cmocka_unit_test(filling), cmocka_unit_test(wide_characters),
		cmocka_unit_test(marks), cmocka_unit_test(links), cmocka_unit_test(headings), cmocka_unit_test(statements),
		cmocka_unit_test(actions), cmocka_unit_test(lists), cmocka_unit_test(quotes_and_code),
		cmocka_unit_test(nothing_acts), cmocka_unit_test(rolls), cmocka_unit_test(table_that_fits),
		cmocka_unit_test(table_that_wraps), cmocka_unit_test(table_as_records), cmocka_unit_test(inserted),
		cmocka_unit_test(own_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
