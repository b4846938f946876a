/* Listings: one set of rows in every format. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "write/listing.h"

enum { ID, NOTE, COUNT };
static const struct listing_column columns[] = {
	[ID] = { "id", "Id", false, false, LISTING_SHOWN },
	[NOTE] = { "note", "Note", true, false, LISTING_SHOWN },
	[COUNT] = { "count", "Count", false, true, LISTING_PAGE },
};

struct fixture {
	struct arena arena;
	struct listing *l;
	struct out out;
};

static void begin(struct fixture *f)
{
	*f = (struct fixture){ .arena = ARENA_INIT, .out = OUT_MEMORY };
	f->l = listing_new(&f->arena, STR("Things | here"), columns, 3);
	f->l->nothing = STR("None.");
	f->l->group_key = "owner";
}

static void add(struct fixture *f, struct str id, struct str note, struct str count)
{
	listing_row(f->l);
	listing_put(f->l, ID, id);
	listing_put(f->l, NOTE, note);
	listing_put(f->l, COUNT, count);
}

static void end(struct fixture *f, const char *expected)
{
	assert_string_equal(f->out.pending.p, expected);
	listing_free(f->l);
	arena_free(&f->arena);
	out_free(&f->out);
}

static void text(void **state)
{
	(void)state;
	struct fixture f;
	begin(&f);
	listing_group(f.l, STR("B\xc3\xb6 \033[2J"));
	add(&f, STR("1"), STR("a note that is so long that it has to be broken somewhere before its end, because"), STR("7"));
	add(&f, STR("two\n2"), STR("https://lists.example.org/archive/lantern-devel/2024-05/00118-and-so-on-and-so-on.html x"), STR("8"));
	listing_group(f.l, STR("C"));
	add(&f, STR("3"), STR(""), STR("9"));
	listing_text(f.l, &f.out);
	end(&f, "Things | here\n=============\n\nB\xc3\xb6 \xef\xbf\xbd[2J\n-------\nId   Note\n"
		"1    a note that is so long that it has to be broken somewhere before its end,\n     because\n"
		"two  https://lists.example.org/archive/lantern-devel/2024-05/00118-and-so-on-and-so-on.html\n2    x\n"
		"\nC\n-\n3\n");
}

static void csv(void **state)
{
	(void)state;
	struct fixture f;
	begin(&f);
	listing_group(f.l, STR("Bo, Yun"));
	add(&f, STR("1"), STR("says \"no\""), STR("=1+1"));
	add(&f, STR(" 2"), STR("two\nlines\033"), STR(""));
	listing_csv(f.l, &f.out);
	end(&f, "owner,id,note,count\r\n\"Bo, Yun\",1,\"says \"\"no\"\"\",'=1+1\r\n"
		"\"Bo, Yun\",\" 2\",\"two\r\nlines\xef\xbf\xbd\",\r\n");
}

static void markdown(void **state)
{
	(void)state;
	struct fixture f;
	begin(&f);
	f.l->about = STR("All of *them*.");
	add(&f, STR("1"), STR("a | b\n<b>"), STR("7"));
	listing_link(f.l, ID, STR("one"), STR("https://example.org/a b|c"));
	add(&f, STR("2"), STR("c"), STR("7"));
	listing_link(f.l, ID, STR("two"), STR("javascript:alert(1)"));
	listing_markdown(f.l, &f.out);
	end(&f, "# Things | here\n\nAll of \\*them\\*.\n\n| Id | Note |\n| --- | --- |\n"
		"| [one](<https://example.org/a%20b%7Cc>) | a \\| b<br>&lt;b> |\n| two | c |\n");
}

/* What stands below a cell's text is no data; a column of data stands in CSV alone. */
static void notes(void **state)
{
	(void)state;
	static const struct listing_column data[] = {
		[ID] = { "id", "Id", true, false, LISTING_SHOWN },
		[NOTE] = { "since", "Since", false, false, LISTING_DATA },
	};
	struct fixture f = { .arena = ARENA_INIT, .out = OUT_MEMORY };
	f.l = listing_new(&f.arena, STR("Notes"), data, 2);
	listing_row(f.l);
	listing_put(f.l, ID, STR("1"));
	listing_put(f.l, NOTE, STR("2024"));
	listing_note(f.l, ID, STR("a | b, c"));
	listing_text(f.l, &f.out);
	listing_csv(f.l, &f.out);
	listing_markdown(f.l, &f.out);
	struct xml *x = xml_new(&f.out, XML_HTML);
	listing_tables(f.l, x);
	xml_free(x);
	end(&f, "Notes\n=====\n\nId\n1\n(a | b, c)\nid,since\r\n1,2024\r\n# Notes\n\n| Id |\n| --- |\n| 1<br>(a \\| b, c) |\n"
		"<div class=\"box\" tabindex=\"0\" role=\"group\" aria-label=\"Notes\">\n<table class=\"listing\">\n"
		"<thead><tr><th scope=\"col\" class=\"wide\">Id</th></tr></thead>\n<tbody>\n<tr><td class=\"wide\">1"
		"<small><span>a | b,</span> <span>c</span></small></td></tr>\n</tbody>\n</table>\n</div>\n");
}

static void nothing(void **state)
{
	(void)state;
	struct fixture f;
	begin(&f);
	listing_text(f.l, &f.out);
	listing_csv(f.l, &f.out);
	listing_markdown(f.l, &f.out);
	end(&f, "Things | here\n=============\n\nNone.\nowner,id,note,count\r\n# Things | here\n\nNone.\n");
}

static void draw(const void *context, struct xml *x)
{
	xml_element(x, "svg", *(const struct str *)context);
}

static void html(void **state)
{
	(void)state;
	struct fixture f;
	struct str drawn = STR("<drawn>");
	begin(&f);
	listing_group(f.l, STR("A & B"));
	add(&f, STR("1"), STR("x\ny"), STR("7"));
	listing_link(f.l, ID, STR("<1>"), STR("https://example.org/"));
	listing_mark(f.l, ID, "open");
	listing_mark_row(f.l, "late");
	listing_draw(f.l, COUNT, draw, &drawn);
	struct xml *x = xml_new(&f.out, XML_HTML);
	listing_tables(f.l, x);
	xml_free(x);
	end(&f, "<h2>A &amp; B</h2>\n<div class=\"box\" tabindex=\"0\" role=\"group\" aria-label=\"A &amp; B\">\n"
		"<table class=\"listing\">\n<thead><tr><th scope=\"col\">Id</th><th scope=\"col\" class=\"wide\">Note</th>"
		"<th scope=\"col\" class=\"number\">Count</th></tr></thead>\n<tbody>\n<tr class=\"late\"><td class=\"open\">"
		"<a href=\"https://example.org/\">&lt;1&gt;</a></td><td class=\"wide\">x<br>y</td>"
		"<td class=\"number\" data-title=\"Count\"><svg>&lt;drawn&gt;</svg>7</td></tr>\n</tbody>\n</table>\n</div>\n");
}

static void page(void **state)
{
	(void)state;
	struct fixture f;
	begin(&f);
	struct listing_page options = { NULL, NULL, NULL };
	assert_null(listing_html(f.l, &options, &f.out));
	assert_non_null(strstr(f.out.pending.p, "<title>Things | here</title>"));
	assert_non_null(strstr(f.out.pending.p, "<p>None.</p>"));
	assert_null(strstr(f.out.pending.p, "class=\"figure\""));
	assert_non_null(strstr(f.out.pending.p, "--age-3"));
	options.templates = "/nonexistent";
	assert_non_null(listing_html(f.l, &options, &f.out));
	listing_free(f.l);
	arena_free(&f.arena);
	out_free(&f.out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text), cmocka_unit_test(csv), cmocka_unit_test(markdown), cmocka_unit_test(notes),
		cmocka_unit_test(nothing), cmocka_unit_test(html), cmocka_unit_test(page),
	};
	return cmocka_run_group_tests_name("listing", tests, NULL, NULL);
}
