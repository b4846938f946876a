#include "base/str.h"

#include <string.h>

bool str_starts_nocase(struct str s, struct str prefix)
{
	if (s.n < prefix.n)
		return false;
	for (size_t i = 0; i < prefix.n; i++)
		if (to_lower(s.p[i]) != to_lower(prefix.p[i]))
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

/* Short needles are found by their rarest byte. */
size_t str_find(struct str s, struct str needle, size_t from)
{
	enum { SHORT = 24 };
	if (needle.n == 0 || needle.n > s.n)
		return STR_NONE;
	if (needle.n > SHORT) {
		const char *hit = from < s.n ? memmem(s.p + from, s.n - from, needle.p, needle.n) : NULL;
		return hit ? (size_t)(hit - s.p) : STR_NONE;
	}
	size_t key = 0;
	for (size_t i = 1; i < needle.n; i++)
		if (common[(unsigned char)needle.p[i]] < common[(unsigned char)needle.p[key]])
			key = i;
	struct str keys = str_first(s, s.n - needle.n + 1 + key);
	for (size_t at = from; (at = str_find_char(keys, needle.p[key], at + key)) != STR_NONE; at = at - key + 1)
		if (memcmp(s.p + at - key, needle.p, needle.n) == 0)
			return at - key;
	return STR_NONE;
}

size_t str_find_nocase(struct str s, struct str needle, size_t from)
{
	if (!needle.n)
		return STR_NONE;
	char first = to_lower(*needle.p);
	for (size_t i = from; i + needle.n <= s.n; i++)
		if (to_lower(s.p[i]) == first && str_starts_nocase(str_skip(s, i), needle))
			return i;
	return STR_NONE;
}

bool str_escaped(struct str s, size_t at)
{
	size_t n = 0;
	while (n < at && s.p[at - 1 - n] == '\\')
		n++;
	return n % 2;
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
