/* Series: the rows of series tables, what they say of version and status, and who has a stake in them. */
#include "base/mem.h"
#include "model/title.h"
#include "read/resolve.h"
#include "read/scan.h"
#include "read/tables.h"

/* "v5", "V2.1" as a word of its own, from offset at; its length, or 0. */
static size_t version_at(struct str s, size_t at)
{
	if (at >= s.n || to_lower(s.p[at]) != 'v' || (at && is_alnum(s.p[at - 1])))
		return 0;
	size_t i = at + 1;
	while (i < s.n && (is_digit(s.p[i]) || (s.p[i] == '.' && i + 1 < s.n && is_digit(s.p[i + 1]))))
		i++;
	return i > at + 1 && i - at <= 6 && (i == s.n || !is_alnum(s.p[i])) ? i - at : 0;
}

/* "[PATCH v3 00/13] Title" -> Title; the version in the brackets counts. */
static struct str peel_brackets(struct str title, struct str *version)
{
	while (title.n && *title.p == '[') {
		size_t end = str_find_char(title, ']', 1), n;
		if (end == STR_NONE || end + 1 >= title.n)
			break;
		for (size_t i = 1; i < end; i++)
			if ((n = version_at(title, i)))
				*version = str_first(str_skip(title, i), n);
		title = str_trim(str_skip(title, end + 1));
	}
	return title;
}

/* "Title (v3)", "Title, v3", "Title: v3", "Title v3": the version behind the title. */
static struct str peel_version(struct str title, struct str *version)
{
	struct str t = title;
	if (t.n && t.p[t.n - 1] == ')')
		t.n--;
	size_t at = t.n;
	while (at && is_alnum(t.p[at - 1]))
		at--;
	while (at > 2 && t.p[at - 1] == '.' && is_digit(t.p[at - 2])) {
		at--;
		while (at && is_alnum(t.p[at - 1]))
			at--;
	}
	size_t n = version_at(t, at);
	if (!n || at + n != t.n || at == 0)
		return title;
	*version = str_first(str_skip(t, at), n);
	struct str rest = str_trim_right(str_first(t, at));
	while (rest.n && str_find_char(STR("( ,:;-"), rest.p[rest.n - 1], 0) != STR_NONE)
		rest.n--;
	return rest.n ? rest : title;
}

/* A status names a version that exists only where it was posted, not where it is waited for. */
static void status_version(struct str status, struct str *version)
{
	size_t n = version_at(status, 0);
	if (n && str_find_nocase(status, STR("to be"), 0) == STR_NONE)
		*version = str_first(status, n);
}

/* The cell, then each paragraph in it: whom an action or a statement there names has no stake yet. */
static const struct block *next_of_cell(const struct block *cell, const struct block *b)
{
	b = b == cell ? cell->first : b->next;
	while (b && b->type != BLOCK_PARAGRAPH)
		b = b->next;
	return b;
}

static void add_stakeholders(struct resolver *r, struct series *series, const struct block *cell)
{
	struct person_list people = { NULL, 0, 0 };
	for (const struct block *b = cell; b; b = next_of_cell(cell, b)) {
		struct str text = block_text(r, b);
		if (text.n)
			roll_parse(&r->doc->arena, r->knowledge, text, ROLL_ITEM, PERSON_PRESENT, b->line, &people, NULL);
	}
	series->stakeholders = ARENA_ARRAY(&r->doc->arena, struct person, people.count);
	for (size_t i = 0; i < people.count; i++) {
		series->stakeholders[i] = *people.items[i];
		people_add(r->people, &series->stakeholders[i], PEOPLE_STAKEHOLDERS);
	}
	series->stakeholder_count = people.count;
	person_list_free(&people);
}

static struct series *read_row(struct resolver *r, struct block *row, const struct block *topic)
{
	struct series *s = ARENA_NEW(&r->doc->arena, struct series);
	struct block *cell = row->first;
	struct str raw = raw_text(cell);
	size_t cut = series_status(raw);
	struct str status = plain_text(r, str_trim(str_skip(raw, cut)));
	struct str title = plain_text(r, str_trim(str_first(raw, cut)));
	s->version = STR_EMPTY;
	if (!title.n) {
		title = status;
		status = STR_EMPTY;
	}
	while (title.n && str_find_char(STR(" -:,;"), title.p[title.n - 1], 0) != STR_NONE)
		title.n--;
	title = peel_brackets(title, &s->version);
	struct str former;
	size_t bracket = title_former(title, &former);
	struct str behind = str_skip(title, bracket);
	s->title = peel_version(str_trim_right(str_first(title, bracket)), &s->version);
	if (behind.n)
		s->title = arena_join(&r->doc->arena, s->title, STR(" "), behind);
	for (struct block *b = cell->first; b; b = b->next) {
		struct str note = b->type == BLOCK_PARAGRAPH ? block_text(r, b) : STR_EMPTY;
		/* What was added below counts: the call's own word comes last. */
		if (series_status(note) != 0 || !note.n)
			continue;
		status_version(status, &s->version);
		status = note;
	}
	status_version(status, &s->version);
	s->status = status;
	s->group = STR_EMPTY;
	s->topic = topic;
	s->line = row->line;
	if (cell->next)
		add_stakeholders(r, s, cell->next);
	else
		s->stakeholders = NULL;
	return s;
}

static void study(struct resolver *r, const struct block *table)
{
	for (const struct block *row = table->first; row; row = row->next)
		for (const struct block *cell = row->first ? row->first->next : NULL; cell && !row->u.row.header; cell = cell->next)
			for (const struct block *b = cell; b; b = next_of_cell(cell, b))
				if (raw_text(b).n)
					roll_study(r->knowledge, block_text(r, b), ROLL_ITEM);
}

void resolve_series(struct resolver *r)
{
	struct document *doc = r->doc;
	struct block_list topics = { NULL, 0, 0 };      /* the topic of each table, or NULL */
	struct block *topic = NULL;
	size_t room = 0;
	for (struct block *b = doc->root->first; b; b = b->next) {
		if (b->type == BLOCK_HEADING)
			topic = b;
		if (b->type != BLOCK_TABLE || b->u.table.kind != TABLE_SERIES)
			continue;
		study(r, b);
		block_list_add(&r->series_tables, b);
		block_list_add(&topics, topic);
		for (struct block *row = b->first; row; row = row->next)
			room++;
	}
	doc->series = ARENA_ARRAY(&doc->arena, struct series *, room);
	for (size_t i = 0; i < topics.count; i++)
		for (struct block *row = r->series_tables.items[i]->first; row; row = row->next) {
			if (row->u.row.header || !row->first || !block_text(r, row->first).n)
				continue;
			struct series *series = read_row(r, row, topics.items[i]);
			row->u.row.series = series;
			doc->series[doc->series_count++] = series;
		}
	mem_free(topics.items);
}

/* The heading or paragraph that stands last between from and table, tallies of votes aside; before where there is none. */
static struct str introduction(struct resolver *r, const struct block *table, const struct block *from, struct str before)
{
	for (const struct block *b = table; b != from; ) {
		b = b->prev;
		if (b->type == BLOCK_HEADING)
			return heading_words(r, b);
		struct str text = b->type == BLOCK_PARAGRAPH ? block_text(r, b) : STR_EMPTY;
		if (text.n && !is_tally(text))
			return text;
	}
	return before;
}

/* What a block below a title says, as rollcall's Markdown would write it: "Mira: it waits". */
static struct str note_of(struct resolver *r, const struct block *b)
{
	struct arena *arena = &r->doc->arena;
	if (b->type != BLOCK_STATEMENT)
		return block_text(r, b);
	struct str who = inline_plain(arena, b->u.statement.label), prefix = b->u.statement.prefix, text = block_text(r, b);
	who = prefix.n ? arena_join(arena, prefix, STR(" "), who) : who;
	return arena_join(arena, who, text.n ? STR(": ") : STR(":"), text);
}

static void read_notes(struct resolver *r, const struct block *cell, struct series *s)
{
	size_t count = 0;
	for (const struct block *b = cell->first; b; b = b->next)
		count += b->type == BLOCK_PARAGRAPH || b->type == BLOCK_STATEMENT;
	s->notes = ARENA_ARRAY(&r->doc->arena, struct str, count);
	for (const struct block *b = cell->first; b; b = b->next)
		if (b->type == BLOCK_PARAGRAPH || b->type == BLOCK_STATEMENT)
			s->notes[s->note_count++] = note_of(r, b);
}

void complete_series(struct resolver *r)
{
	struct str group = STR_EMPTY;
	const struct block *from = r->doc->root->first;     /* where what may introduce the next table begins */
	size_t at = 0;
	for (size_t i = 0; i < r->series_tables.count; i++) {
		const struct block *table = r->series_tables.items[i];
		group = introduction(r, table, from, group);
		from = table;
		for (const struct block *row = table->first; row; row = row->next)
			if (row->u.row.series) {
				struct series *series = r->doc->series[at++];
				series->group = group;
				read_notes(r, row->first, series);
			}
	}
	mem_free(r->series_tables.items);
}
