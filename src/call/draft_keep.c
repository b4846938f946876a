/* What a draft keeps of each call's notes. */
#include "call/draft_parts.h"
#include "model/people.h"
#include "model/roll.h"
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

static void keep_uncovered(struct sketch *s, struct arena *arena, const struct document *doc)
{
	struct out out = OUT_MEMORY;
	for (const struct block *b = doc->root->first, *end; b; b = end) {
		end = b->next;
		if (b->type != BLOCK_HEADING || b->u.heading.covered)
			continue;
		end = section_end(b);
		out_cstr(&out, "\n## ");
		struct str title = markup(arena, b->text);
		out_str(&out, title);
		out_put(&out, '\n');
		write_markdown_blocks(doc, b->next, end, &out);
	}
	s->uncovered = arena_str(arena, str_trim(buf_slice(&out.pending)));
	out_free(&out);
}

struct sketch *sketch_of(struct arena *arena, const struct call *call, const struct document *doc)
{
	struct sketch *s = ARENA_NEW(arena, struct sketch);
	s->call = call;
	s->uncovered = s->source = STR_EMPTY;
	keep_fields(s, arena, doc);
	keep_people(s, arena, doc);
	keep_uncovered(s, arena, doc);
	if (!call->held)
		s->source = arena_str(arena, doc->source);
	return s;
}
