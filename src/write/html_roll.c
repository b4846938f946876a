#include "write/html.h"

#include <stdlib.h>

#include "base/mem.h"
#include "model/roll.h"

/* What a roll may tell of its people, in order; the notes' own head of a column counts before our word. */
static const struct {
	enum roll_column column;
	enum html_word word;
} columns[] = {
	{ COLUMN_NAME, HTML_WORD_NAME }, { COLUMN_AFFILIATION, HTML_WORD_AFFILIATION }, { COLUMN_ROLE, HTML_WORD_ROLE },
	{ COLUMN_ALIAS, HTML_WORD_NICK }, { COLUMN_STATUS, HTML_WORD_ATTENDANCE }, { COLUMN_OTHER, HTML_WORD_REMARKS },
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static const enum html_word attendance_words[] = {
	HTML_WORD_PRESENT, HTML_WORD_PARTIAL, HTML_WORD_ABSENT, HTML_WORD_EXPECTED,
};
static const char *const attendance_classes[] = {
	"status present", "status partial", "status absent", "status expected",
};

/* By affiliation: those without one come last, otherwise the roll's order stays. */
static int by_affiliation(const void *left, const void *right)
{
	const struct person *const *const *a = left, *const *const *b = right;
	struct str x = (**a)->affiliation, y = (**b)->affiliation;
	if (!x.n != !y.n)
		return x.n ? -1 : 1;
	int order = str_compare(x, y);
	return order ? order : *a < *b ? -1 : *a > *b;
}

static bool same_affiliation(struct person *const *const *order, size_t i)
{
	return i && str_eq((*order[i])->affiliation, (*order[i - 1])->affiliation);
}

static bool tells(const struct person *p, enum roll_column column)
{
	switch (column) {
	case COLUMN_NAME: case COLUMN_AFFILIATION: return true;
	case COLUMN_ROLE: return p->role.n > 0;
	case COLUMN_ALIAS: return p->alias_count > 0;
	case COLUMN_STATUS: return p->status != PERSON_PRESENT;
	default: return p->note.n > 0;
	}
}

/* Which columns the roll needs; their number. */
static size_t choose(const struct block *roll, bool shown[COLUMNS])
{
	size_t count = 0;
	for (size_t c = 0; c < COLUMNS; c++) {
		shown[c] = roll->u.roll.columns && roll->u.roll.columns[columns[c].column].n > 0;
		for (size_t i = 0; i < roll->u.roll.count && !shown[c]; i++)
			shown[c] = tells(roll->u.roll.people[i], columns[c].column);
		count += shown[c];
	}
	return count;
}

static struct str head(const struct html *h, const struct block *roll, size_t c)
{
	struct str written = roll->u.roll.columns ? roll->u.roll.columns[columns[c].column] : STR_EMPTY;
	return written.n ? written : html_word(h, columns[c].word);
}

static void status(struct html *h, const struct person *p)
{
	html_words(h, "span", attendance_classes[p->status], html_word(h, attendance_words[p->status]));
}

static void aliases(struct html *h, const struct person *p, const char *before)
{
	for (size_t i = 0; i < p->alias_count; i++) {
		if (i || *before)
			xml_text_c(h->x, i ? ", " : before);
		html_words(h, "span", "alias", p->aliases[i]);
	}
}

static void entry(struct html *h, const struct person *p, bool first)
{
	xml_start(h->x, "li");
	if (first)
		xml_attr_c(h->x, "class", "first");
	html_words(h, "span", "name", p->name);
	aliases(h, p, " ");
	const struct { const char *cls; struct str text; } parts[] = { { "org", p->affiliation }, { "role", p->role } };
	for (size_t i = 0; i < 2; i++)
		if (parts[i].text.n) {
			xml_raw(h->x, STR(", "));
			html_words(h, "span", parts[i].cls, parts[i].text);
		}
	if (p->note.n) {
		xml_raw(h->x, STR(" ("));
		html_words(h, "span", "note", p->note);
		xml_raw(h->x, STR(")"));
	}
	if (p->status != PERSON_PRESENT) {
		xml_raw(h->x, STR(" "));
		status(h, p);
	}
	html_end(h);
}

/* Its title says what an entry consists of. */
static void as_list(struct html *h, const struct block *roll, struct person *const *const *order)
{
	bool shown[COLUMNS];
	if (!roll->u.roll.count)
		return;
	choose(roll, shown);
	buf_cut(&h->scratch, 0);
	for (size_t c = 0; c < COLUMNS; c++)
		if (shown[c]) {
			buf_cstr(&h->scratch, h->scratch.n ? ", " : "");
			buf_str(&h->scratch, head(h, roll, c));
		}
	html_start(h, "ul", "people");
	xml_attr(h->x, "title", buf_slice(&h->scratch));
	xml_raw(h->x, STR("\n"));
	for (size_t i = 0; i < roll->u.roll.count; i++)
		entry(h, *order[i], i && !same_affiliation(order, i));
	html_end(h);
}

static void cell(struct html *h, const struct person *p, enum roll_column column)
{
	xml_start(h->x, "td");
	switch (column) {
	case COLUMN_NAME: html_words(h, "span", "name", p->name); break;
	case COLUMN_AFFILIATION: html_words(h, "span", "org", p->affiliation); break;
	case COLUMN_ROLE: xml_text(h->x, p->role); break;
	case COLUMN_ALIAS: aliases(h, p, ""); break;
	case COLUMN_STATUS: status(h, p); break;
	case COLUMN_OTHER: xml_text(h->x, p->note); break;
	}
	html_end(h);
}

/* A roll that was a table is one again. */
static void as_table(struct html *h, const struct block *roll, struct person *const *const *order)
{
	bool shown[COLUMNS];
	bool scrolls = choose(roll, shown) > HTML_FITS;
	if (scrolls)
		html_start_box(h, HTML_WORD_TABLE);
	html_start(h, "table", "people");
	xml_raw(h->x, STR("\n"));
	xml_start(h->x, "thead");
	xml_raw(h->x, STR("\n"));
	xml_start(h->x, "tr");
	xml_raw(h->x, STR("\n"));
	for (size_t c = 0; c < COLUMNS; c++)
		if (shown[c]) {
			xml_start(h->x, "th");
			xml_attr_c(h->x, "scope", "col");
			xml_text(h->x, head(h, roll, c));
			html_end(h);
		}
	html_end(h);
	html_end(h);
	xml_start(h->x, "tbody");
	xml_raw(h->x, STR("\n"));
	for (size_t i = 0; i < roll->u.roll.count; i++) {
		xml_start(h->x, "tr");
		if (same_affiliation(order, i))
			xml_attr_c(h->x, "class", "same");
		xml_raw(h->x, STR("\n"));
		for (size_t c = 0; c < COLUMNS; c++)
			if (shown[c])
				cell(h, *order[i], columns[c].column);
		html_end(h);
	}
	html_end(h);
	html_end(h);
	if (scrolls)
		html_end(h);
}

void html_roll(struct html *h, const struct block *roll)
{
	size_t n = roll->u.roll.count;
	struct person *const **order = mem_zero(n, sizeof *order);
	for (size_t i = 0; i < n; i++)
		order[i] = &roll->u.roll.people[i];
	if (n)
		qsort(order, n, sizeof *order, by_affiliation);
	if (roll->u.roll.label.count && roll != h->roll_title) {
		html_start(h, "p", "label");
		html_inlines(h, roll->u.roll.label, HTML_LINKS);
		html_end(h);
	}
	if (roll->u.roll.columns)
		as_table(h, roll, order);
	else
		as_list(h, roll, order);
	mem_free(order);
}

/* The captions stay with their rolls; the first may be the section's own heading. */
void html_attendees(struct html *h)
{
	bool open = false;
	xml_raw(h->x, STR("\n"));
	for (size_t i = 0; i < h->rolls.count; i++) {
		const struct block *b = h->rolls.items[i];
		if (b->type == BLOCK_ROLL) {
			html_roll(h, b);
			continue;
		}
		if (open)
			html_end(h);
		html_start(h, "div", "roll");
		html_anchor(h, "id", "", b->u.heading.id);
		xml_raw(h->x, STR("\n"));
		open = true;
		if (b != h->roll_title) {
			xml_start(h->x, "h3");
			html_roll_title(h, b, HTML_LINKS);
			html_end(h);
		}
	}
	if (open)
		html_end(h);
}
