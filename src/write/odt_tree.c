#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "base/mem.h"
#include "write/odt.h"

static const struct { const char *prefix, *uri; } spaces[ODT_NS_COUNT] = {
	{ "office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0" },
	{ "style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0" },
	{ "text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0" },
	{ "table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0" },
	{ "draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" },
	{ "fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" },
	{ "svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" },
	{ "xlink", "http://www.w3.org/1999/xlink" },
};

const char *odt_prefix(enum odt_ns space)
{
	return spaces[space].prefix;
}

const char *odt_uri(enum odt_ns space)
{
	return spaces[space].uri;
}

struct reading {
	struct arena *arena;
	const char *where, *error;
};

static void fail(struct reading *r, long line, struct str what)
{
	if (!r->error)
		r->error = arena_printf(r->arena, "%s:%ld: %.*s", r->where, line > 0 ? line : 1, STR_FMT(what)).p;
}

static void take_error(void *context, xmlErrorPtr error)
{
	struct reading *r = ((xmlParserCtxtPtr)context)->_private;
	if (error->code == XML_ERR_NO_MEMORY)
		die("out of memory");
	if (error->level > XML_ERR_WARNING)
		fail(r, error->line, str_trim(str_of(error->message ? error->message : "not well-formed")));
}

static void take_doctype(void *context, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
	(void)name, (void)public_id, (void)system_id;
	xmlParserCtxtPtr parser = context;
	fail(parser->_private, parser->input ? parser->input->line : 1, STR("a DOCTYPE is refused"));
	xmlStopParser(parser);
}

struct _xmlDoc *odt_tree_read(struct arena *arena, const char *where, struct str content, const char **error)
{
	struct reading r = { arena, where, NULL };
	if (content.n == 0)
		fail(&r, 1, STR("empty"));
	if (content.n > INT32_MAX)
		fail(&r, 1, STR("too large"));
	xmlDocPtr doc = NULL;
	if (!r.error) {
		xmlParserCtxtPtr parser = xmlCreateMemoryParserCtxt(content.p, (int)content.n);
		if (!parser)
			die("out of memory");
		xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
		parser->_private = &r;
		parser->sax->serror = take_error;
		parser->sax->internalSubset = take_doctype;
		xmlParseDocument(parser);
		if (!parser->wellFormed || !parser->nsWellFormed)
			fail(&r, parser->input ? parser->input->line : 1, STR("not well-formed"));
		doc = parser->myDoc;
		parser->myDoc = NULL;
		xmlFreeParserCtxt(parser);
	}
	*error = r.error;
	if (r.error || !doc) {
		xmlFreeDoc(doc);
		return NULL;
	}
	return doc;
}

static bool in_space(const xmlNs *ns, enum odt_ns space)
{
	return ns && strcmp((const char *)ns->href, spaces[space].uri) == 0;
}

bool odt_is(const struct _xmlNode *node, enum odt_ns space, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0 && in_space(node->ns, space);
}

/* No entities and no defaults from a DTD, so an attribute's value is one text or nothing. */
struct str odt_attr(const struct _xmlNode *node, enum odt_ns space, const char *name)
{
	for (const xmlAttr *a = node->properties; a; a = a->next)
		if (strcmp((const char *)a->name, name) == 0 && in_space(a->ns, space))
			return a->children && a->children->content ? str_of((const char *)a->children->content) : STR_EMPTY;
	return STR_EMPTY;
}

void odt_set_attr(struct _xmlNode *node, enum odt_ns space, const char *name, struct str value)
{
	xmlNsPtr ns = xmlSearchNsByHref(node->doc, node, (const xmlChar *)spaces[space].uri);
	if (!ns || !ns->prefix)
		ns = xmlNewNs(node, (const xmlChar *)spaces[space].uri, (const xmlChar *)spaces[space].prefix);
	struct buf text = BUF_INIT;
	buf_str(&text, value);
	if (!ns || !xmlSetNsProp(node, ns, (const xmlChar *)name, (const xmlChar *)text.p))
		die("out of memory");
	buf_free(&text);
}

struct _xmlNode *odt_child(const struct _xmlNode *parent, enum odt_ns space, const char *name)
{
	for (xmlNode *n = parent ? parent->children : NULL; n; n = n->next)
		if (odt_is(n, space, name))
			return n;
	return NULL;
}
