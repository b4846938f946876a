#include "read/assemble.h"

#include "model/names.h"
#include "model/words.h"
#include "read/label.h"

enum {
	HEADING_LEVELS = 5,    /* one sign less than Markdown has: the title takes the first */
	LIST_DEPTH = 12,       /* of lists in lists; deeper items stay at this depth */
	FULL_LINE = 55,        /* a line at least this long may be wrapped into the next one */
	SHORT_LINE = 43,       /* six tenths of where mails wrap: prose has longer lines */
	SHORT_LINES = 3,
	LONGEST_ENTRY = 120,   /* a line that tells of one person */
	DASHED_LINES = 200     /* longest run of lines between two lines of dashes that is kept as it is */
};

struct level {
	struct block *list, *item;
	uint16_t indent, content;
};

struct builder {
	struct document *doc;
	const struct lines *lines;
	struct level stack[LIST_DEPTH];
	size_t depth;
	uint16_t content;          /* column of the text of the numbered heading above, 0 below any other */
	struct block *open;        /* takes the next line of its text; NULL behind a blank line */
	size_t open_length;        /* bytes of its last line */
	bool open_hard;            /* which ends in a hard break */
	size_t own_until;          /* lines before this one are each their own */
	bool blank;                /* the line before was blank */
	bool minutes;              /* the next block is marked as minutes */
	bool apart;                /* the next list is marked as one of its own */
	bool deep_said;
	size_t unclosed[2];        /* no fence of ` or ~ at least this long closes any more; 0: not known */
};

static struct block *container(struct builder *b)
{
	return b->depth ? b->stack[b->depth - 1].item : b->doc->root;
}

static struct block *add(struct builder *b, struct block *block)
{
	block_append(container(b), block);
	block->origin = b->minutes ? ORIGIN_MINUTES : ORIGIN_AGENDA;
	b->minutes = false;
	return block;
}

static void close_lists(struct builder *b)
{
	b->depth = 0;
	b->open = NULL;
}

static void open_text(struct builder *b, struct block *block, const struct line *l)
{
	b->open = block;
	b->open_length = l->text.n;
	b->open_hard = l->hard;
}

/* A numbered heading goes on in a deeper line that begins small, even behind blank lines. Returns that line or NULL. */
static const struct line *wrapped_heading(const struct builder *b, size_t at, size_t *next)
{
	const struct line *l = &b->lines->items[at];
	size_t i = at + 1;
	if (l->cls != LINE_NUMBER || b->lines->strict)
		return NULL;
	if (line_wraps_over_list(b->lines, at)) {
		*next = i;
		return &b->lines->items[i];
	}
	while (i < b->lines->count && b->lines->items[i].cls == LINE_BLANK)
		i++;
	if (i + 1 >= b->lines->count || b->lines->items[i + 1].cls != LINE_BLANK)
		return NULL;
	const struct line *more = &b->lines->items[i];
	bool small = is_lower(*more->text.p) || (*more->text.p == '"' && more->text.n > 1 && is_lower(more->text.p[1]));
	if (more->cls != LINE_BARE || more->indent <= l->indent || more->text.n > 60 || !small ||
	    (i == at + 1 && line_ended_early(l, more)))
		return NULL;
	*next = i;
	return more;
}

static void add_heading(struct builder *b, size_t *at, uint8_t level)
{
	const struct line *l = &b->lines->items[*at], *more = wrapped_heading(b, *at, at);
	close_lists(b);
	struct str text = l->text;
	if (l->cls == LINE_EMPHASIS)
		while (text.n > 2 && (*text.p == '*' || *text.p == '_'))
			text = str_range(text.p + 1, text.p + text.n - 1);
	if (more)
		text = arena_join(&b->doc->arena, text, STR(" "), more->text);
	struct block *h = add(b, raw_block(b->doc, BLOCK_HEADING, l->number, text));
	h->u.heading.level = level < HEADING_LEVELS ? level : HEADING_LEVELS;
	b->content = l->cls == LINE_NUMBER ? l->content : 0;
	if (l->cls == LINE_NUMBER)
		h->u.heading.number = l->marker;
	else if (l->cls == LINE_TOPIC)
		h->u.heading.number = STR("topic:");
}

struct str lines_without_indent(struct document *doc, struct str text, size_t indent)
{
	struct buf copy = BUF_INIT;
	struct str line;
	if (!indent)
		return text;
	for (bool first = true; str_split(&text, '\n', &line); first = false) {
		size_t n = 0;
		while (n < indent && n < line.n && line.p[n] == ' ')
			n++;
		if (!first)
			buf_put(&copy, '\n');
		buf_str(&copy, str_skip(line, n));
	}
	text = arena_str(&doc->arena, buf_slice(&copy));
	buf_free(&copy);
	return text;
}

/* ``` and ~~~ */
static bool add_fenced(struct builder *b, size_t *at)
{
	const struct line *first = &b->lines->items[*at];
	size_t n = first->marker.n, kind = *first->marker.p == '~', end = *at + 1;
	if (b->unclosed[kind] && n >= b->unclosed[kind])
		return false;
	for (; end < b->lines->count; end++) {
		const struct line *l = &b->lines->items[end];
		if (l->cls == LINE_FENCE && *l->marker.p == *first->marker.p && l->marker.n >= n && !l->text.n)
			break;
	}
	if (end == b->lines->count) {
		b->unclosed[kind] = n;
		diag_add(&b->doc->diags, DIAG_UNCLOSED_MARKUP, first->number, first->indent + 1u, first->marker, STR("kept as text"));
		return false;
	}
	struct block *code = add(b, block_new(b->doc, BLOCK_CODE, first->number));
	code->u.code.info = first->text;
	if (end > *at + 1) {
		const char *begin = first->raw.p + first->raw.n + 1, *stop = b->lines->items[end].raw.p;
		code->u.code.text = lines_without_indent(b->doc, str_range(begin, stop > begin ? stop - 1 : begin), first->indent);
	}
	b->open = NULL;
	*at = end;
	return true;
}

static bool looks_like_code(struct str text)
{
	return str_find_char(text, '=', 0) != STR_NONE || str_find_char(text, '{', 0) != STR_NONE ||
		str_find_char(text, '[', 0) != STR_NONE || str_find_char(text, ';', 0) != STR_NONE;
}

size_t dashed_end(const struct lines *lines, size_t at)
{
	const struct line *first = &lines->items[at];
	size_t end = at + 1, code = 0;
	if (first->text.n < 8 || *first->text.p != '-')
		return 0;
	for (; end < lines->count && end < at + DASHED_LINES; end++) {
		const struct line *l = &lines->items[end];
		if (l->cls == LINE_BLANK)
			return 0;
		if (str_eq(l->text, first->text))
			return 2 * code >= end - at - 1 && end > at + 1 ? end : 0;
		code += looks_like_code(l->text);
	}
	return 0;
}

static bool add_dashed(struct builder *b, size_t *at)
{
	const struct line *first = &b->lines->items[*at];
	size_t end = dashed_end(b->lines, *at);
	if (!end)
		return false;
	struct block *block = add(b, block_new(b->doc, BLOCK_CODE, first->number));
	block->u.code.text = str_range(b->lines->items[*at + 1].raw.p, b->lines->items[end].raw.p - 1);
	b->open = NULL;
	*at = end;
	return true;
}

/* The list item an indented line belongs to; lists it stands left of are closed. */
static void settle(struct builder *b, const struct line *l)
{
	while (b->depth && l->indent <= b->stack[b->depth - 1].indent)
		b->depth--;
}

/* Nothing, or mark-up around nothing: "<br>". */
static bool shows_nothing(struct document *doc, struct str text)
{
	enum { LONGEST = 40 };
	return !text.n || (text.n <= LONGEST && is_punct(*text.p) && inline_empty(inline_parse(&doc->arena, NULL, text)));
}

/* In notes in Markdown, behind a blank line: text four columns deeper than that of its item or number (CommonMark 0.30 §4.4). */
static bool add_indented(struct builder *b, size_t *at)
{
	enum { DEEPER = 4 };
	const struct line *first = &b->lines->items[*at];
	if (!b->lines->markdown || !b->blank || (first->cls != LINE_BARE && first->cls != LINE_LABEL))
		return false;
	size_t level = b->depth, end = *at;
	while (level && first->indent <= b->stack[level - 1].indent)
		level--;
	size_t content = level ? b->stack[level - 1].content : b->content, least = content + DEEPER;
	if (!content || first->indent < least || (level && shows_nothing(b->doc, raw_text(b->stack[level - 1].item))))
		return false;
	for (size_t i = *at; i < b->lines->count; i++) {
		const struct line *l = &b->lines->items[i];
		if (l->cls != LINE_BLANK && l->indent < least)
			break;
		end = l->cls == LINE_BLANK ? end : i;
	}
	if (end == *at)
		return false;     /* one line is prose as well */
	settle(b, first);
	struct block *code = add(b, block_new(b->doc, BLOCK_CODE, first->number));
	const struct line *last = &b->lines->items[end];
	code->u.code.text = lines_without_indent(b->doc, str_range(first->raw.p, last->raw.p + last->raw.n), least);
	b->open = NULL;
	*at = end;
	return true;
}

/* In notes in Markdown a wrapped line of a quote may go on without a sign (CommonMark 0.30 §5.1), if it begins small. */
static bool quote_goes_on(const struct lines *lines, size_t at)
{
	const struct line *l = &lines->items[at];
	return lines->markdown && l->cls == LINE_BARE && l[-1].text.n >= FULL_LINE && (l[-1].cls != LINE_QUOTE || is_lower(*l->text.p));
}

/* Quoted lines: a paragraph for each run without an empty one, its lines kept; ">>" nests. */
static void add_quote(struct builder *b, size_t *at)
{
	enum { QUOTE_DEPTH = 4 };
	struct block *stack[QUOTE_DEPTH + 1], *paragraph = NULL;
	struct buf text = BUF_INIT;
	size_t depth = 0;
	for (; *at < b->lines->count && (b->lines->items[*at].cls == LINE_QUOTE || (paragraph && quote_goes_on(b->lines, *at))); ++*at) {
		const struct line *l = &b->lines->items[*at];
		struct str rest = l->text;
		size_t level = l->cls == LINE_QUOTE ? 1 : depth;
		while (level < QUOTE_DEPTH && l->cls == LINE_QUOTE && str_trim_left(rest).n && *str_trim_left(rest).p == '>') {
			rest = str_skip(str_trim_left(rest), 1);
			level++;
		}
		rest = str_trim(rest);
		if (paragraph && (level != depth || !rest.n)) {
			raw_set(b->doc, paragraph, arena_str(&b->doc->arena, buf_slice(&text)));
			paragraph = NULL;
		}
		if (depth > level)
			depth = level;
		while (depth < level && rest.n) {
			struct block *quote = block_new(b->doc, BLOCK_QUOTE, l->number);
			if (depth)
				block_append(stack[depth], quote);
			else
				add(b, quote);
			stack[++depth] = quote;
		}
		if (!rest.n)
			continue;
		if (paragraph) {
			/* A backslash before the line end is Markdown's hard break; a second one would not be. */
			if (!str_escaped(buf_slice(&text), text.n))
				buf_put(&text, '\\');
			buf_put(&text, '\n');
		} else {
			buf_cut(&text, 0);
			paragraph = block_new(b->doc, BLOCK_PARAGRAPH, l->number);
			block_append(stack[depth], paragraph);
		}
		buf_str(&text, rest);
	}
	if (paragraph)
		raw_set(b->doc, paragraph, arena_str(&b->doc->arena, buf_slice(&text)));
	buf_free(&text);
	b->open = NULL;
	--*at;
}

static void add_reference(struct builder *b, const struct line *l)
{
	close_lists(b);
	struct block *ref = add(b, raw_block(b->doc, BLOCK_REFERENCE, l->number, l->text));
	struct str marker = l->marker;
	if (marker.p[marker.n - 1] == ':') {
		struct str rest = l->text, url;
		str_word(&rest, &url);
		if (url.n > 2 && *url.p == '<' && str_ends(url, STR(">")))
			url = str_range(url.p + 1, url.p + url.n - 1);
		ref->u.reference.label = str_range(marker.p + 1, marker.p + marker.n - 2);
		ref->u.reference.url = url;
		raw_set(b->doc, ref, str_trim(rest));
	} else {
		ref->u.reference.label = str_range(marker.p + 1, marker.p + marker.n - 1);
		open_text(b, ref, l);
	}
}

static enum list_kind list_kind(const struct line *l)
{
	return l->cls == LINE_NUMBER ? LIST_ORDERED : LIST_BULLET;
}

/* A marker that a list number or a bullet does not say: "a)", "C.1)", and what is a word as well, "o" and a number
 * alone on its line. */
static struct str special_marker(const struct builder *b, const struct line *l)
{
	if (l->cls != LINE_NUMBER)
		return str_eq(l->marker, STR("o")) ? l->marker : STR_EMPTY;
	bool marked = *str_trim_left(l->raw).p != *l->marker.p;     /* behind a bullet, in rollcall's own Markdown */
	if (marked || (!b->lines->strict && !l->text.n))
		return l->marker;
	for (size_t i = 0; i + 1 < l->marker.n; i++)
		if (!is_digit(l->marker.p[i]))
			return l->marker;
	return STR_EMPTY;
}

static void take_check(struct block *item, struct document *doc)
{
	struct str text = raw_text(item);
	if (text.n < 3 || text.p[0] != '[' || text.p[2] != ']' || (text.n > 3 && !is_space(text.p[3])))
		return;
	if (text.p[1] != ' ' && to_lower(text.p[1]) != 'x')
		return;
	item->u.item.check = text.p[1] == ' ' ? CHECK_UNTICKED : CHECK_TICKED;
	raw_set(doc, item, str_trim(str_skip(text, 3)));
}

static void add_item(struct builder *b, const struct line *l)
{
	while (b->depth && b->stack[b->depth - 1].indent > l->indent)
		b->depth--;
	bool sibling = b->depth && b->stack[b->depth - 1].indent == l->indent;
	if (!sibling && b->depth == LIST_DEPTH) {
		sibling = true;
		if (!b->deep_said) {
			struct str limit = arena_printf(&b->doc->arena, "%d", LIST_DEPTH);
			diag_add(&b->doc->diags, DIAG_TOO_DEEP, l->number, l->indent + 1u, limit, STR_EMPTY);
			b->deep_said = true;
		}
	}
	struct level *top = sibling ? &b->stack[b->depth - 1] : &b->stack[b->depth];
	struct block *parent = sibling ? top->list->parent : container(b);
	struct block *list = parent->last;
	if (!list || list->type != BLOCK_LIST || list->u.list.kind != list_kind(l) || b->apart) {
		b->apart = false;
		list = block_new(b->doc, BLOCK_LIST, l->number);
		list->u.list.kind = (uint8_t)list_kind(l);
		list->u.list.tight = true;
		block_append(parent, list);
	}
	struct block *item = raw_block(b->doc, BLOCK_ITEM, l->number, l->text);
	item->u.item.number = l->value;
	item->u.item.marker = special_marker(b, l);
	item->origin = b->minutes ? ORIGIN_MINUTES : ORIGIN_AGENDA;
	b->minutes = false;
	take_check(item, b->doc);
	block_append(list, item);
	*top = (struct level){ list, item, l->indent, l->content };
	if (!sibling)
		b->depth++;
	open_text(b, item, l);
}

/* "Mira Okafor (Northwind) - Tools", "Mira Okafor / Chair": one person, and all of the line. */
static bool tells_of_one(struct str text)
{
	if (text.n > LONGEST_ENTRY)
		return false;
	size_t open = str_find_char(text, '(', 0), slash = str_find(text, STR(" / "), 0);
	size_t end = open < slash ? open : slash;
	return end != STR_NONE && end && name_shape(str_first(text, end)) == NAME_LIKELY && str_find_char(text, ',', end) == STR_NONE &&
		str_find_char(text, '(', end + 1) == STR_NONE;
}

/* "the [Lantern" over "Bylaws](https://...)": the text of a link goes on. */
static bool link_goes_on(struct str above, struct str below)
{
	size_t close = str_find(below, STR("]("), 0), open = above.n;
	if (close == STR_NONE || str_find_char(str_first(below, close), '[', 0) != STR_NONE)
		return false;
	while (open && str_find_char(STR("[]\n"), above.p[open - 1], 0) == STR_NONE)
		open--;
	return open && above.p[open - 1] == '[';
}

/* "... and", "... for,": it cannot end there. */
static bool ends_open(struct str text)
{
	size_t at = text.n;
	while (at && !is_space(text.p[at - 1]))
		at--;
	return text.p[text.n - 1] == ',' || word_is_function(str_skip(text, at));
}

/* Short lines below each other, of which one was ended though the word below had room even there: none is wrapped.
 * Returns the index behind them, or at. */
static size_t short_lines(const struct lines *lines, const uint8_t *levels, size_t at)
{
	size_t end = at, longest = 0;
	bool room = false;
	while (end < lines->count && lines->items[end].cls == LINE_BARE && !levels[end] && lines->items[end].text.n <= SHORT_LINE) {
		longest = lines->items[end].text.n > longest ? lines->items[end].text.n : longest;
		end++;
	}
	if (end < at + SHORT_LINES || (end < lines->count && lines->items[end].cls == LINE_BARE && !levels[end]))
		return at;
	for (size_t i = at; i + 1 < end; i++) {
		struct str rest = lines->items[i + 1].text, word = STR_EMPTY;
		if (ends_open(lines->items[i].text))
			return at;
		str_word(&rest, &word);
		room |= lines->items[i].text.n + 1 + word.n <= longest;
	}
	return room ? end : at;
}

/* Is a line the wrapped end of the line before it, judging by their looks? */
static bool wraps(const struct builder *b, const struct line *l)
{
	char c = *l->text.p;
	if (link_goes_on(raw_text(b->open), l->text))
		return true;
	if ((size_t)(l - b->lines->items) < b->own_until || line_is_attributes(l->text) || line_is_attributes(raw_text(b->open)))
		return false;
	if (is_upper(c) && tells_of_one(l->text) && tells_of_one(raw_text(b->open)))
		return false;
	/* "Mira, Tomas," in an item goes on with "Bo" deeper below. */
	if (b->depth && l->indent >= b->stack[b->depth - 1].content && str_ends(raw_text(b->open), STR(",")))
		return true;
	/* Behind a hard break a line is its own, but for one that would leave its item. */
	bool own = b->open_hard && !(b->depth && l->indent <= b->stack[b->depth - 1].indent);
	return (b->open_length >= FULL_LINE && !own) || is_lower(c) || (!is_alnum(c) && (unsigned char)c < 0x80 && c != '[' && c != '*' && c != '"');
}

static void add_text(struct builder *b, const struct line *l)
{
	bool begins = l->cls == LINE_LABEL || l->cls == LINE_KEYWORD || l->cls == LINE_LOG;
	bool joined = b->open != NULL;
	/* A text of rollcall's own Markdown goes on behind a hard break, a backslash before the line end. */
	if (b->lines->strict && joined && str_escaped(raw_text(b->open), raw_text(b->open).n))
		begins = false;
	/* "(1:04:13 PM) mira left the room", in a log: nobody says it. */
	bool stamped = joined && !b->lines->strict && label_stamp(l->text) && label_stamp(raw_text(b->open));
	bool wrapped = joined && !stamped && (b->lines->strict || wraps(b, l));
	if (joined && !begins && !stamped && (wrapped || l->cls == LINE_CONTINUE)) {
		raw_extend(b->doc, b->open, l->cls == LINE_CONTINUE ? str_range(l->marker.p, l->text.p + l->text.n) : l->text);
		b->open_length = l->text.n;
		b->open_hard = l->hard;
		return;
	}
	if (!(wrapped && l->indent > 0 && b->depth))
		settle(b, l);
	struct str text = l->cls == LINE_CONTINUE || l->cls == LINE_NUMBER || l->cls == LINE_FENCE || l->cls == LINE_TOPIC ? str_trim(l->raw) : l->text;
	struct block *item = container(b);
	if (item->type == BLOCK_ITEM && shows_nothing(b->doc, raw_text(item)) && !item->first) {
		raw_set(b->doc, item, text);     /* a marker alone on its line */
		open_text(b, item, l);
		return;
	}
	struct block *p = add(b, raw_block(b->doc, BLOCK_PARAGRAPH, l->number, text));
	raw_flag(p, (joined ? RAW_JOINED : 0u) | (wrapped ? RAW_WRAPS : 0u));
	open_text(b, p, l);
}

/* A comment that marks the next block, or the document, as rollcall's own Markdown does. */
static void take_comment(struct builder *b, const struct line *l)
{
	if (str_eq(l->text, STR("<!-- minutes -->")))
		b->minutes = true;
	else if (str_eq(l->text, STR("<!-- list -->")))
		b->apart = true;
	else if (l->number > 1)
		add_text(b, l);
}

void assemble(struct document *doc, const struct lines *lines, size_t from, const uint8_t *levels)
{
	struct builder b = { .doc = doc, .lines = lines };
	for (size_t i = from; i < lines->count; i++) {
		const struct line *l = &lines->items[i];
		struct block *table;
		size_t next;
		if (levels[i]) {
			add_heading(&b, &i, levels[i]);
			continue;
		}
		if (i >= b.own_until && !lines->strict && (i == from || lines->items[i - 1].cls == LINE_BLANK || levels[i - 1]))
			b.own_until = short_lines(lines, levels, i);
		if (add_indented(&b, &i)) {
			b.blank = false;
			continue;
		}
		switch (l->cls) {
		case LINE_BLANK:
			b.open = NULL;
			b.blank = true;
			continue;
		case LINE_COMMENT:
			settle(&b, l);
			take_comment(&b, l);
			continue;
		case LINE_FENCE:
			settle(&b, l);
			if (!add_fenced(&b, &i))
				add_text(&b, l);
			break;
		case LINE_UNDERLINE:
			if (i > from && levels[i - 1])
				break;
			/* fall through */
		case LINE_RULE:
			if (!add_dashed(&b, &i)) {
				close_lists(&b);
				add(&b, block_new(doc, BLOCK_RULE, l->number));
			}
			break;
		case LINE_QUOTE:
			if (b.blank || !b.open)
				settle(&b, l);
			add_quote(&b, &i);
			break;
		case LINE_DEFINITION:
			add_reference(&b, l);
			break;
		case LINE_BULLET:
		case LINE_NUMBER:
			add_item(&b, l);
			break;
		default:
			table = table_read(doc, lines, i, &next);
			if (table) {
				close_lists(&b);
				add(&b, table);
				i = next - 1;
			} else {
				add_text(&b, l);
			}
		}
		b.blank = false;
	}
}
