#include "write/odt.h"

/* Header fields stand first; those among other text stay there. */
const struct block *odt_front_end(const struct odt *o)
{
	const struct block *b = o->doc->root->first;
	while (b && b->type == BLOCK_FIELD)
		b = b->next;
	return b;
}

static void title(struct odt *o)
{
	if (!o->doc->title_text.count)
		return;
	odt_named_paragraph(o, o->first_page ? "first" : "Title");
	odt_inlines(o, o->doc->title_text);
	xml_end(o->x);
}

static bool has_inserted(struct inlines text)
{
	for (size_t i = 0; i < text.count; i++)
		if (text.spans[i].type == SPAN_OPEN && text.spans[i].mark == MARK_INSERTED)
			return true;
	return false;
}

/* Does text of both origins stand in the body? Blocks without text of their own do not count. */
static bool has_both_origins(const struct odt *o)
{
	bool seen[2] = { false, false };
	struct block_iter it = block_iter(o->doc->root);
	while (block_next(&it) && !(seen[ORIGIN_AGENDA] && seen[ORIGIN_MINUTES])) {
		const struct block *b = it.block;
		if (!it.entering || b->type == BLOCK_DOCUMENT || b->type == BLOCK_LIST || b->type == BLOCK_TABLE ||
			b->type == BLOCK_ROW || (b->first && !b->text.count))
			continue;
		seen[b->origin] = true;
		seen[ORIGIN_MINUTES] = seen[ORIGIN_MINUTES] || has_inserted(b->text);
	}
	return seen[ORIGIN_AGENDA] && seen[ORIGIN_MINUTES];
}

static void legend(struct odt *o)
{
	if (!has_both_origins(o))
		return;
	odt_paragraph(o, ODT_P_LEGEND, &(struct block){ .origin = ORIGIN_AGENDA });
	xml_text(o->x, odt_word(o, ODT_WORD_LEGEND_AGENDA));
	xml_end(o->x);
	odt_paragraph(o, ODT_P_LEGEND, &(struct block){ .origin = ORIGIN_MINUTES });
	xml_text(o->x, odt_word(o, ODT_WORD_LEGEND_MINUTES));
	xml_end(o->x);
}

/* Contents (part 3 §8.3). What is filled in is what an update would make of the same headings. */

enum { LEVELS = 6, USUAL_LEVELS = 3, ENOUGH = 3 };

static const char *const contents_styles[LEVELS] = {
	"Contents_20_1", "Contents_20_2", "Contents_20_3", "Contents_20_4", "Contents_20_5", "Contents_20_6",
};

static void empty(struct odt *o, const char *name, const char *attribute, const char *value)
{
	xml_start(o->x, name);
	if (attribute)
		xml_attr_c(o->x, attribute, value);
	xml_end(o->x);
}

static void contents_source(struct odt *o, unsigned levels)
{
	xml_start(o->x, "text:table-of-content-source");
	xml_attr_n(o->x, "text:outline-level", levels);
	xml_start(o->x, "text:index-title-template");
	xml_attr_c(o->x, "text:style-name", "Contents_20_Heading");
	xml_text(o->x, odt_word(o, ODT_WORD_CONTENTS));
	xml_end(o->x);
	for (unsigned i = 0; i < LEVELS; i++) {
		xml_start(o->x, "text:table-of-content-entry-template");
		xml_attr_n(o->x, "text:outline-level", i + 1);
		xml_attr_c(o->x, "text:style-name", contents_styles[i]);
		empty(o, "text:index-entry-link-start", "text:style-name", "Index_20_Link");
		empty(o, "text:index-entry-text", NULL, NULL);
		xml_start(o->x, "text:index-entry-tab-stop");
		xml_attr_c(o->x, "style:type", "right");
		xml_attr_c(o->x, "style:leader-char", ".");
		xml_end(o->x);
		empty(o, "text:index-entry-page-number", NULL, NULL);
		empty(o, "text:index-entry-link-end", NULL, NULL);
		xml_end(o->x);
	}
	xml_end(o->x);
}

/* The page is a field that the reader of the document fills: nobody knows it before. */
static void contents_entry(struct odt *o, const struct block *b)
{
	odt_named_paragraph(o, contents_styles[b->u.heading.level - 1]);
	odt_open_link(o, "Index_20_Link", b->u.heading.id);
	odt_heading_text(o, b, true);
	if (b->u.heading.id.n) {
		empty(o, "text:tab", NULL, NULL);
		xml_start(o->x, "text:bookmark-ref");
		xml_attr_c(o->x, "text:reference-format", "page");
		xml_attr(o->x, "text:ref-name", b->u.heading.id);
		xml_end(o->x);
	}
	xml_end(o->x);
	xml_end(o->x);
}

static bool begin_contents(struct odt *o, struct odt_front *f)
{
	size_t usual = 0;
	for (size_t i = 0; i < o->doc->topics.count; i++)
		usual += o->doc->topics.items[i]->u.heading.level <= USUAL_LEVELS;
	if (o->doc->topics.count < ENOUGH)
		return false;
	f->levels = usual < ENOUGH ? LEVELS : USUAL_LEVELS;
	f->heading = o->doc->root->first;
	xml_start(o->x, "text:table-of-content");
	xml_attr(o->x, "text:name", odt_word(o, ODT_WORD_CONTENTS));
	xml_attr_c(o->x, "text:protected", "true");
	contents_source(o, f->levels);
	xml_start(o->x, "text:index-body");
	xml_start(o->x, "text:index-title");
	xml_attr_c(o->x, "text:name", "contents-title");
	odt_named_paragraph(o, "Contents_20_Heading");
	xml_text(o->x, odt_word(o, ODT_WORD_CONTENTS));
	xml_end(o->x);
	xml_end(o->x);
	return true;
}

static bool next_contents(struct odt *o, struct odt_front *f)
{
	const struct block *b = f->heading;
	while (b && !(b->type == BLOCK_HEADING && b->u.heading.level <= f->levels))
		b = b->next;
	if (!b)
		return false;
	contents_entry(o, b);
	f->heading = b->next;
	return true;
}

static void end_contents(struct odt *o, struct odt_front *f)
{
	(void)f;
	xml_end(o->x);
	xml_end(o->x);
}

static void begin_front(struct odt *o)
{
	const struct block *body = odt_front_end(o);
	title(o);
	for (const struct block *b = o->doc->root->first; b != body; b = b->next)
		odt_block(o, b);
	legend(o);
}

/* What stands before the first heading belongs to none of the sections. */
static void end_front(struct odt *o, const struct odt_front *f)
{
	const struct block *body = odt_front_end(o);
	if (f->any && body && body->type != BLOCK_HEADING) {
		odt_named_paragraph(o, "Horizontal_20_Line");
		xml_end(o->x);
	}
}

bool odt_front(struct odt *o, struct odt_front *f)
{
	static const struct {
		bool (*begin)(struct odt *o, struct odt_front *f);      /* false: nothing to show */
		bool (*next)(struct odt *o, struct odt_front *f);       /* one entry; false: no more */
		void (*end)(struct odt *o, struct odt_front *f);
	} sections[] = {
		{ begin_contents, next_contents, end_contents },
		{ odt_actions_begin, odt_actions_next, odt_actions_end },
		{ odt_decisions_begin, odt_decisions_next, odt_decisions_end },
	};
	enum { SECTIONS = sizeof sections / sizeof *sections };
	if (!f->begun) {
		begin_front(o);
		f->begun = true;
		return true;
	}
	if (f->section == SECTIONS) {
		end_front(o, f);
		return false;
	}
	if (!f->in_section) {
		f->in_section = sections[f->section].begin(o, f);
		f->any = f->any || f->in_section;
	} else if (!sections[f->section].next(o, f)) {
		sections[f->section].end(o, f);
		f->in_section = false;
	}
	f->section += !f->in_section;
	return true;
}
