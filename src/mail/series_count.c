/* What the messages about a series tell of it. */
#include <stdlib.h>

#include "base/mem.h"
#include "mail/postings.h"
#include "mail/series_parts.h"

struct counter {
	struct archive *archive;
	struct series_list *list;
	const struct mail_tags *tags;
};

static bool is_later(const struct message *a, const struct message *b)
{
	return !b || !b->date.known || (a->date.known && a->date.seconds >= b->date.seconds);
}

static void add_reviewer(struct archive *a, struct series *s, const struct mail_address *person)
{
	for (size_t i = 0; i < s->reviewer_count; i++)
		if (same_person(s->reviewers[i], person))
			return;
	enum { STEP = 8, MANY = 200 };
	if (s->reviewer_count == MANY)
		return;
	if (s->reviewer_count % STEP == 0) {
		const struct mail_address **more = ARENA_ARRAY(&a->arena, const struct mail_address *, s->reviewer_count + STEP);
		if (s->reviewer_count)
			memcpy(more, s->reviewers, s->reviewer_count * sizeof *more);
		s->reviewers = more;
	}
	s->reviewers[s->reviewer_count++] = person;
}

static bool is_review(enum tag_kind kind)
{
	return kind == TAG_REVIEWED || kind == TAG_ACKED;
}

/* Marks the patches that a tag is for. */
static void apply_tag(struct posting *p, const struct mail_tag *tag, unsigned patch)
{
	if (!is_review(tag->kind) || same_person(tag->by, p->author))
		return;
	for (unsigned i = 0; i < p->count; i++) {
		unsigned n = p->patches[i].number;
		if (tag->range_count ? tag_names_patch(tag, n) : tag->whole || patch == 0 || patch == n)
			p->patches[i].reviewed = true;
	}
}

static void add_tag(struct counter *c, struct series *s, const struct mail_tag *tag, unsigned version, unsigned patch)
{
	enum { FIRST = 8 };
	size_t n = s->tag_count;
	/* Room for 8, then doubled. */
	if (n == 0 || (n >= FIRST && (n & (n - 1)) == 0)) {
		struct series_tag *more = ARENA_ARRAY(&c->archive->arena, struct series_tag, n ? 2 * n : FIRST);
		if (n)
			memcpy(more, s->tags, n * sizeof *more);
		s->tags = more;
	}
	s->tags[s->tag_count++] = (struct series_tag){ tag, version, patch };
}

/* Every patch that a message answers: the one it is about, and those of other ids in In-Reply-To. */
static void mark_answered(struct counter *c, struct posting *p, const struct message *m, unsigned number)
{
	struct patch *patch = posting_patch(p, number);
	if (patch)
		patch->answered = true;
	for (size_t i = 0; i < m->in_reply_to.count; i++) {
		const struct message *to = m->in_reply_to.items[i]->message;
		if (to && c->list->of[to->number] == p && (patch = posting_patch(p, c->list->patch[to->number])))
			patch->answered = true;
	}
}

/* The last word on a patch, or on the whole: a comment of somebody else keeps it in doubt, until the author answers it or
 * a tag comes. A ping answers nothing. */
static void judge(struct posting *p, unsigned number, bool by_author, bool tagged, bool ping)
{
	struct patch *patch = posting_patch(p, number);
	if (!by_author || !ping)
		*(patch ? &patch->in_doubt : &p->in_doubt) = !by_author && !tagged;
}

static void count_message(struct counter *c, const struct mail_hints *hints, struct message *m)
{
	struct posting *p = c->list->of[m->number];
	struct series *s = p->series;
	unsigned number = c->list->patch[m->number];
	struct patch *patch = posting_patch(p, number);
	bool posted = m == p->cover || (patch && patch->message == m);
	bool by_author = same_person(m->from, p->author);
	p->messages++;
	s->messages++;
	if (is_later(m, p->last))
		p->last = m;
	if (!by_author && !posted) {
		/* Where the author is unknown, everybody may be the author. */
		if (m->from && p->author)
			add_reviewer(c->archive, s, m->from);
		mark_answered(c, p, m, number);
	}
	struct mail_hint hint = hint_of(hints, m);
	if (hint.committed && !posted && p == s->newest)
		series_guess(c->archive, s, arena_printf(&c->archive->arena, "committed: %.*s says so", STR_FMT(mail_name(m->from))));
	if (hint.ping) {
		s->pings++;
		if (m->date.known && (!s->last_ping.known || m->date.seconds > s->last_ping.seconds))
			s->last_ping = m->date;
	}
	bool tagged = false;
	for (const struct mail_tag *tag = tags_of(c->tags, m); tag; tag = tag->next) {
		tagged = tagged || is_review(tag->kind) || tag->kind == TAG_TESTED || tag->kind == TAG_RELEASE_ACKED;
		apply_tag(p, tag, p->count == 1 ? 1 : number);
		if (p == s->newest)
			add_tag(c, s, tag, p->version, p->count == 1 ? 1 : number);
	}
	if (!posted)
		judge(p, p->count == 1 ? 1 : number, by_author, tagged || hint.committed, hint.ping);
}

void series_count(struct archive *a, struct series_list *list, const struct mail_tags *tags, const struct mail_hints *hints,
	int64_t day)
{
	struct counter c = { a, list, tags };
	struct message **all = mem_alloc((a->count + 1) * sizeof *all);
	size_t count = 0;
	for (size_t i = 0; i < a->count; i++)
		if (list->of[i] && is_within(a->messages[i], day))
			all[count++] = a->messages[i];
	qsort(all, count, sizeof *all, message_by_date);
	for (size_t i = 0; i < count; i++)
		count_message(&c, hints, all[i]);
	for (size_t i = 0; i < list->count; i++)
		list->items[i]->last = list->items[i]->newest->last;
	mem_free(all);
}
