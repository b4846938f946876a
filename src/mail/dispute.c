#include "mail/dispute.h"

#include <stdlib.h>

#include "base/mem.h"
#include "mail/dispute_parts.h"
#include "mail/subject.h"

enum { MOST_EVIDENCE = 16, MOST_REQUESTS = 2, DAY = 24 * 60 * 60 };

const char *dispute_why_name(enum dispute_why why)
{
	static const char *const names[] = { "vote", "tie-break", "exception", "abi", "nack", "call" };
	return names[why];
}

/* ---- evidence ---- */

/* The sentence as it stands, with the number of an item. */
static struct str as_written(const struct strand *s, const struct sentence *sentence)
{
	if (!sentence->item || !sentence->label.n)
		return sentence->text;
	return arena_printf(s->arena, "%.*s. %.*s", STR_FMT(sentence->label), STR_FMT(sentence->text));
}

/* By message; within one the deepest quotes are the oldest. */
static uint64_t order_of(const struct strand *s, size_t i, const struct note *note)
{
	return ((uint64_t)(i * (QUOTE_DEPTH + 1) + QUOTE_DEPTH - note->sentence.quote) << 32) +
		(uint64_t)(note - strand_taken(s, i)->items);
}

void evidence_add(const struct strand *s, struct dispute *d, size_t i, const struct note *note)
{
	struct str sentence = as_written(s, &note->sentence);
	if (d->evidence_count == MOST_EVIDENCE)
		return;
	for (size_t k = 0; k < d->evidence_count; k++)
		if (str_eq(d->evidence[k].sentence, sentence))
			return;
	ARENA_ROOM(s->arena, d->evidence, d->evidence_count, d->evidence_room);
	d->evidence[d->evidence_count++] = (struct dispute_evidence){ sentence, strand_speaker(s, s->messages[i], &note->sentence),
		s->messages[i], order_of(s, i, note) };
}

static int compare_evidence(const void *a, const void *b)
{
	const struct dispute_evidence *x = a, *y = b;
	return x->order < y->order ? -1 : x->order > y->order;
}

/* A sentence without regard to case, blanks and punctuation (FNV-1a). */
static uint64_t hash_of(struct str text)
{
	uint64_t hash = 14695981039346656037u;
	for (size_t i = 0; i < text.n; i++)
		if (is_alnum(text.p[i]) || (text.p[i] & 0x80))
			hash = (hash ^ (unsigned char)to_lower(text.p[i])) * 1099511628211u;
	return hash;
}

static int compare_hash(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return x < y ? -1 : x > y;
}

/* What people of the strand say in their own words: quoted again it is nothing new. */
struct said {
	uint64_t *items;
	size_t count, room;
};

static struct said said_by_all(const struct strand *s)
{
	struct said said = { NULL, 0, 0 };
	for (size_t i = 0; i < s->count; i++) {
		const struct taken *taken = strand_taken(s, i);
		for (size_t k = 0; k < taken->count; k++)
			if (!taken->items[k].sentence.quote) {
				VEC_ROOM(said.items, said.count, said.room);
				said.items[said.count++] = hash_of(taken->items[k].sentence.text);
			}
	}
	if (said.count)
		qsort(said.items, said.count, sizeof *said.items, compare_hash);
	return said;
}

static bool was_said(const struct said *said, struct str text)
{
	uint64_t hash = hash_of(text);
	return said->count && bsearch(&hash, said->items, said->count, sizeof hash, compare_hash);
}

/* The claims of a sentence that count here: what a patch's own text says of interfaces is no question yet, and who takes
 * their own patch back disputes nothing. */
static unsigned whys_of(const struct strand *s, size_t i, const struct note *note)
{
	unsigned claims = note->claims & CLAIM_WHY;
	struct subject subject = subject_parse(s->messages[i]->subject);
	if (subject.patch && !subject.reply && !note->sentence.quote)
		claims &= ~(unsigned)(CLAIM_ABI | CLAIM_NACK);
	if (s->of_meeting)
		claims &= ~(unsigned)CLAIM_CALL;
	if ((claims & CLAIM_NACK) && s->author.n && !note->sentence.quote && str_eq(mail_name(s->messages[i]->from), s->author))
		claims &= ~(unsigned)CLAIM_NACK;
	return claims;
}

static struct str patch_author(const struct strand *s)
{
	for (size_t i = 0; i < s->count; i++) {
		struct subject subject = subject_parse(s->messages[i]->subject);
		if (subject.patch && !subject.reply && s->messages[i]->from)
			return mail_name(s->messages[i]->from);
	}
	return STR_EMPTY;
}

/* Calls f for each sentence that claims why a call is needed, oldest first: by message, within one the deepest quotes
 * first, that are in no other message of the strand. */
static void each_claim(const struct strand *s, const struct said *said,
	void (*f)(const struct strand *s, struct dispute *d, size_t i, const struct note *note, unsigned whys), struct dispute *d)
{
	for (size_t i = 0; i < s->count; i++) {
		const struct taken *taken = strand_taken(s, i);
		for (unsigned depth = QUOTE_DEPTH + 1; depth-- > 0;)
			for (size_t k = 0; k < taken->count; k++) {
				const struct note *note = &taken->items[k];
				unsigned whys = note->sentence.quote == depth ? whys_of(s, i, note) : 0;
				if (whys && (!depth || !was_said(said, note->sentence.text)))
					f(s, d, i, note, whys);
			}
	}
}

static void count_why(const struct strand *s, struct dispute *d, size_t i, const struct note *note, unsigned whys)
{
	(void)s, (void)i, (void)note;
	d->why |= whys;
}

static void take_evidence(const struct strand *s, struct dispute *d, size_t i, const struct note *note, unsigned whys)
{
	if (!(whys & d->why))
		return;
	if (!d->message)
		d->message = s->messages[i];
	evidence_add(s, d, i, note);
}

/* The kind that the dispute is about first: the lowest bit. */
static unsigned main_why(unsigned why)
{
	return why & (0u - why);
}

/* Who asks: the first sentence that does so for the main reason, else the first for it. */
static void find_asker(const struct strand *s, struct dispute *d, size_t i, const struct note *note, unsigned whys)
{
	if (!(whys & main_why(d->why)) || d->asks == 2)
		return;
	unsigned asks = note->claims & CLAIM_ASKS ? 2 : 1;
	if (asks <= d->asks)
		return;
	d->asks = asks;
	d->message = s->messages[i];
	d->asked_by = strand_speaker(s, s->messages[i], &note->sentence);
	d->asking = as_written(s, &note->sentence);
}

/* Of an interface more is said than one remark. Alone it makes a dispute only where two people speak of it. */
static void weigh_abi(const struct strand *s, struct dispute *d)
{
	struct str first = STR_EMPTY;
	size_t remarks = 0;
	for (size_t i = 0; i < s->count; i++) {
		const struct taken *taken = strand_taken(s, i);
		for (size_t k = 0; k < taken->count; k++) {
			if (!(whys_of(s, i, &taken->items[k]) & CLAIM_ABI))
				continue;
			struct str name = strand_speaker(s, s->messages[i], &taken->items[k].sentence);
			remarks++;
			if (!first.n)
				first = name;
			else if (name.n && !str_eq(name, first))
				return;
		}
	}
	if (d->why == CLAIM_ABI || remarks < 2)
		d->why &= ~(unsigned)CLAIM_ABI;
}

/* What is asked for in messages that speak of the dispute, in their senders' own words; numbered questions whose answers
 * are the options. */
static void take_requests(const struct strand *s, struct dispute *d)
{
	for (size_t i = 0; i < s->count; i++) {
		const struct taken *taken = strand_taken(s, i);
		unsigned whys = 0, answers = 0, requests = 0;
		for (size_t k = 0; k < taken->count; k++) {
			whys |= taken->items[k].claims & CLAIM_WHY & d->why;
			answers |= taken->items[k].claims & CLAIM_ANSWERS;
		}
		for (size_t k = 0; k < taken->count && whys; k++) {
			const struct note *note = &taken->items[k];
			struct str text = note->sentence.text;
			if (note->sentence.quote)
				continue;
			if (answers && note->sentence.item && note->sentence.label.n && text.p[text.n - 1] == '?')
				evidence_add(s, d, i, note);
			else if ((note->claims & CLAIM_REQUEST) && !(note->claims & CLAIM_WHY) && requests++ < MOST_REQUESTS)
				evidence_add(s, d, i, note);
		}
	}
}

/* ---- of whom, until when, settled? ---- */

static void find_asked(const struct strand *s, struct dispute *d)
{
	who_merge(s, &d->asked_of, &d->deciders);
	for (size_t i = 0; i < d->evidence_count && !d->deciders.count; i++) {
		const struct dispute_evidence *e = &d->evidence[i];
		size_t comma = str_find_char(e->sentence, ',', 0);
		bool known;
		/* "Mira, could you ...", "@Mira: what do you ..." */
		if (!str_eq(e->name, d->asked_by) || !e->name.n)
			continue;
		if (e->sentence.p[0] == '@')
			comma = str_find_char(e->sentence, ':', 0);
		if (comma == STR_NONE || comma > 60)
			continue;
		struct str name = str_first(e->sentence, comma);
		name = strand_person(s, name.p[0] == '@' ? str_skip(name, 1) : name, &known);
		if (known && !str_eq(name, d->asked_by))
			who_add(s, &d->asked_of, name);
	}
}

static void find_deadline(const struct strand *s, struct dispute *d)
{
	struct words w;
	for (size_t i = 0; i < s->count; i++) {
		const struct taken *taken = strand_taken(s, i);
		unsigned whys = 0;
		for (size_t k = 0; k < taken->count; k++)
			whys |= taken->items[k].claims & CLAIM_WHY & d->why;
		for (size_t k = 0; k < taken->count && whys; k++)
			if ((taken->items[k].claims & CLAIM_DEADLINE) && !(taken->items[k].claims & CLAIM_CONDITION)) {
				words_split(&w, taken->items[k].sentence.text);
				d->deadline = claims_deadline(&w);
				evidence_add(s, d, i, &taken->items[k]);
				return;
			}
	}
}

/* Does the sentence settle a dispute of this kind? */
static bool settles(unsigned why, unsigned claims)
{
	return (claims & CLAIM_DECIDED) || ((claims & CLAIM_GRANTED) && (why & CLAIM_EXCEPTION)) ||
		((claims & CLAIM_WITHDRAWN) && why == CLAIM_NACK);
}

/* The first sentence that settles it with nobody asking again in a later message. */
static void find_settled(const struct strand *s, struct dispute *d)
{
	for (size_t i = 0; i < s->count; i++) {
		const struct taken *taken = strand_taken(s, i);
		bool asks = false;
		for (size_t k = 0; k < taken->count; k++) {
			const struct note *note = &taken->items[k];
			if (note->sentence.quote)
				continue;
			asks |= (whys_of(s, i, note) & main_why(d->why)) && !(note->claims & CLAIM_SETTLES);
			if (!settles(d->why, note->claims) || d->is_settled || !s->messages[i]->date.known)
				continue;
			/* "We decided to use ..." in an answer of the patch's author is what they argue for. */
			if (!(note->claims & (CLAIM_GRANTED | CLAIM_WITHDRAWN)) && s->author.n && str_eq(mail_name(s->messages[i]->from), s->author))
				continue;
			struct str text = note->sentence.text;
			const struct note *next = k + 1 < taken->count ? note + 1 : NULL;
			if (next && !next->sentence.quote && (next->claims & CLAIM_CONDITION))
				text = arena_join(s->arena, text, STR(" "), next->sentence.text);
			d->settled = (struct dispute_evidence){ text, mail_name(s->messages[i]->from), s->messages[i], order_of(s, i, note) };
			d->is_settled = true;
		}
		if (asks && (!d->is_settled || d->settled.message != s->messages[i]))
			d->is_settled = false;
	}
	/* What came before the dispute did not settle it. */
	if (d->is_settled && d->message->date.known && d->settled.message->date.seconds < d->message->date.seconds)
		d->is_settled = false;
}

/* ---- participants ---- */

/* A list's name or address: it takes no part. */
static bool is_list(const struct mail_address *a)
{
	static const struct str marks[] = { { "-devel", 6 }, { "-dev", 4 }, { "-users", 6 }, { "-discuss", 8 }, { "-announce", 9 }, { "-list", 5 },
		{ "mailing list", 12 } };
	struct str local = str_first(a->address, str_find_char(a->address, '@', 0) == STR_NONE ? 0 : str_find_char(a->address, '@', 0));
	if (str_find(a->address, STR("@lists."), 0) != STR_NONE || str_find(a->address, STR("@vger."), 0) != STR_NONE)
		return true;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_ends(local, marks[i]) || (a->name.n >= marks[i].n && str_eq_nocase(str_skip(a->name, a->name.n - marks[i].n), marks[i])))
			return true;
	/* "nd": no name of a person. */
	return a->name.n && str_find_char(a->name, ' ', 0) == STR_NONE && is_lower(a->name.p[0]);
}

static struct dispute_participant *participant(const struct strand *s, struct dispute *d, struct str name)
{
	for (size_t i = 0; i < d->participant_count; i++)
		if (str_eq_nocase(d->participants[i].name, name))
			return &d->participants[i];
	ARENA_ROOM(s->arena, d->participants, d->participant_count, d->participant_room);
	struct dispute_participant *p = &d->participants[d->participant_count++];
	*p = (struct dispute_participant){ name, STR_EMPTY, STR_EMPTY };
	people_add(s->people, person_new(s->arena, name, 0), PEOPLE_ATTENDEES);
	return p;
}

static struct str domain_of(struct str text)
{
	size_t at = str_find_char(text, '@', 0);
	return at == STR_NONE ? STR_EMPTY : str_skip(text, at + 1);
}

static void add_address(const struct strand *s, struct dispute *d, const struct mail_address *a, struct str id)
{
	enum { MOST = 200 };
	if (!a || !mail_name(a).n || (is_list(a) && !id.n) || d->participant_count >= MOST)
		return;
	struct dispute_participant *p = participant(s, d, mail_name(a));
	if (!p->address.n)
		p->address = a->address;
	if (!p->id_domain.n)
		p->id_domain = domain_of(id);
}

/* Senders first, then who is quoted, then who was written to. */
static void find_participants(const struct strand *s, struct dispute *d)
{
	for (size_t i = 0; i < s->count; i++)
		add_address(s, d, s->messages[i]->from, s->messages[i]->id ? s->messages[i]->id->text : STR_EMPTY);
	for (size_t i = 0; i < s->count; i++) {
		const struct message *m = s->messages[i];
		for (size_t k = 0; k < m->to.count; k++)
			add_address(s, d, m->to.items[k], STR_EMPTY);
		for (size_t k = 0; k < m->cc.count; k++)
			add_address(s, d, m->cc.items[k], STR_EMPTY);
	}
	for (size_t i = 0; i < s->count; i++) {
		const struct message *m = s->messages[i];
		const struct taken *taken = strand_taken(s, i);
		for (size_t k = 0; k < taken->quoted_count; k++) {
			const struct quoted *said = &taken->quoted[k];
			if (str_find_char(said->author, '@', 0) != STR_NONE)
				continue;
			struct dispute_participant *p = participant(s, d, strand_person(s, said->author, NULL));
			/* What is quoted once is of the message that this one answers. */
			if (said->quote == 1 && m->in_reply_to.count == 1 && !p->id_domain.n)
				p->id_domain = domain_of(m->in_reply_to.items[0]->text);
		}
	}
}

/* ---- the strands of all threads ---- */

struct entry {
	struct message *message;
	struct str title;            /* its key */
};

static int compare_numbers(uint64_t a, uint64_t b)
{
	return a < b ? -1 : a > b;
}

static int compare_entries(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	const struct message *m = x->message, *n = y->message;
	int order = compare_numbers(m->root->number, n->root->number);
	if (!order)
		order = str_compare(x->title, y->title);
	return order ? order : message_by_date(&m, &n);
}

/* Notes and announcements of calls tell of disputes, they are none. */
static bool is_announcement(const struct message *m)
{
	struct words w;
	struct subject subject = subject_parse(m->subject);
	words_split(&w, m->subject);
	return !subject.patch && phrase_in(&w, "announce|announcement|agenda|minutes");
}

/* That a thread about a meeting speaks of the meeting is no wish to be taken up there. */
static bool is_of_meeting(const struct message *m)
{
	struct words w;
	struct subject subject = subject_parse(m->subject);
	words_split(&w, m->subject);
	return !subject.patch && phrase_in(&w, "meeting|meetings|workshop|workgroup|call");
}

/* "Advice wanted", was: "Re: [PATCH v5 1/28] lamp: Dim": both are needed to know it. */
static struct str title_of(const struct strand *s, const struct message *m)
{
	struct subject subject = subject_parse(m->subject), was = subject_parse(subject.was);
	if (!was.title.n)
		return subject.title;
	if (!was.numbered || !was.number)
		return arena_printf(s->arena, "%.*s (was: %.*s)", STR_FMT(subject.title), STR_FMT(was.title));
	return arena_printf(s->arena, "%.*s (was: %02u/%02u %.*s)", STR_FMT(subject.title), was.number, was.count, STR_FMT(was.title));
}

static void read_strand(struct disputes *all, struct strand *s)
{
	struct dispute d = { .title = STR_EMPTY };
	bool any = false;
	s->author = patch_author(s);
	s->of_meeting = is_of_meeting(s->messages[0]);
	for (size_t i = 0; i < s->count; i++) {
		const struct taken *taken = strand_taken(s, i);
		for (size_t k = 0; k < taken->count; k++)
			any |= whys_of(s, i, &taken->items[k]) != 0;
	}
	if (!any || is_announcement(s->messages[0]))
		return;
	struct said said = said_by_all(s);
	/* Persons stay, their registry does not. */
	struct arena registry = ARENA_INIT;
	s->people = people_new(&registry);
	find_participants(s, &d);
	each_claim(s, &said, count_why, &d);
	weigh_abi(s, &d);
	if (d.why) {
		each_claim(s, &said, take_evidence, &d);
		each_claim(s, &said, find_asker, &d);
		take_requests(s, &d);
		deciders_read(s, &d);
		options_read(s, &d);
		positions_read(s, &d);
		find_deadline(s, &d);
		qsort(d.evidence, d.evidence_count, sizeof *d.evidence, compare_evidence);
		find_asked(s, &d);
		find_settled(s, &d);
		d.title = title_of(s, d.message);
		for (size_t i = 0; i < s->count; i++)
			if (s->messages[i]->date.known)
				d.last = s->messages[i]->date;
		VEC_ROOM(all->items, all->count, all->room);
		all->items[all->count++] = d;
	}
	mem_free(said.items);
	arena_free(&registry);
}

static int compare_disputes(const void *a, const void *b)
{
	const struct message *m = ((const struct dispute *)a)->message, *n = ((const struct dispute *)b)->message;
	if (m->date.known != n->date.known)
		return m->date.known ? -1 : 1;
	if (m->date.known && m->date.seconds != n->date.seconds)
		return m->date.seconds < n->date.seconds ? -1 : 1;
	return compare_numbers(m->number, n->number);
}

void disputes_find(struct disputes *d, const struct archive *a, int64_t day)
{
	if (!a->count)
		return;
	struct entry *entries = mem_alloc(a->count * sizeof *entries);
	struct message **messages = mem_alloc(a->count * sizeof *messages);
	size_t *in_thread = mem_zero(a->count, sizeof *in_thread), count = 0;
	struct arena keys = ARENA_INIT;
	struct buf key = BUF_INIT;
	for (size_t i = 0; i < a->count; i++) {
		struct message *m = a->messages[i];
		if (day >= 0 && m->date.known && m->date.seconds / DAY > day)
			continue;
		buf_cut(&key, 0);
		subject_key(&key, subject_parse(m->subject).title);
		entries[count++] = (struct entry){ m, arena_str(&keys, buf_slice(&key)) };
		in_thread[m->root->number]++;
	}
	qsort(entries, count, sizeof *entries, compare_entries);
	for (size_t i = 0; i < count; i++)
		messages[i] = entries[i].message;
	for (size_t begin = 0, end; begin < count; begin = end) {
		for (end = begin + 1; end < count && messages[end]->root == messages[begin]->root &&
		     str_eq(entries[end].title, entries[begin].title);)
			end++;
		struct strand s = { messages + begin, end - begin, d->notes, d->arena, NULL, STR_EMPTY, false };
		size_t before = d->count;
		read_strand(d, &s);
		if (d->count > before)
			d->items[before].messages = in_thread[messages[begin]->root->number];
	}
	if (d->count)
		qsort(d->items, d->count, sizeof *d->items, compare_disputes);
	buf_free(&key);
	arena_free(&keys);
	mem_free(in_thread);
	mem_free(messages);
	mem_free(entries);
}
