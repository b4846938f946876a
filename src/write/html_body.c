#include "write/html.h"

/* Does minutes' mark begin with this <li>, <tr> or <td>, around which no run is drawn? leave_minutes() undoes it. */
static bool enter_minutes(struct html *h, const struct block *b)
{
	if (!h->tell_origin || h->in_minutes || b->origin != ORIGIN_MINUTES)
		return false;
	h->in_minutes = true;
	return true;
}

static void leave_minutes(struct html *h, bool entered)
{
	if (entered)
		h->in_minutes = false;
}

static void heading(struct html *h, const struct block *b)
{
	static const char *const elements[HTML_LEVELS] = { "h2", "h3", "h4", "h5", "h6" };
	xml_start(h->x, elements[html_outline_add(&h->outline, b->u.heading.level)]);
	html_anchor(h, "id", "", b->u.heading.id);
	if (b->u.heading.number.n) {
		html_words(h, "span", "number", b->u.heading.number);
		xml_raw(h->x, STR(" "));
	}
	html_inlines(h, b->text, HTML_LINKS);
	/* Where a paragraph below says it, there are no words here. */
	if (b->u.heading.uncovered.n) {
		xml_raw(h->x, STR(" "));
		html_words(h, "span", "uncovered", b->u.heading.uncovered);
	}
	html_end(h);
}

static void paragraph(struct html *h, const struct block *b)
{
	xml_start(h->x, "p");
	html_decision_anchors(h, b, true);
	html_inlines(h, b->text, HTML_LINKS);
	html_end(h);
}

static void field(struct html *h, const struct block *b)
{
	html_start(h, "p", "field");
	html_words(h, "b", "key", b->u.field.key);
	xml_raw(h->x, STR(": "));
	html_inlines(h, b->text, HTML_LINKS);
	html_end(h);
}

static bool is_moved(const struct html *h, const struct block *b);

/* A list of nothing but rolls that are shown elsewhere would leave empty bullets. */
static bool all_moved(const struct html *h, const struct block *b)
{
	if (!b->first)
		return false;
	for (const struct block *c = b->first; c; c = c->next)
		if (!is_moved(h, c))
			return false;
	return true;
}

static bool is_moved(const struct html *h, const struct block *b)
{
	switch (b->type) {
	case BLOCK_FIELD: return h->fields_moved;
	case BLOCK_ROLL: return h->rolls_moved;
	case BLOCK_HEADING: return h->rolls_moved && b->u.heading.of_roll;
	case BLOCK_LIST: return all_moved(h, b);
	case BLOCK_ITEM: return !b->text.count && !b->u.item.marker.n && b->u.item.check == CHECK_NONE && all_moved(h, b);
	default: return false;
	}
}

/* text is the item's own; nothing in it stands for the bullet, the number or the box. */
static void item(struct html *h, const struct block *b, bool tight, uint32_t *number)
{
	bool minutes = enter_minutes(h, b);
	const struct str marker = b->u.item.marker;
	xml_start(h->x, "li");
	if (minutes || marker.n || b->u.item.check)
		xml_attr_c(h->x, "class", !minutes ? "marked" : marker.n || b->u.item.check ? "minutes marked" : "minutes");
	if (b->parent->u.list.kind == LIST_ORDERED && b->u.item.number != *number)
		xml_attr_n(h->x, "value", b->u.item.number);
	*number = b->u.item.number + 1;
	html_decision_anchors(h, b, true);
	bool own = b->text.count || marker.n || b->u.item.check;
	if (own && !tight)
		xml_start(h->x, "p");
	if (marker.n) {
		html_words(h, "span", "marker", marker);
		xml_raw(h->x, STR(" "));
	}
	if (b->u.item.check) {
		bool ticked = b->u.item.check == CHECK_TICKED;
		html_start(h, "span", "marker");
		xml_attr_c(h->x, "role", "img");
		xml_attr(h->x, "aria-label", html_word(h, ticked ? HTML_WORD_TICKED : HTML_WORD_UNTICKED));
		xml_text_c(h->x, ticked ? "\u2611" : "\u2610");
		xml_end(h->x);
		xml_raw(h->x, STR(" "));
	}
	html_inlines(h, b->text, HTML_LINKS);
	if (own && !tight)
		xml_end(h->x);
	if (b->first) {
		if (own)
			xml_raw(h->x, STR("\n"));
		html_blocks(h, b->first);
	}
	leave_minutes(h, minutes);
	html_end(h);
}

static void list(struct html *h, const struct block *b)
{
	uint32_t number = 1;
	if (is_moved(h, b))
		return;
	xml_start(h->x, b->u.list.kind == LIST_ORDERED ? "ol" : "ul");
	if (!b->u.list.tight)
		xml_attr_c(h->x, "class", "loose");
	xml_raw(h->x, STR("\n"));
	for (const struct block *i = b->first; i; i = i->next)
		if (!is_moved(h, i))
			item(h, i, b->u.list.tight, &number);
	html_end(h);
}

/* A line for each stakeholder, however the notes run them on. */
static void stakeholders(struct html *h, struct inlines text, const struct series *series)
{
	if (text.count != 1 || text.spans->type != SPAN_TEXT) {
		html_inlines(h, text, HTML_LINKS);
		return;
	}
	struct str all = text.spans->text;
	size_t begin = 0, from = 0;
	for (size_t i = 0; i < series->stakeholder_count; i++) {
		struct str name = series->stakeholders[i].name;
		size_t at = str_find(all, name, from);
		if (at == STR_NONE)
			break;
		if (at > begin && all.p[at - 1] == ' ') {
			xml_text(h->x, str_trim_right(str_range(all.p + begin, all.p + at)));
			xml_raw(h->x, STR("<br>\n"));
			begin = at;
		}
		from = at + name.n;
	}
	xml_text(h->x, str_skip(all, begin));
}

static void cell(struct html *h, const struct block *b, bool header, const struct series *series)
{
	bool minutes = enter_minutes(h, b);
	xml_start(h->x, header ? "th" : "td");
	if (header)
		xml_attr_c(h->x, "scope", "col");
	if (minutes)
		xml_attr_c(h->x, "class", "minutes");
	if (b->text.count && series && b == b->parent->first) {
		html_start(h, "b", "title");
		html_inlines(h, b->text, HTML_LINKS);
		xml_end(h->x);
	} else if (series) {
		stakeholders(h, b->text, series);
	} else {
		html_inlines(h, b->text, HTML_LINKS);
	}
	if (b->first) {
		xml_raw(h->x, STR("\n"));
		html_blocks(h, b->first);
	}
	leave_minutes(h, minutes);
	html_end(h);
}

static void row(struct html *h, const struct block *b)
{
	bool minutes = enter_minutes(h, b);
	xml_start(h->x, "tr");
	if (minutes)
		xml_attr_c(h->x, "class", "minutes");
	xml_raw(h->x, STR("\n"));
	for (const struct block *c = b->first; c; c = c->next)
		cell(h, c, b->u.row.header, b->u.row.series);
	leave_minutes(h, minutes);
	html_end(h);
}

/* A box that the keyboard can scroll; its group has a name. */
void html_start_box(struct html *h, enum html_word name)
{
	html_start(h, "div", "box");
	xml_attr_c(h->x, "tabindex", "0");
	xml_attr_c(h->x, "role", "group");
	xml_attr(h->x, "aria-label", html_word(h, name));
	xml_raw(h->x, STR("\n"));
}

static void table(struct html *h, const struct block *b)
{
	bool scrolls = b->u.table.columns > HTML_FITS;
	if (!b->first)
		return;
	if (scrolls)
		html_start_box(h, HTML_WORD_TABLE);
	xml_start(h->x, "table");
	if (b->u.table.kind == TABLE_SERIES)
		xml_attr_c(h->x, "class", "series");
	xml_raw(h->x, STR("\n"));
	const struct block *r = b->first;
	if (r->u.row.header) {
		xml_start(h->x, "thead");
		xml_raw(h->x, STR("\n"));
		for (; r && r->u.row.header; r = r->next)
			row(h, r);
		html_end(h);
	}
	if (r) {
		xml_start(h->x, "tbody");
		xml_raw(h->x, STR("\n"));
		for (; r; r = r->next)
			row(h, r);
		html_end(h);
	}
	html_end(h);
	if (scrolls)
		html_end(h);
}

static void quote(struct html *h, const struct block *b)
{
	xml_start(h->x, "blockquote");
	xml_raw(h->x, STR("\n"));
	html_blocks(h, b->first);
	html_end(h);
}

/* The first line that a telephone cannot show whole makes the text scroll. */
static bool is_wide(struct str text)
{
	enum { FITS = 34 };
	struct str line;
	while (str_split(&text, '\n', &line))
		if (line.n > FITS)
			return true;
	return false;
}

static void code(struct html *h, const struct block *b)
{
	if (b->u.code.info.n) {
		html_words(h, "p", "info", b->u.code.info);
		xml_raw(h->x, STR("\n"));
	}
	bool scrolls = is_wide(b->u.code.text);
	if (scrolls)
		html_start_box(h, HTML_WORD_CODE);
	xml_start(h->x, "pre");
	xml_element(h->x, "code", b->u.code.text);
	html_end(h);
	if (scrolls)
		html_end(h);
}

static void reference(struct html *h, const struct block *b)
{
	html_start(h, "p", "reference");
	if (b->u.reference.label.n) {
		xml_start(h->x, "span");
		xml_attr_c(h->x, "class", "label");
		xml_raw(h->x, STR("["));
		xml_text(h->x, b->u.reference.label);
		xml_raw(h->x, STR("]"));
		xml_end(h->x);
		xml_raw(h->x, STR(" "));
	}
	bool linked = html_link_open(h, b->u.reference.url);
	if (linked)
		xml_attr_c(h->x, "class", "url");
	xml_text(h->x, b->u.reference.url);
	if (linked)
		xml_end(h->x);
	if (b->text.count)
		xml_raw(h->x, STR(" "));
	html_inlines(h, b->text, HTML_LINKS);
	html_end(h);
}

static void rule(struct html *h, const struct block *b)
{
	(void)b;
	xml_start(h->x, "hr");
	html_end(h);
}

/* Rows, cells and items are their parents' to write. */
static void (*const writers[BLOCK_TYPES])(struct html *h, const struct block *b) = {
	[BLOCK_FIELD] = field, [BLOCK_HEADING] = heading, [BLOCK_PARAGRAPH] = paragraph, [BLOCK_LIST] = list,
	[BLOCK_ROLL] = html_roll, [BLOCK_STATEMENT] = html_statement, [BLOCK_ACTION] = html_action,
	[BLOCK_DECISION] = html_decision, [BLOCK_VOTE] = html_vote, [BLOCK_TABLE] = table, [BLOCK_QUOTE] = quote,
	[BLOCK_CODE] = code, [BLOCK_REFERENCE] = reference, [BLOCK_RULE] = rule,
};

static void start_run(struct html *h)
{
	html_start(h, "div", "minutes");
	xml_attr_c(h->x, "role", "group");
	xml_attr(h->x, "aria-label", html_word(h, HTML_WORD_ADDED));
	xml_raw(h->x, STR("\n"));
	h->in_minutes = true;
}

static void end_run(struct html *h)
{
	html_end(h);
	h->in_minutes = false;
}

void html_blocks(struct html *h, const struct block *b)
{
	bool tell = h->tell_origin && !h->in_minutes;
	for (; b; b = b->next) {
		if (!writers[b->type] || is_moved(h, b))
			continue;
		if (tell && (b->origin == ORIGIN_MINUTES) != h->in_minutes) {
			if (h->in_minutes)
				end_run(h);
			else
				start_run(h);
		}
		if (h->anchor_count && b->type != BLOCK_PARAGRAPH)
			html_decision_anchors(h, b, false);
		writers[b->type](h, b);
	}
	if (tell && h->in_minutes)
		end_run(h);
}

void html_body(struct html *h)
{
	xml_raw(h->x, STR("\n"));
	html_blocks(h, h->doc->root->first);
}
