#include "write/mail_style.h"

enum { CLASSES = 3, AROUND = 64 };

/* What one element must be. */
struct compound {
	struct str name;                 /* empty: any */
	struct str classes[CLASSES];
	size_t class_count;
	bool first;
};

struct rule {
	struct compound subject;
	uint64_t around;                 /* 0, or the bit of what must be around */
	const struct mail_declaration *declarations;
	size_t count;
	struct rule *next;
};

struct mail_style {
	struct rule *first, **last;
	struct compound around[AROUND];
	size_t around_count;
};

/* Values */

static bool is_colour(struct str s)
{
	if (s.n != 7 || *s.p != '#')
		return false;
	for (size_t i = 1; i < s.n; i++)
		if (!is_digit(s.p[i]) && !(s.p[i] >= 'a' && s.p[i] <= 'f'))
			return false;
	return true;
}

/* A number, with a unit where it is not 0. */
static bool is_measure(struct str s, bool unit)
{
	size_t i = str_starts(s, STR("-")), digits = 0;
	for (; i < s.n && (is_digit(s.p[i]) || (digits && s.p[i] == '.')); i++)
		digits += is_digit(s.p[i]);
	struct str rest = str_skip(s, i);
	if (!digits)
		return false;
	return rest.n == 0 ? !unit || str_eq(s, STR("0")) :
		str_eq(rest, STR("px")) || str_eq(rest, STR("em")) || str_eq(rest, STR("%"));
}

static bool is_length(struct str s)
{
	return is_measure(s, true);
}

static bool is_number(struct str s)
{
	return is_measure(s, false);
}

static bool is_sides(struct str s)
{
	struct str word;
	size_t n = 0;
	for (; str_word(&s, &word); n++)
		if (!is_length(word) && !str_eq(word, STR("auto")))
			return false;
	return n >= 1 && n <= 4;
}

/* "0", or a length, a kind of line, a colour. */
static bool is_border(struct str s)
{
	struct str word[4] = { STR_EMPTY };
	size_t n = 0;
	while (n < 4 && str_word(&s, &word[n]))
		n++;
	if (n == 1)
		return str_eq(word[0], STR("0"));
	return n == 3 && is_length(word[0]) && is_colour(word[2]) &&
		(str_eq(word[1], STR("solid")) || str_eq(word[1], STR("dashed")) || str_eq(word[1], STR("double")));
}

/* Names, those of several words in single quotes: a double one would end the attribute. */
static bool is_fonts(struct str s)
{
	struct str font;
	while (str_split(&s, ',', &font)) {
		font = str_trim(font);
		if (font.n > 2 && *font.p == '\'' && font.p[font.n - 1] == '\'')
			font = str_range(font.p + 1, font.p + font.n - 1);
		for (size_t i = 0; i < font.n; i++)
			if (!is_alnum(font.p[i]) && font.p[i] != '-' && font.p[i] != ' ')
				return false;
		if (!font.n)
			return false;
	}
	return true;
}

static const struct property {
	const char *name;
	bool (*is_value)(struct str s);
	const char *words;               /* or else its values, separated by blanks */
} properties[] = {
	{ "background-color", is_colour, NULL },
	{ "border", is_border, NULL }, { "border-top", is_border, NULL }, { "border-right", is_border, NULL },
	{ "border-bottom", is_border, NULL }, { "border-left", is_border, NULL },
	{ "border-collapse", NULL, "collapse separate" },
	{ "color", is_colour, NULL },
	{ "display", NULL, "block inline" },
	{ "font-family", is_fonts, NULL }, { "font-size", is_length, NULL },
	{ "font-style", NULL, "normal italic" }, { "font-weight", NULL, "normal bold 400 500 600 700" },
	{ "line-height", is_number, NULL },
	{ "list-style-type", NULL, "none disc circle square decimal" },
	{ "margin", is_sides, NULL }, { "margin-top", is_sides, NULL }, { "margin-right", is_sides, NULL },
	{ "margin-bottom", is_sides, NULL }, { "margin-left", is_sides, NULL },
	{ "max-width", is_length, NULL },
	{ "overflow", NULL, "visible hidden auto" },
	{ "padding", is_sides, NULL }, { "padding-top", is_length, NULL }, { "padding-right", is_length, NULL },
	{ "padding-bottom", is_length, NULL }, { "padding-left", is_length, NULL },
	{ "table-layout", NULL, "auto fixed" },
	{ "text-align", NULL, "left right center" },
	{ "text-decoration", NULL, "none underline line-through" },
	{ "vertical-align", NULL, "top middle bottom baseline" },
	{ "white-space", NULL, "normal nowrap pre pre-wrap" },
	{ "width", is_length, NULL },
	{ "word-wrap", NULL, "normal break-word" },
};
_Static_assert(sizeof properties / sizeof *properties <= MAIL_STYLE_MOST, "an element holds one of each");

static bool is_one_of(struct str s, const char *words)
{
	struct str rest = str_of(words), word;
	while (str_word(&rest, &word))
		if (str_eq(s, word))
			return true;
	return false;
}

/* NULL, or what is wrong. */
static const char *check(struct str name, struct str value)
{
	for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
		const struct property *p = &properties[i];
		if (str_eq(name, str_of(p->name)))
			return (p->words ? is_one_of(value, p->words) : value.n && p->is_value(value)) ? NULL :
				"mail clients honour no such value of";
	}
	return "no property of mail's styles:";
}

/* Parsing */

struct parser {
	struct arena *arena;
	struct mail_style *style;
	const char *file, *error;
	struct str css, rest;
};

static const char *fail(struct parser *p, const char *at, const char *what, struct str name)
{
	size_t line = 1;
	for (const char *c = p->css.p; c < at; c++)
		line += *c == '\n';
	name = str_trim(name);
	if (!p->error)
		p->error = arena_printf(p->arena, "%s:%zu: %s%s%.*s%s", p->file, line, what, name.n ? " '" : "",
			STR_FMT(str_first(name, 80)), name.n ? "'" : "").p;
	return p->error;
}

static bool is_name(char c)
{
	return is_alnum(c) || c == '-' || c == '_';
}

static bool parse_compound(struct str s, struct compound *c)
{
	size_t i = 0;
	*c = (struct compound){ .name = STR_EMPTY };
	while (i < s.n && is_name(s.p[i]))
		i++;
	c->name = str_first(s, i);
	while (i < s.n) {
		size_t begin = i + 1, end = begin;
		while (end < s.n && is_name(s.p[end]))
			end++;
		struct str name = str_range(s.p + begin, s.p + end);
		if (s.p[i] == '.' && name.n && c->class_count < CLASSES)
			c->classes[c->class_count++] = name;
		else if (s.p[i] == ':' && str_eq(name, STR("first-child")) && !c->first)
			c->first = true;
		else
			return false;
		i = end;
	}
	return s.n > 0;
}

static bool same_compound(const struct compound *a, const struct compound *b)
{
	if (!str_eq(a->name, b->name) || a->first != b->first || a->class_count != b->class_count)
		return false;
	for (size_t i = 0; i < a->class_count; i++)
		if (!str_eq(a->classes[i], b->classes[i]))
			return false;
	return true;
}

/* The bit of what must be around; 0 where there are too many. */
static uint64_t around_bit(struct mail_style *style, const struct compound *c)
{
	size_t i = 0;
	while (i < style->around_count && !same_compound(&style->around[i], c))
		i++;
	if (i == AROUND)
		return 0;
	if (i == style->around_count)
		style->around[style->around_count++] = *c;
	return (uint64_t)1 << i;
}

static void add_rule(struct parser *p, struct str selector, const struct mail_declaration *declarations, size_t count)
{
	struct str rest = selector, word[3] = { STR_EMPTY };
	struct rule *rule = ARENA_NEW(p->arena, struct rule);
	struct compound around;
	size_t n = 0;
	while (n < 3 && str_word(&rest, &word[n]))
		n++;
	if (n == 0 || n == 3 || !parse_compound(word[n - 1], &rule->subject) || (n == 2 && !parse_compound(word[0], &around))) {
		fail(p, selector.p, "no selector of mail's styles:", selector);
		return;
	}
	if (n == 2 && !(rule->around = around_bit(p->style, &around))) {
		fail(p, selector.p, "too many selectors ask for something around:", selector);
		return;
	}
	rule->declarations = declarations;
	rule->count = count;
	*p->style->last = rule;
	p->style->last = &rule->next;
}

/* Comments become blanks; lines stay. */
static struct str without_comments(struct parser *p)
{
	char *copy = memcpy(arena_alloc(p->arena, p->css.n + 1), p->css.p, p->css.n);
	struct str s = { copy, p->css.n };
	for (size_t at = 0; (at = str_find(s, STR("/*"), at)) != STR_NONE;) {
		size_t end = str_find(s, STR("*/"), at + 2);
		if (end == STR_NONE) {
			fail(p, p->css.p + at, "this comment does not end", STR_EMPTY);
			end = s.n - 2;
		}
		for (; at < end + 2; at++)
			if (copy[at] != '\n')
				copy[at] = ' ';
	}
	return s;
}

static size_t parse_declarations(struct parser *p, struct str body, struct mail_declaration *into)
{
	struct str piece;
	size_t count = 0;
	while (str_split(&body, ';', &piece)) {
		piece = str_trim(piece);
		if (!piece.n)
			continue;
		size_t colon = str_find_char(piece, ':', 0);
		struct str name = str_trim(str_first(piece, colon == STR_NONE ? piece.n : colon));
		struct str value = colon == STR_NONE ? STR_EMPTY : str_trim(str_skip(piece, colon + 1));
		const char *wrong = check(name, value);
		if (wrong)
			fail(p, piece.p, wrong, piece);
		into[count++] = (struct mail_declaration){ name, value };
	}
	return count;
}

static size_t pieces(struct str s, char separator)
{
	size_t n = 1;
	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == separator;
	return n;
}

static void parse(struct parser *p)
{
	struct str rest = p->css = without_comments(p);
	while (!p->error && (rest = str_trim_left(rest)).n) {
		size_t open = str_find_char(rest, '{', 0), close = str_find_char(rest, '}', 0);
		struct str selectors = str_trim(str_first(rest, open)), selector;
		if (*rest.p == '@' || open == STR_NONE || close == STR_NONE || close < open) {
			size_t end = str_find_char(rest, '\n', 0);
			fail(p, rest.p, *rest.p == '@' ? "mail's styles have no at-rules:" : "no rule '... { ... }':",
				str_first(rest, end));
			return;
		}
		struct str body = str_range(rest.p + open + 1, rest.p + close);
		struct mail_declaration *declarations =
			ARENA_ARRAY(p->arena, struct mail_declaration, pieces(body, ';'));
		size_t count = parse_declarations(p, body, declarations);
		if (!selectors.n)
			fail(p, rest.p, "declarations without a selector", STR_EMPTY);
		while (!p->error && str_split(&selectors, ',', &selector))
			add_rule(p, selector, declarations, count);
		rest = str_skip(rest, close + 1);
	}
}

const char *mail_style_read(struct arena *arena, const char *file, struct str css, const struct mail_style **style)
{
	struct mail_style *s = ARENA_NEW(arena, struct mail_style);
	struct parser p = { .arena = arena, .style = s, .file = file, .css = css };
	s->last = &s->first;
	parse(&p);
	*style = s;
	return p.error;
}

/* Finding */

static bool has_class(struct str classes, struct str name)
{
	struct str word;
	while (str_word(&classes, &word))
		if (str_eq(word, name))
			return true;
	return false;
}

static bool matches(const struct compound *c, const struct mail_element *e)
{
	if ((c->name.n && !str_eq(c->name, e->name)) || (c->first && !e->first) || (c->class_count && !e->classes.n))
		return false;
	for (size_t i = 0; i < c->class_count; i++)
		if (!has_class(e->classes, c->classes[i]))
			return false;
	return true;
}

uint64_t mail_style_around(const struct mail_style *style, const struct mail_element *e)
{
	uint64_t found = 0;
	for (size_t i = 0; i < style->around_count; i++)
		if (matches(&style->around[i], e))
			found |= (uint64_t)1 << i;
	return found;
}

/* The last one counts, and stands last: a longhand behind its shorthand says more, one before it nothing. */
static void add(struct mail_declarations *found, const struct mail_declaration *d)
{
	size_t i = 0;
	while (i < found->count && !str_eq(found->items[i]->property, d->property))
		i++;
	if (i == found->count)
		found->count++;
	for (; i + 1 < found->count; i++)
		found->items[i] = found->items[i + 1];
	found->items[i] = d;
}

void mail_style_find(const struct mail_style *style, const struct mail_element *e, uint64_t around,
	struct mail_declarations *found)
{
	found->count = 0;
	for (const struct rule *r = style->first; r; r = r->next)
		if ((!r->around || (r->around & around)) && matches(&r->subject, e))
			for (size_t i = 0; i < r->count; i++)
				add(found, &r->declarations[i]);
}

struct str mail_style_value(const struct mail_declarations *found, struct str property)
{
	for (size_t i = 0; i < found->count; i++)
		if (str_eq(found->items[i]->property, property))
			return found->items[i]->value;
	return STR_EMPTY;
}
