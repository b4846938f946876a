/* The head of the notes: front matter, mail headers, title, header fields. */
#include "read/head.h"

#include "model/roll.h"
#include "model/words.h"

enum { VALUE_BYTES = 160 };

static void skip_blank(struct head *h)
{
	while (head_line(h) && (head_line(h)->cls == LINE_BLANK || (head_line(h)->cls == LINE_COMMENT && head_line(h)->number == 1)))
		h->at++;
}

struct block *head_add_field(struct head *h, const struct line *l, struct str key, struct str value)
{
	struct block *field = raw_block(h->doc, BLOCK_FIELD, l->number, value);
	field->u.field.key = key;
	block_append(h->doc->root, field);
	return field;
}

/* Text of a line that may be a title, its emphasis signs kept: they are in-line mark-up. */
struct str head_title_text(const struct line *l)
{
	return l->cls == LINE_ATX || l->cls == LINE_WIKI ? l->text : str_trim(l->raw);
}

void head_add_paragraph(struct head *h, const struct line *l)
{
	block_append(h->doc->root, raw_block(h->doc, BLOCK_PARAGRAPH, l->number, head_title_text(l)));
}

void head_take_title(struct head *h, struct str text)
{
	if (!h->title.n)
		h->title = text;
}

/* "Title: Lantern Community Call" in the first line, over more such lines. */
static bool titled_by_field(struct head *h)
{
	struct label label;
	const struct line *l = head_line(h);
	if (!l || l->number != 1 || l->cls != LINE_LABEL || h->at + 1 >= h->lines->count || l[1].cls != LINE_LABEL ||
	    !label_find(l->text, &label) || !label.text.n || !str_eq_nocase(label.whole, STR("Title")))
		return false;
	head_add_field(h, l, label.whole, label.text);
	head_take_title(h, label.text);
	h->at++;
	return true;
}

/* How often a label begins a line of the notes: a key of the header stands once. */
static size_t label_count(const struct head *h, struct str whole)
{
	enum { ENOUGH = 2, LOOKED_AT = 60 };
	size_t count = 0;
	for (size_t i = h->at; i < h->lines->count && i < h->at + LOOKED_AT && count < ENOUGH; i++) {
		struct label label;
		const struct line *l = &h->lines->items[i];
		if (l->text.n > whole.n && (l->cls == LINE_LABEL || l->cls == LINE_BULLET) && label_find(l->text, &label))
			count += str_eq(label.whole, whole);
	}
	return count;
}

bool head_is_field(const struct head *h, const struct line *l, struct label *label)
{
	struct keyword_hit hit;
	enum attendance status;
	if (l->cls != LINE_LABEL || l->indent > 8 || !label_find(l->text, label) || label->prefix.n || is_punct(*label->whole.p))
		return false;
	if (roll_caption(label->names, &status) || keyword_at_begin(l->text, &hit) || !label->text.n)
		return false;
	if (roll_caption_body(label->names, h->title) && roll_looks_like_line(label->text, true))
		return false;
	if (label_is_no_person(label->names) && label->text.n <= 4 * VALUE_BYTES)
		return true;
	bool sentence = line_nature(label->text) == NATURE_SENTENCE || words_have_verb(label->names);
	return label->text.n <= VALUE_BYTES && !sentence && label_count(h, label->whole) < 2;
}

/* "### Meeting Date/Time: July 11, 15:00 UTC": a field of the header made as large as a heading. */
static bool is_large_field(const struct line *l, struct label *label)
{
	static const char *const keys[] = { "date", "time", "duration", "when", "where", "location", "venue", "moderator",
		"chair", "host", "lead", "scribe", "notetaker", "note-taker", "notes", "recording", "video", NULL };
	struct str rest, word, part;
	if (l->cls != LINE_ATX || l->level < 2 || !label_find(l->text, label) || !label->text.n)
		return false;
	for (rest = label->whole; str_word(&rest, &word);)
		while (str_split(&word, '/', &part))
			if (word_in(part, keys))
				return true;
	return false;
}

static void take_field(struct head *h, const struct label *label)
{
	struct str key = inline_plain(&h->doc->arena, inline_parse(&h->doc->arena, NULL, label->whole));
	if (label->prefix.n)
		key = arena_join(&h->doc->arena, label->prefix, STR(" "), key);
	struct block *field = head_add_field(h, head_line(h), key, label->text);
	/* A wrapped value goes on below, indented. */
	for (h->at++; head_line(h) && head_line(h)->cls == LINE_BARE && head_line(h)->indent >= 2; h->at++)
		raw_extend(h->doc, field, head_line(h)->text);
}

/* "Observers:" over a table is the caption of a roll. */
static bool captions_table(const struct head *h, struct str text, size_t colon)
{
	return colon + 1 == text.n && h->at + 2 < h->lines->count && h->lines->items[h->at + 1].cls == LINE_BLANK &&
		h->lines->items[h->at + 2].cls == LINE_PIPE;
}

/* A backtick that is not escaped begins code, which no key has. */
static bool has_code(struct str s)
{
	size_t tick = str_find_char(s, '`', 0);
	while (tick != STR_NONE && str_escaped(s, tick))
		tick = str_find_char(s, '`', tick + 1);
	return tick != STR_NONE;
}

/* In rollcall's own Markdown the fields are one paragraph of "Key: value" lines that end in a hard break. */
static void strict_fields(struct head *h)
{
	bool more = true;
	while (head_line(h) && more && head_line(h)->cls == LINE_BARE) {
		struct str raw = head_line(h)->raw;
		more = raw.n > 1 && str_escaped(raw, raw.n);
		struct str text = more ? str_first(raw, raw.n - 1) : raw;
		size_t colon = str_find(text, STR(": "), 0);
		if (colon == STR_NONE && text.n && text.p[text.n - 1] == ':')
			colon = text.n - 1;
		if (colon == STR_NONE || colon == 0 || str_escaped(text, colon) || is_punct(*text.p) || captions_table(h, text, colon) ||
		    has_code(str_first(text, colon)))
			return;
		struct str key = inline_plain(&h->doc->arena, inline_parse(&h->doc->arena, NULL, str_first(text, colon)));
		head_add_field(h, head_line(h), key, str_trim(str_skip(text, colon + 1)));
		h->at++;
	}
}

/* "### [Recording](https://...)" among such large fields, with nothing below it but a heading: what it names and where that
 * is. */
static bool is_large_link(const struct head *h, uint8_t level, struct label *label)
{
	const struct line *l = head_line(h), *below = l + 1, *end = h->lines->items + h->lines->count;
	if (l->cls != LINE_ATX || l->level != level || !str_starts(l->text, STR("[")) || !str_ends(l->text, STR(")")))
		return false;
	size_t close = str_find(l->text, STR("]("), 0);
	label->whole = str_range(l->text.p + 1, l->text.p + (close == STR_NONE ? 1 : close));
	label->text = str_skip(str_first(l->text, l->text.n - 1), close == STR_NONE ? l->text.n : close + 2);
	label->prefix = STR_EMPTY;
	for (size_t i = 0; i < label->whole.n; i++)
		if (str_find_char(STR(":[]`*_\\"), label->whole.p[i], 0) != STR_NONE)
			return false;
	if (!label->whole.n || !is_alnum(*label->whole.p) || !inline_link_is_safe(label->text) || str_find_char(label->text, '(', 0) != STR_NONE ||
	    str_find_char(label->text, ' ', 0) != STR_NONE)
		return false;
	while (below < end && below->cls == LINE_BLANK)
		below++;
	return below == end || below->cls == LINE_ATX || below->cls == LINE_RULE;
}

/* Fields run on up to a blank line, but those as large as headings and what stands among them. The day alone on a line is
 * kept as a text below them. */
static void fields(struct head *h)
{
	struct label label;
	size_t from = h->at;
	uint8_t level = 0;
	bool day = false;
	for (;;) {
		size_t back = h->at;
		skip_blank(h);
		const struct line *l = head_line(h);
		if (l && !day && line_is_day(h->lines, h->at)) {
			head_add_paragraph(h, l);
			day = true;
			from = ++h->at;
			continue;
		}
		bool large = l && is_large_field(l, &label);
		bool more = large || (l && ((level && is_large_link(h, level, &label)) || (head_is_field(h, l, &label) && (h->at <= back + 1 || back <= from))));
		if (!more) {
			h->at = back;
			return;
		}
		if (large)
			level = l->level;
		take_field(h, &label);
	}
}

/* Fields stand before all other blocks, wherever in the head they were found. */
static void fields_first(struct document *doc)
{
	struct block *last = NULL, *next;
	for (struct block *b = doc->root->first; b; b = next) {
		next = b->next;
		if (b->type != BLOCK_FIELD)
			continue;
		if (last != b->prev) {
			block_remove(b);
			if (last)
				block_insert_after(last, b);
			else
				block_prepend(doc->root, b);
		}
		last = b;
	}
}

size_t read_head(struct document *doc, struct lines *lines)
{
	struct head h = { .doc = doc, .lines = lines, .title = STR_EMPTY };
	skip_blank(&h);
	if (lines->strict) {
		if (head_line(&h) && head_line(&h)->cls == LINE_ATX && head_line(&h)->level == 1) {
			head_take_title(&h, head_line(&h)->text);
			h.at++;
		}
		skip_blank(&h);
		strict_fields(&h);
	} else {
		struct str front = head_front_matter(&h);
		skip_blank(&h);
		struct str subject = head_mail_fields(&h);
		skip_blank(&h);
		if (subject.n && !head_titled_below(&h))
			head_take_title(&h, subject);
		else if (!titled_by_field(&h))
			head_find_title(&h, front);
		if (front.n)
			head_take_title(&h, front);
		fields(&h);
	}
	fields_first(doc);
	if (h.title.n) {
		doc->title_text = inline_parse(&doc->arena, NULL, h.title);
		doc->title = inline_plain(&doc->arena, doc->title_text);
	}
	if (!doc->title.n)
		diag_add(&doc->diags, DIAG_NO_TITLE, 1, 1, STR_EMPTY, STR_EMPTY);
	return h.at;
}
