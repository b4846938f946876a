#include "base/str.h"

#include <stdint.h>
#include <string.h>

bool str_starts_nocase(struct str s, struct str prefix)
{
	if (s.n < prefix.n)
		return false;
	for (size_t i = 0; i < prefix.n; i++)
		if (s.p[i] != prefix.p[i] && to_lower(s.p[i]) != to_lower(prefix.p[i]))
			return false;
	return true;
}

bool str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n && memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0;
}

int str_compare(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = memcmp(a.p, b.p, n);
	if (order)
		return order;
	return a.n < b.n ? -1 : a.n > b.n;
}

/* How common a byte is in text: small letters by their frequency in English, and the blank before all. */
static const unsigned char common[256] = {
	[' '] = 27, ['e'] = 26, ['t'] = 25, ['a'] = 24, ['o'] = 23, ['i'] = 22, ['n'] = 21, ['s'] = 20, ['r'] = 19, ['h'] = 18,
	['l'] = 17, ['d'] = 16, ['c'] = 15, ['u'] = 14, ['m'] = 13, ['f'] = 12, ['p'] = 11, ['g'] = 10, ['w'] = 9, ['y'] = 8,
	['b'] = 7, ['v'] = 6, ['k'] = 5, ['.'] = 4, ['x'] = 3, ['j'] = 2, ['q'] = 1, ['z'] = 1,
};

/* Offset of the byte by which a needle is found fastest. */
static size_t rarest(struct str needle)
{
	size_t key = 0;
	for (size_t i = 1; i < needle.n; i++)
		if (common[(unsigned char)needle.p[i]] < common[(unsigned char)needle.p[key]])
			key = i;
	return key;
}

size_t str_find(struct str s, struct str needle, size_t from)
{
	enum { SHORT = 24 };
	if (needle.n == 0 || needle.n > s.n)
		return STR_NONE;
	if (needle.n > SHORT) {
		const char *hit = from < s.n ? memmem(s.p + from, s.n - from, needle.p, needle.n) : NULL;
		return hit ? (size_t)(hit - s.p) : STR_NONE;
	}
	size_t key = rarest(needle);
	struct str keys = str_first(s, s.n - needle.n + 1 + key);
	for (size_t at = from; (at = str_find_char(keys, needle.p[key], at + key)) != STR_NONE; at = at - key + 1)
		if (memcmp(s.p + at - key, needle.p, needle.n) == 0)
			return at - key;
	return STR_NONE;
}

size_t str_find_nocase(struct str s, struct str needle, size_t from)
{
	if (needle.n == 0 || needle.n > s.n)
		return STR_NONE;
	size_t key = rarest(needle);
	char small = to_lower(needle.p[key]), capital = to_upper(small);
	struct str keys = str_first(s, s.n - needle.n + 1 + key);
	size_t next_small = str_find_char(keys, small, from + key);
	size_t next_capital = capital == small ? STR_NONE : str_find_char(keys, capital, from + key);
	while (next_small != next_capital) {
		size_t *next = next_small < next_capital ? &next_small : &next_capital, at = *next;
		if (str_starts_nocase(str_skip(s, at - key), needle))
			return at - key;
		*next = str_find_char(keys, s.p[at], at + 1);
	}
	return STR_NONE;
}

size_t str_printable(struct str s, size_t from)
{
	const uint64_t ones = UINT64_MAX / 255, high = ones * 0x80;
	size_t i = from;
	for (uint64_t eight; i + sizeof eight <= s.n; i += sizeof eight) {
		memcpy(&eight, s.p + i, sizeof eight);
		/* A byte's high bit comes out set where it is below a blank, above a tilde, or might be one of these. */
		if (((eight - ones * ' ') | (eight + ones) | eight) & high)
			break;
	}
	while (i < s.n && s.p[i] >= ' ' && s.p[i] < 0x7f)
		i++;
	return i - from;
}

bool str_escaped(struct str s, size_t at)
{
	size_t n = 0;
	while (n < at && s.p[at - 1 - n] == '\\')
		n++;
	return n % 2;
}

uint32_t str_hash(struct str s)
{
	const uint64_t factor = 0x9e3779b97f4a7c15u;
	uint64_t hash = s.n, eight = 0;
	size_t i = 0;
	for (; i + sizeof eight <= s.n; i += sizeof eight) {
		memcpy(&eight, s.p + i, sizeof eight);
		hash = (hash ^ eight) * factor;
		hash ^= hash >> 32;
	}
	eight = 0;
	memcpy(&eight, s.p + i, s.n - i);
	hash = (hash ^ eight) * factor;
	return (uint32_t)(hash >> 32 ^ hash);
}

bool str_split(struct str *rest, char separator, struct str *piece)
{
	if (!rest->p)
		return false;
	size_t at = str_find_char(*rest, separator, 0);
	if (at == STR_NONE) {
		*piece = *rest;
		*rest = (struct str){ NULL, 0 };
	} else {
		*piece = str_first(*rest, at);
		*rest = str_skip(*rest, at + 1);
	}
	return true;
}

bool str_word(struct str *rest, struct str *word)
{
	struct str s = str_trim_left(*rest);
	size_t n = 0;
	while (n < s.n && !is_space(s.p[n]))
		n++;
	*word = str_first(s, n);
	*rest = str_skip(s, n);
	return n > 0;
}

bool str_one_apart(struct str a, struct str b)
{
	size_t begin = 0, end = 0;
	if (a.n < b.n) {
		struct str swap = a;
		a = b;
		b = swap;
	}
	if (a.n - b.n > 1 || str_eq(a, b))
		return false;
	while (begin < b.n && a.p[begin] == b.p[begin])
		begin++;
	while (end < b.n - begin && a.p[a.n - 1 - end] == b.p[b.n - 1 - end])
		end++;
	size_t rest = a.n - begin - end;
	if (rest <= 1)
		return true;
	return rest == 2 && a.n == b.n && a.p[begin] == b.p[begin + 1] && a.p[begin + 1] == b.p[begin];
}
