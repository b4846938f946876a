#include "mail/postings.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "mail/archive_parts.h"
#include "mail/map.h"

/* How long after each other patches of a series are sent where nothing else ties them. */
enum { APART = 2 * 86400 };

struct finder {
	struct archive *archive;
	struct series_list *list;
	int64_t day;
	struct posting *first, **last;
	struct map batches;       /* by author, version and count: the last posting without a thread */
	struct map titles;        /* by title and version: the posting that has it, as cover or patch */
	struct map ghosts;        /* by thread, version and count: a posting known by its answers */
	struct arena keys;
	struct buf key;
	size_t budget;              /* patches that there may be, so that numbers alone ("[1/999]") cannot take memory */
};

/* Day 0 ends at 86400. */
bool is_within(const struct message *m, int64_t day)
{
	return day < 0 || !m->date.known || m->date.seconds < (day + 1) * 86400;
}

bool same_person(const struct mail_address *a, const struct mail_address *b)
{
	if (!a || !b)
		return false;
	if (a == b || (a->address.n && b->address.n && str_eq_nocase(a->address, b->address)))
		return true;
	return a->name.n && b->name.n && str_eq_nocase(a->name, b->name);
}

void person_key(struct buf *key, const struct mail_address *person)
{
	struct str s = !person ? STR("?") : person->name.n ? person->name : person->address;
	for (size_t i = 0; i < s.n; i++)
		buf_put(key, to_lower(s.p[i]));
}

struct patch *posting_patch(const struct posting *p, unsigned number)
{
	return number && number <= p->count ? &p->patches[number - 1] : NULL;
}

static const struct subject *subject_of(const struct finder *f, const struct message *m)
{
	return &f->list->subjects[m->number];
}

static bool is_post(const struct subject *s)
{
	return s->patch && !s->reply && !s->forward && !s->ping && !s->pull && s->count <= COUNT_LIMIT;
}

static unsigned version_of(const struct subject *s)
{
	return s->version ? s->version : 1;
}

static struct posting *new_posting(struct finder *f, const struct subject *s)
{
	struct posting *p = ARENA_NEW(&f->archive->arena, struct posting);
	p->version = version_of(s);
	p->title = s->title;
	p->rfc = s->rfc;
	p->resend = s->resend;
	p->target = s->target;
	*f->last = p;
	f->last = &p->all_next;
	return p;
}

/* Makes room for more patches. */
static void set_count(struct finder *f, struct posting *p, unsigned count)
{
	if (count <= p->count || count > f->budget)
		return;
	f->budget -= count;
	struct patch *patches = ARENA_ARRAY(&f->archive->arena, struct patch, count);
	if (p->count)
		memcpy(patches, p->patches, p->count * sizeof *patches);
	for (unsigned i = p->count; i < count; i++)
		patches[i] = (struct patch){ .number = i + 1, .title = STR_EMPTY };
	p->patches = patches;
	p->count = count;
}

static void join(struct finder *f, const struct message *m, struct posting *p, unsigned patch)
{
	f->list->of[m->number] = p;
	f->list->patch[m->number] = patch;
}

static struct str key_of(struct finder *f, const struct mail_address *author, struct str title, unsigned a, unsigned b)
{
	buf_cut(&f->key, 0);
	if (author)
		person_key(&f->key, author);
	buf_put(&f->key, '\n');
	subject_key(&f->key, title);
	buf_printf(&f->key, "\n%u\n%u", a, b);
	return buf_slice(&f->key);
}

static void know_title(struct finder *f, struct posting *p, struct str title)
{
	if (title.n)
		map_entry_of(&f->titles, &f->keys, key_of(f, NULL, title, p->version, 0))->item = p;
}

/* Can a patch that is numbered so be of the posting? */
static bool takes(const struct posting *p, const struct subject *s, const struct mail_address *from)
{
	bool count = p->count == s->count || (p->count == 0) || (p->cover == NULL && p->count == 1 && s->numbered);
	return p->version == version_of(s) && count && (same_person(p->author, from) || !p->author || !from);
}

/* The posting of what m answers, or of the thread whose begin is missing. */
static struct posting *thread_posting(struct finder *f, const struct message *m, const struct subject *s)
{
	const struct message *up = m->parent;
	for (int steps = 0; up && steps < 1000; steps++, up = up->parent) {
		struct posting *p = f->list->of[up->number];
		if (p && takes(p, s, m->from))
			return p;
		if (p && !s->revision)
			break;          /* what lies above is another version */
	}
	struct posting *p = m->root != m ? f->list->of[m->root->number] : NULL;
	return p && !m->parent && takes(p, s, m->from) ? p : NULL;
}

/* A posting of the same author, version and count, sent shortly before, that has not this patch. */
static struct posting *batch_posting(struct finder *f, const struct message *m, const struct subject *s)
{
	struct posting *p = map_find(&f->batches, key_of(f, m->from, STR_EMPTY, version_of(s), s->count));
	struct patch *patch = p ? posting_patch(p, s->number) : NULL;
	bool near = p && p->date.known && m->date.known && m->date.seconds - p->date.seconds < APART;
	return patch && (s->revision || (near && !patch->message)) ? p : NULL;
}

static void add_patch(struct finder *f, struct posting *p, struct message *m, const struct subject *s)
{
	unsigned number = s->numbered ? s->number : 1;
	if (!p->cover && p->count == 1 && s->count > 1 && p->first && p->first == p->patches[0].message) {
		/* What seemed to be a single patch is the cover: it has no "0/N". */
		p->cover = p->first;
		p->patches[0].message = NULL;
		p->patches[0].title = STR_EMPTY;
		f->list->patch[p->cover->number] = 0;
	}
	set_count(f, p, s->numbered ? s->count : 1);
	struct patch *patch = posting_patch(p, number);
	if (!patch) {
		join(f, m, p, 0);
		return;
	}
	if (!patch->message || s->revision >= patch->revision) {
		patch->message = m;
		patch->title = s->title;
		patch->revision = s->revision;
	}
	join(f, m, p, number);
	know_title(f, p, s->title);
}

static void start(struct posting *p, struct message *m)
{
	p->first = m;
	p->author = m->from;
	p->date = m->date;
}

static void add_post(struct finder *f, struct message *m, const struct subject *s)
{
	struct posting *p = NULL;
	if (s->numbered && s->number) {
		p = thread_posting(f, m, s);
		if (!p)
			p = batch_posting(f, m, s);
	}
	if (p && p->first) {
		add_patch(f, p, m, s);
		return;
	}
	p = new_posting(f, s);
	start(p, m);
	if (s->numbered && s->number == 0) {
		p->cover = m;
		set_count(f, p, s->count);
		join(f, m, p, 0);
		know_title(f, p, s->title);
	} else {
		p->title_guessed = s->numbered && s->count > 1;
		add_patch(f, p, m, s);
	}
	if (s->numbered)
		map_entry_of(&f->batches, &f->keys, key_of(f, m->from, STR_EMPTY, p->version, s->count))->item = p;
}

/* ---- answers ---- */

/* Letters alone, small: "andrew.cooper3" and "Andrew Cooper" are the same. */
static void letters_of(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (is_alpha(s.p[i]) || (unsigned char)s.p[i] >= 0x80)
			buf_put(b, to_lower(s.p[i]));
}

/* The address within an id that git made: "20240501101500.1234-3-mira@example.org", "cover.1714558500.git.mira@example.org".
 * Empty for others. */
static struct str address_in_id(struct str id)
{
	size_t git = str_find(id, STR(".git."), 0), i = 0;
	if (git != STR_NONE)
		return str_skip(id, git + 5);
	while (i < id.n && is_digit(id.p[i]))
		i++;
	if (i != 14 || i >= id.n || id.p[i] != '.')
		return STR_EMPTY;
	size_t dash = str_find_char(id, '-', i);
	dash = dash == STR_NONE ? dash : str_find_char(id, '-', dash + 1);
	return dash == STR_NONE ? STR_EMPTY : str_skip(id, dash + 1);
}

/* The person with that address among those that a message names: by address, or by name where it has lost that. */
static const struct mail_address *person_of(struct finder *f, const struct message *m, struct str address)
{
	struct buf wanted = BUF_INIT, name = BUF_INIT;
	const struct mail_address *found = NULL;
	letters_of(&wanted, str_first(address, str_find_char(address, '@', 0)));
	for (size_t i = 0; i < 1 + m->to.count + m->cc.count; i++) {
		const struct mail_address *person = i == 0 ? m->from : i <= m->to.count ? m->to.items[i - 1] : m->cc.items[i - 1 - m->to.count];
		if (!person)
			continue;
		buf_cut(&name, 0);
		letters_of(&name, person->name);
		if (str_eq_nocase(person->address, address) || (!person->address.n && str_eq(buf_slice(&name), buf_slice(&wanted)))) {
			found = archive_address(f->archive, person->name, archive_text(f->archive, address));
			break;
		}
	}
	buf_free(&wanted);
	buf_free(&name);
	return found ? found : archive_address(f->archive, STR_EMPTY, address);
}

static struct str domain_of(struct str address)
{
	size_t at = str_find_char(address, '@', 0);
	return str_skip(address, at == STR_NONE ? address.n : at + 1);
}

static void guess_author(struct finder *f, struct posting *p, const struct message *m)
{
	const struct mail_ids *lists[] = { &m->references, &m->in_reply_to };
	for (size_t k = 0; k < 2 && !p->author; k++)
		for (size_t i = 0; i < lists[k]->count && !p->author; i++) {
			struct str address = address_in_id(lists[k]->items[i]->text);
			size_t at = str_find_char(address, '@', 0);
			if (at != STR_NONE && at > 0) {
				p->author = person_of(f, m, address);
				p->author_guessed = true;
			}
		}
	/* Authors ping: whoever does so from where the thread's first message came is likely to be the author. */
	struct str from = m->from && subject_of(f, m)->ping ? domain_of(m->from->address) : STR_EMPTY;
	if (!p->author && from.n && m->references.count && str_eq_nocase(domain_of(m->references.items[0]->text), from)) {
		p->author = m->from;
		p->author_guessed = true;
	}
}

/* The thread of an answer to the cover, or to a single patch, begins with that, if that names the author as git does. */
static void guess_id(struct posting *p, const struct message *m, const struct subject *s)
{
	const struct mail_id *first = m->references.count ? m->references.items[0] : m->in_reply_to.count == 1 ? m->in_reply_to.items[0] : NULL;
	bool whole = p->count == 1 || (s->numbered && s->number == 0);
	if (p->guessed_id || !whole || !first || !p->author || !str_eq_nocase(address_in_id(first->text), p->author->address))
		return;
	p->guessed_id = first;
}

/* A posting that is known only by answers to it. */
static struct posting *ghost(struct finder *f, struct message *m, const struct subject *s)
{
	unsigned count = s->numbered ? s->count : 1;
	char thread[32];
	snprintf(thread, sizeof thread, "%zu", m->root->number);
	struct str key = key_of(f, NULL, str_of(thread), version_of(s), count);
	struct map_entry *slot = map_entry_of(&f->ghosts, &f->keys, key);
	if (!slot->item) {
		struct posting *p = new_posting(f, s);
		slot->item = p;
		p->title_guessed = s->numbered && s->number && count > 1;
		set_count(f, p, count);
	}
	struct posting *p = slot->item;
	struct patch *patch = posting_patch(p, s->numbered ? s->number : 1);
	if (patch && !patch->title.n)
		patch->title = s->title;
	if (s->numbered && !s->number && p->title_guessed) {
		p->title = s->title;
		p->title_guessed = false;
	}
	if (!p->author)
		guess_author(f, p, m);
	guess_id(p, m, s);
	return p;
}

/* The subject that says what an answer is about: its own, or the one it was before. */
static struct subject effective(const struct subject *s)
{
	struct subject was = s->patch || !s->was.n ? *s : subject_parse(s->was);
	return was;
}

static void add_answer(struct finder *f, struct message *m)
{
	struct subject s = effective(subject_of(f, m));
	struct message *up = m->parent;
	struct posting *p = up ? f->list->of[up->number] : NULL;
	bool patch = s.patch && s.title.n && s.count <= COUNT_LIMIT;
	if (!p && m->root != m)
		p = f->list->of[m->root->number];
	if (patch && (!p || p->version != version_of(&s))) {
		struct posting *named = map_find(&f->titles, key_of(f, NULL, s.title, version_of(&s), 0));
		if (named)
			p = named;
		else if (!p)
			p = ghost(f, m, &s);
	}
	if (!p)
		return;
	unsigned number = up && p == f->list->of[up->number] ? f->list->patch[up->number] : 0;
	if (patch && p->version == version_of(&s))
		number = !s.numbered ? p->cover ? 0 : 1 : s.number <= p->count ? s.number : number;
	struct patch *about = posting_patch(p, number);
	if (about && !about->title.n && patch && s.numbered)
		about->title = s.title;
	join(f, m, p, number);
}

/* Answers, each after what it answers. */
static void add_answers(struct finder *f, struct message **all, size_t count)
{
	struct message **path = NULL;
	size_t n = 0, room = 0;
	bool *done = mem_zero(f->archive->count + 1, sizeof *done);
	for (size_t i = 0; i < count; i++) {
		for (struct message *m = all[i]; m && !done[m->number]; m = m->parent) {
			VEC_ROOM(path, n, room);
			path[n++] = m;
			done[m->number] = true;
		}
		while (n) {
			struct message *m = path[--n];
			if (!f->list->of[m->number] && is_within(m, f->day))
				add_answer(f, m);
		}
	}
	mem_free(done);
	mem_free(path);
}

struct posting *postings_find(struct archive *a, struct series_list *list, int64_t day)
{
	struct finder f = { .archive = a, .list = list, .day = day, .batches = MAP_INIT, .titles = MAP_INIT,
		.ghosts = MAP_INIT, .keys = ARENA_INIT, .key = BUF_INIT };
	struct message **all = mem_alloc((a->count + 1) * sizeof *all);
	f.last = &f.first;
	f.budget = 100000 + 16 * a->count;
	list->message_count = a->count;
	list->of = mem_zero(a->count + 1, sizeof *list->of);
	list->patch = mem_zero(a->count + 1, sizeof *list->patch);
	list->subjects = mem_zero(a->count + 1, sizeof *list->subjects);
	for (size_t i = 0; i < a->count; i++) {
		all[i] = a->messages[i];
		list->subjects[i] = subject_parse(a->messages[i]->subject);
	}
	qsort(all, a->count, sizeof *all, message_by_date);
	for (size_t i = 0; i < a->count; i++)
		if (is_post(subject_of(&f, all[i])) && is_within(all[i], day))
			add_post(&f, all[i], subject_of(&f, all[i]));
	add_answers(&f, all, a->count);
	mem_free(all);
	map_free(&f.batches);
	map_free(&f.titles);
	map_free(&f.ghosts);
	arena_free(&f.keys);
	buf_free(&f.key);
	return f.first;
}
