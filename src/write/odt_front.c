#include <stdlib.h>

#include "base/mem.h"
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

/* These return whether there was anything to show. */

static bool contents(struct odt *o)
{
	size_t usual = 0;
	for (size_t i = 0; i < o->doc->topics.count; i++)
		usual += o->doc->topics.items[i]->u.heading.level <= USUAL_LEVELS;
	if (o->doc->topics.count < ENOUGH)
		return false;
	unsigned levels = usual < ENOUGH ? LEVELS : USUAL_LEVELS;
	xml_start(o->x, "text:table-of-content");
	xml_attr(o->x, "text:name", odt_word(o, ODT_WORD_CONTENTS));
	xml_attr_c(o->x, "text:protected", "true");
	contents_source(o, levels);
	xml_start(o->x, "text:index-body");
	xml_start(o->x, "text:index-title");
	xml_attr_c(o->x, "text:name", "contents-title");
	odt_named_paragraph(o, "Contents_20_Heading");
	xml_text(o->x, odt_word(o, ODT_WORD_CONTENTS));
	xml_end(o->x);
	xml_end(o->x);
	for (const struct block *b = o->doc->root->first; b; b = b->next)
		if (b->type == BLOCK_HEADING && b->u.heading.level <= levels)
			contents_entry(o, b);
	xml_end(o->x);
	xml_end(o->x);
	return true;
}

/* Actions by owner */

struct owned {
	struct str owner;
	size_t place;            /* among the document's actions */
	const struct block *action;
};

struct owned_list {
	struct owned *items;
	size_t count, room;
};

/* By name, nobody last; what is open comes first. */
static int by_owner(const void *left, const void *right)
{
	const struct owned *a = left, *b = right;
	if (!a->owner.n != !b->owner.n)
		return a->owner.n ? -1 : 1;
	int order = str_compare(a->owner, b->owner);
	if (order)
		return order;
	bool closed_a = a->action->u.action.state != ACTION_OPEN, closed_b = b->action->u.action.state != ACTION_OPEN;
	if (closed_a != closed_b)
		return closed_a ? 1 : -1;
	return a->place < b->place ? -1 : a->place > b->place;
}

static void add_owned(struct owned_list *list, struct str owner, size_t place, const struct block *action)
{
	VEC_ROOM(list->items, list->count, list->room);
	list->items[list->count++] = (struct owned){ owner, place, action };
}

static struct owned_list actions_by_owner(struct odt *o)
{
	struct owned_list list = { NULL, 0, 0 };
	for (size_t i = 0; i < o->doc->actions.count; i++) {
		const struct block *b = o->doc->actions.items[i];
		const struct mentions *owners = &b->u.action.owners;
		for (size_t k = 0; k < owners->count; k++)
			add_owned(&list, owners->items[k].name, i, b);
		if (!owners->count)
			add_owned(&list, STR_EMPTY, i, b);
	}
	qsort(list.items, list.count, sizeof *list.items, by_owner);
	return list;
}

static void head_cell(struct odt *o, enum odt_word word)
{
	odt_cell_start(o, ODT_CELL_HEAD);
	odt_named_paragraph(o, "Table_20_Heading");
	xml_text(o->x, odt_word(o, word));
	xml_end(o->x);
	xml_end(o->x);
}

static void start_text_cell(struct odt *o, const char *style)
{
	odt_cell_start(o, ODT_CELL_CELL);
	odt_named_paragraph(o, style);
}

static void end_text_cell(struct odt *o)
{
	xml_end(o->x);
	xml_end(o->x);
}

static void action_row(struct odt *o, const struct owned *item, bool first, bool dues)
{
	const struct block *b = item->action;
	xml_start(o->x, "table:table-row");
	start_text_cell(o, "Summary_20_Owner");
	if (first)
		xml_text(o->x, item->owner.n ? item->owner : odt_word(o, ODT_WORD_NO_OWNER));
	end_text_cell(o);
	start_text_cell(o, "Summary_20_Text");
	odt_open_link(o, b->u.action.id.n ? "Summary_20_Link" : "Index_20_Link", odt_action_anchor(o, b));
	if (b->u.action.id.n)
		xml_text(o->x, b->u.action.id);
	else
		odt_inlines_unlinked(o, b->text);
	xml_end(o->x);
	if (b->u.action.id.n) {
		xml_raw(o->x, STR(" "));
		odt_inlines(o, b->text);
	}
	end_text_cell(o);
	if (dues) {
		start_text_cell(o, "Summary_20_Text");
		xml_text(o->x, b->u.action.due);
		end_text_cell(o);
	}
	start_text_cell(o, "Summary_20_Text");
	odt_span(o, odt_state_style(b), odt_action_state(o, b));
	end_text_cell(o);
	xml_end(o->x);
}

static void summary_heading(struct odt *o, enum odt_word word)
{
	odt_named_paragraph(o, "Summary_20_Heading");
	xml_text(o->x, odt_word(o, word));
	xml_end(o->x);
}

static const struct odt_columns with_due = { 4, { 20, 50, 16, 14 }, 100 }, without_due = { 3, { 20, 66, 14 }, 100 };

static bool has_dues(const struct odt *o)
{
	bool dues = false;
	for (size_t i = 0; i < o->doc->actions.count && !dues; i++)
		dues = o->doc->actions.items[i]->u.action.due.n;
	return dues;
}

void odt_front_survey(struct odt *o)
{
	if (!o->doc->actions.count)
		return;
	odt_table_use(o, ODT_TABLE_ACTIONS, has_dues(o) ? &with_due : &without_due);
	o->cells[ODT_CELL_CELL] = o->cells[ODT_CELL_HEAD] = true;
}

static bool actions(struct odt *o)
{
	bool dues = has_dues(o);
	if (!o->doc->actions.count)
		return false;
	summary_heading(o, ODT_WORD_ACTIONS);
	odt_table_start(o, ODT_TABLE_ACTIONS, dues ? &with_due : &without_due);
	xml_start(o->x, "table:table-header-rows");
	xml_start(o->x, "table:table-row");
	head_cell(o, ODT_WORD_OWNER);
	head_cell(o, ODT_WORD_ACTION);
	if (dues)
		head_cell(o, ODT_WORD_DUE_BY);
	head_cell(o, ODT_WORD_STATE);
	xml_end(o->x);
	xml_end(o->x);
	struct owned_list list = actions_by_owner(o);
	for (size_t i = 0; i < list.count; i++)
		action_row(o, &list.items[i], i == 0 || !str_eq(list.items[i].owner, list.items[i - 1].owner), dues);
	mem_free(list.items);
	xml_end(o->x);
	return true;
}

/* Decisions and votes, in the order of the notes */

static void start_summary_item(struct odt *o, struct str anchor)
{
	xml_start(o->x, "text:list-item");
	odt_named_paragraph(o, "Summary_20_Item");
	odt_open_link(o, "Index_20_Link", anchor);
}

static void vote_item(struct odt *o, const struct block *vote)
{
	start_summary_item(o, vote->u.vote.id);
	odt_inlines_unlinked(o, vote->text);
	xml_end(o->x);
	if (vote->u.vote.outcome.n && !odt_says(vote->text, vote->u.vote.outcome)) {
		xml_raw(o->x, vote->text.count ? STR(" ") : STR_EMPTY);
		odt_span(o, "Tally", vote->u.vote.outcome);
	}
	xml_end(o->x);
	xml_end(o->x);
}

static bool decisions(struct odt *o)
{
	const struct document *doc = o->doc;
	size_t d = 0, v = 0;
	if (!doc->decision_count && !doc->votes.count)
		return false;
	summary_heading(o, ODT_WORD_DECISIONS);
	xml_start(o->x, "text:list");
	xml_attr_c(o->x, "text:style-name", "List_20_1");
	while (d < doc->decision_count || v < doc->votes.count) {
		const struct block *vote = v < doc->votes.count ? doc->votes.items[v] : NULL;
		if (vote && (d == doc->decision_count || vote->line < doc->decisions[d].line)) {
			vote_item(o, vote);
			v++;
			continue;
		}
		start_summary_item(o, doc->decisions[d].id);
		xml_text(o->x, doc->decisions[d++].text);
		xml_end(o->x);
		xml_end(o->x);
		xml_end(o->x);
	}
	xml_end(o->x);
	return true;
}

void odt_front(struct odt *o)
{
	const struct block *body = odt_front_end(o);
	title(o);
	for (const struct block *b = o->doc->root->first; b != body; b = b->next)
		odt_block(o, b);
	legend(o);
	bool any = contents(o);
	any = actions(o) || any;
	any = decisions(o) || any;
	/* What stands before the first heading belongs to none of these. */
	if (any && body && body->type != BLOCK_HEADING) {
		odt_named_paragraph(o, "Horizontal_20_Line");
		xml_end(o->x);
	}
}
