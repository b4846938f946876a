#include "read/raw.h"

#include <stdint.h>

void raw_set(struct document *doc, struct block *b, struct str text)
{
	struct span *span = raw_is(b) ? (struct span *)(uintptr_t)b->text.spans : ARENA_NEW(&doc->arena, struct span);
	span->type = SPAN_RAW;
	span->text = text;
	b->text = (struct inlines){ span, 1 };
}

bool raw_is(const struct block *b)
{
	return b->text.count == 1 && b->text.spans->type == SPAN_RAW;
}

struct str raw_text(const struct block *b)
{
	return raw_is(b) ? b->text.spans->text : STR_EMPTY;
}

void raw_extend(struct document *doc, struct block *b, struct str line)
{
	struct str old = raw_text(b);
	bool inside = old.n && line.p > old.p && line.p <= doc->source.p + doc->source.n && old.p >= doc->source.p;
	raw_set(doc, b, inside ? str_range(old.p, line.p + line.n) : old.n ? arena_join(&doc->arena, old, STR("\n"), line) : line);
}

void raw_flag(struct block *b, unsigned flags)
{
	if (raw_is(b))
		((struct span *)(uintptr_t)b->text.spans)->mark |= (uint8_t)flags;
}

unsigned raw_flags(const struct block *b)
{
	return raw_is(b) ? b->text.spans->mark : 0;
}

void raw_parse(struct document *doc, struct block *b, const struct inline_context *context)
{
	struct span *raw = (struct span *)(uintptr_t)b->text.spans;
	struct inlines text = inline_parse(&doc->arena, context, raw->text);
	if (text.count == 1) {
		/* Most texts are one span: the raw one serves, and the new one goes back to the arena. */
		*raw = *text.spans;
		arena_return(&doc->arena, text.spans, sizeof *raw);
	} else {
		b->text = text;
	}
}

struct block *raw_block(struct document *doc, enum block_type type, size_t line, struct str text)
{
	struct block *b = block_new(doc, type, line);
	raw_set(doc, b, text);
	return b;
}

size_t raw_line(const struct document *doc, const struct block *b, struct str part)
{
	struct str text = raw_text(b);
	size_t line = b->line;
	(void)doc;
	if (part.p < text.p || part.p > text.p + text.n)
		return line;
	for (const char *p = text.p; p < part.p; p++)
		line += *p == '\n';
	return line;
}
