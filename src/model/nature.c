#include "model/words.h"

#include "model/letters.h"

enum {
	TITLE_WORDS = 16,        /* a longer line is no heading */
	QUESTION_WORDS = 10,     /* a longer question without its mark is no heading */
	GREETING_WORDS = 5
};

struct token {
	struct str word;         /* without punctuation around it */
	bool stop, comma;        /* what stands behind it: .!? or ,;: */
	bool lower;              /* begins with a small letter */
	bool first;
};

static bool is_quote(struct str s, size_t *length)
{
	if (str_starts(s, STR("\xe2\x80\x98")) || str_starts(s, STR("\xe2\x80\x99")) ||
	    str_starts(s, STR("\xe2\x80\x9c")) || str_starts(s, STR("\xe2\x80\x9d"))) {
		*length = 3;
		return true;
	}
	*length = 1;
	return s.n && str_find_char(STR("()[]{}<>\"'`*_"), *s.p, 0) != STR_NONE;
}

static bool next_token(struct str *rest, struct token *t)
{
	struct str word;
	size_t n;
	t->stop = t->comma = false;
	if (!str_word(rest, &word))
		return false;
	while (is_quote(word, &n))
		word = str_skip(word, n);
	for (;;) {
		char c = word.n ? word.p[word.n - 1] : 0;
		if (c == '.' || c == '!' || c == '?')
			t->stop = true;
		else if (c == ',' || c == ';' || c == ':')
			t->comma = true;
		else if (word.n >= 3 && is_quote(str_skip(word, word.n - 3), &n) && n == 3)
			word.n -= 2;
		else if (!word.n || !is_quote(str_skip(word, word.n - 1), &n))
			break;
		word.n--;
	}
	t->word = word;
	t->lower = word.n && letter_of(letter_decode(word, &n)) == LETTER_LOWER;
	return true;
}

static bool is_greeting(struct str line)
{
	static const char *const opening[] = { "hi", "hello", "hey", "dear", "greetings", "thanks", "cheers", "regards",
		"sincerely", "yours", "ciao", "bye", "goodbye", NULL };
	static const char *const warm[] = { "best", "kind", "warm", "many", "kindest", "warmest", "with", "good", NULL };
	static const char *const wish[] = { "regards", "wishes", "thanks", "greetings", "morning", "afternoon", "evening",
		"day", NULL };
	struct token first, second, t;
	struct str rest = line;
	size_t words = 1;
	if (!next_token(&rest, &first))
		return false;
	bool more = next_token(&rest, &second);
	words += more;
	while (words <= GREETING_WORDS && next_token(&rest, &t))
		words++;
	if (words > GREETING_WORDS)
		return false;
	if (word_in(first.word, opening))
		return true;
	if (word_in(first.word, (const char *const[]){ "later", "best", NULL }) && first.comma)
		return true;
	if (!more)
		return false;
	if (str_eq_nocase(first.word, STR("thank")))
		return str_eq_nocase(second.word, STR("you"));
	return word_in(first.word, warm) && word_in(second.word, wish);
}

/* "etc.", "e.g.", "Inc.", an initial: a full stop that ends no sentence. */
static bool is_abbreviation(struct str word)
{
	static const char *const list[] = { "etc", "eg", "e.g", "i.e", "inc", "ltd", "co", "corp", "vs", "al", "no", "dr",
		"mr", "mrs", "ms", "st", "jr", "sr", "approx", "cf", "incl", NULL };
	return word.n <= 1 || word_in(word, list);
}

/* He, we, I: in front of a small word they make a sentence; "I" alone is a number too, as "US" is a country. */
static bool is_pronoun(struct token t)
{
	static const char *const list[] = { "we", "he", "she", "they", NULL };
	if (str_eq(t.word, STR("I")))
		return !t.stop;
	return word_in(t.word, list) && !(t.word.n > 1 && is_upper(t.word.p[1]));
}

static bool is_question_word(struct str word)
{
	static const char *const list[] = { "what", "how", "who", "where", "why", "which", "whether", "when", "whose",
		NULL };
	return word_in(word, list);
}

/* Words that follow a verb of saying or doing where it is one: "Mira raised the", "Otto agreed to". */
static bool follows_verb(struct str word)
{
	static const char *const list[] = { "the", "a", "an", "that", "to", "through", "if", "whether", "he", "she", "it",
		"they", "we", "there", "this", "these", "some", "his", "her", "their", "our", "about", "how", "what", "not",
		"for", "out", NULL };
	return word_in(word, list);
}

/* What the words of a line show, collected in one walk; it ends early behind most words. */
struct signs {
	size_t words;
	bool question;           /* a question word or an auxiliary begins it */
	bool verb;               /* a finite verb */
	bool broken;             /* a sentence ends inside it */
	bool last_stop, last_comma, abbreviation, small;
};

static struct signs read_signs(struct str line, size_t most)
{
	struct signs s = { 0 };
	struct token before = { STR_EMPTY, false, false, false, false }, t;
	struct str rest = line;
	bool names = true, names_before = false, expects = false, saying = false;
	while (s.words <= most && next_token(&rest, &t)) {
		t.first = s.words == 0;
		unsigned classes = word_classes(t.word);
		bool subject = (classes & WORD_SUBJECT) && !(t.word.n == 2 && is_upper(t.word.p[1]));
		bool auxiliary = (classes & WORD_AUXILIARY) && (t.lower || t.first || subject);
		bool infinitive = str_eq_nocase(before.word, STR("to")) || str_eq_nocase(before.word, STR("as"));
		/* "Mira walked through the", "Otto showed that": the second word did, whatever it is. */
		if (s.words == 2 && names_before && before.lower && before.word.n > 4 && str_ends(before.word, STR("ed")) &&
		    word_in(t.word, (const char *const[]){ "the", "a", "an", "that", "through", "his", "her", "their", "how", NULL }))
			s.verb = true;
		names_before = s.words == 0 ? !t.lower && !(classes & (WORD_FUNCTION | WORD_LABEL)) : names_before;
		if (t.first) {
			s.question = is_question_word(t.word) || (auxiliary && !subject);
			s.small = t.lower;
			s.verb = str_eq_nocase(t.word, STR("please"));
			if (auxiliary && subject)
				s.verb = true;
		} else {
			if (auxiliary && !infinitive)
				s.verb = true;
			if (expects && t.lower)
				s.verb = true;
			if (saying && follows_verb(t.word))
				s.verb = true;
			if (str_eq_nocase(t.word, STR("please")) && (before.comma || before.stop))
				s.verb = true;
			if (s.words == 1 && str_eq_nocase(before.word, STR("feel")) && str_eq_nocase(t.word, STR("free")))
				s.verb = true;
			if (before.stop && before.word.n > 3 && !is_abbreviation(before.word) && !t.lower && t.word.n &&
			    is_alpha(*t.word.p))
				s.broken = true;
		}
		saying = !t.first && names && t.lower && (classes & WORD_VERB) && s.words <= 4;
		if ((t.lower || (classes & WORD_FUNCTION)) && !str_eq(t.word, STR("and")))
			names = false;
		expects = is_pronoun(t);
		if (t.word.n)
			s.words++;
		before = t;
	}
	s.last_stop = before.stop;
	s.last_comma = before.comma;
	s.abbreviation = is_abbreviation(before.word);
	return s;
}

enum line_nature line_nature(struct str line)
{
	line = str_trim(line);
	if (is_greeting(line))
		return NATURE_GREETING;
	struct signs s = read_signs(line, TITLE_WORDS);
	char last = line.n ? line.p[line.n - 1] : 0;
	/* U+3002, the full stop of wide letters, ends nothing else. */
	if (s.words > TITLE_WORDS || s.broken || str_ends(line, STR("\xe3\x80\x82")))
		return NATURE_SENTENCE;
	if (last == '?')
		return NATURE_TITLE;
	if (s.last_stop && !s.abbreviation && (s.words > 3 || s.small))
		return NATURE_SENTENCE;
	if ((last == ',' || last == ';') && s.words > 2)
		return NATURE_SENTENCE;
	if (s.question)
		return s.words > QUESTION_WORDS ? NATURE_SENTENCE : NATURE_TITLE;
	return s.verb && s.words > 2 ? NATURE_SENTENCE : NATURE_TITLE;
}

bool words_have_verb(struct str text)
{
	struct signs s = read_signs(text, SIZE_MAX);
	return s.verb || (s.question && s.words > 2);
}

/* "ACT-38", "LANTERN-2024-7": capitals, and a number at the end. */
static bool is_identifier(struct str s)
{
	size_t digits = 0;
	while (digits < s.n && is_digit(s.p[s.n - 1 - digits]))
		digits++;
	if (!digits || digits + 1 >= s.n || s.p[s.n - 1 - digits] != '-')
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!is_upper(s.p[i]) && !is_digit(s.p[i]) && s.p[i] != '-')
			return false;
	return true;
}

/* "Show-of-hands": a small function word between hyphens. */
static bool joins_phrase(struct str s)
{
	struct str part;
	for (bool first = true; str_split(&s, '-', &part); first = false)
		if (!first && s.n && part.n && is_lower(*part.p) && word_in(part, (const char *const[]){ "of", "the", "to", "and", "in", "for", NULL }))
			return true;
	return false;
}

bool label_is_no_person(struct str label)
{
	struct str rest = str_trim(label);
	struct token t, after;
	size_t words = 0, letters = 0;
	bool more;
	while (rest.n && str_find_char(STR("*_`"), *rest.p, 0) != STR_NONE)
		rest = str_skip(rest, 1);
	if (str_find_char(rest, '?', 0) != STR_NONE || str_find_char(rest, '/', 0) == 0 || is_identifier(rest) || joins_phrase(rest))
		return true;
	more = next_token(&rest, &t);
	if (!more)
		return true;
	bool alone = !str_trim(rest).n;
	while (more) {
		more = next_token(&rest, &after);
		words++;
		for (size_t i = 0; i < t.word.n; i++)
			letters += !is_digit(t.word.p[i]) && !is_punct(t.word.p[i]);
		bool joins = str_eq_nocase(t.word, STR("and")) || (words > 1 && str_eq(t.word, STR("from")));
		/* "Will:" alone can be somebody, "Link:" is not. */
		bool name = word_can_be_name(t.word) && !t.lower && (!alone || word_is_auxiliary(t.word));
		if (joins || name)
			;
		else if (word_is_label(t.word))
			return true;
		else if (word_is_function(t.word)) {
			/* "The chair", "See": small, alone, or a small word behind it; "Will Moss" and "Kim An" may be names. */
			if (t.lower || alone || (words == 1 && more && after.lower))
				return true;
		}
		t = after;
	}
	return letters < 2;
}
