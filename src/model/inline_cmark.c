#include "model/inline_parts.h"

#include <string.h>

#include <cmark.h>

#include "base/mem.h"

/* ---- memory for cmark: handed out piece by piece, returned all at once ---- */

enum { POOL_ROOM = 16 * 1024, POOL_ALIGN = _Alignof(max_align_t) };

struct pool {
	char *next, *end, *last;      /* last: the piece given out last, which may grow in place */
	struct arena more;
	_Alignas(max_align_t) char room[POOL_ROOM];
};

static _Thread_local struct pool *pool;      /* cmark's allocator takes no argument that could say which */

static void *pool_alloc(size_t n)
{
	n = (n + POOL_ALIGN - 1) & ~(size_t)(POOL_ALIGN - 1);
	if (n > SIZE_MAX / 4)
		die("out of memory");
	char *piece;
	if (n + POOL_ALIGN <= (size_t)(pool->end - pool->next)) {
		piece = pool->next;
		pool->next += n + POOL_ALIGN;
		pool->last = piece;
	} else {
		piece = arena_alloc(&pool->more, n + POOL_ALIGN);
	}
	*(size_t *)(void *)piece = n;
	return piece + POOL_ALIGN;
}

static void *pool_calloc(size_t count, size_t size)
{
	if (size && count > SIZE_MAX / 4 / size)
		die("out of memory");
	return memset(pool_alloc(count * size), 0, count * size);
}

static void *pool_realloc(void *old, size_t n)
{
	if (!old)
		return pool_alloc(n);
	char *piece = (char *)old - POOL_ALIGN;
	size_t *have = (size_t *)(void *)piece;
	if (n <= *have)
		return old;
	if (piece == pool->last && n < (size_t)(pool->end - piece) - 2 * POOL_ALIGN) {
		*have = (n + POOL_ALIGN - 1) & ~(size_t)(POOL_ALIGN - 1);
		pool->next = piece + POOL_ALIGN + *have;
		return old;
	}
	return memcpy(pool_alloc(n), old, *have);
}

static void pool_no_free(void *piece)
{
	(void)piece;
}

static cmark_mem pool_functions = { pool_calloc, pool_realloc, pool_no_free };

/* ---- the walk over cmark's tree ---- */

/* Tags that are marks; "br" is a break and "code" makes code. */
static const struct {
	const char *name;
	uint8_t mark;
} tags[] = {
	{ "u", MARK_UNDERLINE }, { "i", MARK_EMPHASIS }, { "em", MARK_EMPHASIS }, { "b", MARK_STRONG },
	{ "strong", MARK_STRONG }, { "s", MARK_STRIKE }, { "del", MARK_STRIKE }, { "ins", MARK_INSERTED },
	{ "sub", MARK_SUBSCRIPT }, { "sup", MARK_SUPERSCRIPT }, { "mark", MARK_HIGHLIGHT },
	{ "code", 0 }, { "~~", MARK_STRIKE }, { "br", 0 },
};
enum { TAG_CODE = 11, TAG_TILDES, TAG_BREAK, TAGS, NO_TAG = TAGS };

/* A tag is a mark where it has its partner in the same container. */
enum decision { TAG_TEXT, TAG_OPENS, TAG_CLOSES };

/* A container of cmark's tree that is being walked. */
struct frame {
	cmark_node *node;
	size_t next_decision;         /* of its own tags */
	bool opened;                  /* it has a mark of the builder */
	size_t text_begin;            /* builder's text when it began */
	struct str url, title, label;
	bool parts_word;              /* "<URL>" with a word right behind it */
};

struct open_tag {
	size_t decision;
	uint8_t tag;
};

struct walk {
	struct builder *b;
	struct arena *arena;
	const struct inline_context *context;
	struct str line;              /* what cmark read, for what must stay as written */
	struct frame *frames;
	size_t depth, frames_room;
	uint8_t *decisions;           /* enum decision of each tag of each container, in order */
	size_t decision_count, decisions_room;
	struct open_tag *open;
	size_t open_room;
	uint8_t *tag_opened;          /* of the tags that are open now: did the builder take the mark? */
	size_t tags_open, tag_opened_room;
};

static uint8_t tag_of(struct str html, bool *closing)
{
	size_t i = 1, n = 0;
	*closing = html.n > 1 && html.p[1] == '/';
	i += *closing;
	while (i + n < html.n && is_alnum(html.p[i + n]))
		n++;
	if (n == 0 || html.n < 3)
		return NO_TAG;
	struct str name = { html.p + i, n };
	char after = html.p[i + n];
	if (after != '>' && after != '/' && !is_space(after))
		return NO_TAG;
	bool empty = html.p[html.n - 2] == '/';
	for (uint8_t t = 0; t < TAGS; t++)
		if (t != TAG_TILDES && str_eq_nocase(name, str_of(tags[t].name)))
			return t == TAG_BREAK ? (*closing ? NO_TAG : t) : empty ? NO_TAG : t;
	return NO_TAG;
}

size_t inline_tag(struct str s, enum span_mark *mark, bool *closing)
{
	enum { LONGEST = 16 };
	size_t end = s.n && *s.p == '<' ? str_find_char(str_first(s, LONGEST), '>', 1) : STR_NONE;
	uint8_t tag = end == STR_NONE ? NO_TAG : tag_of(str_first(s, end + 1), closing);
	if (tag >= TAG_CODE)
		return 0;
	*mark = tags[tag].mark;
	return end + 1;
}

struct pairing {
	size_t base, depth;
	size_t counts[TAGS];
};

static void pair_tag(struct walk *w, struct pairing *p, uint8_t tag, bool may_open, bool may_close)
{
	size_t decision = w->decision_count;
	VEC_ROOM(w->decisions, w->decision_count, w->decisions_room);
	w->decisions[w->decision_count++] = TAG_TEXT;
	if (may_close && p->counts[tag]) {
		struct open_tag *top;
		do {
			top = &w->open[--p->depth];
			p->counts[top->tag]--;
		} while (top->tag != tag);
		w->decisions[top->decision] = TAG_OPENS;
		w->decisions[decision] = TAG_CLOSES;
	} else if (may_open) {
		VEC_ROOM(w->open, p->depth, w->open_room);
		w->open[p->depth++] = (struct open_tag){ decision, tag };
		p->counts[tag]++;
	}
}

static void pair_tildes(struct walk *w, struct pairing *p, cmark_node *node, struct str text)
{
	for (size_t i = 0; i + 1 < text.n; i++) {
		if (text.p[i] != STAND_TILDE)
			continue;
		bool may_close = i ? !is_space(text.p[i - 1]) : cmark_node_previous(node) != NULL;
		bool may_open = i + 2 < text.n ? !is_space(text.p[i + 2]) : cmark_node_next(node) != NULL;
		pair_tag(w, p, TAG_TILDES, may_open, may_close);
		i++;
	}
}

/* Decide which of a container's tags have their partner in it. */
static void pair_tags(struct walk *w, cmark_node *container)
{
	struct pairing p = { 0 };
	for (cmark_node *n = cmark_node_first_child(container); n; n = cmark_node_next(n)) {
		cmark_node_type type = cmark_node_get_type(n);
		if (type == CMARK_NODE_TEXT) {
			pair_tildes(w, &p, n, str_of(cmark_node_get_literal(n)));
		} else if (type == CMARK_NODE_HTML_INLINE) {
			bool closing;
			uint8_t tag = tag_of(str_of(cmark_node_get_literal(n)), &closing);
			if (tag < TAG_BREAK)
				pair_tag(w, &p, tag, !closing, closing);
		}
	}
}

static void take_tag(struct walk *w, uint8_t tag, bool closing)
{
	if (tag == TAG_CODE) {
		builder_code(w->b, !closing);
	} else if (!closing) {
		VEC_ROOM(w->tag_opened, w->tags_open, w->tag_opened_room);
		w->tag_opened[w->tags_open++] = builder_open(w->b, tags[tag].mark, STR_EMPTY);
	} else if (w->tag_opened[--w->tags_open]) {
		builder_close(w->b);
	}
}

/* Characters as they were meant or, in as_source, written: stand-ins give way to what they stand for. */
static void characters(struct walk *w, struct str s, bool as_source)
{
	size_t done = 0;
	for (size_t i = 0; i < s.n; i++) {
		const char *meant = (unsigned char)s.p[i] < STANDS ? source_meant(s.p[i]) : NULL;
		if (!meant)
			continue;
		builder_text(w->b, str_range(s.p + done, s.p + i));
		if ((s.p[i] == STAND_BREAK || s.p[i] == STAND_BLANKS) && !as_source)
			builder_break(w->b);
		else
			builder_text(w->b, (struct str){ meant, 1 });
		done = i + 1;
	}
	builder_text(w->b, str_skip(s, done));
}

static void text_node(struct walk *w, struct str text)
{
	struct frame *f = &w->frames[w->depth - 1];
	size_t done = text.n && text.p[0] == STAND_BEGIN ? SOURCE_BEGIN : 0;
	for (size_t i = done; i + 1 < text.n; i++) {
		if (text.p[i] != STAND_TILDE)
			continue;
		characters(w, str_range(text.p + done, text.p + i), false);
		uint8_t decision = w->decisions[f->next_decision++];
		if (decision == TAG_TEXT)
			builder_text(w->b, STR("~~"));
		else
			take_tag(w, TAG_TILDES, decision == TAG_CLOSES);
		done = i++ + 2;
	}
	characters(w, str_skip(text, done), false);
}

static void html_node(struct walk *w, struct str html)
{
	bool closing;
	uint8_t tag = tag_of(html, &closing);
	if (tag == TAG_BREAK)
		builder_break(w->b);
	else if (tag < TAG_BREAK && w->decisions[w->frames[w->depth - 1].next_decision++] != TAG_TEXT)
		take_tag(w, tag, closing);
	else
		characters(w, html, true);
}

/* ---- links ---- */

static struct str as_written(struct walk *w, cmark_node *node)
{
	int begin = cmark_node_get_start_column(node), end = cmark_node_get_end_column(node);
	if (begin < 1 || end < begin)
		return STR_EMPTY;
	return str_skip(str_first(w->line, (size_t)end), (size_t)begin - 1);
}

/* The URL that cmark found; what browsers would drop from it is dropped, so that it is judged as it will be used. */
static struct str url_of(struct walk *w, cmark_node *node)
{
	struct str raw = str_of(cmark_node_get_url(node));
	if (raw.n && raw.p[0] == STAND_REFERENCE) {
		size_t index = 0;
		for (size_t i = 1; i < raw.n && is_digit(raw.p[i]); i++)
			index = index * 10 + (size_t)(raw.p[i] - '0');
		return index < context_count(w->context) ? context_url(w->context, index) : STR_EMPTY;
	}
	raw = str_trim(raw);
	char *url = arena_alloc(w->arena, raw.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < raw.n; i++) {
		const char *meant = source_meant(raw.p[i]);
		if (meant)
			url[n++] = *meant;
		else if (raw.p[i] == ' ' || !is_space(raw.p[i]))
			url[n++] = raw.p[i];
	}
	url[n] = '\0';
	return (struct str){ url, n };
}

/* "<a@b>" is somebody's address or the Message-ID of a mail; true if this was one and it is done. */
static bool message_id(struct walk *w, struct str url, struct str written)
{
	struct str id = str_skip(url, 7);
	if (!written.n || written.p[0] != '<' || !str_starts(url, STR("mailto:")) ||
	    str_starts_nocase(str_skip(written, 1), STR("mailto:")) || !link_is_message_id(id))
		return false;
	struct str archive = context_archive(w->context);
	bool opened = archive.n && !builder_in_link(w->b) &&
		builder_open(w->b, MARK_LINK, link_to_message(w->arena, archive, id));
	characters(w, written, true);
	if (opened)
		builder_close(w->b);
	return true;
}

/* "[text][label]" -> label: a word of the notes. Empty for any other link. */
static struct str reference_label(struct str written)
{
	size_t open = written.n;
	if (!written.n || written.p[written.n - 1] != ']')
		return STR_EMPTY;
	while (open && written.p[open - 1] != '[')
		open--;
	if (open < 2 || written.p[open - 2] != ']')
		return STR_EMPTY;
	return str_range(written.p + open, written.p + written.n - 1);
}

static bool is_word_byte(char c)
{
	return is_alnum(c) || (unsigned char)c >= 0x80;
}

/* The brackets of "Mira<mira@lantern.example>" part words; a link shows none, so a blank stands there. */
static void enter_brackets(struct walk *w, struct frame *f, struct str written)
{
	const char *end = w->line.p + w->line.n;
	if (written.p > w->line.p && is_word_byte(written.p[-1]))
		builder_text(w->b, STR(" "));
	f->parts_word = written.p + written.n < end && is_word_byte(written.p[written.n]);
}

/* False where the link stays characters. */
static bool enter_link(struct walk *w, struct frame *f)
{
	struct str written = as_written(w, f->node);
	f->url = url_of(w, f->node);
	if (f->url.n && link_is_safe(f->url) && !message_id(w, f->url, written)) {
		const char *title = cmark_node_get_title(f->node);
		f->title = str_trim(str_of(title ? title : ""));
		if (written.n && *written.p == '<' && !builder_in_link(w->b))
			enter_brackets(w, f, written);
		f->opened = builder_open(w->b, MARK_LINK, f->url);
		/* No link where one is open: its brackets keep it apart. */
		if (!f->opened && written.n && *written.p == '<') {
			characters(w, written, true);
			return false;
		}
		f->label = reference_label(written);
		if (f->opened && written.n && *written.p == '<')
			builder_bare(w->b);
		return true;
	}
	if (!f->url.n || !link_is_safe(f->url))
		characters(w, written, true);
	return false;
}

static bool shows_url(struct walk *w, struct frame *f)
{
	struct str shown = str_trim(str_skip(buf_slice(&w->b->text), f->text_begin));
	return str_eq(shown, f->url) || (str_starts(f->url, STR("mailto:")) && str_eq(shown, str_skip(f->url, 7)));
}

static void in_brackets(struct walk *w, struct str text)
{
	builder_text(w->b, STR(" ("));
	characters(w, text, true);
	builder_text(w->b, STR(")"));
}

/* A link inside a link, or nested too deep, gives its URL as text; so does a link's title, for which spans have no
 * place. A link without text shows its URL. */
static void leave_link(struct walk *w, struct frame *f)
{
	if (f->opened) {
		if (w->b->written < w->b->depth)
			builder_text(w->b, f->url);
		builder_close(w->b);
	} else if (!shows_url(w, f)) {
		in_brackets(w, f->url);
	}
	if (f->title.n)
		in_brackets(w, f->title);
	if (f->label.n) {
		builder_text(w->b, STR(" ["));
		characters(w, f->label, true);
		builder_text(w->b, STR("]"));
	}
	if (f->parts_word)
		builder_text(w->b, STR(" "));
}

/* ---- all together ---- */

/* True if the container is to be walked. */
static bool enter(struct walk *w, cmark_node *node, cmark_node_type type)
{
	struct frame f = { .node = node, .text_begin = w->b->text.n, .url = STR_EMPTY, .title = STR_EMPTY };
	if (type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG)
		f.opened = builder_open(w->b, type == CMARK_NODE_EMPH ? MARK_EMPHASIS : MARK_STRONG, STR_EMPTY);
	else if ((type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) && !enter_link(w, &f))
		return false;
	f.next_decision = w->decision_count;
	pair_tags(w, node);
	VEC_ROOM(w->frames, w->depth, w->frames_room);
	w->frames[w->depth++] = f;
	return true;
}

static void leave(struct walk *w)
{
	struct frame *f = &w->frames[--w->depth];
	cmark_node_type type = cmark_node_get_type(f->node);
	if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE)
		leave_link(w, f);
	else if (f->opened)
		builder_close(w->b);
}

static void walk_paragraph(struct walk *w, cmark_node *paragraph)
{
	enter(w, paragraph, CMARK_NODE_PARAGRAPH);
	cmark_node *node = cmark_node_first_child(paragraph);
	while (w->depth) {
		if (!node) {
			node = cmark_node_next(w->frames[w->depth - 1].node);
			leave(w);
			continue;
		}
		cmark_node_type type = cmark_node_get_type(node);
		const char *literal = cmark_node_get_literal(node);
		cmark_node *child = NULL;
		switch (type) {
		case CMARK_NODE_TEXT:
			text_node(w, str_of(literal));
			break;
		case CMARK_NODE_CODE:
			builder_code(w->b, true);
			characters(w, str_of(literal), true);
			builder_code(w->b, false);
			break;
		case CMARK_NODE_HTML_INLINE:
			html_node(w, str_of(literal));
			break;
		case CMARK_NODE_SOFTBREAK:
			builder_text(w->b, STR(" "));
			break;
		case CMARK_NODE_LINEBREAK:
			builder_break(w->b);
			break;
		default:
			if (enter(w, node, type))
				child = node;
		}
		node = child ? cmark_node_first_child(child) : cmark_node_next(node);
	}
}

static void read_part(struct builder *b, struct arena *arena, const struct inline_context *context, struct str part)
{
	struct buf source = BUF_INIT;
	size_t line_begin = source_prepare(&source, context, part);
	struct pool memory;
	memory.next = memory.last = memory.room;
	memory.end = memory.room + POOL_ROOM;
	memory.more = (struct arena)ARENA_INIT;
	struct pool *outer = pool;
	pool = &memory;

	cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &pool_functions);
	cmark_parser_feed(parser, source.p, source.n);
	cmark_node *root = cmark_parser_finish(parser);
	cmark_node *paragraph = cmark_node_last_child(root);
	if (paragraph && cmark_node_get_type(paragraph) == CMARK_NODE_PARAGRAPH) {
		struct walk w = { .b = b, .arena = arena, .context = context };
		w.line = str_skip(buf_slice(&source), line_begin);
		walk_paragraph(&w, paragraph);
		mem_free(w.frames);
		mem_free(w.decisions);
		mem_free(w.open);
		mem_free(w.tag_opened);
	}
	pool = outer;
	arena_free(&memory.more);
	buf_free(&source);
}

/* cmark takes some hundred bytes for each character that might be mark-up, so a very long source is read in parts, cut
 * at white space where there is any near. Marks do not reach over a cut. */
enum { PART = 256 * 1024, PART_SEARCH = 4096 };

void cmark_read(struct builder *b, struct arena *arena, const struct inline_context *context, struct str source)
{
	while (source.n) {
		size_t n = source.n;
		if (n > PART + PART_SEARCH) {
			for (n = PART; n < PART + PART_SEARCH && !is_space(source.p[n]); n++)
				;
			while (n > PART && ((unsigned char)source.p[n] & 0xc0) == 0x80)
				n--;
		}
		read_part(b, arena, context, str_first(source, n));
		source = str_skip(source, n);
		if (source.n && is_space(source.p[0]))
			builder_text(b, STR(" "));
	}
}
