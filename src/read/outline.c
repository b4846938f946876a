/* Which lines are headings. Marks decide where there are marks; else position, shape and what follows. */
#include "base/mem.h"
#include "model/date.h"
#include "model/roll.h"
#include "model/words.h"
#include "read/assemble.h"
#include "read/label.h"

enum {
	BARE_BYTES = 100,       /* longest bare line that may be a heading */
	BARE_WORDS = 13,
	REMARK_WORDS = 6,
	NARROW = 68,            /* a line that would have had room for more up to here was ended on purpose */
	ATX_MANY = 2,           /* a document with so many marked headings needs no guessing */
	STYLES = 6              /* numbering styles, each a level: "1." over "A." over "i." */
};

struct outliner {
	const struct lines *lines;
	size_t from;
	uint8_t *level;
	size_t marked;          /* headings with # or == */
	uint8_t deepest;        /* level of the last marked heading */
};

static const struct line *line_at(const struct outliner *o, size_t i)
{
	static const struct line blank = { .raw = { "", 0 }, .text = { "", 0 }, .marker = { "", 0 }, .cls = LINE_BLANK };
	return i < o->lines->count ? &o->lines->items[i] : &blank;
}

static size_t next_text(const struct outliner *o, size_t i)
{
	do
		i++;
	while (i < o->lines->count && line_at(o, i)->cls == LINE_BLANK);
	return i;
}

static bool blank_before(const struct outliner *o, size_t i)
{
	return i <= o->from || line_at(o, i - 1)->cls == LINE_BLANK || o->level[i - 1] ||
		(line_at(o, i - 1)->cls == LINE_RULE || line_at(o, i - 1)->cls == LINE_UNDERLINE);
}

static size_t count_words(struct str s)
{
	struct str word;
	size_t n = 0;
	while (str_word(&s, &word))
		n++;
	return n;
}

static bool ends_open(struct str t)
{
	return str_find_char(STR(".,;!"), t.p[t.n - 1], 0) != STR_NONE;
}

struct str outline_cut_uncovered(struct str text, struct str *written)
{
	static const struct str mark = { "not covered", 11 };
	struct str t = str_trim_right(text);
	while (t.n && str_find_char(STR(").]*!"), t.p[t.n - 1], 0) != STR_NONE)
		t.n--;
	if (t.n < mark.n || !str_eq_nocase(str_skip(t, t.n - mark.n), mark))
		return text;
	size_t at = t.n - mark.n;
	if (at && (is_alnum(t.p[at - 1]) || (unsigned char)t.p[at - 1] >= 0x80))
		return text;
	bool capitals = is_upper(t.p[at + 1]);
	bool set_off = at && str_find_char(STR("([-*"), t.p[at - 1], 0) != STR_NONE;
	if (at && !capitals && !set_off && !(at > 1 && t.p[at - 2] == '-'))
		return text;
	*written = str_skip(t, at);
	while (at && str_find_char(STR("([-*: "), text.p[at - 1], 0) != STR_NONE)
		at--;
	return str_first(text, at);
}

/* "Quorum achieved": a short clause with its verb at the end. */
static bool told(struct str t)
{
	size_t word = t.n;
	struct str mark = STR_EMPTY;
	while (word && !is_space(t.p[word - 1]))
		word--;
	if (!outline_cut_uncovered(t, &mark).n && mark.n)
		return true;
	if (str_find(t, STR(" prefers "), 0) != STR_NONE || str_starts(t, STR("Nacked by ")))
		return true;
	/* "None" below a heading says that nothing was. */
	if (word_in(t, (const char *const[]){ "none", "nothing", "nil", "n/a", "yes", "no", "done", NULL }))
		return true;
	/* "Items discussed" heads them. */
	if (str_eq(str_skip(t, word), STR("discussed")) || str_eq(str_skip(t, word), STR("covered")))
		return false;
	return word && count_words(t) <= 3 && is_lower(t.p[word]) && str_ends(t, STR("ed"));
}

static bool begins_large(struct str t)
{
	return is_upper(*t.p) || is_digit(*t.p) || (unsigned char)*t.p >= 0x80 || *t.p == '`' || *t.p == '"';
}

/* The words of a heading, wherever it stands. */
static bool titled(struct str t)
{
	if (t.n < 2 || t.n > BARE_BYTES || count_words(t) > BARE_WORDS || ends_open(t) || str_starts(t, STR("From ")))
		return false;
	if (str_find(t, STR("://"), 0) != STR_NONE || str_find_char(t, '@', 0) != STR_NONE || str_find_char(t, '|', 0) != STR_NONE)
		return false;
	if (str_find(t, STR("? "), 0) != STR_NONE)
		return false;     /* a question with its answer */
	if (str_find(t, STR(" = "), 0) != STR_NONE || str_find(t, STR("[["), 0) != STR_NONE || str_find_nocase(t, STR("(see "), 0) != STR_NONE)
		return false;
	size_t digits = 0;
	while (digits < t.n && is_digit(t.p[digits]))
		digits++;
	if (digits && digits < t.n && (t.p[digits] == '.' || t.p[digits] == ')') && !is_digit(t.p[digits + 1]))
		return false;     /* "1.Text", a number that the scanner did not take for one */
	return line_nature(t) == NATURE_TITLE && !told(t) && !roll_looks_like_line(t, true);
}

static void mark_signs(struct outliner *o)
{
	uint8_t least = 6;
	for (size_t i = o->from; i < o->lines->count; i++)
		if (line_at(o, i)->cls == LINE_ATX || line_at(o, i)->cls == LINE_WIKI)
			if (line_at(o, i)->level < least)
				least = line_at(o, i)->level;
	bool fenced = false;
	for (size_t i = o->from; i < o->lines->count; i++) {
		const struct line *l = line_at(o, i);
		if (l->cls == LINE_FENCE)
			fenced = !fenced;
		if (l->cls == LINE_ATX || l->cls == LINE_WIKI) {
			o->level[i] = (uint8_t)(o->lines->strict ? (l->level > 1 ? l->level - 1 : 1) : l->level - least + 1);
			o->marked++;
		} else if (l->cls == LINE_TOPIC) {
			o->level[i] = 1;
		} else if (l->cls == LINE_UNDERLINE && i > o->from && !o->level[i - 1] && !fenced) {
			const struct line *above = line_at(o, i - 1);
			bool alone = i - 1 == o->from || line_at(o, i - 2)->cls == LINE_BLANK || o->level[i - 2];
			size_t body;
			if (alone && !dashed_end(o->lines, i) && !table_spaced(o->lines, i - 1, &body) && above->text.n <= 200 && above->cls != LINE_TABS && above->cls != LINE_PIPE) {
				o->level[i - 1] = l->level;
				o->marked++;
			}
		}
	}
}

/* "Next Meeting" over "August 20, 2009": the date is no heading, too. */
static bool below_heading(const struct outliner *o, size_t i)
{
	while (i > o->from && line_at(o, i - 1)->cls == LINE_BLANK)
		i--;
	return i > o->from && o->level[i - 1];
}

static bool only_emphasised(const struct outliner *o, size_t i)
{
	const struct line *l = line_at(o, i);
	if (l->cls != LINE_EMPHASIS)
		return false;
	/* A long one with nothing below it but the next heading is a remark. */
	if (line_at(o, next_text(o, i))->cls == LINE_ATX && count_words(l->text) >= REMARK_WORDS)
		return false;
	if (below_heading(o, i) && date_alone(l->text))
		return false;
	const struct line *below = line_at(o, i + 1);
	bool over_list = below->cls == LINE_BULLET && below->indent >= l->indent;
	return l->indent < 4 && blank_before(o, i) && (below->cls == LINE_BLANK || over_list) &&
		next_text(o, i) < o->lines->count && l->text.n <= BARE_BYTES && line_nature(l->text) == NATURE_TITLE;
}

/* Numbering style of a marker: kind of its first sign and what closes it. */
static unsigned style_of(const struct line *l)
{
	char c = *l->marker.p, end = l->marker.p[l->marker.n - 1];
	unsigned kind = is_digit(c) ? 1 : is_upper(c) ? 2 : is_lower(c) ? 3 : 4;
	return kind * 4 + (end == ')' ? 1u : 0u);
}

bool line_wraps_over_list(const struct lines *lines, size_t at)
{
	const struct line *l = &lines->items[at];
	return at + 2 < lines->count && l[1].cls == LINE_BARE && !line_ended_early(l, l + 1) && l[1].text.n < NARROW &&
		l[2].cls == LINE_BULLET && l[2].indent >= l->indent;
}

/* Does a numbered line read as a heading with its own text below, which is indented as far at least? */
static bool numbered_title(const struct outliner *o, size_t i, uint16_t indent)
{
	const struct line *l = line_at(o, i), *below = line_at(o, i + 1);
	struct str t = l->text;
	while (t.n && t.p[t.n - 1] == ':')
		t.n--;
	struct label label;
	if (!t.n || t.n > 120 || (ends_open(t) && !str_ends(t, STR(" etc."))) || line_nature(t) == NATURE_SENTENCE || !blank_before(o, i))
		return false;
	if (t.n == l->text.n && label_find(l->text, &label))
		return false;
	if (line_wraps_over_list(o->lines, i))
		return true;
	if (below->cls == LINE_BLANK || below->cls == LINE_BULLET || below->cls == LINE_UNDERLINE)
		return true;
	return below->cls != LINE_NUMBER && l->text.n < 60 && below->indent >= indent;
}

bool line_ended_early(const struct line *l, const struct line *below)
{
	struct str rest = below->text, word = STR_EMPTY;
	str_word(&rest, &word);
	return (below->cls == LINE_BARE || below->cls == LINE_LABEL) && l->content + l->text.n + 1 + word.n < NARROW;
}

/* What stands between a numbered line and the next line of its style: text of its own, or at most nested bullets. */
static bool has_body(const struct outliner *o, size_t i, size_t next)
{
	const struct line *l = line_at(o, i);
	bool blank = false;
	for (size_t k = i + 1; k < next && k < o->lines->count; k++) {
		const struct line *m = line_at(o, k);
		if (m->cls == LINE_BLANK)
			blank = true;
		else if (blank || m->indent <= l->indent || (k == i + 1 && line_ended_early(l, m)))
			return true;
		else
			return false;
	}
	return false;
}

static void mark_numbered_run(struct outliner *o, const size_t *at, size_t count, uint8_t level)
{
	size_t titles = 0, bodies = 0;
	uint16_t indent = UINT16_MAX;
	for (size_t k = 0; k < count; k++)
		if (line_at(o, at[k])->indent < indent)
			indent = line_at(o, at[k])->indent;
	for (size_t k = 0; k < count; k++) {
		bool title = numbered_title(o, at[k], indent);
		titles += title;
		bodies += title && has_body(o, at[k], k + 1 < count ? at[k + 1] : o->lines->count);
	}
	if (2 * titles <= count || 2 * bodies < count)
		return;
	for (size_t k = 0; k < count; k++)
		if (numbered_title(o, at[k], indent))
			o->level[at[k]] = level;
}

static uint8_t run_level(const struct outliner *o, uint8_t level)
{
	level = (uint8_t)(level + (o->marked >= ATX_MANY ? 2 : 0));
	return level > 6 ? 6 : level;
}

/* Numbered lines of one style and indent, for as long as they count up. */
struct run {
	unsigned style;
	uint16_t indent;
	uint32_t value;          /* of the last one */
	size_t *at, count, room;
	uint8_t level;
};

/* The run that a numbered line belongs to, or known. A blank too many or too few before its number is a slip where it
 * goes on to count. */
static size_t run_of_line(const struct outliner *o, const struct run *runs, size_t known, size_t i)
{
	const struct line *l = line_at(o, i);
	size_t r = 0;
	while (r < known && (runs[r].style != style_of(l) || runs[r].indent != l->indent))
		r++;
	for (size_t k = 0; r == known && k < known; k++)
		if (runs[k].style == style_of(l) && runs[k].count && l->value == runs[k].value + 1 && l->indent <= runs[k].indent + 1 &&
		    l->indent + 1 >= runs[k].indent && blank_before(o, i))
			return k;
	return r;
}

static void mark_numbered(struct outliner *o)
{
	struct run runs[STYLES] = { { 0 } };
	size_t known = 0;
	for (size_t i = o->from; i < o->lines->count; i++) {
		const struct line *l = line_at(o, i);
		if (l->cls != LINE_NUMBER || o->level[i] || !l->text.n)
			continue;
		size_t r = run_of_line(o, runs, known, i);
		if (r == STYLES)
			continue;
		if (r == known) {
			runs[r].style = style_of(l);
			runs[r].indent = l->indent;
			runs[r].level = (uint8_t)(r + 1);
			known++;
		}
		uint32_t value = l->value ? l->value : (uint32_t)to_lower(*l->marker.p);
		if (runs[r].count && value < runs[r].value) {
			mark_numbered_run(o, runs[r].at, runs[r].count, run_level(o, runs[r].level));
			runs[r].count = 0;
		}
		runs[r].value = value;
		VEC_ROOM(runs[r].at, runs[r].count, runs[r].room);
		runs[r].at[runs[r].count++] = i;
	}
	for (size_t r = 0; r < known; r++) {
		mark_numbered_run(o, runs[r].at, runs[r].count, run_level(o, runs[r].level));
		mem_free(runs[r].at);
	}
}

/* Lines and items that announce topics, where there are several. */
static void mark_announced(struct outliner *o)
{
	size_t count = 0;
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = o->from; i < o->lines->count; i++) {
			const struct line *l = line_at(o, i);
			if (o->level[i] || (l->cls != LINE_LABEL && l->cls != LINE_BULLET) || !label_topic(l->text))
				continue;
			if (pass == 0)
				count++;
			else if (count > 1)
				o->level[i] = run_level(o, 1);
		}
}

static bool is_day(const struct line *l)
{
	return (l->cls == LINE_BARE || l->cls == LINE_EMPHASIS) && date_alone(l->text);
}

bool line_is_day(const struct lines *lines, size_t at)
{
	const struct line *items = lines->items;
	if (!is_day(&items[at]) || (at + 1 < lines->count && items[at + 1].cls == LINE_BARE))
		return false;
	for (size_t i = at + 1; i < lines->count; i++)
		if (is_day(&items[i]) && items[i - 1].cls == LINE_BLANK && i + 1 < lines->count && items[i + 1].cls == LINE_BLANK)
			return false;
	return true;
}

/* Under a line across even a small word may head a section. */
static bool below_rule(const struct outliner *o, size_t i)
{
	while (i > o->from && line_at(o, i - 1)->cls == LINE_BLANK)
		i--;
	return i > o->from && line_at(o, i - 1)->cls == LINE_RULE;
}

/* " 1." or "*" alone: what stands deeper below is the text of the item. */
static bool below_marker(const struct outliner *o, size_t i)
{
	const struct line *l = line_at(o, i);
	while (i > o->from && line_at(o, i - 1)->cls == LINE_BLANK)
		i--;
	const struct line *above = i > o->from ? line_at(o, i - 1) : NULL;
	return above && (above->cls == LINE_NUMBER || above->cls == LINE_BULLET) && !above->text.n && l->indent > above->indent;
}

/* Does the line stand in an item above it? A numbered line that heads a topic is none. */
static bool inside_item(const struct outliner *o, size_t i)
{
	enum { FARTHEST = 40 };
	const struct line *l = line_at(o, i);
	for (size_t n = 0; l->indent && n < FARTHEST && i > o->from; n++) {
		const struct line *above = line_at(o, --i);
		if (above->cls == LINE_RULE || above->cls == LINE_UNDERLINE)
			return false;
		if (above->cls == LINE_BLANK || (above->indent >= l->indent && !o->level[i]))
			continue;
		return (above->cls == LINE_BULLET || above->cls == LINE_NUMBER) && !o->level[i] && l->indent >= above->content;
	}
	return false;
}

/* "As documented at", "\"the page\"": a piece of a sentence. */
static bool is_piece(struct str t)
{
	size_t word = t.n;
	while (word && !is_space(t.p[word - 1]))
		word--;
	if (t.n > 2 && *t.p == '"' && str_find_char(t, '"', 1) == t.n - 1)
		return true;
	return word && word_in(str_skip(t, word), (const char *const[]){ "the", "a", "an", "at", "of", "and", "or", "from", "with", "that", NULL });
}

/* "Friday July 7, 2006", "July 7, 2006 (in the lab)" */
static bool is_dated(struct str text)
{
	struct date_hit date;
	return date_alone(text) ||
		(text.n && date_at(text, 0, &date) && (date.slice.n == text.n || str_starts(str_skip(text, date.slice.n), STR(" ("))));
}

/* "Attendees", "Release Cadence for 4.12": alone between blank lines, or right above its list. */
static bool bare_title(const struct outliner *o, size_t i)
{
	const struct line *l = line_at(o, i), *below = line_at(o, i + 1);
	if (l->cls != LINE_BARE || !blank_before(o, i) || below_marker(o, i) || inside_item(o, i) || is_piece(l->text) || !titled(l->text) || !(begins_large(l->text) || below_rule(o, i)))
		return false;
	size_t next = next_text(o, i);
	if (next >= o->lines->count || ((i <= o->from || below_heading(o, i)) && is_dated(l->text)))
		return false;
	if (below->cls != LINE_BLANK)
		return below->cls == LINE_BULLET && below->indent >= l->indent && l->indent < 4;
	return l->indent < 8;
}

/* A heading that shows nothing, as "# <br>", is none. */
static void unmark_empty(struct outliner *o)
{
	struct arena scratch = ARENA_INIT;
	for (size_t i = o->from; i < o->lines->count; i++)
		if (o->level[i] && inline_empty(inline_parse(&scratch, NULL, line_at(o, i)->text)))
			o->level[i] = 0;
	arena_free(&scratch);
}

uint8_t *outline_levels(const struct lines *lines, size_t from)
{
	struct outliner o = { lines, from, mem_zero(lines->count + 1, 1), 0, 0 };
	mark_signs(&o);
	if (!lines->strict) {
		mark_announced(&o);
		mark_numbered(&o);
	}
	for (size_t i = from; i < lines->count && !lines->strict; i++) {
		if (o.level[i]) {
			if (lines->items[i].cls == LINE_ATX)
				o.deepest = o.level[i];
			continue;
		}
		if (o.marked < ATX_MANY ? bare_title(&o, i) : only_emphasised(&o, i))
			o.level[i] = (uint8_t)(o.marked >= ATX_MANY && o.deepest < 6 ? o.deepest + 1 : 1);
		else if (o.marked < ATX_MANY && only_emphasised(&o, i))
			o.level[i] = 2;
	}
	unmark_empty(&o);
	return o.level;
}
