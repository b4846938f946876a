/* What a draft keeps of each call's notes. */
#include "call/draft_parts.h"
#include "model/people.h"
#include "model/roll.h"
#include "model/words.h"
#include "read/facts.h"
#include "write/markdown_inline.h"
#include "write/write.h"

static struct str markup(struct arena *arena, struct inlines text)
{
	struct buf b = BUF_INIT, line = BUF_INIT;
	markdown_inline(&b, text, NULL);
	/* On one line: a break is a backslash before the line's end. */
	for (size_t i = 0; i < b.n; i++)
		if (b.p[i] != '\\' || i + 1 == b.n || b.p[i + 1] != '\n')
			buf_put(&line, b.p[i] == '\n' ? ' ' : b.p[i]);
	struct str s = arena_str(arena, buf_slice(&line));
	buf_free(&line);
	buf_free(&b);
	return s;
}

static void keep_fields(struct sketch *s, struct arena *arena, const struct document *doc)
{
	s->fields = ARENA_ARRAY(arena, struct draft_field, doc->fields.count);
	for (size_t i = 0; i < doc->fields.count; i++) {
		const struct block *b = doc->fields.items[i];
		s->fields[s->field_count++] = (struct draft_field){ arena_str(arena, b->u.field.key), markup(arena, b->text) };
		s->header_end = b->line;
		if (!s->date_line && facts_says_when(b->u.field.key))
			s->date_line = b->line;
	}
}

/* Without role and remarks, which were the last call's. */
static void keep_people(struct sketch *s, struct arena *arena, const struct document *doc)
{
	s->people = ARENA_ARRAY(arena, struct draft_person, doc->attendee_count);
	for (size_t i = 0; i < doc->attendee_count; i++) {
		struct person person = *doc->attendees[i];
		person.role = person.note = STR_EMPTY;
		person.status = PERSON_EXPECTED;
		s->people[s->person_count++] = (struct draft_person){ arena_str(arena, person.name), roll_format(arena, &person) };
	}
}

static const struct block *section_end(const struct block *heading)
{
	const struct block *b = heading->next;
	while (b && !(b->type == BLOCK_HEADING && b->u.heading.level <= heading->u.heading.level))
		b = b->next;
	return b;
}

static void keep_topics(struct sketch *s, struct arena *arena, const struct document *doc)
{
	size_t count = 0;
	for (const struct block *b = doc->root->first; b; b = b->next)
		count += b->type == BLOCK_HEADING;
	struct sketch_topic *topics = ARENA_ARRAY(arena, struct sketch_topic, count + 1);
	for (const struct block *b = doc->root->first; b; b = b->next)
		if (b->type == BLOCK_HEADING)
			topics[s->topic_count++] = (struct sketch_topic){ series_title_key(arena, b->u.heading.title), b->u.heading.covered };
	s->topics = topics;
}

static bool names(struct str title, const char *word, const char *words)
{
	struct str part;
	while (str_word(&title, &part)) {
		while (part.n && is_punct(part.p[part.n - 1]))
			part.n--;
		if (word_in(part, (const char *const[]){ word, words, NULL }))
			return true;
	}
	return false;
}

bool draft_item_is_actions(struct str title)
{
	return names(title, "action", "actions");
}

bool draft_item_is_series(struct str title)
{
	return names(title, "series", "patches");
}

static bool has_series(const struct block *b, const struct block *end)
{
	for (; b != end; b = b->next)
		if (b->type == BLOCK_TABLE && b->u.table.kind == TABLE_SERIES)
			return true;
	return false;
}

static void keep_item(struct sketch *s, struct arena *arena, const struct document *doc, const struct block *heading,
	const struct block *end)
{
	const struct block *first = heading->next;
	/* Where the heading does not say it itself, the mark stands below it. */
	if (!heading->u.heading.covered && !heading->u.heading.uncovered.n)
		first = first->next;
	struct out out = OUT_MEMORY;
	write_markdown_blocks(doc, first, end, &out);
	struct str title = heading->u.heading.title, text = str_trim(buf_slice(&out.pending));
	/* Actions and series have their own place. */
	bool placed = draft_item_is_actions(title) || draft_item_is_series(title) || has_series(first, end);
	if (text.n || !placed)
		s->items[s->item_count++] = (struct draft_item){ arena_str(arena, title), markup(arena, heading->text),
			arena_str(arena, text) };
	out_free(&out);
}

static void keep_items(struct sketch *s, struct arena *arena, const struct document *doc)
{
	s->items = ARENA_ARRAY(arena, struct draft_item, s->topic_count + 1);
	for (const struct block *b = doc->root->first, *end; b; b = end) {
		end = b->next;
		if (b->type != BLOCK_HEADING || !heading_is_topic(b) || (s->call->held && b->u.heading.covered))
			continue;
		end = section_end(b);
		keep_item(s, arena, doc, b, end);
	}
}

/* What stands below the empty line that ends a mail's headers. */
static struct str mail_body(const struct document *doc)
{
	struct str rest = doc->source, line;
	for (size_t number = 1; str_split(&rest, '\n', &line); number++)
		if (number > doc->fields.items[0]->line && !str_trim(line).n)
			break;
	return rest;
}

struct sketch *sketch_of(struct arena *arena, const struct call *call, const struct document *doc)
{
	struct sketch *s = ARENA_NEW(arena, struct sketch);
	s->call = call;
	s->source = STR_EMPTY;
	keep_fields(s, arena, doc);
	keep_people(s, arena, doc);
	keep_topics(s, arena, doc);
	keep_items(s, arena, doc);
	s->mail = facts_is_mail(doc);
	if (!call->held)
		s->source = arena_str(arena, s->mail ? mail_body(doc) : doc->source);
	return s;
}
