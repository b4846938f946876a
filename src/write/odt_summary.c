#include <stdlib.h>

#include "base/mem.h"
#include "write/odt.h"

/* Actions by owner */

struct odt_owned {
	struct str owner;
	size_t place;            /* among the document's actions */
	const struct block *action;
};

/* By name, nobody last; what is open comes first. */
static int by_owner(const void *left, const void *right)
{
	const struct odt_owned *a = left, *b = right;
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

static void collect_actions(struct odt *o, struct odt_front *f)
{
	size_t room = 0;
	for (size_t i = 0; i < o->doc->actions.count; i++) {
		const struct block *b = o->doc->actions.items[i];
		const struct mentions *owners = &b->u.action.owners;
		for (size_t k = 0; k < owners->count || k == 0; k++) {
			VEC_ROOM(f->owned, f->owned_count, room);
			f->owned[f->owned_count++] = (struct odt_owned){ owners->count ? owners->items[k].name : STR_EMPTY, i, b };
		}
	}
	qsort(f->owned, f->owned_count, sizeof *f->owned, by_owner);
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

static void action_row(struct odt *o, const struct odt_owned *item, bool first, bool dues)
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

void odt_actions_survey(struct odt *o)
{
	if (!o->doc->actions.count)
		return;
	odt_table_use(o, ODT_TABLE_ACTIONS, has_dues(o) ? &with_due : &without_due);
	o->cells[ODT_CELL_CELL] = o->cells[ODT_CELL_HEAD] = true;
}

bool odt_actions_begin(struct odt *o, struct odt_front *f)
{
	if (!o->doc->actions.count)
		return false;
	f->dues = has_dues(o);
	collect_actions(o, f);
	summary_heading(o, ODT_WORD_ACTIONS);
	odt_table_start(o, ODT_TABLE_ACTIONS, f->dues ? &with_due : &without_due);
	xml_start(o->x, "table:table-header-rows");
	xml_start(o->x, "table:table-row");
	head_cell(o, ODT_WORD_OWNER);
	head_cell(o, ODT_WORD_ACTION);
	if (f->dues)
		head_cell(o, ODT_WORD_DUE_BY);
	head_cell(o, ODT_WORD_STATE);
	xml_end(o->x);
	xml_end(o->x);
	return true;
}

bool odt_actions_next(struct odt *o, struct odt_front *f)
{
	if (f->entry == f->owned_count)
		return false;
	const struct odt_owned *item = &f->owned[f->entry];
	action_row(o, item, f->entry == 0 || !str_eq(item->owner, item[-1].owner), f->dues);
	f->entry++;
	return true;
}

void odt_actions_end(struct odt *o, struct odt_front *f)
{
	xml_end(o->x);
	mem_free(f->owned);
	f->owned = NULL;
}

/* Decisions and votes, in the order of the notes. A vote that decided is both. */

static void start_summary_item(struct odt *o, struct str anchor)
{
	xml_start(o->x, "text:list-item");
	odt_named_paragraph(o, "Summary_20_Item");
	odt_open_link(o, "Index_20_Link", anchor);
}

/* What the vote's entry does not say yet. */
static void outcome(struct odt *o, const struct block *vote, struct str said)
{
	struct str text = vote->u.vote.outcome;
	if (!text.n || str_eq(text, said) || odt_says(vote->text, text))
		return;
	if (vote->text.count || said.n)
		xml_raw(o->x, STR(" "));
	odt_span(o, "Tally", text);
}

bool odt_decisions_begin(struct odt *o, struct odt_front *f)
{
	(void)f;
	if (!o->doc->decision_count && !o->doc->votes.count)
		return false;
	summary_heading(o, ODT_WORD_DECISIONS);
	xml_start(o->x, "text:list");
	xml_attr_c(o->x, "text:style-name", "List_20_1");
	return true;
}

bool odt_decisions_next(struct odt *o, struct odt_front *f)
{
	const struct decision *decision = f->decision < o->doc->decision_count ? &o->doc->decisions[f->decision] : NULL;
	const struct block *vote = f->vote < o->doc->votes.count ? o->doc->votes.items[f->vote] : NULL;
	if (!decision && !vote)
		return false;
	if (decision && (!vote || decision->line <= vote->line)) {
		/* What the notes do not mark as a decision may have no anchor; then its topic is the place. */
		const struct block *topic = decision->topic;
		start_summary_item(o, decision->id.n || !topic ? decision->id : topic->u.heading.id);
		xml_text(o->x, decision->text);
		xml_end(o->x);
		f->decision++;
		if (decision->block != vote)
			vote = NULL;
	} else {
		decision = NULL;
		start_summary_item(o, vote->u.vote.id);
		odt_inlines_unlinked(o, vote->text);
		xml_end(o->x);
	}
	if (vote) {
		outcome(o, vote, decision ? decision->text : STR_EMPTY);
		f->vote++;
	}
	xml_end(o->x);
	xml_end(o->x);
	return true;
}

void odt_decisions_end(struct odt *o, struct odt_front *f)
{
	(void)f;
	xml_end(o->x);
}
