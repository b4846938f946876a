/* Documents built by hand, for tests of the writers: no reader is needed.
 *
 * fixture_lantern() is the minutes of an invented call that hold every block type, both origins and every kind of
 * meaning. A test program is one file, so everything stands in this header. */
#ifndef UNIT_FIXTURE_H
#define UNIT_FIXTURE_H

#include <string.h>

#include "model/document.h"

#define FIXTURE static inline __attribute__((unused))

#define TEXT(literal) { .type = SPAN_TEXT, .text = { literal, sizeof(literal) - 1 } }
#define CODE(literal) { .type = SPAN_CODE, .text = { literal, sizeof(literal) - 1 } }
#define BREAK { .type = SPAN_BREAK, .text = { "", 0 } }
#define OPEN(which) { .type = SPAN_OPEN, .mark = which, .text = { "", 0 } }
#define CLOSE(which) { .type = SPAN_CLOSE, .mark = which, .text = { "", 0 } }
#define LINK_TO(url) { .type = SPAN_OPEN, .mark = MARK_LINK, .text = { url, sizeof(url) - 1 } }
/* FIXTURE_SPANS(TEXT("see "), LINK_TO("https://example.org/"), TEXT("here"), CLOSE(MARK_LINK)) */
#define FIXTURE_SPANS(...) \
	((struct inlines){ (const struct span[]){ __VA_ARGS__ }, \
		sizeof (struct span[]){ __VA_ARGS__ } / sizeof(struct span) })

/* One span of characters; none for "". */
FIXTURE struct inlines fixture_text(struct document *doc, const char *text)
{
	if (!*text)
		return INLINES_NONE;
	struct span *s = ARENA_NEW(&doc->arena, struct span);
	s->type = SPAN_TEXT;
	s->text = str_of(text);
	return (struct inlines){ s, 1 };
}

/* Spans that outlive the caller's block. */
FIXTURE struct inlines fixture_keep(struct document *doc, struct inlines text)
{
	struct span *spans = ARENA_ARRAY(&doc->arena, struct span, text.count);
	memcpy(spans, text.spans, text.count * sizeof *spans);
	return (struct inlines){ spans, text.count };
}

static size_t fixture_line;      /* of the block added last; each new document counts from 1 */

/* A block with text at the end of parent; its origin is what its kind says where none is known. */
FIXTURE struct block *fixture_add(struct document *doc, struct block *parent, enum block_type type, const char *text)
{
	struct block *b = block_new(doc, type, ++fixture_line);
	b->text = fixture_text(doc, text);
	if (type == BLOCK_STATEMENT || type == BLOCK_ACTION || type == BLOCK_DECISION || type == BLOCK_VOTE)
		b->origin = ORIGIN_MINUTES;
	block_append(parent, b);
	return b;
}

FIXTURE struct block *fixture_heading(struct document *doc, int level, const char *text, const char *id)
{
	struct block *b = fixture_add(doc, doc->root, BLOCK_HEADING, text);
	b->u.heading.level = (uint8_t)level;
	b->u.heading.title = str_of(text);
	b->u.heading.id = str_of(id);
	block_list_add(&doc->topics, b);
	return b;
}

FIXTURE struct block *fixture_field(struct document *doc, const char *key, const char *value)
{
	struct block *b = fixture_add(doc, doc->root, BLOCK_FIELD, value);
	b->u.field.key = str_of(key);
	block_list_add(&doc->fields, b);
	return b;
}

FIXTURE struct person *fixture_person(struct document *doc, const char *name, const char *affiliation)
{
	struct person *p = ARENA_NEW(&doc->arena, struct person);
	p->name = str_of(name);
	p->affiliation = str_of(affiliation);
	p->role = p->note = STR_EMPTY;
	return p;
}

/* An attendee at the end of a roll, and of the document's attendees. */
FIXTURE struct person *fixture_attendee(struct document *doc, struct block *roll, const char *name,
	const char *affiliation)
{
	struct person *p = fixture_person(doc, name, affiliation);
	struct person **people = ARENA_ARRAY(&doc->arena, struct person *, roll->u.roll.count + 1);
	struct person **attendees = ARENA_ARRAY(&doc->arena, struct person *, doc->attendee_count + 1);
	if (roll->u.roll.count)
		memcpy(people, roll->u.roll.people, roll->u.roll.count * sizeof *people);
	if (doc->attendee_count)
		memcpy(attendees, doc->attendees, doc->attendee_count * sizeof *attendees);
	people[roll->u.roll.count++] = attendees[doc->attendee_count++] = p;
	roll->u.roll.people = people;
	doc->attendees = attendees;
	return p;
}

/* Whom a label means: an attendee whose name begins with it, else nobody. */
FIXTURE struct mentions fixture_mention(struct document *doc, const char *label)
{
	struct mention *m = ARENA_NEW(&doc->arena, struct mention);
	m->label = m->name = str_of(label);
	for (size_t i = 0; i < doc->attendee_count && !m->person; i++)
		if (str_starts(doc->attendees[i]->name, m->label)) {
			m->person = doc->attendees[i];
			m->name = m->person->name;
		}
	return (struct mentions){ m, *label ? 1 : 0 };
}

FIXTURE struct block *fixture_statement(struct document *doc, struct block *parent, const char *label, const char *text)
{
	struct block *b = fixture_add(doc, parent, BLOCK_STATEMENT, text);
	b->u.statement.who = fixture_mention(doc, label);
	b->u.statement.label = fixture_text(doc, label);
	block_list_add(&doc->statements, b);
	return b;
}

FIXTURE struct block *fixture_action(struct document *doc, struct block *parent, const char *owner, const char *text,
	const char *id)
{
	struct block *b = fixture_add(doc, parent, BLOCK_ACTION, text);
	b->u.action.keyword = STR("ACTION");
	b->u.action.id = str_of(id);
	b->u.action.anchor = arena_printf(&doc->arena, "a-%s", id);
	b->u.action.owners = fixture_mention(doc, owner);
	block_list_add(&doc->actions, b);
	return b;
}

FIXTURE struct block *fixture_decision(struct document *doc, struct block *parent, const char *text, const char *id)
{
	struct block *b = fixture_add(doc, parent, BLOCK_DECISION, text);
	b->u.decision.keyword = STR("AGREED");
	b->u.decision.id = str_of(id);
	struct decision *all = ARENA_ARRAY(&doc->arena, struct decision, doc->decision_count + 1);
	if (doc->decision_count)
		memcpy(all, doc->decisions, doc->decision_count * sizeof *all);
	all[doc->decision_count++] = (struct decision){ str_of(text), NULL, b, str_of(id), b->line };
	doc->decisions = all;
	return b;
}

/* A row of cells; the table grows as wide as its widest row. */
FIXTURE struct block *fixture_row(struct document *doc, struct block *table, bool header, size_t count,
	const char *const *cells)
{
	struct block *row = fixture_add(doc, table, BLOCK_ROW, "");
	row->u.row.header = header;
	for (size_t i = 0; i < count; i++)
		fixture_add(doc, row, BLOCK_CELL, cells[i]);
	if (table->u.table.columns < count)
		table->u.table.columns = (uint16_t)count;
	for (size_t i = 0; i < count && i < 4; i++)
		if (table->u.table.widths[i] < strlen(cells[i]))
			table->u.table.widths[i] = (uint16_t)strlen(cells[i]);
	return row;
}
#define FIXTURE_ROW(doc, table, header, ...) \
	fixture_row(doc, table, header, sizeof (const char *[]){ __VA_ARGS__ } / sizeof(char *), \
		(const char *[]){ __VA_ARGS__ })

FIXTURE struct series *fixture_series(struct document *doc, struct block *row, const char *title, const char *version,
	const char *status)
{
	struct series *s = ARENA_NEW(&doc->arena, struct series);
	s->title = str_of(title);
	s->version = str_of(version);
	s->status = str_of(status);
	s->group = STR_EMPTY;
	s->line = row->line;
	row->u.row.series = s;
	struct series **all = ARENA_ARRAY(&doc->arena, struct series *, doc->series_count + 1);
	if (doc->series_count)
		memcpy(all, doc->series, doc->series_count * sizeof *all);
	all[doc->series_count++] = s;
	doc->series = all;
	return s;
}

FIXTURE struct document *fixture_empty(const char *title)
{
	struct document *doc = document_new(STR("lantern.txt"));
	fixture_line = 0;
	doc->title_text = fixture_text(doc, title);
	doc->title = str_of(title);
	return doc;
}

FIXTURE void fixture_lantern_series(struct document *doc)
{
	struct block *t = fixture_add(doc, doc->root, BLOCK_TABLE, "");
	t->u.table.kind = TABLE_SERIES;
	FIXTURE_ROW(doc, t, true, "Series", "Stakeholders");
	struct block *row = FIXTURE_ROW(doc, t, false, "Shadow paging rework", "Ines Duarte, Northwind");
	fixture_series(doc, row, "Shadow paging rework", "v3", "Waiting for v4");
	fixture_add(doc, row->first, BLOCK_PARAGRAPH, "Waiting for v4");
	fixture_statement(doc, row->first, "Bo", "the second half can go in now");
	fixture_action(doc, row->first, "Ines", "Ines to split the series", "2031-05.2");
	row = FIXTURE_ROW(doc, t, false, "Lamp oil accounting", "Yun Sato, Heliograph");
	fixture_series(doc, row, "Lamp oil accounting", "", "");
}

FIXTURE void fixture_lantern_rest(struct document *doc)
{
	struct block *list = fixture_add(doc, doc->root, BLOCK_LIST, "");
	list->u.list.kind = LIST_ORDERED;
	list->u.list.tight = true;
	struct block *item = fixture_add(doc, list, BLOCK_ITEM, "Keep six months");
	item->u.item.number = 1;
	struct block *inner = fixture_add(doc, item, BLOCK_LIST, "");
	inner->u.list.tight = true;
	fixture_add(doc, inner, BLOCK_ITEM, "ticked")->u.item.check = CHECK_TICKED;
	fixture_add(doc, inner, BLOCK_ITEM, "unticked")->u.item.check = CHECK_UNTICKED;
	item = fixture_add(doc, list, BLOCK_ITEM, "Move to nine");
	item->u.item.number = 3;
	struct block *vote = fixture_add(doc, doc->root, BLOCK_VOTE, "to move to nine months");
	vote->u.vote.keyword = STR("VOTE");
	vote->u.vote.id = STR("v-to-move-to-nine-months");
	vote->u.vote.outcome = STR("PASSED");
	vote->u.vote.tally = fixture_text(doc, "+1 Mira, Bo; -1 Tomas; PASSED");
	block_list_add(&doc->votes, vote);
	struct block *quote = fixture_add(doc, doc->root, BLOCK_QUOTE, "");
	fixture_add(doc, quote, BLOCK_PARAGRAPH, "")->text =
		fixture_keep(doc, FIXTURE_SPANS(TEXT("Does it"), BREAK, TEXT("boot?")));
	struct block *code = fixture_add(doc, doc->root, BLOCK_CODE, "");
	code->u.code.text = STR("if (oil < 1 && wick)\n\trefill();");
	code->u.code.info = STR("c");
	struct block *table = fixture_add(doc, doc->root, BLOCK_TABLE, "");
	FIXTURE_ROW(doc, table, true, "Host", "Load");
	FIXTURE_ROW(doc, table, false, "wick-1", "0.7");
	fixture_add(doc, doc->root, BLOCK_RULE, "");
	struct block *reference = fixture_add(doc, doc->root, BLOCK_REFERENCE, "the plan");
	reference->u.reference.label = STR("1");
	reference->u.reference.url = STR("https://lists.example.org/plan");
}

/* Free with document_free(). */
FIXTURE struct document *fixture_lantern(void)
{
	struct document *doc = fixture_empty("Agenda and Minutes: Lantern Call May 2031");
	doc->call = STR("Lantern Call");
	doc->date = STR("2031-05");
	doc->kind = KIND_AGENDA_MINUTES;
	fixture_field(doc, "Chair", "Mira Okafor");
	struct block *caption = fixture_heading(doc, 1, "Attendees", "t-attendees");
	caption->u.heading.of_roll = true;
	doc->topics.count = 0;
	struct block *roll = fixture_add(doc, doc->root, BLOCK_ROLL, "");
	roll->u.roll.heading = caption;
	fixture_attendee(doc, roll, "Mira Okafor", "Northwind")->role = STR("chair");
	struct person *late = fixture_attendee(doc, roll, "Tomas Hale", "Heliograph");
	late->status = PERSON_PARTIAL;
	late->note = STR("joined late");
	struct person *ines = fixture_attendee(doc, roll, "Ines Duarte", "Northwind");
	ines->aliases = ARENA_NEW(&doc->arena, struct str);
	ines->aliases[0] = STR("@ines");
	ines->alias_count = 1;
	fixture_attendee(doc, roll, "Bo Lindqvist", "");
	roll = fixture_add(doc, doc->root, BLOCK_ROLL, "");
	roll->u.roll.label = fixture_text(doc, "Regrets");
	roll->u.roll.heading = caption;
	fixture_attendee(doc, roll, "Yun Sato", "Heliograph")->status = PERSON_ABSENT;

	struct block *topic = fixture_heading(doc, 1, "Release cadence", "t-release-cadence");
	topic->u.heading.number = STR("1.");
	fixture_add(doc, doc->root, BLOCK_PARAGRAPH, "")->text = fixture_keep(doc, FIXTURE_SPANS(
		TEXT("Up to 30 minutes, see "), LINK_TO("https://lists.example.org/?a=1&b=2"),
		TEXT("the "), OPEN(MARK_EMPHASIS),
		TEXT("thread"), CLOSE(MARK_EMPHASIS), CLOSE(MARK_LINK), TEXT(" & "), CODE("a<b>"), TEXT(".")));
	fixture_statement(doc, doc->root, "Mira", "six months are too short.");
	struct block *action = fixture_action(doc, doc->root, "Mira", "Mira to write the survey", "2031-05.1");
	action->u.action.due = STR("2031-06-01");
	action->u.action.topic = topic;
	fixture_decision(doc, doc->root, "no change for 4.2", "d-no-change-for-4-2");
	fixture_heading(doc, 2, "Series", "t-series");
	fixture_lantern_series(doc);
	struct block *left = fixture_heading(doc, 1, "Any other business", "t-any-other-business");
	left->u.heading.covered = false;
	left->u.heading.uncovered = STR("NOT COVERED");
	fixture_lantern_rest(doc);
	action = fixture_action(doc, doc->root, "", "close the old tracker", "2031-04.7");
	action->u.action.id_written = true;
	action->u.action.state = ACTION_DONE;
	action->u.action.state_text = STR("- Done.");
	action->u.action.since = STR("2031-04");
	return doc;
}

#endif
