#include "base/str.h"

#include <string.h>

struct str str_of(const char *cstring)
{
	return (struct str){ cstring, strlen(cstring) };
}

struct str str_range(const char *begin, const char *end)
{
	return (struct str){ begin, end > begin ? (size_t)(end - begin) : 0 };
}

bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && memcmp(a.p, b.p, a.n) == 0;
}

bool str_eq_nocase(struct str a, struct str b)
{
	return a.n == b.n && str_starts_nocase(a, b);
}

bool str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && memcmp(s.p, prefix.p, prefix.n) == 0;
}

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

struct str str_skip(struct str s, size_t n)
{
	if (n > s.n)
		n = s.n;
	return (struct str){ s.p + n, s.n - n };
}

struct str str_first(struct str s, size_t n)
{
	return (struct str){ s.p, n < s.n ? n : s.n };
}

struct str str_trim_left(struct str s)
{
	while (s.n && is_space(*s.p))
		s.p++, s.n--;
	return s;
}

struct str str_trim_right(struct str s)
{
	while (s.n && is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

struct str str_trim(struct str s)
{
	return str_trim_left(str_trim_right(s));
}

size_t str_find_char(struct str s, char c, size_t from)
{
	if (from >= s.n)
		return STR_NONE;
	const char *hit = memchr(s.p + from, c, s.n - from);
	return hit ? (size_t)(hit - s.p) : STR_NONE;
}

size_t str_find(struct str s, struct str needle, size_t from)
{
	if (needle.n == 0 || from >= s.n)
		return STR_NONE;
	const char *hit = memmem(s.p + from, s.n - from, needle.p, needle.n);
	return hit ? (size_t)(hit - s.p) : STR_NONE;
}

size_t str_find_nocase(struct str s, struct str needle, size_t from)
{
	for (size_t i = from; needle.n && i + needle.n <= s.n; i++)
		if (str_starts_nocase(str_skip(s, i), needle))
			return i;
	return STR_NONE;
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

bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

bool is_alpha(char c)
{
	return is_upper(c) || is_lower(c);
}

bool is_alnum(char c)
{
	return is_alpha(c) || is_digit(c);
}

bool is_punct(char c)
{
	return c > ' ' && c < 0x7f && !is_alnum(c);
}

char to_lower(char c)
{
	return is_upper(c) ? (char)(c + ('a' - 'A')) : c;
}
