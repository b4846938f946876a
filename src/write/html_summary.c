#include "write/html.h"

#include <stdlib.h>

#include "base/mem.h"

static void start_list(struct html *h, const char *element, const char *cls)
{
	html_start(h, element, cls);
	xml_raw(h->x, STR("\n"));
}

void html_fields(struct html *h)
{
	xml_raw(h->x, STR("\n"));
	start_list(h, "dl", "fields");
	for (size_t i = 0; i < h->doc->fields.count; i++) {
		const struct block *b = h->doc->fields.items[i];
		xml_start(h->x, "div");
		xml_element(h->x, "dt", b->u.field.key);
		xml_raw(h->x, STR(" "));
		xml_start(h->x, "dd");
		html_inlines(h, b->text, HTML_LINKS);
		xml_end(h->x);
		html_end(h);
	}
	html_end(h);
}

/* Contents */

static void content_entry(struct html *h, const struct block *b)
{
	html_start_place(h, NULL, b->u.heading.id);
	if (b->u.heading.number.n) {
		html_words(h, "span", "number", b->u.heading.number);
		xml_raw(h->x, STR(" "));
	}
	html_inlines(h, b->text, HTML_NO_LINKS);
	xml_end(h->x);
	if (!b->u.heading.covered) {
		xml_raw(h->x, STR(" "));
		html_words(h, "span", "uncovered", html_word(h, HTML_WORD_NOT_COVERED));
	}
}

void html_contents(struct html *h)
{
	struct html_outline outline = { { 0 }, 0 };
	size_t open = 0;         /* lists */
	xml_raw(h->x, STR("\n"));
	for (size_t i = 0; i < h->doc->topics.count; i++) {
		const struct block *b = h->doc->topics.items[i];
		size_t depth = html_outline_add(&outline, b->u.heading.level) + 1;
		if (open >= depth)
			html_end(h);
		for (; open > depth; open--) {
			html_end(h);
			html_end(h);
		}
		for (; open < depth; open++) {
			if (open)
				xml_raw(h->x, STR("\n"));
			xml_start(h->x, "ul");
			xml_raw(h->x, STR("\n"));
		}
		xml_start(h->x, "li");
		content_entry(h, b);
	}
	for (; open; open--) {
		html_end(h);
		html_end(h);
	}
}

/* Actions */

struct owned {
	struct str owner;
	size_t place;        /* among the document's actions */
	const struct block *action;
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
	bool open_a = a->action->u.action.state == ACTION_OPEN, open_b = b->action->u.action.state == ACTION_OPEN;
	if (open_a != open_b)
		return open_a ? -1 : 1;
	return a->place < b->place ? -1 : a->place > b->place;
}

static void add_owned(struct owned **items, size_t *count, size_t *room, struct owned item)
{
	VEC_ROOM(*items, *count, *room);
	(*items)[(*count)++] = item;
}

static void action_entry(struct html *h, const struct block *b)
{
	html_start(h, "dd", b->u.action.state == ACTION_OPEN ? "open" : "closed");
	html_start_place(h, NULL, html_action_anchor(h, b));
	if (b->u.action.id.n)
		xml_text(h->x, b->u.action.id);
	else
		html_inlines(h, b->text, HTML_NO_LINKS);
	xml_end(h->x);
	if (b->u.action.id.n) {
		xml_raw(h->x, STR(" "));
		html_inlines(h, b->text, HTML_LINKS);
	}
	html_action_marks(h, b);
	html_end(h);
}

void html_actions(struct html *h)
{
	struct owned *items = NULL;
	size_t count = 0, room = 0;
	for (size_t i = 0; i < h->doc->actions.count; i++) {
		const struct block *b = h->doc->actions.items[i];
		const struct mentions *owners = &b->u.action.owners;
		for (size_t k = 0; k < owners->count; k++)
			add_owned(&items, &count, &room, (struct owned){ owners->items[k].name, i, b });
		if (owners->count == 0)
			add_owned(&items, &count, &room, (struct owned){ STR_EMPTY, i, b });
	}
	if (count)
		qsort(items, count, sizeof *items, by_owner);
	xml_raw(h->x, STR("\n"));
	start_list(h, "dl", "owners");
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || !str_eq(items[i].owner, items[i - 1].owner)) {
			if (i)
				html_end(h);
			xml_start(h->x, "div");
			xml_raw(h->x, STR("\n"));
			xml_start(h->x, "dt");
			xml_text(h->x, items[i].owner.n ? items[i].owner : html_word(h, HTML_WORD_NO_OWNER));
			html_end(h);
		}
		action_entry(h, items[i].action);
	}
	if (count)
		html_end(h);
	html_end(h);
	mem_free(items);
}
