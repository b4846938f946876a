#include "call/calls.h"

#include <stdlib.h>

#include "base/mem.h"
#include "model/people.h"
#include "model/title.h"
#include "model/words.h"

enum { FAMILIES_COMPARED = 16 };     /* only so many are compared word by word: thousands of names are linear work, too */

static struct call *add(struct calls *c, struct str file)
{
	struct call *call = ARENA_NEW(&c->arena, struct call);
	call->file = arena_str(&c->arena, file);
	call->title = call->name = call->date = STR_EMPTY;
	call->diags.arena = &c->arena;
	call->place = c->count;
	VEC_ROOM(c->items, c->count, c->room);
	c->items[c->count++] = call;
	return call;
}

static bool somebody_ticked(const struct document *doc)
{
	size_t here = 0, expected = 0;
	for (size_t i = 0; i < doc->attendee_count; i++) {
		enum attendance status = doc->attendees[i]->status;
		here += status == PERSON_PRESENT || status == PERSON_PARTIAL;
		expected += status == PERSON_EXPECTED || status == PERSON_ABSENT;
	}
	return here && expected;
}

static bool somebody_voted(const struct document *doc)
{
	for (size_t i = 0; i < doc->votes.count; i++)
		if (vote_was_cast(doc->votes.items[i]))
			return true;
	return false;
}

struct call *calls_add(struct calls *c, const struct document *doc)
{
	struct call *call = add(c, doc->source_name);
	call->title = arena_str(&c->arena, doc->title);
	call->name = arena_str(&c->arena, doc->call);
	call->date = arena_str(&c->arena, doc->date);
	call->kind = doc->kind;
	call->held = doc->kind != KIND_AGENDA || doc->decision_count || somebody_voted(doc) || somebody_ticked(doc);
	call->left_out = diag_worst(&doc->diags) == SEVERITY_ERROR;
	for (size_t i = 0; i < doc->diags.count; i++) {
		const struct diag *d = &doc->diags.items[i];
		if (d->severity == SEVERITY_ERROR)
			diag_copy(&call->diags, d);
	}
	return call;
}

struct call *calls_add_unread(struct calls *c, struct str file, struct str reason)
{
	struct call *call = add(c, file);
	call->left_out = true;
	diag_add(&call->diags, DIAG_UNREADABLE, 0, 0, reason, STR_EMPTY);
	return call;
}

static int by_time(const void *left, const void *right)
{
	const struct call *a = *(struct call *const *)left, *b = *(struct call *const *)right;
	int order = str_compare(a->date, b->date);
	if (order)
		return order;
	if (a->held != b->held)
		return a->held ? 1 : -1;
	return a->place < b->place ? -1 : a->place > b->place;
}

/* Families */

struct family {
	struct str words;        /* the name's, folded, a blank before and behind each */
	struct str own;          /* those of them that are no words for a meeting */
	size_t word_count, calls, newest;
};

/* "#12", "3rd", "2024-05", "Q3", "W23", "v4", or a sign alone; "x86" is a name. */
static bool is_number(struct str word)
{
	while (word.n && is_punct(word.p[0]))
		word = str_skip(word, 1);
	if (word.n > 1 && strchr("qvw", to_lower(word.p[0])))
		word = str_skip(word, 1);
	return !word.n || is_digit(word.p[0]);
}

static struct family name_words(struct calls *c, struct str name)
{
	struct str rest = people_fold(&c->arena, name, false), word;
	struct buf all = BUF_INIT, own = BUF_INIT;
	size_t count = 0;
	while (str_word(&rest, &word)) {
		if (is_number(word) || word_is_function(word))
			continue;
		buf_printf(&all, "%s%.*s ", all.n ? "" : " ", STR_FMT(word));
		if (!title_is_event(word))
			buf_printf(&own, "%.*s ", STR_FMT(word));
		count++;
	}
	struct family family = { arena_str(&c->arena, buf_slice(&all)), arena_str(&c->arena, buf_slice(&own)), count, 0, 0 };
	buf_free(&all);
	buf_free(&own);
	return family;
}

static bool holds_words(const struct family *big, const struct family *small)
{
	struct str rest = small->words;
	while (rest.n > 1) {
		size_t end = str_find_char(rest, ' ', 1);
		if (str_find(big->words, str_first(rest, end + 1), 0) == STR_NONE)
			return false;
		rest = str_skip(rest, end);
	}
	return true;
}

static bool same_name(const struct family *a, const struct family *b)
{
	const struct family *small = a->word_count < b->word_count ? a : b, *big = small == a ? b : a;
	return small->word_count >= 2 && holds_words(big, small);
}

static size_t find_family(struct family *families, size_t count, const struct family *wanted)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(families[i].own, wanted->own))
			return i;
	for (size_t i = 0; i < count && i < FAMILIES_COMPARED; i++)
		if (same_name(&families[i], wanted))
			return i;
	return count;
}

/* A call without a name, or with one that says no more than "Meeting", is of the family of most. */
static void find_families(struct calls *c, struct str *name)
{
	struct family *families = mem_zero(c->count + 1, sizeof *families);
	size_t count = 0, most = 0;
	for (size_t i = 0; i < c->count; i++) {
		struct family words = name_words(c, c->items[i]->name);
		c->items[i]->family = STR_NONE;
		if (c->items[i]->left_out || !words.own.n)
			continue;
		size_t at = find_family(families, count, &words);
		if (at == count)
			families[count++] = words;
		families[at].calls++;
		families[at].newest = i;
		c->items[i]->family = at;
	}
	for (size_t i = 1; i < count; i++)
		if (families[i].calls > families[most].calls ||
		    (families[i].calls == families[most].calls && families[i].newest > families[most].newest))
			most = i;
	c->main_family = most;
	for (size_t i = 0; i < c->count; i++)
		if (c->items[i]->family == STR_NONE)
			c->items[i]->family = most;
	*name = count ? c->items[families[most].newest]->name : STR_EMPTY;
	mem_free(families);
}

bool call_same(const struct call *a, const struct call *b)
{
	return a == b || (a->family == b->family && a->date.n && str_eq(a->date, b->date));
}

static void diagnose_calls(struct calls *c, struct str main_name)
{
	struct call **latest = mem_zero(c->count + 1, sizeof *latest);     /* by family */
	for (size_t i = 0; i < c->count; i++) {
		struct call *call = c->items[i], *before = latest[call->family];
		if (call->left_out)
			continue;
		if (call->family != c->main_family)
			diag_add(&call->diags, DIAG_OTHER_CALL, 1, 1, call->name, main_name);
		if (!call->date.n && c->count > 1)
			diag_add(&call->diags, DIAG_UNDATED_CALL, 1, 1, STR_EMPTY, STR_EMPTY);
		/* An agenda and minutes of one call belong together. */
		if (before && call_same(before, call) && before->held == call->held)
			diag_add(&call->diags, DIAG_SAME_CALL, 1, 1, call->date, before->file);
		latest[call->family] = call;
	}
	mem_free(latest);
}

void calls_sort(struct calls *c, bool diagnose)
{
	struct str main_name;
	if (c->count)
		qsort(c->items, c->count, sizeof *c->items, by_time);
	for (size_t i = 0; i < c->count; i++)
		c->items[i]->place = i;
	find_families(c, &main_name);
	if (diagnose)
		diagnose_calls(c, main_name);
}

const struct call *calls_last_held(const struct calls *c, size_t family)
{
	for (size_t i = c->count; i-- > 0;)
		if (c->items[i]->held && !c->items[i]->left_out && c->items[i]->family == family)
			return c->items[i];
	return NULL;
}

struct str calls_span(const struct calls *c, struct arena *arena)
{
	size_t count = 0;
	struct str first = STR_EMPTY, last = STR_EMPTY;
	const struct call *before = NULL;
	for (size_t i = 0; i < c->count; i++) {
		const struct call *call = c->items[i];
		if (call->left_out)
			continue;
		count += !(before && call_same(before, call));
		before = call;
		if (call->date.n && !first.n)
			first = call->date;
		if (call->date.n)
			last = call->date;
	}
	struct str calls = arena_printf(arena, "%zu call%s", count, count == 1 ? "" : "s");
	if (!first.n)
		return calls;
	if (str_eq(first, last))
		return arena_join(arena, calls, STR(", "), first);
	return arena_printf(arena, "%.*s, %.*s to %.*s", STR_FMT(calls), STR_FMT(first), STR_FMT(last));
}

void calls_free(struct calls *c)
{
	for (size_t i = 0; i < c->count; i++)
		diag_free(&c->items[i]->diags);
	mem_free(c->items);
	arena_free(&c->arena);
	*c = (struct calls)CALLS_INIT;
}

struct str call_at(struct calls *c, const struct call *call, size_t line)
{
	return arena_printf(&c->arena, "%.*s:%zu", STR_FMT(call->file), line);
}
