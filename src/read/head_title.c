/* Which of the first lines is the title. */
#include "model/roll.h"
#include "model/title.h"
#include "model/words.h"
#include "read/facts.h"
#include "read/head.h"

enum { TITLE_LINES = 3, TITLE_BYTES = 250, ABOVE_LINES = 12, BARE_BYTES = 100 };

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
bool head_titled_below(const struct head *h)
{
	const struct line *l = head_line(h);
	if (!l || !may_be_title(l) || !title_like(head_title_text(l)))
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

/* "# #lantern: board call" over a line of equals signs. */
static bool boxed(const struct line *title)
{
	return title->cls == LINE_ATX && title[1].cls == LINE_RULE && *title[1].text.p == '=';
}

/* A line of signs over a title that has one under it, too. */
static bool overlined(const struct head *h)
{
	const struct line *l = head_line(h);
	return l && (l->cls == LINE_RULE || l->cls == LINE_UNDERLINE) && h->at + 2 < h->lines->count &&
		may_be_title(l + 1) && (l[2].cls == LINE_UNDERLINE || boxed(l + 1)) && *l->text.p == *l[2].text.p;
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

static bool names_event(struct str title)
{
	struct str word;
	while (str_word(&title, &word))
		if (title_is_event(word))
			return true;
	return false;
}

/* Does it say that it is of a meeting, and not only when? */
static bool names_meeting(struct document *doc, struct str title)
{
	struct title t;
	title_parse(&doc->arena, title, &t);
	return names_event(title) || t.kind_stated;
}

/* Is the title of the front matter better than a heading that could be one? */
static bool front_is_better(struct document *doc, struct str front, struct str heading)
{
	return names_call(doc, front) && (!names_call(doc, heading) || (names_meeting(doc, front) && !names_meeting(doc, heading)));
}

/* "On Tuesday, May 14, 2024, Mira Okafor wrote:", over what she wrote. */
static bool introduces_quote(const struct head *h, size_t i)
{
	enum { WRAPPED = 3 };
	for (size_t n = 0; n < WRAPPED && i + n + 1 < h->lines->count && h->lines->items[i + n].text.n; n++) {
		const struct line *l = &h->lines->items[i + n], *below = l + 1 + (l[1].cls == LINE_BLANK && i + n + 2 < h->lines->count);
		if (str_ends(l->text, STR(":")) && below->cls == LINE_QUOTE)
			return true;
	}
	return false;
}

/* "Held on: 2024-05-14", "Agenda: https://example.org/agenda": a field of the header that stands above the title. */
static bool field_above(const struct head *h, const struct line *l, struct label *label)
{
	struct date_hit date;
	if (!head_is_field(h, l, label))
		return false;
	return (facts_says_when(label->names) && date_find(label->text, 0, &date)) ||
		(str_find(label->text, STR("://"), 0) != STR_NONE && str_find_char(label->text, ' ', 0) == STR_NONE);
}

/* "# Agenda", "# Recording:", with others as great below: the heading of a part. */
static bool heads_part(const struct head *h, size_t i)
{
	const struct line *items = h->lines->items, *l = &items[i];
	struct title t;
	struct date_hit date;
	if ((l->cls != LINE_ATX && l->cls != LINE_WIKI) || date_find(l->text, 0, &date))
		return false;
	title_parse(&h->doc->arena, l->text, &t);
	bool form = t.kind_stated && !t.call.n && !names_event(l->text);
	if (!form && (!str_ends(l->text, STR(":")) || title_like(l->text)))
		return false;
	while (++i < h->lines->count)
		if (items[i].cls == l->cls && items[i].level <= l->level)
			return true;
	return false;
}

/* Where the first lines stand alone and hold no title, they may be a page's own; further below one that names the meeting
 * and says what it is of it, its minutes or its agenda, is the title. */
static size_t title_below_page(const struct head *h)
{
	size_t seen = 0;
	for (size_t i = h->at; i + 1 < h->lines->count && seen < ABOVE_LINES; i++) {
		const struct line *l = &h->lines->items[i];
		struct title t;
		if (l->cls == LINE_BLANK)
			continue;
		if (l->cls != LINE_BARE || l[1].cls != LINE_BLANK)
			break;
		seen++;
		if (l->text.n > BARE_BYTES || !title_like(l->text) || line_nature(l->text) != NATURE_TITLE || title_of_other(l->text))
			continue;
		title_parse(&h->doc->arena, l->text, &t);
		if (t.kind_stated && names_call(h->doc, l->text) && names_event(l->text))
			return i;
	}
	return STR_NONE;
}

static bool is_underlined(const struct head *h, size_t i)
{
	return (i + 1 < h->lines->count && h->lines->items[i + 1].cls == LINE_UNDERLINE) || underlined_pair(h, i);
}

/* Below a sentence a bare line is the title only where it says what it is of the meeting, or when that was. */
static bool stands_below(const struct head *h, size_t i)
{
	const struct line *l = &h->lines->items[i];
	struct title t;
	title_parse(&h->doc->arena, l->text, &t);
	return (t.kind_stated && names_call(h->doc, l->text)) || t.date.slice.n || is_underlined(h, i) || l->cls == LINE_ATX || l->cls == LINE_WIKI;
}

/* "1. Agenda", with "2. Release" below: the first of several. */
static bool counts_on(const struct head *h, size_t i)
{
	const struct line *items = h->lines->items, *l = &items[i];
	while (l->cls == LINE_NUMBER && ++i < h->lines->count)
		if (items[i].cls == LINE_NUMBER && items[i].indent == l->indent && items[i].value > l->value)
			return true;
	return false;
}

/* The lines among the first ones that can be the title. */
static size_t candidates(const struct head *h, size_t *tried)
{
	size_t count = 0;
	struct label label;
	for (size_t i = h->at; i < h->lines->count && count < TITLE_LINES; i++) {
		const struct line *l = &h->lines->items[i];
		if (l->cls == LINE_BLANK)
			continue;
		if (field_above(h, l, &label)) {
			if (count)
				break;
			continue;
		}
		bool heading = l->cls == LINE_ATX || l->cls == LINE_WIKI;
		if (!may_be_title(l) || heads_roll(l) || (l->cls == LINE_ATX && title_is_frame(l->text)) || heads_part(h, i) || introduces_quote(h, i) || counts_on(h, i) ||
		    (l->cls == LINE_TABS && i + 1 < h->lines->count && l[1].cls == LINE_TABS))
			break;
		tried[count++] = i;
		if (heading)
			break;
	}
	return count;
}

/* Which one names a meeting. With marked a heading is the title whatever it says. */
static size_t meeting_among(const struct head *h, const size_t *tried, size_t count, bool marked)
{
	bool below_sentence = false;
	for (size_t k = 0; k < count; k++) {
		const struct line *l = &h->lines->items[tried[k]];
		struct str text = head_title_text(l);
		struct keyword_hit hit;
		bool heading = l->cls == LINE_ATX || l->cls == LINE_WIKI;
		bool like = title_like(text) && !keyword_at_begin(text, &hit) && (heading || !date_alone(l->text)) && (!below_sentence || stands_below(h, tried[k]));
		if ((marked && heading) || like)
			return tried[k];
		below_sentence |= line_nature(l->text) == NATURE_SENTENCE;
	}
	return STR_NONE;
}

/* Where none does: the first line where it is underlined or short and alone, else a day. */
static size_t title_otherwise(const struct head *h, const size_t *tried, size_t count)
{
	const struct line *l = &h->lines->items[tried[0]];
	bool bare = (l->cls == LINE_BARE || l->cls == LINE_EMPHASIS) && line_nature(l->text) == NATURE_TITLE && l->text.n <= BARE_BYTES;
	if (l->cls != LINE_NUMBER && l->cls != LINE_KEYWORD && (bare || is_underlined(h, tried[0])))
		return tried[0];
	for (size_t k = 0; k < count; k++)
		if (date_alone(h->lines->items[tried[k]].text) && (!k || h->lines->items[tried[k] - 1].cls == LINE_BLANK))
			return tried[k];
	return STR_NONE;
}

/* What stands above the title stays there, fields of the header aside. */
static void take_above(struct head *h, size_t title)
{
	struct label label;
	for (; h->at < title; h->at++) {
		const struct line *l = head_line(h);
		if (l->cls == LINE_BLANK)
			continue;
		if (field_above(h, l, &label)) {
			head_add_field(h, l, label.whole, label.text);
			continue;
		}
		if (!belongs_above(l))
			diag_add(&h->doc->diags, DIAG_TEXT_BEFORE_TITLE, l->number, l->indent + 1u, STR_EMPTY, STR_EMPTY);
		head_add_paragraph(h, l);
	}
}

/* "Meeting Minutes" right below the title and over the fields: it says what the title is of. */
static bool is_subtitle(const struct head *h)
{
	const struct line *l = head_line(h);
	struct title t;
	struct label label;
	if (h->at + 2 >= h->lines->count || l->cls != LINE_BARE || l->text.n > BARE_BYTES || l[1].cls != LINE_BLANK || !head_is_field(h, l + 2, &label))
		return false;
	title_parse(&h->doc->arena, l->text, &t);
	return t.kind_stated && !t.date.slice.n && names_event(l->text) && !names_call(h->doc, l->text);
}

void head_find_title(struct head *h, struct str front)
{
	size_t tried[TITLE_LINES];
	h->at += overlined(h);
	size_t count = candidates(h, tried), chosen = meeting_among(h, tried, count, !title_like(front));
	if (chosen == STR_NONE && !front.n)
		chosen = title_below_page(h);
	if (chosen == STR_NONE && !front.n && count)
		chosen = title_otherwise(h, tried, count);
	if (chosen == STR_NONE || front_is_better(h->doc, front, head_title_text(&h->lines->items[chosen])))
		return;
	size_t greater = greater_below(h, chosen), used = 1;
	if (greater != STR_NONE)
		chosen = greater;
	take_above(h, chosen);
	const struct line *l = head_line(h);
	struct str text = head_title_text(l);
	if (l->cls != LINE_ATX && underlined_pair(h, h->at)) {
		text = arena_join(&h->doc->arena, text, STR(" "), h->lines->items[h->at + 1].text);
		used = 3;
	} else if (h->at + 1 < h->lines->count && (h->lines->items[h->at + 1].cls == LINE_UNDERLINE || boxed(l))) {
		used = 2;
	}
	head_take_title(h, text);
	h->at += used;
	if (is_subtitle(h)) {
		head_add_paragraph(h, head_line(h));
		h->at++;
	}
}
