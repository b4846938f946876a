/* What is kept of each message while the archive streams by: few sentences of few messages. */
#include "base/mem.h"
#include "mail/dispute_parts.h"
#include "mail/subject.h"

static void begin(void *self, struct message *m)
{
	struct dispute_notes *n = self;
	if (m->number >= n->room) {
		size_t room = mem_grow(n->room, m->number + 1, sizeof *n->taken);
		n->taken = mem_resize(n->taken, room * sizeof *n->taken);
		memset(n->taken + n->room, 0, (room - n->room) * sizeof *n->taken);
		n->room = room;
	}
	n->taken[m->number] = (struct taken){ .count = 0 };
	sentences_begin(&n->sentences);
}

static void line(void *self, struct message *m, const struct mail_line *l)
{
	struct dispute_notes *n = self;
	(void)m;
	sentences_line(&n->sentences, l);
}

/* An exception asked for in one sentence, the freeze it is from in another of the same paragraph. */
static void complete_exceptions(struct note *notes, size_t count)
{
	for (size_t i = 0; i < count;) {
		size_t end = i;
		unsigned claims = 0;
		for (; end < count && notes[end].sentence.paragraph == notes[i].sentence.paragraph; end++)
			claims |= notes[end].claims;
		for (; i < end; i++)
			if ((notes[i].claims & CLAIM_HALF_EXCEPTION) && (claims & CLAIM_RELEASE))
				notes[i].claims |= CLAIM_EXCEPTION;
	}
}

/* Are there sentences of worth at all? Only then the others are looked at. */
static bool is_worth(const struct sentences *s)
{
	struct words words;
	for (size_t i = 0; i < s->count; i++)
		if (claims_possible(s->items[i].text) && (claims_of(s->items[i].text, &words) &
		    (CLAIM_WHY | CLAIM_HALF_EXCEPTION | CLAIM_SETTLES | CLAIM_OPTIONS | CLAIM_POSITION | CLAIM_ANSWERS)))
			return true;
	return false;
}

/* What the subject asks for, as a sentence of its own: "Freeze exception for ...", "[VOTE] ...". That of a patch tells what
 * it does, that of an answer is somebody else's. */
static unsigned subject_claims(const struct message *m, struct str *title)
{
	struct subject subject = subject_parse(m->subject);
	struct words words;
	size_t unused;
	*title = subject.title;
	if (subject.patch || subject.pull || (subject.reply && !subject.was.n) || !subject.title.n)
		return 0;
	unsigned claims = claims_of(subject.title, &words) & (CLAIM_VOTE | CLAIM_TIE_BREAK | CLAIM_EXCEPTION | CLAIM_CALL | CLAIM_ASKS);
	words_split(&words, m->subject);
	if (!subject.reply && phrase_at(&words, "vote|poll|ballot", 0, &unused))
		claims |= CLAIM_VOTE | CLAIM_ASKS;
	return claims & CLAIM_WHY ? claims : 0;
}

static void take_quoted(struct dispute_notes *n, struct taken *taken)
{
	enum { MOST = 32 };
	const struct sentences *s = &n->sentences;
	taken->quoted = ARENA_ARRAY(n->arena, struct quoted, s->count < MOST ? s->count : MOST);
	for (size_t i = 0, k; i < s->count; i++) {
		const struct sentence *said = &s->items[i];
		if (!said->author.n)
			continue;
		for (k = 0; k < taken->quoted_count && !str_eq(taken->quoted[k].author, said->author);)
			k++;
		if (k == MOST)
			return;
		if (k == taken->quoted_count)
			taken->quoted[taken->quoted_count++] = (struct quoted){ arena_str(n->arena, said->author), said->quote };
		else if (said->quote < taken->quoted[k].quote)
			taken->quoted[k].quote = said->quote;
	}
}

static void end(void *self, struct message *m)
{
	struct dispute_notes *n = self;
	struct sentences *s = &n->sentences;
	struct taken *taken = &n->taken[m->number];
	struct words words;
	size_t count = 0;
	sentences_end(s);
	struct str title;
	unsigned asked = subject_claims(m, &title);
	if (!asked && !is_worth(s))
		return;
	struct note *notes = mem_alloc((s->count + 1) * sizeof *notes);
	for (size_t i = 0; i < s->count; i++) {
		notes[i].sentence = s->items[i];
		notes[i].claims = claims_of(s->items[i].text, &words);
		if (claims_deadline(&words).n)
			notes[i].claims |= CLAIM_DEADLINE;
	}
	complete_exceptions(notes, s->count);
	for (size_t i = 0; i < s->count; i++)
		if (notes[i].claims || notes[i].sentence.item)
			notes[count++] = notes[i];
	if (asked)
		notes[count++] = (struct note){ { .text = title, .paragraph = (size_t)-1 }, asked };
	taken->items = ARENA_ARRAY(n->arena, struct note, count);
	taken->count = count;
	take_quoted(n, taken);
	for (size_t i = 0; i < count; i++) {
		struct sentence *kept = &taken->items[i].sentence;
		taken->items[i] = notes[i];
		kept->text = arena_str(n->arena, kept->text);
		kept->label = arena_str(n->arena, kept->label);
		kept->author = i && str_eq(kept->author, taken->items[i - 1].sentence.author) ? taken->items[i - 1].sentence.author
			: arena_str(n->arena, kept->author);
	}
	mem_free(notes);
}

void disputes_collect(struct disputes *d, struct archive *a)
{
	struct dispute_notes *n = mem_zero(1, sizeof *n);
	*d = (struct disputes){ .arena = &a->arena, .notes = n };
	n->arena = &a->arena;
	sentences_init(&n->sentences);
	archive_visit(a, (struct mail_visitor){ n, begin, line, end });
}

void disputes_free(struct disputes *d)
{
	if (!d->notes)
		return;
	sentences_free(&d->notes->sentences);
	mem_free(d->notes->taken);
	mem_free(d->notes);
	mem_free(d->items);
	*d = (struct disputes){ .items = NULL };
}

const struct taken *strand_taken(const struct strand *s, size_t i)
{
	static const struct taken none = { .count = 0 };
	size_t number = s->messages[i]->number;
	return s->messages[i]->form != MAIL_LISTED && number < s->notes->room ? &s->notes->taken[number] : &none;
}
