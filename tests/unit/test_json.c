/* write/json*.c: schema 1. What a member holds is compared without the white space between its tokens; layout() shows
 * that to the byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"
#include "model/roll.h"
#include "write/json_out.h"
#include "write/write.h"

static struct str written(struct document *doc)
{
	struct out out = OUT_MEMORY;
	assert_null(document_check(doc));
	assert_null(write_json(doc, &(struct write_options){ NULL, NULL }, &out));
	struct str json = arena_str(&doc->arena, buf_slice(&out.pending));
	out_free(&out);
	return json;
}

/* The value of a member of the document, its line ends and indents left out. */
static void has(struct document *doc, const char *name, const char *value)
{
	struct str json = written(doc);
	struct str key = arena_printf(&doc->arena, "\n  \"%s\": ", name);
	size_t begin = str_find(json, key, 0);
	assert_int_not_equal(begin, STR_NONE);
	struct str rest = str_skip(json, begin + key.n), line;
	struct buf b = BUF_INIT;
	for (bool first = true; str_split(&rest, '\n', &line); first = false) {
		if (!first && (str_starts(line, STR("  \"")) || str_eq(line, STR("}"))))
			break;
		buf_str(&b, str_trim_left(line));
	}
	if (str_ends(buf_slice(&b), STR(",")))
		buf_cut(&b, b.n - 1);
	assert_string_equal(b.p, value);
	buf_free(&b);
}

static struct document *with(enum block_type type, const char *text, struct block **b)
{
	struct document *doc = fixture_empty("T");
	*b = fixture_add(doc, doc->root, type, text);
	return doc;
}

/* The only block of the document, which is freed. */
static void body_is(struct document *doc, const char *expected)
{
	struct str all = arena_printf(&doc->arena, "[{%s}]", expected);
	has(doc, "body", all.p);
	document_free(doc);
}

static void layout(void **state)
{
	(void)state;
	struct block *b;
	struct document *doc = with(BLOCK_LIST, "", &b);
	b->u.list.tight = true;
	fixture_add(doc, b, BLOCK_ITEM, "oil & \"wick\"");
	assert_string_equal(written(doc).p,
		"{\n"
		"  \"rollcall\": 1,\n"
		"  \"source\": \"lantern.txt\",\n"
		"  \"kind\": \"notes\",\n"
		"  \"title\": \"T\",\n"
		"  \"call\": null,\n"
		"  \"date\": null,\n"
		"  \"fields\": [],\n"
		"  \"attendees\": [],\n"
		"  \"topics\": [],\n"
		"  \"statements\": [],\n"
		"  \"actions\": [],\n"
		"  \"decisions\": [],\n"
		"  \"votes\": [],\n"
		"  \"series\": [],\n"
		"  \"links\": [],\n"
		"  \"body\": [\n"
		"    {\n"
		"      \"type\": \"list\",\n"
		"      \"origin\": \"agenda\",\n"
		"      \"line\": 1,\n"
		"      \"kind\": \"bullet\",\n"
		"      \"tight\": true,\n"
		"      \"blocks\": [\n"
		"        {\n"
		"          \"type\": \"item\",\n"
		"          \"origin\": \"agenda\",\n"
		"          \"line\": 2,\n"
		"          \"number\": null,\n"
		"          \"marker\": null,\n"
		"          \"check\": null,\n"
		"          \"text\": \"oil & \\\"wick\\\"\",\n"
		"          \"blocks\": []\n"
		"        }\n"
		"      ]\n"
		"    }\n"
		"  ],\n"
		"  \"diagnostics\": []\n"
		"}\n");
	document_free(doc);
}

static void nothing_known(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("");
	has(doc, "title", "null");
	has(doc, "body", "[]");
	document_free(doc);
}

static void meaning(void **state)
{
	(void)state;
	struct document *doc = fixture_lantern();
	has(doc, "kind", "\"agenda+minutes\"");
	has(doc, "title", "\"Agenda and Minutes: Lantern Call May 2031\"");
	has(doc, "call", "\"Lantern Call\"");
	has(doc, "date", "\"2031-05\"");
	has(doc, "fields", "[{\"key\": \"Chair\",\"value\": \"Mira Okafor\",\"line\": 1}]");
	has(doc, "attendees", "["
		"{\"name\": \"Mira Okafor\",\"affiliation\": \"Northwind\",\"role\": \"chair\",\"status\": \"present\","
		"\"line\": null},"
		"{\"name\": \"Tomas Hale\",\"affiliation\": \"Heliograph\",\"role\": null,\"status\": \"partial\",\"line\": null},"
		"{\"name\": \"Ines Duarte\",\"affiliation\": \"Northwind\",\"role\": null,\"status\": \"present\",\"line\": null},"
		"{\"name\": \"Bo Lindqvist\",\"affiliation\": null,\"role\": null,\"status\": \"present\",\"line\": null},"
		"{\"name\": \"Yun Sato\",\"affiliation\": \"Heliograph\",\"role\": null,\"status\": \"absent\",\"line\": null}]");
	has(doc, "topics", "["
		"{\"id\": \"t-release-cadence\",\"title\": \"Release cadence\",\"level\": 1,\"state\": \"covered\",\"line\": 5},"
		"{\"id\": \"t-series\",\"title\": \"Series\",\"level\": 2,\"state\": \"covered\",\"line\": 10},"
		"{\"id\": \"t-any-other-business\",\"title\": \"Any other business\",\"level\": 1,"
		"\"state\": \"not covered\",\"line\": 24}]");
	has(doc, "statements", "["
		"{\"speakers\": [\"Mira Okafor\"],\"labels\": [\"Mira\"],\"text\": \"six months are too short.\","
		"\"topic\": \"t-release-cadence\",\"line\": 7},"
		"{\"speakers\": [\"Bo Lindqvist\"],\"labels\": [\"Bo\"],\"text\": \"the second half can go in now\","
		"\"topic\": \"t-series\",\"line\": 19}]");
	has(doc, "actions", "["
		"{\"id\": \"2031-05.1\",\"owners\": [\"Mira Okafor\"],\"labels\": [\"Mira\"],\"text\": \"Mira to write the survey\","
		"\"due\": \"2031-06-01\",\"state\": \"open\",\"since\": null,\"topic\": \"t-release-cadence\",\"line\": 8},"
		"{\"id\": \"2031-05.2\",\"owners\": [\"Ines Duarte\"],\"labels\": [\"Ines\"],\"text\": \"Ines to split the series\","
		"\"due\": null,\"state\": \"open\",\"since\": null,\"topic\": null,\"line\": 20},"
		"{\"id\": \"2031-04.7\",\"owners\": [],\"labels\": [],\"text\": \"close the old tracker\","
		"\"due\": null,\"state\": \"done\",\"since\": \"2031-04\",\"topic\": null,\"line\": 44}]");
	has(doc, "decisions", "[{\"text\": \"no change for 4.2\",\"topic\": null,\"line\": 9}]");
	has(doc, "votes", "[{\"text\": \"to move to nine months\",\"options\": [],\"positions\": [],\"outcome\": \"PASSED\","
		"\"topic\": null,\"line\": 31}]");
	document_free(doc);
}

static void of_roll_is_no_topic(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("T");
	fixture_heading(doc, 1, "Wicks", "t-wicks");
	fixture_heading(doc, 1, "Present", "t-present")->u.heading.of_roll = true;
	fixture_statement(doc, doc->root, "Mira", "yes");
	has(doc, "statements", "[{\"speakers\": [\"Mira\"],\"labels\": [\"Mira\"],\"text\": \"yes\",\"topic\": \"t-wicks\","
		"\"line\": 3}]");
	document_free(doc);
}

static void votes(void **state)
{
	(void)state;
	struct block *b;
	struct document *doc = with(BLOCK_VOTE, "Which oil?", &b);
	static struct str options[] = { { "lamp", 4 }, { "olive", 5 } };
	struct position positions[2] = {
		{ { STR("Mira"), STR("Mira Okafor"), NULL }, STR("+1"), STR("lamp") },
		{ { STR("TH"), STR("TH"), NULL }, STR("0"), STR_EMPTY },
	};
	b->u.vote.keyword = STR("VOTE");
	b->u.vote.options = options;
	b->u.vote.option_count = 2;
	b->u.vote.positions = positions;
	b->u.vote.position_count = 2;
	b->u.vote.tally = fixture_text(doc, "+1 Mira; 0 TH");
	block_list_add(&doc->votes, b);
	has(doc, "votes", "[{\"text\": \"Which oil?\",\"options\": [\"lamp\",\"olive\"],\"positions\": ["
		"{\"name\": \"Mira Okafor\",\"position\": \"+1\",\"option\": \"lamp\"},"
		"{\"name\": \"TH\",\"position\": \"0\",\"option\": null}],\"outcome\": null,\"topic\": null,\"line\": 1}]");
	body_is(doc, "\"type\": \"vote\",\"origin\": \"minutes\",\"line\": 1,\"keyword\": \"VOTE\",\"id\": null,"
		"\"text\": \"Which oil?\",\"options\": [\"lamp\",\"olive\"],\"positions\": ["
		"{\"name\": \"Mira Okafor\",\"position\": \"+1\",\"option\": \"lamp\"},"
		"{\"name\": \"TH\",\"position\": \"0\",\"option\": null}],\"outcome\": null,\"tally\": \"+1 Mira; 0 TH\","
		"\"topic\": null");
}

static void series(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("T");
	struct block *topic = fixture_heading(doc, 1, "Series", "t-series");
	struct block *table = fixture_add(doc, doc->root, BLOCK_TABLE, "");
	table->u.table.kind = TABLE_SERIES;
	struct series *s = fixture_series(doc, FIXTURE_ROW(doc, table, false, "Wick rework"), "Wick rework", "v3",
		"Waiting for v4");
	static struct str notes[] = { { "half of it is in", 16 } };
	struct person people[2] = { *fixture_person(doc, "Ines Duarte", "Northwind"), *fixture_person(doc, "Bo", "") };
	s->stakeholders = people;
	s->stakeholder_count = 2;
	s->notes = notes;
	s->note_count = 1;
	s->group = STR("In progress");
	s->topic = topic;
	has(doc, "series", "[{\"title\": \"Wick rework\",\"version\": \"v3\",\"status\": \"Waiting for v4\","
		"\"stakeholders\": ["
		"{\"name\": \"Ines Duarte\",\"affiliation\": \"Northwind\"},{\"name\": \"Bo\",\"affiliation\": null}],"
		"\"notes\": [\"half of it is in\"],\"group\": \"In progress\",\"topic\": \"t-series\",\"line\": 3}]");
	document_free(doc);
}

static void links_and_diagnostics(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("T");
	struct link links[] = { { STR("https://example.org/"), STR("the plan"), 4 } };
	doc->links = links;
	doc->link_count = 1;
	diag_add(&doc->diags, DIAG_NO_DATE, 0, 0, STR_EMPTY, STR_EMPTY);
	diag_add(&doc->diags, DIAG_NO_OWNER, 7, 3, STR_EMPTY, STR_EMPTY);
	has(doc, "links", "[{\"url\": \"https://example.org/\",\"text\": \"the plan\",\"line\": 4}]");
	struct str expected = arena_printf(&doc->arena,
		"[{\"severity\": \"warning\",\"code\": \"no-date\",\"message\": \"%s\",\"file\": null,\"line\": null,\"column\": null},"
		"{\"severity\": \"warning\",\"code\": \"no-owner\",\"message\": \"%s\",\"file\": null,\"line\": 7,\"column\": 3}]",
		diag_text(DIAG_NO_DATE), diag_text(DIAG_NO_OWNER));
	has(doc, "diagnostics", expected.p);
	document_free(doc);
}

static void simple_blocks(void **state)
{
	(void)state;
	struct block *b;
	struct document *doc = with(BLOCK_FIELD, "Mira", &b);
	b->u.field.key = STR("Chair");
	body_is(doc, "\"type\": \"field\",\"origin\": \"agenda\",\"line\": 1,\"key\": \"Chair\",\"text\": \"Mira\"");

	doc = with(BLOCK_HEADING, "Wicks", &b);
	b->u.heading.number = STR("2.1");
	b->u.heading.title = STR("Wicks");
	b->u.heading.id = STR("t-wicks");
	b->u.heading.level = 2;
	b->u.heading.covered = false;
	b->u.heading.uncovered = STR("NOT COVERED");
	body_is(doc, "\"type\": \"heading\",\"origin\": \"agenda\",\"line\": 1,\"id\": \"t-wicks\",\"level\": 2,"
		"\"number\": \"2.1\","
		"\"text\": \"Wicks\",\"title\": \"Wicks\",\"state\": \"not covered\",\"state_text\": \"NOT COVERED\","
		"\"of_roll\": false");

	doc = with(BLOCK_PARAGRAPH, "", &b);
	b->origin = ORIGIN_MINUTES;
	b->text = fixture_keep(doc, FIXTURE_SPANS(TEXT("see "), LINK_TO("https://example.org/"), OPEN(MARK_STRONG),
		TEXT("this"),
		CLOSE(MARK_STRONG), CLOSE(MARK_LINK), BREAK, CODE("a\\b"), TEXT(" caf\xc3\xa9")));
	body_is(doc, "\"type\": \"paragraph\",\"origin\": \"minutes\",\"line\": 1,\"text\": \"see this a\\\\b caf\xc3\xa9\"");

	doc = with(BLOCK_DECISION, "oil it is", &b);
	b->u.decision.keyword = STR("AGREED");
	body_is(doc, "\"type\": \"decision\",\"origin\": \"minutes\",\"line\": 1,\"keyword\": \"AGREED\",\"id\": null,"
		"\"text\": \"oil it is\",\"topic\": null");

	doc = with(BLOCK_CODE, "", &b);
	b->u.code.text = STR("a\tb\n\x1b[1m");
	body_is(doc, "\"type\": \"code\",\"origin\": \"agenda\",\"line\": 1,\"info\": null,\"text\": \"a\\tb\\n\\u001B[1m\"");

	doc = with(BLOCK_REFERENCE, "the plan", &b);
	b->u.reference.label = STR("1");
	b->u.reference.url = STR("https://example.org/");
	body_is(doc, "\"type\": \"reference\",\"origin\": \"agenda\",\"line\": 1,\"label\": \"1\","
		"\"url\": \"https://example.org/\","
		"\"text\": \"the plan\"");

	doc = with(BLOCK_RULE, "", &b);
	body_is(doc, "\"type\": \"rule\",\"origin\": \"agenda\",\"line\": 1");
}

static void nested_blocks(void **state)
{
	(void)state;
	struct block *b;
	struct document *doc = with(BLOCK_LIST, "", &b);
	b->u.list.kind = LIST_ORDERED;
	b = fixture_add(doc, b, BLOCK_ITEM, "trim");
	b->u.item.number = 3;
	b->u.item.check = CHECK_TICKED;
	fixture_add(doc, b, BLOCK_PARAGRAPH, "twice");
	body_is(doc, "\"type\": \"list\",\"origin\": \"agenda\",\"line\": 1,\"kind\": \"ordered\",\"tight\": false,"
		"\"blocks\": ["
		"{\"type\": \"item\",\"origin\": \"agenda\",\"line\": 2,\"number\": 3,\"marker\": \"3.\",\"check\": \"ticked\","
		"\"text\": \"trim\",\"blocks\": [{\"type\": \"paragraph\",\"origin\": \"agenda\",\"line\": 3,"
		"\"text\": \"twice\"}]}]");

	doc = with(BLOCK_STATEMENT, "yes", &b);
	b->u.statement.prefix = STR("(12:58)");
	b->u.statement.label = fixture_text(doc, "Mira (Northwind)");
	b->u.statement.who = fixture_mention(doc, "Mira");
	body_is(doc, "\"type\": \"statement\",\"origin\": \"minutes\",\"line\": 1,\"prefix\": \"(12:58)\","
		"\"label\": \"Mira (Northwind)\",\"speakers\": [\"Mira\"],\"labels\": [\"Mira\"],\"text\": \"yes\",\"blocks\": []");

	doc = with(BLOCK_ACTION, "fetch oil", &b);
	b->u.action.owners = fixture_mention(doc, "TH");
	b->u.action.owner_written = b->u.action.id_written = true;
	b->u.action.state = ACTION_DROPPED;
	b->u.action.state_text = STR("[dropped]");
	body_is(doc, "\"type\": \"action\",\"origin\": \"minutes\",\"line\": 1,\"keyword\": null,\"id\": null,"
		"\"id_written\": true,"
		"\"owners\": [\"TH\"],\"labels\": [\"TH\"],\"owner_written\": true,\"text\": \"fetch oil\",\"due\": null,"
		"\"state\": \"dropped\",\"state_text\": \"[dropped]\",\"since\": null,\"topic\": null,\"blocks\": []");

	doc = with(BLOCK_TABLE, "", &b);
	b = FIXTURE_ROW(doc, b, true, "Host");
	fixture_add(doc, b->first, BLOCK_RULE, "");
	body_is(doc, "\"type\": \"table\",\"origin\": \"agenda\",\"line\": 1,\"kind\": \"plain\",\"columns\": 1,\"blocks\": ["
		"{\"type\": \"row\",\"origin\": \"agenda\",\"line\": 2,\"header\": true,\"series\": null,\"blocks\": ["
		"{\"type\": \"cell\",\"origin\": \"agenda\",\"line\": 3,\"text\": \"Host\",\"blocks\": ["
		"{\"type\": \"rule\",\"origin\": \"agenda\",\"line\": 4}]}]}]");

	doc = with(BLOCK_QUOTE, "", &b);
	fixture_add(doc, b, BLOCK_QUOTE, "");
	body_is(doc, "\"type\": \"quote\",\"origin\": \"agenda\",\"line\": 1,\"blocks\": ["
		"{\"type\": \"quote\",\"origin\": \"agenda\",\"line\": 2,\"blocks\": []}]");
}

static void rolls(void **state)
{
	(void)state;
	struct block *b;
	struct document *doc = with(BLOCK_ROLL, "", &b);
	b->u.roll.label = fixture_text(doc, "Present");
	struct person *p = fixture_attendee(doc, b, "Ines Duarte", "Northwind");
	static struct str alias[] = { { "@ines", 5 } };
	p->aliases = alias;
	p->alias_count = 1;
	p->line = 9;
	p->status = PERSON_EXPECTED;
	struct str heads[6];
	for (size_t i = 0; i < 6; i++)
		heads[i] = STR_EMPTY;
	heads[COLUMN_NAME] = STR("Who");
	heads[COLUMN_OTHER] = STR("Remarks");
	b->u.roll.columns = heads;
	body_is(doc, "\"type\": \"roll\",\"origin\": \"agenda\",\"line\": 1,\"label\": \"Present\",\"heading\": null,"
		"\"columns\": {"
		"\"name\": \"Who\",\"aliases\": null,\"affiliation\": null,\"role\": null,\"status\": null,\"note\": \"Remarks\"},"
		"\"people\": [{\"name\": \"Ines Duarte\",\"aliases\": [\"@ines\"],\"affiliation\": \"Northwind\",\"role\": null,"
		"\"status\": \"expected\",\"note\": null,\"line\": 9}]");
}

static void strings(void **state)
{
	(void)state;
	static const struct { struct str in; const char *out; } rows[] = {
		{ { "", 0 }, "\"\"" }, { { "plain", 5 }, "\"plain\"" }, { { "a\"b\\c/d", 7 }, "\"a\\\"b\\\\c/d\"" },
		{ { "\n\r\t\b\f", 5 }, "\"\\n\\r\\t\\b\\f\"" }, { { "\0\x1f", 2 }, "\"\\u0000\\u001F\"" },
		{ { "\xe6\x97\xa5 \xf0\x9f\x98\x80", 8 }, "\"\xe6\x97\xa5 \xf0\x9f\x98\x80\"" },
		{ { "a\xff" "b\xc3", 4 }, "\"a\xef\xbf\xbd" "b\xef\xbf\xbd\"" }, { { "\xed\xa0\x80", 3 },
		"\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct out out = OUT_MEMORY;
		struct json_out j = { &out, 0, true, false };
		json_put_string(&j, rows[i].in);
		assert_string_equal(out.pending.p, rows[i].out);
		out_free(&out);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(layout), cmocka_unit_test(nothing_known), cmocka_unit_test(meaning),
		cmocka_unit_test(of_roll_is_no_topic), cmocka_unit_test(votes), cmocka_unit_test(series),
		cmocka_unit_test(links_and_diagnostics), cmocka_unit_test(simple_blocks), cmocka_unit_test(nested_blocks),
		cmocka_unit_test(rolls), cmocka_unit_test(strings),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
