/* Threads: who answers whom. */
#include <stdlib.h>

#include "base/mem.h"
#include "mail/archive_parts.h"
#include "mail/map.h"
#include "mail/subject.h"

int message_by_date(const void *left, const void *right)
{
	const struct message *a = *(struct message *const *)left, *b = *(struct message *const *)right;
	if (a->date.known != b->date.known)
		return a->date.known ? -1 : 1;
	if (a->date.known && a->date.seconds != b->date.seconds)
		return a->date.seconds < b->date.seconds ? -1 : 1;
	return a->number < b->number ? -1 : a->number > b->number;
}

static struct message **sorted(const struct archive *a)
{
	struct message **all = mem_alloc((a->count + 1) * sizeof *all);
	if (a->count)
		memcpy(all, a->messages, a->count * sizeof *all);
	qsort(all, a->count, sizeof *all, message_by_date);
	return all;
}

static bool has(const struct mail_ids *ids, const struct mail_id *id)
{
	for (size_t i = 0; i < ids->count; i++)
		if (ids->items[i] == id)
			return true;
	return false;
}

/* The nearest message of the archive that m names. Of several in In-Reply-To it is the one that References end with, else
 * the first. */
static struct message *named_parent(const struct message *m)
{
	const struct mail_ids *refs = &m->references, *direct = &m->in_reply_to;
	for (size_t i = refs->count; direct->count > 1 && i-- > 0;)
		if (has(direct, refs->items[i]) && refs->items[i]->message && refs->items[i]->message != m)
			return refs->items[i]->message;
	for (size_t i = 0; i < direct->count; i++)
		if (direct->items[i]->message && direct->items[i]->message != m)
			return direct->items[i]->message;
	for (size_t i = refs->count; i-- > 0;)
		if (refs->items[i]->message && refs->items[i]->message != m)
			return refs->items[i]->message;
	return NULL;
}

/* The message of the archive that a line of an overview means: of the same minute and author. all: sorted by date. */
static struct message *find_same(const struct message *listed, struct message **all, size_t count)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (all[middle]->date.known && all[middle]->date.seconds < listed->date.seconds)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < count && all[low]->date.known && all[low]->date.seconds < listed->date.seconds + 60; low++)
		if (all[low]->from && listed->from && str_eq_nocase(all[low]->from->name, listed->from->name))
			return all[low];
	return NULL;
}

/* What two overviews list is one message too. */
static int by_author_and_date(const void *left, const void *right)
{
	const struct message *a = *(struct message *const *)left, *b = *(struct message *const *)right;
	if (a->from != b->from)
		return str_compare(mail_name(a->from), mail_name(b->from));
	return message_by_date(left, right);
}

static struct message *itself(struct message *m)
{
	return m && m->same ? m->same : m;
}

/* Puts the listed messages that are not there into the archive, each below the message that it answers. */
static void add_listed(struct archive *a)
{
	struct message **all = sorted(a), **listed = NULL, *last = NULL;
	size_t count = 0, room = 0, before = a->count;
	for (struct message *m = a->listed; m; m = m->next) {
		VEC_ROOM(listed, count, room);
		listed[count++] = m;
	}
	for (size_t i = 0; i < count; i++)
		listed[i]->number = count - 1 - i;
	if (count)
		qsort(listed, count, sizeof *listed, by_author_and_date);
	for (size_t i = 0; i < count; i++) {
		struct message *m = listed[i];
		m->same = find_same(m, all, before);
		if (!m->same && last && m->from && last->from == m->from && last->file.p != m->file.p &&
			last->date.seconds == m->date.seconds)
			m->same = last;
		if (!m->same)
			last = m;
	}
	if (count)
		qsort(listed, count, sizeof *listed, message_by_date);
	for (size_t i = 0; i < count; i++) {
		struct message *m = listed[i];
		m->next = NULL;
		m->parent = itself(m->parent);
		if (m->same) {
			if (!m->same->parent && m->parent != m->same)
				m->same->parent = m->parent;
			continue;
		}
		VEC_ROOM(a->messages, a->count, a->room);
		m->number = a->count;
		a->messages[a->count++] = m;
	}
	for (size_t i = 0; i < before; i++)
		a->messages[i]->parent = itself(a->messages[i]->parent);
	a->listed = NULL;
	mem_free(listed);
	mem_free(all);
}

/* What tells a message's subject from others: title, version, number. Not for those that have none. */
static bool subject_is(struct buf *key, const struct subject *s)
{
	buf_cut(key, 0);
	subject_key(key, s->title);
	bool any = key->n > 0;
	buf_printf(key, "\n%u.%u %u/%u", s->version, s->revision, s->number, s->count);
	return any;
}

/* Answers that say so only by "Re:", and answers to a patch whose ids lead nowhere: below the latest earlier message of
 * their subject that is no answer itself, or is the first of it. all: by date. */
static void join_by_subject(struct archive *a, struct message **all)
{
	struct map begins = MAP_INIT;
	struct arena keys = ARENA_INIT;
	struct buf key = BUF_INIT;
	for (size_t i = 0; i < a->count; i++) {
		struct message *m = all[i];
		struct subject s = subject_parse(m->subject);
		if (!subject_is(&key, &s))
			continue;
		struct message *begin = map_find(&begins, buf_slice(&key));
		bool named = m->references.count || m->in_reply_to.count;
		if (!m->parent && s.reply && begin && (!named || s.patch))
			m->parent = begin;
		else if (!s.reply || !begin)
			map_entry_of(&begins, &keys, buf_slice(&key))->item = m;
	}
	map_free(&begins);
	arena_free(&keys);
	buf_free(&key);
}

/* Where following the answers comes back to its begin, the earliest message of the circle becomes a begin. */
static void cut_loops(struct archive *a)
{
	size_t *walk = mem_zero(a->count + 1, sizeof *walk);      /* in which walk a message was met first, from 1 */
	for (size_t i = 0; i < a->count; i++) {
		struct message *m = a->messages[i];
		while (m && !walk[m->number]) {
			walk[m->number] = i + 1;
			m = m->parent;
		}
		if (!m || walk[m->number] != i + 1)
			continue;
		struct message *first = m;
		for (struct message *p = m->parent; p != m; p = p->parent)
			if (message_by_date(&p, &first) < 0)
				first = p;
		first->parent = NULL;
		archive_diag(a, DIAG_MAIL_LOOP, first->file, first->offset, first->id ? first->id->text : STR_EMPTY, STR_EMPTY);
	}
	mem_free(walk);
}

/* Begins that name the same message, which the archive has not, are of one thread: the earliest is its root. */
static struct message *orphan_root(struct message *m)
{
	struct message *root = m;
	const struct mail_ids *lists[] = { &m->references, &m->in_reply_to };
	for (size_t k = 0; k < 2 && root == m; k++)
		for (size_t i = 0; i < lists[k]->count && root == m; i++)
			if (!lists[k]->items[i]->message && lists[k]->items[i]->begin)
				root = lists[k]->items[i]->begin;
	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < lists[k]->count; i++)
			if (!lists[k]->items[i]->begin)
				lists[k]->items[i]->begin = root;
	return root;
}

/* The root of every message: of a begin known already, of an answer its parent's. */
static void spread_roots(struct archive *a)
{
	for (size_t i = 0; i < a->count; i++) {
		struct message *top = a->messages[i];
		while (!top->root)
			top = top->parent;
		for (struct message *m = a->messages[i]; !m->root; m = m->parent)
			m->root = top->root;
	}
}

void archive_thread(struct archive *a)
{
	for (size_t i = 0; i < a->count; i++) {
		struct message *named = named_parent(a->messages[i]);
		if (named)
			a->messages[i]->parent = named;
	}
	if (a->listed)
		add_listed(a);
	struct message **all = sorted(a);
	join_by_subject(a, all);
	cut_loops(a);
	for (size_t i = 0; i < a->count; i++)
		if (!all[i]->parent)
			all[i]->root = orphan_root(all[i]);
	spread_roots(a);
	/* From the last to the first, each before those of its parent that are there. */
	for (size_t i = a->count; i-- > 0;) {
		struct message *m = all[i], **place = NULL;
		if (m->parent)
			place = &m->parent->first_reply;
		else if (m->root != m)
			place = &m->root->next;
		if (place) {
			m->next = *place;
			*place = m;
		}
	}
	mem_free(all);
}
