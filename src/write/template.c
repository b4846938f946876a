#include "write/template.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "base/mem.h"
#include "write/template_file.h"

enum { NO_SLOT = -1 };

/* What the data-rc attributes of an element say. */
struct mark {
	int slot, condition;     /* NO_SLOT where there is none */
	bool left_out;           /* a word, or a place for words */
	bool plain;
};

struct template {
	const struct template_type *type;
	struct arena *arena;
	struct str file;         /* for messages */
	const char *error;       /* the first one */
	xmlDocPtr doc;           /* each element's _private is its mark, or NULL */
	struct str *words;       /* p is NULL where there is none yet */
	bool *used;              /* slots */
};

static void fail(struct template *t, long line, const char *what, const char *name, const char *after)
{
	if (!t->error)
		t->error = arena_printf(t->arena, "%.*s:%ld: %s%s%s", STR_FMT(t->file), line > 0 ? line : 1, what, name,
			after).p;
}

/* Parsing. The template is read with nothing that could fetch or expand: no network, no DTD, no entities. */

static void take_error(void *context, xmlErrorPtr error)
{
	struct template *t = ((xmlParserCtxtPtr)context)->_private;
	if (error->code == XML_ERR_NO_MEMORY)
		die("out of memory");
	struct str message = str_trim(str_of(error->message ? error->message : "not well-formed"));
	struct buf line = BUF_INIT;      /* the parser may say it in several */
	for (size_t i = 0; i < message.n; i++)
		buf_put(&line, message.p[i] == '\n' ? ' ' : message.p[i]);
	if (error->level > XML_ERR_WARNING)
		fail(t, error->line, line.p, "", "");
	buf_free(&line);
}

static void take_doctype(void *context, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
	(void)name;
	xmlParserCtxtPtr parser = context;
	struct template *t = parser->_private;
	/* The parser stands behind name and identifiers; an internal subset would begin here, and libxml2 takes one behind
	 * the declaration's end, too. */
	const xmlChar *at = parser->input ? parser->input->cur : (const xmlChar *)"";
	bool subset = *at == '[' || (*at == '>' && at[1] == '[');
	if (!public_id && !system_id && !subset)
		return;
	fail(t, parser->input ? parser->input->line : 1, "DOCTYPE with ",
		subset ? "declarations" : "an external identifier", " is refused; write <!DOCTYPE html>");
	xmlStopParser(parser);
}

static void parse(struct template *t, struct str content)
{
	if (content.n == 0) {
		fail(t, 1, "the file is empty", "", "");
		return;
	}
	if (content.n > 1 << 24) {
		fail(t, 1, "the file is larger than 16 MB", "", "");
		return;
	}
	xmlParserCtxtPtr parser = xmlCreateMemoryParserCtxt(content.p, (int)content.n);
	if (!parser)
		die("out of memory");
	xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
	parser->_private = t;
	parser->sax->serror = take_error;
	parser->sax->internalSubset = take_doctype;
	xmlParseDocument(parser);
	if (!parser->wellFormed)
		fail(t, parser->input ? parser->input->line : 1, "not well-formed", "", "");
	t->doc = parser->myDoc;
	parser->myDoc = NULL;
	xmlFreeParserCtxt(parser);
}

/* Checking. Every mark is understood here, once; writing trusts it. */

static struct str name_of(const xmlNode *node)
{
	return str_of((const char *)node->name);
}

static bool is_named(const xmlNode *node, const char *name)
{
	return str_eq_nocase(name_of(node), str_of(name));
}

/* Entity references cannot occur, so an attribute's value is one text or nothing. */
static struct str value_of(const xmlAttr *attr)
{
	return attr->children && attr->children->content ? str_of((const char *)attr->children->content) : STR_EMPTY;
}

static int find_slot(const struct template_type *type, struct str name)
{
	for (size_t i = 0; i < type->slot_count; i++)
		if (str_eq(name, str_of(type->slots[i].name)))
			return (int)i;
	return NO_SLOT;
}

static const char *quoted(struct template *t, struct str s)
{
	return arena_printf(t->arena, "'%.*s'", STR_FMT(s)).p;
}

static void add_word(struct template *t, const xmlNode *node, struct str name)
{
	for (size_t i = 0; i < t->type->word_count; i++) {
		if (!str_eq(name, str_of(t->type->words[i])))
			continue;
		xmlChar *text = xmlNodeGetContent(node);
		if (!text)
			die("out of memory");
		if (t->words[i].p)
			fail(t, node->line, "word ", quoted(t, name), " stands here a second time");
		t->words[i] = arena_str(t->arena, str_trim(str_of((const char *)text)));
		xmlFree(text);
		return;
	}
	fail(t, node->line, "unknown word ", quoted(t, name), "");
}

static bool is_left_out(const xmlNode *node)
{
	const struct mark *mark = node && node->type == XML_ELEMENT_NODE ? node->_private : NULL;
	return mark && mark->left_out;
}

static void set_content(struct template *t, const xmlNode *node, struct mark *mark, struct str name)
{
	if (str_eq(name, STR("words"))) {
		mark->left_out = true;
		return;
	}
	for (const xmlNode *n = node->parent; n; n = n->parent)
		if (is_left_out(n))
			fail(t, node->line, "", quoted(t, name), " stands in what is left out");
	mark->slot = find_slot(t->type, name);
	if (mark->slot == NO_SLOT || t->type->slots[mark->slot].kind == SLOT_CONDITION) {
		fail(t, node->line, "data-rc has no content ", quoted(t, name),
			mark->slot == NO_SLOT ? "" : "; use data-rc-if");
		return;
	}
	enum template_kind kind = t->type->slots[mark->slot].kind;
	/* Text of the document must never become program or style. */
	const char *element = (const char *)node->name;
	if (is_named(node, "script") || xml_is_void(element) || is_named(node, "style") != (kind == SLOT_STYLE))
		fail(t, node->line, arena_printf(t->arena, "<%s> cannot hold ", element).p, quoted(t, name), "");
	if (t->used[mark->slot] && kind == SLOT_BLOCKS)
		fail(t, node->line, "data-rc=", quoted(t, name), " stands here a second time");
	mark->plain = is_named(node, "title") || is_named(node, "option") || is_named(node, "textarea");
	for (const xmlNode *n = node; n && n->type == XML_ELEMENT_NODE && !mark->plain; n = n->parent)
		mark->plain = is_named(n, "a") || is_named(n, "button");
	t->used[mark->slot] = t->used[mark->slot] || !mark->plain;
}

/* Attributes that are only text: the document may say them. */
static void check_attribute(struct template *t, const xmlNode *node, struct str attribute, struct str name)
{
	static const char *const allowed[] = { "lang", "datetime", "content", "title", "aria-label" };
	bool known = false;
	for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
		known = known || str_eq(attribute, str_of(allowed[i]));
	if (!known) {
		struct str full = arena_join(t->arena, STR("data-rc"), STR("-"), attribute);
		fail(t, node->line, "unknown attribute ", quoted(t, full), "");
		return;
	}
	int slot = find_slot(t->type, name);
	if (slot == NO_SLOT || t->type->slots[slot].kind != SLOT_TEXT)
		fail(t, node->line, "an attribute has no content ", quoted(t, name), "");
	for (const xmlAttr *a = node->properties; a; a = a->next)
		if (str_eq_nocase(str_of((const char *)a->name), STR("http-equiv")))
			fail(t, node->line, "an element with http-equiv takes no ", quoted(t, name), "");
}

static void check_element(struct template *t, xmlNode *node)
{
	struct mark mark = { NO_SLOT, NO_SLOT, false, false };
	bool marked = false;
	for (const xmlAttr *a = node->properties; a; a = a->next) {
		struct str name = str_of((const char *)a->name), value = value_of(a);
		if (!str_eq(name, STR("data-rc")) && !str_starts(name, STR("data-rc-")))
			continue;
		marked = true;
		if (name.n == 7) {
			set_content(t, node, &mark, value);
		} else if (str_eq(name, STR("data-rc-if"))) {
			mark.condition = find_slot(t->type, value);
			if (mark.condition == NO_SLOT)
				fail(t, node->line, "unknown condition ", quoted(t, value), "");
		} else if (str_eq(name, STR("data-rc-word"))) {
			mark.left_out = true;
			add_word(t, node, value);
		} else {
			check_attribute(t, node, str_skip(name, 8), value);
		}
	}
	if (xml_is_void((const char *)node->name) && node->children)
		fail(t, node->line, "<", (const char *)node->name, "> cannot hold anything");
	if (marked) {
		struct mark *kept = ARENA_NEW(t->arena, struct mark);
		*kept = mark;
		node->_private = kept;
	}
}

/* libxml2 bounds the depth of the tree. */
static void check_tree(struct template *t, xmlNode *first)
{
	for (xmlNode *n = first; n && !t->error; n = n->next)
		if (n->type == XML_ELEMENT_NODE) {
			check_element(t, n);
			check_tree(t, n->children);
		}
}

static const char *read_content(struct template *t, struct str content)
{
	t->words = ARENA_ARRAY(t->arena, struct str, t->type->word_count);
	t->used = ARENA_ARRAY(t->arena, bool, t->type->slot_count);
	parse(t, content);
	xmlNode *root = t->doc && !t->error ? xmlDocGetRootElement(t->doc) : NULL;
	if (!root)
		return t->error;
	check_tree(t, root);
	for (size_t i = 0; i < t->type->slot_count; i++)
		if (t->type->slots[i].required && !t->used[i])
			fail(t, root->line, "nothing has data-rc=", quoted(t, str_of(t->type->slots[i].name)),
				", so there is no place for it");
	return t->error;
}

static struct template *new_template(struct arena *arena, const struct template_type *type, struct str file)
{
	struct template *t = ARENA_NEW(arena, struct template);
	t->type = type;
	t->arena = arena;
	t->file = file;
	return t;
}

static const char *read_file(struct arena *arena, const struct template_type *type, const char *folder,
	struct template **t)
{
	struct str file, content;
	const char *error = template_find(arena, folder, type->file, &file, &content);
	*t = error ? NULL : new_template(arena, type, file);
	return error ? error : read_content(*t, content);
}

static void fill_words(struct template *t, const struct template *from)
{
	for (size_t i = 0; i < t->type->word_count; i++)
		if (!t->words[i].p)
			t->words[i] = from->words[i].p ? from->words[i] : str_of(t->type->words[i]);
}

/* Words that the template lacks. */
static const char *complete(struct template *t, const char *folder)
{
	struct template *other = NULL;
	const char *error = NULL;
	size_t i = 0;
	while (i < t->type->word_count && t->words[i].p)
		i++;
	if (i == t->type->word_count)
		return NULL;
	error = t->type->like ? template_read(t->arena, t->type->like, folder, &other) :
		read_file(t->arena, t->type, NULL, &other);
	if (!error)
		fill_words(t, other);
	template_free(other);
	return error;
}

const char *template_read(struct arena *arena, const struct template_type *type, const char *folder,
	struct template **t)
{
	const char *error = read_file(arena, type, folder, t);
	if (!error)
		error = complete(*t, folder);
	if (error) {
		template_free(*t);
		*t = NULL;
	}
	return error;
}

/* Writing. */

static const char *full_name(struct template *t, const xmlNs *ns, const xmlChar *name)
{
	return ns && ns->prefix ? arena_printf(t->arena, "%s:%s", (const char *)ns->prefix, (const char *)name).p :
		(const char *)name;
}

/* The slot an attribute is taken from, or NO_SLOT where the template's own value stays. */
static int attribute_slot(const struct template *t, const xmlNode *node, const char *name,
	const struct template_host *host)
{
	for (const xmlAttr *a = node->properties; a; a = a->next) {
		struct str marked = str_of((const char *)a->name);
		if (!str_starts(marked, STR("data-rc-")) || !str_eq(str_skip(marked, 8), str_of(name)))
			continue;
		int slot = find_slot(t->type, value_of(a));
		return slot != NO_SLOT && host->has(host->context, (size_t)slot) ? slot : NO_SLOT;
	}
	return NO_SLOT;
}

static void write_attributes(struct template *t, struct xml *x, const xmlNode *node, const struct template_host *host)
{
	for (const xmlAttr *a = node->properties; a; a = a->next) {
		struct str name = str_of((const char *)a->name);
		int slot = NO_SLOT;
		if (str_eq(name, STR("data-rc")) || str_eq(name, STR("data-rc-if")))
			continue;
		if (str_starts(name, STR("data-rc-"))) {
			/* Where the element has the attribute itself, it is written there. */
			const char *own = name.p + 8;
			slot = attribute_slot(t, node, own, host);
			if (slot != NO_SLOT && !xmlHasProp((xmlNode *)node, (const xmlChar *)own))
				xml_attr(x, own, host->value(host->context, (size_t)slot));
			continue;
		}
		slot = attribute_slot(t, node, name.p, host);
		xml_attr(x, full_name(t, a->ns, a->name),
			slot == NO_SLOT ? value_of(a) : host->value(host->context, (size_t)slot));
	}
}

/* HTML reads no mark-up and no escapes in <script> and <style>; only their own end tag could end them. */
static void write_raw_text(struct xml *x, const xmlNode *node)
{
	for (const xmlNode *n = node->children; n; n = n->next)
		if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE)
			xml_raw_text(x, str_of((const char *)n->content), (const char *)node->name);
}

static void write_nodes(struct template *t, struct xml *x, const xmlNode *first, const struct template_host *host);

static void write_element(struct template *t, struct xml *x, const xmlNode *node, const struct template_host *host)
{
	const struct mark *mark = node->_private;
	xml_start(x, full_name(t, node->ns, node->name));
	write_attributes(t, x, node, host);
	if (mark && mark->slot != NO_SLOT && host->has(host->context, (size_t)mark->slot))
		host->fill(host->context, (size_t)mark->slot, mark->plain);
	else if (is_named(node, "script") || is_named(node, "style"))
		write_raw_text(x, node);
	else
		write_nodes(t, x, node->children, host);
	xml_end(x);
}

static void write_nodes(struct template *t, struct xml *x, const xmlNode *first, const struct template_host *host)
{
	bool after_gap = false;
	for (const xmlNode *n = first; n; n = n->next) {
		if (n->type == XML_ELEMENT_NODE) {
			const struct mark *mark = n->_private;
			bool left_out = mark && (mark->left_out ||
				(mark->condition != NO_SLOT && !host->has(host->context, (size_t)mark->condition)));
			if (!left_out)
				write_element(t, x, n, host);
			after_gap = left_out;
		} else if (n->type == XML_COMMENT_NODE) {
			after_gap = true;
		} else if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) {
			/* The line end behind what was left out goes with it. */
			struct str text = str_of((const char *)n->content);
			if (!after_gap || str_trim(text).n)
				xml_text(x, text);
			after_gap = false;
		}
	}
}

void template_write(struct template *t, struct xml *x, const struct template_host *host)
{
	const xmlNode *root = xmlDocGetRootElement(t->doc);
	if (is_named(root, "html"))
		xml_raw(x, STR("<!DOCTYPE html>\n"));
	write_element(t, x, root, host);
	xml_raw(x, STR("\n"));
}

void template_free(struct template *t)
{
	if (t && t->doc)
		xmlFreeDoc(t->doc);
}

bool template_uses(const struct template *t, size_t slot)
{
	return t->used[slot];
}

struct str template_word(const struct template *t, size_t word)
{
	return t->words[word];
}
