#include "read/small_words.h"

#include "base/mem.h"

enum { WORDS = 1 << 13, LOOKED_AT = 4 << 20, LONGEST_WORD = 24 };

struct small_words {
	struct known_word {
		struct str word;
		uint32_t hash;
		bool small;
	} table[WORDS];
	size_t count;
};

struct small_words *small_words_new(void)
{
	return mem_zero(1, sizeof(struct small_words));
}

void small_words_free(struct small_words *words)
{
	mem_free(words);
}

static uint32_t small_hash(struct str word)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < word.n; i++)
		h = (h ^ (unsigned char)to_lower(word.p[i])) * 16777619u;
	return h ? h : 1;
}

/* The place of the word, or the free one where it would be. */
static size_t place_of(const struct small_words *words, struct str word)
{
	uint32_t hash = small_hash(word);
	size_t at = hash & (WORDS - 1);
	while (words->table[at].hash && !(words->table[at].hash == hash && str_eq_nocase(words->table[at].word, word)))
		at = (at + 1) & (WORDS - 1);
	return at;
}

static bool is_common_shape(struct str w)
{
	return w.n >= 3 && w.n <= LONGEST_WORD && is_upper(*w.p) && is_lower(w.p[1]);
}

void small_words_add(struct small_words *words, struct str word)
{
	if (!is_common_shape(word))
		return;
	size_t at = place_of(words, word);
	if (words->table[at].hash || words->count >= WORDS / 2)
		return;
	words->table[at] = (struct known_word){ word, small_hash(word), false };
	words->count++;
}

bool small_words_seen(const struct small_words *words, struct str word)
{
	return is_common_shape(word) && words->table[place_of(words, word)].small;
}

static char char_at(struct str text, size_t at)
{
	return at < text.n ? text.p[at] : 0;
}

/* Where what stands before text[end) begins: signs of lists and of emphasis, a time. */
static size_t before_signs(struct str text, size_t end)
{
	while (end && (is_digit(text.p[end - 1]) || str_find_char(STR(" *-:()[]"), text.p[end - 1], 0) != STR_NONE))
		end--;
	return end;
}

/* "<kev> yes"; at the begin of a line "kev: yes", "15:03 kev: yes", either word of "kev moss: yes". */
static bool speaks(struct str text, size_t begin, size_t end)
{
	enum { OTHER_NAME = 16 };
	if (begin && text.p[begin - 1] == '<')
		return char_at(text, end) == '>';
	size_t at = before_signs(text, begin), other = at;
	if (char_at(text, end) == ' ') {
		size_t behind = end + 1;
		while (behind - end <= OTHER_NAME && is_alpha(char_at(text, behind)))
			behind++;
		return char_at(text, behind) == ':' && (!at || text.p[at - 1] == '\n');
	}
	if (char_at(text, end) != ':')
		return false;
	while (at - other < OTHER_NAME && other && is_alpha(text.p[other - 1]) && at < begin)
		other--;
	at = other < at ? before_signs(text, other) : at;
	return !at || text.p[at - 1] == '\n';
}

/* Does the word at text[begin..end) belong to somebody, or to an address? */
static bool is_somebodys(struct str text, size_t begin, size_t end)
{
	char behind = char_at(text, end), next = char_at(text, end + 1);
	return (begin && str_find_char(STR("@/._-"), text.p[begin - 1], 0) != STR_NONE) ||
		(behind && str_find_char(STR("@/_"), behind, 0) != STR_NONE) || (behind == '.' && is_alnum(next)) ||
		(behind == '\'' && next == 's') || speaks(text, begin, end);
}

void small_words_look(struct small_words *words, struct str text)
{
	bool in_word[256];
	uint32_t lengths[256] = { 0 };      /* of the words, a bit each, by their first letter: most words are none of them */
	text = str_first(text, LOOKED_AT);
	for (int c = 0; c < 256; c++)
		in_word[c] = is_alnum((char)c) || c >= 0x80;
	for (size_t i = 0; i < WORDS; i++)
		if (words->table[i].hash)
			lengths[(unsigned char)to_lower(*words->table[i].word.p)] |= (uint32_t)1 << words->table[i].word.n;
	for (size_t i = 0; words->count && i < text.n; i++) {
		size_t begin = i;
		while (i < text.n && in_word[(unsigned char)text.p[i]])
			i++;
		struct str word = str_range(text.p + begin, text.p + i);
		if (!word.n || word.n > LONGEST_WORD || !is_lower(*word.p) || !(lengths[(unsigned char)*word.p] >> word.n & 1))
			continue;
		struct known_word *known = &words->table[place_of(words, word)];
		if (known->hash && !known->small)
			known->small = !is_somebodys(text, begin, i);
	}
}
