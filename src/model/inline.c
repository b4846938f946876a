#include "model/inline.h"

#include <string.h>

#include "model/inline_parts.h"
#include "model/letters.h"

struct definition {
	struct str label;        /* as context_find() compares it; NULL in an empty slot of the table */
	struct str url;
};

struct inline_context {
	struct arena *arena;
	struct definition *items;
	size_t count, room;
	uint32_t *table;         /* open addressing, index + 1; twice as many slots as room */
	struct str archive;
	bool breaks;             /* blanks at a line's end do */
	size_t *budget;          /* apart from the context, which a parse does not change; NULL if there is none */
};

enum { LABEL_MAX = 999, LEAST_BUDGET = 100 * 1024 };    /* CommonMark 0.30 §6.3; cmark's own bound */

struct inline_context *inline_context_new(struct arena *arena)
{
	struct inline_context *c = ARENA_NEW(arena, struct inline_context);
	c->arena = arena;
	c->archive = STR_EMPTY;
	return c;
}

/* Labels match without case and with white space as one blank. Returns the length in key, 0 for no label. */
static size_t label_key(struct str label, char key[LABEL_MAX + 1])
{
	size_t n = 0;
	label = str_trim(label);
	if (label.n > LABEL_MAX)
		return 0;
	for (size_t i = 0; i < label.n; i++) {
		if (!is_space(label.p[i]))
			key[n++] = to_lower(label.p[i]);
		else if (!is_space(label.p[i - 1]))
			key[n++] = ' ';
	}
	return n;
}

static size_t slot_of(const struct inline_context *c, struct str key)
{
	size_t mask = c->room * 2 - 1, slot = str_hash(key) & mask;
	while (c->table[slot] && !str_eq(c->items[c->table[slot] - 1].label, key))
		slot = (slot + 1) & mask;
	return slot;
}

static void grow(struct inline_context *c)
{
	size_t room = c->room ? c->room * 2 : 16;
	struct definition *items = ARENA_ARRAY(c->arena, struct definition, room);
	if (c->count)
		memcpy(items, c->items, c->count * sizeof *items);
	c->items = items;
	c->room = room;
	c->table = ARENA_ARRAY(c->arena, uint32_t, room * 2);
	for (size_t i = 0; i < c->count; i++)
		c->table[slot_of(c, items[i].label)] = (uint32_t)i + 1;
}

void inline_define(struct inline_context *c, struct str label, struct str url)
{
	char key[LABEL_MAX + 1];
	struct str k = { key, label_key(label, key) };
	if (k.n == 0 || c->count >= UINT32_MAX / 4)
		return;
	if (c->count == c->room)
		grow(c);
	size_t slot = slot_of(c, k);
	if (c->table[slot])
		return;              /* the first definition counts */
	c->items[c->count++] = (struct definition){ arena_str(c->arena, k), arena_str(c->arena, str_trim(url)) };
	c->table[slot] = (uint32_t)c->count;
}

bool inline_link_is_safe(struct str url)
{
	return link_is_safe(url);
}

void inline_budget(struct inline_context *c, size_t bytes)
{
	c->budget = ARENA_NEW(c->arena, size_t);
	*c->budget = bytes > LEAST_BUDGET ? bytes : LEAST_BUDGET;
}

void inline_breaks(struct inline_context *c)
{
	c->breaks = true;
}

void inline_archive(struct inline_context *c, struct str base_url)
{
	base_url = str_trim(base_url);
	if (link_is_safe(base_url))
		c->archive = arena_str(c->arena, base_url);
}

bool context_find(const struct inline_context *c, struct str label, size_t *index)
{
	char key[LABEL_MAX + 1];
	struct str k = { key, label_key(label, key) };
	if (k.n == 0 || context_count(c) == 0)
		return false;
	size_t slot = slot_of(c, k);
	if (!c->table[slot])
		return false;
	*index = c->table[slot] - 1;
	return true;
}

bool inline_defined(const struct inline_context *c, struct str label, struct str *url)
{
	size_t index;
	if (!context_find(c, label, &index))
		return false;
	*url = c->items[index].url;
	return true;
}

struct str context_url(const struct inline_context *c, size_t index)
{
	struct str url = c->items[index].url;
	if (!c->budget)
		return STR("#");
	if (url.n > *c->budget)
		return STR_EMPTY;
	*c->budget -= url.n;
	return url;
}

size_t context_count(const struct inline_context *c)
{
	return c ? c->count : 0;
}

bool context_breaks(const struct inline_context *c)
{
	return c && c->breaks;
}

struct str context_archive(const struct inline_context *c)
{
	return c ? c->archive : STR_EMPTY;
}

enum {
	NEED_COLLAPSE = 1,       /* white space or control characters to replace */
	NEED_LINKS = 2,          /* perhaps a bare URL */
	NEED_CMARK = 4           /* perhaps mark-up */
};

static char at(struct str s, size_t i)
{
	return i < s.n ? s.p[i] : ' ';
}

static char before(struct str s, size_t i)
{
	return i ? s.p[i - 1] : ' ';
}

static bool has_double_blank(struct str s)
{
	const uint64_t ones = UINT64_MAX / 255;
	size_t i = 0;
	for (uint64_t here, next; i + sizeof here < s.n; i += sizeof here) {
		memcpy(&here, s.p + i, sizeof here);
		memcpy(&next, s.p + i + 1, sizeof next);
		/* A byte is 0 where both are blanks, and only then comes a high bit out. */
		uint64_t both = (here ^ ones * ' ') | (next ^ ones * ' ');
		if ((both - ones) & ~both & ones * 0x80)
			return true;
	}
	for (; i + 1 < s.n; i++)
		if (s.p[i] == ' ' && s.p[i + 1] == ' ')
			return true;
	return false;
}

/* Characters that must be looked at closer: mark-up may begin there, white space to collapse, or a URL. */
static const bool closer[256] = {
	[0 ... 31] = true, ['&'] = true, ['*'] = true, ['.'] = true, [':'] = true, ['<'] = true, ['['] = true, ['\\'] = true, [']'] = true,
	['_'] = true, ['`'] = true, ['~'] = true, [127] = true,
};

/* What must be done about a trimmed source. Most lines hold nothing that Markdown could read; a character is let pass
 * only where CommonMark gives it no meaning in any context. */
static unsigned look_over(struct str s, bool has_definitions)
{
	unsigned need = has_double_blank(s) ? NEED_COLLAPSE : 0;
	bool bracket = false;
	const unsigned char *p = (const unsigned char *)s.p;
	for (size_t i = 0; i < s.n; i++) {
		while (i + 4 <= s.n && !(closer[p[i]] | closer[p[i + 1]] | closer[p[i + 2]] | closer[p[i + 3]]))
			i += 4;
		while (i < s.n && !closer[p[i]])
			i++;
		if (i == s.n)
			break;
		char c = s.p[i];
		switch (c) {
		case '`':
			need |= NEED_CMARK;
			break;
		case '*':
			if (!is_space(before(s, i)) || !is_space(at(s, i + 1)))
				need |= NEED_CMARK;
			break;
		case '_':
			if (!is_alnum(before(s, i)) || !is_alnum(at(s, i + 1)))
				need |= NEED_CMARK;
			break;
		case '\\':
			if (is_punct(at(s, i + 1)) || at(s, i + 1) == '\n')
				need |= NEED_CMARK;
			break;
		case '&':
			if (is_alpha(at(s, i + 1)) || at(s, i + 1) == '#')
				need |= NEED_CMARK;
			break;
		case '<':
			if (!is_space(at(s, i + 1)))
				need |= NEED_CMARK;
			break;
		case '[':
			bracket = true;
			break;
		case ']':
			if (bracket && (has_definitions || at(s, i + 1) == '('))
				need |= NEED_CMARK;
			break;
		case '~':
			if (at(s, i + 1) == '~')
				need |= NEED_CMARK;
			break;
		case ':':
			if (link_may_start(s, i))
				need |= NEED_LINKS;
			break;
		case '.':
			if (i >= 3 && link_may_start(s, i - 3))
				need |= NEED_LINKS;
			break;
		default:
			if ((unsigned char)c < ' ' || c == 0x7f)
				need |= NEED_COLLAPSE;
		}
	}
	return need;
}

static struct inlines one_span(struct arena *arena, struct str text)
{
	if (text.n == 0)
		return INLINES_NONE;
	struct span *span = arena_alloc(arena, sizeof *span);
	*span = (struct span){ SPAN_TEXT, 0, false, text };
	return (struct inlines){ span, 1 };
}

static bool is_letter(struct str s, size_t at)
{
	size_t n;
	if ((unsigned char)s.p[at] < 0x80)
		return is_alnum(s.p[at]);
	return letter_of(letter_decode(str_skip(s, at), &n)) != LETTER_NONE;
}

static bool begins_in_word(struct str s)
{
	return s.n && is_letter(s, 0);
}

static bool ends_in_word(struct str s)
{
	size_t at = s.n;
	while (at && s.n - at < 4 && ((unsigned char)s.p[--at] & 0xc0) == 0x80)
		;
	return s.n && is_letter(s, at);
}

/* Put INLINE_JOINT where marks or code touch a word on both sides. */
static struct inlines join_words(struct arena *arena, struct inlines text)
{
	struct span *spans = (struct span *)(uintptr_t)text.spans, *before = NULL;
	bool marked = false;
	for (size_t i = 0; i < text.count; i++) {
		struct span *s = &spans[i];
		if (s->type == SPAN_OPEN || s->type == SPAN_CLOSE) {
			marked = true;
			continue;
		}
		bool characters = s->type == SPAN_TEXT || s->type == SPAN_CODE;
		bool touches = before && characters && (marked || s->type != before->type) &&
			begins_in_word(s->text) && ends_in_word(before->text);
		if (touches && s->type == SPAN_TEXT)
			s->text = arena_join(arena, STR(INLINE_JOINT), STR_EMPTY, s->text);
		else if (touches && before->type == SPAN_TEXT)
			before->text = arena_join(arena, before->text, STR_EMPTY, STR(INLINE_JOINT));
		before = characters ? s : NULL;
		marked = false;
	}
	return text;
}

struct inlines inline_parse(struct arena *arena, const struct inline_context *context, struct str source)
{
	source = str_trim(source);
	unsigned need = look_over(source, context_count(context) > 0);
	if ((need & NEED_COLLAPSE) && context_breaks(context) && str_find(source, STR("  \n"), 0) != STR_NONE)
		need |= NEED_CMARK;
	if (!(need & (NEED_CMARK | NEED_COLLAPSE))) {
		struct inlines text = one_span(arena, source);
		return need ? join_words(arena, link_bare_urls(arena, text)) : text;
	}
	struct builder b = { .text = BUF_INIT };
	if (need & NEED_CMARK)
		cmark_read(&b, arena, context, source);
	else
		builder_text(&b, source);
	return join_words(arena, builder_finish(&b, arena));
}

struct inlines inline_literal(struct arena *arena, struct str text)
{
	text = str_trim(text);
	bool collapsed = true;
	for (size_t i = 0; i < text.n && collapsed; i++)
		collapsed = !is_space(text.p[i]) || (text.p[i] == ' ' && !is_space(text.p[i + 1]));
	if (collapsed)
		return one_span(arena, text);
	char *copy = arena_alloc(arena, text.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < text.n; i++) {
		if (!is_space(text.p[i]))
			copy[n++] = text.p[i];
		else if (!is_space(text.p[i - 1]))
			copy[n++] = ' ';
	}
	copy[n] = '\0';
	return one_span(arena, (struct str){ copy, n });
}

struct str inline_plain(struct arena *arena, struct inlines text)
{
	if (text.count == 0)
		return STR_EMPTY;
	if (text.count == 1 && text.spans[0].type == SPAN_TEXT)
		return text.spans[0].text;
	size_t room = 1;
	for (size_t i = 0; i < text.count; i++)
		room += text.spans[i].type == SPAN_OPEN ? 1 : text.spans[i].text.n + 1;
	char *plain = arena_alloc(arena, room);
	size_t n = 0;
	bool edited = false;
	for (size_t i = 0; i < text.count; i++) {
		const struct span *s = &text.spans[i];
		if (s->type == SPAN_BREAK && n && plain[n - 1] != ' ')
			plain[n++] = ' ';
		edited = edited || (s->type >= SPAN_OPEN && (s->mark == MARK_STRIKE || s->mark == MARK_INSERTED));
		if ((s->type != SPAN_TEXT && s->type != SPAN_CODE) || !s->text.n)
			continue;
		/* What is struck out and what stands in its place are two words. */
		struct str part = s->text;
		if (edited && str_starts(part, STR(INLINE_JOINT))) {
			plain[n++] = ' ';
			part = str_skip(part, sizeof INLINE_JOINT - 1);
		}
		edited = false;
		for (size_t k = 0; k < part.n; k++) {
			bool space = is_space(part.p[k]);
			if (!space || (n && plain[n - 1] != ' '))
				plain[n++] = space ? ' ' : part.p[k];
		}
	}
	while (n && plain[n - 1] == ' ')
		n--;
	plain[n] = '\0';
	return (struct str){ plain, n };
}

/* Steps through spans so that neighbours of one type count as one span. */
struct cursor {
	struct inlines in;
	size_t span, offset;
};

static bool same_part(struct cursor *a, struct cursor *b)
{
	const struct span *x = &a->in.spans[a->span], *y = &b->in.spans[b->span];
	if (x->type != y->type)
		return false;
	if (x->type == SPAN_TEXT || x->type == SPAN_CODE) {
		size_t left = x->text.n - a->offset, right = y->text.n - b->offset, n = left < right ? left : right;
		if (memcmp(x->text.p + a->offset, y->text.p + b->offset, n) != 0)
			return false;
		a->offset += n;
		b->offset += n;
		return true;
	}
	a->offset = x->text.n;
	b->offset = y->text.n;
	if (x->type == SPAN_BREAK)
		return true;
	return x->mark == y->mark && (x->type == SPAN_CLOSE || str_eq(x->text, y->text));
}

static bool next_part(struct cursor *c, bool first)
{
	if (!first && c->offset == c->in.spans[c->span].text.n)
		c->span++, c->offset = 0;
	while (c->span < c->in.count && c->in.spans[c->span].type <= SPAN_CODE && c->in.spans[c->span].text.n == 0)
		c->span++;
	return c->span < c->in.count;
}

bool inline_equal(struct inlines a, struct inlines b)
{
	struct cursor x = { a, 0, 0 }, y = { b, 0, 0 };
	for (bool first = true;; first = false) {
		bool left = next_part(&x, first), right = next_part(&y, first);
		if (!left || !right)
			return left == right;
		if (!same_part(&x, &y))
			return false;
	}
}

bool inline_empty(struct inlines text)
{
	for (size_t i = 0; i < text.count; i++)
		if ((text.spans[i].type == SPAN_TEXT || text.spans[i].type == SPAN_CODE) && text.spans[i].text.n)
			return false;
	return true;
}
