#include "model/roll.h"
#include "write/odt.h"

enum { COLUMNS = COLUMN_STATUS + 1 };

/* In the order in which they are shown. */
static const struct { enum roll_column column; enum odt_word head; } heads[COLUMNS] = {
	{ COLUMN_NAME, ODT_WORD_NAME }, { COLUMN_ALIAS, ODT_WORD_ALIAS }, { COLUMN_AFFILIATION, ODT_WORD_AFFILIATION },
	{ COLUMN_ROLE, ODT_WORD_ROLE }, { COLUMN_STATUS, ODT_WORD_STATUS }, { COLUMN_OTHER, ODT_WORD_NOTE },
};

/* How a roll is shown. */
struct shape {
	const struct block *roll;
	bool statuses;           /* they tell more than the caption does */
	bool shown[COLUMNS];     /* by enum roll_column */
	size_t sizes[COLUMNS];   /* bytes of the longest text */
};

static struct str status_word(struct odt *o, const struct shape *s, const struct person *p)
{
	static const enum odt_word words[] = { 0, ODT_WORD_PARTIAL, ODT_WORD_ABSENT, ODT_WORD_EXPECTED };
	return s->statuses && p->status != PERSON_PRESENT ? odt_word(o, words[p->status]) : STR_EMPTY;
}

static void measure(struct shape *s, enum roll_column column, struct str text)
{
	if (text.n > s->sizes[column])
		s->sizes[column] = text.n;
}

static struct shape shape_of(struct odt *o, const struct block *b)
{
	struct shape s = { .roll = b };
	const struct str *columns = b->u.roll.columns;
	for (size_t i = 0; i < b->u.roll.count; i++)
		s.statuses = s.statuses || b->u.roll.people[i]->status != b->u.roll.people[0]->status || !b->u.roll.label.count;
	for (size_t i = 0; i < b->u.roll.count; i++) {
		const struct person *p = b->u.roll.people[i];
		size_t aliases = 0;
		for (size_t k = 0; k < p->alias_count; k++)
			aliases += p->aliases[k].n + 1;
		bool apart = columns && columns[COLUMN_ALIAS].n;
		measure(&s, COLUMN_NAME, (struct str){ "", p->name.n + (apart ? 0 : aliases) });
		measure(&s, COLUMN_ALIAS, (struct str){ "", apart ? aliases : 0 });
		measure(&s, COLUMN_AFFILIATION, p->affiliation);
		measure(&s, COLUMN_ROLE, p->role);
		measure(&s, COLUMN_OTHER, p->note);
		measure(&s, COLUMN_STATUS, status_word(o, &s, p));
	}
	for (size_t i = 0; i < COLUMNS; i++)
		s.shown[i] = s.sizes[i] > 0 || (columns && columns[i].n);
	return s;
}

static void aliases(struct odt *o, const struct person *p, bool follow)
{
	for (size_t i = 0; i < p->alias_count; i++) {
		if (i || follow)
			xml_raw(o->x, STR(" "));
		odt_span(o, "Alias", p->aliases[i]);
	}
}

static void cell_text(struct odt *o, const struct shape *s, const struct person *p, enum roll_column column)
{
	switch (column) {
	case COLUMN_NAME:
		xml_text(o->x, p->name);
		if (!s->shown[COLUMN_ALIAS])
			aliases(o, p, true);
		break;
	case COLUMN_ALIAS: aliases(o, p, false); break;
	case COLUMN_AFFILIATION: xml_text(o->x, p->affiliation); break;
	case COLUMN_ROLE: xml_text(o->x, p->role); break;
	case COLUMN_STATUS: xml_text(o->x, status_word(o, s, p)); break;
	case COLUMN_OTHER: xml_text(o->x, p->note); break;
	}
}

/* As the notes had it, where the roll was a table. */
static struct str head_of(struct odt *o, const struct shape *s, size_t i)
{
	const struct str *written = s->roll->u.roll.columns ? &s->roll->u.roll.columns[heads[i].column] : NULL;
	return written && written->n ? *written : odt_word(o, heads[i].head);
}

static struct odt_columns columns_of(struct odt *o, const struct shape *s)
{
	size_t sizes[COLUMNS], count = 0;
	for (size_t i = 0; i < COLUMNS; i++)
		if (s->shown[heads[i].column]) {
			struct str head = head_of(o, s, i);
			size_t size = s->sizes[heads[i].column];
			sizes[count++] = size < head.n ? head.n : size;
		}
	return odt_columns(sizes, count, false);
}

static void table(struct odt *o, const struct shape *s)
{
	const struct block *b = s->roll;
	struct odt_columns columns = columns_of(o, s);
	odt_table_start(o, ODT_TABLE_ATTENDEES, &columns);
	xml_start(o->x, "table:table-header-rows");
	xml_start(o->x, "table:table-row");
	for (size_t i = 0; i < COLUMNS; i++) {
		if (!s->shown[heads[i].column])
			continue;
		odt_cell_start(o, ODT_CELL_ATTENDEE_HEAD);
		odt_paragraph(o, ODT_P_CELL_HEAD, b);
		xml_text(o->x, head_of(o, s, i));
		xml_end(o->x);
		xml_end(o->x);
	}
	xml_end(o->x);
	xml_end(o->x);
	for (size_t i = 0; i < b->u.roll.count; i++) {
		xml_start(o->x, "table:table-row");
		for (size_t k = 0; k < COLUMNS; k++) {
			if (!s->shown[heads[k].column])
				continue;
			odt_cell_start(o, ODT_CELL_ATTENDEE);
			odt_paragraph(o, ODT_P_ATTENDEE, b);
			cell_text(o, s, b->u.roll.people[i], heads[k].column);
			xml_end(o->x);
			xml_end(o->x);
		}
		xml_end(o->x);
	}
	xml_end(o->x);
}

/* "Mira Okafor @mira (Northwind; chair)" */
static void in_line(struct odt *o, const struct shape *s, const struct person *p)
{
	const struct str parts[] = { p->affiliation, p->role, p->note, status_word(o, s, p) };
	bool open = false;
	xml_text(o->x, p->name);
	aliases(o, p, true);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (!parts[i].n)
			continue;
		xml_raw(o->x, open ? STR("; ") : STR(" ("));
		xml_text(o->x, parts[i]);
		open = true;
	}
	if (open)
		xml_raw(o->x, STR(")"));
}

static void line(struct odt *o, const struct shape *s)
{
	const struct block *b = s->roll;
	odt_paragraph(o, ODT_P_ATTENDEE_LINE, b);
	if (b->u.roll.label.count) {
		xml_start(o->x, "text:span");
		xml_attr_c(o->x, "text:style-name", "Attendees_20_Label");
		odt_inlines(o, b->u.roll.label);
		xml_raw(o->x, STR(":"));
		xml_end(o->x);
	}
	for (size_t i = 0; i < b->u.roll.count; i++) {
		if (i || b->u.roll.label.count)
			xml_raw(o->x, i ? STR(", ") : STR(" "));
		in_line(o, s, b->u.roll.people[i]);
	}
	xml_end(o->x);
}

/* A table where there is more to say than names, and no list or cell around it. */
static bool is_table(const struct shape *s)
{
	size_t shown = 0;
	for (size_t i = 0; i < COLUMNS; i++)
		shown += s->shown[i];
	return shown > 1 && s->roll->parent && s->roll->parent->type == BLOCK_DOCUMENT;
}

void odt_roll_survey(struct odt *o, const struct block *b)
{
	struct shape s = shape_of(o, b);
	if (!is_table(&s))
		return;
	struct odt_columns columns = columns_of(o, &s);
	odt_table_use(o, ODT_TABLE_ATTENDEES, &columns);
	o->cells[ODT_CELL_ATTENDEE] = o->cells[ODT_CELL_ATTENDEE_HEAD] = true;
}

void odt_roll(struct odt *o, const struct block *b)
{
	struct shape s = shape_of(o, b);
	if (!is_table(&s)) {
		line(o, &s);
		return;
	}
	if (b->u.roll.label.count) {
		odt_paragraph(o, ODT_P_ATTENDEES, b);
		odt_inlines(o, b->u.roll.label);
		xml_end(o->x);
	}
	table(o, &s);
}
