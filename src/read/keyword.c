/* Keywords: what a line says it is. "ACTION" and its kin may stand anywhere in a line when written in capitals or with
 * an owner; the words of decisions and votes as well, in capitals. */
#include "read/label.h"

struct word {
	const char *text;
	enum keyword kind;
	bool anywhere;       /* in capitals it counts inside a line, too */
	bool any_case;       /* and in any letters */
	bool owner;          /* "Action Name:" */
	bool numbered;       /* it counts only with a number: "RES-12:" */
	bool weak;           /* for keyword_weak() alone */
};

static const struct word words[] = {
	{ "ACTION ITEM(S)", KEYWORD_ACTION, true, false, false, false, false },
	{ "ACTION ITEM TO", KEYWORD_ACTION, true, false, true, false, false },
	{ "ACTION ITEM FOR", KEYWORD_ACTION, true, false, true, false, false },
	{ "ACTION ITEMS", KEYWORD_ACTION, true, false, false, false, false },
	{ "ACTION ITEM", KEYWORD_ACTION, true, false, true, false, false },
	{ "ACTION POINTS", KEYWORD_ACTION, true, false, false, false, false },
	{ "ACTION POINT", KEYWORD_ACTION, true, false, true, false, false },
	{ "ACTION REQUIRED", KEYWORD_ACTION, true, false, false, false, false },
	{ "ACTION NEEDED", KEYWORD_ACTION, true, false, false, false, false },
	{ "ACTION(S)", KEYWORD_ACTION, true, false, false, false, false },
	{ "ACTIONS", KEYWORD_ACTION, true, false, false, false, false },
	{ "ACTION ON", KEYWORD_ACTION, true, false, true, false, false },
	{ "ACTION FOR", KEYWORD_ACTION, true, false, true, false, false },
	{ "ACTION", KEYWORD_ACTION, true, false, true, false, false },
	{ "ACT", KEYWORD_ACTION, true, false, true, true, false },
	{ "#ACTION", KEYWORD_ACTION, true, true, false, false, false },
	{ "AI", KEYWORD_ACTION, false, false, true, false, false },
	{ "TODO FOR", KEYWORD_ACTION, true, false, true, false, false },
	{ "TODO", KEYWORD_ACTION, true, false, true, false, false },
	{ "NEW ACTION ITEM", KEYWORD_ACTION, false, false, false, false, false },
	{ "NEW ACTION", KEYWORD_ACTION, false, false, false, false, false },
	{ "NEXT ACTION", KEYWORD_ACTION, false, false, false, false, false },
	{ "ACTION ITEM FOR", KEYWORD_ACTION, false, false, false, false, true },
	{ "ACTION ITEM", KEYWORD_ACTION, false, false, false, false, true },
	{ "ACTION ON", KEYWORD_ACTION, false, false, false, false, true },
	{ "ACTION FOR", KEYWORD_ACTION, false, false, false, false, true },
	{ "ACTION", KEYWORD_ACTION, false, false, false, false, true },
	{ "AI FOR", KEYWORD_ACTION, false, false, false, false, true },
	{ "AI", KEYWORD_ACTION, false, false, false, false, true },
	{ "ACTION POINTS", KEYWORD_ACTION, false, false, false, false, true },
	{ "ACTION REQUIRED", KEYWORD_ACTION, false, false, false, false, true },
	{ "ACTION NEEDED", KEYWORD_ACTION, false, false, false, false, true },
	{ "ACTIONS", KEYWORD_ACTION, false, false, false, false, true },
	{ "NEXT STEPS", KEYWORD_ACTION, false, false, false, false, true },
	{ "NEXT STEP", KEYWORD_ACTION, false, false, false, false, true },
	{ "FOLLOW-UP", KEYWORD_ACTION, false, false, false, false, true },
	{ "FOLLOW UP", KEYWORD_ACTION, false, false, false, false, true },
	{ "TASK", KEYWORD_ACTION, false, false, false, false, true },
	{ "AR", KEYWORD_ACTION, false, false, true, false, true },
	{ "DECISION MADE", KEYWORD_DECISION, false, false, false, false, false },
	{ "DECISION TAKEN", KEYWORD_DECISION, false, false, false, false, false },
	{ "DECISION REACHED", KEYWORD_DECISION, false, false, false, false, false },
	{ "DECISION", KEYWORD_DECISION, true, false, false, false, false },
	{ "DECIDED", KEYWORD_DECISION, true, false, false, false, false },
	{ "AGREED", KEYWORD_DECISION, true, false, false, false, false },
	{ "#AGREED", KEYWORD_DECISION, true, true, false, false, false },
	{ "#ACCEPTED", KEYWORD_DECISION, true, true, false, false, false },
	{ "AGREEMENT REACHED", KEYWORD_DECISION, false, false, false, false, false },
	{ "AGREEMENT", KEYWORD_DECISION, true, false, false, false, false },
	{ "RESOLVED", KEYWORD_DECISION, true, false, false, false, false },
	{ "RESOLUTION", KEYWORD_DECISION, true, false, false, false, false },
	{ "RES", KEYWORD_DECISION, true, false, false, true, false },
	{ "GENERAL CONSENSUS", KEYWORD_DECISION, false, false, false, false, false },
	{ "ROUGH CONSENSUS", KEYWORD_DECISION, false, false, false, false, false },
	{ "CONSENSUS REACHED", KEYWORD_DECISION, false, false, false, false, false },
	{ "CONSENSUS", KEYWORD_DECISION, true, false, false, false, false },
	{ "CONCLUSION", KEYWORD_DECISION, true, false, false, false, false },
	{ "POLL", KEYWORD_VOTE, false, false, false, false, false },
	{ "VOTE|MOTION", KEYWORD_VOTE, true, true, false, false, false },
	{ "VOTE", KEYWORD_VOTE, true, false, false, false, false },
	{ "MOTION", KEYWORD_VOTE, true, false, false, false, false },
	{ "PASSED", KEYWORD_PASSED, true, false, false, false, false },
	{ "CARRIED", KEYWORD_PASSED, true, false, false, false, false },
};

static size_t blanks(struct str s, size_t at)
{
	while (at < s.n && (s.p[at] == ' ' || s.p[at] == '\t'))
		at++;
	return at;
}

/* "2018-07.3", "2018-07-11.12"; "3" and "4.1" are none. */
static size_t id_length(struct str s)
{
	static const char shape[] = "dddd-dd-dd";
	size_t i = 0, digits;
	while (i < s.n && i < sizeof shape - 1 && (shape[i] == 'd' ? is_digit(s.p[i]) : s.p[i] == shape[i]))
		i++;
	if ((i != 4 && i != 7 && i != 10) || i >= s.n || s.p[i] != '.')
		return 0;
	for (digits = 0; i + 1 + digits < s.n && digits < 9 && is_digit(s.p[i + 1 + digits]);)
		digits++;
	return digits ? i + 1 + digits : 0;
}

/* Separator behind a keyword: ":", "::", " - ", " -- ", " – ", " => ", " -> "; its length, or 0. */
static size_t separator(struct str s)
{
	size_t at = blanks(s, 0);
	struct str rest = str_skip(s, at);
	if (str_starts(rest, STR(":")))
		return at + (str_starts(rest, STR("::")) ? 2 : 1);
	if (at == 0)
		return 0;
	if (str_starts(rest, STR("--")) || str_starts(rest, STR("=> ")) || str_starts(rest, STR("-> ")))
		return at + 2;
	if (rest.n > 1 && *rest.p == '-' && rest.p[1] == ' ')
		return at + 1;
	if (str_starts(rest, STR("\xe2\x80\x93 ")) || str_starts(rest, STR("\xe2\x80\x94 ")))
		return at + 3;
	return 0;
}

/* "Actions: text", "Action required: text" may be said of anything: they count in capitals, or as weak ones. */
static bool is_doubtful(const struct word *w)
{
	static const char *const names[] = { "ACTIONS", "ACTION POINTS", "ACTION REQUIRED", "ACTION NEEDED" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!w->weak && str_eq(str_of(w->text), str_of(names[i])))
			return true;
	return false;
}

/* "Lars", "James Bulpin", "Daniel from Oracle", "All": capitalised words, a particle or "from" between. */
static bool owner_shaped(struct str s)
{
	struct str rest = s, word;
	size_t count = 0;
	while (str_word(&rest, &word)) {
		bool capital = is_upper(*word.p) || (unsigned char)*word.p >= 0x80 || *word.p == '@';
		bool link = str_eq(word, STR("from")) || str_eq(word, STR("and")) || str_eq(word, STR("&")) ||
			str_eq(word, STR("de")) || str_eq(word, STR("van")) || str_eq(word, STR("von"));
		if (!capital && !(link && count))
			return false;
		count++;
	}
	return count > 0 && count <= 6 && s.n <= 60;
}

/* "TODO write a letter": in capitals at the begin it needs no colon before what is to do. */
static bool bare_todo(struct str rest)
{
	struct str word, more = rest;
	return rest.n && is_space(*rest.p) && str_word(&more, &word) && str_trim(more).n && is_lower(*word.p) &&
		!str_eq(word, STR("list")) && !str_eq(word, STR("lists")) && !str_eq(word, STR("item")) && !str_eq(word, STR("items"));
}

/* "Mira to read it", "JA and Bo will ...", behind a keyword in capitals that no sign follows. */
static bool names_duty(struct str rest)
{
	struct str word;
	for (size_t count = 0; count < 6 && str_word(&rest, &word); count++) {
		if (count && (str_eq(word, STR("to")) || str_eq(word, STR("will"))))
			return true;
		bool name = *word.p == '@' || (is_upper(*word.p) && word.n > 1 && (is_lower(word.p[1]) || word.n <= 3) && !str_starts_nocase(word, STR("item")));
		if (!name && !(count && (str_eq(word, STR("and")) || str_eq(word, STR("&")))))
			return false;
	}
	return false;
}

/* "-123" of "ACTION-123:", "-TEAM-2031-4": the number that a tracker gave. */
static size_t number_length(struct str s)
{
	size_t n = 0, digits = 0;
	if (!s.n || *s.p != '-')
		return 0;
	for (n = 1; n < s.n && n < 40 && (is_upper(s.p[n]) || is_digit(s.p[n]) || (s.p[n] == '-' && s.p[n - 1] != '-')); n++)
		digits += is_digit(s.p[n]);
	return digits && s.p[n - 1] != '-' ? n : 0;
}

/* " 12" of "Action 12: text", " #3", " 2024/05-1": the number that the minutes gave; an id is none. */
static size_t spaced_number(struct str s)
{
	size_t i = blanks(s, 0), digits = 0;
	if (!i || id_length(str_skip(s, i)))
		return 0;
	i += i < s.n && s.p[i] == '#';
	for (; i < s.n && i < 24 && (is_digit(s.p[i]) || (digits && str_find_char(STR("./-"), s.p[i], 0) != STR_NONE)); i++)
		digits += is_digit(s.p[i]);
	return digits && is_digit(s.p[i - 1]) ? i : 0;
}

/* What stands behind the keyword that ends at at; opened is the number of emphasis signs before a keyword that begins
 * the text, else 0. */
static bool behind_word(struct str text, size_t at, const struct word *w, bool capitals, size_t opened, struct keyword_hit *hit)
{
	struct str s = str_skip(text, at);
	size_t i = blanks(s, 0), n;
	if (i && (n = id_length(str_skip(s, i)))) {
		hit->id = str_first(str_skip(s, i), n);
		i = blanks(s, i + n);
	}
	if (w->kind == KEYWORD_ACTION && i < s.n && s.p[i] == '(') {
		size_t end = str_find_char(str_first(s, i + 120), ')', i);
		if (end == STR_NONE)
			return false;
		hit->owner = str_trim(str_range(s.p + i + 1, s.p + end));
		i = blanks(s, end + 1);
	}
	if (i < s.n && s.p[i] == '[') {
		size_t end = str_find_char(str_first(s, i + 80), ']', i);
		if (end != STR_NONE && separator(str_skip(s, end + 1))) {
			hit->state = str_trim(str_range(s.p + i + 1, s.p + end));
			i = end + 1;
		}
	}
	if (s.n && !is_space(*s.p) && *s.p != ':' && *s.p != '(' && *s.p != '[' && !(*s.p == '*' || *s.p == '_'))
		return false;
	struct str rest = str_skip(s, hit->id.n || hit->owner.n || hit->state.n ? i : 0);
	/* "**ACTION**: text" */
	size_t signs = 0;
	while (signs < rest.n && signs < 3 && (rest.p[signs] == '*' || rest.p[signs] == '_'))
		signs++;
	rest = str_skip(rest, signs);
	n = separator(rest);
	/* "**Action** text" */
	if (!n && opened > 1 && signs == opened && rest.n > 1 && is_space(*rest.p))
		return (hit->text = str_trim(rest), true);
	if (n) {
		hit->text = str_trim(str_skip(rest, n));
		/* "Action items:" alone is the caption of a list. */
		if (!hit->text.n && str_ends(str_of(w->text), STR("S")))
			return false;
		if (!capitals && is_doubtful(w))
			return false;
		return capitals || w->weak || str_eq(str_of(w->text), STR("ACTION ITEM")) || str_find_char(str_first(rest, n), ':', 0) != STR_NONE;
	}
	/* "TODO(mira) text", "ACTION (TH) text" */
	if (hit->owner.n && capitals && (*s.p == '(' || is_upper(*hit->owner.p)) && rest.n && is_space(s.p[i - 1]) && str_find_char(hit->owner, ' ', 0) == STR_NONE)
		return (hit->text = str_trim(rest), true);
	bool addressed = w->weak ? *w->text == 'A' : capitals && str_starts(str_of(w->text), STR("ACTION"));
	if (addressed && rest.n && is_space(*rest.p) && names_duty(rest))
		return (hit->text = str_trim(rest), true);
	if (!w->owner || hit->owner.n)
		return *w->text == '#' && (hit->text = str_trim(rest), true);
	if (capitals && hit->begin == 0 && str_eq(str_of(w->text), STR("TODO")) && bare_todo(rest))
		return (hit->text = str_trim(rest), true);
	size_t colon = str_find_char(str_first(rest, 64), ':', 0);
	if (colon == STR_NONE || (colon + 1 < rest.n && !is_space(rest.p[colon + 1]) && rest.p[colon + 1] != ':'))
		return false;
	struct str owner = str_trim(str_first(rest, colon));
	if (!owner_shaped(owner) || str_starts_nocase(owner, STR("item")))
		return false;
	while (owner.n && (owner.p[owner.n - 1] == '*' || owner.p[owner.n - 1] == '_'))
		owner.n--;
	hit->owner = owner;
	hit->text = str_trim(str_skip(rest, colon + (str_starts(str_skip(rest, colon), STR("::")) ? 2 : 1)));
	return true;
}

static size_t emphasis(struct str s)
{
	size_t n = 0;
	while (n < s.n && n < 3 && (s.p[n] == '*' || s.p[n] == '_'))
		n++;
	return n;
}

/* Emphasis signs that opened before the keyword and close behind its colon: "**ACTION:** text". */
static void strip_close(struct keyword_hit *hit, size_t signs)
{
	size_t closed = 0;
	while (closed < signs && hit->text.n && (*hit->text.p == '*' || *hit->text.p == '_'))
		hit->text = str_skip(hit->text, 1), closed++;
	hit->text = str_trim(hit->text);
	/* "*ACTION: text*" */
	struct str close = signs && !closed && hit->text.n > signs ? str_skip(hit->text, hit->text.n - signs) : STR_EMPTY;
	if (close.n && emphasis(close) == signs && str_find(hit->text, close, 0) == hit->text.n - signs)
		hit->text = str_trim(str_first(hit->text, hit->text.n - signs));
}

/* "... waits. Action item: do x" */
static bool begins_sentence(struct str text, size_t begin, const struct keyword_hit *hit)
{
	bool action = hit->kind == KEYWORD_ACTION && str_starts(hit->word, STR("Action"));
	const char *behind = hit->word.p + hit->word.n;
	return action && begin > 1 && is_space(text.p[begin - 1]) && str_find_char(STR(".!?;"), text.p[begin - 2], 0) != STR_NONE &&
		hit->text.n && *behind == ':';
}

static bool match(struct str text, size_t begin, size_t signs, bool at_begin, bool weak, struct keyword_hit *hit)
{
	size_t at = begin + signs;
	struct str s = str_skip(text, at);
	if (s.n < 2)
		return false;
	char first = to_upper(s.p[0]), second = to_upper(s.p[1]);
	for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
		const struct word *w = &words[k];
		if (w->text[0] != first || w->text[1] != second || w->weak != weak)
			continue;
		struct str name = str_of(w->text);
		if (!str_starts_nocase(s, name))
			continue;
		struct str written = str_first(s, name.n);
		bool capitals = str_eq(written, name) || *w->text == '#';
		size_t number = capitals ? number_length(str_skip(s, name.n)) : 0;
		if (w->numbered && !number)
			continue;
		written.n += number;
		const struct keyword_hit none = { w->kind, begin, written, STR_EMPTY, STR_EMPTY, STR_EMPTY, STR_EMPTY, false };
		struct keyword_hit numbered = none;
		number = at_begin && !number && is_alpha(*w->text) ? spaced_number(str_skip(s, name.n)) : 0;
		numbered.word.n += number;
		*hit = none;
		if (number && behind_word(text, at + numbered.word.n, w, capitals, signs, &numbered))
			*hit = numbered;
		else if (!behind_word(text, at + written.n, w, capitals, at_begin ? signs : 0, hit))
			continue;
		bool named = hit->owner.n > 0 && is_upper(*written.p);
		if (!at_begin && !(w->anywhere && (capitals || named || w->any_case || begins_sentence(text, begin, hit))))
			continue;
		strip_close(hit, signs);
		return true;
	}
	return false;
}

/* With what a keyword may begin inside a text: the first letters of all, capital, "#", and the signs before one. */
static const bool begins_inside[256] = {
	['#'] = true, ['*'] = true, ['['] = true, ['A'] = true, ['C'] = true, ['D'] = true, ['G'] = true, ['M'] = true, ['P'] = true, ['R'] = true,
	['T'] = true, ['V'] = true,
};

/* At the begin of a text more may stand: "New action". */
static bool may_begin(char c)
{
	return c == '#' || to_upper(c) == 'N' || (is_alpha(c) && begins_inside[(unsigned char)to_upper(c)]);
}

/* "[Action - Mira] text", "**[Action: Mira, Bo]** text", "[TODO: Mira] text", "(Decision) text" */
static bool bracketed(struct str text, struct keyword_hit *hit)
{
	static const struct { const char *name; enum keyword kind; } names[] = {
		{ "action", KEYWORD_ACTION }, { "todo", KEYWORD_ACTION }, { "decision", KEYWORD_DECISION }, { "decided", KEYWORD_DECISION },
		{ "agreed", KEYWORD_DECISION }, { "resolved", KEYWORD_DECISION }, { "resolution", KEYWORD_DECISION }, { "consensus", KEYWORD_DECISION },
	};
	size_t signs = emphasis(text), k = 0, n;
	struct str s = str_skip(text, signs);
	if (!s.n || (*s.p != '[' && *s.p != '('))
		return false;
	while (k < sizeof names / sizeof *names && !str_starts_nocase(str_skip(s, 1), str_of(names[k].name)))
		k++;
	size_t begin = k < sizeof names / sizeof *names ? 1 + str_of(names[k].name).n : 0;
	size_t end = begin ? str_find_char(str_first(s, 100), *s.p == '[' ? ']' : ')', begin) : STR_NONE;
	if (end == STR_NONE)
		return false;
	struct str inside = str_range(s.p + begin, s.p + end), behind = str_skip(s, end + 1);
	if (str_starts_nocase(inside, STR(" item")))
		inside = str_skip(inside, 5);
	n = separator(inside);
	struct str owner = str_trim(str_skip(inside, n));
	bool nick = n && str_find_char(owner, ' ', 0) == STR_NONE, capitals = is_upper(s.p[2]);
	if ((inside.n && !n && !(capitals && is_space(*inside.p) && owner_shaped(owner))) || (owner.n && (names[k].kind != KEYWORD_ACTION || (!nick && !owner_shaped(owner)))))
		return false;
	if (behind.n && (*behind.p == '(' || *behind.p == '['))
		return false;     /* a link */
	behind = str_trim(str_skip(behind, separator(behind)));
	*hit = (struct keyword_hit){ names[k].kind, 0, str_first(str_skip(s, 1), begin - 1), STR_EMPTY, owner, STR_EMPTY, behind, false };
	strip_close(hit, signs);
	return hit->text.n > 0;
}

/* "[ACTION - do x](url)", "*[ACTION - do x](url)*" */
static bool linked(struct str text, struct keyword_hit *hit)
{
	size_t signs = emphasis(text);
	if (signs >= text.n || text.p[signs] != '[' || !match(text, signs + 1, 0, true, false, hit))
		return false;
	size_t end = str_find(hit->text, STR("]("), 0);
	if (end == STR_NONE || str_find_char(str_first(hit->text, end), '\n', 0) != STR_NONE)
		return false;
	hit->begin = 0;
	hit->linked = true;
	while (signs-- && hit->text.n && hit->text.p[hit->text.n - 1] == *text.p)
		hit->text.n--;
	return true;
}

bool keyword_at_begin(struct str text, struct keyword_hit *hit)
{
	if (!text.n)
		return false;
	if ((*text.p == '[' || *text.p == '(' || *text.p == '*' || *text.p == '_') && (bracketed(text, hit) || linked(text, hit)))
		return true;
	char c = to_lower(*text.p);
	if (!may_begin(c) && c != '*' && c != '_')
		return false;
	return match(text, 0, emphasis(text), true, false, hit);
}

bool keyword_weak(struct str text, struct keyword_hit *hit)
{
	size_t signs = emphasis(text);
	char c = signs < text.n ? to_upper(text.p[signs]) : '\0';
	return (c == 'N' || c == 'F' || c == 'T' || c == 'A') && match(text, 0, signs, true, true, hit) && hit->text.n;
}

/* "<mira> [AGREED] text", "Mira: [AGREED] text": a command in capitals that begins what somebody says. */
static bool begins_said(struct str text, size_t at)
{
	return at > 1 && at + 2 < text.n && is_space(text.p[at - 1]) && (text.p[at - 2] == '>' || text.p[at - 2] == ':') && is_upper(text.p[at + 2]);
}

bool keyword_find_inside(struct str text, struct keyword_hit *hit)
{
	for (size_t i = 1; i + 1 < text.n; i++) {
		char c = text.p[i];
		if (!begins_inside[(unsigned char)c])
			continue;
		if (c == '[' && (bracketed(str_skip(text, i), hit) || linked(str_skip(text, i), hit)) && (hit->kind == KEYWORD_ACTION || begins_said(text, i))) {
			hit->begin = i;
			return true;
		}
		if (c == '[' || is_alnum(text.p[i - 1]) || text.p[i - 1] == c || (unsigned char)text.p[i - 1] >= 0x80)
			continue;
		if (c == '*' && !is_upper(text.p[i + 1]) && text.p[i + 1] != '*')
			continue;
		if (match(text, i, c == '*' ? emphasis(str_skip(text, i)) : 0, false, false, hit))
			return true;
	}
	return false;
}

/* Length of the pictures that begin text: "\xe2\x9c\x85 Decision: ..." */
static size_t pictures(struct str text)
{
	enum { LONGEST = 16 };
	size_t n = 0, end = 0;
	for (; n < text.n && n < LONGEST && ((unsigned char)text.p[n] >= 0x80 || (n && is_space(text.p[n]))); n++)
		end = is_space(text.p[n]) ? n + 1 : end;
	unsigned char first = text.n ? (unsigned char)*text.p : 0;
	return first == 0xe2 || first == 0xf0 ? end : 0;
}

/* A keyword behind pictures counts as one at the begin. */
static bool behind_pictures(struct str text, struct keyword_hit *hit)
{
	size_t n = pictures(text);
	if (!n || n == text.n || !keyword_at_begin(str_skip(text, n), hit))
		return false;
	hit->begin += n;
	return true;
}

bool keyword_find(struct str text, struct keyword_hit *hit)
{
	return keyword_at_begin(text, hit) || behind_pictures(text, hit) || keyword_find_inside(text, hit);
}
