/* The head of the notes: front matter, mail headers, title, header fields. */
#include "model/title.h"
#include "model/words.h"
#include "read/assemble.h"
#include "read/label.h"
#include "model/roll.h"

enum { TITLE_LINES = 3, TITLE_BYTES = 250, FRONT_LINES = 200, VALUE_BYTES = 160 };

struct head {
	struct document *doc;
	struct lines *lines;
	size_t at;
	struct str title;         /* as written; empty until found */
	size_t title_line;
};

static const struct line *here(const struct head *h)
{
	return h->at < h->lines->count ? &h->lines->items[h->at] : NULL;
}

static void skip_blank(struct head *h)
{
	while (here(h) && (here(h)->cls == LINE_BLANK || (here(h)->cls == LINE_COMMENT && here(h)->number == 1)))
		h->at++;
}

static struct block *add_field(struct head *h, const struct line *l, struct str key, struct str value)
{
	struct block *field = raw_block(h->doc, BLOCK_FIELD, l->number, value);
	field->u.field.key = key;
	block_append(h->doc->root, field);
	return field;
}

/* Text of a line that may be a title, its emphasis signs kept: they are in-line mark-up. */
static struct str title_text(const struct line *l)
{
	return l->cls == LINE_ATX || l->cls == LINE_WIKI ? l->text : str_trim(l->raw);
}

static void add_paragraph(struct head *h, const struct line *l)
{
	block_append(h->doc->root, raw_block(h->doc, BLOCK_PARAGRAPH, l->number, title_text(l)));
}

static void take_title(struct head *h, struct str text, size_t line)
{
	if (h->title.n)
		return;
	h->title = text;
	h->title_line = line;
}

static bool ends_front(const struct line *l)
{
	struct str raw = str_trim_right(l->raw);
	return str_eq(raw, STR("---")) || str_eq(raw, STR("..."));
}

/* "---", lines of key: value, "---" or "..." at the very begin. Its title counts where the text has none of its own. */
static struct str front_matter(struct head *h)
{
	struct str title = STR_EMPTY;
	size_t end = h->at + 1;
	if (!here(h) || here(h)->number != 1 || !str_eq(str_trim_right(here(h)->raw), STR("---")))
		return title;
	while (end < h->lines->count && end < h->at + FRONT_LINES && !ends_front(&h->lines->items[end]))
		end++;
	if (end >= h->lines->count || end == h->at + FRONT_LINES)
		return title;
	for (h->at++; h->at < end; h->at++) {
		const struct line *l = here(h);
		struct str raw = str_trim(l->raw);
		size_t colon = str_find_char(raw, ':', 0);
		if (!raw.n)
			continue;
		if (colon == STR_NONE || colon == 0 || is_space(*l->raw.p) || *raw.p == '-') {
			add_paragraph(h, l);
			continue;
		}
		struct str key = str_first(raw, colon), value = str_trim(str_skip(raw, colon + 1));
		add_field(h, l, key, value);
		if (str_eq_nocase(key, STR("title")))
			title = value.n > 1 && (*value.p == '"' || *value.p == '\'') && value.p[value.n - 1] == *value.p ?
				str_range(value.p + 1, value.p + value.n - 1) : value;
	}
	h->at++;
	return title;
}

/* "Title: Lantern Community Call" in the first line, over more such lines. */
static bool titled_by_field(struct head *h)
{
	struct label label;
	const struct line *l = here(h);
	if (!l || l->number != 1 || l->cls != LINE_LABEL || h->at + 1 >= h->lines->count || l[1].cls != LINE_LABEL ||
	    !label_find(l->text, &label) || !label.text.n || !str_eq_nocase(label.whole, STR("Title")))
		return false;
	add_field(h, l, label.whole, label.text);
	take_title(h, label.text, l->number);
	h->at++;
	return true;
}

static bool mail_header(const struct line *l, struct str *key, struct str *value)
{
	static const char *const known[] = {
		"From", "To", "Cc", "Bcc", "Subject", "Date", "Reply-To", "Message-ID", "In-Reply-To", "References", "List-Id", "Sender",
		"Return-Path", "Received", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "User-Agent", "X-Mailer", "Sent",
	};
	size_t colon = str_find_char(str_first(l->raw, 40), ':', 0);
	if (colon == STR_NONE || colon == 0)
		return false;
	*key = str_first(l->raw, colon);
	*value = str_trim(str_skip(l->raw, colon + 1));
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_eq_nocase(*key, str_of(known[i])))
			return true;
	return false;
}

/* A mail with its headers on top: RFC 5322 §2.2, folded lines included. */
static struct str mail_headers(struct head *h)
{
	struct str subject = STR_EMPTY, key, value;
	size_t count = 0, first = here(h) ? here(h)->number : 0;
	bool has_subject = false;
	for (size_t i = h->at; i < h->lines->count && i < h->at + FRONT_LINES; i++) {
		const struct line *l = &h->lines->items[i];
		if (mail_header(l, &key, &value)) {
			count++;
			has_subject |= str_eq_nocase(key, STR("Subject"));
		} else if (!is_space(*(l->raw.n ? l->raw.p : "x"))) {
			break;
		}
	}
	if (count < 2 || !has_subject)
		return subject;
	struct block *field = NULL;
	for (; here(h); h->at++) {
		const struct line *l = here(h);
		if (mail_header(l, &key, &value)) {
			field = add_field(h, l, key, value);
		} else if (l->raw.n && is_space(*l->raw.p) && l->text.n && field) {
			raw_extend(h->doc, field, str_trim(l->raw));
		} else {
			break;
		}
		if (field && str_eq_nocase(field->u.field.key, STR("Subject")))
			subject = raw_text(field);
	}
	diag_add(&h->doc->diags, DIAG_LOOKS_LIKE, first, 1, STR("a mail"), STR("its headers are kept as fields"));
	return subject;
}

static bool may_be_title(const struct line *l)
{
	if (l->text.n && *l->text.p == '<')
		return false;
	switch (l->cls) {
	case LINE_BARE: case LINE_LABEL: case LINE_ATX: case LINE_WIKI: case LINE_EMPHASIS: case LINE_NUMBER: case LINE_KEYWORD: case LINE_TABS:
		return l->text.n <= TITLE_BYTES;
	default:
		return false;
	}
}

/* A title wrapped over two lines shows by the line under it. */
static bool underlined_pair(const struct head *h, size_t i)
{
	return i + 2 < h->lines->count && h->lines->items[i + 1].cls == LINE_BARE && h->lines->items[i + 2].cls == LINE_UNDERLINE;
}

/* Does the text below a mail's headers begin with a marked title of its own? */
static bool titled_below(const struct head *h)
{
	const struct line *l = here(h);
	if (!l || !may_be_title(l) || !title_like(title_text(l)))
		return false;
	bool underlined = h->at + 1 < h->lines->count && h->lines->items[h->at + 1].cls == LINE_UNDERLINE;
	return l->cls == LINE_ATX || underlined || underlined_pair(h, h->at);
}

/* "Attendees" heads a part. */
static bool heads_roll(const struct line *l)
{
	enum attendance status;
	return (l->cls == LINE_ATX || l->cls == LINE_WIKI) && roll_caption(l->text, &status);
}

/* A marked heading with a greater one right below it, "#### July 11, 2018" over "# Community Call": the place of that. */
static size_t greater_below(const struct head *h, size_t i)
{
	const struct line *items = h->lines->items;
	size_t below = i + 1;
	while (below < h->lines->count && items[below].cls == LINE_BLANK)
		below++;
	return below < h->lines->count && items[i].cls == LINE_ATX && items[below].cls == LINE_ATX &&
		items[below].level < items[i].level && !heads_roll(&items[below]) ? below : STR_NONE;
}

/* A date or a picture may stand above a title. */
static bool belongs_above(const struct line *l)
{
	struct date_hit date;
	return (str_starts(l->text, STR("![")) && str_ends(l->text, STR(")"))) || date_find(l->text, 0, &date);
}

/* A line of signs over a title that has one under it, too. */
static bool overlined(const struct head *h)
{
	const struct line *l = here(h);
	return l && (l->cls == LINE_RULE || l->cls == LINE_UNDERLINE) && h->at + 2 < h->lines->count &&
		may_be_title(l + 1) && l[2].cls == LINE_UNDERLINE && *l->raw.p == *l[2].raw.p;
}

/* Does the title say who meets, and not only that, what kind of meeting it is and when? */
static bool names_call(struct document *doc, struct str title)
{
	struct title t;
	struct str word;
	title_parse(&doc->arena, title, &t);
	while (str_word(&t.call, &word))
		if (is_alnum(*word.p) && !title_is_event(word))
			return true;
	return false;
}

/* Does it say that it is of a meeting, and not only when? */
static bool names_meeting(struct document *doc, struct str title)
{
	struct title t;
	struct str word;
	bool event = false;
	title_parse(&doc->arena, title, &t);
	while (str_word(&title, &word))
		event |= title_is_event(word);
	return event || t.kind_stated;
}

/* Is the title of the front matter better than a heading that could be one? */
static bool front_is_better(struct document *doc, struct str front, struct str heading)
{
	return names_call(doc, front) && (!names_call(doc, heading) || (names_meeting(doc, front) && !names_meeting(doc, heading)));
}

/* Among the first lines the one that names a meeting, else the first that can be a heading. front is the title that
 * front matter gives, or empty: it is better than a heading that names none. */
static void find_title(struct head *h, struct str front)
{
	bool otherwise = front.n > 0, marked = !title_like(front);
	size_t tried[TITLE_LINES], count = 0, i = h->at += overlined(h);
	for (; i < h->lines->count && count < TITLE_LINES; i++) {
		const struct line *l = &h->lines->items[i];
		if (l->cls == LINE_BLANK)
			continue;
		if (!may_be_title(l) || heads_roll(l) || (l->cls == LINE_ATX && title_is_frame(l->text)) || (l->cls == LINE_TABS && i + 1 < h->lines->count && l[1].cls == LINE_TABS))
			break;
		tried[count++] = i;
		if (l->cls == LINE_ATX || l->cls == LINE_WIKI)
			break;
	}
	size_t chosen = STR_NONE;
	for (size_t k = 0; k < count && chosen == STR_NONE; k++) {
		const struct line *l = &h->lines->items[tried[k]];
		struct keyword_hit hit;
		if ((marked && (l->cls == LINE_ATX || l->cls == LINE_WIKI)) || (title_like(title_text(l)) && !keyword_at_begin(title_text(l), &hit)))
			chosen = tried[k];
	}
	if (chosen == STR_NONE && count && !otherwise) {
		const struct line *l = &h->lines->items[tried[0]];
		bool underlined = tried[0] + 1 < h->lines->count && h->lines->items[tried[0] + 1].cls == LINE_UNDERLINE;
		if (l->cls != LINE_NUMBER && l->cls != LINE_KEYWORD &&
		    (underlined || underlined_pair(h, tried[0]) || ((l->cls == LINE_BARE || l->cls == LINE_EMPHASIS) && line_nature(l->text) == NATURE_TITLE &&
		     l->text.n <= 100)))
			chosen = tried[0];
	}
	if (chosen == STR_NONE || front_is_better(h->doc, front, title_text(&h->lines->items[chosen])))
		return;
	size_t greater = greater_below(h, chosen);
	if (greater != STR_NONE)
		chosen = greater;
	for (; h->at < chosen; h->at++) {
		if (here(h)->cls == LINE_BLANK)
			continue;
		if (!belongs_above(here(h)))
			diag_add(&h->doc->diags, DIAG_TEXT_BEFORE_TITLE, here(h)->number, here(h)->indent + 1u, STR_EMPTY, STR_EMPTY);
		add_paragraph(h, here(h));
	}
	const struct line *l = here(h);
	struct str text = title_text(l);
	size_t used = 1;
	if (l->cls != LINE_ATX && underlined_pair(h, h->at)) {
		text = arena_join(&h->doc->arena, text, STR(" "), h->lines->items[h->at + 1].text);
		used = 3;
	} else if (h->at + 1 < h->lines->count && h->lines->items[h->at + 1].cls == LINE_UNDERLINE) {
		used = 2;
	}
	take_title(h, text, l->number);
	h->at += used;
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

static bool is_field(const struct head *h, const struct line *l, struct label *label)
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
	struct block *field = add_field(h, here(h), key, label->text);
	/* A wrapped value goes on below, indented. */
	for (h->at++; here(h) && here(h)->cls == LINE_BARE && here(h)->indent >= 2; h->at++)
		raw_extend(h->doc, field, here(h)->text);
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
	while (here(h) && more && here(h)->cls == LINE_BARE) {
		struct str raw = here(h)->raw;
		more = raw.n > 1 && str_escaped(raw, raw.n);
		struct str text = more ? str_first(raw, raw.n - 1) : raw;
		size_t colon = str_find(text, STR(": "), 0);
		if (colon == STR_NONE && text.n && text.p[text.n - 1] == ':')
			colon = text.n - 1;
		if (colon == STR_NONE || colon == 0 || str_escaped(text, colon) || is_punct(*text.p) || captions_table(h, text, colon) ||
		    has_code(str_first(text, colon)))
			return;
		struct str key = inline_plain(&h->doc->arena, inline_parse(&h->doc->arena, NULL, str_first(text, colon)));
		add_field(h, here(h), key, str_trim(str_skip(text, colon + 1)));
		h->at++;
	}
}

static void fields(struct head *h)
{
	struct label label;
	size_t from = h->at;
	for (;;) {
		size_t back = h->at;
		skip_blank(h);
		bool large = here(h) && is_large_field(here(h), &label);
		if (!here(h) || (!large && (!is_field(h, here(h), &label) || (h->at > back + 1 && back > from)))) {
			h->at = back;
			return;
		}
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
		if (here(&h) && here(&h)->cls == LINE_ATX && here(&h)->level == 1) {
			take_title(&h, here(&h)->text, here(&h)->number);
			h.at++;
		}
		skip_blank(&h);
		strict_fields(&h);
	} else {
		struct str front = front_matter(&h);
		skip_blank(&h);
		struct str subject = mail_headers(&h);
		skip_blank(&h);
		if (subject.n && !titled_below(&h))
			take_title(&h, subject, 0);
		else if (!titled_by_field(&h))
			find_title(&h, front);
		if (front.n)
			take_title(&h, front, 1);
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
