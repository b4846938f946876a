#include "write/odt.h"

#include "base/mem.h"

struct str odt_word(const struct odt *o, enum odt_word word)
{
	return template_word(o->template, word);
}

/* The automatic styles stand before the body that uses them. */
static void survey(struct odt *o)
{
	struct block_iter it = block_iter(o->doc->root);
	odt_actions_survey(o);
	while (block_next(&it)) {
		if (!it.entering)
			continue;
		if (it.block->type == BLOCK_TABLE)
			odt_table_survey(o, it.block);
		else if (it.block->type == BLOCK_ROLL)
			odt_roll_survey(o, it.block);
	}
}

/* content.xml is made while it is packed: it is five times as long as the notes. */
struct content {
	struct odt *o;
	struct out made;
	const struct block *next;      /* of the body */
	struct odt_front front;
	enum { BEGIN, FRONT, BODY, END } step;
};

static void begin(struct content *c)
{
	static const enum odt_ns used[] = {
		ODT_NS_OFFICE, ODT_NS_STYLE, ODT_NS_TEXT, ODT_NS_TABLE, ODT_NS_FO, ODT_NS_XLINK,
	};
	struct odt *o = c->o;
	out_cstr(&c->made, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	o->x = xml_new(&c->made, XML_XML);
	xml_start(o->x, "office:document-content");
	for (size_t i = 0; i < sizeof used / sizeof *used; i++) {
		buf_cut(&o->scratch, 0);
		buf_printf(&o->scratch, "xmlns:%s", odt_prefix(used[i]));
		xml_attr_c(o->x, o->scratch.p, odt_uri(used[i]));
	}
	xml_attr_c(o->x, "office:version", "1.3");
	odt_styles_automatic(o);
	xml_start(o->x, "office:body");
	xml_start(o->x, "office:text");
	c->next = odt_front_end(o);
}

static struct str next_piece(void *context)
{
	enum { PIECE = 64 * 1024 };
	struct content *c = context;
	buf_cut(&c->made.pending, 0);
	if (c->step == BEGIN) {
		begin(c);
		c->step = FRONT;
	}
	while (c->step == FRONT && c->made.pending.n < PIECE)
		if (!odt_front(c->o, &c->front))
			c->step = BODY;
	for (; c->step == BODY && c->next && c->made.pending.n < PIECE; c->next = c->next->next)
		odt_block(c->o, c->next);
	if (!c->next && c->step == BODY) {
		xml_free(c->o->x);
		c->step = END;
	}
	return buf_slice(&c->made.pending);
}

static void write_package(struct odt *o, struct out *out)
{
	enum { LARGE = 256 << 20 };
	struct odt_flow flow = { .depth = 0 };
	struct content content = { .o = o, .made = OUT_MEMORY };
	struct out meta = OUT_MEMORY, manifest = OUT_MEMORY;
	struct buf styles = BUF_INIT;
	o->flow = &flow;
	survey(o);
	odt_told_find(o);
	odt_styles_write(o, &styles);
	odt_meta(o, &meta);
	odt_manifest(o, &manifest);

	struct package_writer *z = package_writer_new();
	package_add(z, "mimetype", str_of(ODT_TYPE), PACKAGE_STORED);
	package_add(z, "meta.xml", buf_slice(&meta.pending), PACKAGE_DEFLATED);
	package_add(z, "styles.xml", buf_slice(&styles), PACKAGE_DEFLATED);
	package_add_stream(z, "content.xml", next_piece, &content, o->doc->source.n > LARGE);
	for (size_t i = 0; i < o->picture_count; i++)
		package_add(z, o->pictures[i].name, buf_slice(&o->pictures[i].content), PACKAGE_DEFLATED);
	package_add(z, "META-INF/manifest.xml", buf_slice(&manifest.pending), PACKAGE_DEFLATED);
	package_writer_close(z, out);

	out_free(&content.made);
	out_free(&meta);
	out_free(&manifest);
	buf_free(&styles);
}

const char *write_odt(struct document *doc, const struct write_options *options, struct out *out)
{
	static const char *const words[] = {
#define X(name, attribute) attribute,
		ODT_WORDS(X)
#undef X
	};
	static const struct template_type type = { "odt.xml", NULL, 0, words, ODT_WORD_COUNT, NULL };
	struct odt o = { .doc = doc, .scratch = BUF_INIT, .place = BUF_INIT };
	/* A page's style sheet may be named by the same option; it is not ours. */
	struct str style = str_of(options->style ? options->style : "");
	bool own = style.n > 0 && !(style.n >= 4 && str_eq_nocase(str_skip(style, style.n - 4), STR(".css")));
	const char *error = template_read(&doc->arena, &type, options->templates, &o.template);
	if (!error)
		error = odt_styles_read(&o, own ? options->style : NULL);
	if (!error)
		write_package(&o, out);
	template_free(o.template);
	odt_styles_free(&o);
	mem_free(o.anchors);
	mem_free(o.told);
	mem_free(o.waiting);
	buf_free(&o.scratch);
	buf_free(&o.place);
	return error;
}
