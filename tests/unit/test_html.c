/* html*.c: every block, span and summary to exact bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fixture.h"
#include "model/roll.h"
#include "write/write.h"

static char folder[] = "/tmp/rollcall-html-XXXXXX";
static char page[64];

static int make_folder(void **state)
{
	(void)state;
	bool made = mkdtemp(folder) != NULL;
	snprintf(page, sizeof page, "%s/page.html", folder);
	return made ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	unlink(page);
	return rmdir(folder);
}

/* What a template of nothing but a title, these slots and the body makes of them. The document is freed. */
static void slot_is(struct document *doc, const char *slots, const char *expected)
{
	struct out out = OUT_MEMORY;
	FILE *f = fopen(page, "w");
	assert_non_null(f);
	fprintf(f, "<html><h1 data-rc='title'/>%s</html>", slots);
	assert_int_equal(fclose(f), 0);
	assert_null(document_check(doc));
	assert_null(write_html(doc, &(struct write_options){ folder, NULL }, &out));
	struct str text = buf_slice(&out.pending);
	size_t begin = str_find(text, STR("</h1>"), 0) + 5;
	assert_true(str_ends(text, STR("</html>\n")));
	text.p = arena_cstr(&doc->arena, str_range(text.p + begin, text.p + text.n - 8));
	assert_string_equal(text.p, expected);
	out_free(&out);
	document_free(doc);
}

static void body_is(struct document *doc, const char *expected)
{
	char all[8192];
	snprintf(all, sizeof all, "<div>\n%s</div>", expected);
	slot_is(doc, "<div data-rc='body'/>", all);
}

static struct document *one(enum block_type type, struct inlines text)
{
	struct document *doc = fixture_empty("T");
	fixture_add(doc, doc->root, type, "")->text = fixture_keep(doc, text);
	return doc;
}

static void spans(void **state)
{
	(void)state;
	body_is(one(BLOCK_PARAGRAPH, FIXTURE_SPANS(TEXT("a<b> "), OPEN(MARK_EMPHASIS), TEXT("e"), OPEN(MARK_STRONG),
		TEXT("s"),
		CLOSE(MARK_STRONG), CLOSE(MARK_EMPHASIS), BREAK, CODE("x & y"), OPEN(MARK_UNDERLINE), TEXT("u"),
			CLOSE(MARK_UNDERLINE),
		OPEN(MARK_STRIKE), TEXT("d"), CLOSE(MARK_STRIKE), OPEN(MARK_HIGHLIGHT), TEXT("m"), CLOSE(MARK_HIGHLIGHT),
		OPEN(MARK_SUBSCRIPT), TEXT("1"), CLOSE(MARK_SUBSCRIPT), OPEN(MARK_SUPERSCRIPT), TEXT("2"),
			CLOSE(MARK_SUPERSCRIPT),
		OPEN(MARK_INSERTED), TEXT("i"), CLOSE(MARK_INSERTED))),
		"<p>a&lt;b&gt; <em>e<strong>s</strong></em><br>\n"
		"<code>x &amp; y</code><u>u</u><s>d</s><mark>m</mark><sub>1</sub><sup>2</sup><ins>i</ins></p>\n");
	/* `a`s is two words to who searches; <u>a</u>s is one. */
	body_is(one(BLOCK_PARAGRAPH, FIXTURE_SPANS(CODE("a"), TEXT("s"), OPEN(MARK_STRONG), TEXT("b"),
		CLOSE(MARK_STRONG), TEXT(", "),
		LINK_TO("#x"), TEXT("c"), CLOSE(MARK_LINK), TEXT("\xc3\xa9"), OPEN(MARK_UNDERLINE), TEXT("d"),
			CLOSE(MARK_UNDERLINE), TEXT("s"))),
		"<p><code>a</code><wbr>s<strong>b</strong>, <a href=\"#x\">c</a><wbr>\xc3\xa9<u>d</u>s</p>\n");
}

static void link_is(const char *url, const char *expected)
{
	struct document *doc = fixture_empty("T");
	struct span open = LINK_TO("");
	char all[512];
	open.text = str_of(url);
	const struct span link[] = { open, TEXT("t"), CLOSE(MARK_LINK) };
	fixture_add(doc, doc->root, BLOCK_PARAGRAPH, "")->text = (struct inlines){ link, 3 };
	snprintf(all, sizeof all, "<p>%s</p>\n", expected);
	body_is(doc, all);
}

static void links(void **state)
{
	(void)state;
	static const char *const good[] = {
		"http://example.org", "https://example.org:8080/a/b;c?d=e&amp;f#g", "HTTPS://Example.ORG./",
		"ftp://ftp.example.org/x",
		"http://192.0.2.7/", "http://[2001:db8::1]:80/", "http://under_score.example/",
		"mailto:mira@example.org?subject=x",
		"tel:+1-555", "irc://irc.example.org/lantern", "xmpp:a@b", "notes/2031.txt", "../x", "?a=b", "#t-x",
		"//example.org/x",
		"https://example.org/%41%7e",
	};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		char expected[256], url[256];
		snprintf(expected, sizeof expected, "<a href=\"%s\">t</a>", good[i]);
		snprintf(url, sizeof url, "%s", good[i]);
		char *amp = strstr(url, "&amp;");
		if (amp)
			memmove(amp + 1, amp + 5, strlen(amp + 5) + 1);
		link_is(url, expected);
	}
	/* Made valid; the title keeps what the notes say. */
	link_is("https://example.org/a b|{c}\"", "<a href=\"https://example.org/a%20b%7C%7Bc%7D%22\" "
		"title=\"https://example.org/a b|{c}&quot;\">t</a>");
	link_is("https://example.org/100%", "<a href=\"https://example.org/100%25\" title=\"https://example.org/100%\">"
		"t</a>");
	link_is("https://example.org/#a#b[c]", "<a href=\"https://example.org/#a%23b%5Bc%5D\" "
		"title=\"https://example.org/#a#b[c]\">t</a>");
	link_is("https://example.org/\xc3\xa9", "<a href=\"https://example.org/\xc3\xa9\">t</a>");
}

/* No page links there. */
static void bad_links(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"javascript:alert(1)", "JavaScript:x", " javascript:x", "java\tscript:x", "data:text/html,x", "vbscript:x",
		"file:///etc/passwd",
		"http:", "http:example.org", "http://", "http:///x", "http://a@b/", "http://a b/", "http://a..b/",
		"http://-a/", "http://256.1.1.1/",
		"http://1.2.3/", "http://0x7f/", "http://a:99999/", "http://a:b/", "http://[::1/", "http://[1:2]/",
		"http://\xe2\x80\xae/", "mailto:", "",
		"https://a\\b",
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		char expected[256];
		snprintf(expected, sizeof expected, "<span title=\"%s\">t</span>", strchr(bad[i],
			'\t') ? "java&#9;script:x" : bad[i]);
		if (strcmp(bad[i], "https://a\\b") == 0)
			snprintf(expected, sizeof expected, "<a href=\"https://a%%5Cb\" title=\"https://a\\b\">t</a>");
		link_is(bad[i], expected);
	}
}

static void headings(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("T");
	static const int levels[] = { 2, 6, 6, 3, 1, 2, 3, 4, 5, 6 };
	char id[2] = "a";
	for (size_t i = 0; i < sizeof levels / sizeof *levels; i++, id[0]++)
		fixture_heading(doc, levels[i], "H", arena_cstr(&doc->arena, str_of(id)));
	struct block *b = fixture_heading(doc, 1, "Left & open", "t\"x y");
	b->u.heading.number = STR("C.1)");
	b->u.heading.covered = false;
	b->u.heading.uncovered = STR("NOT COVERED");
	fixture_heading(doc, 1, "Later", "")->u.heading.covered = false;
	slot_is(doc, "<nav data-rc='contents'/><div data-rc='body'/>", "<nav>\n<ul>\n"
		"<li><a href=\"#a\">H</a>\n<ul>\n<li><a href=\"#b\">H</a></li>\n<li><a href=\"#c\">H</a></li>\n"
		"<li><a href=\"#d\">H</a></li>\n</ul>\n</li>\n<li><a href=\"#e\">H</a>\n<ul>\n<li><a href=\"#f\">H</a>\n"
		"<ul>\n<li><a href=\"#g\">H</a>\n<ul>\n<li><a href=\"#h\">H</a>\n<ul>\n<li><a href=\"#i\">H</a></li>\n"
		"<li><a href=\"#j\">H</a></li>\n</ul>\n</li>\n</ul>\n</li>\n</ul>\n</li>\n</ul>\n</li>\n"
		"<li><a href=\"#t_x_y\"><span class=\"number\">C.1)</span> Left &amp; open</a> <span class=\"uncovered\">not "
		"covered</span></li>\n<li><span>Later</span> <span class=\"uncovered\">not covered</span></li>\n</ul>\n"
		"</nav><div>\n<h2 id=\"a\">H</h2>\n<h3 id=\"b\">H</h3>\n<h3 id=\"c\">H</h3>\n<h3 id=\"d\">H</h3>\n"
		"<h2 id=\"e\">H</h2>\n<h3 id=\"f\">H</h3>\n<h4 id=\"g\">H</h4>\n<h5 id=\"h\">H</h5>\n<h6 id=\"i\">H</h6>\n"
		"<h6 id=\"j\">H</h6>\n"
		"<h2 id=\"t_x_y\"><span class=\"number\">C.1)</span> Left &amp; open <span class=\"uncovered\">NOT "
		"COVERED</span></h2>\n<h2>Later</h2>\n</div>");
}

static void lists(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("T");
	struct block *list = fixture_add(doc, doc->root, BLOCK_LIST, "");
	list->u.list.kind = LIST_ORDERED;
	static const uint32_t numbers[] = { 2, 3, 7, 0 };
	for (size_t i = 0; i < 4; i++)
		fixture_add(doc, list, BLOCK_ITEM, "x")->u.item.number = numbers[i];
	list->u.list.tight = true;
	list = fixture_add(doc, doc->root, BLOCK_LIST, "");
	struct block *item = fixture_add(doc, list, BLOCK_ITEM, "loose");
	fixture_add(doc, item, BLOCK_PARAGRAPH, "more");
	item = fixture_add(doc, list, BLOCK_ITEM, "");
	fixture_statement(doc, item, "Bo", "said")->origin = ORIGIN_AGENDA;
	fixture_add(doc, list, BLOCK_ITEM, "arrow")->u.item.marker = STR("-->");
	list = fixture_add(doc, doc->root, BLOCK_LIST, "");
	list->u.list.tight = true;
	fixture_add(doc, list, BLOCK_ITEM, "yes")->u.item.check = CHECK_TICKED;
	fixture_add(doc, list, BLOCK_ITEM, "no")->u.item.check = CHECK_UNTICKED;
	body_is(doc, "<ol>\n<li value=\"2\">x</li>\n<li>x</li>\n<li value=\"7\">x</li>\n<li value=\"0\">x</li>\n</ol>\n"
		"<ul class=\"loose\">\n<li><p>loose</p>\n<p>more</p>\n</li>\n"
		"<li><p class=\"statement\"><b class=\"speaker\">Bo</b>: said</p>\n</li>\n"
		"<li class=\"marked\"><p><span class=\"marker\">--&gt;</span> arrow</p></li>\n</ul>\n<ul>\n"
		"<li class=\"marked\"><span class=\"marker\" role=\"img\" aria-label=\"ticked\">\xe2\x98\x91</span> yes</li>"
		"\n"
		"<li class=\"marked\"><span class=\"marker\" role=\"img\" aria-label=\"not ticked\">\xe2\x98\x90</span> "
		"no</li>\n</ul>\n");
}

static void statements(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("T");
	struct block *b = fixture_statement(doc, doc->root, "", "text");
	struct person *p = fixture_person(doc, "Mira \"Mo\" Okafor", "Northwind");
	struct mention who = { STR("Mira"), p->name, p };
	b->u.statement.who = (struct mentions){ &who, 1 };
	b->u.statement.label = fixture_text(doc, "Mira (chair)");
	b->u.statement.prefix = STR("(12:58:11 PM)");
	b = fixture_statement(doc, doc->root, "Bo", "");
	fixture_add(doc, b, BLOCK_PARAGRAPH, "below");
	for (b = doc->root->first; b; b = b->next)
		b->origin = ORIGIN_AGENDA;
	body_is(doc, "<p class=\"statement\"><span class=\"prefix\">(12:58:11 PM)</span> "
		"<b class=\"speaker\" title=\"Mira &quot;Mo&quot; Okafor, Northwind\">Mira (chair)</b>: text</p>\n"
		"<div class=\"statement\"><p><b class=\"speaker\">Bo</b>: </p>\n<p>below</p>\n</div>\n");
}

static void actions(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("T");
	doc->date = STR("2031-05");
	struct block *b = fixture_action(doc, doc->root, "", "write <it>", "2031-05.1");
	struct person *p = fixture_person(doc, "Tomas Hale", "");
	struct mention owners[] = { { STR("Tomas"), p->name, p }, { STR("Bo"), STR("Bo"), NULL } };
	b->u.action.owners = (struct mentions){ owners, 2 };
	b->u.action.owner_written = true;
	b->u.action.due = STR("2031-06-01");
	b->u.action.since = STR("2031-04");
	b->u.action.state_text = STR("[In Progress]");
	b = fixture_action(doc, doc->root, "Bo", "rest", "");
	b->u.action.keyword = STR_EMPTY;
	b->u.action.anchor = STR_EMPTY;
	b->u.action.state = ACTION_DROPPED;
	b->u.action.since = doc->date;
	b = fixture_action(doc, doc->root, "", "nobody's", "x 2");
	b->u.action.anchor = STR_EMPTY;
	b->u.action.state = ACTION_DONE;
	fixture_add(doc, b, BLOCK_PARAGRAPH, "below");
	for (b = doc->root->first; b; b = b->next)
		b->origin = ORIGIN_AGENDA;
	slot_is(doc, "<p data-rc='actions'/><div data-rc='body'/>", "<p>\n<dl class=\"owners\">\n"
		"<div>\n<dt>Bo</dt>\n"
		"<dd class=\"open\"><a href=\"#a-2031-05.1\">2031-05.1</a> write &lt;it&gt; <span class=\"since\">since "
		"<time datetime=\"2031-04\">2031-04</time></span> <span class=\"due\">due <time datetime=\"2031-06-01\">"
		"2031-06-01</time></span> <span class=\"state open\">In Progress</span></dd>\n"
		"<dd class=\"closed\"><span>rest</span> <span class=\"state dropped\">dropped</span></dd>\n</div>\n<div>\n"
		"<dt>Tomas Hale</dt>\n"
		"<dd class=\"open\"><a href=\"#a-2031-05.1\">2031-05.1</a> write &lt;it&gt; <span class=\"since\">since "
		"<time datetime=\"2031-04\">2031-04</time></span> <span class=\"due\">due <time datetime=\"2031-06-01\">"
		"2031-06-01</time></span> <span class=\"state open\">In Progress</span></dd>\n</div>\n<div>\n"
		"<dt>Nobody yet</dt>\n"
		"<dd class=\"closed\"><a href=\"#a-x_2\">x 2</a> nobody's <span class=\"state done\">done</span></dd>\n"
		"</div>\n</dl>\n</p><div>\n"
		"<p class=\"action\" id=\"a-2031-05.1\"><b class=\"keyword\">ACTION</b> <a class=\"id\" "
		"href=\"#a-2031-05.1\">2031-05.1</a> <b class=\"owner\" title=\"Tomas Hale\">Tomas</b>, <b class=\"owner\">"
		"Bo</b>: write &lt;it&gt; <span class=\"since\">since <time datetime=\"2031-04\">2031-04</time></span> <span "
		"class=\"due\">due <time datetime=\"2031-06-01\">2031-06-01</time></span> <span class=\"state open\">In "
		"Progress</span></p>\n"
		"<p class=\"action closed\"><b class=\"keyword\">Action</b> rest <span class=\"state dropped\">dropped</span>"
		"</p>\n"
		"<div class=\"action closed\" id=\"a-x_2\"><p><b class=\"keyword\">ACTION</b> <a class=\"id\" "
		"href=\"#a-x_2\">x 2</a> nobody's <span class=\"state done\">done</span></p>\n<p>below</p>\n</div>\n</div>");
}

static void decisions(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("T");
	fixture_heading(doc, 1, "H", "t-h");
	struct block *said = fixture_add(doc, doc->root, BLOCK_PARAGRAPH, "We agreed. The board decided.");
	struct block *vote = fixture_add(doc, doc->root, BLOCK_VOTE, "to move");
	vote->u.vote.keyword = STR("VOTE");
	vote->u.vote.id = STR("v-to-move");
	vote->u.vote.outcome = STR("PASSED");
	vote->u.vote.tally = fixture_text(doc, "+1 all");
	block_list_add(&doc->votes, vote);
	struct block *lost = fixture_add(doc, doc->root, BLOCK_VOTE, "to stay");
	lost->u.vote.id = STR("v-to-stay");
	block_list_add(&doc->votes, lost);
	fixture_decision(doc, doc->root, "go <on>", "d-go-on");
	struct decision all[] = {
		{ STR("We agreed."), doc->root->first, said, STR("d-we-agreed"), said->line },
		{ STR("The board decided."), doc->root->first, said, STR("d-the-board"), said->line },
		{ STR("to move"), doc->root->first, vote, STR("v-to-move"), vote->line },
		doc->decisions[0],
		{ STR("no place"), doc->root->first, said, STR_EMPTY, 9999 },
	};
	doc->decisions = all;
	doc->decision_count = 5;
	for (struct block *b = doc->root->first; b; b = b->next)
		b->origin = ORIGIN_AGENDA;
	slot_is(doc, "<p data-rc='decisions'/><div data-rc='body'/>", "<p>\n<ul class=\"decisions\">\n"
		"<li><a href=\"#d-we-agreed\">We agreed.</a></li>\n"
		"<li><a href=\"#d-the-board\">The board decided.</a></li>\n"
		"<li><a href=\"#v-to-move\">to move</a> <span class=\"outcome\">PASSED</span></li>\n"
		"<li><a href=\"#v-to-stay\">to stay</a></li>\n<li><a href=\"#d-go-on\">go &lt;on&gt;</a></li>\n"
		"<li><a href=\"#t-h\">no place</a></li>\n</ul>\n</p><div>\n<h2 id=\"t-h\">H</h2>\n"
		"<p id=\"d-we-agreed\"><span id=\"d-the-board\"></span>We agreed. The board decided.</p>\n"
		"<div class=\"vote\" id=\"v-to-move\"><p><b class=\"keyword\">VOTE</b> to move</p>\n"
		"<p class=\"tally\">+1 all</p>\n</div>\n<div class=\"vote\" id=\"v-to-stay\"><p>to stay</p>\n</div>\n"
		"<p class=\"decision\" id=\"d-go-on\"><b class=\"keyword\">AGREED</b> go &lt;on&gt;</p>\n</div>");
}

static void tables(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("T");
	fixture_lantern_series(doc);
	doc->root->first->first->next->last->text = fixture_text(doc, "Ines Duarte, Northwind Otto Weiss, Tern Labs");
	struct person who[] = {
		*fixture_person(doc, "Ines Duarte", "Northwind"), *fixture_person(doc, "Otto Weiss", "Tern Labs"),
	};
	doc->series[0]->stakeholders = who;
	doc->series[0]->stakeholder_count = 2;
	for (struct block_iter it = block_iter(doc->root); block_next(&it);)
		it.block->origin = ORIGIN_AGENDA;
	struct block *t = fixture_add(doc, doc->root, BLOCK_TABLE, "");
	FIXTURE_ROW(doc, t, false, "1", "2", "3", "<4>");
	FIXTURE_ROW(doc, t, true, "late");
	body_is(doc, "<table class=\"series\">\n<thead>\n<tr>\n<th scope=\"col\">Series</th>\n<th scope=\"col\">"
		"Stakeholders</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td><b class=\"title\">Shadow paging rework</b>\n"
		"<p>Waiting for v4</p>\n"
		"<p class=\"statement\"><b class=\"speaker\">Bo</b>: the second half can go in now</p>\n"
		"<p class=\"action\" id=\"a-2031-05.2\"><b class=\"keyword\">ACTION</b> <a class=\"id\" "
		"href=\"#a-2031-05.2\">2031-05.2</a> Ines to split the series <span class=\"state open\">open</span></p>\n"
		"</td>\n<td>Ines Duarte, Northwind<br>\nOtto Weiss, Tern Labs</td>\n</tr>\n<tr>\n"
		"<td><b class=\"title\">Lamp oil accounting</b></td>\n<td>Yun Sato, Heliograph</td>\n</tr>\n</tbody>\n"
		"</table>\n<div class=\"box\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">\n<table>\n<tbody>\n<tr>\n"
		"<td>1</td>\n<td>2</td>\n<td>3</td>\n<td>&lt;4&gt;</td>\n</tr>\n<tr>\n<th scope=\"col\">late</th>\n</tr>\n"
		"</tbody>\n</table>\n</div>\n");
}

static void verbatim(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("T");
	struct block *quote = fixture_add(doc, doc->root, BLOCK_QUOTE, "");
	fixture_add(doc, quote, BLOCK_PARAGRAPH, "")->text = FIXTURE_SPANS(TEXT("one"), BREAK, TEXT("two"));
	fixture_add(doc, fixture_add(doc, quote, BLOCK_QUOTE, ""), BLOCK_PARAGRAPH, "deeper");
	struct block *code = fixture_add(doc, doc->root, BLOCK_CODE, "");
	code->u.code.text = STR("\na < b;\n\tc");
	code = fixture_add(doc, doc->root, BLOCK_CODE, "");
	code->u.code.text = STR("a line that no telephone shows whole");
	code->u.code.info = STR("sh <x>");
	struct block *r = fixture_add(doc, doc->root, BLOCK_REFERENCE, "behind");
	r->u.reference.label = STR("1");
	r->u.reference.url = STR("https://example.org/");
	fixture_add(doc, doc->root, BLOCK_REFERENCE, "")->u.reference.url = STR("javascript:x");
	fixture_add(doc, doc->root, BLOCK_RULE, "");
	body_is(doc, "<blockquote>\n<p>one<br>\ntwo</p>\n<blockquote>\n<p>deeper</p>\n</blockquote>\n</blockquote>\n"
		"<pre><code>\na &lt; b;\n\tc</code></pre>\n<p class=\"info\">sh &lt;x&gt;</p>\n"
		"<div class=\"box\" tabindex=\"0\" role=\"group\" aria-label=\"Code\">\n"
		"<pre><code>a line that no telephone shows whole</code></pre>\n</div>\n"
		"<p class=\"reference\"><span class=\"label\">[1]</span> <a href=\"https://example.org/\" class=\"url\">"
		"https://example.org/</a> behind</p>\n<p class=\"reference\">javascript:x</p>\n<hr>\n");
}

/* A run of minutes has one mark around it; items, rows and cells have their own; nothing is marked twice. */
static void origins(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("T");
	fixture_add(doc, doc->root, BLOCK_PARAGRAPH, "a");
	for (int i = 0; i < 2; i++)
		fixture_add(doc, doc->root, BLOCK_PARAGRAPH, "m")->origin = ORIGIN_MINUTES;
	struct block *list = fixture_add(doc, doc->root, BLOCK_LIST, "");
	list->u.list.tight = true;
	fixture_add(doc, list, BLOCK_ITEM, "a");
	struct block *item = fixture_add(doc, list, BLOCK_ITEM, "m");
	item->origin = ORIGIN_MINUTES;
	fixture_add(doc, item, BLOCK_PARAGRAPH, "n")->origin = ORIGIN_MINUTES;
	item = fixture_add(doc, list, BLOCK_ITEM, "m");
	item->origin = ORIGIN_MINUTES;
	item->u.item.marker = STR("a)");
	struct block *table = fixture_add(doc, doc->root, BLOCK_TABLE, "");
	FIXTURE_ROW(doc, table, false, "a", "m")->last->origin = ORIGIN_MINUTES;
	struct block *row = FIXTURE_ROW(doc, table, false, "m", "n");
	row->origin = row->first->origin = row->last->origin = ORIGIN_MINUTES;
	fixture_add(doc, doc->root, BLOCK_PARAGRAPH, "m")->origin = ORIGIN_MINUTES;
	slot_is(doc, "<p data-rc-if='legend'>legend</p><div data-rc='body'/>", "<p>legend</p><div>\n<p>a</p>\n"
		"<div class=\"minutes\" role=\"group\" aria-label=\"Minutes\">\n<p>m</p>\n<p>m</p>\n</div>\n<ul>\n"
		"<li>a</li>\n<li class=\"minutes\">m\n<p>n</p>\n</li>\n"
		"<li class=\"minutes marked\"><span class=\"marker\">a)</span> m</li>\n</ul>\n<table>\n<tbody>\n<tr>\n"
		"<td>a</td>\n<td class=\"minutes\">m</td>\n</tr>\n<tr class=\"minutes\">\n<td>m</td>\n<td>n</td>\n</tr>\n"
		"</tbody>\n</table>\n<div class=\"minutes\" role=\"group\" aria-label=\"Minutes\">\n<p>m</p>\n</div>\n"
		"</div>");
}

static void one_origin(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("T");
	fixture_add(doc, doc->root, BLOCK_PARAGRAPH, "m")->origin = ORIGIN_MINUTES;
	fixture_field(doc, "Chair", "Bo");
	slot_is(doc, "<p data-rc-if='legend'>legend</p><p data-rc='fields'/><div data-rc='body'/>",
		"<p>\n<dl class=\"fields\">\n<div><dt>Chair</dt> <dd>Bo</dd></div>\n</dl>\n</p><div>\n<p>m</p>\n</div>");
	/* An insertion into the agenda is minutes, too. */
	doc = one(BLOCK_PARAGRAPH, FIXTURE_SPANS(TEXT("a "), OPEN(MARK_INSERTED), TEXT("m"), CLOSE(MARK_INSERTED)));
	doc->origin_known = true;
	slot_is(doc, "<p data-rc-if='legend'>legend</p><div data-rc='body'/>", "<p>legend</p><div>\n<p>a <ins>m</ins></p>"
		"\n</div>");
}

static struct document *attended(void)
{
	struct document *doc = fixture_empty("T");
	struct block *first = fixture_heading(doc, 1, "Folks", "t-folks"), *second = fixture_heading(doc, 1, "Guests",
		"t-guests");
	first->u.heading.of_roll = second->u.heading.of_roll = true;
	first->u.heading.number = STR("1.");
	doc->topics.count = 0;
	struct block *roll = block_new(doc, BLOCK_ROLL, 1);
	block_insert_after(first, roll);
	roll->u.roll.heading = first;
	fixture_attendee(doc, roll, "Bo", "");
	fixture_attendee(doc, roll, "Yun", "Tern <Labs>")->status = PERSON_EXPECTED;
	fixture_attendee(doc, roll, "Mira", "Northwind")->role = STR("chair");
	struct person *p = fixture_attendee(doc, roll, "Ines", "Northwind");
	static struct str aliases[] = { { "@ines", 5 }, { "ID", 2 } };
	p->aliases = aliases;
	p->alias_count = 2;
	p->note = STR("joined late");
	p->status = PERSON_PARTIAL;
	roll = fixture_add(doc, doc->root, BLOCK_ROLL, "");
	roll->u.roll.label = fixture_text(doc, "Regrets");
	roll->u.roll.heading = second;
	fixture_attendee(doc, roll, "Otto", "")->status = PERSON_ABSENT;
	return doc;
}

#define FOLKS "<ul class=\"people\" title=\"Name, Affiliation, Role, Nick, Attendance, Notes\">\n<li><span " \
"class=\"name\">Mira</span>, <span class=\"org\">Northwind</span>, <span class=\"role\">chair</span></li>\n" \
	"<li><span class=\"name\">Ines</span> <span class=\"alias\">@ines</span>, <span class=\"alias\">ID</span>, " \
	"<span class=\"org\">Northwind</span> " \
	"(<span class=\"note\">joined late</span>) <span class=\"status partial\">partial</span></li>\n" \
	"<li class=\"first\"><span class=\"name\">Yun</span>, <span class=\"org\">Tern &lt;Labs&gt;</span> <span " \
	"class=\"status expected\">expected</span></li>\n" \
	"<li class=\"first\"><span class=\"name\">Bo</span></li>\n</ul>\n"
#define GUESTS "<p class=\"label\">Regrets</p>\n<ul class=\"people\" title=\"Name, Affiliation, Attendance\">\n<li>" \
"<span class=\"name\">Otto</span> " \
	"<span class=\"status absent\">absent</span></li>\n</ul>\n"

static void rolls(void **state)
{
	(void)state;
	/* The first caption is the section's heading; where the template has no place for it, it stands with its roll. */
	slot_is(attended(), "<h2 data-rc='attendees-title'/><a href='#x' data-rc='attendees-title'/><p "
		"data-rc='attendees'/><div data-rc='body'/>",
		"<h2>1. Folks</h2><a href=\"#x\">Folks</a><p>\n<div class=\"roll\" id=\"t-folks\">\n" FOLKS "</div>\n"
		"<div class=\"roll\" id=\"t-guests\">\n<h3>Guests</h3>\n" GUESTS "</div>\n</p><div>\n</div>");
	slot_is(attended(), "<p data-rc='attendees'/><div data-rc='body'/>", "<p>\n<div class=\"roll\" id=\"t-folks\">"
		"\n<h3>1. Folks</h3>\n" FOLKS
		"</div>\n<div class=\"roll\" id=\"t-guests\">\n<h3>Guests</h3>\n" GUESTS "</div>\n</p><div>\n</div>");
	/* And without a place for the rolls, all stay in the body. */
	body_is(attended(), "<h2 id=\"t-folks\"><span class=\"number\">1.</span> Folks</h2>"
		"\n" FOLKS "<h2 id=\"t-guests\">Guests</h2>\n" GUESTS);
}

/* A list of rolls alone leaves no empty bullets. */
static void rolls_in_lists(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("T");
	struct block *list = fixture_add(doc, doc->root, BLOCK_LIST, "");
	list->u.list.tight = true;
	struct block *roll = fixture_add(doc, fixture_add(doc, list, BLOCK_ITEM, ""), BLOCK_ROLL, "");
	fixture_attendee(doc, roll, "Bo", "");
	list = fixture_add(doc, doc->root, BLOCK_LIST, "");
	list->u.list.tight = true;
	fixture_add(doc, fixture_add(doc, list, BLOCK_ITEM, "with"), BLOCK_ROLL, "");
	slot_is(doc, "<p data-rc='attendees'/><div data-rc='body'/>", "<p>\n<ul class=\"people\" title=\"Name, "
		"Affiliation\">\n<li><span class=\"name\">Bo</span></li>\n</ul>\n</p><div>\n<ul>\n<li>with\n</li>\n</ul>\n"
		"</div>");
}

static void roll_table(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("T");
	struct block *roll = fixture_add(doc, doc->root, BLOCK_ROLL, "");
	struct str heads[6] = { STR_EMPTY, STR_EMPTY, STR_EMPTY, STR_EMPTY, STR_EMPTY, STR_EMPTY };
	heads[COLUMN_AFFILIATION] = STR("Company");
	heads[COLUMN_STATUS] = STR("There?");
	roll->u.roll.columns = heads;
	fixture_attendee(doc, roll, "Yun", "Heliograph")->status = PERSON_ABSENT;
	fixture_attendee(doc, roll, "Tomas", "Heliograph")->note = STR("late");
	body_is(doc, "<div class=\"box\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">\n<table class=\"people\">"
		"\n<thead>\n<tr>\n<th scope=\"col\">Name</th>\n<th scope=\"col\">Company</th>\n"
		"<th scope=\"col\">There?</th>\n<th scope=\"col\">Notes</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n"
		"<td><span class=\"name\">Yun</span></td>\n<td><span class=\"org\">Heliograph</span></td>\n"
		"<td><span class=\"status absent\">absent</span></td>\n<td></td>\n</tr>\n<tr class=\"same\">\n"
		"<td><span class=\"name\">Tomas</span></td>\n<td><span class=\"org\">Heliograph</span></td>\n"
		"<td><span class=\"status present\">present</span></td>\n<td>late</td>\n</tr>\n</tbody>\n</table>\n</div>\n");
}

/* The label of the only roll heads the section, and is not said twice. */
static void roll_label(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++) {
		struct document *doc = fixture_empty("T");
		struct block *roll = fixture_add(doc, doc->root, BLOCK_ROLL, "");
		roll->u.roll.label = fixture_text(doc, "Folks & guests");
		if (i == 0)
			slot_is(doc, "<h2 data-rc='attendees-title' data-rc-title='attendees-title'>A</h2><p "
				"data-rc='attendees'/><div data-rc='body'/>",
				"<h2 title=\"Folks &amp; guests\">Folks &amp; guests</h2><p>\n</p><div>\n</div>");
		else
			body_is(doc, "<p class=\"label\">Folks &amp; guests</p>\n");
	}
}

/* The built-in page: nothing is fetched, the style is in it, and every reference to a place has that place. */
static void whole_page(void **state)
{
	(void)state;
	struct document *doc = fixture_lantern();
	struct out out = OUT_MEMORY;
	assert_null(write_html(doc, &(struct write_options){ NULL, NULL }, &out));
	struct str text = buf_slice(&out.pending);
	assert_true(str_starts(text, STR("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")));
	assert_true(str_ends(text, STR("</body>\n</html>\n")));
	assert_true(str_find(text, STR("@media print"), 0) != STR_NONE);
	static const char *const absent[] = { "<script", "<link", "src=", "data-rc", "@import", "url(" };
	for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
		assert_true(str_find(text, str_of(absent[i]), 0) == STR_NONE);
	size_t places = 0;
	for (size_t at = 0; (at = str_find(text, STR("href=\"#"), at)) != STR_NONE; places++) {
		at += 7;
		struct str name = str_first(str_skip(text, at), str_find_char(text, '"', at) - at);
		struct str id = arena_printf(&doc->arena, " id=\"%.*s\"", STR_FMT(name));
		size_t first = str_find(text, id, 0);
		assert_true(first != STR_NONE);
		assert_true(str_find(text, id, first + 1) == STR_NONE);
	}
	assert_int_equal(places, 14);
	out_free(&out);
	document_free(doc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(spans), cmocka_unit_test(links), cmocka_unit_test(bad_links), cmocka_unit_test(headings),
		cmocka_unit_test(lists), cmocka_unit_test(statements), cmocka_unit_test(actions), cmocka_unit_test(decisions),
		cmocka_unit_test(tables), cmocka_unit_test(verbatim), cmocka_unit_test(origins), cmocka_unit_test(one_origin),
		cmocka_unit_test(rolls), cmocka_unit_test(rolls_in_lists), cmocka_unit_test(roll_table),
			cmocka_unit_test(roll_label), cmocka_unit_test(whole_page),
	};
	return cmocka_run_group_tests_name("html", tests, make_folder, remove_folder);
}
