#include "write/odt.h"

static const char *list_style(const struct block *list)
{
	return list->u.list.kind == LIST_ORDERED ? "Numbering_20_123" : "List_20_1";
}

static bool is_marked(const struct block *item)
{
	return item->u.item.marker.n || item->u.item.check != CHECK_NONE;
}

static void open_list(struct odt *o, struct odt_list *l)
{
	xml_start(o->x, "text:list");
	xml_attr_c(o->x, "text:style-name", list_style(l->list));
	l->open = true;
}

/* What goes on after a table has no number or bullet of its own: it is a header of the list. */
static void reopen(struct odt *o, size_t depth)
{
	for (size_t i = 0; i < depth; i++) {
		struct odt_list *l = &o->flow->lists[i];
		if (l->open)
			continue;
		open_list(o, l);
		xml_start(o->x, "text:list-header");
	}
}

void odt_list_resume(struct odt *o)
{
	reopen(o, o->flow->depth);
}

void odt_list_suspend(struct odt *o)
{
	for (size_t i = o->flow->depth; i--;) {
		struct odt_list *l = &o->flow->lists[i];
		if (!l->open)
			continue;
		xml_end(o->x);
		xml_end(o->x);
		l->open = false;
		l->again = true;
	}
}

void odt_list_mark(struct odt *o)
{
	const struct block *item = o->flow->marked;
	if (!item)
		return;
	o->flow->marked = NULL;
	odt_span(o, "Marker", item->u.item.marker);
	if (item->u.item.check != CHECK_NONE) {
		if (item->u.item.marker.n)
			xml_raw(o->x, STR(" "));
		odt_span(o, "Checkbox", item->u.item.check == CHECK_TICKED ? STR("\u2611") : STR("\u2610"));
	}
	xml_start(o->x, "text:tab");
	xml_end(o->x);
}

/* Does the block begin with a paragraph that can stand behind a bullet? */
static bool is_paragraph(const struct block *b)
{
	return b->type == BLOCK_PARAGRAPH || b->type == BLOCK_STATEMENT || b->type == BLOCK_ACTION ||
		b->type == BLOCK_DECISION || b->type == BLOCK_VOTE || b->type == BLOCK_REFERENCE;
}

/* An item that begins with a list keeps its bullet: LibreOffice has one for paragraphs only. */
static bool has_own_paragraph(const struct block *item)
{
	return item->text.count || !item->first || !is_paragraph(item->first);
}

/* Does nothing of a list follow? Then a wider gap does. */
static bool ends_all(const struct block *item)
{
	if (item->first)
		return false;
	for (;;) {
		const struct block *list = item->parent;
		if (item->next)
			return false;
		if (!list->parent || list->parent->type != BLOCK_ITEM)
			return true;
		if (list->next)
			return false;
		item = list->parent;
	}
}

static void start_item(struct odt *o, struct odt_list *l, const struct block *item)
{
	reopen(o, o->flow->depth - 1);
	if (!l->open)
		open_list(o, l);
	xml_start(o->x, "text:list-item");
	if (l->list->u.list.kind == LIST_ORDERED && !is_marked(item)) {
		if (l->again || item->u.item.number != l->number + 1)
			xml_attr_n(o->x, "text:start-value", item->u.item.number);
		l->number = item->u.item.number;
		l->again = false;
	}
	if (is_marked(item)) {
		xml_attr_c(o->x, "text:style-override", "Marked_20_List");
		o->flow->marked = item;
	}
}

static void item(struct odt *o, struct odt_list *l, const struct block *b)
{
	if (o->told_count)
		odt_told_enter(o, b);
	start_item(o, l, b);
	if (has_own_paragraph(b)) {
		odt_paragraph(o, !l->list->u.list.tight ? ODT_P_TEXT : ends_all(b) ? ODT_P_LAST_ITEM : ODT_P_ITEM, b);
		odt_inlines(o, b->text);
		xml_end(o->x);
	}
	odt_blocks(o, b->first);
	if (l->open)
		xml_end(o->x);
}

void odt_list(struct odt *o, const struct block *list)
{
	struct odt_list *l = &o->flow->lists[o->flow->depth++];
	*l = (struct odt_list){ .list = list };
	for (const struct block *i = list->first; i; i = i->next)
		item(o, l, i);
	if (l->open)
		xml_end(o->x);
	o->flow->depth--;
}
