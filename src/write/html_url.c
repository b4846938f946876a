#include "write/html.h"

/* URL code points of ASCII besides letters and digits (WHATWG URL §4.3), and '%', which is looked at on its own. */
static bool is_url_punct(char c)
{
	return c && str_find_char(STR("!$&'()*+,-./:;=?@_~"), c, 0) != STR_NONE;
}

static bool is_hex(char c)
{
	return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'f');
}

/* Four numbers up to 255 (§4.2: a host that ends in a number is an IPv4 address). */
static bool is_ipv4(struct str host)
{
	struct str part;
	size_t parts = 0;
	while (str_split(&host, '.', &part)) {
		unsigned value = 0;
		for (size_t i = 0; i < part.n; i++) {
			if (!is_digit(part.p[i]) || i == 3)
				return false;
			value = value * 10 + (unsigned)(part.p[i] - '0');
		}
		if (part.n == 0 || value > 255 || (part.n > 1 && part.p[0] == '0'))
			return false;
		parts++;
	}
	return parts == 4;
}

/* Eight groups of hexadecimal digits, or fewer around one "::". */
static bool is_ipv6(struct str host)
{
	size_t groups = 0, digits = 0, gaps = 0;
	for (size_t i = 0; i < host.n; i++) {
		if (is_hex(host.p[i])) {
			groups += digits == 0;
			if (++digits > 4)
				return false;
		} else if (host.p[i] == ':') {
			bool pair = i + 1 < host.n && host.p[i + 1] == ':';
			if ((!digits && !pair) || (!pair && i + 1 == host.n))
				return false;
			gaps += pair;
			i += pair;
			digits = 0;
		} else {
			return false;
		}
	}
	return gaps == 0 ? groups == 8 : gaps == 1 && groups < 8;
}

/* The blocks of UTF-8 that begin with these three bytes hold punctuation and symbols rather than letters. */
static bool is_host_byte(unsigned char c)
{
	return is_alnum((char)c) || c == '-' || c == '_' || (c >= 0x80 && c != 0xc2 && c != 0xe2 && c != 0xef);
}

/* Labels of letters, digits, '-' and '_' or of other scripts' letters, which are the browser's to judge. */
static bool is_domain(struct str host)
{
	struct str rest = host, label = STR_EMPTY;
	bool number = false;
	if (host.n > 253)
		return false;
	if (str_ends(host, STR(".")))
		rest.n--;
	while (str_split(&rest, '.', &label)) {
		if (label.n == 0 || label.n > 63 || label.p[0] == '-' || label.p[label.n - 1] == '-')
			return false;
		if (label.n >= 4 && label.p[2] == '-' && label.p[3] == '-')
			return false;        /* coded names may be wrong in ways that only decoding shows */
		for (size_t i = 0; i < label.n; i++)
			if (!is_host_byte((unsigned char)label.p[i]))
				return false;
		number = str_starts_nocase(label, STR("0x"));
		for (size_t i = 0; i < label.n && !number; i++)
			if (!is_digit(label.p[i]))
				break;
			else
				number = i + 1 == label.n;
	}
	return !number || is_ipv4(host);
}

/* host[:port], without a user: that would show a place that the link does not go to. */
static bool is_authority(struct str s)
{
	struct str host = s;
	if (str_starts(s, STR("["))) {
		size_t end = str_find_char(s, ']', 0);
		if (end == STR_NONE || !is_ipv6(str_range(s.p + 1, s.p + end)))
			return false;
		s = str_skip(s, end + 1);
	} else {
		size_t colon = str_find_char(s, ':', 0);
		host = str_first(s, colon == STR_NONE ? s.n : colon);
		if (!is_domain(host))
			return false;
		s = str_skip(s, host.n);
	}
	unsigned port = 0;
	for (size_t i = 1; i < s.n; i++) {
		if (!is_digit(s.p[i]) || i > 5)
			return false;
		port = port * 10 + (unsigned)(s.p[i] - '0');
	}
	return s.n == 0 || (s.p[0] == ':' && port <= 65535);
}

/* What a page may link to, and whether a host comes first. */
static const struct scheme {
	const char *name;
	bool host;
} schemes[] = {
	{ "http", true }, { "https", true }, { "ftp", true }, { "irc", true }, { "mailto", false }, { "xmpp", false },
	{ "tel", false },
};

/* Length of the scheme with its colon; 0 for a URL without one; STR_NONE where no page may link to it. */
static size_t scheme_length(struct str url, bool *host)
{
	size_t n = 0;
	while (n < url.n && (is_alnum(url.p[n]) || (n && str_find_char(STR("+-."), url.p[n], 0) != STR_NONE)))
		n++;
	*host = false;
	if (n == url.n || url.p[n] != ':') {
		/* Browsers pass over blanks and controls, so what they would take for a scheme may hide behind them. */
		for (size_t i = n; i < url.n && !str_starts(STR("/"), (struct str){ url.p + i, 1 }); i++) {
			if (url.p[i] == '?' || url.p[i] == '#')
				break;
			if (url.p[i] == ':')
				return STR_NONE;
		}
		return 0;
	}
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (str_eq_nocase(str_first(url, n), str_of(schemes[i].name))) {
			*host = schemes[i].host;
			return n + 1;
		}
	return STR_NONE;
}

static void add_encoded(struct buf *b, unsigned char c)
{
	static const char hex[] = "0123456789ABCDEF";
	const char code[] = { '%', hex[c >> 4], hex[c & 15] };
	buf_add(b, code, 3);
}

bool html_url(struct str url, struct buf *valid)
{
	bool host;
	size_t at = scheme_length(url, &host);
	buf_cut(valid, 0);
	if (at == STR_NONE || url.n == 0 || xml_find_forbidden(url, XML_HTML) != STR_NONE)
		return false;
	struct str rest = str_skip(url, at);
	if (host || (at == 0 && str_starts(rest, STR("//")))) {
		if (!str_starts(rest, STR("//")))
			return false;
		size_t end = 2;
		while (end < rest.n && str_find_char(STR("/?#\\"), rest.p[end], 0) == STR_NONE)
			end++;
		if (!is_authority(str_range(rest.p + 2, rest.p + end)))
			return false;
		at += end;
	} else if (at && rest.n == 0) {
		return false;
	}
	buf_str(valid, str_first(url, at));
	bool fragment = false;
	size_t run = at;
	for (size_t i = at; i < url.n; i++) {
		char c = url.p[i];
		if (is_alnum(c) || is_url_punct(c) || (unsigned char)c >= 0x80)
			continue;
		if (c == '%' && i + 2 < url.n && is_hex(url.p[i + 1]) && is_hex(url.p[i + 2]))
			continue;
		if (c == '#' && !fragment) {
			fragment = true;
			continue;
		}
		buf_str(valid, str_range(url.p + run, url.p + i));
		add_encoded(valid, (unsigned char)c);
		run = i + 1;
	}
	buf_str(valid, str_range(url.p + run, url.p + url.n));
	return true;
}
