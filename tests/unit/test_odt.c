/* odt*.c: every block, span and summary to exact bytes of content.xml. */
#include "fixture_odt.h"
#include "model/roll.h"

static struct document *one(enum block_type type, struct inlines text)
{
	struct document *doc = fixture_empty("");
	fixture_add(doc, doc->root, type, "")->text = fixture_keep(doc, text);
	return doc;
}

static void spans(void **state)
{
	(void)state;
	text_is(one(BLOCK_PARAGRAPH, FIXTURE_SPANS(TEXT("a<b> "), OPEN(MARK_EMPHASIS), TEXT("e"), OPEN(MARK_STRONG), TEXT("s"),
		CLOSE(MARK_STRONG), CLOSE(MARK_EMPHASIS), BREAK, CODE("x & y"), OPEN(MARK_UNDERLINE), TEXT("u"), CLOSE(MARK_UNDERLINE),
		OPEN(MARK_STRIKE), TEXT("d"), CLOSE(MARK_STRIKE), OPEN(MARK_HIGHLIGHT), TEXT("m"), CLOSE(MARK_HIGHLIGHT),
		OPEN(MARK_SUBSCRIPT), TEXT("1"), CLOSE(MARK_SUBSCRIPT), OPEN(MARK_SUPERSCRIPT), TEXT("2"), CLOSE(MARK_SUPERSCRIPT))),
		P("Text_20_body", "a&lt;b&gt; " S("Emphasis", "e" S("Strong_20_Emphasis", "s")) "<text:line-break/>" S("Code", "x &amp; y")
			S("Underline", "u") S("Strike", "d") S("Highlight", "m") S("Subscript", "1") S("Superscript", "2")));
}

static void blanks_that_count(void **state)
{
	(void)state;
	text_is(one(BLOCK_PARAGRAPH, FIXTURE_SPANS(CODE("a b"), CODE(" a  b   "), CODE("\ta \t b\n  c"))),
		P("Text_20_body", S("Code", "a b") S("Code", "<text:s/>a <text:s/>b<text:s text:c=\"3\"/>")
			S("Code", TAB "a<text:s/>" TAB "<text:s/>b<text:line-break/><text:s text:c=\"2\"/>c")));
}

static void link_is(const char *url, const char *expected)
{
	struct document *doc = one(BLOCK_PARAGRAPH, FIXTURE_SPANS({ .type = SPAN_OPEN, .mark = MARK_LINK, .text = str_of(url) }, TEXT("x"),
		CLOSE(MARK_LINK)));
	fixture_heading(doc, 1, "Plans", "t-plans");
	struct str content = render_part(doc, &plain, "content.xml");
	assert_string_equal(between(doc, content, STR("<text:p text:style-name=\"Text_20_body\">"), STR("</text:p>")), expected);
	document_free(doc);
}

static void links(void **state)
{
	(void)state;
	link_is("https://example.org/?a=1&b=%20#c", LINK("https://example.org/?a=1&amp;b=%20#c", "x"));
	link_is("mailto:mira@example.org", LINK("mailto:mira@example.org", "x"));
	link_is("http://[::1]:80/a[1]|b%zz#c#d", LINK("http://[::1]:80/a%5B1%5D%7Cb%25zz#c%23d", "x"));
	link_is("http://a]b[c/", LINK("http://a%5Db%5Bc/", "x"));
	link_is("https://example.org/\xc3\xbc \"", LINK("https://example.org/\xc3\xbc%20%22", "x"));
	link_is("plans.txt", LINK("../plans.txt", "x"));
	link_is("/plans.txt", LINK("/plans.txt", "x"));
	link_is("1a:b", LINK("../1a:b", "x"));
	link_is("#t-plans", LINK("#t-plans", "x"));
	link_is("#plans", LINK("#t-plans", "x"));
	link_is("#nowhere", "<text:span>x</text:span> (#nowhere)");
	link_is("mailto:", "<text:span>x</text:span> (mailto:)");
	link_is("http://", "<text:span>x</text:span> (http://)");
	link_is("", "<text:span>x</text:span>");
	/* A link in a link's text is no link. */
	text_is(one(BLOCK_PARAGRAPH, FIXTURE_SPANS(LINK_TO("http://a/"), TEXT("a"), LINK_TO("http://b/"), TEXT("b"), CLOSE(MARK_LINK),
		CLOSE(MARK_LINK), LINK_TO("http://c/"), TEXT("c"), CLOSE(MARK_LINK))),
		P("Text_20_body", LINK("http://a/", "a<text:span>b</text:span>") LINK("http://c/", "c")));
}

static void field_and_paragraphs(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("The Call");
	fixture_field(doc, "Chair", "Mira Okafor");
	fixture_field(doc, "Scribe", "Bo");
	fixture_add(doc, doc->root, BLOCK_PARAGRAPH, "one");
	fixture_field(doc, "Where", "on line");
	fixture_add(doc, doc->root, BLOCK_RULE, "");
	struct block *quote = fixture_add(doc, doc->root, BLOCK_QUOTE, "");
	fixture_add(doc, quote, BLOCK_PARAGRAPH, "q1");
	for (int i = 2; i < 5; i++) {
		quote = fixture_add(doc, quote, BLOCK_QUOTE, "");
		fixture_add(doc, quote, BLOCK_PARAGRAPH, i == 2 ? "q2" : "q");
	}
	text_is(doc, P("Title", "The Call") P("Field", S("Field_20_Name", "Chair:") TAB "Mira Okafor")
		P("Field_20_End", S("Field_20_Name", "Scribe:") TAB "Bo") P("Text_20_body", "one")
		P("Field_20_End", S("Field_20_Name", "Where:") TAB "on line") "<text:p text:style-name=\"Horizontal_20_Line\"/>" P("Quotations", "q1")
		P("Quotations_20_2", "q2") P("Quotations_20_3", "q") P("Quotations_20_3", "q"));
}

static void code_and_references(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("");
	struct block *b = fixture_add(doc, doc->root, BLOCK_CODE, "");
	b->u.code.text = STR("if (a)\n\t  b();\n\nend ");
	b->u.code.info = STR("c");
	b = fixture_add(doc, doc->root, BLOCK_REFERENCE, "the plan");
	b->u.reference.label = STR("1");
	b->u.reference.url = STR("https://lists.example.org/plan");
	fixture_add(doc, doc->root, BLOCK_REFERENCE, "")->u.reference.url = STR("http://b/");
	text_is(doc, P("Code_20_Caption", "c") P("Preformatted_20_Text", "if (a)")
		P("Preformatted_20_Text", TAB "<text:s text:c=\"2\"/>b();") "<text:p text:style-name=\"Preformatted_20_Text\"/>"
		P("Preformatted_20_Text", "end<text:s/>")
		P("Reference", "[1]" TAB LINK("https://lists.example.org/plan", "https://lists.example.org/plan") " the plan")
		P("Reference", LINK("http://b/", "http://b/")));
}

#define H(style, level, id, text) \
	"<text:h text:style-name=\"" style "\" text:outline-level=\"" level "\">" B(id) text "</text:h>"

static void headings(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("");
	fixture_heading(doc, 1, "Cadence", "t-cadence")->u.heading.number = STR("C.1)");
	struct block *b = fixture_heading(doc, 6, "Rest", "t-rest");
	b->u.heading.covered = false;
	b->u.heading.uncovered = STR("NOT COVERED");
	doc->topics.count = 2;
	text_is(doc, H("Heading_20_1", "1", "t-cadence", S("Heading_20_Number", "C.1)") " Cadence")
		H("Heading_20_6", "6", "t-rest", "Rest " S("Not_20_Covered", "NOT COVERED")));
}

#define PAGE(id) TAB "<text:bookmark-ref text:reference-format=\"page\" text:ref-name=\"" id "\"/>"
#define ENTRY(style, id, text) P(style, A("#" id, "Index_20_Link", "Index_20_Link", text PAGE(id)))

static void contents(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("");
	fixture_heading(doc, 1, "One", "t-one")->u.heading.number = STR("1.");
	struct block *b = fixture_heading(doc, 2, "", "t-two");
	b->text = fixture_keep(doc, FIXTURE_SPANS(LINK_TO("http://a/"), TEXT("Two"), CLOSE(MARK_LINK)));
	b->u.heading.title = STR("Two");
	fixture_heading(doc, 4, "Deep", "t-deep");
	fixture_heading(doc, 1, "Three", "t-three");
	struct str content = render_part(doc, &plain, "content.xml");
	assert_string_equal(between(doc, content, STR("<text:index-body>"), STR("</text:index-body>")),
		"<text:index-title text:name=\"contents-title\">" P("Contents_20_Heading", "Contents") "</text:index-title>"
		ENTRY("Contents_20_1", "t-one", S("Heading_20_Number", "1.") " One")
		ENTRY("Contents_20_2", "t-two", "Two") ENTRY("Contents_20_1", "t-three", "Three"));
	assert_string_equal(between(doc, content, STR("<office:text>"), STR("<text:table-of-content-entry-template")),
		"<text:table-of-content text:name=\"Contents\" text:protected=\"true\">"
		"<text:table-of-content-source text:outline-level=\"3\">"
		"<text:index-title-template text:style-name=\"Contents_20_Heading\">Contents</text:index-title-template>");
	document_free(doc);
}

static void lists(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("");
	struct block *list = fixture_add(doc, doc->root, BLOCK_LIST, "");
	list->u.list.kind = LIST_ORDERED;
	list->u.list.tight = true;
	struct block *item = fixture_add(doc, list, BLOCK_ITEM, "two");
	item->u.item.number = 2;
	struct block *inner = fixture_add(doc, item, BLOCK_LIST, "");
	fixture_add(doc, inner, BLOCK_ITEM, "bullet");
	fixture_add(doc, inner, BLOCK_ITEM, "done")->u.item.check = CHECK_TICKED;
	fixture_add(doc, inner, BLOCK_ITEM, "to do")->u.item.check = CHECK_UNTICKED;
	fixture_add(doc, inner, BLOCK_ITEM, "arrow")->u.item.marker = STR("-->");
	fixture_add(doc, list, BLOCK_ITEM, "three")->u.item.number = 3;
	fixture_add(doc, list, BLOCK_ITEM, "seven")->u.item.number = 7;
	text_is(doc, NUMBERS("<text:list-item text:start-value=\"2\">" P("List_20_Item", "two")
		BULLETS(ITEM(P("Text_20_body", "bullet"))
			"<text:list-item text:style-override=\"Marked_20_List\">" P("Text_20_body", S("Checkbox", "\u2611") TAB "done") "</text:list-item>"
			"<text:list-item text:style-override=\"Marked_20_List\">" P("Text_20_body", S("Checkbox", "\u2610") TAB "to do") "</text:list-item>"
			"<text:list-item text:style-override=\"Marked_20_List\">" P("Text_20_body", S("Marker", "--&gt;") TAB "arrow") "</text:list-item>")
		"</text:list-item>" ITEM(P("List_20_Item", "three")) "<text:list-item text:start-value=\"7\">" P("List_20_Item_20_End", "seven")
		"</text:list-item>"));
}

/* An item without text of its own: its mark stands before what it holds. */
static void items_without_text(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("");
	struct block *list = fixture_add(doc, doc->root, BLOCK_LIST, "");
	struct block *item = fixture_add(doc, list, BLOCK_ITEM, "");
	item->u.item.marker = STR("a)");
	fixture_statement(doc, item, "Bo", "yes");
	fixture_add(doc, list, BLOCK_ITEM, "");
	item = fixture_add(doc, list, BLOCK_ITEM, "");
	fixture_add(doc, fixture_add(doc, item, BLOCK_LIST, ""), BLOCK_ITEM, "in");
	item = fixture_add(doc, list, BLOCK_ITEM, "");
	item->u.item.check = CHECK_TICKED;
	fixture_add(doc, item, BLOCK_CODE, "")->u.code.text = STR("x");
	struct str content = render_part(doc, &plain, "content.xml");
	assert_string_equal(between(doc, content, STR("What the call added</text:p>"), STR("</office:text>")),
		BULLETS("<text:list-item text:style-override=\"Marked_20_List\">" P("Statement", S("Marker", "a)") TAB S("Speaker", "Bo") ": yes")
			"</text:list-item>" ITEM("<text:p text:style-name=\"Text_20_body\"/>") ITEM("<text:p text:style-name=\"Text_20_body\"/>" BULLETS(ITEM(P("Text_20_body", "in"))))
			"<text:list-item text:style-override=\"Marked_20_List\">" P("Text_20_body", S("Checkbox", "\u2611") TAB)
			P("Preformatted_20_Text", "x") "</text:list-item>"));
	document_free(doc);
}

/* No list holds a table: it is closed, and goes on after it with the right number. */
static void table_in_list(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("");
	struct block *list = fixture_add(doc, doc->root, BLOCK_LIST, "");
	list->u.list.kind = LIST_ORDERED;
	struct block *item = fixture_add(doc, list, BLOCK_ITEM, "one");
	item->u.item.number = 1;
	struct block *inner = fixture_add(doc, item, BLOCK_LIST, "");
	struct block *nested = fixture_add(doc, inner, BLOCK_ITEM, "in");
	struct block *table = fixture_add(doc, nested, BLOCK_TABLE, "");
	FIXTURE_ROW(doc, table, false, "x");
	fixture_add(doc, nested, BLOCK_PARAGRAPH, "after");
	fixture_add(doc, inner, BLOCK_ITEM, "next");
	item = fixture_add(doc, list, BLOCK_ITEM, "two");
	item->u.item.number = 2;
	table = fixture_add(doc, item, BLOCK_TABLE, "");
	FIXTURE_ROW(doc, table, false, "y");
	text_is(doc, NUMBERS(ITEM(P("Text_20_body", "one") BULLETS(ITEM(P("Text_20_body", "in")))))
		TABLE("table-30", COLUMN("100") SHORT(CELL("cell", P("Table_20_Contents", "x"))))
		NUMBERS("<text:list-header>" BULLETS("<text:list-header>" P("Text_20_body", "after") "</text:list-header>"
			ITEM(P("Text_20_body", "next"))) "</text:list-header><text:list-item text:start-value=\"2\">" P("Text_20_body", "two")
			"</text:list-item>")
		TABLE("table-30", COLUMN("100") SHORT(CELL("cell", P("Table_20_Contents", "y")))));
}

static void tables(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("");
	struct block *table = fixture_add(doc, doc->root, BLOCK_TABLE, "");
	FIXTURE_ROW(doc, table, true, "Host", "Load");
	FIXTURE_ROW(doc, table, true, "", "now");
	FIXTURE_ROW(doc, table, false, "wick-1", "the long tail of what was seen there last week, told in words", "z", "");
	struct block *row = FIXTURE_ROW(doc, table, false, "w", "");
	struct block *list = fixture_add(doc, row->last, BLOCK_LIST, "");
	fixture_add(doc, list, BLOCK_ITEM, "in a cell");
	FIXTURE_ROW(doc, table, true, "late head", "a", "b", "c");
	text_is(doc, TABLE("table-100", COLUMN("15") COLUMN("68") COLUMN("8") COLUMN("8")
		HEADER(SHORT(CELL("head", P("Table_20_Heading", "Host")) CELL("head", P("Table_20_Heading", "Load"))
				"<table:table-cell table:style-name=\"head\" table:number-columns-repeated=\"2\"><text:p "
				"text:style-name=\"Table_20_Contents\"/></table:table-cell>")
			SHORT(CELL("head", "<text:p text:style-name=\"Table_20_Heading\"/>") CELL("head", P("Table_20_Heading", "now"))
				"<table:table-cell table:style-name=\"head\" table:number-columns-repeated=\"2\"><text:p "
				"text:style-name=\"Table_20_Contents\"/></table:table-cell>"))
		SHORT(CELL("cell", P("Table_20_Contents", "wick-1"))
			CELL("cell", P("Table_20_Contents", "the long tail of what was seen there last week, told in words"))
			CELL("cell", P("Table_20_Contents", "z")) CELL("cell", "<text:p text:style-name=\"Table_20_Contents\"/>"))
		SHORT(CELL("cell", P("Table_20_Contents", "w")) CELL("cell", BULLETS(ITEM(P("Text_20_body", "in a cell"))))
			"<table:table-cell table:style-name=\"cell\" table:number-columns-repeated=\"2\"><text:p "
			"text:style-name=\"Table_20_Contents\"/></table:table-cell>")
		SHORT(CELL("head", P("Table_20_Heading", "late head")) CELL("head", P("Table_20_Heading", "a"))
			CELL("head", P("Table_20_Heading", "b")) CELL("head", P("Table_20_Heading", "c")))));
}

static void series(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("");
	fixture_lantern_series(doc);
	struct str content = render_part(doc, &plain, "content.xml");
	assert_string_equal(between(doc, content, STR("<table:table table:style-name=\"series-100\">"), STR("</table:table>")),
		COLUMN("48") COLUMN("52") HEADER(SHORT(CELL("head", P("Table_20_Heading", "Series"))
			CELL("head", P("Table_20_Heading", "Stakeholders"))))
		SHORT(CELL("cell", P("Series_20_Title", "Shadow paging rework") P("Table_20_Contents", "Waiting for v4")
				P("Statement", S("Speaker", "Bo") ": the second half can go in now")
				P("Action", B("a-2031-05.2") S("Action_20_Keyword", "ACTION") " " S("Action_20_Id", "2031-05.2")
					": Ines to split the series"))
			CELL("cell", P("Table_20_Contents", "Ines Duarte, Northwind")))
		SHORT(CELL("cell", P("Series_20_Title", "Lamp oil accounting")) CELL("cell", P("Table_20_Contents", "Yun Sato, Heliograph"))));
	document_free(doc);
}

/* Styles of an automatic kind say only what the named ones say, and shares of the width. */
static void automatic_styles(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("");
	struct block *table = fixture_add(doc, doc->root, BLOCK_TABLE, "");
	FIXTURE_ROW(doc, table, false, "x");
	struct str content = render_part(doc, &plain, "content.xml");
	const char *styles = between(doc, content, STR("<office:automatic-styles>"), STR("</office:automatic-styles>"));
	assert_string_equal(between(doc, str_of(styles), STR("<style:style style:name=\"table-30\" "), STR(" fo:margin-top")),
		"style:family=\"table\" style:parent-style-name=\"Table\"><style:table-properties");
	assert_non_null(strstr(styles, " table:align=\"left\" style:rel-width=\"30%\"/></style:style>"
		"<style:style style:name=\"column-100\" style:family=\"table-column\"><style:table-column-properties "
		"style:rel-column-width=\"10000*\"/></style:style><style:style style:name=\"short-row\" style:family=\"table-row\" "
		"style:parent-style-name=\"Short_20_Row\"><style:table-row-properties fo:keep-together=\"always\"/></style:style>"
		"<style:style style:name=\"cell\" style:family=\"table-cell\" "
		"style:parent-style-name=\"Table_20_Cell\"><style:table-cell-properties style:vertical-align=\"top\" fo:border-top="));
	document_free(doc);
}

#define ATTENDEE(text) CELL("attendee", P("Attendee", text))
#define NO_ATTENDEE CELL("attendee", "<text:p text:style-name=\"Attendee\"/>")
#define ATTENDEE_HEAD(text) CELL("attendee-head", P("Table_20_Heading", text))

static void rolls(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("");
	struct block *roll = fixture_add(doc, doc->root, BLOCK_ROLL, "");
	fixture_attendee(doc, roll, "Mira Okafor", "Northwind")->role = STR("chair");
	struct person *late = fixture_attendee(doc, roll, "Tomas Hale", "");
	late->status = PERSON_PARTIAL;
	late->note = STR("joined late");
	late->aliases = ARENA_ARRAY(&doc->arena, struct str, 2);
	late->aliases[0] = STR("@tom");
	late->aliases[1] = STR("TH");
	late->alias_count = 2;
	/* Names alone are a line; what a caption says of all is not repeated. */
	roll = fixture_add(doc, doc->root, BLOCK_ROLL, "");
	roll->u.roll.label = fixture_text(doc, "Regrets");
	fixture_attendee(doc, roll, "Yun Sato", "")->status = PERSON_ABSENT;
	fixture_attendee(doc, roll, "Bo Lindqvist", "")->status = PERSON_ABSENT;
	struct block *item = fixture_add(doc, fixture_add(doc, doc->root, BLOCK_LIST, ""), BLOCK_ITEM, "");
	roll = fixture_add(doc, item, BLOCK_ROLL, "");
	struct person *ines = fixture_attendee(doc, roll, "Ines Duarte", "Northwind");
	ines->role = STR("scribe");
	ines->status = PERSON_EXPECTED;
	text_is(doc, TABLE("attendees-100", COLUMN("31") COLUMN("21") COLUMN("13") COLUMN("15") COLUMN("21")
		HEADER(ROW(ATTENDEE_HEAD("Name") ATTENDEE_HEAD("Affiliation") ATTENDEE_HEAD("Role") ATTENDEE_HEAD("Status") ATTENDEE_HEAD("Note")))
		ROW(ATTENDEE("Mira Okafor") ATTENDEE("Northwind") ATTENDEE("chair") NO_ATTENDEE NO_ATTENDEE)
		ROW(ATTENDEE("Tomas Hale " S("Alias", "@tom") " " S("Alias", "TH")) NO_ATTENDEE NO_ATTENDEE ATTENDEE("in part") ATTENDEE("joined late")))
		P("Attendee_20_Line", S("Attendees_20_Label", "Regrets:") " Yun Sato, Bo Lindqvist")
		BULLETS(ITEM("<text:p text:style-name=\"Text_20_body\"/>" P("Attendee_20_Line", "Ines Duarte (Northwind; scribe; expected)"))));
}

/* A roll that was a table keeps its heads. */
static void roll_with_heads(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("");
	struct block *roll = fixture_add(doc, doc->root, BLOCK_ROLL, "");
	struct person *p = fixture_attendee(doc, roll, "Mira Okafor", "");
	p->aliases = ARENA_NEW(&doc->arena, struct str);
	p->aliases[0] = STR("@mira");
	p->alias_count = 1;
	roll->u.roll.columns = ARENA_ARRAY(&doc->arena, struct str, COLUMN_STATUS + 1);
	for (size_t i = 0; i <= COLUMN_STATUS; i++)
		roll->u.roll.columns[i] = STR_EMPTY;
	roll->u.roll.columns[COLUMN_NAME] = STR("Who");
	roll->u.roll.columns[COLUMN_ALIAS] = STR("Nick");
	roll->u.roll.columns[COLUMN_AFFILIATION] = STR("From");
	text_is(doc, TABLE("attendees-40", COLUMN("45") COLUMN("30") COLUMN("24")
		HEADER(ROW(ATTENDEE_HEAD("Who") ATTENDEE_HEAD("Nick") ATTENDEE_HEAD("From")))
		ROW(ATTENDEE("Mira Okafor") ATTENDEE(S("Alias", "@mira")) NO_ATTENDEE)));
}

static void statements(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("");
	struct block *b = fixture_statement(doc, doc->root, "Mira", "yes");
	b->u.statement.prefix = STR("(12:58)");
	b = fixture_statement(doc, doc->root, "Bo", "");
	struct block *list = fixture_add(doc, b, BLOCK_LIST, "");
	list->origin = ORIGIN_MINUTES;
	fixture_add(doc, list, BLOCK_ITEM, "point")->origin = ORIGIN_MINUTES;
	b = fixture_statement(doc, doc->root, "Ines", "as posted");
	b->origin = ORIGIN_AGENDA;
	fixture_add(doc, b, BLOCK_PARAGRAPH, "and more");
	text_is(doc, P("Legend", "The agenda as posted") P("Legend_20_Minutes", "What the call added")
		P("Statement", S("Time", "(12:58)") " " S("Speaker", "Mira") ": yes") P("Statement_20_Lead", S("Speaker", "Bo") ":")
		BULLETS(ITEM(P("Minutes", "point"))) P("Agenda_20_Statement", S("Speaker", "Ines") ": as posted")
		P("Agenda_20_Statement", "and more"));
}

#define RULE "<text:p text:style-name=\"Horizontal_20_Line\"/>"
#define HEAD(text) CELL("head", P("Table_20_Heading", text))
#define OWNER(text) CELL("cell", P("Summary_20_Owner", text))
#define SUMMARY(text) CELL("cell", P("Summary_20_Text", text))
#define PLACE(id, text) A("#" id, "Summary_20_Link", "Summary_20_Link", text)

static void actions(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("");
	doc->date = STR("2031-05");
	struct block *b = fixture_action(doc, doc->root, "Tomas", "Tomas to write by 2031-06-01", "2031-05.1");
	b->u.action.due = STR("2031-06-01");
	b->u.action.since = STR("2031-05");
	b = fixture_action(doc, doc->root, "Bo", "close it", "2031-04.7");
	b->u.action.owner_written = true;
	b->u.action.state = ACTION_DONE;
	b->u.action.state_text = STR("- Done.");
	b->u.action.since = STR("2031-04");
	b->u.action.due = STR("2031-05-02");
	b = fixture_action(doc, doc->root, "Tomas", "drop it", "");
	b->u.action.keyword = b->u.action.anchor = STR_EMPTY;
	b->u.action.state = ACTION_DROPPED;
	b->origin = ORIGIN_AGENDA;
	b = fixture_action(doc, doc->root, "", "ask", "2031-05.2");
	fixture_add(doc, b, BLOCK_PARAGRAPH, "around")->origin = ORIGIN_MINUTES;
	text_is(doc, P("Legend", "The agenda as posted") P("Legend_20_Minutes", "What the call added") P("Summary_20_Heading", "Actions")
		TABLE("actions-100", COLUMN("20") COLUMN("50") COLUMN("16") COLUMN("14")
			HEADER(ROW(HEAD("Owner") HEAD("Action") HEAD("Due") HEAD("State")))
			ROW(OWNER("Bo") SUMMARY(PLACE("a-2031-04.7", "2031-04.7") " close it") SUMMARY("2031-05-02") SUMMARY(S("State_20_Done", "Done")))
			ROW(OWNER("Tomas") SUMMARY(PLACE("a-2031-05.1", "2031-05.1") " Tomas to write by 2031-06-01") SUMMARY("2031-06-01")
				SUMMARY(S("State", "open")))
			ROW(CELL("cell", "<text:p text:style-name=\"Summary_20_Owner\"/>") SUMMARY(S("Index_20_Link", "drop it"))
				CELL("cell", "<text:p text:style-name=\"Summary_20_Text\"/>") SUMMARY(S("State_20_Dropped", "dropped")))
			ROW(OWNER("Nobody yet") SUMMARY(PLACE("a-2031-05.2", "2031-05.2") " ask")
				CELL("cell", "<text:p text:style-name=\"Summary_20_Text\"/>") SUMMARY(S("State", "open"))))
		RULE P("Action", B("a-2031-05.1") S("Action_20_Keyword", "ACTION") " " S("Action_20_Id", "2031-05.1") ": Tomas to write by 2031-06-01")
		P("Action", B("a-2031-04.7") S("Action_20_Keyword", "ACTION") " " S("Action_20_Id", "2031-04.7") " " S("Owner", "Bo") ": close it "
			S("Since", "since 2031-04") " " S("Due", "due 2031-05-02") " " S("State_20_Done", "- Done."))
		P("Agenda_20_Action", "drop it " S("State_20_Dropped", "dropped"))
		P("Action", B("a-2031-05.2") S("Action_20_Keyword", "ACTION") " " S("Action_20_Id", "2031-05.2") ": ask") P("Action", "around"));
}

static void decisions_and_votes(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("");
	struct block *vote = fixture_add(doc, doc->root, BLOCK_VOTE, "nine months");
	vote->u.vote.keyword = STR("VOTE");
	vote->u.vote.id = STR("v-nine");
	vote->u.vote.outcome = STR("PASSED");
	vote->u.vote.tally = fixture_text(doc, "+1 Mira; PASSED");
	block_list_add(&doc->votes, vote);
	fixture_decision(doc, doc->root, "no change", "d-no-change");
	vote = fixture_add(doc, doc->root, BLOCK_VOTE, "");
	vote->u.vote.keyword = STR("Poll");
	vote->u.vote.outcome = STR("carried");
	vote->u.vote.positions = ARENA_ARRAY(&doc->arena, struct position, 2);
	vote->u.vote.position_count = 2;
	vote->u.vote.positions[0] = (struct position){ fixture_mention(doc, "Mira").items[0], STR("+1"), STR("two") };
	vote->u.vote.positions[1] = (struct position){ fixture_mention(doc, "Bo").items[0], STR("-1"), STR_EMPTY };
	block_list_add(&doc->votes, vote);
	/* What the text says is not repeated. */
	vote = fixture_add(doc, doc->root, BLOCK_VOTE, "+1 Bo, carried");
	vote->u.vote.outcome = STR("carried");
	vote->u.vote.positions = ARENA_NEW(&doc->arena, struct position);
	vote->u.vote.positions[0] = (struct position){ fixture_mention(doc, "Bo").items[0], STR("+1"), STR_EMPTY };
	vote->u.vote.position_count = 1;
	block_list_add(&doc->votes, vote);
#define INDEX(id, text) A("#" id, "Index_20_Link", "Index_20_Link", text)
	text_is(doc, P("Summary_20_Heading", "Decisions") BULLETS(
			ITEM(P("Summary_20_Item", INDEX("v-nine", "nine months") " " S("Tally", "PASSED")))
			ITEM(P("Summary_20_Item", INDEX("d-no-change", "no change")))
			ITEM(P("Summary_20_Item", "<text:span text:style-name=\"Index_20_Link\"/>" S("Tally", "carried")))
			ITEM(P("Summary_20_Item", S("Index_20_Link", "+1 Bo, carried"))))
		RULE P("Vote", B("v-nine") S("Vote_20_Keyword", "VOTE") ": nine months<text:line-break/>" S("Tally", "+1 Mira; PASSED"))
		P("Decision", B("d-no-change") S("Decision_20_Keyword", "AGREED") ": no change")
		P("Vote", S("Vote_20_Keyword", "Poll") ": " S("Tally", "+1 Mira: two; -1 Bo; carried"))
		P("Vote", "+1 Bo, carried"));
}

static void add_told(struct document *doc, const struct block *b, const char *text, const char *id, const struct block *topic)
{
	struct decision *all = ARENA_ARRAY(&doc->arena, struct decision, doc->decision_count + 1);
	if (doc->decision_count)
		memcpy(all, doc->decisions, doc->decision_count * sizeof *all);
	all[doc->decision_count++] = (struct decision){ str_of(text), topic, b, str_of(id), b->line };
	doc->decisions = all;
}

/* What tells a decision has its bookmark; a vote that decided is one entry. */
static void decisions_told(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("");
	struct block *topic = fixture_heading(doc, 1, "Oil", "t-oil");
	struct block *b = fixture_add(doc, doc->root, BLOCK_PARAGRAPH, "We buy oil and wicks.");
	add_told(doc, b, "buy oil", "d-buy", topic);
	add_told(doc, b, "buy wicks", "d-buy", topic);
	struct block *list = fixture_add(doc, doc->root, BLOCK_LIST, "");
	add_told(doc, fixture_add(doc, list, BLOCK_ITEM, "We sell lamps."), "sell lamps", "d-sell", topic);
	b = fixture_add(doc, doc->root, BLOCK_PARAGRAPH, "We wait.");
	add_told(doc, b, "wait", "", topic);
	b = fixture_add(doc, doc->root, BLOCK_VOTE, "to light it");
	b->origin = ORIGIN_AGENDA;
	b->u.vote.id = STR("v-light");
	b->u.vote.outcome = STR("PASSED");
	block_list_add(&doc->votes, b);
	add_told(doc, b, "light it", "v-light", topic);
	text_is(doc, P("Summary_20_Heading", "Decisions") BULLETS(
			ITEM(P("Summary_20_Item", INDEX("d-buy", "buy oil"))) ITEM(P("Summary_20_Item", INDEX("d-buy", "buy wicks")))
			ITEM(P("Summary_20_Item", INDEX("d-sell", "sell lamps"))) ITEM(P("Summary_20_Item", INDEX("t-oil", "wait")))
			ITEM(P("Summary_20_Item", INDEX("v-light", "light it") " " S("Tally", "PASSED"))))
		H("Heading_20_1", "1", "t-oil", "Oil") P("Text_20_body", B("d-buy") "We buy oil and wicks.")
		BULLETS(ITEM(P("Text_20_body", B("d-sell") "We sell lamps."))) P("Text_20_body", "We wait.")
		P("Agenda_20_Vote", B("v-light") "to light it<text:line-break/>" S("Tally", "PASSED")));
}

/* What the call added has styles of its own; a word in a line of the agenda has one, too. */
static void origins(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("");
	fixture_add(doc, doc->root, BLOCK_PARAGRAPH, "")->text = fixture_keep(doc, FIXTURE_SPANS(TEXT("in "), OPEN(MARK_INSERTED),
		TEXT("May"), CLOSE(MARK_INSERTED)));
	text_is(doc, P("Legend", "The agenda as posted") P("Legend_20_Minutes", "What the call added")
		P("Text_20_body", "in " S("Inserted", "May")));
	doc = fixture_empty("");
	static const enum block_type types[] = { BLOCK_PARAGRAPH, BLOCK_RULE, BLOCK_REFERENCE, BLOCK_CODE };
	for (size_t i = 0; i < 4; i++)
		fixture_add(doc, doc->root, types[i], i ? "" : "p")->origin = ORIGIN_MINUTES;
	struct block *quote = fixture_add(doc, doc->root, BLOCK_QUOTE, "");
	fixture_add(doc, quote, BLOCK_PARAGRAPH, "q")->origin = ORIGIN_MINUTES;
	fixture_heading(doc, 2, "h", "t-h")->origin = ORIGIN_MINUTES;
	text_is(doc, P("Minutes", "p") "<text:p text:style-name=\"Horizontal_20_Line\"/><text:p text:style-name=\"Minutes_20_Reference\"/>"
		"<text:p text:style-name=\"Minutes_20_Preformatted_20_Text\"/>" P("Minutes_20_Quotations", "q")
		H("Minutes_20_Heading_20_2", "2", "t-h", "h"));
}

static void forbidden_characters(void **state)
{
	(void)state;
	text_is(one(BLOCK_PARAGRAPH, FIXTURE_SPANS(TEXT("a\x01]]>\xff\xef\xbf\xbe"))),
		P("Text_20_body", "a\xef\xbf\xbd]]&gt;\xef\xbf\xbd\xef\xbf\xbd"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(spans), cmocka_unit_test(blanks_that_count), cmocka_unit_test(links),
		cmocka_unit_test(field_and_paragraphs), cmocka_unit_test(code_and_references), cmocka_unit_test(headings),
		cmocka_unit_test(contents), cmocka_unit_test(lists), cmocka_unit_test(items_without_text),
		cmocka_unit_test(table_in_list), cmocka_unit_test(tables), cmocka_unit_test(series),
		cmocka_unit_test(automatic_styles), cmocka_unit_test(rolls), cmocka_unit_test(roll_with_heads),
		cmocka_unit_test(statements), cmocka_unit_test(actions), cmocka_unit_test(decisions_and_votes),
		cmocka_unit_test(decisions_told),
		cmocka_unit_test(origins), cmocka_unit_test(forbidden_characters),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
