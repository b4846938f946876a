#include "write/text.h"

#include "base/mem.h"

/* ---- the links, each with a number of its own: a URL that the notes say twice is listed twice ---- */

static size_t slot_of(const struct text_links *l, const void *key)
{
	uint64_t hash = (uint64_t)(uintptr_t)key * 0x9e3779b97f4a7c15u;
	size_t slot = (size_t)(hash >> 32) & (l->slots - 1);
	while (l->table[slot] && l->items[l->table[slot] - 1] != key)
		slot = (slot + 1) & (l->slots - 1);
	return slot;
}

static void grow_table(struct text_links *l)
{
	l->slots = l->slots ? l->slots * 2 : 64;
	mem_free(l->table);
	l->table = mem_zero(l->slots, sizeof *l->table);
	for (size_t i = 0; i < l->count; i++)
		l->table[slot_of(l, l->items[i])] = (uint32_t)i + 1;
}

/* The number of the link that this span opens; a cell's is met more than once. */
static size_t number_of_link(struct text_links *l, const struct span *link)
{
	if (l->count * 2 >= l->slots)
		grow_table(l);
	size_t slot = slot_of(l, link);
	if (!l->table[slot]) {
		VEC_ROOM(l->items, l->count, l->room);
		l->items[l->count++] = link;
		l->table[slot] = (uint32_t)l->count;
	}
	return l->before + l->table[slot];
}

/* The number that a label is, 0 if it is none. */
static size_t number_of_label(struct str label)
{
	size_t n = 0;
	for (size_t i = 0; i < label.n && i < 6; i++) {
		if (!is_digit(label.p[i]))
			return 0;
		n = n * 10 + (size_t)(label.p[i] - '0');
	}
	return n;
}

void text_find_references(struct text *t)
{
	struct block_iter it = block_iter(t->doc->root);
	t->references = document_links(t->doc, &t->doc->arena);
	while (block_next(&it)) {
		if (!it.entering || it.block->type != BLOCK_REFERENCE)
			continue;
		size_t number = number_of_label(it.block->u.reference.label);
		if (number > t->links.before)
			t->links.before = number;
	}
}

void text_put_links(struct text *t)
{
	if (!t->links.count)
		return;
	text_gap(t);
	text_underlined(t, text_word(t, TEXT_WORD_LINKS), '-');
	text_gap(t);
	for (size_t i = 0; i < t->links.count; i++) {
		buf_printf(&t->flat, "[%zu] ", t->links.before + i + 1);
		text_clean(&t->flat, t->links.items[i]->text);
		text_put_line(t, buf_slice(&t->flat));
		buf_cut(&t->flat, 0);
	}
}

/* ---- texts ---- */

/* The spans from first on up to the end of the mark that is open there. */
static struct inlines inside(struct inlines text, size_t first)
{
	size_t depth = 1, i = first;
	for (; i < text.count; i++) {
		depth += text.spans[i].type == SPAN_OPEN;
		depth -= text.spans[i].type == SPAN_CLOSE;
		if (!depth)
			break;
	}
	return (struct inlines){ text.spans + first, i - first };
}

/* Do the notes list the URL under this label themselves? */
static bool is_listed(const struct text *t, struct str label, struct str url)
{
	struct str listed;
	return inline_defined(t->references, label, &listed) && str_eq(listed, url);
}

static struct str label_behind(struct str text)
{
	size_t end = str_starts(text, STR(" [")) ? str_find_char(text, ']', 0) : STR_NONE;
	return end == STR_NONE ? STR_EMPTY : str_range(text.p + 2, text.p + end);
}

/* A link's text and, unless the notes wrote the URL alone, its number: "the thread [1]". Where the notes list the link
 * they have its label as the text or behind it. */
static void flatten_link(struct text *t, struct buf *b, const struct span *link, struct inlines shown,
	struct str behind)
{
	size_t begin = b->n;
	text_flatten(t, b, shown);
	struct str text = str_skip(buf_slice(b), begin), label = label_behind(behind);
	if (link->bare || (label.n && is_listed(t, label, link->text)))
		return;
	if (is_listed(t, text, link->text)) {
		text = arena_str(&t->scratch, text);
		buf_cut(b, begin);
		buf_put(b, '[');
		buf_str(b, text);
		buf_put(b, ']');
	} else {
		buf_printf(b, " [%zu]", number_of_link(&t->links, link));
	}
}

/* A joint is needed only where no sign stands. */
static void add_characters(struct buf *b, struct str s, bool code_follows)
{
	const struct str joint = STR(INLINE_JOINT);
	if (str_starts(s, joint) && b->n && is_punct(b->p[b->n - 1]))
		s = str_skip(s, joint.n);
	if (str_ends(s, joint) && code_follows)
		s.n -= joint.n;
	text_clean(b, s);
}

void text_flatten(struct text *t, struct buf *b, struct inlines text)
{
	static const char *const opening[] = {
		[MARK_STRIKE] = "[-", [MARK_INSERTED] = "{+", [MARK_SUBSCRIPT] = "_(", [MARK_SUPERSCRIPT] = "^(", [MARK_LINK] = NULL,
	};
	static const char *const closing[] = {
		[MARK_STRIKE] = "-]", [MARK_INSERTED] = "+}", [MARK_SUBSCRIPT] = ")", [MARK_SUPERSCRIPT] = ")", [MARK_LINK] = NULL,
	};
	for (size_t i = 0; i < text.count; i++) {
		const struct span *s = &text.spans[i];
		switch (s->type) {
		case SPAN_TEXT:
			add_characters(b, s->text, i + 1 < text.count && s[1].type == SPAN_CODE);
			break;
		case SPAN_CODE:
			buf_put(b, '`');
			text_clean(b, s->text);
			buf_put(b, '`');
			break;
		case SPAN_BREAK:
			buf_put(b, '\n');
			break;
		default:
			if (s->type == SPAN_OPEN && s->mark == MARK_LINK) {
				struct inlines shown = inside(text, i + 1);
				i += shown.count + 1;
				bool followed = i + 1 < text.count && text.spans[i + 1].type == SPAN_TEXT;
				flatten_link(t, b, s, shown, followed ? text.spans[i + 1].text : STR_EMPTY);
			} else {
				const char *sign = s->type == SPAN_OPEN ? opening[s->mark] : closing[s->mark];
				buf_cstr(b, sign ? sign : "");
			}
		}
	}
}
