#include "read/label.h"

#include <string.h>

#include "model/names.h"
#include "model/words.h"

enum { LABEL_BYTES = 100, LABEL_WORDS = 8 };

/* Pads mark who wrote what follows by "[name=Mira]". */
#define NAMED STR("[name=")

/* "12:58:11 PM", "1:01:06 PM", "15:03", with nothing else. */
static bool is_clock(struct str s)
{
	size_t digits = 0, colons = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (is_digit(s.p[i]))
			digits++;
		else if (s.p[i] == ':')
			colons++;
		else if (str_find_char(STR("AMPamp. "), s.p[i], 0) == STR_NONE)
			return false;
	}
	return digits >= 3 && digits <= 6 && colons >= 1 && colons <= 2;
}

/* Length of a run of emphasis signs that opens a label: "**", "__", "*", "_"; 0 if none. */
static size_t signs(struct str s)
{
	if (s.n < 2 || (*s.p != '*' && *s.p != '_'))
		return 0;
	size_t n = s.p[1] == s.p[0] ? 2 : 1;
	return n < s.n && !is_space(s.p[n]) ? n : 0;
}

/* "wren[m]": letters in brackets at the end of a nick are part of it. */
static bool ends_nick(struct str s, size_t open)
{
	size_t i = open + 1;
	while (i < s.n && is_alpha(s.p[i]))
		i++;
	return open && !is_space(s.p[open - 1]) && i > open + 1 && i + 1 == s.n && s.p[i] == ']';
}

/* Names, affiliation out of the whole: groups in () and [] are no names. */
static void dissect(struct label *label)
{
	struct str s = label->whole;
	size_t open = 0;
	if (s.n > 2 && *s.p == '[' && str_find_char(s, ']', 0) == s.n - 1) {
		label->names = str_trim(str_skip(str_first(s, s.n - 1), str_starts(s, NAMED) ? NAMED.n : 1));
		return;
	}
	while (open < s.n && s.p[open] != '(' && !(s.p[open] == '[' && open && !ends_nick(s, open)))
		open++;
	label->names = str_trim(str_first(s, open));
	if (open < s.n && s.p[open] == '(') {
		size_t end = open + 1;
		while (end < s.n && s.p[end] != ')' && s.p[end] != ',' && s.p[end] != ';' && s.p[end] != ']')
			end++;
		label->affiliation = str_trim(str_range(s.p + open + 1, s.p + end));
	}
	if (open == 0 && s.n && *s.p == '(') {
		size_t end = str_find_char(s, ')', 0);
		if (end != STR_NONE && end > 1) {
			label->prefix = str_first(s, end + 1);
			label->whole = label->names = str_trim(str_skip(s, end + 1));
			size_t more = str_find_char(label->names, '(', 0);
			if (more != STR_NONE)
				label->names = str_trim(str_first(label->names, more));
			/* "(MO): text" */
			if (!label->names.n && name_is_initials(str_range(s.p + 1, s.p + end))) {
				label->prefix = STR_EMPTY;
				label->whole = s;
				label->names = str_range(s.p + 1, s.p + end);
			}
		}
	}
}

/* A label is short and no sentence. Signs that nicks have count only where others mark a label: where they are allowed. */
static bool label_shaped(struct str s, const char *allowed)
{
	size_t words = 0, depth = 0;
	if (s.n == 0 || s.n > LABEL_BYTES)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		if (c == ']' && i + 1 < s.n && s.p[i + 1] == '(')
			return false;     /* a link */
		if (c == '(' || c == '[')
			depth++;
		else if ((c == ')' || c == ']') && depth)
			depth--;
		else if (c == '"' || c == '\n' || c == '\t' || c == '<')
			return false;
		else if ((c == '`' || c == '|') && !strchr(allowed, c) && !str_escaped(s, i))
			return false;
		else if ((c == '?' || c == '!' || c == ';') && !depth)
			return false;
		else if (c == '.' && !depth && i > 2 && is_lower(s.p[i - 1]) && i + 1 < s.n && is_space(s.p[i + 1]))
			return false;
		else if (!depth && !is_space(c) && (i == 0 || is_space(s.p[i - 1])))
			words++;
	}
	return words <= LABEL_WORDS;
}

size_t label_stamp(struct str text)
{
	char close = text.n && *text.p == '(' ? ')' : text.n && *text.p == '[' ? ']' : 0;
	size_t end = close ? str_find_char(str_first(text, 20), close, 1) : str_find_char(str_first(text, 20), ' ', 0);
	if (end == STR_NONE || !is_clock(close ? str_range(text.p + 1, text.p + end) : str_first(text, end)))
		return 0;
	return close ? end + 1 : end;
}

/* "<nick> text" */
static bool find_angled(struct str text, struct label *label)
{
	size_t end = str_find_char(str_first(text, 64), '>', 1);
	if (end == STR_NONE || end < 2)
		return false;
	label->whole = label->names = str_range(text.p + 1, text.p + end);
	label->text = str_trim(str_skip(text, end + 1));
	/* No nick has parentheses (RFC 2812 §2.3.1); a name may. */
	if (*label->whole.p == '(')
		return false;
	if (str_find_char(label->whole, '(', 0) != STR_NONE)
		dissect(label);
	return true;
}

/* Elements of HTML with text behind their tag. */
static bool is_element(struct str name)
{
	static const char *const list[] = { "address", "article", "aside", "blockquote", "br", "center", "code", "col", "dd", "del", "details",
		"div", "dl", "dt", "em", "figure", "font", "footer", "form", "head", "header", "hr", "html", "img", "input", "ins", "kbd", "li",
		"main", "mark", "nav", "ol", "option", "pre", "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td",
		"th", "thead", "tr", "tt", "ul", "var", "wbr", NULL };
	return word_in(name, list);
}

bool label_chat(struct str text, struct label *label)
{
	enum { NICK_BYTES = 32, NICK_WORDS = 3 };
	*label = (struct label){ .whole = STR_EMPTY };
	/* "**\\<nick>** text" */
	bool bold = str_starts(text, STR("**"));
	text = str_skip(text, bold ? 2 : 0);
	text = str_skip(text, bold && str_starts(text, STR("\\")) ? 1 : 0);
	if (!text.n || *text.p != '<' || !find_angled(text, label) || label->whole.n < 2 || label->whole.n > NICK_BYTES)
		return false;
	struct str rest = str_skip(text, label->whole.n + 2);
	if (bold && !str_starts(rest, STR("**")))
		return false;
	rest = str_skip(rest, bold ? 2 : 0);
	label->text = str_trim(rest);
	size_t words = 1, letters = 0;
	for (size_t i = 0; i < label->whole.n; i++) {
		char c = label->whole.p[i];
		words += c == ' ';
		letters += is_alpha(c) || (unsigned char)c >= 0x80;
		if (!is_alnum(c) && (unsigned char)c < 0x80 && str_find_char(STR(" .-_[]^|`\\"), c, 0) == STR_NONE)
			return false;
	}
	return letters && words <= NICK_WORDS && label->text.n && is_space(*rest.p) && !is_element(label->whole);
}

/* "(12:58:11 PM) nick: text", "18:00:07 <nick> text", "[18:00] <nick> text". */
static bool find_log(struct str text, struct label *label)
{
	struct str rest;
	size_t end;
	label->prefix = str_first(text, label_stamp(text));
	if (!label->prefix.n)
		return false;
	rest = str_trim_left(str_skip(text, label->prefix.n));
	if (rest.n && *rest.p == '<') {
		if (!find_angled(rest, label))
			return false;
	} else {
		end = 0;
		while (end < rest.n && end < 32 && !is_space(rest.p[end]) && rest.p[end] != ':')
			end++;
		if (end == 0 || end + 1 >= rest.n || rest.p[end] != ':' || rest.p[end + 1] != ' ' || !is_alpha(*rest.p))
			return false;
		label->whole = label->names = str_first(rest, end);
		label->text = str_trim(str_skip(rest, end + 1));
	}
	label->stamped = true;
	return label_shaped(label->whole, "`|");
}

#define WIDE_COLON STR("\xef\xbc\x9a")    /* U+FF1A, with its own blank in it */

/* Offset of the colon that ends a label: outside parentheses, followed by a blank or the end; a wide one behind a word in
 * Latin letters. *behind is the offset of what stands behind it. */
static size_t find_colon(struct str s, size_t *behind)
{
	size_t depth = 0;
	struct str begin = str_first(s, LABEL_BYTES + 1);
	bool latin = s.n && is_alpha(*s.p);
	if (str_find_char(begin, ':', 0) == STR_NONE && (!latin || str_find_char(begin, *WIDE_COLON.p, 0) == STR_NONE))
		return STR_NONE;
	for (size_t i = 0; i < begin.n; i++) {
		char c = begin.p[i];
		if (c == '(' || c == '[')
			depth++;
		else if ((c == ')' || c == ']') && depth)
			depth--;
		else if (c == '\n')
			return STR_NONE;
		else if (c == *WIDE_COLON.p && latin && !depth && str_starts(str_skip(s, i), WIDE_COLON)) {
			*behind = i + WIDE_COLON.n;
			return i;
		} else if (c == ':' && !depth) {
			*behind = i + 1;
			if (i + 1 == s.n || is_space(s.p[i + 1]))
				return i;
			/* "Attended:Mira Okafor": one capitalised word without a blank behind the colon. */
			bool word = i >= 4 && is_upper(*s.p) && is_upper(s.p[i + 1]);
			for (size_t k = 0; k < i && word; k++)
				word = is_alpha(s.p[k]);
			return word ? i : STR_NONE;
		}
	}
	return STR_NONE;
}

static bool find_strong(struct str text, size_t n, struct label *label)
{
	struct str sign = str_first(text, n);
	size_t close = str_find(str_first(text, LABEL_BYTES), sign, n + 1);
	if (close == STR_NONE)
		return false;
	struct str inside = str_trim(str_range(text.p + n, text.p + close));
	struct str rest = str_skip(text, close + n);
	if (inside.n && inside.p[inside.n - 1] == ':') {
		if (str_escaped(inside, inside.n - 1))
			return false;
		label->whole = str_trim(str_first(inside, inside.n - 1));
		label->text = str_trim(rest);
		label->inside = true;
		dissect(label);
	} else {
		/* "**Name**: text", "**Name** (Org): text" */
		size_t behind, colon = find_colon(rest, &behind);
		if (colon == STR_NONE)
			return false;
		struct str between = str_trim(str_first(rest, colon));
		if (between.n && *between.p != '(' && *between.p != '[')
			return false;
		label->whole = inside;
		dissect(label);
		if (between.n) {
			struct label part = *label;
			part.whole = between;
			dissect(&part);
			label->affiliation = part.affiliation;
			if (!part.affiliation.n)
				label->affiliation = str_trim(str_range(between.p + 1, between.p + between.n - 1));
			label->whole = str_range(text.p, rest.p + colon);
		}
		label->text = str_trim(str_skip(rest, behind));
	}
	label->strong = true;
	return label->names.n > 0 && label_shaped(inside, label->inside ? "|" : "");
}

static bool find_named(struct str text, struct label *label)
{
	size_t end = str_starts(text, NAMED) ? str_find_char(str_first(text, LABEL_BYTES), ']', NAMED.n + 1) : STR_NONE;
	if (end == STR_NONE || !str_trim(str_skip(text, end + 1)).n)
		return false;
	label->whole = str_first(text, end + 1);
	label->text = str_trim(str_skip(text, end + 1));
	label->stamped = true;
	dissect(label);
	return label->names.n > 0;
}

bool label_find(struct str text, struct label *label)
{
	const struct label none = { STR_EMPTY, STR_EMPTY, STR_EMPTY, STR_EMPTY, STR_EMPTY, false, false, false };
	*label = none;
	if (text.n && (is_digit(*text.p) || *text.p == '(' || *text.p == '[') && find_log(text, label))
		return true;
	*label = none;
	if (find_named(text, label))
		return true;
	size_t n = signs(text);
	if (n)
		return find_strong(text, n, label);
	size_t behind, colon = find_colon(text, &behind);
	if (colon == STR_NONE)
		return false;
	label->whole = str_trim(str_first(text, colon));
	label->text = str_trim(str_skip(text, behind));
	if (str_escaped(label->whole, label->whole.n))
		return false;
	if (!label_shaped(label->whole, ""))
		return false;
	dissect(label);
	return label->names.n > 0;
}

size_t label_topic(struct str text)
{
	size_t n = str_starts_nocase(text, STR("topic:")) ? 6 : str_starts(text, STR("ITEM:")) ? 5 : 0;
	return n && n + 1 < text.n && is_space(text.p[n]) ? n : 0;
}
