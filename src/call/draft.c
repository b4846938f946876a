#include "call/draft.h"

#include "base/mem.h"
#include "call/draft_parts.h"
#include "read/read.h"
#include "write/text_template.h"

struct draft *draft_new(struct calls *calls)
{
	struct draft *d = mem_zero(1, sizeof *d);
	d->calls = calls;
	return d;
}

void draft_free(struct draft *d)
{
	if (!d)
		return;
	mem_free(d->sketches);
	mem_free(d);
}

void draft_add(struct draft *d, struct call *call, const struct document *doc)
{
	VEC_ROOM(d->sketches, d->count, d->room);
	d->sketches[d->count++] = sketch_of(&d->calls->arena, call, doc);
}

static const struct sketch *last_sketch(const struct draft *d)
{
	const struct sketch *last = NULL;
	for (size_t i = 0; i < d->count; i++) {
		const struct sketch *s = d->sketches[i];
		if (s->call->family == d->calls->main_family && (!last || s->call->place > last->call->place))
			last = s;
	}
	return last;
}

const struct call *draft_last(const struct draft *d)
{
	const struct sketch *last = last_sketch(d);
	return last ? last->call : NULL;
}

struct arena *draft_arena(const struct draft_maker *m)
{
	return &m->d->calls->arena;
}

enum { SLOT_TITLE, SLOT_FIELDS, SLOT_ROLL, SLOT_ITEMS, SLOTS };

static const char *make(struct draft_maker *m, struct buf *out)
{
	static const char *const slots[] = { "title", "fields", "roll", "items", NULL };
	static const struct text_template agenda = { "agenda.txt", slots, "items" };
	struct arena *arena = draft_arena(m);
	struct buf items = BUF_INIT;
	struct str values[SLOTS];
	for (size_t i = 0; i < m->last->item_count; i++)
		m->placed[i] = false;
	draft_items(m, &items);
	values[SLOT_TITLE] = draft_title(m);
	values[SLOT_FIELDS] = draft_fields(m);
	values[SLOT_ROLL] = draft_roll(m);
	values[SLOT_ITEMS] = arena_str(arena, str_trim(buf_slice(&items)));
	buf_free(&items);
	return text_template_fill(arena, &agenda, m->o->templates, values, out);
}

/* Is every open action in the agenda that was not held? Then nothing has to be added to it. */
static bool is_complete(const struct draft *d, const struct ledger *ledger, const struct sketch *s)
{
	for (size_t i = 0; i < ledger_count(ledger); i++) {
		const struct ledger_action *a = ledger_action(ledger, i);
		if (a->family == d->calls->main_family && a->state == ACTION_OPEN && a->last->call != s->call)
			return false;
	}
	return true;
}

static const char *make_new(struct draft_maker *m, struct buf *out)
{
	enum { ROUNDS = 3 };
	const char *wrong = NULL;
	bool again = true;
	for (size_t round = 0; again && !wrong && round < ROUNDS; round++) {
		struct buf text = BUF_INIT;
		wrong = make(m, &text);
		buf_cut(out, 0);
		buf_str(out, buf_slice(&text));
		struct document *doc = read_notes(STR("draft"), &text, &(struct read_options){ .notation = NULL });
		again = draft_mend(m, doc);
		document_free(doc);
	}
	return wrong;
}

/* An agenda that was not held stays as it is; what mail adds to it stands behind. */
static void put_again(struct draft_maker *m, struct buf *out)
{
	m->again = true;
	draft_put_again(draft_arena(m), m->last, m->o, out);
	draft_add_threads(m, out);
}

const char *draft_write(struct draft *d, const struct ledger *ledger, const struct series_history *history,
	const struct draft_options *options, struct buf *out)
{
	static const struct call no_call = { .file = { "", 0 }, .title = { "", 0 }, .name = { "", 0 }, .date = { "", 0 }, .held = true };
	static const struct sketch nothing = { .call = &no_call, .source = { "", 0 } };
	struct draft_maker m = { .d = d, .ledger = ledger, .history = history, .o = options, .last = last_sketch(d) };
	const char *wrong = NULL;
	if (!m.last && !options->survey)
		return wrong;
	if (!m.last)
		m.last = &nothing;
	if (!m.last->call->held && is_complete(d, ledger, m.last)) {
		put_again(&m, out);
		return wrong;
	}
	m.held = calls_last_held(d->calls, d->calls->main_family);
	m.placed = mem_zero(m.last->item_count + 1, sizeof *m.placed);
	draft_number_actions(&m);
	m.told = mem_zero(ledger_count(ledger) + 1, sizeof *m.told);
	for (size_t i = 0; i < ledger_count(ledger); i++)
		m.told[i] = ledger_action(ledger, i)->worded->owner_written;
	wrong = make_new(&m, out);
	mem_free(m.placed);
	mem_free(m.told);
	mem_free(m.added);
	return wrong;
}
