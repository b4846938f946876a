/* What the tests of the ODT writer share: parts of a package, and short names for mark-up. */
#ifndef UNIT_FIXTURE_ODT_H
#define UNIT_FIXTURE_ODT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fixture.h"
#include "write/write.h"
#include "write/zip.h"

static char folder[] = "/tmp/rollcall-odt-XXXXXX";
static char package[64], own[64], words[64];      /* files in it */

static int make_folder(void **state)
{
	(void)state;
	bool made = mkdtemp(folder) != NULL;
	snprintf(package, sizeof package, "%s/out.odt", folder);
	snprintf(own, sizeof own, "%s/own.ott", folder);
	snprintf(words, sizeof words, "%s/odt.xml", folder);
	return made ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	unlink(package);
	unlink(own);
	unlink(words);
	return rmdir(folder);
}

static void write_file(const char *name, struct str content)
{
	FILE *f = fopen(name, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(content.p, 1, content.n, f), content.n);
	assert_int_equal(fclose(f), 0);
}

/* One part of the package in the document's arena. */
static struct str part_of(struct document *doc, struct str bytes, const char *name)
{
	const char *reason;
	struct buf content = BUF_INIT;
	write_file(package, bytes);
	struct package_reader *z = package_reader_open(package, &doc->arena, &reason);
	assert_non_null(z);
	assert_int_equal(package_read(z, name, 1 << 20, &content), PACKAGE_READ);
	package_reader_free(z);
	struct str part = arena_str(&doc->arena, buf_slice(&content));
	buf_free(&content);
	return part;
}

FIXTURE struct str render_part(struct document *doc, const struct write_options *options, const char *name)
{
	struct out out = OUT_MEMORY;
	assert_null(document_check(doc));
	assert_null(write_odt(doc, options, &out));
	struct str part = part_of(doc, buf_slice(&out.pending), name);
	out_free(&out);
	return part;
}

static const struct write_options plain = { NULL, NULL };

/* What stands between two literals, the first of each. */
FIXTURE const char *between(struct document *doc, struct str text, struct str begin, struct str end)
{
	size_t from = str_find(text, begin, 0);
	assert_true(from != STR_NONE);
	size_t to = str_find(text, end, from + begin.n);
	assert_true(to != STR_NONE);
	return arena_cstr(&doc->arena, str_range(text.p + from + begin.n, text.p + to));
}

/* The document is freed. */
FIXTURE void text_is(struct document *doc, const char *expected)
{
	struct str content = render_part(doc, &plain, "content.xml");
	assert_string_equal(between(doc, content, STR("<office:body><office:text>"), STR("</office:text></office:body>")), expected);
	document_free(doc);
}

#define P(style, text) "<text:p text:style-name=\"" style "\">" text "</text:p>"
#define S(style, text) "<text:span text:style-name=\"" style "\">" text "</text:span>"
#define B(name) "<text:bookmark text:name=\"" name "\"/>"
#define A(url, style, visited, text) "<text:a xlink:type=\"simple\" xlink:href=\"" url "\" text:style-name=\"" style \
	"\" text:visited-style-name=\"" visited "\">" text "</text:a>"
#define LINK(url, text) A(url, "Internet_20_link", "Visited_20_Internet_20_Link", text)
#define BULLETS(items) "<text:list text:style-name=\"List_20_1\">" items "</text:list>"
#define NUMBERS(items) "<text:list text:style-name=\"Numbering_20_123\">" items "</text:list>"
#define ITEM(text) "<text:list-item>" text "</text:list-item>"
#define CELL(style, text) "<table:table-cell table:style-name=\"" style "\">" text "</table:table-cell>"
#define ROW(cells) "<table:table-row>" cells "</table:table-row>"
#define SHORT(cells) "<table:table-row table:style-name=\"short-row\">" cells "</table:table-row>"
#define HEADER(rows) "<table:table-header-rows>" rows "</table:table-header-rows>"
#define COLUMN(share) "<table:table-column table:style-name=\"column-" share "\"/>"
#define TABLE(style, text) "<table:table table:style-name=\"" style "\">" text "</table:table>"
#define TAB "<text:tab/>"

#endif
