#include "model/names.h"

#include "model/letters.h"
#include "model/words.h"

enum {
	NAME_BYTES = 80,
	NAME_WORDS = 5,          /* without particles */
	NAME_PARTICLES = 3,
	INITIALS = 5,
	NICK_BYTES = 32
};

bool name_is_particle(struct str word)
{
	static const char *const list[] = { "van", "von", "vom", "de", "der", "den", "del", "della", "di", "da", "das",
		"do", "dos", "du", "des", "la", "le", "el", "al", "bin", "bint", "ibn", "ben", "abu", "zu", "zur", "zum", "ter",
		"ten", "te", "af", "av", "y", "e", "mac", "mc", "san", "st", "op", "'t", "d'", NULL };
	return word_in(word, list);
}

bool name_is_capitalised(struct str word)
{
	size_t n;
	if (word.n == 0)
		return false;
	enum letter first = letter_of(letter_decode(word, &n));
	return first == LETTER_UPPER || first == LETTER_OTHER;
}

/* Without blanks and emphasis signs around it, and a full stop behind more than an initial. */
static struct str strip(struct str s)
{
	s = str_trim(s);
	while (s.n && (*s.p == '*' || *s.p == '`'))
		s = str_skip(s, 1);
	while (s.n && (s.p[s.n - 1] == '*' || s.p[s.n - 1] == '`'))
		s.n--;
	while (s.n > 1 && *s.p == '_' && s.p[s.n - 1] == '_')
		s = str_first(str_skip(s, 1), s.n - 2);
	s = str_trim(s);
	if (s.n > 3 && s.p[s.n - 1] == '.' && is_alpha(s.p[s.n - 2]) && is_alpha(s.p[s.n - 3]))
		s.n--;
	return s;
}

bool name_is_initials(struct str s)
{
	size_t letters = 0;
	s = strip(s);
	if (s.n > 2 * INITIALS)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (is_upper(s.p[i]))
			letters++;
		else if (s.p[i] != '.' || i == 0 || s.p[i - 1] == '.')
			return false;
	}
	return letters >= 2 && letters <= INITIALS;
}

bool name_is_nick(struct str s)
{
	size_t letters = 0;
	s = str_trim(s);
	bool at = s.n && *s.p == '@';
	if (at)
		s = str_skip(s, 1);
	if (s.n < 2 || s.n > NICK_BYTES || !(is_alpha(*s.p) || (at && is_alnum(*s.p))))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		letters += is_alpha(s.p[i]) != 0;
		if (!is_alnum(s.p[i]) && str_find_char(STR("-_[]^|`\\"), s.p[i], 0) == STR_NONE)
			return false;
	}
	/* A hyphen at the end, or a lone bracket, is torn off something else. */
	char last = s.p[s.n - 1];
	if (last == '-' || (last == ']') != (str_find_char(s, '[', 0) != STR_NONE))
		return false;
	return letters >= 2 && (at || !word_is_function(s));
}

/* Apostrophes, hyphens, the Catalan dot. */
static bool is_inside_sign(uint32_t code)
{
	return code == '\'' || code == 0x2019 || code == 0x2bc || code == '-' || code == 0x2010 || code == 0x2011 ||
		code == 0xb7;
}

/* A word of letters, with apostrophes and hyphens inside and perhaps a full stop behind. */
struct shape {
	size_t letters, upper, lower, other;
	bool capital;            /* the first letter */
	bool stop;
};

static bool read_shape(struct str word, struct shape *shape)
{
	bool inside = false;
	*shape = (struct shape){ 0 };
	while (word.n) {
		size_t n;
		uint32_t code = letter_decode(word, &n);
		enum letter kind = letter_of(code);
		struct str rest = str_skip(word, n);
		if (kind == LETTER_MARK) {
			if (!inside)
				return false;
		} else if (kind != LETTER_NONE) {
			/* "O'Hara", and "d'Arcy" too, but not "iPad". */
			if (shape->letters++ == 0 || (!inside && kind == LETTER_UPPER))
				shape->capital = kind == LETTER_UPPER || kind == LETTER_OTHER;
			shape->upper += kind == LETTER_UPPER;
			shape->lower += kind == LETTER_LOWER;
			shape->other += kind == LETTER_OTHER;
			inside = true;
		} else if (code == '.') {
			/* Behind an initial or a title: "H.", "J.S.", "Dr." */
			if (!inside || (rest.n && shape->lower))
				return false;
			shape->stop = !rest.n;
			inside = false;
		} else if (is_inside_sign(code)) {
			if (!rest.n || (!inside && code == '-'))
				return false;
			inside = false;
		} else {
			return false;
		}
		word = rest;
	}
	return shape->letters > 0;
}

static enum name_shape one_word(struct str word)
{
	struct shape shape;
	if (word.n && *word.p == '@')
		return name_is_nick(word) ? NAME_MAYBE : NAME_NO;
	unsigned classes = word_classes(word);
	if (classes & (WORD_LABEL | WORD_ORGANISATION | WORD_ROLE))
		return NAME_NO;
	/* "Will", "May" */
	bool both = (classes & WORD_NAME) && (classes & WORD_AUXILIARY) && name_is_capitalised(word);
	if ((classes & WORD_FUNCTION) && !both)
		return NAME_NO;
	if (name_is_initials(word) || name_is_nick(word))
		return NAME_MAYBE;
	if (!read_shape(word, &shape) || shape.stop)
		return NAME_NO;
	return shape.letters >= 2 ? NAME_MAYBE : NAME_NO;
}

/* Part of a name of several words that rules it out: "Code", "The", "Foundation". */
static bool rules_out(struct str word)
{
	unsigned classes = word_classes(word);
	return !(classes & WORD_NAME) && (classes & (WORD_LABEL | WORD_FUNCTION | WORD_ORGANISATION | WORD_ROLE));
}

enum name_shape name_shape(struct str text)
{
	struct str rest = strip(text), word;
	size_t words = 0, particles = 0, long_capitals = 0, small = 0, single = 0;
	struct shape shape;
	bool last_particle = false;
	if (rest.n == 0 || rest.n > NAME_BYTES)
		return NAME_NO;
	struct str all = rest;
	while (str_word(&rest, &word)) {
		if (word.n == all.n)
			return one_word(word);
		if (!read_shape(word, &shape))
			return NAME_NO;
		last_particle = !shape.stop && !shape.capital && name_is_particle(word);
		if (last_particle) {
			particles++;
			continue;
		}
		if (shape.letters == 1)
			single++;
		else if (rules_out(word))
			return NAME_NO;
		else if (!shape.capital)
			small++;
		else if (shape.stop && shape.letters > 4)
			return NAME_NO;
		long_capitals += shape.upper > 3 && !shape.lower;
		words++;
	}
	if (words == 0 || last_particle || words > NAME_WORDS || particles > NAME_PARTICLES || single == words)
		return NAME_NO;
	/* "tomas h" is one; "next one" is none. */
	if (small)
		return words == 2 && small == 1 && single == 1 && !particles ? NAME_MAYBE : NAME_NO;
	if (long_capitals == words)
		return NAME_MAYBE;
	return NAME_LIKELY;
}
