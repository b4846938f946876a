#include "mail/subject.h"

/* A decimal number at the begin of s, stepped over; false if there is none or it has more than five digits. */
static bool take_number(struct str *s, unsigned *number)
{
	size_t n = 0;
	*number = 0;
	for (; n < s->n && is_digit(s->p[n]); n++)
		if (n < 6)
			*number = *number * 10 + (unsigned)(s->p[n] - '0');
	*s = str_skip(*s, n);
	return n > 0 && n < 6;
}

/* ---- tokens of a bracket ---- */

/* "v9", "V9", "v2.1". */
static bool read_version(struct str word, struct subject *s)
{
	unsigned version, revision = 0;
	if (word.n < 2 || to_lower(word.p[0]) != 'v')
		return false;
	word = str_skip(word, 1);
	if (!take_number(&word, &version))
		return false;
	if (word.n && word.p[0] == '.') {
		word = str_skip(word, 1);
		if (!take_number(&word, &revision))
			return false;
	}
	if (word.n)
		return false;
	s->version = version;
	s->revision = revision;
	s->patch = true;
	return true;
}

/* "01/28", "2of3"; a count of 0 is none. */
static bool read_number(struct str word, struct subject *s)
{
	unsigned number, count;
	if (!take_number(&word, &number))
		return false;
	if (word.n && word.p[0] == '/')
		word = str_skip(word, 1);
	else if (str_starts_nocase(word, STR("of")))
		word = str_skip(word, 2);
	else
		return false;
	if (!take_number(&word, &count) || word.n || !count)
		return false;
	s->numbered = s->patch = true;
	s->number = number;
	s->count = count;
	return true;
}

/* "4.2", "4.2?", "4.2-rc3": digits, a point, digits. */
static bool is_release(struct str word)
{
	unsigned part;
	if (!take_number(&word, &part) || !word.n || word.p[0] != '.')
		return false;
	word = str_skip(word, 1);
	return take_number(&word, &part) && (!word.n || word.p[0] == '?' || word.p[0] == '-' || word.p[0] == '.');
}

/* "for-4.2", "for4.2?", "for-next", and a release alone. */
static bool read_target(struct str word, struct subject *s)
{
	if (str_starts_nocase(word, STR("for-")) && word.n > 4)
		s->target = str_skip(word, 4);
	else if (str_starts_nocase(word, STR("for")) && word.n > 3 && is_digit(word.p[3]))
		s->target = str_skip(word, 3);
	else if (!is_release(word))
		return false;
	else if (!s->target.n)
		s->target = word;
	return true;
}

static bool read_keyword(struct str word, struct subject *s)
{
	if (str_eq_nocase(word, STR("PATCH")) || str_eq_nocase(word, STR("PATCHES")))
		s->patch = true;
	else if (str_eq_nocase(word, STR("RFC")))
		s->rfc = true;
	else if (str_eq_nocase(word, STR("RESEND")) || str_eq_nocase(word, STR("REPOST")))
		s->resend = true;
	else if (str_eq_nocase(word, STR("PULL")))
		s->pull = true;
	else if (str_eq_nocase(word, STR("PING")))
		s->ping = true;
	else
		return false;
	return true;
}

static bool read_simple(struct str word, struct subject *s)
{
	return read_keyword(word, s) || read_version(word, s) || read_number(word, s) || read_target(word, s);
}

/* Words of patches that are glued together: "PATCHv3", "RFCv2", "PATCH/RFC", "RFC-PATCH-v2", "PATCH-for-4.2". */
static bool read_token(struct str word, struct subject *s)
{
	static const struct str heads[] = { { "PATCH", 5 }, { "RFC", 3 }, { "RESEND", 6 } };
	enum { LONGEST = 64 };
	if (word.n > LONGEST)
		return false;
	if (read_simple(word, s))
		return true;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		struct str rest = str_skip(word, heads[i].n);
		if (!str_starts_nocase(word, heads[i]) || !rest.n)
			continue;
		if (rest.p[0] == '-' || rest.p[0] == '/' || rest.p[0] == '_' || rest.p[0] == ':')
			rest = str_skip(rest, 1);
		struct subject inner = *s;
		if (rest.n && !read_token(rest, &inner))
			return false;
		*s = inner;
		return read_keyword(heads[i], s);
	}
	/* "v2-RFC", "v2/RFC". */
	size_t cut = str_find_char(word, '-', 0);
	if (cut == STR_NONE)
		cut = str_find_char(word, '/', 0);
	struct subject inner = *s;
	if (cut == STR_NONE || !read_version(str_first(word, cut), &inner) || !read_token(str_skip(word, cut + 1), &inner))
		return false;
	*s = inner;
	return true;
}

static bool is_between_tokens(char c)
{
	return is_space(c) || (c && strchr(",;()[]", c));
}

static bool next_token(struct str *rest, struct str *token)
{
	size_t begin = 0, end;
	while (begin < rest->n && is_between_tokens(rest->p[begin]))
		begin++;
	for (end = begin; end < rest->n && !is_between_tokens(rest->p[end]);)
		end++;
	*token = str_range(rest->p + begin, rest->p + end);
	*rest = str_skip(*rest, end);
	return token->n > 0;
}

/* "3 of 5", "3 / 5" and "for 4.2" in three and two tokens; stepped over. */
static bool read_phrase(struct str token, struct str *rest, struct subject *s)
{
	struct str after = *rest, second, third;
	unsigned number, count;
	if (!next_token(&after, &second))
		return false;
	if (str_eq_nocase(token, STR("for")) && is_release(second)) {
		s->target = second;
		*rest = after;
		return true;
	}
	if (!(str_eq_nocase(second, STR("of")) || str_eq(second, STR("/"))) || !next_token(&after, &third) ||
	    !take_number(&token, &number) || token.n || !take_number(&third, &count) || third.n || !count)
		return false;
	s->numbered = s->patch = true;
	s->number = number;
	s->count = count;
	*rest = after;
	return true;
}

/* False: no word of patches in it. A release alone makes no bracket of patches. */
static bool read_bracket(struct str inside, struct subject *s)
{
	struct subject found = *s;
	struct str token, rest = inside;
	bool any = false;
	while (next_token(&rest, &token)) {
		if (read_phrase(token, &rest, &found) || read_token(token, &found))
			any |= found.patch || found.rfc || found.resend || found.pull || found.ping ||
			       str_starts_nocase(token, STR("for"));
	}
	if (any)
		*s = found;
	return any;
}

/* The bracket at the begin of text, with those in it; 0 if it is never closed. */
static size_t bracket_length(struct str text)
{
	size_t depth = 0;
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '[')
			depth++;
		else if (text.p[i] == ']' && --depth == 0)
			return i + 1;
	}
	return 0;
}

/* ---- prefixes ---- */

enum prefix { PREFIX_NONE, PREFIX_REPLY, PREFIX_FORWARD, PREFIX_PING, PREFIX_IS };

/* As mail programs of several languages write them. */
static const struct {
	struct str word;
	enum prefix kind;
} prefixes[] = {
	{ { "re", 2 }, PREFIX_REPLY }, { { "aw", 2 }, PREFIX_REPLY }, { { "antw", 4 }, PREFIX_REPLY },
	{ { "antwort", 7 }, PREFIX_REPLY }, { { "sv", 2 }, PREFIX_REPLY }, { { "vs", 2 }, PREFIX_REPLY },
	{ { "odp", 3 }, PREFIX_REPLY }, { { "rif", 3 }, PREFIX_REPLY },
	{ { "\xe5\x9b\x9e\xe5\xa4\x8d", 6 }, PREFIX_REPLY }, { { "\xe7\xad\x94\xe5\xa4\x8d", 6 }, PREFIX_REPLY },
	{ { "fwd", 3 }, PREFIX_FORWARD }, { { "fw", 2 }, PREFIX_FORWARD }, { { "wg", 2 }, PREFIX_FORWARD },
	{ { "ping", 4 }, PREFIX_PING }, { { "gentle ping", 11 }, PREFIX_PING },
	{ { "friendly ping", 13 }, PREFIX_PING }, { { "is", 2 }, PREFIX_IS },
};

/* ":", " :", "[2]:", "^2:", "?:" and the colon of East Asian scripts, a bare number before it where that may be; 0: none. */
static size_t colon_length(struct str text, bool number)
{
	size_t i = 0;
	for (; i < text.n && (is_space(text.p[i]) || is_digit(text.p[i]) || strchr("[]^?!*#", text.p[i])); i++)
		number |= text.p[i] && strchr("[^*#", text.p[i]);
	if (i < text.n && text.p[i] == ':')
		i++;
	else if (str_starts(str_skip(text, i), STR("\xef\xbc\x9a")))
		i += 3;
	else
		return 0;
	for (size_t k = 0; k < i && !number; k++)
		if (is_digit(text.p[k]))
			return 0;
	return i;
}

static enum prefix take_prefix(struct str *text)
{
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
		struct str word = prefixes[i].word;
		if (!str_starts_nocase(*text, word))
			continue;
		struct str rest = str_skip(*text, word.n);
		size_t colon = colon_length(rest, prefixes[i].kind == PREFIX_PING);
		/* "Ping [PATCH] ..." and "Ping Re: ..." come without a colon too. */
		struct str bare = str_trim_left(rest);
		if (!colon && prefixes[i].kind == PREFIX_PING && bare.n < rest.n &&
		    (bare.p[0] == '[' || str_starts_nocase(bare, STR("Re:")))) {
			*text = bare;
			return PREFIX_PING;
		}
		if (colon) {
			*text = str_skip(rest, colon);
			return prefixes[i].kind;
		}
	}
	return PREFIX_NONE;
}

/* Peels prefixes and brackets off the begin of *text. */
static void read_front(struct str *text, struct subject *s)
{
	for (;;) {
		*text = str_trim_left(*text);
		enum prefix prefix = s->patch ? PREFIX_NONE : take_prefix(text);
		s->reply |= prefix == PREFIX_REPLY;
		s->forward |= prefix == PREFIX_FORWARD;
		s->ping |= prefix == PREFIX_PING;
		if (prefix != PREFIX_NONE)
			continue;
		size_t length = text->n && text->p[0] == '[' ? bracket_length(*text) : 0;
		if (!length)
			return;
		struct str after = str_skip(*text, length);
		bool apart = !after.n || is_space(after.p[0]) || after.p[0] == '[';
		struct str peeled = after;
		bool read = read_bracket(str_range(text->p + 1, text->p + length - 1), s);
		if (!read && !apart && take_prefix(&peeled) == PREFIX_NONE)
			return;
		*text = read && str_starts(after, STR(":")) ? str_skip(after, 1) : after;
	}
}

/* ---- what follows the title ---- */

/* "[and 2 more messages]" at the end: cut off. */
static void cut_more(struct str *text, struct subject *s)
{
	struct str tail = STR("[and ");
	for (size_t at = str_find(*text, tail, 0); at != STR_NONE; at = str_find(*text, tail, at + 1)) {
		struct str rest = str_skip(*text, at + tail.n);
		unsigned more;
		if (take_number(&rest, &more) && (str_eq(rest, STR(" more messages]")) || str_eq(rest, STR(" more message]")))) {
			s->more = more;
			*text = str_trim_right(str_first(*text, at));
			return;
		}
	}
}

/* "Was: ...", "(was: Re: ...)", "(was ...)": the subject before, cut off. Where no bracket opens and the word is in small
 * letters, only if a prefix or a bracket follows: "the lamp that was: on" is a title. */
static void cut_was(struct str *text, struct subject *s)
{
	struct str was = STR("was");
	for (size_t at = str_find_nocase(*text, was, 1); at != STR_NONE; at = str_find_nocase(*text, was, at + 1)) {
		bool opened = text->p[at - 1] == '(' || text->p[at - 1] == '[';
		struct str rest = str_skip(*text, at + was.n);
		bool colon = rest.n && rest.p[0] == ':';
		if (!rest.n || !(opened || is_space(text->p[at - 1])) || !(colon || (opened && is_space(rest.p[0]))))
			continue;
		rest = str_trim_left(str_skip(rest, 1));
		struct str peeled = rest;
		if (!rest.n || (!opened && text->p[at] == 'w' && rest.p[0] != '[' && take_prefix(&peeled) == PREFIX_NONE))
			continue;
		if (opened && (rest.p[rest.n - 1] == ')' || rest.p[rest.n - 1] == ']'))
			rest.n--;
		s->was = rest;
		*text = str_trim_right(str_first(*text, at - opened));
		return;
	}
}

/* "(v3)" and "(fwd)" at the end. The version of a bracket at the begin counts more. */
static void cut_tail(struct str *text, struct subject *s)
{
	while (text->n && text->p[text->n - 1] == ')') {
		size_t open = text->n - 1;
		while (open && text->p[open] != '(')
			open--;
		struct str inside = str_range(text->p + open + 1, text->p + text->n - 1);
		struct subject found = { .title = STR_EMPTY };
		if (str_eq_nocase(inside, STR("fwd")))
			s->forward = true;
		else if (!open || text->p[open] != '(' || !read_version(inside, &found))
			return;
		else if (!s->version) {
			s->version = found.version;
			s->revision = found.revision;
		}
		*text = str_trim_right(str_first(*text, open));
	}
}

struct subject subject_parse(struct str text)
{
	struct subject s = { .title = STR_EMPTY, .target = STR_EMPTY, .was = STR_EMPTY };
	text = str_trim(text);
	cut_more(&text, &s);
	cut_was(&text, &s);
	read_front(&text, &s);
	cut_tail(&text, &s);
	s.title = text;
	return s;
}

void subject_key(struct buf *key, struct str title)
{
	size_t begin = key->n;
	struct str word;
	while (str_word(&title, &word)) {
		if (key->n > begin)
			buf_put(key, ' ');
		for (size_t i = 0; i < word.n; i++)
			buf_put(key, to_lower(word.p[i]));
	}
	while (key->n > begin && key->p[key->n - 1] == '.')
		buf_cut(key, key->n - 1);
}
