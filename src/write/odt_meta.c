#include "write/odt.h"

/* One date of the calendar, YYYY-MM-DD, is a dateTime's beginning (part 3 §4.3.2.12); less is not. */
static bool is_day(struct str date)
{
	static const char days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	if (date.n != 10 || date.p[4] != '-' || date.p[7] != '-')
		return false;
	for (size_t i = 0; i < 10; i++)
		if (i != 4 && i != 7 && !is_digit(date.p[i]))
			return false;
	int year = (date.p[0] - '0') * 1000 + (date.p[1] - '0') * 100 + (date.p[2] - '0') * 10 + date.p[3] - '0';
	int month = (date.p[5] - '0') * 10 + date.p[6] - '0', day = (date.p[8] - '0') * 10 + date.p[9] - '0';
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1] &&
		(leap || month != 2 || day < 29);
}

static void keyword(struct xml *x, struct str text)
{
	if (text.n)
		xml_element(x, "meta:keyword", text);
}

/* What the notes are and what they are about; of a long document, what comes first. */
static void keywords(struct odt *o, struct xml *x)
{
	enum { MOST = 50 };
	const struct document *doc = o->doc;
	if (doc->kind == KIND_NOTES)
		keyword(x, odt_word(o, ODT_WORD_NOTES));
	if (doc->kind == KIND_AGENDA || doc->kind == KIND_AGENDA_MINUTES)
		keyword(x, odt_word(o, ODT_WORD_AGENDA));
	if (doc->kind == KIND_MINUTES || doc->kind == KIND_AGENDA_MINUTES)
		keyword(x, odt_word(o, ODT_WORD_MINUTES));
	for (size_t i = 0; i < doc->topics.count && i < MOST; i++)
		keyword(x, doc->topics.items[i]->u.heading.title);
	for (size_t i = 0; i < doc->series_count && i < MOST; i++)
		keyword(x, doc->series[i]->title);
}

void odt_meta(struct odt *o, struct out *out)
{
	const struct document *doc = o->doc;
	out_cstr(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	struct xml *x = xml_new(out, XML_XML);
	xml_start(x, "office:document-meta");
	xml_attr_c(x, "xmlns:office", odt_uri(ODT_NS_OFFICE));
	xml_attr_c(x, "xmlns:meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0");
	xml_attr_c(x, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
	xml_attr_c(x, "office:version", "1.3");
	xml_start(x, "office:meta");
	xml_element(x, "meta:generator", STR("rollcall"));
	if (doc->title.n)
		xml_element(x, "dc:title", doc->title);
	if (doc->call.n)
		xml_element(x, "dc:subject", doc->call);
	keywords(o, x);
	if (odt_is_language(doc->language))
		xml_element(x, "dc:language", doc->language);
	if (is_day(doc->date)) {
		xml_start(x, "dc:date");
		xml_text(x, doc->date);
		xml_text(x, STR("T00:00:00"));
		xml_end(x);
	}
	xml_free(x);
}

static void entry(struct xml *x, const char *path, const char *type)
{
	xml_start(x, "manifest:file-entry");
	xml_attr_c(x, "manifest:full-path", path);
	if (path[0] == '/')
		xml_attr_c(x, "manifest:version", "1.3");
	xml_attr_c(x, "manifest:media-type", type);
	xml_end(x);
}

void odt_manifest(struct odt *o, struct out *out)
{
	out_cstr(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	struct xml *x = xml_new(out, XML_XML);
	xml_start(x, "manifest:manifest");
	xml_attr_c(x, "xmlns:manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0");
	xml_attr_c(x, "manifest:version", "1.3");
	entry(x, "/", ODT_TYPE);
	entry(x, "content.xml", "text/xml");
	entry(x, "styles.xml", "text/xml");
	entry(x, "meta.xml", "text/xml");
	for (size_t i = 0; i < o->picture_count; i++)
		entry(x, o->pictures[i].name, o->pictures[i].type);
	xml_free(x);
}
