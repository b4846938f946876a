/* xml.h: escaping, void elements, and what XML and HTML forbid. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "write/xml.h"

#define REPLACEMENT "\xef\xbf\xbd"

struct page {
	struct out out;
	struct xml *x;
};

static struct page *begin(enum xml_syntax syntax)
{
	static struct page page;
	page.out = (struct out)OUT_MEMORY;
	page.x = xml_new(&page.out, syntax);
	return &page;
}

static void end(struct page *page, const char *expected)
{
	xml_free(page->x);
	assert_string_equal(page->out.pending.p, expected);
	out_free(&page->out);
}

static void elements(void **state)
{
	(void)state;
	struct page *p = begin(XML_XML);
	xml_raw(p->x, STR("<?xml version=\"1.0\"?>\n"));
	xml_start(p->x, "a");
	xml_attr_n(p->x, "n", -12);
	xml_start(p->x, "br");
	xml_end(p->x);
	xml_element(p->x, "b", STR("text"));
	xml_start(p->x, "c");
	xml_attr_c(p->x, "d", "e");
	end(p, "<?xml version=\"1.0\"?>\n<a n=\"-12\"><br/><b>text</b><c d=\"e\"/></a>");

	p = begin(XML_HTML);
	xml_start(p->x, "p");
	xml_start(p->x, "BR");
	xml_start(p->x, "img");
	xml_attr_c(p->x, "alt", "a\"b");
	xml_text_c(p->x, "after");
	xml_start(p->x, "i");
	xml_end(p->x);
	xml_start(p->x, "hr");
	end(p, "<p><BR><img alt=\"a&quot;b\">after<i></i><hr></p>");
}

static void escapes(void **state)
{
	(void)state;
	struct page *p = begin(XML_XML);
	xml_start(p->x, "a");
	xml_attr(p->x, "b", STR("<>&\"'\t\n\r"));
	xml_text(p->x, STR("<>&\"'\t\n\r]]>"));
	end(p, "<a b=\"&lt;&gt;&amp;&quot;'&#9;&#10;&#13;\">&lt;&gt;&amp;\"'\t\n&#13;]]&gt;</a>");

	p = begin(XML_HTML);
	xml_start(p->x, "a");
	xml_attr(p->x, "b", STR("\r"));
	xml_text(p->x, STR("\r"));
	end(p, "<a b=\"&#10;\">&#10;</a>");
}

static void forbidden(void **state)
{
	(void)state;
	static const struct { const char *in, *xml, *html; } cases[] = {
		{ "\x01\x08\x0b\x1f", REPLACEMENT REPLACEMENT REPLACEMENT REPLACEMENT, NULL },
		{ "\x7f", "\x7f", REPLACEMENT },
		{ "\xc2\x80\xc2\x9f\xc2\xa0", "\xc2\x80\xc2\x9f\xc2\xa0", REPLACEMENT REPLACEMENT "\xc2\xa0" },
		{ "\xed\xa0\x80", REPLACEMENT, NULL },                     /* a surrogate */
		{ "\xef\xbf\xbe\xef\xbf\xbf", REPLACEMENT REPLACEMENT, NULL },
		{ "\xef\xb7\x90", "\xef\xb7\x90", REPLACEMENT },           /* a noncharacter that XML takes */
		{ "\xf0\x9f\xbf\xbe", "\xf0\x9f\xbf\xbe", REPLACEMENT },
		{ "\xf0\x9f\x98\x80", "\xf0\x9f\x98\x80", "\xf0\x9f\x98\x80" },
		{ "\xc0\x80 \xe0\x80\x80 \xf5\x80\x80\x80", REPLACEMENT " " REPLACEMENT " " REPLACEMENT, NULL },
		{ "\xe2\x82", REPLACEMENT, NULL },
		{ "a\x80\x80z", "a" REPLACEMENT "z", NULL },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char expected[64];
		for (int html = 0; html < 2; html++) {
			struct page *p = begin(html ? XML_HTML : XML_XML);
			xml_element(p->x, "a", str_of(cases[i].in));
			snprintf(expected, sizeof expected, "<a>%s</a>", html && cases[i].html ? cases[i].html : cases[i].xml);
			end(p, expected);
		}
	}
	struct page *p = begin(XML_XML);
	xml_element(p->x, "a", STR("b\0c"));
	end(p, "<a>b" REPLACEMENT "c</a>");
}

static void finding(void **state)
{
	(void)state;
	assert_int_equal(xml_find_forbidden(STR("a\tb\r\n\xc3\xa9<&"), XML_HTML), STR_NONE);
	assert_int_equal(xml_find_forbidden(STR("ab\0"), XML_XML), 2);
	assert_int_equal(xml_find_forbidden(STR("\xc3\xa9\xff"), XML_XML), 2);
	assert_int_equal(xml_find_forbidden(STR("\x7f"), XML_XML), STR_NONE);
	assert_int_equal(xml_find_forbidden(STR("\x7f"), XML_HTML), 0);
	assert_int_equal(xml_find_forbidden(STR_EMPTY, XML_HTML), STR_NONE);
}

static void raw_text(void **state)
{
	(void)state;
	struct page *p = begin(XML_HTML);
	xml_start(p->x, "style");
	xml_raw_text(p->x, STR("a > b { } </style><script>x</script></STYLE ></"), "style");
	end(p, "<style>a > b { } <\\/style><script>x</script><\\/STYLE ></</style>");
}

static void long_text(void **state)
{
	(void)state;
	enum { SIZE = 300000 };
	static char text[SIZE + 1], expected[SIZE + 8];
	memset(text, 'x', SIZE);
	struct page *p = begin(XML_HTML);
	xml_element(p->x, "a", str_of(text));
	snprintf(expected, sizeof expected, "<a>%s</a>", text);
	end(p, expected);
}

static void deep(void **state)
{
	(void)state;
	enum { DEPTH = 1000 };
	static char expected[DEPTH * 7];
	for (size_t i = 0; i < DEPTH; i++)
		memcpy(expected + i * 3, "<a>", 3);
	memcpy(expected + DEPTH * 3 - 1, "/>", 2);
	for (size_t i = 1; i < DEPTH; i++)
		memcpy(expected + DEPTH * 3 + 1 + (i - 1) * 4, "</a>", 4);
	struct page *p = begin(XML_XML);
	for (size_t i = 0; i < DEPTH; i++) {
		xml_start(p->x, "a");
		xml_text(p->x, STR_EMPTY);
		xml_raw(p->x, STR_EMPTY);
	}
	end(p, expected);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(elements), cmocka_unit_test(escapes), cmocka_unit_test(forbidden), cmocka_unit_test(finding),
		cmocka_unit_test(raw_text), cmocka_unit_test(long_text), cmocka_unit_test(deep),
	};
	return cmocka_run_group_tests_name("xml", tests, NULL, NULL);
}
