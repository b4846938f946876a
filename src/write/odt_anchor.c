#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "write/odt.h"

void odt_bookmark(struct odt *o, struct str anchor)
{
	if (!anchor.n)
		return;
	xml_start(o->x, "text:bookmark");
	xml_attr(o->x, "text:name", anchor);
	xml_end(o->x);
}

/* Places that links within the notes may mean */

static int by_bytes(const void *left, const void *right)
{
	return str_compare(*(const struct str *)left, *(const struct str *)right);
}

static void add_anchor(struct odt *o, size_t *room, struct str anchor)
{
	if (!anchor.n)
		return;
	VEC_ROOM(o->anchors, o->anchor_count, *room);
	o->anchors[o->anchor_count++] = anchor;
}

static void collect_anchors(struct odt *o)
{
	size_t room = 0;
	for (const struct block *b = o->doc->root->first; b; b = b->next)
		if (b->type == BLOCK_HEADING)
			add_anchor(o, &room, b->u.heading.id);
	for (size_t i = 0; i < o->doc->actions.count; i++)
		add_anchor(o, &room, odt_action_anchor(o, o->doc->actions.items[i]));
	for (size_t i = 0; i < o->doc->decision_count; i++)
		add_anchor(o, &room, o->doc->decisions[i].id);
	for (size_t i = 0; i < o->doc->votes.count; i++)
		add_anchor(o, &room, o->doc->votes.items[i]->u.vote.id);
	add_anchor(o, &room, STR("\x7f"));      /* collected, even where there is none */
	qsort(o->anchors, o->anchor_count, sizeof *o->anchors, by_bytes);
}

bool odt_has_anchor(struct odt *o, struct str anchor)
{
	if (!o->anchors)
		collect_anchors(o);
	return bsearch(&anchor, o->anchors, o->anchor_count, sizeof anchor, by_bytes);
}

/* A decision that a paragraph or an item tells has its bookmark there. These are few; they are looked up by block. */

static bool is_told(const struct decision *d)
{
	return d->block && d->id.n && d->block->type != BLOCK_DECISION && d->block->type != BLOCK_VOTE;
}

static int by_block(const void *left, const void *right)
{
	const struct decision *a = *(const struct decision *const *)left, *b = *(const struct decision *const *)right;
	if (a->block != b->block)
		return (uintptr_t)a->block < (uintptr_t)b->block ? -1 : 1;
	return a < b ? -1 : a > b;
}

void odt_told_find(struct odt *o)
{
	size_t room = 0;
	for (size_t i = 0; i < o->doc->decision_count; i++)
		if (is_told(&o->doc->decisions[i])) {
			VEC_ROOM(o->told, o->told_count, room);
			o->told[o->told_count++] = &o->doc->decisions[i];
		}
	if (o->told_count)
		qsort(o->told, o->told_count, sizeof *o->told, by_block);
}

void odt_told_enter(struct odt *o, const struct block *b)
{
	size_t low = 0, high = o->told_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if ((uintptr_t)o->told[middle]->block < (uintptr_t)b)
			low = middle + 1;
		else
			high = middle;
	}
	/* Decisions of one block may share an anchor. */
	for (size_t i = low; i < o->told_count && o->told[i]->block == b; i++)
		if (i == low || !str_eq(o->told[i]->id, o->told[i - 1]->id)) {
			VEC_ROOM(o->waiting, o->waiting_count, o->waiting_room);
			o->waiting[o->waiting_count++] = o->told[i]->id;
		}
}

void odt_told_write(struct odt *o)
{
	for (size_t i = 0; i < o->waiting_count; i++)
		odt_bookmark(o, o->waiting[i]);
	o->waiting_count = 0;
}
