#include "write/message_header.h"

#include "base/utf8.h"

enum { LINE = 76 };      /* RFC 2047 §2 */

/* RFC 5322 §3.2.3 */
static bool is_atext(char c)
{
	return is_alnum(c) || (c && str_find_char(STR("!#$%&'*+-/=?^_`{|}~"), c, 0) != STR_NONE);
}

static bool is_dot_atom(struct str s)
{
	struct str atom = STR_EMPTY, rest = s;
	while (str_split(&rest, '.', &atom)) {
		for (size_t i = 0; i < atom.n; i++)
			if (!is_atext(atom.p[i]))
				return false;
		if (!atom.n)
			return false;
	}
	return s.n > 0 && s.p[s.n - 1] != '.';
}

/* A host name: letters, digits and hyphens between dots. */
static bool is_domain(struct str s)
{
	if (s.n > 253 || !is_dot_atom(s))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		bool edge = i == 0 || i + 1 == s.n || s.p[i - 1] == '.' || s.p[i + 1] == '.';
		if (!is_alnum(s.p[i]) && s.p[i] != '.' && (s.p[i] != '-' || edge))
			return false;
	}
	return true;
}

static bool is_address(struct str s)
{
	size_t at = str_find_char(s, '@', 0);
	return at != STR_NONE && at <= 64 && is_dot_atom(str_first(s, at)) && is_domain(str_skip(s, at + 1));
}

bool message_is_line(struct str text)
{
	for (size_t at = 0; at < text.n;) {
		size_t begin = at;
		uint32_t code = utf8_next(text, &at);
		bool broken = code == 0xfffd && !str_starts(str_skip(text, begin), STR("\xef\xbf\xbd"));
		if (broken || code < ' ' || (code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029)
			return false;
	}
	return true;
}

/* The name before "<": a quoted string without its quotes, or words that need none. */
static bool parse_name(struct arena *arena, struct str s, struct str *name)
{
	*name = s;
	if (!str_starts(s, STR("\"")))
		return str_find_char(s, '"', 0) == STR_NONE && str_find_char(s, ',', 0) == STR_NONE &&
			str_find_char(s, ';', 0) == STR_NONE && str_find_char(s, '>', 0) == STR_NONE && str_find_char(s, '@', 0) == STR_NONE;
	char *p = arena_alloc(arena, s.n);
	size_t n = 0, i = 1;
	for (; i < s.n && s.p[i] != '"'; i++) {
		i += s.p[i] == '\\' && i + 1 < s.n;
		p[n++] = s.p[i];
	}
	*name = (struct str){ p, n };
	return i + 1 == s.n;
}

bool message_parse_address(struct arena *arena, struct str text, struct message_address *address)
{
	struct str s = str_trim(text), name = STR_EMPTY;
	if (!message_is_line(text))
		return false;
	if (str_ends(s, STR(">"))) {
		size_t open = s.n;
		while (open && s.p[open - 1] != '<')
			open--;
		if (!open || !parse_name(arena, str_trim(str_first(s, open - 1)), &name))
			return false;
		s = str_range(s.p + open, s.p + s.n - 1);
	}
	*address = (struct message_address){ name, s };
	return is_address(s);
}

bool message_parse_id(struct str text, struct str *id)
{
	struct str s = str_trim(text);
	if (str_starts(s, STR("<")) && str_ends(s, STR(">")))
		s = str_range(s.p + 1, s.p + s.n - 1);
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] <= ' ' || s.p[i] >= 0x7f || s.p[i] == '<' || s.p[i] == '>')
			return false;
	size_t at = str_find_char(s, '@', 0);
	*id = s;
	return at != STR_NONE && at > 0 && at + 1 < s.n && s.n <= 900;
}

/* Would a reader take it as it stands? */
static bool is_plain(struct str s)
{
	struct str word;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < ' ' || s.p[i] >= 0x7f)
			return false;
	if (str_find(s, STR("=?"), 0) != STR_NONE || str_find(s, STR("  "), 0) != STR_NONE)
		return false;
	while (str_word(&s, &word))
		if (word.n > LINE - 20)
			return false;
	return true;
}

/* Encoded words of UTF-8 in Q, each of whole characters; only letters and digits stand for themselves, so that one may
 * stand in a name too (RFC 2047 §5). */
static void put_encoded(struct buf *b, struct str s, size_t columns)
{
	static const char begin[] = "=?UTF-8?Q?";
	bool open = false;
	for (size_t at = 0; at < s.n;) {
		size_t from = at, need = 0;
		utf8_next(s, &at);
		for (size_t i = from; i < at; i++)
			need += is_alnum(s.p[i]) || s.p[i] == ' ' ? 1 : 3;
		if (open && columns + need + 2 > LINE) {
			buf_cstr(b, "?=\n ");
			columns = 1;
			open = false;
		}
		if (!open) {
			buf_cstr(b, begin);
			columns += sizeof begin - 1;
			open = true;
		}
		for (size_t i = from; i < at; i++) {
			if (is_alnum(s.p[i]))
				buf_put(b, s.p[i]);
			else if (s.p[i] == ' ')
				buf_put(b, '_');
			else
				buf_printf(b, "=%02X", (unsigned char)s.p[i]);
		}
		columns += need;
	}
	if (open)
		buf_cstr(b, "?=");
}

/* Taken on the last line of a value. */
static size_t columns_of(const struct buf *b)
{
	size_t i = b->n;
	while (i && b->p[i - 1] != '\n')
		i--;
	return b->n - i;
}

void header_text(struct buf *b, struct str text, size_t columns)
{
	struct str word;
	text = str_trim(text);
	if (!is_plain(text)) {
		buf_put(b, ' ');
		put_encoded(b, text, columns + 1);
		return;
	}
	while (str_word(&text, &word)) {
		if (columns + 1 + word.n > LINE) {
			buf_put(b, '\n');
			columns = 0;
		}
		buf_put(b, ' ');
		buf_str(b, word);
		columns += 1 + word.n;
	}
}

static void put_name(struct buf *b, struct str name)
{
	bool atoms = true;
	if (!is_plain(name) || name.n > LINE - 20) {
		put_encoded(b, name, columns_of(b) + sizeof "From:" - 1);
		return;
	}
	for (size_t i = 0; i < name.n; i++)
		atoms = atoms && (is_atext(name.p[i]) || name.p[i] == ' ');
	if (!atoms)
		buf_put(b, '"');
	for (size_t i = 0; i < name.n; i++) {
		if (name.p[i] == '"' || name.p[i] == '\\')
			buf_put(b, '\\');
		buf_put(b, name.p[i]);
	}
	if (!atoms)
		buf_put(b, '"');
}

void header_addresses(struct buf *b, const struct message_address *addresses, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		buf_cstr(b, i ? ",\n " : " ");
		if (addresses[i].name.n) {
			put_name(b, addresses[i].name);
			buf_cstr(b, columns_of(b) + addresses[i].address.n + 9 > LINE ? "\n <" : " <");
		}
		buf_str(b, addresses[i].address);
		if (addresses[i].name.n)
			buf_put(b, '>');
	}
}
