#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

#include "base/asset.h"
#include "base/mem.h"
#include "write/odt.h"

enum { STYLES_LIMIT = 16 << 20, MIMETYPE_LIMIT = 256 };

static const char *refuse(struct odt *o, const char *file, const char *what)
{
	return arena_printf(&o->doc->arena, "%s: %s", file, what).p;
}

static const char *read_part(struct odt *o, struct package_reader *package, const char *file, const char *part,
	size_t limit, struct buf *content)
{
	switch (package_read(package, part, limit, content)) {
	case PACKAGE_READ: return NULL;
	case PACKAGE_MISSING:
		return arena_printf(&o->doc->arena, "%s: no OpenDocument text: it holds no %s", file, part).p;
	case PACKAGE_TOO_LARGE:
		return arena_printf(&o->doc->arena, "%s: its %s is larger than %zu bytes", file, part, limit).p;
	case PACKAGE_DAMAGED: break;
	}
	return arena_printf(&o->doc->arena, "%s: its %s is damaged", file, part).p;
}

/* Texts and templates of texts have the same styles. */
static const char *check_kind(struct odt *o, struct package_reader *package, const char *file)
{
	struct buf type = BUF_INIT;
	const char *error = read_part(o, package, file, "mimetype", MIMETYPE_LIMIT, &type);
	struct str t = str_trim(buf_slice(&type));
	if (!error && !str_eq(t, STR("application/vnd.oasis.opendocument.text")) &&
		!str_eq(t, STR("application/vnd.oasis.opendocument.text-template")))
		error = arena_printf(&o->doc->arena, "%s: no OpenDocument text but '%.*s'", file, STR_FMT(t)).p;
	buf_free(&type);
	return error;
}

static const char *read_own(struct odt *o, const char *file, struct package_reader *package, xmlDocPtr defaults)
{
	const char *error = check_kind(o, package, file);
	struct buf content = BUF_INIT;
	if (!error)
		error = read_part(o, package, file, "styles.xml", STYLES_LIMIT, &content);
	if (!error) {
		const char *where = arena_printf(&o->doc->arena, "%s: styles.xml", file).p;
		o->styles = odt_tree_read(&o->doc->arena, where, buf_slice(&content), &error);
	}
	buf_free(&content);
	if (error)
		return error;
	if (!odt_is(xmlDocGetRootElement(o->styles), ODT_NS_OFFICE, "document-styles"))
		return refuse(o, file, "its styles.xml is no office:document-styles");
	odt_own_clean(o, o->styles, package);
	odt_own_complete(o, o->styles, defaults);
	return NULL;
}

/* fo:language and fo:country of a BCP 47 tag (RFC 5646 §2.1); what else it says is only in the metadata. */
static void set_language(struct odt *o, xmlNode *styles)
{
	struct str rest = o->doc->language, language, part, country = STR("none");
	if (!odt_is_language(rest) || !str_split(&rest, '-', &language))
		return;
	while (str_split(&rest, '-', &part) && part.n != 1)
		if (part.n == 2)
			country = part;
	for (xmlNode *n = styles ? styles->children : NULL; n; n = n->next) {
		if (!odt_is(n, ODT_NS_STYLE, "default-style") || !str_eq(odt_attr(n, ODT_NS_STYLE, "family"), STR("paragraph")))
			continue;
		xmlNode *text = odt_child(n, ODT_NS_STYLE, "text-properties");
		if (!text && !(text = xmlNewChild(n, n->ns, (const xmlChar *)"text-properties", NULL)))
			die("out of memory");
		odt_set_attr(text, ODT_NS_FO, "language", language);
		odt_set_attr(text, ODT_NS_FO, "country", country);
	}
}

/* Fields that show the title hold it already; the parser bounds the depth. */
static void set_title(struct odt *o, xmlNode *parent)
{
	for (xmlNode *n = parent ? parent->children : NULL; n; n = n->next) {
		if (!odt_is(n, ODT_NS_TEXT, "title")) {
			set_title(o, n);
			continue;
		}
		/* Written as the body is, so that no character is left that XML forbids. */
		struct out escaped = OUT_MEMORY;
		struct xml *x = xml_new(&escaped, XML_XML);
		xml_text(x, o->doc->title);
		xml_free(x);
		xmlNodeSetContent(n, (const xmlChar *)escaped.pending.p);
		out_free(&escaped);
	}
}

const char *odt_styles_read(struct odt *o, const char *user_file)
{
	struct str content;
	const char *error;
	if (!asset_find("styles/odt-styles.xml", &content))
		return "styles/odt-styles.xml: not built in";
	xmlDocPtr defaults = odt_tree_read(&o->doc->arena, "styles/odt-styles.xml", content, &error);
	if (error)
		return error;
	if (user_file) {
		const char *reason;
		struct package_reader *package = package_reader_open(user_file, &o->doc->arena, &reason);
		error = package ? read_own(o, user_file, package, defaults) : refuse(o, user_file, reason);
		package_reader_free(package);
		xmlFreeDoc(defaults);
		if (error)
			return error;
	} else {
		o->styles = defaults;
	}
	xmlNode *root = xmlDocGetRootElement(o->styles);
	set_language(o, odt_child(root, ODT_NS_OFFICE, "styles"));
	set_title(o, odt_child(root, ODT_NS_OFFICE, "master-styles"));
	return NULL;
}

void odt_styles_write(struct odt *o, struct buf *styles_xml)
{
	xmlChar *bytes = NULL;
	int n = 0;
	xmlDocDumpMemoryEnc(o->styles, &bytes, &n, "UTF-8");
	if (!bytes)
		die("out of memory");
	buf_add(styles_xml, bytes, (size_t)n);
	xmlFree(bytes);
}

void odt_styles_free(struct odt *o)
{
	xmlFreeDoc(o->styles);
	for (size_t i = 0; i < o->picture_count; i++)
		buf_free(&o->pictures[i].content);
	mem_free(o->pictures);
}

/* Automatic styles of content.xml */

static xmlNode *find_style(struct odt *o, const char *family, const char *name)
{
	xmlNode *styles = odt_child(xmlDocGetRootElement(o->styles), ODT_NS_OFFICE, "styles");
	for (xmlNode *n = styles ? styles->children : NULL; n; n = n->next)
		if (odt_is(n, ODT_NS_STYLE, "style") && str_eq(odt_attr(n, ODT_NS_STYLE, "family"), str_of(family)) &&
			str_eq(odt_attr(n, ODT_NS_STYLE, "name"), str_of(name)))
			return n;
	return NULL;
}

/* The attribute under a prefix that content.xml declares; others stay behind. */
static void copy_attribute(struct odt *o, const xmlAttr *a)
{
	char name[80];
	for (enum odt_ns ns = 0; a->ns && a->children && ns < ODT_NS_COUNT; ns++)
		if (strcmp((const char *)a->ns->href, odt_uri(ns)) == 0 && strlen((const char *)a->name) < 60) {
			strcpy(name, odt_prefix(ns));
			strcat(name, ":");
			strcat(name, (const char *)a->name);
			xml_attr_c(o->x, name, (const char *)a->children->content);
		}
}

static void start_style(struct odt *o, const char *family, const char *name, const char *parent)
{
	xml_start(o->x, "style:style");
	xml_attr_c(o->x, "style:name", name);
	xml_attr_c(o->x, "style:family", family);
	if (parent)
		xml_attr_c(o->x, "style:parent-style-name", parent);
}

/* A copy of a named style; properties is "style:table-cell-properties", say. */
static void copy_style(struct odt *o, const char *family, const char *properties_name, const char *name,
	const char *named)
{
	xmlNode *from = find_style(o, family, named);
	xmlNode *properties = from ? odt_child(from, ODT_NS_STYLE, strchr(properties_name, ':') + 1) : NULL;
	start_style(o, family, name, named);
	xml_start(o->x, properties_name);
	for (const xmlAttr *a = properties ? properties->properties : NULL; a; a = a->next)
		copy_attribute(o, a);
	xml_end(o->x);
	xml_end(o->x);
}

/* A table that is not as wide as the page stands at its left. */
static void table_style(struct odt *o, const char *name, const char *named, unsigned width)
{
	xmlNode *from = find_style(o, "table", named);
	xmlNode *properties = from ? odt_child(from, ODT_NS_STYLE, "table-properties") : NULL;
	start_style(o, "table", name, named);
	xml_start(o->x, "style:table-properties");
	for (const xmlAttr *a = properties ? properties->properties : NULL; a; a = a->next) {
		const char *attribute = (const char *)a->name;
		if (strcmp(attribute, "rel-width") != 0 && strcmp(attribute, "width") != 0 &&
			(width == 100 || strcmp(attribute, "align") != 0))
			copy_attribute(o, a);
	}
	if (width < 100) {
		char percent[16];
		snprintf(percent, sizeof percent, "%u%%", width);
		xml_attr_c(o->x, "table:align", "left");
		xml_attr_c(o->x, "style:rel-width", percent);
	}
	xml_end(o->x);
	xml_end(o->x);
}

/* Only proportions count, but LibreOffice widens a column of less than 23. */
static void column_style(struct odt *o, unsigned share)
{
	char name[32], width[16];
	snprintf(name, sizeof name, "column-%u", share);
	snprintf(width, sizeof width, "%u*", share * 100);
	start_style(o, "table-column", name, NULL);
	xml_start(o->x, "style:table-column-properties");
	xml_attr_c(o->x, "style:rel-column-width", width);
	xml_end(o->x);
	xml_end(o->x);
}

void odt_styles_automatic(struct odt *o)
{
	static const struct { const char *name, *named; } cells[] = {
#define X(name, automatic, named) { automatic, named },
		ODT_CELLS(X)
#undef X
	}, tables[] = {
#define X(name, automatic, named) { automatic, named },
		ODT_TABLES(X)
#undef X
	};
	char name[48];
	xml_start(o->x, "office:automatic-styles");
	if (o->first_page) {
		start_style(o, "paragraph", "first", "Title");
		xml_attr_c(o->x, "style:master-page-name", o->first_page);
		xml_end(o->x);
	}
	for (size_t i = 0; i < ODT_TABLE_COUNT; i++)
		for (unsigned share = 1; share < ODT_SHARES; share++)
			if (o->tables[i][share]) {
				snprintf(name, sizeof name, "%s-%u", tables[i].name, share);
				table_style(o, name, tables[i].named, share);
			}
	for (unsigned share = 1; share < ODT_SHARES; share++)
		if (o->columns[share])
			column_style(o, share);
	if (o->short_row)
		copy_style(o, "table-row", "style:table-row-properties", ODT_SHORT_ROW, ODT_SHORT_ROW_NAMED);
	for (size_t i = 0; i < ODT_CELL_COUNT; i++)
		if (o->cells[i])
			copy_style(o, "table-cell", "style:table-cell-properties", cells[i].name, cells[i].named);
	xml_end(o->x);
}
