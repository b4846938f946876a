#include "read/read.h"

#include <string.h>

#include "base/mem.h"
#include "model/date.h"
#include "model/title.h"
#include "model/words.h"
#include "read/agenda.h"
#include "read/assemble.h"
#include "read/decode.h"
#include "read/facts.h"
#include "read/label.h"
#include "read/resolve.h"

static const char *const notations[] = { "auto", "notes", "markdown" };

const char *const *read_notations(size_t *count)
{
	*count = sizeof notations / sizeof *notations;
	return notations;
}

static enum notation notation_of(const char *name)
{
	for (size_t i = 0; name && i < sizeof notations / sizeof *notations; i++)
		if (strcmp(notations[i], name) == 0)
			return (enum notation)i;
	return NOTATION_AUTO;
}

/* Could the text of an item be the title of a topic? */
static bool is_item_title(struct str text)
{
	struct label label;
	return text.n > 1 && text.n <= 80 && line_nature(text) == NATURE_TITLE && !label_find(text, &label) &&
		str_find_char(STR(".,;:"), text.p[text.n - 1], 0) == STR_NONE;
}

/* Notes that are one list of short items with their points below: the items are the topics. Where they are numbered, a
 * long one among them that has points, too, is one as well. */
static void lift_items(struct resolver *r)
{
	enum { LONGEST = 160 };
	struct block *root = r->doc->root;
	size_t titles = 0, longer = 0, items = 0, parents = 0;
	for (const struct block *b = root->first; b; b = b->next) {
		/* "Board meeting, 14 May" over all of it heads no topic. */
		if ((b->type == BLOCK_HEADING && !title_like(block_text(r, b))) || b->type == BLOCK_TABLE)
			return;
		for (const struct block *item = b->type == BLOCK_LIST ? b->first : NULL; item; item = item->next) {
			struct str text = block_text(r, item);
			bool title = is_item_title(text) && item->u.item.check == CHECK_NONE;
			items++;
			parents += item->first != NULL;
			titles += title;
			longer += !title && b->u.list.kind == LIST_ORDERED && item->first && item->first->type == BLOCK_LIST && text.n <= LONGEST;
		}
	}
	if (parents < 2 || 2 * parents < items || titles + longer < items || titles <= longer)
		return;
	for (struct block *b = root->first, *next; b; b = next) {
		next = b->next;
		if (b->type != BLOCK_LIST)
			continue;
		struct block *place = b;
		while (b->first) {
			struct block *item = b->first, *heading = raw_block(r->doc, BLOCK_HEADING, item->line, raw_text(item));
			bool numbered = b->u.list.kind == LIST_ORDERED && !item->u.item.marker.n;
			heading->u.heading.number = numbered ? arena_printf(&r->doc->arena, "%u.", item->u.item.number) : item->u.item.marker;
			block_insert_after(place, heading);
			place = heading;
			while (item->first) {
				struct block *child = item->first;
				block_remove(child);
				block_insert_after(place, child);
				place = child;
			}
			block_remove(item);
		}
		block_remove(b);
	}
}

/* What the file looks like, where that is not the notes of one call. */
static void look_at(struct document *doc, const struct lines *lines)
{
	size_t logs = 0, html = 0, text = 0, first_log = 0;
	for (size_t i = 0; i < lines->count; i++) {
		const struct line *l = &lines->items[i];
		text += l->cls != LINE_BLANK;
		html += l->text.n > 2 && *l->text.p == '<' && (is_alpha(l->text.p[1]) || l->text.p[1] == '/');
	}
	/* Asked of the blocks: a log between fences is kept as it is. */
	struct block_iter it = block_iter(doc->root);
	struct label label;
	while (!lines->strict && block_next(&it)) {
		if (!it.entering || it.block->type != BLOCK_PARAGRAPH || !label_find(raw_text(it.block), &label) || !label.stamped)
			continue;
		first_log = first_log ? first_log : it.block->line;
		logs++;
	}
	if (logs >= 5 && 3 * logs >= text)
		diag_add(&doc->diags, DIAG_LOOKS_LIKE, first_log, 1, STR("a chat log"), STR("each line is a statement"));
	if (html >= 10 && 3 * html >= text)
		diag_add(&doc->diags, DIAG_LOOKS_LIKE, 1, 1, STR("an HTML page"), STR("its mark-up is kept as text"));
}

static void look_at_headings(struct document *doc)
{
	size_t dated = 0, line = 0;
	for (const struct block *b = doc->root->first; b; b = b->next) {
		struct date_hit hit;
		if (b->type != BLOCK_HEADING || !date_is(b->u.heading.title, &hit))
			continue;
		dated++;
		line = line ? line : b->line;
	}
	if (dated >= 2)
		diag_add(&doc->diags, DIAG_LOOKS_LIKE, line, 1, STR("the notes of several meetings"), STR("read as one document"));
}

static void resolve(struct document *doc, const struct lines *lines, const struct read_options *options)
{
	struct resolver r = { .doc = doc, .strict = lines->strict, .origin_marked = lines->origin_marked };
	r.knowledge = roll_knowledge_new(&doc->arena);
	r.people = people_new(&doc->arena);
	r.inlines = document_links(doc, &doc->arena);
	inline_budget(r.inlines, doc->source.n);
	if (lines->markdown)
		inline_breaks(r.inlines);
	if (options->people_text.n) {
		doc->diags.file = options->people_name;
		people_load(&doc->arena, options->people_text, &doc->diags, &r.file);
		doc->diags.file = STR_EMPTY;
	}
	if (!r.strict)
		lift_items(&r);
	number_sections(&r);
	resolve_rolls(&r);
	resolve_remarks(&r);
	split_keywords(&r);
	resolve_series(&r);
	for (size_t i = 0; i < r.file.count; i++)
		people_add(r.people, r.file.items[i], PEOPLE_FILE);
	resolve_speakers(&r);
	complete_series(&r);
	facts_read(doc);
	resolve_actions(&r);
	resolve_decisions(&r);
	finish(&r);
	facts_kind(doc);
	person_list_free(&r.file);
}

static bool only_blanks(struct str text)
{
	return str_trim(text).n == 0;
}

static struct document *read_source(struct str name, struct str bytes, const struct read_options *options)
{
	struct document *doc = document_new(name);
	struct lines lines = { NULL, 0, 0, false, false, false };
	decode(doc, bytes);
	if (diag_worst(&doc->diags) == SEVERITY_ERROR)
		return doc;
	if (only_blanks(doc->source)) {
		diag_add(&doc->diags, DIAG_EMPTY, 1, 1, STR_EMPTY, STR_EMPTY);
		return doc;
	}
	scan(doc, notation_of(options->notation), &lines);
	size_t from = read_head(doc, &lines);
	uint8_t *levels = outline_levels(&lines, from);
	assemble(doc, &lines, from, levels);
	look_at(doc, &lines);
	mem_free(levels);
	resolve(doc, &lines, options);
	look_at_headings(doc);
	doc->origin_known = lines.origin_marked;
	mem_free(lines.items);
	return doc;
}

struct document *read_notes(struct str name, struct buf *bytes, const struct read_options *options)
{
	struct document *doc = read_source(name, buf_slice(bytes), options);
	doc->bytes = *bytes;
	*bytes = (struct buf)BUF_INIT;
	if (options->agenda_text.n && diag_worst(&doc->diags) != SEVERITY_ERROR) {
		struct read_options plain = { .agenda_name = STR_EMPTY, .people_text = options->people_text, .people_name = options->people_name };
		struct document *agenda = read_source(options->agenda_name, options->agenda_text, &plain);
		agenda_compare(doc, agenda);
		document_free(agenda);
	}
	diag_sort(&doc->diags);
	return doc;
}
