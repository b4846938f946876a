/* Whom a series waits for. */
#include "mail/postings.h"
#include "mail/series_parts.h"

const char *state_name(enum series_state state)
{
	static const char *const names[] = { "no-reply", "under-review", "waiting-for-author", "waiting-for-review", "objections",
		"acked", "superseded" };
	return names[state];
}

static bool by_author(const struct posting *p, const struct message *m)
{
	return same_person(m->from, p->author);
}

/* Does a nack stand that its sender has not taken back by a later review or ack? */
static bool nacked(const struct series *s)
{
	for (size_t i = 0; i < s->tag_count; i++) {
		const struct mail_tag *nack = s->tags[i].tag;
		if (nack->kind != TAG_NACKED && nack->kind != TAG_NOT_ACKED)
			continue;
		bool back = false;
		for (size_t k = i + 1; k < s->tag_count && !back; k++) {
			const struct mail_tag *later = s->tags[k].tag;
			back = (later->kind == TAG_REVIEWED || later->kind == TAG_ACKED) && same_person(later->by, nack->by) &&
				(s->tags[k].patch == 0 || s->tags[k].patch == s->tags[i].patch);
		}
		if (!back)
			return true;
	}
	return false;
}

static bool all_reviewed(const struct posting *p)
{
	for (unsigned i = 0; i < p->count; i++)
		if (!p->patches[i].reviewed)
			return false;
	return p->count > 0;
}

static bool any_in_doubt(const struct posting *p)
{
	for (unsigned i = 0; i < p->count; i++)
		if (p->patches[i].in_doubt)
			return true;
	return p->in_doubt;
}

static bool any_reviewed(const struct posting *p)
{
	for (unsigned i = 0; i < p->count; i++)
		if (p->patches[i].reviewed)
			return true;
	return false;
}

/* Was the last message about the version sent with it, not in answer? */
static bool unanswered(const struct posting *p)
{
	if (!p->last || p->last == p->cover)
		return true;
	for (unsigned i = 0; i < p->count; i++)
		if (p->patches[i].message == p->last)
			return true;
	return false;
}

static enum series_state state_of(const struct series *s)
{
	const struct posting *p = s->newest;
	if (s->superseded_by)
		return STATE_SUPERSEDED;
	if (nacked(s))
		return STATE_OBJECTIONS;
	if (all_reviewed(p))
		return any_in_doubt(p) ? STATE_OBJECTIONS : STATE_ACKED;
	/* Of a posting that is not in the archive, answers may be missing too. */
	if (!s->reviewer_count && p->author && p->first)
		return STATE_NO_REPLY;
	if (unanswered(p) || by_author(p, p->last))
		return STATE_WAITING_FOR_REVIEW;
	if (!p->author || !p->last->from || (any_reviewed(p) && !any_in_doubt(p)))
		return STATE_UNDER_REVIEW;
	return STATE_WAITING_FOR_AUTHOR;
}

static int64_t day_of(int64_t seconds)
{
	return seconds >= 0 ? seconds / 86400 : -((-seconds + 86399) / 86400);
}

void series_judge(struct series *s, int64_t day)
{
	s->state = state_of(s);
	if (day >= 0 && s->last && s->last->date.known)
		s->waiting_days = (int)(day - day_of(s->last->date.seconds));
}
