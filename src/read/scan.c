#include "read/scan.h"

#include <string.h>

#include "base/mem.h"
#include "read/label.h"

enum {
	FLATTENED = 300,     /* a line at least this long may be several */
	TAB = 4,             /* columns (CommonMark 0.30 §2.2) */
	WIDE_TAB = 8,        /* and where plain text mixes tabs with as many blanks */
	ACROSS = 8           /* signs of a line across in one of those */
};

/* A recogniser looks at one line (raw, indent and text are set, text has no blanks at its ends and is not empty) and at
 * the class of the line before; it fills in the line and says whether the line is of its class. */
typedef bool recogniser(struct line *l, enum line_class before);

static void take_marker(struct line *l, size_t n)
{
	l->marker = str_first(l->text, n);
	struct str rest = str_skip(l->text, n), text = str_trim_left(rest);
	size_t content = l->indent + n + (rest.n - text.n);
	l->content = (uint16_t)(content > UINT16_MAX ? UINT16_MAX : content);
	l->text = text;
}

static size_t run_of(struct str s, char c)
{
	size_t n = 0;
	while (n < s.n && s.p[n] == c)
		n++;
	return n;
}

static bool is_comment(struct line *l, enum line_class before)
{
	(void)before;
	return str_eq(l->text, STR("<!-- minutes -->")) || str_eq(l->text, STR("<!-- list -->")) || str_eq(l->text, STR(MARKDOWN_MARK)) || str_eq(l->text, STR(MARKDOWN_MARK_ORIGIN));
}

static bool is_fence(struct line *l, enum line_class before)
{
	(void)before;
	char c = *l->text.p;
	size_t n = c == '`' || c == '~' ? run_of(l->text, c) : 0;
	if (n < 3 || (c == '`' && str_find_char(l->text, '`', n) != STR_NONE))
		return false;
	take_marker(l, n);
	return true;
}

static bool is_atx(struct line *l, enum line_class before)
{
	(void)before;
	size_t n = run_of(l->text, '#');
	if (n == 0 || n > 6 || n == l->text.n || l->indent > 3)
		return false;
	/* "##Attendees" is meant as a heading; "#action" is a command and "#5" a number. */
	if (!is_space(l->text.p[n]) && (n == 1 || !is_upper(l->text.p[n])))
		return false;
	take_marker(l, n);
	l->level = (uint8_t)n;
	struct str t = l->text;
	while (t.n && t.p[t.n - 1] == '#')
		t.n--;
	if (t.n < l->text.n && t.n && is_space(t.p[t.n - 1]))
		l->text = str_trim(t);
	return l->text.n > 0;
}

/* A line of one sign only: under a line of text it makes that a heading, else it is a line across. */
static bool only_sign(struct str s, char c, size_t least)
{
	size_t count = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == c)
			count++;
		else if (s.p[i] != ' ')
			return false;
	}
	return count >= least;
}

static bool is_underline(struct line *l, enum line_class before)
{
	char c = *l->text.p;
	if ((c != '=' && c != '-' && c != '~') || run_of(l->text, c) != l->text.n || l->text.n < 3)
		return false;
	if (before != LINE_BARE && before != LINE_LABEL && before != LINE_TABS && before != LINE_NUMBER)
		return false;
	l->level = c == '=' ? 1 : 2;
	return true;
}

/* Where a division of Pandoc's Markdown ends: ":::". */
static bool is_division_end(struct line *l, enum line_class before)
{
	(void)before;
	return only_sign(l->text, ':', 3);
}

static bool is_rule(struct line *l, enum line_class before)
{
	(void)before;
	char c = *l->text.p;
	return (c == '-' || c == '*' || c == '_' || c == '=') && only_sign(l->text, c, 3);
}

static bool is_wiki(struct line *l, enum line_class before)
{
	(void)before;
	size_t n = run_of(l->text, '=');
	if (n < 1 || n > 6 || n == l->text.n)
		return false;
	/* "= Summary =": one sign alone counts where one closes, too. */
	if (n == 1 && (l->text.n < 5 || l->text.p[1] != ' ' || !str_ends(l->text, STR(" =")) || str_ends(l->text, STR("= ="))))
		return false;
	l->marker = str_first(l->text, n);
	struct str t = str_trim(str_skip(l->text, n));
	while (t.n && t.p[t.n - 1] == '=')
		t.n--;
	l->text = str_trim(t);
	l->level = (uint8_t)n;
	return l->text.n > 0;
}

static bool is_topic(struct line *l, enum line_class before)
{
	(void)before;
	size_t n = run_of(l->text, '-');
	struct str rest = str_trim_left(str_skip(l->text, n));
	struct str word = n == 3 ? STR("topic:") : STR("#topic");
	if ((n != 3 && n != 0) || !str_starts_nocase(rest, word) || rest.n == word.n)
		return false;
	l->marker = str_range(l->text.p, rest.p + word.n);
	l->text = str_trim(str_skip(rest, word.n));
	return l->text.n > 0;
}

static bool is_quote(struct line *l, enum line_class before)
{
	(void)before;
	if (*l->text.p != '>')
		return false;
	l->marker = str_first(l->text, 1);
	l->text = str_skip(l->text, 1);
	return true;
}

static bool is_pipe(struct line *l, enum line_class before)
{
	if (*l->text.p == '|')
		return l->text.n > 1 && str_find_char(l->text, '|', 1) != STR_NONE;
	/* A row without outer pipes belongs to a table that began above. */
	return before == LINE_PIPE && str_find(l->text, STR(" | "), 0) != STR_NONE;
}

/* "---|:--:": the line below the head of a table without outer pipes (GFM 4.10). */
static bool is_separator(struct line *l, enum line_class before)
{
	size_t pipes = 0, dashes = 0;
	for (size_t i = 0; i < l->text.n; i++) {
		char c = l->text.p[i];
		if (c != '-' && c != '|' && c != ':' && c != ' ')
			return false;
		pipes += c == '|';
		dashes += c == '-';
	}
	return before != LINE_BLANK && pipes && dashes;
}

/* Something of a URL's length that may be followed and could not begin a tag, in angle brackets or without. */
static bool is_target(struct str url)
{
	if (url.n > 2 && *url.p == '<' && url.p[url.n - 1] == '>')
		url = str_range(url.p + 1, url.p + url.n - 1);
	return url.n >= 3 && inline_link_is_safe(url) && str_find_char(url, '<', 0) == STR_NONE && str_find_char(url, '>', 0) == STR_NONE;
}

static bool is_definition(struct line *l, enum line_class before)
{
	(void)before;
	if (*l->text.p != '[')
		return false;
	size_t end = str_find_char(str_first(l->text, 200), ']', 1);
	if (end == STR_NONE || end < 2 || end + 1 >= l->text.n || str_find_char(str_first(l->text, end), '[', 1) != STR_NONE)
		return false;
	if (l->text.p[end + 1] == ':') {
		struct str rest = str_skip(l->text, end + 2), target = str_trim_left(rest), url;
		if (!str_word(&rest, &url) || !is_target(url) || str_find_char(l->text, '<', 0) < end)
			return false;
		l->marker = str_first(l->text, end + 2);
		l->text = target;
		return true;
	}
	/* "[1] Title of a document": a numbered list of references. */
	for (size_t i = 1; i < end; i++)
		if (!is_digit(l->text.p[i]))
			return false;
	if (end > 4 || l->text.p[end + 1] != ' ')
		return false;
	l->marker = str_first(l->text, end + 1);
	l->text = str_trim_left(str_skip(l->text, end + 1));
	return true;
}

/* "*Title*", "**Title**", "__Title__": the whole line. */
static bool is_emphasis(struct line *l, enum line_class before)
{
	(void)before;
	struct str t = l->text;
	char c = *t.p;
	size_t n = c == '*' || c == '_' ? run_of(t, c) : 0;
	if (n == 0 || n > 3 || t.n < 2 * n + 2 || t.n > 200 || run_of(str_skip(t, t.n - n), c) != n)
		return false;
	struct str inside = str_range(t.p + n, t.p + t.n - n);
	if (is_space(*inside.p) || is_space(inside.p[inside.n - 1]) || str_find_char(inside, c, 0) != STR_NONE)
		return false;
	char end = inside.p[inside.n - 1];
	return end != ':' && end != '.' && end != '\\';
}

static bool is_log(struct line *l, enum line_class before)
{
	(void)before;
	struct label label;
	char c = *l->text.p;
	return (is_digit(c) || c == '(' || c == '[') && label_find(l->text, &label) && label.stamped;
}

static bool is_bullet(struct line *l, enum line_class before)
{
	static const struct str signs[] = {
		{ "-->", 3 }, { "->", 2 }, { "-", 1 }, { "*", 1 }, { "+", 1 }, { "#", 1 }, { "o", 1 },
		{ "\xe2\x80\xa2", 3 }, { "\xe2\x97\xa6", 3 }, { "\xe2\x96\xaa", 3 }, { "\xc2\xb7", 2 }, { "\xe2\x80\x93", 3 }, { "\xe2\x97\x8b", 3 },
		{ "\xe2\x96\xa0", 3 }, { "\xe2\x97\x8f", 3 }, { "\xef\x82\xb7", 3 },
	};
	(void)before;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (!str_starts(l->text, signs[i]))
			continue;
		size_t n = signs[i].n;
		if (l->text.n > n && !is_space(l->text.p[n]))
			continue;
		if ((*l->text.p == 'o' || *l->text.p == '#') && (l->indent == 0 || l->text.n == n))
			continue;
		take_marker(l, n);
		return true;
	}
	/* "//noted" is how some log writers set off a remark. */
	if (l->text.n > 2 && str_starts(l->text, STR("//")) && is_alpha(l->text.p[2])) {
		take_marker(l, 2);
		return true;
	}
	return false;
}

/* "1.", "01)", "(1)", "A.", "a)", "iv.", "IV.", "C.1)", whatever stands behind. */
static size_t number_length(struct str s, uint32_t *value)
{
	size_t i = 0, letters = 0, digits = 0;
	bool open = *s.p == '(';
	*value = 0;
	if (open)
		i++;
	if (i < s.n && is_alpha(s.p[i])) {
		while (i < s.n && letters < 4 && is_alpha(s.p[i]))
			i++, letters++;
		if (letters > 1)
			for (size_t k = i - letters; k < i; k++)
				if (str_find_char(is_upper(s.p[i - 1]) ? STR("IVX") : STR("ivx"), s.p[k], 0) == STR_NONE)
					return 0;
		if (letters == 1 && i + 1 < s.n && s.p[i] == '.' && is_digit(s.p[i + 1]))
			i++;
	}
	while (i < s.n && digits < 9 && is_digit(s.p[i]))
		*value = *value * 10 + (uint32_t)(s.p[i] - '0'), i++, digits++;
	if ((!letters && !digits) || (!letters && digits > 4) || i >= s.n)
		return 0;
	if (s.p[i] == ')')
		i++;
	else if (s.p[i] == '.' && !open)
		i += i + 1 < s.n && s.p[i + 1] == ')' ? 2 : 1;
	else
		return 0;
	return i;
}

size_t line_number_length(struct str s, uint32_t *value)
{
	size_t n = number_length(s, value);
	return n < s.n && is_space(s.p[n]) ? n : 0;
}

static bool is_number(struct line *l, enum line_class before)
{
	(void)before;
	char c = *l->text.p;
	if (!is_alnum(c) && c != '(')
		return false;
	uint32_t value;
	size_t n = line_number_length(l->text, &value);
	/* " 1." alone behind a blank line: its text stands below, as of a bullet alone. */
	if (n == 0 && before == LINE_BLANK && is_digit(c) && number_length(l->text, &value) == l->text.n)
		n = l->text.n;
	if (n == 0)
		return false;
	/* "H. Peter Anvin" is a name. */
	if (c > 'D' && is_upper(c) && n == 2 && l->text.p[1] == '.' && l->text.n > 4 && is_upper(l->text.p[3]) && l->indent == 0 && before != LINE_NUMBER)
		return false;
	l->value = value;
	take_marker(l, n);
	return true;
}

/* In rollcall's own Markdown an item's other marker stands behind its bullet: "- a) text", "- 1. text". */
static bool is_strict_item(struct line *l, enum line_class before)
{
	(void)before;
	uint32_t value;
	char c = *l->text.p;
	if ((c != '-' && c != '*' && c != '+') || (l->text.n > 1 && !is_space(l->text.p[1])))
		return false;
	struct str rest = str_trim_left(str_skip(l->text, 1));
	size_t n = rest.n ? number_length(rest, &value) : 0;
	if (!n || (n < rest.n && !is_space(rest.p[n])))
		return false;
	take_marker(l, 1);
	l->value = value;
	l->marker = str_first(l->text, n);
	l->text = str_trim_left(str_skip(l->text, n));
	return true;
}

static bool is_strict_bullet(struct line *l, enum line_class before)
{
	(void)before;
	char c = *l->text.p;
	if ((c != '-' && c != '*' && c != '+') || (l->text.n > 1 && !is_space(l->text.p[1])))
		return false;
	take_marker(l, 1);
	if (str_starts(l->text, STR("o "))) {
		l->marker = str_first(l->text, 1);
		l->text = str_trim_left(str_skip(l->text, 1));
	}
	return true;
}

static bool is_strict_number(struct line *l, enum line_class before)
{
	(void)before;
	size_t n = 0;
	l->value = 0;
	while (n < l->text.n && n < 9 && is_digit(l->text.p[n]))
		l->value = l->value * 10 + (uint32_t)(l->text.p[n++] - '0');
	if (!n || n >= l->text.n || l->text.p[n] != '.' || (n + 1 < l->text.n && !is_space(l->text.p[n + 1])))
		return false;
	take_marker(l, n + 1);
	return true;
}

static bool is_strict_label(struct line *l, enum line_class before)
{
	(void)before;
	struct label label;
	return str_starts(l->text, STR("**")) && label_find(l->text, &label) && label.inside;
}

static bool is_strict_keyword(struct line *l, enum line_class before)
{
	(void)before;
	struct keyword_hit hit;
	return str_starts(l->text, STR("**")) && keyword_at_begin(l->text, &hit);
}

static bool is_continue(struct line *l, enum line_class before)
{
	(void)before;
	if (!str_starts(l->text, STR("... ")) && !str_starts(l->text, STR("\xe2\x80\xa6 ")))
		return false;
	take_marker(l, 3);
	return true;
}

static bool is_keyword(struct line *l, enum line_class before)
{
	(void)before;
	struct keyword_hit hit;
	return keyword_at_begin(l->text, &hit);
}

static bool is_label(struct line *l, enum line_class before)
{
	(void)before;
	struct label label;
	return label_find(l->text, &label) || label_chat(l->text, &label);
}

static bool is_tabs(struct line *l, enum line_class before)
{
	(void)before;
	/* The last cell of a row may be empty: look behind the text, too; but a tab behind "- [Mira]" sets that off. */
	size_t begin = (size_t)(l->text.p - l->raw.p);
	size_t close = l->text.n > 4 && l->text.p[1] == ' ' && l->text.p[2] == '[' && str_find_char(STR("-*+"), *l->text.p, 0) != STR_NONE ?
		str_find_char(str_first(l->raw, begin + 40), ']', begin) : STR_NONE;
	for (; close != STR_NONE && close + 1 < l->raw.n && is_space(l->raw.p[close + 1]); close++)
		begin = close + 1;
	size_t tab = str_find_char(l->raw, '\t', begin);
	return tab != STR_NONE && tab > begin;
}

static bool is_bare(struct line *l, enum line_class before)
{
	(void)l;
	(void)before;
	return true;
}

static const struct rule {
	enum line_class cls;
	const char *name;
	recogniser *recognise;
	enum { BOTH, NOTES, STRICT } where;     /* STRICT: in rollcall's own Markdown */
	const char *begins;                     /* with one of these a line of it begins; NULL: with anything */
} rules[] = {
	{ LINE_COMMENT, "mark", is_comment, BOTH, "<" },
	{ LINE_FENCE, "fence", is_fence, BOTH, "`~" },
	{ LINE_ATX, "heading-signs", is_atx, BOTH, "#" },
	{ LINE_UNDERLINE, "underline", is_underline, NOTES, "=-~" },
	{ LINE_RULE, "rule", is_rule, BOTH, "-*_=" },
	{ LINE_RULE, "rule", is_division_end, NOTES, ":" },
	{ LINE_WIKI, "heading-equals", is_wiki, NOTES, "=" },
	{ LINE_TOPIC, "topic", is_topic, NOTES, "-#" },
	{ LINE_QUOTE, "quote", is_quote, BOTH, ">" },
	{ LINE_PIPE, "table-pipes", is_pipe, BOTH, NULL },
	{ LINE_PIPE, "table-pipes", is_separator, NOTES, "-:" },
	{ LINE_DEFINITION, "reference", is_definition, BOTH, "[" },
	{ LINE_LOG, "log", is_log, NOTES, "0123456789([" },
	{ LINE_TABS, "table-tabs", is_tabs, NOTES, NULL },
	{ LINE_NUMBER, "number", is_strict_item, STRICT, "-*+" },
	{ LINE_NUMBER, "number", is_strict_number, STRICT, "0123456789" },
	{ LINE_BULLET, "bullet", is_strict_bullet, STRICT, "-*+" },
	{ LINE_BULLET, "bullet", is_bullet, NOTES, "-*+#o/\xe2\xc2\xef" },
	{ LINE_NUMBER, "number", is_number, NOTES, NULL },
	{ LINE_CONTINUE, "continuation", is_continue, NOTES, ".\xe2" },
	{ LINE_KEYWORD, "keyword", is_strict_keyword, STRICT, "*" },
	{ LINE_LABEL, "label", is_strict_label, STRICT, "*" },
	{ LINE_KEYWORD, "keyword", is_keyword, NOTES, NULL },
	{ LINE_EMPHASIS, "emphasis", is_emphasis, NOTES, "*_" },
	{ LINE_LABEL, "label", is_label, NOTES, NULL },
	{ LINE_BARE, "text", is_bare, BOTH, NULL },
};

enum { RULES = sizeof rules / sizeof *rules };

/* For each first byte the rules that a line which begins so may be of, in order. */
struct dispatch {
	uint8_t rules[256][RULES], count[256];
};

static void dispatch_fill(struct dispatch *d, bool strict)
{
	memset(d->count, 0, sizeof d->count);
	for (uint8_t k = 0; k < RULES; k++) {
		const char *begins = rules[k].begins;
		if (rules[k].where == (strict ? NOTES : STRICT))
			continue;
		for (size_t i = 0; begins ? begins[i] != '\0' : i < 256; i++) {
			unsigned char c = begins ? (unsigned char)begins[i] : (unsigned char)i;
			d->rules[c][d->count[c]++] = k;
		}
	}
}

const char *line_class_name(enum line_class cls)
{
	for (size_t i = 0; i < RULES; i++)
		if (rules[i].cls == cls)
			return rules[i].name;
	return "blank";
}

/* Columns of the blanks before the text, where a tab goes to the next multiple of tab. */
static uint16_t indent_of(struct str raw, size_t tab)
{
	enum { WIDEST = 1000 };
	size_t column = 0;
	for (size_t i = 0; i < raw.n && is_space(raw.p[i]); i++)
		column = raw.p[i] == '\t' ? (column + tab) / tab * tab : column + 1;
	return (uint16_t)(column > WIDEST ? WIDEST : column);
}

static void classify(const struct dispatch *d, struct line *l, enum line_class before)
{
	l->text = str_trim(l->raw);
	l->indent = l->content = indent_of(l->raw, TAB);
	l->marker = STR_EMPTY;
	if (!l->text.n)
		return;
	const struct line unread = *l;
	unsigned char first = (unsigned char)*l->text.p;
	for (size_t i = 0; i < d->count[first]; i++) {
		const struct rule *rule = &rules[d->rules[first][i]];
		if (rule->recognise(l, before)) {
			l->cls = (uint8_t)rule->cls;
			return;
		}
		*l = unread;
	}
}

bool line_is_attributes(struct str text)
{
	return text.n > 2 && str_starts(text, STR("{:")) && str_find_char(text, '}', 0) == text.n - 1;
}

bool line_is_flattened(struct str raw)
{
	if (raw.n < FLATTENED)
		return false;
	char c = *raw.p;
	size_t first = str_find(raw, STR(" * "), 1);
	if ((c != '#' && c != '*' && c != '=') || first == STR_NONE)
		return false;
	return c == '*' || str_find(raw, STR(" * "), first + 1) != STR_NONE;
}

static void add_line(const struct dispatch *d, struct lines *lines, struct str raw, size_t number)
{
	enum line_class before = lines->count ? lines->items[lines->count - 1].cls : LINE_BLANK;
	struct line l = { .raw = raw, .number = (uint32_t)number };
	classify(d, &l, before);
	if (l.cls == LINE_BLANK && lines->count && before == LINE_BLANK)
		return;
	VEC_ROOM(lines->items, lines->count, lines->room);
	lines->items[lines->count++] = l;
}

/* Where in a flattened line the next line begins, at a blank: before "* item", a line across, or what follows one. */
static size_t next_flattened(struct str raw)
{
	for (size_t at = 0, n; at < raw.n; at += n) {
		struct str rest = str_skip(raw, at);
		n = str_find_char(rest, ' ', 1);
		n = n == STR_NONE ? rest.n : n;
		struct str word = str_trim_left(str_first(rest, n));
		if (at && str_starts(rest, STR(" * ")))
			return at;
		if (word.n >= ACROSS && (*word.p == '=' || *word.p == '-') && run_of(word, *word.p) == word.n)
			return at ? at : n;
	}
	return STR_NONE;
}

/* Each line of a flattened one becomes a line of its own. */
static void add_flattened(const struct dispatch *d, struct lines *lines, struct str raw, size_t number)
{
	while (raw.n) {
		size_t cut = next_flattened(raw);
		struct str piece = cut == STR_NONE ? raw : str_first(raw, cut);
		add_line(d, lines, piece, number);
		raw = cut == STR_NONE ? STR_EMPTY : str_skip(raw, cut + 1);
	}
}

/* A call-out, "> [!NOTE]" and the lines with a sign below it: words of the notes, not of somebody who is quoted. */
static struct str called_out(struct str raw, bool *inside)
{
	struct str text = str_trim(raw);
	if (!text.n || *text.p != '>')
		return (*inside = false, raw);
	text = str_trim(str_skip(text, 1));
	if (!*inside && text.n > 3 && str_starts(text, STR("[!")) && text.p[text.n - 1] == ']') {
		size_t letters = 2;
		while (is_alpha(text.p[letters]))
			letters++;
		*inside = letters == text.n - 1;
	}
	return *inside ? text : raw;
}

/* May the text of a line go on in the next one? */
static bool holds_text(const struct line *l)
{
	switch (l->cls) {
	case LINE_BULLET: case LINE_NUMBER: case LINE_CONTINUE: case LINE_KEYWORD: case LINE_LABEL: case LINE_LOG: case LINE_EMPHASIS: case LINE_BARE:
		return l->text.n > 0;
	default:
		return false;
	}
}

/* Two blanks or a backslash at the end of a line of Markdown break it where text follows. */
static void mark_hard_breaks(struct lines *lines)
{
	for (size_t i = 0; i + 1 < lines->count; i++) {
		struct line *l = &lines->items[i];
		if (!holds_text(l) || l[1].cls == LINE_BLANK)
			continue;
		bool backslash = l->raw.p[l->raw.n - 1] == '\\' && str_escaped(l->raw, l->raw.n);
		l->hard = backslash || str_ends(l->raw, STR("  "));
		if (backslash)
			l->text = str_trim_right(str_first(l->text, l->text.n - 1));
	}
}

/* Plain text whose items are indented by tabs here and by eight blanks there, and none by four, has wide tabs. */
static void widen_tabs(struct lines *lines)
{
	bool wide = false;
	for (size_t i = 0; i < lines->count; i++) {
		const struct line *l = &lines->items[i];
		bool blanks = (l->cls == LINE_BULLET || l->cls == LINE_NUMBER) && str_find_char(str_first(l->raw, l->indent), '\t', 0) == STR_NONE;
		if (blanks && l->indent == TAB)
			return;
		wide |= blanks && l->indent == WIDE_TAB;
	}
	for (size_t i = 0; wide && i < lines->count; i++) {
		struct line *l = &lines->items[i];
		uint16_t text = (uint16_t)(l->content - l->indent);
		l->indent = indent_of(l->raw, WIDE_TAB);
		l->content = (uint16_t)(l->indent + text);
	}
}

void scan(struct document *doc, enum notation notation, struct lines *lines)
{
	enum { LONG_LINE = 20000 };
	struct str rest = doc->source, raw;
	struct dispatch dispatch;
	size_t number = 0, room = 0;
	bool inside = false;
	struct str first = str_first(rest, sizeof MARKDOWN_MARK_ORIGIN);
	lines->origin_marked = str_starts(first, STR(MARKDOWN_MARK_ORIGIN "\n"));
	lines->strict = notation == NOTATION_MARKDOWN ||
		(notation == NOTATION_AUTO && (lines->origin_marked || str_starts(first, STR(MARKDOWN_MARK "\n"))));
	/* A document's last newline ends its last line and begins none. */
	if (rest.n && rest.p[rest.n - 1] == '\n')
		rest.n--;
	for (size_t at = 0; (at = str_find_char(rest, '\n', at)) != STR_NONE; at++)
		room++;
	dispatch_fill(&dispatch, lines->strict);
	doc->line_rules = ARENA_ARRAY(&doc->arena, uint8_t, room + 2);
	while (str_split(&rest, '\n', &raw)) {
		size_t from = lines->count;
		number++;
		if (!lines->strict)
			raw = called_out(raw, &inside);
		if (raw.n > LONG_LINE) {
			struct str length = arena_printf(&doc->arena, "%zu", raw.n);
			diag_add(&doc->diags, DIAG_LONG_LINE, number, 1, length, STR_EMPTY);
		}
		if (!lines->strict && line_is_flattened(raw))
			add_flattened(&dispatch, lines, raw, number);
		else
			add_line(&dispatch, lines, raw, number);
		if (lines->count > from)
			doc->line_rules[number] = lines->items[from].cls;
		lines->markdown |= !lines->strict && lines->count > from && lines->items[from].cls == LINE_ATX;
	}
	if (lines->markdown)
		mark_hard_breaks(lines);
	else if (!lines->strict)
		widen_tabs(lines);
	doc->line_count = number;
}
