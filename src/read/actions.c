/* Actions: their ids, and the calls that opened them. */
#include <stdlib.h>

#include "base/mem.h"
#include "read/resolve.h"

static struct str date_of_id(struct str id)
{
	size_t dot = id.n;
	while (dot && id.p[dot - 1] != '.')
		dot--;
	return dot ? str_first(id, dot - 1) : STR_EMPTY;
}

static int by_id(const void *left, const void *right)
{
	const struct block *const *a = left, *const *b = right;
	int order = str_compare((*a)->u.action.id, (*b)->u.action.id);
	return order ? order : (*a)->line < (*b)->line ? -1 : (*a)->line > (*b)->line;
}

/* By the call that opened them; qsort need not be stable, so the place in the document decides. */
struct numbered {
	struct block *action;
	size_t place;
};

static int by_call(const void *left, const void *right)
{
	const struct numbered *a = left, *b = right;
	int order = str_compare(a->action->u.action.since, b->action->u.action.since);
	return order ? order : a->place < b->place ? -1 : a->place > b->place;
}

/* A second action of the same written id is given a new one. */
static void find_doubles(struct resolver *r, const struct block_list *list)
{
	struct block **sorted = mem_alloc((list->count + 1) * sizeof *sorted);
	for (size_t i = 0; i < list->count; i++)
		sorted[i] = list->items[i];
	qsort(sorted, list->count, sizeof *sorted, by_id);
	for (size_t i = 1; i < list->count; i++) {
		struct block *b = sorted[i];
		if (!b->u.action.id_written || !str_eq(sorted[i - 1]->u.action.id, b->u.action.id))
			continue;
		diag_add(&r->doc->diags, DIAG_DUPLICATE_ID, b->line, 1, b->u.action.id, arena_printf(&r->doc->arena, "%u", sorted[i - 1]->line));
	}
	mem_free(sorted);
}

static unsigned long number_of_id(const struct block *b)
{
	unsigned long n = 0;
	struct str date = date_of_id(b->u.action.id), digits = str_skip(b->u.action.id, date.n + (date.n ? 1 : 0));
	for (size_t k = 0; k < digits.n && k < 9 && is_digit(digits.p[k]); k++)
		n = n * 10 + (unsigned long)(digits.p[k] - '0');
	return n;
}

/* "(since 2024-05-14, 2 calls ago)", as a draft has it. */
static bool tells_since(const struct block *b)
{
	static const char word[] = "since ";
	struct str since = b->u.action.since, text = raw_text(b);
	for (size_t at = 0; (at = str_find(text, str_of(word), at)) != STR_NONE; at++)
		if (since.n && str_starts(str_skip(text, at + strlen(word)), since))
			return true;
	return false;
}

static void number_actions(struct resolver *r, const struct block_list *list)
{
	struct document *doc = r->doc;
	struct numbered *all = mem_alloc((list->count + 1) * sizeof *all);
	find_doubles(r, list);
	for (size_t i = 0; i < list->count; i++) {
		struct block *b = list->items[i];
		if (b->u.action.id_written)
			b->u.action.since = date_of_id(b->u.action.id);
		else if (!b->u.action.since.n)
			b->u.action.since = doc->date;
		b->u.action.since_told = tells_since(b);
		all[i] = (struct numbered){ b, i };
	}
	qsort(all, list->count, sizeof *all, by_call);
	for (size_t i = 0, end; i < list->count; i = end) {
		struct str since = all[i].action->u.action.since;
		unsigned long n = 0;
		for (end = i; end < list->count && str_eq(all[end].action->u.action.since, since); end++)
			if (all[end].action->u.action.id_written && number_of_id(all[end].action) > n)
				n = number_of_id(all[end].action);
		for (size_t k = i; k < end; k++)
			if (!all[k].action->u.action.id_written)
				all[k].action->u.action.id = arena_printf(&doc->arena, "%.*s%s%lu", STR_FMT(since), since.n ? "." : "", ++n);
	}
	mem_free(all);
}

void resolve_actions(struct resolver *r)
{
	struct block_iter it = block_iter(r->doc->root);
	struct block_list *list = &r->doc->actions;
	const struct block *topic = NULL;
	while (block_next(&it)) {
		struct block *b = it.block;
		if (!it.entering)
			continue;
		if (b->type == BLOCK_HEADING && heading_is_topic(b))
			topic = b;
		if (b->type != BLOCK_ACTION)
			continue;
		read_duty(r, b);
		b->u.action.topic = topic;
		block_list_add(list, b);
	}
	number_actions(r, list);
}
