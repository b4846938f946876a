#include "call/ledger.h"

#include <stdlib.h>

#include "base/mem.h"
#include "call/ledger_parts.h"
#include "model/people.h"
#include "write/markdown_inline.h"

struct ledger {
	struct calls *calls;
	struct sighting **sightings;
	size_t sighting_count, sighting_room;
	struct entry **entries;
	size_t entry_count, entry_room;
	struct ids *ids;
	struct near *near;
	size_t *held_from;       /* by a call's place: how many were held from it on in its family */
};

struct ledger *ledger_new(struct calls *calls)
{
	struct ledger *l = mem_zero(1, sizeof *l);
	l->calls = calls;
	return l;
}

void ledger_free(struct ledger *l)
{
	if (!l)
		return;
	ids_free(l->ids);
	near_free(l->near);
	mem_free(l->sightings);
	mem_free(l->entries);
	mem_free(l->held_from);
	mem_free(l);
}

/* What the documents say */

static struct str without(struct arena *arena, struct str text, size_t begin, size_t end)
{
	return arena_join(arena, str_first(text, begin), STR_EMPTY, str_trim_right(str_skip(text, end)));
}

/* The words of lists under the action, and of the one that its colon announces, belong to it: "Bo to ask: the board;
 * the lab". */
static void add_items(struct buf *plain, struct buf *markup, struct arena *scratch, const struct block *root)
{
	struct block_iter it = block_iter((struct block *)root);
	bool more = false;
	while (block_next(&it)) {
		if (!it.entering || it.block->type != BLOCK_ITEM || inline_empty(it.block->text))
			continue;
		const char *between = more ? "; " : plain->n && plain->p[plain->n - 1] != ':' ? ": " : " ";
		buf_cstr(plain, between);
		buf_cstr(markup, between);
		buf_str(plain, inline_plain(scratch, it.block->text));
		markdown_inline(markup, it.block->text, NULL);
		more = true;
	}
}

static void take_text(struct arena *arena, struct sighting *s, const struct block *b)
{
	struct arena scratch = ARENA_INIT;
	struct buf plain = BUF_INIT, markup = BUF_INIT;
	size_t begin, end;
	buf_str(&plain, inline_plain(&scratch, b->text));
	markdown_inline(&markup, b->text, NULL);
	bool announces = plain.n && plain.p[plain.n - 1] == ':' && b->next && b->next->type == BLOCK_LIST;
	add_items(&plain, &markup, &scratch, b);
	if (announces)
		add_items(&plain, &markup, &scratch, b->next);
	s->text = arena_str(arena, str_trim(buf_slice(&plain)));
	s->markup = buf_slice(&plain).n == markup.n && memcmp(plain.p, markup.p, plain.n) == 0 ? s->text :
		arena_str(arena, str_trim(buf_slice(&markup)));
	bool same = s->markup.p == s->text.p;
	s->carried = (struct carried){ STR_EMPTY, STR_EMPTY, 0, false };
	if (carried_find(s->text, &s->carried, &begin, &end)) {
		struct carried unused;
		s->text = without(arena, s->text, begin, end);
		if (same)
			s->markup = s->text;
		else if (carried_find(s->markup, &unused, &begin, &end))
			s->markup = without(arena, s->markup, begin, end);
	}
	buf_free(&plain);
	buf_free(&markup);
	arena_free(&scratch);
}

void ledger_add(struct ledger *l, struct call *call, const struct document *doc)
{
	struct arena *arena = &l->calls->arena;
	for (size_t i = 0; i < doc->actions.count; i++) {
		const struct block *b = doc->actions.items[i];
		struct sighting *s = ARENA_NEW(arena, struct sighting);
		struct str *owners = ARENA_ARRAY(arena, struct str, b->u.action.owners.count);
		s->call = call;
		s->line = b->line;
		s->id = arena_str(arena, b->u.action.id);
		s->id_written = b->u.action.id_written;
		s->since = arena_str(arena, b->u.action.since);
		s->due = arena_str(arena, b->u.action.due);
		s->due_apart = b->u.action.due_apart;
		s->state = b->u.action.state;
		s->owner_written = b->u.action.owner_written;
		s->owner_count = b->u.action.owners.count;
		for (size_t k = 0; k < s->owner_count; k++)
			owners[k] = arena_str(arena, b->u.action.owners.items[k].name);
		s->owners = owners;
		take_text(arena, s, b);
		VEC_ROOM(l->sightings, l->sighting_count, l->sighting_room);
		l->sightings[l->sighting_count++] = s;
	}
}

/* What they say together */

bool owner_same(struct str a, struct str b)
{
	struct arena arena = ARENA_INIT;
	if (str_eq(a, b))
		return true;
	if (!a.n || !b.n || (is_alpha(*a.p) && is_alpha(*b.p) && to_lower(*a.p) != to_lower(*b.p)))
		return false;
	struct str x = people_fold(&arena, a, false), y = people_fold(&arena, b, false), small = x.n < y.n ? x : y;
	struct str big = small.p == x.p ? y : x;
	bool same = str_eq(x, y) || (small.n && str_starts(big, small) && big.p[small.n] == ' ');
	arena_free(&arena);
	return same;
}

static bool owns_all(const struct sighting *a, const struct sighting *b)
{
	for (size_t i = 0; i < a->owner_count; i++) {
		bool found = false;
		for (size_t k = 0; k < b->owner_count && !found; k++)
			found = owner_same(a->owners[i], b->owners[k]);
		if (!found)
			return false;
	}
	return true;
}

static struct str owner_names(struct calls *calls, const struct sighting *s)
{
	struct str names = STR_EMPTY;
	for (size_t i = 0; i < s->owner_count; i++)
		names = i ? arena_join(&calls->arena, names, STR(", "), s->owners[i]) : s->owners[i];
	return names;
}

static struct str seen_at(struct calls *calls, const struct sighting *s)
{
	return call_at(calls, s->call, s->line);
}

static void check_owners(struct ledger *l, const struct entry *e, const struct sighting *s)
{
	const struct sighting *owned = e->action.owned;
	if (!s->owner_count || !owned->owner_count || (owns_all(s, owned) && owns_all(owned, s)))
		return;
	struct str before = arena_printf(&l->calls->arena, "%.*s's (%.*s)", STR_FMT(owner_names(l->calls, owned)),
		STR_FMT(seen_at(l->calls, owned)));
	diag_add(&s->call->diags, DIAG_OWNER_CHANGED, s->line, 1, e->action.id, before);
}

static void set_state(struct ledger *l, struct entry *e, const struct sighting *s)
{
	struct ledger_action *a = &e->action;
	bool same_call = call_same(e->newest->call, s->call);
	if (s->state != ACTION_OPEN) {
		a->state = s->state;
		if (!a->closing)
			a->closing = s;
		return;
	}
	/* Within one call's notes, a list may have it done, and the text that led to it open. */
	if (a->state != ACTION_OPEN && same_call)
		return;
	if (a->state != ACTION_OPEN)
		diag_add(&s->call->diags, DIAG_REOPENED, s->line, 1, a->id, seen_at(l->calls, a->closing));
	a->state = ACTION_OPEN;
	a->closing = NULL;
	if (s->call->held && !same_call && !call_same(a->first->call, s->call))
		a->carried++;
}

static void see_again(struct ledger *l, struct entry *e, struct sighting *s, const struct tokens *tokens)
{
	struct ledger_action *a = &e->action;
	check_owners(l, e, s);
	set_state(l, e, s);
	if (s->owner_count)
		a->owned = s;
	if (s->due.n)
		a->due = s->due;
	if (s->text.n) {
		a->worded = s;
		e->tokens = *tokens;
		near_add(l->near, e, s, tokens);
	}
	a->last = s;
	e->newest->next = s;
	e->newest = s;
}

static void open_entry(struct ledger *l, struct sighting *s, const struct tokens *tokens)
{
	struct arena *arena = &l->calls->arena;
	struct entry *e = ARENA_NEW(arena, struct entry);
	struct ledger_action *a = &e->action;
	bool taken = !s->id_written && s->id.n && ids_find(l->ids, s->call->family, s->id);
	a->id = taken ? ids_free_one(l->ids, arena, s->call->family, s->id) : s->id;
	a->since = s->carried.since.n ? s->carried.since : s->since;
	a->first = a->last = a->owned = a->worded = s;
	a->due = s->due;
	a->state = s->state;
	a->closing = s->state == ACTION_OPEN ? NULL : s;
	a->family = s->call->family;
	e->newest = s;
	e->tokens = *tokens;
	if (a->id.n)
		ids_add(l->ids, a->family, a->id, e);
	near_add(l->near, e, s, tokens);
	VEC_ROOM(l->entries, l->entry_count, l->entry_room);
	l->entries[l->entry_count++] = e;
}

static void see(struct ledger *l, struct sighting *s)
{
	struct tokens tokens = near_tokens(l->near, s);
	struct entry *e = s->id_written ? ids_find(l->ids, s->call->family, s->id) : NULL;
	if (!e && !s->id_written && (e = near_find(l->near, s, &tokens)))
		diag_add(&s->call->diags, DIAG_SAME_ACTION, s->line, 1, e->action.id, seen_at(l->calls, e->newest));
	if (e)
		see_again(l, e, s, &tokens);
	else
		open_entry(l, s, &tokens);
}

static int by_place(const void *left, const void *right)
{
	const struct sighting *a = *(struct sighting *const *)left, *b = *(struct sighting *const *)right;
	if (a->call != b->call)
		return a->call->place < b->call->place ? -1 : 1;
	return a->line != b->line ? a->line < b->line ? -1 : 1 : str_compare(a->id, b->id);
}

static void count_held(struct ledger *l)
{
	const struct calls *c = l->calls;
	l->held_from = mem_zero(c->count + 1, sizeof *l->held_from);
	size_t *counts = mem_zero(c->count + 1, sizeof *counts);
	const struct call **later = mem_zero(c->count + 1, sizeof *later);
	for (size_t i = c->count; i-- > 0;) {
		const struct call *call = c->items[i];
		bool counts_one = call->held && !call->left_out &&
			!(later[call->family] && call_same(later[call->family], call));
		counts[call->family] += counts_one;
		if (counts_one)
			later[call->family] = call;
		l->held_from[i] = counts[call->family];
	}
	mem_free(later);
	mem_free(counts);
}

void ledger_settle(struct ledger *l)
{
	l->ids = ids_new();
	l->near = near_new(&l->calls->arena);
	count_held(l);
	if (l->sighting_count)
		qsort(l->sightings, l->sighting_count, sizeof *l->sightings, by_place);
	for (size_t i = 0; i < l->sighting_count; i++)
		see(l, l->sightings[i]);
}

size_t ledger_count(const struct ledger *l)
{
	return l->entry_count;
}

const struct ledger_action *ledger_action(const struct ledger *l, size_t i)
{
	return &l->entries[i]->action;
}

/* The first held call of that date in the family, or NULL. */
static const struct call *call_of(const struct ledger *l, size_t family, struct str date)
{
	size_t low = 0, high = l->calls->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (str_compare(l->calls->items[middle]->date, date) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < l->calls->count && str_eq(l->calls->items[low]->date, date); low++)
		if (l->calls->items[low]->family == family && l->calls->items[low]->held)
			return l->calls->items[low];
	return NULL;
}

size_t ledger_calls_ago(const struct ledger *l, const struct ledger_action *action)
{
	const struct call *opened = action->since.n ? call_of(l, action->family, action->since) : NULL;
	const struct sighting *told = NULL;
	if (opened)
		return l->held_from[opened->place];
	for (const struct sighting *s = action->first; s; s = s->next)
		if (s->carried.calls_ago)
			told = s;
	return told ? told->carried.calls_ago + l->held_from[told->call->place] : 0;
}
