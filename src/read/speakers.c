/* Which labels are speakers. The whole document is the evidence: who attended, how often a label speaks, what it says,
 * among what it stands, and whether its words are ordinary words elsewhere. */
#include "base/mem.h"
#include "model/names.h"
#include "model/words.h"
#include "read/small_words.h"
#include "read/speaker_label.h"

enum { PASSES = 4 };

enum verdict { UNDECIDED, SPEAKER, NO_SPEAKER };

struct entry {
	struct str names;            /* empty: a free place in the table; capital letters may be small ones where it speaks */
	uint32_t hash;
	uint32_t count, speech, strong, affiliated, alone, neighbours, line;
	uint32_t small, chat;        /* how often it begins small, "ekr: yes", and how often it stands in "<ekr> yes" */
	uint32_t between;            /* how often its line stands alone between those of two speakers */
	bool initialled;             /* "Eliot Moss (EM): yes" */
	bool term;                   /* "**Van Rota:** yes", among terms */
	bool ordinary;               /* a word of it stands in small letters elsewhere */
	uint8_t verdict;
};

/* A block that begins with a label. */
struct labelled {
	struct block *block;
	struct entry *entry;         /* known once all are collected */
	struct str names;
};

struct speakers {
	struct resolver *r;
	struct entry *table;
	size_t size, used;
	struct labelled *labelled;   /* in document order */
	size_t labelled_count, labelled_room;
	size_t chatters;             /* labels of "<nick> text" */
	size_t initials;             /* labels that may be initials: one alone is an abbreviation */
	size_t spoken;               /* statements of labels accepted in the first round */
	struct speaker_style style;
};

static uint32_t hash_of(struct str s)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)to_lower(s.p[i])) * 16777619u;
	return h ? h : 1;
}

static struct entry *place(struct entry *table, size_t size, struct str names, uint32_t hash)
{
	size_t i = hash & (size - 1);
	while (table[i].hash && !(table[i].hash == hash && str_eq_nocase(table[i].names, names)))
		i = (i + 1) & (size - 1);
	return &table[i];
}

static struct entry *entry_of(struct speakers *s, struct str names, bool make)
{
	if (make && 2 * (s->used + 1) > s->size) {
		size_t size = s->size ? 2 * s->size : 256;
		struct entry *table = mem_zero(size, sizeof *table);
		for (size_t i = 0; i < s->size; i++)
			if (s->table[i].hash)
				*place(table, size, s->table[i].names, s->table[i].hash) = s->table[i];
		mem_free(s->table);
		s->table = table;
		s->size = size;
	}
	if (!s->size)
		return NULL;
	struct entry *e = place(s->table, s->size, names, hash_of(names));
	if (!e->hash && make) {
		e->hash = hash_of(names);
		e->names = names;
		s->used++;
	}
	return e->hash ? e : NULL;
}

/* Running words, not a number, an address or a list of codes. */
static bool is_speech(struct str text)
{
	struct str word;
	size_t words = 0;
	/* "PR: #114 Expand the list", "[#114 Expand the list](url)" */
	if (text.n && *text.p == '[')
		text = str_skip(text, 1);
	if (text.n > 1 && *text.p == '#' && is_digit(text.p[1]))
		return false;
	/* "+1 555 0100 or +1 555 0199": to dial; "+1 from me" is not. */
	if (text.n > 4 && *text.p == '+' && is_digit(text.p[1]) && (is_digit(text.p[2]) ? is_digit(text.p[3]) : is_digit(text.p[3])))
		return false;
	for (size_t seen = 0; seen < 12 && str_word(&text, &word); seen++) {
		if (str_find(word, STR("://"), 0) != STR_NONE)
			continue;
		size_t letters = 0;
		while (letters < word.n && (is_alpha(word.p[letters]) || word.p[letters] == '\'' || (unsigned char)word.p[letters] >= 0x80))
			letters++;
		words += letters >= 1 && (is_lower(*word.p) || letters + 1 >= word.n);
	}
	return words > 0;
}

/* "Pattern matching (stage 1): ..." */
static bool has_digit(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (is_digit(s.p[i]))
			return true;
	return false;
}

static struct block *neighbour(const struct block *b, bool forward)
{
	struct block *n = forward ? b->next : b->prev;
	/* What somebody says may be a list below the name. */
	while (n && n->type == BLOCK_LIST)
		n = forward ? n->next : n->prev;
	return n;
}

static bool several_people(struct speakers *s, struct str names);

/* "Greg", "Greg & Katy": who it is, and nothing that is said. */
static bool only_people(struct speakers *s, struct str text)
{
	enum { LONGEST = 60 };
	return text.n <= LONGEST && (people_find(s->r->people, text).found != PEOPLE_NONE || several_people(s, text));
}

/* "*Mira:* +1": a vote is all that somebody known says. */
static bool votes(struct speakers *s, const struct label *label)
{
	struct str t = label->text;
	return label->strong && t.n == 2 && (*t.p == '+' || *t.p == '-') && is_digit(t.p[1]) && people_find(s->r->people, label->names).found == PEOPLE_UNIQUE;
}

/* "stpeter", "sam holt": one to three words in small letters, none of them a word that minutes are made of. */
static bool is_small_name(struct str names)
{
	enum { WORDS = 3 };
	struct str word;
	size_t words = 0;
	for (; str_word(&names, &word); words++)
		for (size_t i = 0; i <= word.n; i++)
			if (i == word.n ? word.n < 2 || words == WORDS || word_classes(word) & ~(unsigned)WORD_NAME : !is_lower(word.p[i]))
				return false;
	return words > 0;
}

static bool may_be_name(struct str names)
{
	return !label_is_no_person(names) && (name_shape(names) != NAME_NO || is_small_name(names));
}

static size_t longest_line(const struct block *b)
{
	struct str rest = raw_text(b), line;
	size_t longest = 0;
	while (rest.n && str_split(&rest, '\n', &line))
		longest = str_trim(line).n > longest ? str_trim(line).n : longest;
	return longest;
}

/* Below a line of a paragraph that ended early: its next word had room there, since a line around is as long. */
static bool has_room_above(const struct block *b)
{
	const struct block *before = b->prev, *behind = b->next;
	struct str rest = raw_text(b), word = STR_EMPTY, above = raw_text(before);
	size_t longest = longest_line(b), other = longest_line(before);
	longest = other > longest ? other : longest;
	other = behind && behind->type == BLOCK_PARAGRAPH && raw_flags(behind) & RAW_JOINED ? longest_line(behind) : 0;
	longest = other > longest ? other : longest;
	while (str_find_char(above, '\n', 0) != STR_NONE)
		above = str_skip(above, str_find_char(above, '\n', 0) + 1);
	str_word(&rest, &word);
	return str_trim(above).n + 1 + word.n <= longest;
}

/* Mark the labels that begin a line of their own, for sure: below one that ended early, or in notes whose lines run on. */
static void find_apart(struct speakers *s)
{
	enum { WIDEST = 120, SOME = 10 };
	size_t wide = 0;
	for (size_t i = 0; i < s->labelled_count; i++)
		wide += longest_line(s->labelled[i].block) > WIDEST;
	for (size_t i = 0; i < s->labelled_count; i++) {
		struct block *b = s->labelled[i].block;
		if (raw_flags(b) & RAW_JOINED && b->prev && b->prev->type == BLOCK_PARAGRAPH && may_be_name(s->labelled[i].names) &&
		    (SOME * wide >= s->labelled_count || has_room_above(b)))
			raw_flag(b, RAW_APART);
	}
}

/* "EM", of "Eliot Moss" */
static bool are_initials(struct str s, struct str names)
{
	struct str word;
	size_t words = 0;
	for (; str_word(&names, &word); words++)
		if (words >= s.n || *word.p != s.p[words] || !is_upper(*word.p))
			return false;
	return words > 1 && words == s.n;
}

static void collect(struct speakers *s)
{
	struct block_iter it = block_iter(s->r->doc->root);
	struct label label;
	while (block_next(&it)) {
		struct block *b = it.block;
		if (it.entering && b->type == BLOCK_QUOTE) {
			block_skip(&it);
			continue;
		}
		if (!it.entering || !speaker_label(s->r, s->style, b, &label))
			continue;
		VEC_ROOM(s->labelled, s->labelled_count, s->labelled_room);
		s->labelled[s->labelled_count++] = (struct labelled){ b, NULL, label.names };
		struct entry *e = entry_of(s, label.names, true);
		bool list_below = b->type == BLOCK_ITEM ? b->first != NULL : b->next && b->next->type == BLOCK_LIST;
		e->count++;
		e->speech += (is_speech(label.text) && !only_people(s, label.text)) || votes(s, &label);
		e->strong += label.strong;
		e->affiliated += (label.affiliation.n > 0 && !has_digit(label.affiliation)) || label.prefix.n > 0;
		e->alone += !label.text.n && list_below;
		e->term = e->count == 1 && label.strong && !s->r->strict && speaker_among_terms(s->r, b);
		e->initialled |= are_initials(label.affiliation, label.names);
		if (is_lower(*label.names.p))
			e->small++;
		else if (is_lower(*e->names.p))
			e->names = label.names;
		struct label chat;
		if (label_chat(raw_text(b), &chat) && !e->chat++)
			s->chatters += !label_is_no_person(label.names);
		if (!e->line)
			e->line = b->line;
		if (label.stamped)
			e->verdict = SPEAKER;
	}
	/* The table grows no more. */
	for (size_t i = 0; i < s->labelled_count; i++)
		s->labelled[i].entry = entry_of(s, s->labelled[i].names, false);
	if (!s->r->strict)
		find_apart(s);
}

/* Mark the undecided labels one of whose words is written small somewhere: ordinary words, no names. */
static void find_ordinary(struct speakers *s)
{
	struct small_words *words = small_words_new();
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < s->size; i++) {
			struct entry *e = &s->table[i];
			struct str rest = e->names, word;
			for (size_t k = 0; e->hash && e->verdict == UNDECIDED && k < 4 && str_word(&rest, &word); k++) {
				/* "Will Moss": beside another word it is a name. */
				if (word.n < e->names.n && word_can_be_name(word))
					continue;
				if (pass)
					e->ordinary |= small_words_seen(words, word);
				else
					small_words_add(words, word);
			}
		}
		if (!pass)
			small_words_look(words, s->r->doc->source);
	}
	small_words_free(words);
}

/* The parts of "NL, LH and MM", each a person, a label of its own, or at least like one. */
static bool several_people(struct speakers *s, struct str names)
{
	size_t begin = 0, people = 0, parts = 0;
	for (size_t i = 0; i <= names.n; i++) {
		size_t n = speaker_separator(str_skip(names, i));
		if (i < names.n && !n)
			continue;
		struct str part = str_trim(str_range(names.p + begin, names.p + i));
		const struct entry *own = entry_of(s, part, false);
		bool known = people_find(s->r->people, part).found != PEOPLE_NONE || (own && own->verdict == SPEAKER);
		if (!known && (name_shape(part) == NAME_NO || label_is_no_person(part)))
			return false;
		people += known;
		parts++;
		begin = i + (n ? n : 1);
		i = begin - 1;
	}
	return parts > 1 && people > 0;
}

static bool is_capital_word(struct str s)
{
	return s.n > 1 && (is_upper(*s.p) || (unsigned char)*s.p >= 0x80);
}

/* "Ekr" speaks where "ekr" does. */
static bool speaks_small(const struct entry *e)
{
	enum { OFTEN = 3 };
	return e->small >= OFTEN && 2 * (e->speech + e->alone) >= e->count;
}

/* "<ekr> yes", where others write so as well, or it does again and again or speaks with a colon, too. */
static bool speaks_in_chat(const struct speakers *s, const struct entry *e)
{
	enum { OTHERS = 2, OFTEN = 3 };
	return e->chat && (s->chatters >= OTHERS || e->chat >= OFTEN || (e->count > e->chat && e->speech)) && !label_is_no_person(e->names);
}

/* "Till:", "Per:": small words of the language that are names too, where they speak again and again. */
static bool is_function_name(const struct entry *e)
{
	enum { OFTEN = 3, SHORT = 3 };
	unsigned classes = word_classes(e->names);
	return e->speech >= OFTEN && e->names.n >= SHORT && is_upper(*e->names.p) && !(classes & WORD_LABEL) &&
		(classes & WORD_FUNCTION) && (classes & WORD_NAME);
}

/* "Mark:", where the notes have "mark" as well: what stands around its statements decides. */
static bool speaks_often(const struct entry *e, enum name_shape shape)
{
	enum { OFTEN = 3 };
	return shape == NAME_MAYBE && e->speech >= OFTEN && e->speech == e->count && is_upper(*e->names.p);
}

static enum verdict first_round(struct speakers *s, struct entry *e)
{
	enum attendance status;
	if (e->verdict != UNDECIDED)
		return e->verdict;
	if (people_find(s->r->people, e->names).found != PEOPLE_NONE)
		return e->speech || e->alone || e->count > 1 ? SPEAKER : NO_SPEAKER;
	bool initials = name_is_initials(e->names);
	if (is_function_name(e) || speaks_in_chat(s, e) || (*e->names.p == '@' && name_is_nick(e->names) && e->speech))
		return SPEAKER;
	/* "POLL:", "RFC:" */
	if (initials && e->names.n > 2 && word_is_label(e->names))
		return NO_SPEAKER;
	if ((!initials && label_is_no_person(e->names)) || roll_caption(e->names, &status))
		return NO_SPEAKER;
	if (e->ordinary && speaks_small(e))
		return SPEAKER;
	if (several_people(s, e->names) || (e->initialled && e->speech && name_shape(e->names) == NAME_LIKELY))
		return SPEAKER;
	enum name_shape shape = name_shape(e->names);
	if (e->ordinary && speaks_often(e, shape))
		return UNDECIDED;
	/* "sam holt": what stands around it decides, but for one who is almost known. */
	if (shape == NAME_NO && is_small_name(e->names) && e->speech == e->count)
		return people_near(s->r->people, e->names) ? SPEAKER : UNDECIDED;
	if ((shape == NAME_NO && !initials) || e->names.n < 2 || e->ordinary || 2 * (e->speech + e->alone) < e->count)
		return NO_SPEAKER;
	if (people_near(s->r->people, e->names))
		return SPEAKER;
	if (e->term && s->r->doc->attendee_count)
		return NO_SPEAKER;
	if (e->affiliated && (e->speech || e->alone) && is_capital_word(e->names))
		return SPEAKER;
	if (e->strong == e->count && (shape == NAME_LIKELY || e->count >= 2))
		return SPEAKER;
	if (initials)
		return e->count >= 2 && s->initials >= 2 ? SPEAKER : UNDECIDED;
	if (e->count >= 3 || (e->count == 2 && shape == NAME_LIKELY))
		return SPEAKER;
	return UNDECIDED;
}

/* Where others speak, a name that speaks but once is a speaker, too. */
static enum verdict second_round(const struct speakers *s, const struct entry *e)
{
	enum { DIALOGUE = 2, ROLL = 3, OFTEN = 3 };
	if (e->verdict != UNDECIDED)
		return e->verdict;
	if (s->spoken < DIALOGUE)
		return NO_SPEAKER;
	if (e->ordinary)
		return e->neighbours >= DIALOGUE ? SPEAKER : NO_SPEAKER;
	bool rolled = s->r->doc->attendee_count >= ROLL;
	if (!rolled && e->between && e->speech == e->count && is_small_name(e->names))
		return SPEAKER;
	if (name_shape(e->names) == NAME_NO && !name_is_initials(e->names))
		return e->strong == e->count && e->count >= OFTEN && e->neighbours >= DIALOGUE ? SPEAKER : NO_SPEAKER;
	/* Where a roll says who was there, a name that is not on it and speaks once needs a speaker beside it. */
	bool stranger = rolled && e->count == 1 && !e->neighbours;
	if ((name_shape(e->names) == NAME_LIKELY && is_capital_word(e->names) && !stranger) || (e->alone && s->initials >= 2 && name_is_initials(e->names)))
		return SPEAKER;
	if (e->count >= 2 && is_capital_word(e->names))
		return SPEAKER;
	return e->neighbours && (is_capital_word(e->names) || e->count > 1 || people_begun(s->r->people, e->names)) ? SPEAKER : NO_SPEAKER;
}

static const struct entry *entry_at(struct speakers *s, const struct block *b)
{
	struct label label;
	return b && speaker_label(s->r, s->style, b, &label) ? entry_of(s, label.names, false) : NULL;
}

static void count_neighbours(struct speakers *s)
{
	for (size_t i = 0; i < s->labelled_count; i++) {
		const struct block *b = s->labelled[i].block;
		struct entry *e = s->labelled[i].entry;
		if (e->verdict != UNDECIDED)
			continue;
		const struct entry *before = entry_at(s, neighbour(b, false)), *behind = entry_at(s, neighbour(b, true));
		bool spoken_before = before && before->verdict == SPEAKER, spoken_behind = behind && behind->verdict == SPEAKER;
		e->neighbours += spoken_before || spoken_behind;
		e->between += spoken_before && spoken_behind && raw_flags(b) & RAW_APART;
	}
}

/* Where "Will Moss" speaks, "Will" does, too. */
static void accept_first_names(struct speakers *s)
{
	for (size_t i = 0; i < s->size; i++) {
		struct str rest = s->table[i].names, first;
		if (!s->table[i].hash || s->table[i].verdict != SPEAKER || name_shape(rest) != NAME_LIKELY || !str_word(&rest, &first))
			continue;
		struct entry *e = entry_of(s, first, false);
		if (e && e->verdict != SPEAKER && e->speech && is_capital_word(first))
			e->verdict = SPEAKER;
	}
}

static bool undecided(const struct speakers *s)
{
	for (size_t i = 0; i < s->size; i++)
		if (s->table[i].hash && s->table[i].verdict == UNDECIDED)
			return true;
	return false;
}

static void decide(struct speakers *s)
{
	if (s->r->strict) {
		for (size_t i = 0; i < s->size; i++)
			if (s->table[i].hash)
				s->table[i].verdict = SPEAKER;
		return;
	}
	find_ordinary(s);
	for (size_t i = 0; i < s->size; i++)
		s->initials += s->table[i].hash && s->table[i].speech + s->table[i].alone > 0 && name_is_initials(s->table[i].names);
	/* Twice: a label of several names is known by its parts. */
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < s->size; i++)
			if (s->table[i].hash)
				s->table[i].verdict = (uint8_t)first_round(s, &s->table[i]);
	accept_first_names(s);
	for (size_t i = 0; i < s->size; i++)
		if (s->table[i].verdict == SPEAKER)
			s->spoken += s->table[i].speech + s->table[i].alone;
	/* A speaker found this way is evidence for its neighbours in turn. */
	for (int pass = 0; pass < PASSES && undecided(s); pass++) {
		count_neighbours(s);
		for (size_t i = 0; i < s->size; i++) {
			struct entry *e = &s->table[i];
			if (e->hash && (second_round(s, e) == SPEAKER || pass + 1 == PASSES))
				e->verdict = (uint8_t)second_round(s, e);
			e->neighbours = e->between = 0;
		}
	}
	accept_first_names(s);
}

/* Report a speaker once: by the first line it speaks on. */
static void report(struct resolver *r, const struct mention *m, size_t line)
{
	struct document *doc = r->doc;
	if (!m->person) {
		struct people_answer answer = people_find(r->people, m->label);
		if (answer.found == PEOPLE_AMBIGUOUS)
			diag_add(&doc->diags, DIAG_AMBIGUOUS_NAME, line, 1, m->label, answer.names);
		else if (doc->attendee_count)
			diag_add(&doc->diags, DIAG_UNKNOWN_SPEAKER, line, 1, m->label, STR_EMPTY);
		return;
	}
	if (people_find(r->people, m->name).source == PEOPLE_ATTENDEES && m->person->status != PERSON_ABSENT)
		return;
	if (doc->attendee_count)
		diag_add(&doc->diags, DIAG_ABSENT_SPEAKER, line, 1, m->name, STR_EMPTY);
}

/* Who speaks, where the label alone does not say it: of two called so the one who was there, or "huonw", called "huon". */
static const struct person *known_speaker(struct resolver *r, struct str label)
{
	struct people_answer answer = people_find(r->people, label);
	return answer.found == PEOPLE_NONE ? people_begun(r->people, label) : answer.there;
}

static void speak(struct resolver *r, struct block *s, const struct label *label)
{
	s->u.statement.label = inline_parse(&r->doc->arena, r->inlines, label->whole);
	s->u.statement.prefix = label->prefix;
	if (label->prefix.n && *label->prefix.p != '(')
		s->u.statement.prefix = *label->prefix.p == '[' ?
			arena_printf(&r->doc->arena, "(%.*s)", STR_FMT(str_range(label->prefix.p + 1, label->prefix.p + label->prefix.n - 1))) :
			arena_printf(&r->doc->arena, "(%.*s)", STR_FMT(label->prefix));
	s->u.statement.who = mention_names(r, label->names, s->line, DIAG_COUNT);
	for (size_t i = 0; i < s->u.statement.who.count; i++) {
		struct mention *m = &s->u.statement.who.items[i];
		const struct person *person = m->person ? NULL : known_speaker(r, m->label);
		if (person) {
			m->person = person;
			m->name = person->name;
		}
	}
	raw_set(r->doc, s, label->text);
}

/* A paragraph or item whose label speaks becomes, or gets, a statement. */
static struct block *make_statement(struct resolver *r, struct block *b, const struct label *label)
{
	struct block *s = block_new(r->doc, BLOCK_STATEMENT, b->line);
	s->origin = b->origin;
	speak(r, s, label);
	if (b->type == BLOCK_ITEM) {
		raw_set(r->doc, b, STR_EMPTY);
		block_prepend(b, s);
		return s;
	}
	block_insert_after(b, s);
	block_remove(b);
	/* A name alone over its bullets. */
	if (!raw_text(s).n && s->next && s->next->type == BLOCK_LIST && s->parent->type == BLOCK_DOCUMENT) {
		struct block *list = s->next;
		block_remove(list);
		block_append(s, list);
	}
	return s;
}

/* Offset of a known person's label that begins inside a text, behind the end of a sentence: "... tool. Mira: yes". */
static size_t next_speaker(struct speakers *s, struct str text, struct label *label)
{
	enum { LONGEST = 60 };
	size_t colon = 0;
	while ((colon = str_find(text, STR(": "), colon + 1)) != STR_NONE) {
		size_t begin = colon, words = 1;
		while (begin && colon - begin < LONGEST && words <= 4) {
			char c = text.p[begin - 1];
			if (is_space(c)) {
				if (begin > 1 && str_find_char(STR(".?!\")"), text.p[begin - 2], 0) != STR_NONE && is_upper(text.p[begin]) &&
				    text.p[begin - 2] != ')')
					break;
				words++;
			}
			begin--;
		}
		if (begin < 2 || words > 4 || colon - begin >= LONGEST || !label_find(str_skip(text, begin), label))
			continue;
		struct people_answer answer = people_find(s->r->people, label->names);
		if ((answer.found == PEOPLE_UNIQUE || answer.there) && label->text.n)
			return begin;
	}
	return STR_NONE;
}

/* Cut what other known people say out of the text of place. */
static void split_speakers(struct speakers *s, struct block *place)
{
	struct label label;
	size_t at;
	while ((at = next_speaker(s, raw_text(place), &label)) != STR_NONE) {
		struct str text = raw_text(place);
		struct block *made = block_new(s->r->doc, BLOCK_STATEMENT, raw_line(s->r->doc, place, label.whole));
		made->origin = place->origin;
		raw_set(s->r->doc, place, str_trim_right(str_first(text, at)));
		speak(s->r, made, &label);
		if (place->type == BLOCK_ITEM)
			block_prepend(place, made);
		else
			block_insert_after(place, made);
		place = made;
	}
}

/* A label that speaks not and stands where a line was wrapped belongs to the text before it, but not to what somebody
 * said where it may be another's. */
static bool merge_wrapped(struct resolver *r, struct block *b)
{
	struct block *before = b->prev ? b->prev : b->parent;
	if (before && before->type == BLOCK_STATEMENT && raw_flags(b) & RAW_APART)
		return false;
	if (b->type != BLOCK_PARAGRAPH || !(raw_flags(b) & RAW_WRAPS) || !raw_text(before).n)
		return false;
	if (before->type != BLOCK_PARAGRAPH && before->type != BLOCK_STATEMENT && before->type != BLOCK_ITEM && before->type != BLOCK_ACTION)
		return false;
	raw_extend(r->doc, before, raw_text(b));
	block_remove(b);
	return true;
}

/* The next block in document order that does not stand below b. */
static struct block *beyond(struct block *b)
{
	while (b && !b->next)
		b = b->parent;
	return b ? b->next : NULL;
}

/* Handle one block; returns the next one. Blocks are replaced on the way. */
static struct block *visit(struct speakers *s, struct block *b)
{
	struct resolver *r = s->r;
	struct label label;
	struct block *made = b, *behind = beyond(b);
	struct entry *e = speaker_label(s->r, s->style, b, &label) ? entry_of(s, label.names, false) : NULL;
	if (e && e->verdict == SPEAKER) {
		made = make_statement(r, b, &label);
		for (size_t i = 0; e->line && i < made->u.statement.who.count; i++)
			report(r, &made->u.statement.who.items[i], e->line);
		e->line = 0;
	} else if (!r->strict && speaker_candidate(b) && speaker_bracket(r, b, &label)) {
		made = make_statement(r, b, &label);
	} else if (e && !r->strict && merge_wrapped(r, b)) {
		return behind;
	}
	if (!r->strict && (made != b || speaker_candidate(b)))
		split_speakers(s, made);
	struct block *at = b->type == BLOCK_ITEM ? b : made;
	return at->first && at->type != BLOCK_QUOTE ? at->first : beyond(at);
}

void resolve_speakers(struct resolver *r)
{
	struct speakers s = { .r = r, .style = speaker_style(r) };
	collect(&s);
	decide(&s);
	for (struct block *b = r->doc->root; b;)
		b = visit(&s, b);
	mem_free(s.table);
	mem_free(s.labelled);
}
