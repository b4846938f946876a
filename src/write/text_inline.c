#include "write/text.h"

#include "base/mem.h"

/* ---- the links, each URL once ---- */

static size_t slot_of(const struct text *t, struct str url)
{
	uint64_t hash = 0xcbf29ce484222325u;
	for (size_t i = 0; i < url.n; i++)
		hash = (hash ^ (unsigned char)url.p[i]) * 0x100000001b3u;
	hash ^= hash >> 32;
	size_t slot = (size_t)hash & (t->link_slots - 1);
	while (t->link_table[slot] && !str_eq(t->links[t->link_table[slot] - 1].url, url))
		slot = (slot + 1) & (t->link_slots - 1);
	return slot;
}

static void grow_table(struct text *t)
{
	t->link_slots = t->link_slots ? t->link_slots * 2 : 64;
	mem_free(t->link_table);
	t->link_table = mem_zero(t->link_slots, sizeof *t->link_table);
	for (size_t i = 0; i < t->link_count; i++)
		t->link_table[slot_of(t, t->links[i].url)] = (uint32_t)i + 1;
}

/* The URL's link; a new one has no marker yet. */
static struct text_link *link_of(struct text *t, struct str url)
{
	if (t->link_count * 2 >= t->link_slots)
		grow_table(t);
	size_t slot = slot_of(t, url);
	if (!t->link_table[slot]) {
		VEC_ROOM(t->links, t->link_count, t->link_room);
		t->links[t->link_count++] = (struct text_link){ url, STR_EMPTY, false };
		t->link_table[slot] = (uint32_t)t->link_count;
	}
	return &t->links[t->link_table[slot] - 1];
}

static size_t number_of(struct str label)
{
	size_t n = 0;
	if (!label.n || label.n > 6)
		return 0;
	for (size_t i = 0; i < label.n; i++) {
		if (!is_digit(label.p[i]))
			return 0;
		n = n * 10 + (size_t)(label.p[i] - '0');
	}
	return n;
}

void text_find_references(struct text *t)
{
	t->next_number = 1;
	struct block_iter it = block_iter(t->doc->root);
	while (block_next(&it)) {
		const struct block *b = it.block;
		if (!it.entering || b->type != BLOCK_REFERENCE || !b->u.reference.url.n || !b->u.reference.label.n)
			continue;
		struct text_link *link = link_of(t, b->u.reference.url);
		if (!link->given)
			*link = (struct text_link){ b->u.reference.url, b->u.reference.label, true };
		size_t number = number_of(b->u.reference.label);
		if (number >= t->next_number)
			t->next_number = number + 1;
	}
}

void text_put_links(struct text *t)
{
	bool any = false;
	for (size_t i = 0; i < t->link_count; i++) {
		if (t->links[i].given)
			continue;
		if (!any) {
			text_gap(t);
			text_underlined(t, text_word(t, TEXT_WORD_LINKS), '-');
			text_gap(t);
			any = true;
		}
		buf_cut(&t->flat, 0);
		buf_put(&t->flat, '[');
		buf_str(&t->flat, t->links[i].marker);
		buf_cstr(&t->flat, "] ");
		text_clean(&t->flat, t->links[i].url);
		text_put_line(t, buf_slice(&t->flat));
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

static bool is_own_text(struct str url, struct str shown)
{
	if (str_eq(url, shown))
		return true;
	const struct str added[] = { STR("http://"), STR("mailto:") };
	for (size_t i = 0; i < 2; i++)
		if (str_starts(url, added[i]) && str_eq(str_skip(url, added[i].n), shown))
			return true;
	return false;
}

static void add_marker(struct buf *b, struct str marker)
{
	buf_put(b, '[');
	text_clean(b, marker);
	buf_put(b, ']');
}

/* A link's text and, unless that is the URL, its number: "the thread [1]". Where the notes list it they may have
 * written the number, as the text or behind it. */
static void flatten_link(struct text *t, struct buf *b, struct str url, struct inlines shown, struct str behind)
{
	size_t begin = b->n;
	text_flatten(t, b, shown);
	struct str text = str_skip(buf_slice(b), begin);
	if (is_own_text(url, text))
		return;
	struct text_link *link = link_of(t, url);
	if (!link->marker.n)
		link->marker = arena_printf(&t->doc->arena, "%zu", t->next_number++);
	if (link->given && str_eq(link->marker, text)) {
		buf_cut(b, begin);
		add_marker(b, link->marker);
		return;
	}
	if (link->given && str_starts(behind, STR(" [")) && str_starts(str_skip(behind, 2), link->marker) &&
	    str_starts(str_skip(behind, 2 + link->marker.n), STR("]")))
		return;
	buf_put(b, ' ');
	add_marker(b, link->marker);
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
			text_clean(b, s->text);
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
				flatten_link(t, b, s->text, shown, followed ? text.spans[i + 1].text : STR_EMPTY);
			} else {
				const char *sign = s->type == SPAN_OPEN ? opening[s->mark] : closing[s->mark];
				buf_cstr(b, sign ? sign : "");
			}
		}
	}
}
