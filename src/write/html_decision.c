#include "write/html.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"

/* A decision that a paragraph or an item tells has its anchor there. These are few; they are looked up by block. */

static bool has_own_block(const struct decision *d)
{
	return d->block->type == BLOCK_DECISION || d->block->type == BLOCK_VOTE;
}

static int by_block(const void *left, const void *right)
{
	const struct decision *a = *(const struct decision *const *)left, *b = *(const struct decision *const *)right;
	if (a->block != b->block)
		return (uintptr_t)a->block < (uintptr_t)b->block ? -1 : 1;
	return a < b ? -1 : a > b;
}

void html_find_decisions(struct html *h)
{
	size_t room = 0;
	for (size_t i = 0; i < h->doc->decision_count; i++) {
		const struct decision *d = &h->doc->decisions[i];
		if (!d->block || has_own_block(d) || !d->id.n)
			continue;
		VEC_ROOM(h->anchors, h->anchor_count, room);
		h->anchors[h->anchor_count++] = d;
	}
	if (h->anchor_count)
		qsort(h->anchors, h->anchor_count, sizeof *h->anchors, by_block);
}

void html_decision_anchors(struct html *h, const struct block *b, bool in_tag)
{
	size_t low = 0, high = h->anchor_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if ((uintptr_t)h->anchors[middle]->block < (uintptr_t)b)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < h->anchor_count && h->anchors[low]->block == b; low++) {
		if (!in_tag)
			xml_start(h->x, "span");
		html_anchor(h, "id", "", h->anchors[low]->id);
		if (!in_tag)
			xml_end(h->x);
		in_tag = false;
	}
}

/* Decisions and votes, in the order of the notes. A vote that decided is both. */

static void decision_entry(struct html *h, const struct decision *d)
{
	const struct block *topic = d->topic;
	/* What the notes do not mark as a decision may have no anchor; then its topic is the place. */
	html_start_place(h, NULL, d->id.n || !topic ? d->id : topic->u.heading.id);
	xml_text(h->x, d->text);
	xml_end(h->x);
}

void html_decisions(struct html *h)
{
	const struct document *doc = h->doc;
	size_t d = 0, v = 0;
	xml_raw(h->x, STR("\n"));
	html_start(h, "ul", "decisions");
	xml_raw(h->x, STR("\n"));
	while (d < doc->decision_count || v < doc->votes.count) {
		const struct block *vote = v < doc->votes.count ? doc->votes.items[v] : NULL;
		const struct decision *decision = d < doc->decision_count ? &doc->decisions[d] : NULL;
		xml_start(h->x, "li");
		if (decision && (!vote || decision->line <= vote->line)) {
			decision_entry(h, decision);
			d++;
			if (decision->block != vote)
				vote = NULL;
		} else {
			html_start_place(h, NULL, vote->u.vote.id);
			html_inlines(h, vote->text, HTML_NO_LINKS);
			xml_end(h->x);
		}
		v += vote != NULL;
		if (vote && vote->u.vote.outcome.n && !(decision && str_eq(vote->u.vote.outcome, decision->text))) {
			xml_raw(h->x, STR(" "));
			html_words(h, "span", "outcome", vote->u.vote.outcome);
		}
		html_end(h);
	}
	html_end(h);
}
