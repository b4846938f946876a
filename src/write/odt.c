#include "write/odt.h"

#include "base/mem.h"

struct str odt_word(const struct odt *o, enum odt_word word)
{
	return template_word(o->template, word);
}

/* content.xml is written in two: the automatic styles stand before the body, but only the body tells which it needs. */
static void write_body(struct odt *o, struct out *body)
{
	struct odt_flow flow = { .depth = 0 };
	o->flow = &flow;
	o->x = xml_new(body, XML_XML);
	xml_start(o->x, "office:body");
	xml_start(o->x, "office:text");
	odt_front(o);
	odt_blocks(o, odt_front_end(o));
	xml_free(o->x);
}

static void write_head(struct odt *o, struct out *head)
{
	static const enum odt_ns used[] = {
		ODT_NS_OFFICE, ODT_NS_STYLE, ODT_NS_TEXT, ODT_NS_TABLE, ODT_NS_FO, ODT_NS_XLINK,
	};
	out_cstr(head, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content office:version=\"1.3\"");
	for (size_t i = 0; i < sizeof used / sizeof *used; i++)
		out_printf(head, " xmlns:%s=\"%s\"", odt_prefix(used[i]), odt_uri(used[i]));
	out_cstr(head, ">");
	o->x = xml_new(head, XML_XML);
	odt_styles_automatic(o);
	xml_free(o->x);
}

static void write_package(struct odt *o, struct out *out)
{
	struct out head = OUT_MEMORY, body = OUT_MEMORY, meta = OUT_MEMORY, manifest = OUT_MEMORY;
	struct buf styles = BUF_INIT;
	write_body(o, &body);
	write_head(o, &head);
	odt_styles_write(o, &styles);
	odt_meta(o, &meta);
	odt_manifest(o, &manifest);

	struct package_writer *z = package_writer_new();
	const struct str type = str_of(ODT_TYPE), styles_xml = buf_slice(&styles);
	const struct str meta_xml = buf_slice(&meta.pending), manifest_xml = buf_slice(&manifest.pending);
	const struct str content[] = {
		buf_slice(&head.pending), buf_slice(&body.pending), STR("</office:document-content>\n"),
	};
	package_add(z, "mimetype", &type, 1, PACKAGE_STORED);
	package_add(z, "meta.xml", &meta_xml, 1, PACKAGE_DEFLATED);
	package_add(z, "styles.xml", &styles_xml, 1, PACKAGE_DEFLATED);
	package_add(z, "content.xml", content, 3, PACKAGE_DEFLATED);
	for (size_t i = 0; i < o->picture_count; i++) {
		const struct str picture = buf_slice(&o->pictures[i].content);
		package_add(z, o->pictures[i].name, &picture, 1, PACKAGE_DEFLATED);
	}
	package_add(z, "META-INF/manifest.xml", &manifest_xml, 1, PACKAGE_DEFLATED);
	package_writer_close(z, out);

	out_free(&head);
	out_free(&body);
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
	static const struct template_type type = { "odt.xml", NULL, 0, words, ODT_WORD_COUNT };
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
	buf_free(&o.scratch);
	buf_free(&o.place);
	return error;
}
