#include "model/inline_parts.h"

#include <string.h>

#include "base/mem.h"

static void push(struct builder *b, struct piece piece)
{
	VEC_ROOM(b->pieces, b->count, b->room);
	b->pieces[b->count++] = piece;
}

static void append(struct builder *b, enum span_type type, const char *bytes, size_t n)
{
	struct piece *last = b->count ? &b->pieces[b->count - 1] : NULL;
	if (last && last->type == type && last->at + last->n == b->text.n)
		last->n += n;
	else
		push(b, (struct piece){ (uint8_t)type, 0, false, b->text.n, n, STR_EMPTY });
	buf_add(&b->text, bytes, n);
}

/* Characters follow: give out the white space and the marks that stand before them. */
static void flush(struct builder *b)
{
	if (b->gap && b->count) {
		bool inside = b->gap_in_code && b->written == b->depth && b->pieces[b->count - 1].type == SPAN_CODE;
		if (b->gap == GAP_BREAK)
			push(b, (struct piece){ SPAN_BREAK, 0, false, b->text.n, 0, STR_EMPTY });
		else
			append(b, inside ? SPAN_CODE : SPAN_TEXT, " ", 1);
	}
	b->gap = GAP_NONE;
	for (; b->written < b->depth; b->written++) {
		const struct open_mark *open = &b->open[b->written];
		const struct piece *last = b->count ? &b->pieces[b->count - 1] : NULL;
		if (last && last->type == SPAN_CLOSE && last->mark == open->mark && open->mark != MARK_LINK)
			b->count--;
		else
			push(b, (struct piece){ SPAN_OPEN, open->mark, open->bare, b->text.n, 0, open->url });
	}
}

static bool is_joint(struct str s, size_t i)
{
	return s.p[i] == *INLINE_JOINT && str_starts(str_skip(s, i), STR(INLINE_JOINT));
}

static bool is_character(struct str s, size_t i)
{
	return i < s.n && (unsigned char)s.p[i] > ' ' && s.p[i] != 0x7f && !is_joint(s, i);
}

void builder_text(struct builder *b, struct str s)
{
	enum span_type type = b->code ? SPAN_CODE : SPAN_TEXT;
	for (size_t i = 0; i < s.n;) {
		size_t begin = i;
		/* A blank between two characters goes with them. */
		while (is_character(s, i) || (i > begin && is_character(s, i + 1) && s.p[i] == ' '))
			i++;
		if (i > begin) {
			if (b->gap || b->written < b->depth)
				flush(b);
			append(b, type, s.p + begin, i - begin);
		} else if (is_space(s.p[i])) {
			if (b->gap == GAP_NONE) {
				b->gap = GAP_BLANK;
				b->gap_in_code = b->code > 0;
			}
			i++;
		} else if (is_joint(s, i)) {
			i += sizeof INLINE_JOINT - 1;     /* ours alone: an entity may have made one */
		} else {
			flush(b);
			append(b, type, "\xef\xbf\xbd", 3);
			i++;
		}
	}
}

void builder_break(struct builder *b)
{
	b->gap = GAP_BREAK;
}

void builder_code(struct builder *b, bool enter)
{
	b->code += enter ? 1u : -1u;
	b->gap_in_code = false;
}

bool builder_open(struct builder *b, enum span_mark mark, struct str url)
{
	if (b->depth == INLINE_DEPTH)
		return false;
	for (size_t i = 0; i < b->depth; i++)
		if (b->open[i].mark == mark)
			return false;
	b->open[b->depth++] = (struct open_mark){ (uint8_t)mark, false, url };
	return true;
}

void builder_bare(struct builder *b)
{
	b->open[b->depth - 1].bare = true;
}

void builder_close(struct builder *b)
{
	b->depth--;
	if (b->written <= b->depth)
		return;
	b->written = b->depth;
	push(b, (struct piece){ SPAN_CLOSE, b->open[b->depth].mark, false, b->text.n, 0, STR_EMPTY });
}

bool builder_in_link(const struct builder *b)
{
	for (size_t i = 0; i < b->depth; i++)
		if (b->open[i].mark == MARK_LINK)
			return true;
	return false;
}

struct inlines builder_finish(struct builder *b, struct arena *arena)
{
	struct inlines result = INLINES_NONE;
	if (b->count) {
		const char *text = arena_str(arena, buf_slice(&b->text)).p;
		struct span *spans = arena_alloc(arena, b->count * sizeof *spans);
		for (size_t i = 0; i < b->count; i++) {
			const struct piece *p = &b->pieces[i];
			struct str s = p->type == SPAN_OPEN ? p->url : p->n ? (struct str){ text + p->at, p->n } : STR_EMPTY;
			spans[i] = (struct span){ p->type, p->mark, p->bare, s };
		}
		result = link_bare_urls(arena, (struct inlines){ spans, b->count });
	}
	buf_free(&b->text);
	mem_free(b->pieces);
	return result;
}
