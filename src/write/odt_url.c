#include <string.h>

#include "write/odt.h"

static bool is_hex(char c)
{
	return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'f');
}

static void add_percent(struct buf *b, char c)
{
	static const char digits[] = "0123456789ABCDEF";
	buf_put(b, '%');
	buf_put(b, digits[(unsigned char)c >> 4]);
	buf_put(b, digits[(unsigned char)c & 15]);
}

/* Length of the scheme and its colon (RFC 3986 §3.1), or 0. */
static size_t scheme_length(struct str url)
{
	if (!url.n || !is_alpha(*url.p))
		return 0;
	for (size_t i = 1; i < url.n; i++) {
		if (url.p[i] == ':')
			return i + 1;
		if (!is_alnum(url.p[i]) && url.p[i] != '+' && url.p[i] != '-' && url.p[i] != '.')
			return 0;
	}
	return 0;
}

/* Where an authority ends: brackets belong to an IPv6 address in it, or nowhere. */
static size_t authority_end(struct str url, size_t begin)
{
	if (!str_starts(str_skip(url, begin), STR("//")))
		return begin;
	size_t i = begin + 2;
	while (i < url.n && url.p[i] != '/' && url.p[i] != '?' && url.p[i] != '#')
		i++;
	return i;
}

/* "//[::1]:80": a bracket first, its fellow later. */
static bool is_ip_literal(struct str authority)
{
	return authority.n > 2 && authority.p[2] == '[' && str_find_char(authority, ']', 3) != STR_NONE &&
		str_find_char(authority, '[', 3) == STR_NONE;
}

static const bool forbidden[256] = {
	[0 ... ' '] = true, ['"'] = true, ['<'] = true, ['>'] = true, ['\\'] = true, ['^'] = true, ['`'] = true, ['{' ... '}'] = true, [127] = true,
};

bool odt_url(struct str url, struct buf *valid)
{
	buf_cut(valid, 0);
	url = str_trim(url);
	size_t scheme = scheme_length(url);
	size_t path = authority_end(url, scheme);
	if (url.n == scheme || (path > scheme && path - scheme <= 2 && path == url.n))
		return false;
	bool brackets = is_ip_literal(str_first(str_skip(url, scheme), path - scheme));
	bool fragment = false;
	if (!scheme && *url.p != '#' && *url.p != '/')
		buf_cstr(valid, "../");
	for (size_t i = 0; i < url.n; i++) {
		char c = url.p[i];
		bool wrong = forbidden[(unsigned char)c] || (c == '%' && !(i + 2 < url.n && is_hex(url.p[i + 1]) && is_hex(url.p[i + 2]))) ||
			((c == '[' || c == ']') && !(brackets && i < path)) || (c == '#' && fragment);
		fragment = fragment || c == '#';
		if (wrong)
			add_percent(valid, c);
		else
			buf_put(valid, c);
	}
	return true;
}

bool odt_is_language(struct str tag)
{
	struct str rest = tag, part;
	bool first = true;
	if (!tag.n)
		return false;
	for (; str_split(&rest, '-', &part); first = false) {
		if (part.n < 1 || part.n > 8)
			return false;
		for (size_t i = 0; i < part.n; i++)
			if (first ? !is_alpha(part.p[i]) : !is_alnum(part.p[i]))
				return false;
	}
	return true;
}
