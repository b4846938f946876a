#include "read/agenda.h"

#include <string.h>

#include "base/mem.h"

enum { RUN = 3, TRIES = 8, AHEAD = 24 };

/* A word of either document: its hash without case and punctuation. */
struct words {
	uint32_t *hash;
	size_t count, room;
};

struct index {
	struct words words;      /* of the whole agenda, in order, blocks apart by a zero */
	uint32_t *first, *next;  /* by hash of RUN words: 1-based positions, chained */
	uint32_t *shorts;        /* hashes of whole blocks of fewer words, in an open table */
	size_t size;
};

static uint32_t word_hash(struct str word)
{
	uint32_t h = 2166136261u;
	bool any = false;
	for (size_t i = 0; i < word.n; i++) {
		char c = to_lower(word.p[i]);
		if (is_punct(c))
			continue;
		h = (h ^ (unsigned char)c) * 16777619u;
		any = true;
	}
	return any ? h | 1 : 2;
}

static void add_word(struct words *w, uint32_t hash)
{
	VEC_ROOM(w->hash, w->count, w->room);
	w->hash[w->count++] = hash;
}

static void add_words(struct words *w, struct str text)
{
	struct str word;
	while (str_word(&text, &word))
		add_word(w, word_hash(word));
}

static void add_inlines(struct words *w, struct inlines text)
{
	for (size_t i = 0; i < text.count; i++)
		if (text.spans[i].type == SPAN_TEXT || text.spans[i].type == SPAN_CODE)
			add_words(w, text.spans[i].text);
}

static void add_block(struct words *w, const struct block *b)
{
	if (b->type == BLOCK_FIELD)
		add_words(w, b->u.field.key);
	if (b->type == BLOCK_STATEMENT)
		add_inlines(w, b->u.statement.label);
	add_inlines(w, b->text);
	if (b->type == BLOCK_CODE)
		add_words(w, b->u.code.text);
	if (b->type == BLOCK_REFERENCE)
		add_words(w, b->u.reference.url);
	for (size_t i = 0; b->type == BLOCK_ROLL && i < b->u.roll.count; i++)
		add_words(w, b->u.roll.people[i]->name);
}

static uint32_t run_hash(const uint32_t *w)
{
	return (w[0] * 31 + w[1]) * 31 + w[2];
}

/* Of a block shorter than RUN. */
static uint32_t short_hash(const uint32_t *w, size_t n)
{
	uint32_t h = (uint32_t)n;
	for (size_t i = 0; i < n; i++)
		h = (h ^ w[i]) * 16777619u;
	return h ? h : 1;
}

static uint32_t *short_slot(const struct index *x, uint32_t hash)
{
	size_t at = hash & (x->size - 1);
	while (x->shorts[at] && x->shorts[at] != hash)
		at = (at + 1) & (x->size - 1);
	return &x->shorts[at];
}

static void build(struct index *x, const struct document *agenda)
{
	struct block_iter it = block_iter(agenda->root);
	add_inlines(&x->words, agenda->title_text);
	add_word(&x->words, 0);
	while (block_next(&it)) {
		if (!it.entering)
			continue;
		size_t before = x->words.count;
		add_block(&x->words, it.block);
		if (x->words.count > before)
			add_word(&x->words, 0);
	}
	x->size = 1024;
	while (x->size < 2 * x->words.count)
		x->size *= 2;
	x->first = mem_zero(x->size, sizeof *x->first);
	x->next = mem_zero(x->words.count + 1, sizeof *x->next);
	x->shorts = mem_zero(x->size, sizeof *x->shorts);
	for (size_t i = 0, begin = 0; i < x->words.count; i++) {
		if (x->words.hash[i])
			continue;
		if (i > begin && i - begin < RUN) {
			uint32_t hash = short_hash(x->words.hash + begin, i - begin);
			*short_slot(x, hash) = hash;
		}
		begin = i + 1;
	}
	/* From the end, so that a chain gives the first place first. */
	for (size_t i = x->words.count < RUN ? 0 : x->words.count - RUN + 1; i-- > 0;) {
		size_t slot = run_hash(x->words.hash + i) & (x->size - 1);
		x->next[i] = x->first[slot];
		x->first[slot] = (uint32_t)i + 1;
	}
}

static size_t match_length(const struct index *x, size_t at, const uint32_t *w, size_t left)
{
	size_t n = 0;
	while (n < left && at + n < x->words.count && x->words.hash[at + n] && x->words.hash[at + n] == w[n])
		n++;
	return n;
}

/* Which of the words stand in the agenda, in runs of at least RUN or a little behind such a run. */
static size_t match(const struct index *x, const struct words *w, bool *known)
{
	size_t last = STR_NONE, found = 0;
	for (size_t i = 0; i < w->count;) {
		size_t best = 0, best_at = 0;
		if (i + RUN <= w->count) {
			uint32_t at = x->first[run_hash(w->hash + i) & (x->size - 1)];
			for (int k = 0; at && k < TRIES; k++, at = x->next[at - 1]) {
				size_t n = match_length(x, at - 1, w->hash + i, w->count - i);
				if (n > best) {
					best = n;
					best_at = at - 1;
				}
			}
		}
		if (best < RUN) {
			best = 0;
			for (size_t k = 0; last != STR_NONE && k < AHEAD && last + k < x->words.count && x->words.hash[last + k]; k++)
				if (x->words.hash[last + k] == w->hash[i]) {
					best = match_length(x, last + k, w->hash + i, w->count - i);
					best_at = last + k;
					break;
				}
		}
		for (size_t k = 0; k < best; k++)
			known[i + k] = true;
		found += best;
		if (best)
			last = best_at + best;
		i += best ? best : 1;
	}
	return found;
}

/* A text too short for a run must stand in the agenda as a whole block. */
static bool short_match(const struct index *x, const struct words *w)
{
	return *short_slot(x, short_hash(w->hash, w->count)) != 0;
}

/* Wrap the unknown words of each text span in MARK_INSERTED. */
static struct inlines mark_inserted(struct arena *arena, struct inlines text, const bool *known)
{
	struct span *spans = NULL;
	size_t count = 0, room = 0, word_index = 0, depth = 0, links = 0;
	for (size_t i = 0; i < text.count; i++) {
		const struct span *s = &text.spans[i];
		depth += s->type == SPAN_OPEN ? 1u : s->type == SPAN_CLOSE ? (size_t)-1 : 0u;
		if (s->mark == MARK_LINK)
			links += s->type == SPAN_OPEN ? 1u : s->type == SPAN_CLOSE ? (size_t)-1 : 0u;
		if (s->type != SPAN_TEXT) {
			VEC_ROOM(spans, count, room);
			spans[count++] = *s;
			struct str rest = s->text, word;
			while (s->type == SPAN_CODE && str_word(&rest, &word))
				word_index++;
			continue;
		}
		struct str rest = s->text, word;
		const char *from = s->text.p, *end = s->text.p + s->text.n;
		while (from < end && str_trim(str_range(from, end)).n) {
			/* The longest stretch of words of one kind, blanks between them included. */
			const char *stop = from;
			bool kind = true, first = true;
			while (str_word(&rest, &word)) {
				if (!first && known[word_index] != kind) {
					rest = str_range(word.p, end);
					break;
				}
				kind = known[word_index++];
				first = false;
				stop = word.p + word.n;
			}
			struct str piece = str_range(from, first || !str_trim(rest).n ? end : stop);
			from = piece.p + piece.n;
			bool mark = !kind && !first && depth < INLINE_DEPTH && !links;
			/* White space belongs outside of marks. */
			struct str inside = str_trim(piece);
			if (mark && inside.n < piece.n) {
				if (inside.p > piece.p) {
					VEC_ROOM(spans, count, room);
					spans[count++] = (struct span){ SPAN_TEXT, 0, false, str_range(piece.p, inside.p) };
				}
				from = inside.p + inside.n;
				piece = inside;
			}
			for (int part = mark ? 0 : 1; part < (mark ? 3 : 2); part++) {
				VEC_ROOM(spans, count, room);
				spans[count++] = part == 1 ? (struct span){ SPAN_TEXT, 0, false, piece } :
					(struct span){ part ? SPAN_CLOSE : SPAN_OPEN, MARK_INSERTED, false, STR_EMPTY };
			}
		}
		if (from < end) {
			VEC_ROOM(spans, count, room);
			spans[count++] = (struct span){ SPAN_TEXT, 0, false, str_range(from, end) };
		}
	}
	struct span *kept = ARENA_ARRAY(arena, struct span, count);
	if (count)
		memcpy(kept, spans, count * sizeof *kept);
	mem_free(spans);
	return (struct inlines){ kept, count };
}

static void compare_block(struct document *doc, const struct index *x, struct block *b, struct words *w)
{
	w->count = 0;
	add_block(w, b);
	if (!w->count) {
		b->origin = ORIGIN_AGENDA;
		return;
	}
	bool *known = mem_zero(w->count + 1, sizeof *known);
	size_t found = w->count < RUN ? 0 : match(x, w, known);
	if (w->count < RUN && short_match(x, w))
		found = w->count;
	b->origin = 2 * found >= w->count && found ? ORIGIN_AGENDA : ORIGIN_MINUTES;
	bool own_text = b->type != BLOCK_FIELD && b->type != BLOCK_STATEMENT && b->type != BLOCK_CODE && b->type != BLOCK_REFERENCE && b->type != BLOCK_ROLL;
	if (b->origin == ORIGIN_AGENDA && found < w->count && own_text)
		b->text = mark_inserted(&doc->arena, b->text, known);
	mem_free(known);
}

static bool has_no_text(const struct block *b)
{
	return b->type == BLOCK_DOCUMENT || b->type == BLOCK_LIST || b->type == BLOCK_TABLE || b->type == BLOCK_ROW || b->type == BLOCK_QUOTE ||
		((b->type == BLOCK_ITEM || b->type == BLOCK_CELL) && inline_empty(b->text));
}

void origin_of_containers(struct document *doc)
{
	struct block_iter it = block_iter(doc->root);
	while (block_next(&it)) {
		struct block *b = it.block;
		if (it.entering || !has_no_text(b) || !b->first)
			continue;
		b->origin = ORIGIN_MINUTES;
		for (const struct block *child = b->first; child; child = child->next)
			if (child->origin == ORIGIN_AGENDA && !(has_no_text(child) && !child->first))
				b->origin = ORIGIN_AGENDA;
	}
	doc->root->origin = ORIGIN_AGENDA;
}

void agenda_compare(struct document *doc, const struct document *agenda)
{
	struct index x = { .words = { NULL, 0, 0 } };
	struct words w = { NULL, 0, 0 };
	struct block_iter it = block_iter(doc->root);
	build(&x, agenda);
	while (block_next(&it))
		if (it.entering)
			compare_block(doc, &x, it.block, &w);
	origin_of_containers(doc);
	doc->origin_known = true;
	mem_free(x.words.hash);
	mem_free(x.first);
	mem_free(x.next);
	mem_free(x.shorts);
	mem_free(w.hash);
}
