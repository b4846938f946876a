#include "write/text.h"

#include "model/roll.h"

static const enum text_word status_words[] = {
	TEXT_WORD_PRESENT, TEXT_WORD_PARTIAL, TEXT_WORD_ABSENT, TEXT_WORD_EXPECTED,
};

/* Does each person's status have to be said? Not where a caption says it of all. */
static bool tells_status(const struct block *b)
{
	bool differ = false;
	for (size_t i = 1; i < b->u.roll.count && !differ; i++)
		differ = b->u.roll.people[i]->status != b->u.roll.people[0]->status;
	return differ || !(b->u.roll.label.count || b->u.roll.heading);
}

static struct str status_of(struct text *t, const struct person *p, bool tell)
{
	/* "(joined late)" says it already. */
	if (!tell || p->status == PERSON_PRESENT || (p->status == PERSON_PARTIAL && p->note.n))
		return STR_EMPTY;
	return text_word(t, status_words[p->status]);
}

static void add_group(struct buf *b, struct str s)
{
	if (!s.n)
		return;
	buf_cstr(b, " (");
	text_clean(b, s);
	buf_put(b, ')');
}

/* "- Mira Okafor @mira, Northwind (chair) (joined late)" */
static void person(struct text *t, const struct person *p, bool tell)
{
	size_t entered = text_enter(t, STR("- "), 2);
	text_clean(&t->flat, p->name);
	for (size_t i = 0; i < p->alias_count; i++) {
		bool nick = str_starts(p->aliases[i], STR("@"));
		if (str_find(p->note, p->aliases[i], 0) != STR_NONE)
			continue;
		buf_cstr(&t->flat, nick ? " " : " \"");
		text_clean(&t->flat, p->aliases[i]);
		buf_cstr(&t->flat, nick ? "" : "\"");
	}
	if (p->affiliation.n) {
		buf_cstr(&t->flat, ", ");
		text_clean(&t->flat, p->affiliation);
	}
	add_group(&t->flat, p->role);
	add_group(&t->flat, p->note);
	add_group(&t->flat, status_of(t, p, tell));
	text_fill(t, buf_slice(&t->flat));
	buf_cut(&t->flat, 0);
	text_leave(t, entered);
}

/* A roll that was a table is one again. */
static const struct { enum roll_column column; enum text_word word; } columns[] = {
	{ COLUMN_NAME, TEXT_WORD_NAME }, { COLUMN_ALIAS, TEXT_WORD_ALIAS }, { COLUMN_AFFILIATION, TEXT_WORD_AFFILIATION },
	{ COLUMN_ROLE, TEXT_WORD_ROLE }, { COLUMN_STATUS, TEXT_WORD_STATUS }, { COLUMN_OTHER, TEXT_WORD_NOTE },
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static struct str value(struct text *t, const struct person *p, enum roll_column column)
{
	struct str joined = STR_EMPTY;
	switch (column) {
	case COLUMN_NAME: return p->name;
	case COLUMN_AFFILIATION: return p->affiliation;
	case COLUMN_ROLE: return p->role;
	case COLUMN_STATUS: return status_of(t, p, true);
	case COLUMN_OTHER: return p->note;
	default:
		for (size_t i = 0; i < p->alias_count; i++)
			joined = i ? arena_join(&t->scratch, joined, STR(", "), p->aliases[i]) : p->aliases[i];
		return joined;
	}
}

static struct block *add(struct text *t, struct block *parent, enum block_type type)
{
	struct block *b = ARENA_NEW(&t->scratch, struct block);
	b->type = (uint8_t)type;
	block_append(parent, b);
	return b;
}

static void as_table(struct text *t, const struct block *roll)
{
	bool shown[COLUMNS];
	struct block table = { .type = BLOCK_TABLE };
	for (size_t c = 0; c < COLUMNS; c++) {
		shown[c] = roll->u.roll.columns[columns[c].column].n > 0;
		for (size_t i = 0; i < roll->u.roll.count && !shown[c]; i++)
			shown[c] = value(t, roll->u.roll.people[i], columns[c].column).n > 0;
		table.u.table.columns = (uint16_t)(table.u.table.columns + shown[c]);
	}
	struct block *row = add(t, &table, BLOCK_ROW);
	row->u.row.header = true;
	for (size_t c = 0; c < COLUMNS; c++) {
		struct str head = roll->u.roll.columns[columns[c].column];
		if (shown[c])
			add(t, row, BLOCK_CELL)->text = inline_literal(&t->scratch, head.n ? head : text_word(t, columns[c].word));
	}
	for (size_t i = 0; i < roll->u.roll.count; i++) {
		row = add(t, &table, BLOCK_ROW);
		for (size_t c = 0; c < COLUMNS; c++)
			if (shown[c])
				add(t, row, BLOCK_CELL)->text =
					inline_literal(&t->scratch, value(t, roll->u.roll.people[i], columns[c].column));
	}
	text_table(t, &table);
}

void text_roll(struct text *t, const struct block *roll)
{
	if (roll->u.roll.label.count) {
		text_flatten(t, &t->flat, roll->u.roll.label);
		buf_put(&t->flat, ':');
		text_fill(t, buf_slice(&t->flat));
		buf_cut(&t->flat, 0);
	}
	if (roll->u.roll.columns) {
		text_gap(t);
		as_table(t, roll);
		return;
	}
	bool tell = tells_status(roll);
	for (size_t i = 0; i < roll->u.roll.count; i++)
		person(t, roll->u.roll.people[i], tell);
}
