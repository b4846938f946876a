#include "mail/phrase.h"

/* The apostrophe of typographers, as "don't" comes from some programs. */
#define APOSTROPHE STR("\xe2\x80\x99")

static bool is_word_byte(struct str s, size_t i)
{
	char c = s.p[i];
	if (is_alnum(c) || c == '\'' || c == '_' || (c & 0x80))
		return true;
	return (c == '-' || c == '.') && i && i + 1 < s.n && is_digit(s.p[i - 1]) && is_digit(s.p[i + 1]);
}

/* The bit of a word's first two letters; the second may be missing. Any letter that is not ASCII counts as an apostrophe,
 * which it may be. */
static uint64_t begin_bit(char first, char second)
{
	unsigned a = (unsigned char)(first & 0x80 ? '\'' : to_lower(first));
	unsigned b = (unsigned char)(second & 0x80 ? '\'' : to_lower(second));
	return (uint64_t)1 << (a * 11 + b) % 64;
}

void words_split(struct words *w, struct str sentence)
{
	w->count = 0;
	w->begins = 0;
	for (size_t i = 0; i < sentence.n && w->count < PHRASE_WORDS;) {
		if (!is_word_byte(sentence, i)) {
			i++;
			continue;
		}
		size_t begin = i;
		while (i < sentence.n && is_word_byte(sentence, i))
			i++;
		struct str word = str_range(sentence.p + begin, sentence.p + i);
		while (word.n && word.p[0] == '\'')
			word = str_skip(word, 1);
		while (word.n && word.p[word.n - 1] == '\'')
			word.n--;
		if (!word.n)
			continue;
		w->begins |= begin_bit(word.p[0], word.n > 1 ? word.p[1] : 0);
		w->items[w->count++] = word;
	}
}

/* One alternative of n bytes against the word. */
static bool alternative_matches(struct str word, const char *pattern, size_t n)
{
	bool prefix = n && pattern[n - 1] == '*';
	size_t i = 0;
	n -= prefix;
	for (size_t k = 0; k < n; k++) {
		if (pattern[k] == '\'' && str_starts(str_skip(word, i), APOSTROPHE)) {
			i += APOSTROPHE.n;
			continue;
		}
		if (i >= word.n || to_lower(word.p[i]) != pattern[k])
			return false;
		i++;
	}
	return prefix || i == word.n;
}

/* The length of the pattern's first word. */
static size_t item_length(const char *pattern)
{
	return strcspn(pattern, " ");
}

static bool item_matches(struct str word, const char *item, size_t n)
{
	/* Most alternatives fail at their first letter, but for an apostrophe, which a word may have in another form. */
	char first = word.n ? to_lower(word.p[0]) : 0;
	for (size_t begin = 0; begin <= n;) {
		size_t end = begin;
		while (end < n && item[end] != '|')
			end++;
		if ((item[begin] == first || item[begin] == '\'' || item[begin] == '*') &&
			alternative_matches(word, item + begin, end - begin))
			return true;
		begin = end + 1;
	}
	return false;
}

bool word_matches(struct str word, const char *pattern)
{
	return item_matches(word, pattern, item_length(pattern));
}

/* Patterns are short and of this program: the depth is their number of words. */
bool phrase_at(const struct words *w, const char *pattern, size_t from, size_t *end)
{
	size_t n = item_length(pattern);
	const char *rest = pattern[n] ? pattern + n + 1 : "";
	if (!n) {
		*end = from;
		return true;
	}
	if (pattern[0] == '~') {
		size_t most = (size_t)(pattern[1] - '0');
		for (size_t skip = 0; skip <= most && from + skip <= w->count; skip++)
			if (phrase_at(w, rest, from + skip, end))
				return true;
		return false;
	}
	return from < w->count && item_matches(w->items[from], pattern, n) && phrase_at(w, rest, from + 1, end);
}

bool phrase_find(const struct words *w, const char *pattern, size_t from, size_t *begin, size_t *end)
{
	for (*begin = from; *begin < w->count; ++*begin)
		if (phrase_at(w, pattern, *begin, end))
			return true;
	return false;
}

void phrase_needs(struct phrase_needs *needs, const char *pattern)
{
	needs->count = 0;
	for (size_t n; (n = item_length(pattern)) > 0 && needs->count < PHRASE_ITEMS; pattern += n + (pattern[n] == ' ')) {
		uint64_t begins = 0;
		if (pattern[0] == '~')
			continue;
		for (size_t i = 0; i < n; i++) {
			if (i && pattern[i - 1] != '|')
				continue;
			char second = i + 1 < n && pattern[i + 1] != '|' ? pattern[i + 1] : 0;
			begins |= second == '*' ? UINT64_MAX : begin_bit(pattern[i], second);
		}
		needs->begins[needs->count++] = begins;
	}
}

bool phrase_possible(const struct words *w, const struct phrase_needs *needs)
{
	for (size_t i = 0; i < needs->count; i++)
		if (!(needs->begins[i] & w->begins))
			return false;
	return true;
}

bool phrase_in(const struct words *w, const char *pattern)
{
	size_t begin, end;
	return phrase_find(w, pattern, 0, &begin, &end);
}

struct str words_text(const struct words *w, size_t begin, size_t end)
{
	if (begin >= end || end > w->count)
		return STR_EMPTY;
	return str_range(w->items[begin].p, w->items[end - 1].p + w->items[end - 1].n);
}
