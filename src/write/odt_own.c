#include <libxml/tree.h>
#include <string.h>

#include "base/mem.h"
#include "write/odt.h"

enum { PICTURE_LIMIT = 16 << 20, PICTURES = 64 };

/* Namespaces of OpenDocument 1.3 (part 3 §2.1) besides its own. */
static bool is_known(const xmlNs *ns)
{
	static const char *const others[] = {
		"http://www.w3.org/1999/xlink", "http://purl.org/dc/elements/1.1/", "http://www.w3.org/1998/Math/MathML",
		"http://www.w3.org/XML/1998/namespace",
	};
	struct str uri = str_of(ns ? (const char *)ns->href : "");
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (str_eq(uri, str_of(others[i])))
			return true;
	return str_starts(uri, STR("urn:oasis:names:tc:opendocument:xmlns:"));
}

/* Elements that run, fetch, ask a database, or stand for what is not in our package. */
static bool is_active(const xmlNode *node)
{
	static const struct { enum odt_ns space; const char *name; } active[] = {
		{ ODT_NS_OFFICE, "event-listeners" }, { ODT_NS_OFFICE, "forms" }, { ODT_NS_OFFICE, "scripts" },
		{ ODT_NS_OFFICE, "dde-source" },
		{ ODT_NS_TEXT, "script" }, { ODT_NS_TEXT, "execute-macro" }, { ODT_NS_TEXT, "dde-connection" },
		{ ODT_NS_TEXT, "database-display" }, { ODT_NS_TEXT, "database-next" }, { ODT_NS_TEXT, "database-row-select" },
		{ ODT_NS_TEXT, "database-row-number" }, { ODT_NS_TEXT, "database-name" }, { ODT_NS_TEXT, "section-source" },
		{ ODT_NS_DRAW, "applet" }, { ODT_NS_DRAW, "plugin" }, { ODT_NS_DRAW, "object" }, { ODT_NS_DRAW, "object-ole" },
		{ ODT_NS_DRAW, "floating-frame" }, { ODT_NS_DRAW, "control" }, { ODT_NS_TABLE, "cell-range-source" },
		{ ODT_NS_SVG, "font-face-src" }, { ODT_NS_SVG, "definition-src" },
	};
	for (size_t i = 0; i < sizeof active / sizeof *active; i++)
		if (odt_is(node, active[i].space, active[i].name))
			return true;
	return false;
}

static const char *picture_type(struct str name)
{
	static const struct { const char *ending, *type; } types[] = {
		{ ".png", "image/png" }, { ".jpg", "image/jpeg" }, { ".jpeg", "image/jpeg" }, { ".gif", "image/gif" },
		{ ".svg", "image/svg+xml" }, { ".webp", "image/webp" },
	};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		struct str ending = str_of(types[i].ending);
		if (name.n > ending.n && str_eq_nocase(str_skip(name, name.n - ending.n), ending))
			return types[i].type;
	}
	return NULL;
}

/* Is it a picture of the user's package that we take over? */
static bool take_picture(struct odt *o, struct package_reader *package, struct str href)
{
	struct str name = str_starts(href, STR("./")) ? str_skip(href, 2) : href;
	const char *type = picture_type(name);
	if (!type || !str_starts(name, STR("Pictures/")) || str_find(name, STR(".."), 0) != STR_NONE)
		return false;
	for (size_t i = 0; i < o->picture_count; i++)
		if (str_eq(str_of(o->pictures[i].name), name))
			return true;
	if (o->picture_count == PICTURES)
		return false;
	struct odt_picture picture = { arena_cstr(&o->doc->arena, name), type, BUF_INIT };
	if (package_read(package, picture.name, PICTURE_LIMIT, &picture.content) != PACKAGE_READ) {
		buf_free(&picture.content);
		return false;
	}
	VEC_ROOM(o->pictures, o->picture_count, o->picture_room);
	o->pictures[o->picture_count++] = picture;
	return true;
}

static bool is_picture(const xmlNode *node)
{
	return odt_is(node, ODT_NS_DRAW, "image") || odt_is(node, ODT_NS_DRAW, "fill-image") ||
		odt_is(node, ODT_NS_STYLE, "background-image") || odt_is(node, ODT_NS_TEXT, "list-level-style-image");
}

static bool is_safe_link(struct str href)
{
	return str_starts_nocase(href, STR("https:")) || str_starts_nocase(href, STR("http:")) ||
		str_starts_nocase(href, STR("mailto:")) || str_starts(href, STR("#"));
}

static bool stays(struct odt *o, const xmlNode *node, struct package_reader *package)
{
	if (node->type == XML_TEXT_NODE)
		return true;
	if (node->type != XML_ELEMENT_NODE || !is_known(node->ns) || is_active(node))
		return false;
	struct str href = odt_attr(node, ODT_NS_XLINK, "href");
	if (href.n == 0)
		return !odt_is(node, ODT_NS_TEXT, "a") && !odt_is(node, ODT_NS_TEXT, "list-level-style-image");
	return odt_is(node, ODT_NS_TEXT, "a") ? is_safe_link(href) : is_picture(node) && take_picture(o, package, href);
}

static void clean_attributes(xmlNode *node)
{
	for (xmlAttr *a = node->properties, *next; a; a = next) {
		next = a->next;
		if (!is_known(a->ns))
			xmlRemoveProp(a);
	}
}

/* The parser bounds the depth. A link that goes leaves its text. */
static void clean(struct odt *o, xmlNode *parent, struct package_reader *package)
{
	for (xmlNode *n = parent->children, *next; n; n = next) {
		next = n->next;
		if (stays(o, n, package)) {
			if (n->type == XML_ELEMENT_NODE) {
				clean_attributes(n);
				clean(o, n, package);
			}
			continue;
		}
		if (odt_is(n, ODT_NS_TEXT, "a")) {
			clean(o, n, package);
			while (n->children)
				xmlAddPrevSibling(n, n->children);
		}
		xmlUnlinkNode(n);
		xmlFreeNode(n);
	}
}

void odt_own_clean(struct odt *o, struct _xmlDoc *styles, struct package_reader *package)
{
	xmlNode *root = xmlDocGetRootElement(styles);
	clean_attributes(root);
	clean(o, root, package);
	odt_set_attr(root, ODT_NS_OFFICE, "version", STR("1.3"));
	/* What stands around the root, comments and instructions, is no part of a document. */
	for (xmlNode *n = styles->children, *next; n; n = next) {
		next = n->next;
		if (n != root) {
			xmlUnlinkNode(n);
			xmlFreeNode(n);
		}
	}
}

/* The root's child of that name; made, in the schema's order, where it is not there. */
static xmlNode *section(xmlNode *root, const char *name)
{
	static const char *const order[] = { "font-face-decls", "styles", "automatic-styles", "master-styles" };
	xmlNode *place = NULL;
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		xmlNode *found = odt_child(root, ODT_NS_OFFICE, order[i]);
		if (strcmp(order[i], name) == 0) {
			if (found)
				return found;
			break;
		}
		if (found)
			place = found;
	}
	xmlNode *made = xmlNewDocNode(root->doc, root->ns, (const xmlChar *)name, NULL);
	if (!made)
		die("out of memory");
	if (place)
		xmlAddNextSibling(place, made);
	else if (root->children)
		xmlAddPrevSibling(root->children, made);
	else
		xmlAddChild(root, made);
	return made;
}

/* Would both be the same style, if one document had them? */
static bool is_same(const xmlNode *a, const xmlNode *b)
{
	return a->type == b->type && strcmp((const char *)a->name, (const char *)b->name) == 0 &&
		str_eq(odt_attr(a, ODT_NS_STYLE, "family"), odt_attr(b, ODT_NS_STYLE, "family")) &&
		(odt_is(a, ODT_NS_TEXT, "outline-style") ||
			str_eq(odt_attr(a, ODT_NS_STYLE, "name"), odt_attr(b, ODT_NS_STYLE, "name")));
}

/* The namespace as the root declares it, or now does. No prefix is reused: an attribute needs one. */
static xmlNsPtr root_ns(xmlNode *root, const xmlNs *from)
{
	for (xmlNsPtr ns = root->nsDef; ns; ns = ns->next)
		if (ns->prefix && strcmp((const char *)ns->href, (const char *)from->href) == 0)
			return ns;
	xmlNsPtr made = xmlNewNs(root, from->href, from->prefix);
	for (char prefix[] = "rollcall0"; !made && prefix[8] <= '9'; prefix[8]++)
		made = xmlNewNs(root, from->href, (const xmlChar *)prefix);
	if (!made)
		die("out of memory");
	return made;
}

/* libxml2's own copies keep or repeat the namespaces of their source. Only styles of our own are copied. */
static void add_copy(xmlNode *to, const xmlNode *from)
{
	xmlNode *root = xmlDocGetRootElement(to->doc);
	xmlNode *copy = from->type == XML_TEXT_NODE ? xmlNewDocText(to->doc, from->content) :
		xmlNewDocNode(to->doc, root_ns(root, from->ns), from->name, NULL);
	if (!copy)
		die("out of memory");
	if (from->type == XML_ELEMENT_NODE) {
		for (const xmlAttr *a = from->properties; a; a = a->next)
			if (!xmlNewNsProp(copy, root_ns(root, a->ns), a->name, a->children ? a->children->content : NULL))
				die("out of memory");
		for (const xmlNode *n = from->children; n; n = n->next)
			if (n->type == XML_ELEMENT_NODE || n->type == XML_TEXT_NODE)
				add_copy(copy, n);
	}
	xmlAddChild(to, copy);
}

static void add_missing(xmlNode *to_root, xmlNode *from_root, const char *name)
{
	xmlNode *to = section(to_root, name), *from = odt_child(from_root, ODT_NS_OFFICE, name);
	for (xmlNode *n = from ? from->children : NULL; n; n = n->next) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		xmlNode *there = to->children;
		while (there && !is_same(there, n))
			there = there->next;
		if (!there)
			add_copy(to, n);
	}
}

void odt_own_complete(struct odt *o, struct _xmlDoc *styles, struct _xmlDoc *defaults)
{
	xmlNode *to = xmlDocGetRootElement(styles), *from = xmlDocGetRootElement(defaults);
	add_missing(to, from, "font-face-decls");
	add_missing(to, from, "styles");
	xmlNode *masters = odt_child(to, ODT_NS_OFFICE, "master-styles");
	xmlNode *first = odt_child(masters, ODT_NS_STYLE, "master-page");
	if (!first) {
		add_missing(to, from, "automatic-styles");
		add_missing(to, from, "master-styles");
		return;
	}
	bool standard = false;
	for (xmlNode *n = first; n; n = n->next)
		standard = standard || (odt_is(n, ODT_NS_STYLE, "master-page") &&
			str_eq(odt_attr(n, ODT_NS_STYLE, "name"), STR("Standard")));
	/* Without being told, LibreOffice takes the master page Standard. */
	if (!standard)
		o->first_page = arena_cstr(&o->doc->arena, odt_attr(first, ODT_NS_STYLE, "name"));
}
