/* The end of reading: in-line text, anchors, and the lists that the model gives by kind. */
#include "base/mem.h"
#include "read/agenda.h"
#include "read/assemble.h"
#include "read/label.h"
#include "read/resolve.h"
#include "read/scan.h"

enum { SLUG_BYTES = 48 };

/* Anchors that are taken. */
struct anchors {
	struct taken { struct str name; uint32_t hash; } *table;     /* an empty place has no name */
	size_t size, used;
};

static struct taken *place_of(struct taken *table, size_t size, struct str name, uint32_t hash)
{
	size_t at = hash & (size - 1);
	while (table[at].name.p && !(table[at].hash == hash && str_eq(table[at].name, name)))
		at = (at + 1) & (size - 1);
	return &table[at];
}

/* False where it is taken already. */
static bool take(struct anchors *a, struct str name)
{
	if (2 * (a->used + 1) > a->size) {
		size_t size = a->size ? 2 * a->size : 256;
		struct taken *table = mem_zero(size, sizeof *table);
		for (size_t i = 0; i < a->size; i++)
			if (a->table[i].name.p)
				*place_of(table, size, a->table[i].name, a->table[i].hash) = a->table[i];
		mem_free(a->table);
		a->table = table;
		a->size = size;
	}
	uint32_t hash = str_hash(name);
	struct taken *place = place_of(a->table, a->size, name, hash);
	if (place->name.p)
		return false;
	*place = (struct taken){ name, hash };
	a->used++;
	return true;
}

/* "Release Cadence for 4.12" -> "t-release-cadence-for-4-12": words of the text alone, so that edits elsewhere do not
 * move it; a repeated one gets a number. */
static struct str anchor(struct resolver *r, struct anchors *a, char kind, struct str text)
{
	enum { NUMBER_BYTES = 24 };
	char slug[SLUG_BYTES + NUMBER_BYTES] = { kind, '-' };
	size_t n = 2;
	for (size_t i = 0; i < text.n && n < SLUG_BYTES; i++) {
		unsigned char c = (unsigned char)text.p[i];
		if (is_alnum((char)c))
			slug[n++] = to_lower((char)c);
		else if (slug[n - 1] != '-')
			slug[n++] = '-';
	}
	while (n > 2 && slug[n - 1] == '-')
		n--;
	struct str name = arena_str(&r->doc->arena, (struct str){ slug, n });
	if (take(a, name))
		return name;
	/* Counting on from the table's size keeps a thousand equal headings linear. */
	for (size_t k = 2;; k = k < 10 ? k + 1 : a->used + k) {
		char digits[NUMBER_BYTES], *begin = digits + NUMBER_BYTES;
		for (size_t left = k; left; left /= 10)
			*--begin = (char)('0' + left % 10);
		*--begin = '-';
		struct str number = str_range(begin, digits + NUMBER_BYTES);
		memcpy(slug + n, number.p, number.n);
		struct str other = arena_str(&r->doc->arena, (struct str){ slug, n + number.n });
		if (take(a, other))
			return other;
	}
}

size_t heading_number(struct resolver *r, const struct block *h)
{
	struct str raw = raw_text(h);
	uint32_t value;
	size_t n = raw.n && !h->u.heading.number.n ? line_number_length(raw, &value) : 0;
	if (raw.n && !h->u.heading.number.n && label_topic(raw))
		return label_topic(raw);
	if (str_starts(raw, STR("o ")) && r->strict)
		n = 1;
	bool number = n && (r->strict || is_digit(*raw.p) || str_find_char(STR("IVX"), *raw.p, 0) != STR_NONE);
	return number && plain_text(r, str_skip(raw, n)).n ? n : 0;
}

struct str heading_words(struct resolver *r, const struct block *h)
{
	uint32_t value;
	struct str text = raw_text(h);
	size_t n = text.n && !h->u.heading.number.n ? line_number_length(text, &value) : 0;
	return n && (r->strict || is_digit(*text.p)) ? plain_text(r, str_skip(text, n)) : block_text(r, h);
}

static bool has_word(struct str s)
{
	size_t i = 0;
	while (i < s.n && !is_alnum(s.p[i]) && (unsigned char)s.p[i] < 0x80)
		i++;
	return i < s.n;
}

/* "Release (@mira:lantern.example, 14:02:25)": a title without the stamp that a writer of logs puts behind it. */
static struct str without_stamp(struct str title)
{
	static const char shape[] = ", dd:dd:dd)";
	size_t n = sizeof shape - 1, at = title.n;
	if (title.n <= n)
		return title;
	for (size_t i = 0; i < n; i++) {
		char c = title.p[title.n - n + i];
		if (shape[i] == 'd' ? !is_digit(c) : c != shape[i])
			return title;
	}
	while (at && title.p[at - 1] != '(')
		at--;
	return at > 1 && str_find(str_skip(title, at), STR(", "), 0) == title.n - n - at ? str_trim_right(str_first(title, at - 1)) : title;
}

static void finish_heading(struct resolver *r, struct anchors *a, struct block *h)
{
	struct arena *arena = &r->doc->arena;
	struct str raw = raw_text(h), mark = STR_EMPTY, mark_below = STR_EMPTY;
	size_t n = heading_number(r, h);
	if (n) {
		h->u.heading.number = str_first(raw, n);
		raw = str_trim(str_skip(raw, n));
	}
	struct str title = outline_cut_uncovered(raw, &mark);
	if (mark.n && has_word(plain_text(r, title))) {
		raw = title;
		h->u.heading.uncovered = mark;
		h->u.heading.covered = false;
	}
	const struct block *below = h->next;
	if (below && below->type == BLOCK_PARAGRAPH && below->text.count == 1 && raw_text(below).n <= 16 && !outline_cut_uncovered(raw_text(below), &mark_below).n &&
	    mark_below.n)
		h->u.heading.covered = false;
	if (raw.n == raw_text(h).n)
		raw_parse(r->doc, h, r->inlines);
	else
		h->text = inline_parse(arena, r->inlines, raw);
	title = without_stamp(inline_plain(arena, h->text));
	while (title.n > 1 && (title.p[title.n - 1] == ':' || is_space(title.p[title.n - 1])))
		title.n--;
	h->u.heading.title = title;
	h->u.heading.id = anchor(r, a, 't', title);
}

/* Column, in characters, of an offset in the first line of a text. */
static size_t column_of(const struct document *doc, struct str text, size_t at)
{
	const char *begin = text.p;
	size_t column = 1;
	if (begin < doc->source.p || begin > doc->source.p + doc->source.n)
		return 1;
	while (begin > doc->source.p && begin[-1] != '\n')
		begin--;
	for (const char *p = begin; p < text.p + at; p++)
		column = *p == '\n' ? 1 : column + (((unsigned char)*p & 0xc0) != 0x80);
	return column;
}

static void unclosed(struct resolver *r, const struct block *b, struct str text, size_t at, struct str sign)
{
	diag_add(&r->doc->diags, DIAG_UNCLOSED_MARKUP, raw_line(r->doc, b, str_skip(text, at)), column_of(r->doc, text, at), sign, STR("kept as text"));
}

static void check_links(struct resolver *r, const struct block *b, struct str text)
{
	/* "[label]: URL" that defines nothing. */
	size_t label = text.n && *text.p == '[' ? str_find(str_first(text, 200), STR("]: "), 1) : STR_NONE;
	if (label != STR_NONE) {
		struct str rest = str_skip(text, label + 3), url;
		if (str_word(&rest, &url) && url.p[url.n - 1] != ':' && !inline_link_is_safe(url))
			diag_add(&r->doc->diags, DIAG_UNSAFE_LINK, raw_line(r->doc, b, url), column_of(r->doc, text, (size_t)(url.p - text.p)), url, STR_EMPTY);
	}
	for (size_t at = 0; (at = str_find(text, STR("]("), at)) != STR_NONE; at += 2) {
		struct str url = str_skip(text, at + 2);
		url = str_first(url, str_find_char(url, ')', 0));
		if (url.n && !inline_link_is_safe(url))
			diag_add(&r->doc->diags, DIAG_UNSAFE_LINK, raw_line(r->doc, b, url), column_of(r->doc, text, at + 2), url, STR_EMPTY);
	}
}

static void check_signs(struct resolver *r, const struct block *b, struct str text)
{
	size_t signs = 0, last = 0;
	for (size_t at = 0; (at = str_find(text, STR("**"), at)) != STR_NONE; at += 2) {
		bool escaped = at && text.p[at - 1] == '\\', alone = at + 2 < text.n && is_space(text.p[at + 2]) && (!at || is_space(text.p[at - 1]));
		bool longer = at + 2 < text.n && text.p[at + 2] == '*';
		if (escaped || alone || longer)
			return;
		signs++;
		last = at;
	}
	if (signs % 2)
		unclosed(r, b, text, last, STR("**"));
}

/* A tag that opens a mark more often than it is closed: the last one is said. */
static void check_tags(struct resolver *r, const struct block *b, struct str text)
{
	struct { size_t open, at, n; } seen[MARK_LINK + 1] = { { 0, 0, 0 } };
	for (size_t at = 0; (at = str_find_char(text, '<', at)) != STR_NONE; at++) {
		bool closing;
		enum span_mark mark;
		size_t n = at && text.p[at - 1] == '\\' ? 0 : inline_tag(str_skip(text, at), &mark, &closing);
		if (n && !closing) {
			seen[mark].open++;
			seen[mark].at = at;
			seen[mark].n = n;
		} else if (n && seen[mark].open) {
			seen[mark].open--;
		}
	}
	for (size_t mark = 0; mark <= MARK_LINK; mark++)
		if (seen[mark].open)
			unclosed(r, b, text, seen[mark].at, str_first(str_skip(text, seen[mark].at), seen[mark].n));
}

/* A link that will not be followed, and signs and tags without a partner, are said; the text stays as it is. */
static void check_markup(struct resolver *r, const struct block *b, bool marked)
{
	enum { LOOKED_AT = 4000 };
	struct str text = str_first(raw_text(b), LOOKED_AT);
	check_links(r, b, text);
	if (!marked || text.n == LOOKED_AT || str_find_char(text, '`', 0) != STR_NONE)
		return;
	check_signs(r, b, text);
	check_tags(r, b, text);
}

/* Of an earlier call. Asked of its date, not of how its id is written: the Markdown writes every id. */
static bool carried_over(const struct document *doc, const struct block *b)
{
	return b->type == BLOCK_ACTION && b->u.action.since.n && !str_eq(b->u.action.since, doc->date);
}

/* By kind: what people said and decided and how they voted is minutes, all else the agenda; so are, in an agenda, the
 * actions that it carries over. */
static void set_origin(const struct resolver *r, struct block *b)
{
	if (r->origin_marked || (r->doc->kind == KIND_AGENDA && carried_over(r->doc, b)))
		return;
	bool minutes = b->origin == ORIGIN_MINUTES || b->type == BLOCK_STATEMENT || b->type == BLOCK_ACTION || b->type == BLOCK_DECISION || b->type == BLOCK_VOTE;
	b->origin = minutes || (b->parent && b->parent->origin == ORIGIN_MINUTES) ? ORIGIN_MINUTES : ORIGIN_AGENDA;
}

static void add_links(struct document *doc, struct inlines text, size_t line, size_t *room)
{
	for (size_t i = 0; i < text.count; i++) {
		const struct span *s = &text.spans[i];
		if (s->type != SPAN_OPEN || s->mark != MARK_LINK)
			continue;
		size_t end = i + 1, depth = 1;
		for (; end < text.count && depth; end++)
			depth += text.spans[end].type == SPAN_OPEN ? 1u : text.spans[end].type == SPAN_CLOSE ? (size_t)-1 : 0u;
		struct inlines inside = { text.spans + i + 1, end - i - 2 };
		VEC_ROOM(doc->links, doc->link_count, *room);
		doc->links[doc->link_count++] = (struct link){ s->text, inline_plain(&doc->arena, inside), line };
	}
}

static size_t characters(struct inlines text)
{
	size_t n = 0;
	for (size_t i = 0; i < text.count; i++)
		for (size_t k = 0; text.spans[i].type <= SPAN_CODE && k < text.spans[i].text.n; k++)
			n += ((unsigned char)text.spans[i].text.p[k] & 0xc0) != 0x80;
	return n;
}

static void measure_table(struct block *table)
{
	enum { WIDEST = 200 };
	for (const struct block *row = table->first; row; row = row->next) {
		size_t column = 0;
		for (const struct block *cell = row->first; cell && column < 4; cell = cell->next, column++)
			for (const struct block *b = cell; b; b = b == cell ? cell->first : b->next) {
				size_t n = characters(b->text);
				if (n > WIDEST)
					n = WIDEST;
				if (n > table->u.table.widths[column])
					table->u.table.widths[column] = (uint16_t)n;
			}
	}
}

/* In rollcall's own Markdown with marks, a text that is wholly inserted makes its block minutes. */
static void take_inserted(struct block *b)
{
	struct inlines t = b->text;
	size_t depth = 0;
	if (t.count < 2 || t.spans[0].type != SPAN_OPEN || t.spans[0].mark != MARK_INSERTED)
		return;
	for (size_t i = 0; i < t.count; i++) {
		depth += t.spans[i].type == SPAN_OPEN ? 1u : t.spans[i].type == SPAN_CLOSE ? (size_t)-1 : 0u;
		if (!depth && i + 1 < t.count)
			return;
	}
	b->text = (struct inlines){ t.spans + 1, t.count - 2 };
	b->origin = ORIGIN_MINUTES;
}

static void list_block(struct document *doc, struct block *b)
{
	switch (b->type) {
	case BLOCK_FIELD: block_list_add(&doc->fields, b); break;
	case BLOCK_STATEMENT: block_list_add(&doc->statements, b); break;
	case BLOCK_HEADING:
		if (heading_is_topic(b) && !str_eq_nocase(b->u.heading.title, doc->title))
			block_list_add(&doc->topics, b);
		break;
	default: break;
	}
}

void finish(struct resolver *r)
{
	struct document *doc = r->doc;
	struct anchors anchors = { NULL, 0, 0 };
	struct block_iter it = block_iter(doc->root);
	struct block *empty = NULL;
	size_t links = 0;
	while (block_next(&it)) {
		struct block *b = it.block;
		if (!it.entering) {
			/* Removed one step late, when the iterator has left it. */
			if (empty && empty != b) {
				block_remove(empty);
				empty = NULL;
			}
			if (b->type == BLOCK_TABLE)
				measure_table(b);
			if ((b->type == BLOCK_PARAGRAPH && inline_empty(b->text)) || (b->type == BLOCK_QUOTE && !b->first))
				empty = b;
			continue;
		}
		if (b->type == BLOCK_HEADING && raw_is(b)) {
			finish_heading(r, &anchors, b);
		} else if (raw_is(b)) {
			check_markup(r, b, raw_links(doc, b, r->inlines).count > 0);
			raw_parse(doc, b, r->inlines);
		}
		if (r->origin_marked)
			take_inserted(b);
		set_origin(r, b);
		if (b->type == BLOCK_ACTION)
			b->u.action.anchor = anchor(r, &anchors, 'a', inline_plain(&doc->arena, b->text));
		else if (b->type == BLOCK_DECISION)
			b->u.decision.id = anchor(r, &anchors, 'd', inline_plain(&doc->arena, b->text));
		else if (b->type == BLOCK_VOTE)
			b->u.vote.id = anchor(r, &anchors, 'v', inline_plain(&doc->arena, b->text));
		list_block(doc, b);
		add_links(doc, b->text, b->line, &links);
		if (b->type == BLOCK_REFERENCE && b->u.reference.url.n) {
			VEC_ROOM(doc->links, doc->link_count, links);
			doc->links[doc->link_count++] = (struct link){ b->u.reference.url, b->u.reference.label, b->line };
		}
	}
	add_links(doc, doc->title_text, 1, &links);
	struct link *grown = doc->links;
	doc->links = ARENA_ARRAY(&doc->arena, struct link, doc->link_count);
	for (size_t i = 0; i < doc->link_count; i++)
		doc->links[i] = grown[i];
	mem_free(grown);
	for (size_t i = 0; i < doc->decision_count; i++) {
		struct decision *d = &doc->decisions[i];
		if (d->block->type == BLOCK_DECISION)
			d->id = d->block->u.decision.id;
		else if (d->block->type == BLOCK_VOTE)
			d->id = d->block->u.vote.id;
		else
			d->id = i && d[-1].block == d->block ? d[-1].id : anchor(r, &anchors, 'd', d->text);
	}
	if (r->origin_marked)
		origin_of_containers(doc);
	mem_free(anchors.table);
}
