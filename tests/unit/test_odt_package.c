/* odt*.c, zip.c: the package, its other parts, words and styles of a user's own. */
#include "fixture_odt.h"

static unsigned number(const char *p, size_t bytes)
{
	unsigned n = 0;
	while (bytes--)
		n = n << 8 | (unsigned char)p[bytes];
	return n;
}

static void package_layout(void **state)
{
	(void)state;
	static const char type[] = "application/vnd.oasis.opendocument.text";
	struct document *doc = fixture_lantern();
	struct out out = OUT_MEMORY, again = OUT_MEMORY;
	assert_null(write_odt(doc, &plain, &out));
	assert_null(write_odt(doc, &plain, &again));
	assert_true(str_eq(buf_slice(&out.pending), buf_slice(&again.pending)));
	const char *p = out.pending.p;
	/* The first entry: stored, no extra field, name and content at fixed offsets (part 2 §3.3). */
	assert_memory_equal(p, "PK\x03\x04", 4);
	assert_int_equal(number(p + 8, 2), 0);
	assert_int_equal(number(p + 26, 2), 8);
	assert_int_equal(number(p + 28, 2), 0);
	assert_memory_equal(p + 30, "mimetype", 8);
	assert_memory_equal(p + 38, type, sizeof type - 1);
	/* The directory: every entry has the first time there is. */
	const char *end = p + out.pending.n - 22, *entry = p + number(end + 16, 4);
	static const char *const names[] = { "mimetype", "meta.xml", "styles.xml", "content.xml", "META-INF/manifest.xml" };
	assert_memory_equal(end, "PK\x05\x06", 4);
	assert_int_equal(number(end + 10, 2), 5);
	for (size_t i = 0; i < 5; i++) {
		assert_memory_equal(entry, "PK\x01\x02", 4);
		assert_int_equal(number(entry + 10, 2), i ? 8 : 0);
		assert_int_equal(number(entry + 12, 2), 0);
		assert_int_equal(number(entry + 14, 2), 0x21);
		assert_int_equal(number(entry + 28, 2), strlen(names[i]));
		assert_memory_equal(entry + 46, names[i], strlen(names[i]));
		entry += 46 + number(entry + 28, 2) + number(entry + 30, 2) + number(entry + 32, 2);
	}
	assert_ptr_equal(entry, end);
	out_free(&out);
	out_free(&again);
	document_free(doc);
}

static void metadata(void **state)
{
	(void)state;
	struct document *doc = fixture_lantern();
	doc->date = STR("2032-02-29");
	doc->language = STR("de-CH");
	struct str meta = render_part(doc, &plain, "meta.xml");
	assert_string_equal(between(doc, meta, STR("<office:meta>"), STR("</office:meta>")),
		"<meta:generator>rollcall</meta:generator><dc:title>Agenda and Minutes: Lantern Call May 2031</dc:title>"
		"<dc:subject>Lantern Call</dc:subject><meta:keyword>agenda</meta:keyword><meta:keyword>minutes</meta:keyword>"
		"<meta:keyword>Release cadence</meta:keyword><meta:keyword>Series</meta:keyword>"
		"<meta:keyword>Any other business</meta:keyword><meta:keyword>Shadow paging rework</meta:keyword>"
		"<meta:keyword>Lamp oil accounting</meta:keyword><dc:language>de-CH</dc:language><dc:date>2032-02-29T00:00:00</dc:date>");
	struct str styles = render_part(doc, &plain, "styles.xml");
	assert_non_null(strstr(styles.p, "fo:language=\"de\" fo:country=\"CH\""));
	assert_non_null(strstr(styles.p, "<text:title>Agenda and Minutes: Lantern Call May 2031</text:title><text:tab/>"));
	/* Less than a day is no date, and what is no language is none. */
	static const char *const days[] = { "2031-05", "2031-02-29", "2031-13-01", "2031-04-31", "0000-01-01", "" };
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		doc->date = str_of(days[i]);
		doc->language = STR("in English");
		meta = render_part(doc, &plain, "meta.xml");
		assert_null(strstr(meta.p, "dc:date"));
		assert_null(strstr(meta.p, "dc:language"));
	}
	document_free(doc);
}

static void words_of_a_group(void **state)
{
	(void)state;
	struct document *doc = fixture_lantern();
	write_file(words, STR("<w><p data-rc-word='contents'>Inhalt</p>\n<p data-rc-word='owner'>Wer</p></w>"));
	struct str content = render_part(doc, &(struct write_options){ folder, NULL }, "content.xml");
	assert_non_null(strstr(content.p, P("Contents_20_Heading", "Inhalt")));
	assert_non_null(strstr(content.p, P("Table_20_Heading", "Wer")));
	assert_non_null(strstr(content.p, P("Table_20_Heading", "Action")));
	write_file(words, STR("<w><p data-rc-word='contents'>Inhalt</p>\n<p data-rc-word='ownr'>Wer</p></w>"));
	struct out out = OUT_MEMORY;
	const char *error = write_odt(doc, &(struct write_options){ folder, NULL }, &out);
	assert_non_null(error);
	assert_string_equal(error + strlen(folder), "/odt.xml:2: unknown word 'ownr'");
	assert_int_equal(out.pending.n, 0);
	document_free(doc);
	unlink(words);
}

/* A user's own styles */

#define NAMESPACES \
	" xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:s='urn:oasis:names:tc:opendocument:xmlns:style:1.0'" \
	" xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0'" \
	" xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' xmlns:xlink='http://www.w3.org/1999/xlink'" \
	" xmlns:script='urn:oasis:names:tc:opendocument:xmlns:script:1.0' xmlns:other='urn:other'"

static void write_own(const char *type, const char *styles)
{
	struct package_writer *z = package_writer_new();
	struct out out = OUT_MEMORY;
	const struct str mimetype = str_of(type), xml = str_of(styles), picture = STR("no matter what");
	package_add(z, "mimetype", mimetype, PACKAGE_STORED);
	package_add(z, "styles.xml", xml, PACKAGE_DEFLATED);
	package_add(z, "Pictures/logo.png", picture, PACKAGE_DEFLATED);
	package_writer_close(z, &out);
	write_file(own, buf_slice(&out.pending));
	out_free(&out);
}

static const char template_type[] = "application/vnd.oasis.opendocument.text-template";

static void own_styles(void **state)
{
	(void)state;
	struct document *doc = fixture_lantern();
	const struct write_options options = { NULL, own };
	write_own(template_type, "<?xml version='1.0'?><!-- x --><office:document-styles office:version='1.2' other:a='b'" NAMESPACES ">"
		"<office:styles><s:style s:name='Minutes' s:family='paragraph' other:b='c'><s:text-properties fo:color='#cc0000'/></s:style>"
		"<other:style/><s:style s:name='Table_20_Cell' s:family='table-cell'><s:table-cell-properties fo:padding='7mm'/></s:style>"
		"</office:styles><office:automatic-styles><s:page-layout s:name='pm1'/></office:automatic-styles><office:master-styles>"
		"<s:master-page s:name='Letter' s:page-layout-name='pm1'><s:header><text:p>"
		"<draw:frame><draw:image xlink:type='simple' xlink:href='Pictures/logo.png'/></draw:frame>"
		"<draw:frame><draw:image xlink:type='simple' xlink:href='http://example.org/x.png'/></draw:frame>"
		"<draw:frame><draw:image xlink:type='simple' xlink:href='Pictures/none.png'/></draw:frame>"
		"<text:a xlink:href='javascript:x'>a<text:span>b</text:span></text:a><text:a xlink:href='https://example.org/'>c</text:a>"
		"<text:script script:language='x'>run</text:script><text:title/></text:p></s:header></s:master-page>"
		"</office:master-styles></office:document-styles><!-- y -->");
	struct str styles = render_part(doc, &options, "styles.xml");
	assert_true(str_starts(styles, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-styles ")));
	assert_true(str_ends(styles, STR("</office:document-styles>\n")));
	assert_non_null(strstr(styles.p, "office:version=\"1.3\">"));
	assert_null(strstr(styles.p, "other:a"));
	assert_string_equal(between(doc, styles, STR("<office:styles>"), STR("<s:default-style s:family=\"paragraph\">")),
		"<s:style s:name=\"Minutes\" s:family=\"paragraph\"><s:text-properties fo:color=\"#cc0000\"/></s:style>"
		"<s:style s:name=\"Table_20_Cell\" s:family=\"table-cell\"><s:table-cell-properties fo:padding=\"7mm\"/></s:style>");
	assert_non_null(strstr(styles.p, "<s:style s:name=\"Action\" s:family=\"paragraph\" s:parent-style-name=\"Minutes\">"));
	assert_string_equal(between(doc, styles, STR("<s:header>"), STR("</s:header>")),
		"<text:p><draw:frame><draw:image xlink:type=\"simple\" xlink:href=\"Pictures/logo.png\"/></draw:frame><draw:frame/>"
		"<draw:frame/>a<text:span>b</text:span><text:a xlink:href=\"https://example.org/\">c</text:a>"
		"<text:title>Agenda and Minutes: Lantern Call May 2031</text:title></text:p>");
	struct str content = render_part(doc, &options, "content.xml");
	assert_non_null(strstr(content.p, "<style:style style:name=\"first\" style:family=\"paragraph\" style:parent-style-name=\"Title\" "
		"style:master-page-name=\"Letter\"/>"));
	assert_non_null(strstr(content.p, "<style:table-cell-properties fo:padding=\"7mm\"/>"));
	assert_non_null(strstr(content.p, P("first", "Agenda and Minutes: Lantern Call May 2031")));
	assert_true(str_eq(render_part(doc, &options, "Pictures/logo.png"), STR("no matter what")));
	struct str manifest = render_part(doc, &options, "META-INF/manifest.xml");
	assert_non_null(strstr(manifest.p, "manifest:full-path=\"Pictures/logo.png\" manifest:media-type=\"image/png\""));
	document_free(doc);
}

/* Nothing there but the root: all is ours. */
static void own_styles_empty(void **state)
{
	(void)state;
	struct document *doc = fixture_lantern();
	write_own(template_type, "<office:document-styles" NAMESPACES "/>");
	struct str styles = render_part(doc, &(struct write_options){ NULL, own }, "styles.xml");
	static const char *const order[] = {
		"<office:font-face-decls>", "<office:styles>", "<office:automatic-styles>", "<s:page-layout ", "<office:master-styles>",
		"<s:master-page s:name=\"Standard\"",
	};
	const char *at = styles.p;
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		at = strstr(at, order[i]);
		assert_non_null(at);
	}
	document_free(doc);
}

static void refused(const char *file, const char *expected)
{
	struct document *doc = fixture_lantern();
	struct out out = OUT_MEMORY;
	const char *error = write_odt(doc, &(struct write_options){ NULL, file }, &out);
	assert_non_null(error);
	assert_true(str_starts(str_of(error), str_of(file)));
	assert_string_equal(error + strlen(file), expected);
	assert_int_equal(out.pending.n, 0);
	document_free(doc);
}

static void own_styles_refused(void **state)
{
	(void)state;
	refused("/nowhere/own.odt", ": No such file or directory");
	refused("/", ": Is a directory");
	write_file(own, STR("no package"));
	refused(own, ": Not a zip archive");
	write_own("application/vnd.oasis.opendocument.spreadsheet", "<a/>");
	refused(own, ": no OpenDocument text but 'application/vnd.oasis.opendocument.spreadsheet'");
	write_own(template_type, "<a/>");
	refused(own, ": its styles.xml is no office:document-styles");
	write_own(template_type, "<a>\n<b></a>");
	refused(own, ": styles.xml:2: Opening and ending tag mismatch: b line 2 and a");
	write_own(template_type, "<a xmlns='x'><y:b/></a>");
	refused(own, ": styles.xml:1: Namespace prefix y on b is not defined");
	write_own(template_type, "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>");
	refused(own, ": styles.xml:1: a DOCTYPE is refused");
	write_own(template_type, "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>");
	refused(own, ": styles.xml:1: a DOCTYPE is refused");
	write_own(template_type, "<a>&b;</a>");
	refused(own, ": styles.xml:1: Entity 'b' not defined");
	write_own(template_type, "");
	refused(own, ": styles.xml:1: empty");
	/* A small file that unpacks to more than 16 MB. */
	struct buf large = BUF_INIT;
	buf_cstr(&large, "<a>");
	buf_reserve(&large, 17 << 20);
	memset(large.p + large.n, ' ', 17 << 20);
	large.n += 17 << 20;
	large.p[large.n] = '\0';
	write_own(template_type, large.p);
	buf_free(&large);
	refused(own, ": its styles.xml is larger than 16777216 bytes");
}

/* Each bit of a package may be wrong. */
static void own_styles_damaged(void **state)
{
	(void)state;
	struct document *doc = fixture_empty("T");
	struct out out = OUT_MEMORY, result = OUT_MEMORY;
	assert_null(write_odt(doc, &plain, &out));
	for (size_t i = 0; i < out.pending.n; i += 97) {
		out.pending.p[i] ^= 0x55;
		write_file(own, buf_slice(&out.pending));
		const char *error = write_odt(doc, &(struct write_options){ NULL, own }, &result);
		assert_true(!error || str_starts(str_of(error), str_of(own)));
		buf_cut(&result.pending, 0);
		out.pending.p[i] ^= 0x55;
	}
	out_free(&out);
	out_free(&result);
	document_free(doc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(package_layout), cmocka_unit_test(metadata), cmocka_unit_test(words_of_a_group),
		cmocka_unit_test(own_styles), cmocka_unit_test(own_styles_empty), cmocka_unit_test(own_styles_refused),
		cmocka_unit_test(own_styles_damaged),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
