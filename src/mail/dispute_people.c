#include "mail/dispute_parts.h"
#include "model/words.h"

struct str strand_person(const struct strand *s, struct str name, bool *known)
{
	struct people_answer answer = people_find(s->people, name);
	if (known)
		*known = answer.found == PEOPLE_UNIQUE;
	return answer.found == PEOPLE_UNIQUE ? answer.person->name : name;
}

struct str strand_speaker(const struct strand *s, const struct message *m, const struct sentence *sentence)
{
	if (!sentence->quote)
		return mail_name(m->from);
	return sentence->author.n ? strand_person(s, sentence->author, NULL) : STR_EMPTY;
}

void who_add(const struct strand *s, struct dispute_names *names, struct str name)
{
	for (size_t i = 0; i < names->count; i++)
		if (str_eq_nocase(names->items[i], name))
			return;
	if (!name.n)
		return;
	ARENA_ROOM(s->arena, names->items, names->count, names->room);
	names->items[names->count++] = name;
}

void who_merge(const struct strand *s, struct dispute_names *to, const struct dispute_names *from)
{
	for (size_t i = 0; i < from->count; i++)
		who_add(s, to, from->items[i]);
}

static bool is_self(struct str word)
{
	return word_matches(word, "me|myself") || str_eq(word, STR("I"));
}

/* A word with a capital that can stand in a name. */
static bool is_name_word(struct str word)
{
	return word.n > 1 && (is_upper(word.p[0]) || (word.p[0] & 0x80)) && !word_is_function(word);
}

static bool is_listed(struct str word)
{
	return is_name_word(word) || is_self(word) || word_matches(word, "and|or");
}

/* Do both words stand with nothing but blanks between them: are they one name? */
static bool adjoin(struct str a, struct str b)
{
	for (const char *p = a.p + a.n; p < b.p; p++)
		if (!is_space(*p))
			return false;
	return true;
}

struct dispute_names who_read(const struct strand *s, const struct words *w, size_t begin, size_t end, struct str self)
{
	struct dispute_names names = { NULL, 0, 0 };
	for (size_t i = begin; i < end;) {
		struct str word = w->items[i];
		if (word_matches(word, "and|or")) {
			i++;
			continue;
		}
		if (is_self(word)) {
			who_add(s, &names, self);
			i++;
			continue;
		}
		size_t last = i;
		while (last + 1 < end && is_name_word(w->items[last + 1]) && adjoin(w->items[last], w->items[last + 1]))
			last++;
		bool known;
		struct str name = strand_person(s, words_text(w, i, last + 1), &known);
		/* The first word of a sentence has a capital whatever it is: "Granted, Mira and Bo are ...". */
		if (known || i)
			who_add(s, &names, name);
		i = last + 1;
	}
	return names;
}

struct dispute_names who_before(const struct strand *s, const struct words *w, size_t end, struct str self)
{
	size_t begin = end;
	while (begin && is_listed(w->items[begin - 1]))
		begin--;
	return who_read(s, w, begin, end, self);
}

struct dispute_names who_from(const struct strand *s, const struct words *w, size_t begin, struct str self)
{
	size_t end = begin;
	while (end < w->count && is_listed(w->items[end]))
		end++;
	return who_read(s, w, begin, end, self);
}

/* ---- who decides ---- */

/* Does the thread know one of them at least? A list of words with capitals is else no list of people. */
static bool any_known(const struct strand *s, const struct dispute_names *names)
{
	for (size_t i = 0; i < names->count; i++)
		if (people_find(s->people, names->items[i]).found == PEOPLE_UNIQUE)
			return true;
	return false;
}

static void read_excluded(const struct strand *s, struct dispute *d, const struct words *w, struct str self)
{
	size_t begin, end;
	struct dispute_names names = { NULL, 0, 0 };
	if (phrase_find(w, "am|is|are|be|being|was|were ~2 excluded|recused|conflicted|biased", 0, &begin, &end) ||
	    phrase_find(w, "am|is|are|be|being|was|were not|hardly|never ~1 neutral|impartial", 0, &begin, &end) ||
	    phrase_find(w, "recuse|recuses|abstain|abstains", 0, &begin, &end))
		names = who_before(s, w, begin, self);
	else if (phrase_find(w, "excluding|excludes|exclude", 0, &begin, &end))
		names = who_from(s, w, end, self);
	if (any_known(s, &names))
		who_merge(s, &d->excluded, &names);
}

static void read_deciders(const struct strand *s, struct dispute *d, const struct words *w, struct str self, bool about_deciding)
{
	size_t begin, end;
	struct dispute_names names = { NULL, 0, 0 };
	if (about_deciding && (phrase_find(w, "that|this|which means|leaves", 0, &begin, &end) || phrase_find(w, "leaves|leaving", 0, &begin, &end)))
		names = who_from(s, w, end, self);
	else if (phrase_find(w, "up|left to", 0, &begin, &end) && phrase_in(w, "decide|decision|arbitrate|judge|choose|call"))
		names = who_from(s, w, end, self);
	else if (phrase_find(w, "should|will|must|can|could|have|has|need|needs|to ~1 decide|arbitrate|referee", 0, &begin, &end) ||
	         phrase_find(w, "should|will|must|can|could|have|has|need|needs|to ~1 make|take|break ~2 call|decision|tie", 0, &begin, &end))
		names = who_before(s, w, begin, self);
	if (any_known(s, &names))
		who_merge(s, &d->deciders, &names);
}

void deciders_read(const struct strand *s, struct dispute *d)
{
	struct words w;
	for (size_t i = 0; i < s->count; i++) {
		const struct taken *taken = strand_taken(s, i);
		size_t paragraph = (size_t)-1;
		for (size_t k = 0; k < taken->count; k++) {
			const struct note *note = &taken->items[k];
			if (!(note->claims & CLAIM_DECIDES))
				continue;
			struct str self = strand_speaker(s, s->messages[i], &note->sentence);
			size_t known = d->deciders.count + d->excluded.count;
			words_split(&w, note->sentence.text);
			read_excluded(s, d, &w, self);
			read_deciders(s, d, &w, self, paragraph == note->sentence.paragraph);
			if (d->deciders.count + d->excluded.count > known)
				evidence_add(s, d, i, note);
			paragraph = note->sentence.paragraph;
		}
	}
	/* Who is excluded does not decide. */
	size_t kept = 0;
	for (size_t i = 0; i < d->deciders.count; i++) {
		bool out = false;
		for (size_t k = 0; k < d->excluded.count; k++)
			out |= str_eq(d->deciders.items[i], d->excluded.items[k]);
		if (!out)
			d->deciders.items[kept++] = d->deciders.items[i];
	}
	d->deciders.count = kept;
}
