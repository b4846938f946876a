#include "model/inline_parts.h"

#include <string.h>

#include "base/mem.h"

/* ---- what a URL and a Message-ID are ---- */

bool link_is_safe(struct str url)
{
	static const char *const safe[] = { "http", "https", "mailto", "ftp", "irc", "xmpp", "tel" };
	char scheme[8];
	size_t n = 0;
	for (size_t i = 0; i < url.n; i++) {
		unsigned char c = (unsigned char)url.p[i];
		if (c <= ' ' || c == 0x7f)
			continue;                /* browsers skip some of these, so they hide nothing here */
		if (c == '/' || c == '?' || c == '#')
			return true;
		if (c == ':') {
			for (size_t k = 0; k < sizeof safe / sizeof *safe; k++)
				if (str_eq((struct str){ scheme, n }, str_of(safe[k])))
					return true;
			return false;
		}
		if (n < sizeof scheme)
			scheme[n++] = to_lower((char)c);
	}
	return true;
}

bool link_is_message_id(struct str address)
{
	size_t local = str_find_char(address, '@', 0);
	if (local == STR_NONE)
		return false;
	size_t digits = 0, digit_run = 0, hex_run = 0, longest_digits = 0, longest_hex = 0;
	bool lower = false, upper = false, hex_digit = false;
	for (size_t i = 0; i < local; i++) {
		char c = address.p[i];
		bool hex = is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'f');
		digits += is_digit(c);
		digit_run = is_digit(c) ? digit_run + 1 : 0;
		hex_digit = hex && (is_digit(c) || hex_digit);
		hex_run = hex ? hex_run + 1 : 0;
		if (digit_run > longest_digits)
			longest_digits = digit_run;
		if (hex_digit && hex_run > longest_hex)
			longest_hex = hex_run;
		lower = lower || is_lower(c);
		upper = upper || is_upper(c);
	}
	return (local >= 14 && (longest_digits >= 8 || digits >= 10)) || longest_hex >= 16 ||
		(local >= 30 && lower && upper && digits >= 2);
}

struct str link_to_message(struct arena *arena, struct str base, struct str id)
{
	static const char hex[] = "0123456789ABCDEF";
	struct buf url = BUF_INIT;
	buf_str(&url, base);
	for (size_t i = 0; i < id.n; i++) {
		unsigned char c = (unsigned char)id.p[i];
		if (is_alnum((char)c) || (c > ' ' && c < 0x7f && !strchr("%#?/\"<>\\^`{|}", c))) {
			buf_put(&url, (char)c);
		} else {
			buf_put(&url, '%');
			buf_put(&url, hex[c >> 4]);
			buf_put(&url, hex[c & 15]);
		}
	}
	struct str result = arena_str(arena, buf_slice(&url));
	buf_free(&url);
	return result;
}

/* ---- bare URLs in a text ---- */

static bool starts_at(struct str s, size_t at, const char *word)
{
	return str_starts_nocase(str_skip(s, at), str_of(word));
}

bool link_may_start(struct str s, size_t at)
{
	if (s.p[at] == ':')
		return starts_at(s, at, "://") || (at >= 6 && starts_at(s, at - 6, "mailto"));
	return starts_at(s, at, "www.");
}

/* Bytes of the character at s[i] if it may stand in a URL, else 0. Outside ASCII: no space, quote or other general or
 * CJK punctuation. */
static size_t url_char(struct str s, size_t i)
{
	unsigned char c = (unsigned char)s.p[i];
	if (c < 0x80)
		return c > ' ' && c != 0x7f && c != '<' && c != '>' && c != '"' && c != '`';
	size_t left = s.n - i;
	unsigned char d = left > 1 ? (unsigned char)s.p[i + 1] : 0, e = left > 2 ? (unsigned char)s.p[i + 2] : 0;
	if (c == 0xc2 && (d < 0xb0 || d == 0xbb))
		return 0;
	if ((c == 0xe2 && (d == 0x80 || d == 0x81)) || (c == 0xe3 && d == 0x80) || (c == 0xef && d == 0xbc && e < 0x90) ||
	    (c == 0xef && d == 0xbf))
		return 0;
	size_t n = c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
	return n < left ? n : left;
}

/* Length of the run of URL characters at s[begin]; "**" ends it, as a mark around a URL would. */
static size_t url_run(struct str s, size_t begin)
{
	size_t i = begin, n;
	while (i < s.n && (n = url_char(s, i)) != 0) {
		if (s.p[i] == '*' && i + 1 < s.n && s.p[i + 1] == '*')
			break;
		i += n;
	}
	return i - begin;
}

/* Without trailing punctuation and closing brackets that have no partner inside. */
static size_t url_trim(struct str url)
{
	static const char opening[] = "([{", closing[] = ")]}";
	size_t extra[3] = { 0, 0, 0 };       /* closing brackets too many */
	long balance[3] = { 0, 0, 0 };
	for (size_t i = 0; i < url.n; i++)
		for (int k = 0; k < 3; k++)
			balance[k] += (url.p[i] == opening[k]) - (url.p[i] == closing[k]);
	for (int k = 0; k < 3; k++)
		extra[k] = balance[k] < 0 ? (size_t)-balance[k] : 0;
	size_t n = url.n;
	for (; n; n--) {
		char c = url.p[n - 1];
		const char *bracket = strchr(closing, c);
		if (c && bracket) {
			if (!extra[bracket - closing])
				break;
			extra[bracket - closing]--;
		} else if (!c || !strchr("?!.,:;*_~'", c)) {
			break;
		}
	}
	return n;
}

/* Does a mail address begin here? Stops at the first byte that cannot be one. */
static bool address_at(struct str s, size_t at)
{
	size_t i = at;
	while (i < s.n && (is_alnum(s.p[i]) || (s.p[i] && strchr("._+-%", s.p[i]))))
		i++;
	return i > at && i + 1 < s.n && s.p[i] == '@' && is_alnum(s.p[i + 1]);
}

/* Where the URL that link_may_start() saw at s[at] begins, and how long its fixed beginning is; false if it is none.
 * previous stands before s. */
static bool url_begin(struct str s, size_t at, char previous, size_t *begin, size_t *prefix)
{
	static const char *const schemes[] = { "https", "http", "mailto" };
	if (s.p[at] != ':') {
		char c = at ? s.p[at - 1] : previous;
		*begin = at;
		*prefix = 4;
		return !is_alnum(c) && !(c && strchr("/.-_@:", c)) && at + 4 < s.n && is_alnum(s.p[at + 4]);
	}
	for (size_t k = 0; k < 3; k++) {
		size_t n = strlen(schemes[k]);
		if (at < n || !starts_at(s, at - n, schemes[k]))
			continue;
		if (is_alnum(at > n ? s.p[at - n - 1] : previous))
			return false;
		*begin = at - n;
		*prefix = n + (k == 2 ? 1 : 3);
		size_t host = *begin + *prefix;
		if (k == 2)
			return address_at(s, host);
		return host < s.n && (is_alnum(s.p[host]) || (unsigned char)s.p[host] >= 0x80 || s.p[host] == '[');
	}
	return false;
}

/* Is what follows the prefix enough to be a place: a host, and for www. a name and a dot? */
static bool url_complete(struct str url, size_t prefix)
{
	struct str rest = str_skip(url, prefix);
	if (to_lower(url.p[0]) == 'w') {
		size_t dot = str_find_char(rest, '.', 0);
		return dot != STR_NONE && dot + 1 < rest.n;
	}
	return rest.n > 0;
}

struct span_list {
	struct span *items;
	size_t count, room;
};

static void add(struct span_list *list, enum span_type type, uint8_t mark, struct str text)
{
	VEC_ROOM(list->items, list->count, list->room);
	list->items[list->count++] = (struct span){ (uint8_t)type, mark, type == SPAN_OPEN, text };
}

static void add_link(struct span_list *list, struct arena *arena, struct str text)
{
	struct str url = to_lower(text.p[0]) == 'w' ? arena_join(arena, STR("http://"), STR_EMPTY, text) : text;
	add(list, SPAN_OPEN, MARK_LINK, url);
	add(list, SPAN_TEXT, 0, text);
	add(list, SPAN_CLOSE, MARK_LINK, STR_EMPTY);
}

/* What goes on behind the underline that ends after text's last character: the length of it in the next text. */
static size_t tail_length(struct inlines in, size_t i, struct str url, struct arena *arena, struct str *whole)
{
	if (i + 2 >= in.count || in.spans[i + 1].type != SPAN_CLOSE || in.spans[i + 1].mark != MARK_UNDERLINE ||
	    in.spans[i + 2].type != SPAN_TEXT)
		return 0;
	struct str next = in.spans[i + 2].text;
	struct str run = str_first(next, url_run(next, 0));
	if (run.n == 0)
		return 0;
	struct str both = arena_join(arena, url, STR_EMPTY, run);
	size_t n = url_trim(both);
	if (n <= url.n)
		return 0;
	*whole = str_first(both, n);
	return n - url.n;
}

/* Add one text with its URLs as links; gives the length that was taken from the text two spans ahead. */
static size_t link_text(struct span_list *list, struct arena *arena, struct inlines in, size_t i, size_t skip,
	char previous)
{
	struct str s = str_skip(in.spans[i].text, skip);
	size_t done = 0, tail = 0;
	for (size_t at = 0; at < s.n; at++) {
		size_t begin, prefix;
		if ((s.p[at] != ':' && to_lower(s.p[at]) != 'w') || !link_may_start(s, at) ||
		    !url_begin(s, at, previous, &begin, &prefix) || begin < done)
			continue;
		struct str run = str_first(str_skip(s, begin), url_run(s, begin));
		struct str url = str_first(run, url_trim(run));
		if (begin + run.n == s.n)
			tail = tail_length(in, i, run, arena, &url);
		if (url.n <= prefix || !url_complete(url, prefix)) {
			tail = 0;
			continue;
		}
		if (begin > done)
			add(list, SPAN_TEXT, 0, str_range(s.p + done, s.p + begin));
		add_link(list, arena, url);
		done = begin + url.n - tail;
		at = done - 1;
	}
	if (done < s.n)
		add(list, SPAN_TEXT, 0, str_skip(s, done));
	return tail;
}

static bool any_bare_url(struct inlines in)
{
	for (size_t i = 0; i < in.count; i++) {
		struct str s = in.spans[i].text;
		if (in.spans[i].type != SPAN_TEXT)
			continue;
		for (size_t at = 0; (at = str_find_char(s, ':', at)) != STR_NONE; at++)
			if (link_may_start(s, at))
				return true;
		if (str_find_nocase(s, STR("www."), 0) != STR_NONE)
			return true;
	}
	return false;
}

struct inlines link_bare_urls(struct arena *arena, struct inlines in)
{
	if (!any_bare_url(in))
		return in;
	struct span_list list = { NULL, 0, 0 };
	size_t depth = 0, links = 0, skip = 0, skip_at = 0;
	char previous = ' ';
	for (size_t i = 0; i < in.count; i++) {
		const struct span *s = &in.spans[i];
		size_t skipped = skip && i == skip_at ? skip : 0;
		if (s->type == SPAN_TEXT && !links && depth < INLINE_DEPTH) {
			skip = link_text(&list, arena, in, i, skipped, previous);
			skip_at = i + 2;
		} else {
			add(&list, (enum span_type)s->type, s->mark, s->text);
			list.items[list.count - 1].bare = s->bare;
		}
		depth += s->type == SPAN_OPEN;
		depth -= s->type == SPAN_CLOSE;
		links += s->type == SPAN_OPEN && s->mark == MARK_LINK;
		links -= s->type == SPAN_CLOSE && s->mark == MARK_LINK;
		if (s->type == SPAN_BREAK)
			previous = ' ';
		else if (s->type != SPAN_OPEN && s->text.n)
			previous = s->text.p[s->text.n - 1];
	}
	struct span *spans = arena_alloc(arena, list.count * sizeof *spans);
	memcpy(spans, list.items, list.count * sizeof *spans);
	struct inlines result = { spans, list.count };
	mem_free(list.items);
	return result;
}
