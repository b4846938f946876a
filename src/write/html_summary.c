#include "write/html.h"

#include <stdlib.h>

#include "base/mem.h"
#include "model/roll.h"

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
	html_start_place(h, b->u.heading.id);
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

/* Attendees */

/* A roll's people by affiliation: those without one come last, otherwise the roll's order stays. */
static int by_affiliation(const void *left, const void *right)
{
	const struct person *const *const *a = left, *const *const *b = right;
	struct str x = (**a)->affiliation, y = (**b)->affiliation;
	if (!x.n != !y.n)
		return x.n ? -1 : 1;
	int order = str_compare(x, y);
	return order ? order : *a < *b ? -1 : *a > *b;
}

static const enum html_word attendance_words[] = {
	HTML_WORD_PRESENT, HTML_WORD_PARTIAL, HTML_WORD_ABSENT, HTML_WORD_EXPECTED,
};
static const char *const attendance_classes[] = { "status present", "status partial", "status absent", "status expected" };

static void aliases(struct html *h, const struct person *p, const char *before)
{
	for (size_t i = 0; i < p->alias_count; i++) {
		if (i || *before)
			xml_text_c(h->x, i ? ", " : before);
		html_words(h, "span", "alias", p->aliases[i]);
	}
}

static void person(struct html *h, const struct person *p, bool first)
{
	xml_start(h->x, "li");
	if (first)
		xml_attr_c(h->x, "class", "first");
	html_words(h, "span", "name", p->name);
	aliases(h, p, " ");
	const struct { const char *cls; struct str text; } parts[] = { { "org", p->affiliation }, { "role", p->role } };
	for (size_t i = 0; i < 2; i++)
		if (parts[i].text.n) {
			xml_raw(h->x, STR(", "));
			html_words(h, "span", parts[i].cls, parts[i].text);
		}
	if (p->note.n) {
		xml_raw(h->x, STR(" ("));
		html_words(h, "span", "note", p->note);
		xml_raw(h->x, STR(")"));
	}
	if (p->status != PERSON_PRESENT) {
		xml_raw(h->x, STR(" "));
		html_words(h, "span", attendance_classes[p->status], html_word(h, attendance_words[p->status]));
	}
	html_end(h);
}

static bool same_affiliation(struct person *const *const *order, size_t i)
{
	return i && str_eq((*order[i])->affiliation, (*order[i - 1])->affiliation);
}

static void person_list(struct html *h, struct person *const *const *order, size_t n)
{
	start_list(h, "ul", "people");
	for (size_t i = 0; i < n; i++)
		person(h, *order[i], i && !same_affiliation(order, i));
	html_end(h);
}

static void person_cell(struct html *h, const struct person *p, enum roll_column column, bool note)
{
	xml_start(h->x, "td");
	switch (column) {
	case COLUMN_NAME: html_words(h, "span", "name", p->name); break;
	case COLUMN_AFFILIATION: xml_text(h->x, p->affiliation); break;
	case COLUMN_ROLE: xml_text(h->x, p->role); break;
	case COLUMN_ALIAS: aliases(h, p, ""); break;
	case COLUMN_STATUS:
		html_words(h, "span", attendance_classes[p->status], html_word(h, attendance_words[p->status]));
		break;
	case COLUMN_OTHER: break;
	}
	if (note && p->note.n) {
		xml_raw(h->x, STR(" "));
		html_words(h, "span", "note", p->note);
	}
	html_end(h);
}

/* A roll that was a table keeps its columns' heads. What no column holds stands with the last one. */
static void person_table(struct html *h, const struct block *roll, struct person *const *const *order)
{
	static const enum roll_column all[] = {
		COLUMN_NAME, COLUMN_AFFILIATION, COLUMN_ROLE, COLUMN_ALIAS, COLUMN_STATUS, COLUMN_OTHER,
	};
	enum roll_column shown[sizeof all / sizeof *all];
	size_t columns = 0;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i] == COLUMN_NAME || roll->u.roll.columns[all[i]].n)
			shown[columns++] = all[i];
	if (columns > HTML_FITS)
		html_start_box(h, HTML_WORD_TABLE);
	start_list(h, "table", "people");
	xml_raw(h->x, STR("<thead>\n<tr>\n"));
	for (size_t i = 0; i < columns; i++) {
		struct str head = roll->u.roll.columns[shown[i]];
		xml_start(h->x, head.n ? "th" : "td");
		if (head.n)
			xml_attr_c(h->x, "scope", "col");
		xml_text(h->x, head);
		html_end(h);
	}
	xml_raw(h->x, STR("</tr>\n</thead>\n<tbody>\n"));
	for (size_t i = 0; i < roll->u.roll.count; i++) {
		xml_start(h->x, "tr");
		if (same_affiliation(order, i))
			xml_attr_c(h->x, "class", "same");
		xml_raw(h->x, STR("\n"));
		for (size_t k = 0; k < columns; k++)
			person_cell(h, *order[i], shown[k], k + 1 == columns);
		html_end(h);
	}
	xml_raw(h->x, STR("</tbody>\n"));
	html_end(h);
	if (columns > HTML_FITS)
		html_end(h);
}

void html_roll(struct html *h, const struct block *roll)
{
	size_t n = roll->u.roll.count;
	struct person *const **order = mem_zero(n, sizeof *order);
	for (size_t i = 0; i < n; i++)
		order[i] = &roll->u.roll.people[i];
	if (n)
		qsort(order, n, sizeof *order, by_affiliation);
	if (roll->u.roll.label.count) {
		html_start(h, "p", "label");
		html_inlines(h, roll->u.roll.label, HTML_LINKS);
		html_end(h);
	}
	if (roll->u.roll.columns)
		person_table(h, roll, order);
	else if (n)
		person_list(h, order, n);
	mem_free(order);
}

/* The captions stay with their rolls; the first may be the section's own heading. */
void html_attendees(struct html *h)
{
	bool open = false;
	xml_raw(h->x, STR("\n"));
	for (size_t i = 0; i < h->rolls.count; i++) {
		const struct block *b = h->rolls.items[i];
		if (b->type == BLOCK_ROLL) {
			html_roll(h, b);
			continue;
		}
		if (open)
			html_end(h);
		html_start(h, "div", "roll");
		html_anchor(h, "id", "", b->u.heading.id);
		xml_raw(h->x, STR("\n"));
		open = true;
		if (b != h->roll_title) {
			xml_start(h->x, "h3");
			html_roll_title(h, b, HTML_LINKS);
			html_end(h);
		}
	}
	if (open)
		html_end(h);
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
	html_start_place(h, html_action_anchor(h, b));
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
