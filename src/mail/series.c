#include "mail/series.h"

#include <stdlib.h>

#include "base/mem.h"
#include "mail/postings.h"
#include "mail/series_parts.h"
#include "mail/map.h"

struct linker {
	struct archive *archive;
	struct series_list *list;
	const struct mail_hints *hints;
	struct map titles;        /* by author and title */
	struct map unknown;       /* by title alone: series of which one version has no author */
	struct map changes;       /* by change-id */
	struct map patches;       /* by author and title of a patch: the series */
	struct arena keys;
	struct buf key;
	size_t room;
};

void series_guess(struct archive *a, struct series *s, struct str what)
{
	enum { MOST = 8 };
	if (s->guessed_count == MOST)
		return;
	struct str *guessed = ARENA_ARRAY(&a->arena, struct str, s->guessed_count + 1);
	for (size_t i = 0; i < s->guessed_count; i++) {
		if (str_eq(s->guessed[i], what))
			return;
		guessed[i] = s->guessed[i];
	}
	guessed[s->guessed_count++] = what;
	s->guessed = guessed;
}

static struct str key_of(struct linker *l, const struct mail_address *author, struct str title)
{
	buf_cut(&l->key, 0);
	if (author)
		person_key(&l->key, author);
	buf_put(&l->key, '\n');
	subject_key(&l->key, title);
	return buf_slice(&l->key);
}

static struct series *new_series(struct linker *l)
{
	struct series *s = ARENA_NEW(&l->archive->arena, struct series);
	s->title = s->target = STR_EMPTY;
	s->waiting_days = -1;
	VEC_ROOM(l->list->items, l->list->count, l->room);
	l->list->items[l->list->count++] = s;
	return s;
}

/* The message that says of the posting what it supersedes: the cover, else the first patch. */
static const struct message *speaker(const struct posting *p)
{
	return p->cover ? p->cover : p->first;
}

/* What the posting itself says of the version before it. */
static struct series *stated(struct linker *l, const struct posting *p)
{
	const struct message *m = speaker(p);
	if (!m)
		return NULL;
	struct mail_hint hint = hint_of(l->hints, m);
	struct str change = hint.change_id.n ? hint.change_id : m->change_id;
	struct series *s = change.n ? map_find(&l->changes, change) : NULL;
	const struct mail_id *id = hint.supersedes;
	size_t open = str_find_char(m->supersedes, '<', 0), close = str_find_char(m->supersedes, '>', 0);
	if (!id && open != STR_NONE && close != STR_NONE && close > open)
		id = archive_id(l->archive, str_range(m->supersedes.p + open + 1, m->supersedes.p + close));
	struct posting *before = !s && id && id->message ? l->list->of[id->message->number] : NULL;
	return before && before != p && same_person(before->author, p->author) ? before->series : s;
}

/* Does the posting answer a message of the series? */
static bool is_below(struct linker *l, const struct posting *p, const struct series *s)
{
	enum { FAR = 100 };
	const struct message *m = p->first ? p->first->parent : NULL;
	for (int steps = 0; m && steps < FAR; m = m->parent, steps++)
		if (l->list->of[m->number] && l->list->of[m->number]->series == s)
			return true;
	return false;
}

/* The series of the author that has most of these patches by title, and at least half of them. One patch of several is
 * enough where it is an answer to that series. */
static struct series *with_patches(struct linker *l, const struct posting *p)
{
	enum { CANDIDATES = 8 };
	struct { struct series *series; unsigned hits; } found[CANDIDATES] = { { NULL, 0 } };
	unsigned known = 0, best = 0;
	for (unsigned i = 0; i < p->count; i++) {
		if (!p->patches[i].title.n)
			continue;
		known++;
		struct series *s = map_find(&l->patches, key_of(l, p->author, p->patches[i].title));
		for (int k = 0; s && k < CANDIDATES; k++)
			if (!found[k].series || found[k].series == s) {
				found[k].series = s;
				if (++found[k].hits > found[best].hits)
					best = (unsigned)k;
				break;
			}
	}
	struct series *s = found[best].series;
	return s && 2 * found[best].hits >= known && (known > 1 || p->count == 1 || is_below(l, p, s)) ? s : NULL;
}

static bool higher(const struct posting *p, const struct series *s)
{
	return p->version > s->newest->version;
}

static struct str quoted(struct archive *a, const char *what, struct str title)
{
	return arena_printf(&a->arena, "%s '%.*s'", what, STR_FMT(title));
}

static struct series *find_series(struct linker *l, struct posting *p)
{
	struct archive *a = l->archive;
	struct series *s = stated(l, p);
	if (!s && !p->title_guessed && p->author)
		s = map_find(&l->titles, key_of(l, p->author, p->title));
	if (s)
		return s;
	if (!p->title_guessed && (s = map_find(&l->unknown, key_of(l, NULL, p->title)))) {
		if (!p->author || !s->author) {
			series_guess(a, s, STR("versions: linked by title alone"));
			return s;
		}
	}
	s = p->author ? with_patches(l, p) : NULL;
	if (s && (p->title_guessed || s->newest->title_guessed)) {
		/* A title is missing, so that patches are all there is to go by. */
		if (s->newest->version != p->version || p->resend) {
			series_guess(a, s, STR("versions: linked by patch titles, a cover letter is missing"));
			return s;
		}
		s = NULL;
	}
	struct series *fresh = new_series(l);
	if (s && higher(p, s)) {
		series_guess(a, fresh, quoted(a, "renamed: perhaps a new version of", s->title));
		series_guess(a, s, quoted(a, "superseded: perhaps by", p->title));
		s->superseded_by = fresh;
	}
	return fresh;
}

/* By version, then date; one that is known only by its answers before others of that version. */
static int by_version(const void *left, const void *right)
{
	const struct posting *a = *(struct posting *const *)left, *b = *(struct posting *const *)right;
	if (a->version != b->version)
		return a->version < b->version ? -1 : 1;
	if (!a->first != !b->first)
		return a->first ? 1 : -1;
	return a->first ? message_by_date(&a->first, &b->first) : 0;
}

static void join(struct series *s, struct posting *p)
{
	p->series = s;
	if (!s->newest || by_version(&p, &s->newest) >= 0)
		s->newest = p;
}

/* The versions of each series in their order. all: by all_next. */
static void chain(struct posting *all)
{
	struct posting **sorted = NULL;
	size_t count = 0, room = 0;
	for (struct posting *p = all; p; p = p->all_next) {
		VEC_ROOM(sorted, count, room);
		sorted[count++] = p;
	}
	if (count)
		qsort(sorted, count, sizeof *sorted, by_version);
	for (size_t i = count; i-- > 0;) {
		struct series *s = sorted[i]->series;
		sorted[i]->next = s->first;
		if (!s->first)
			s->newest = sorted[i];
		s->first = sorted[i];
	}
	mem_free(sorted);
}

static void link_posting(struct linker *l, struct posting *p)
{
	struct arena *arena = &l->keys;
	struct series *s = find_series(l, p);
	join(s, p);
	if (!p->title_guessed || !s->title.n)
		s->title = s->newest->title_guessed && s->title.n ? s->title : s->newest->title;
	if (!s->author || (p->author && !p->author_guessed))
		s->author = p->author;
	if (!p->title_guessed) {
		map_entry_of(&l->titles, arena, key_of(l, p->author, p->title))->item = s;
		struct map_entry *slot = map_entry_of(&l->unknown, arena, key_of(l, NULL, p->title));
		if (!slot->item || !p->author)
			slot->item = s;
	}
	for (unsigned i = 0; i < p->count; i++)
		if (p->patches[i].title.n && p->author)
			map_entry_of(&l->patches, arena, key_of(l, p->author, p->patches[i].title))->item = s;
	const struct message *m = speaker(p);
	struct str change = m ? hint_of(l->hints, m).change_id : STR_EMPTY;
	if (m && !change.n)
		change = m->change_id;
	if (change.n)
		map_entry_of(&l->changes, arena, change)->item = s;
}

static void what_is_guessed(struct archive *a, struct series *s)
{
	if (s->newest->title_guessed)
		series_guess(a, s, STR("title: a patch's, the cover letter is missing"));
	for (const struct posting *p = s->first; p; p = p->next)
		if (p->author == s->author && p->author_guessed)
			series_guess(a, s, STR("author: from the Message-ID of what is answered"));
	if (!s->newest->first && s->newest->guessed_id)
		series_guess(a, s, STR("message_id: the Message-ID that the thread begins with"));
	s->rfc = s->newest->rfc;
	for (const struct posting *p = s->first; p; p = p->next)
		if (p->target.n)
			s->target = p->target;
}

static int by_newest(const void *left, const void *right)
{
	const struct series *a = *(struct series *const *)left, *b = *(struct series *const *)right;
	const struct mail_date *d = &a->newest->date, *e = &b->newest->date;
	if (d->known != e->known)
		return d->known ? -1 : 1;
	if (d->known && d->seconds != e->seconds)
		return d->seconds < e->seconds ? -1 : 1;
	return str_compare(a->title, b->title);
}

struct series_list *series_find(struct archive *a, const struct mail_tags *tags, const struct mail_hints *hints, int64_t day)
{
	struct series_list *list = ARENA_NEW(&a->arena, struct series_list);
	struct linker l = { .archive = a, .list = list, .hints = hints, .titles = MAP_INIT, .unknown = MAP_INIT,
		.changes = MAP_INIT, .patches = MAP_INIT, .keys = ARENA_INIT, .key = BUF_INIT };
	struct posting *all = postings_find(a, list, day);
	for (struct posting *p = all; p; p = p->all_next)
		link_posting(&l, p);
	chain(all);
	for (size_t i = 0; i < list->count; i++)
		what_is_guessed(a, list->items[i]);
	series_count(a, list, tags, hints, day);
	for (size_t i = 0; i < list->count; i++)
		series_judge(list->items[i], day);
	if (list->count)
		qsort(list->items, list->count, sizeof *list->items, by_newest);
	map_free(&l.titles);
	map_free(&l.unknown);
	map_free(&l.changes);
	map_free(&l.patches);
	arena_free(&l.keys);
	buf_free(&l.key);
	return list;
}

void series_free(struct series_list *list)
{
	mem_free(list->items);
	mem_free(list->of);
	mem_free(list->patch);
	mem_free(list->subjects);
}
