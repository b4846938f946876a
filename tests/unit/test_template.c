/* template.h through write_html(): what a user's template may say, and what is refused; the style of --style. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fixture.h"
#include "write/write.h"

static char folder[] = "/tmp/rollcall-template-XXXXXX";

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	return rmdir(folder);
}

static const char *path_of(const char *name)
{
	static char path[128];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	return path;
}

static void write_file(const char *name, struct str content)
{
	FILE *f = fopen(path_of(name), "w");
	assert_non_null(f);
	assert_int_equal(fwrite(content.p, 1, content.n, f), content.n);
	assert_int_equal(fclose(f), 0);
}

/* The document as the template makes it. */
static void gives(struct document *doc, const char *template, const char *expected)
{
	struct out out = OUT_MEMORY;
	write_file("page.html", str_of(template));
	const char *error = write_html(doc, &(struct write_options){ folder, NULL }, &out);
	assert_null(error);
	assert_string_equal(out.pending.p, expected);
	out_free(&out);
	unlink(path_of("page.html"));
}

/* What is said of a template, "FOLDER/page.html" before it; nothing is written. */
static void refused(struct str template, const char *expected)
{
	struct document *doc = fixture_lantern();
	struct out out = OUT_MEMORY;
	char message[256];
	write_file("page.html", template);
	const char *error = write_html(doc, &(struct write_options){ folder, NULL }, &out);
	assert_non_null(error);
	snprintf(message, sizeof message, "%s/page.html%s", folder, expected);
	assert_string_equal(error, message);
	assert_int_equal(out.pending.n, 0);
	out_free(&out);
	document_free(doc);
	unlink(path_of("page.html"));
}

#define REFUSED(template, expected) refused(STR(template), expected)
#define TITLE_BODY "<h1 data-rc='title'/><div data-rc='body'/>"

static void passes_through(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("Lantern & Co");
	gives(doc, "<!DOCTYPE html>\n<!-- gone --><html xmlns='http://www.w3.org/1999/xhtml'><head><!-- gone -->\n<meta "
		"charset='utf-8'/>"
		"<script>if (a &lt; b &amp;&amp; c) d(\"&lt;/script\");</script><style><![CDATA[a > b { }]]></style></head>\n"
		"<body onload='x()' class='a&amp;b'><svg:g xmlns:svg='urn:g' xml:lang='de'/><br/>&#160;&gt;"
		"" TITLE_BODY "</body></html>",
		"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">"
		"<script>if (a < b && c) d(\"<\\/script\");</script><style>a > b { }</style></head>\n"
		"<body onload=\"x()\" class=\"a&amp;b\"><svg:g xml:lang=\"de\"></svg:g><br>\xc2\xa0&gt;<h1>Lantern &amp; "
		"Co</h1>"
		"<div>\n</div></body></html>\n");
	document_free(doc);
}

static void slots(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("");
	doc->title_text = fixture_keep(doc, FIXTURE_SPANS(TEXT("The "), LINK_TO("https://example.org/"), TEXT("call"),
		CLOSE(MARK_LINK)));
	doc->title = STR("The call");
	doc->date = STR("2031-05");
	doc->kind = KIND_AGENDA;
	/* In <title> and in a link there is no link; without a call its element keeps what it has; a condition drops. */
	gives(doc, "<html lang='en' data-rc-lang='language'><title data-rc='title'/><h1 data-rc='title'/><a href='#x'>"
		"<b data-rc='title'/></a><p data-rc='call'>no <i>call</i></p><p data-rc='kind'/><time data-rc='date' "
		"data-rc-datetime='date'/>"
		"<p data-rc-if='actions'>x</p>\n<p data-rc-if='date' title='d' data-rc-title='date'>y</p>\n<div "
		"data-rc='body'/></html>",
		"<!DOCTYPE html>\n<html lang=\"en\"><title>The call</title><h1>The <a href=\"https://example.org/\">call</a>"
		"</h1><a href=\"#x\">"
		"<b>The call</b></a><p>no <i>call</i></p><p>Agenda</p><time datetime=\"2031-05\">2031-05</time>"
		"<p title=\"2031-05\">y</p>\n<div>\n</div></html>\n");
	doc->call = STR("Lantern Call");
	doc->language = STR("pt-BR");
	gives(doc, "<html lang='en' data-rc-lang='language'><p data-rc='call' data-rc-title='call'>no call</p>"
		"" TITLE_BODY "</html>",
		"<!DOCTYPE html>\n<html lang=\"pt-BR\"><p title=\"Lantern Call\">Lantern Call</p><h1>The <a "
		"href=\"https://example.org/\">call"
		"</a></h1><div>\n</div></html>\n");
	doc->language = STR("\" onload=\"x");
	gives(doc, "<html lang='en' data-rc-lang='language'>" TITLE_BODY "</html>",
		"<!DOCTYPE html>\n<html lang=\"en\"><h1>The <a href=\"https://example.org/\">call</a></h1><div>\n</div>"
		"</html>\n");
	document_free(doc);
}

/* A word of the template's own; those it lacks are the built-in ones. */
static void words(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("T");
	doc->kind = KIND_MINUTES;
	fixture_action(doc, doc->root, "", "x", "1")->origin = ORIGIN_AGENDA;
	fixture_action(doc, doc->root, "", "y", "2")->u.action.state = ACTION_DONE;
	doc->actions.items[1]->origin = ORIGIN_AGENDA;
	gives(doc, "<html><template data-rc='words'><p data-rc-word='minutes'>Protokoll</p></template><p "
		"data-rc-word='open'> <i>offen</i> "
		"</p><p data-rc='kind'/>" TITLE_BODY "</html>",
		"<!DOCTYPE html>\n<html><p>Protokoll</p><h1>T</h1><div>\n"
		"<p class=\"action\" id=\"a-1\"><b class=\"keyword\">ACTION</b> <a class=\"id\" href=\"#a-1\">1</a> x "
		"<span class=\"state open\">offen</span></p>\n"
		"<p class=\"action closed\" id=\"a-2\"><b class=\"keyword\">ACTION</b> <a class=\"id\" href=\"#a-2\">2</a> y "
		"<span class=\"state done\">done</span></p>\n</div></html>\n");
	document_free(doc);
}

static void refuses_xml(void **state)
{
	(void)state;
	REFUSED("", ":1: the file is empty");
	REFUSED("<html>\n<p></html>", ":2: Opening and ending tag mismatch: p line 2 and html");
	REFUSED("<html>\n&nbsp;</html>", ":2: Entity 'nbsp' not defined");
	REFUSED("<html>\n<p a=b/></html>", ":2: AttValue: \" or ' expected");
	REFUSED("<html>\xff</html>", ":1: Input is not proper UTF-8, indicate encoding ! Bytes: 0xFF 0x3C 0x2F 0x68");
	REFUSED("<!DOCTYPE html>\n", ":2: Start tag expected, '<' not found");
	REFUSED("\n\n<!DOCTYPE html SYSTEM 'file:///etc/passwd'><html/>", ":3: DOCTYPE with an external identifier is "
		"refused; write <!DOCTYPE html>");
}

static void refuses_doctype(void **state)
{
	(void)state;
	REFUSED("<!DOCTYPE html\nSYSTEM 'http://example.org/x.dtd'>\n<html>" TITLE_BODY "</html>",
		":2: DOCTYPE with an external identifier is refused; write <!DOCTYPE html>");
	REFUSED("<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' "
		"'http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd'><html/>",
		":1: DOCTYPE with an external identifier is refused; write <!DOCTYPE html>");
	REFUSED("<!-- x -->\n<!DOCTYPE html [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>\n<html>&a;" TITLE_BODY "</html>",
		":2: DOCTYPE with declarations is refused; write <!DOCTYPE html>");
	REFUSED("<!DOCTYPE html [\n<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>\n<html>&b;"
		"" TITLE_BODY "</html>",
		":1: DOCTYPE with declarations is refused; write <!DOCTYPE html>");
	REFUSED("<!DOCTYPE html>[<!-- x -->]<html>" TITLE_BODY "</html>",
		":1: DOCTYPE with declarations is refused; write <!DOCTYPE html>");
}

static void refuses_marks(void **state)
{
	(void)state;
	REFUSED("<html>\n<h1 data-rc='title'/></html>", ":1: nothing has data-rc='body', so there is no place for it");
	REFUSED("<html>\n<title data-rc='title'/><p data-rc='body'/></html>",
		":1: nothing has data-rc='title', so there is no place for it");
	REFUSED("<html>" TITLE_BODY "\n<p data-rc='bodies'/></html>", ":2: data-rc has no content 'bodies'");
	REFUSED("<html>" TITLE_BODY "\n<p data-rc='legend'/></html>", ":2: data-rc has no content 'legend'; use "
		"data-rc-if");
	REFUSED("<html>" TITLE_BODY "\n<p data-rc='body'/></html>", ":2: data-rc='body' stands here a second time");
	REFUSED("<html>" TITLE_BODY "\n<p data-rc-if='rain'/></html>", ":2: unknown condition 'rain'");
	REFUSED("<html>" TITLE_BODY "\n<p data-rc-word='rain'>x</p></html>", ":2: unknown word 'rain'");
	REFUSED("<html>" TITLE_BODY "<p data-rc-word='open'>x</p>\n<p data-rc-word='open'>x</p></html>",
		":2: word 'open' stands here a second time");
	REFUSED("<html>" TITLE_BODY "\n<a data-rc-href='title'>x</a></html>", ":2: unknown attribute 'data-rc-href'");
	REFUSED("<html>" TITLE_BODY "\n<a data-rc-onclick='title'>x</a></html>", ":2: unknown attribute 'data-rc-onclick'");
	REFUSED("<html>" TITLE_BODY "\n<a data-rc-title='body'>x</a></html>", ":2: an attribute has no content 'body'");
	REFUSED("<html>" TITLE_BODY "\n<meta http-equiv='refresh' data-rc-content='title'/></html>",
		":2: an element with http-equiv takes no 'title'");
	REFUSED("<html>" TITLE_BODY "\n<SCRIPT data-rc='title'/></html>", ":2: <SCRIPT> cannot hold 'title'");
	REFUSED("<html>" TITLE_BODY "\n<style data-rc='title'/></html>", ":2: <style> cannot hold 'title'");
	REFUSED("<html>" TITLE_BODY "\n<p data-rc='style'/></html>", ":2: <p> cannot hold 'style'");
	REFUSED("<html>" TITLE_BODY "\n<img data-rc='title'/></html>", ":2: <img> cannot hold 'title'");
	REFUSED("<html>" TITLE_BODY "\n<br>x</br></html>", ":2: <br> cannot hold anything");
	REFUSED("<html><h1 data-rc='title'/>\n<p data-rc='words'><b data-rc='body'/></p></html>",
		":2: 'body' stands in what is left out");
}

static void folders(void **state)
{
	(void)state;
	struct document *doc = fixture_lantern();
	struct out built_in = OUT_MEMORY, out = OUT_MEMORY;
	char message[256];
	assert_null(write_html(doc, &(struct write_options){ NULL, NULL }, &built_in));
	assert_null(write_html(doc, &(struct write_options){ folder, NULL }, &out));     /* has no page.html */
	assert_string_equal(out.pending.p, built_in.pending.p);

	snprintf(message, sizeof message, "%s: No such file or directory", path_of("none"));
	assert_string_equal(write_html(doc, &(struct write_options){ path_of("none"), NULL }, &out), message);
	write_file("file", STR("x"));
	snprintf(message, sizeof message, "%s: Not a directory", path_of("file"));
	assert_string_equal(write_html(doc, &(struct write_options){ path_of("file"), NULL }, &out), message);
	unlink(path_of("file"));
	mkdir(path_of("page.html"), 0700);
	snprintf(message, sizeof message, "%s/page.html: Is a directory", folder);
	assert_string_equal(write_html(doc, &(struct write_options){ folder, NULL }, &out), message);
	rmdir(path_of("page.html"));
	out_free(&out);
	out_free(&built_in);
	document_free(doc);
}

/* The page's style as a template with nothing else would show it; or what is wrong with it. */
static void styled(const char *name, const char *style, const char *expected)
{
	struct document *doc = fixture_empty("T");
	struct out out = OUT_MEMORY;
	char all[256];
	write_file("page.html", STR("<html><style data-rc='style'/>" TITLE_BODY "</html>"));
	const char *error = write_html(doc, &(struct write_options){ folder, style }, &out);
	if (name)
		snprintf(all, sizeof all, "%s%s", path_of(name), expected);
	else
		snprintf(all, sizeof all, "<!DOCTYPE html>\n<html><style>%s</style><h1>T</h1><div>\n</div></html>\n", expected);
	assert_string_equal(error ? error : out.pending.p, all);
	out_free(&out);
	document_free(doc);
	unlink(path_of("page.html"));
}

static void styles(void **state)
{
	(void)state;
	char style[128];
	snprintf(style, sizeof style, "%s", path_of("my.css"));
	styled("my.css", style, ": No such file or directory");
	write_file("my.css", STR("\xef\xbb\xbf" "a > b { content: \"</style><script>x</script>\" }"));
	styled(NULL, style, "a > b { content: \"<\\/style><script>x</script>\" }");
	write_file("my.css", STR("a { }\nb\xff { }"));
	styled("my.css", style, ":2: byte 7 is no text of a style sheet in UTF-8");
	write_file("my.css", STR("a\0b"));
	styled("my.css", style, ":1: byte 1 is no text of a style sheet in UTF-8");
	unlink(style);
	mkdir(style, 0700);
	styled("my.css", style, ": Is a directory");
	rmdir(style);
}

/* An ODT's styles are not the page's. */
static void odt_styles(void **state)
{
	(void)state;
	struct document *doc = fixture_lantern();
	struct out built_in = OUT_MEMORY, out = OUT_MEMORY;
	assert_null(write_html(doc, &(struct write_options){ NULL, NULL }, &built_in));
	assert_null(write_html(doc, &(struct write_options){ NULL, "none.odt" }, &out));
	assert_string_equal(out.pending.p, built_in.pending.p);
	out_free(&out);
	out_free(&built_in);
	document_free(doc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(passes_through), cmocka_unit_test(slots), cmocka_unit_test(words),
			cmocka_unit_test(refuses_xml),
		cmocka_unit_test(refuses_doctype), cmocka_unit_test(refuses_marks), cmocka_unit_test(folders),
			cmocka_unit_test(styles),
		cmocka_unit_test(odt_styles),
	};
	return cmocka_run_group_tests_name("template", tests, make_folder, remove_folder);
}
