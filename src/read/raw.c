#include "read/raw.h"

#include <stdint.h>

/* What a block's span is part of while it is raw. */
struct raw {
	struct span span;
	struct inlines read;     /* with RAW_READ, and without RAW_PLAIN */
};

enum {
	RAW_READ = 64,           /* in-line Markdown was read */
	RAW_PLAIN = 128          /* and there is none: the text, trimmed, is all */
};

static struct raw *raw_of(const struct block *b)
{
	return (struct raw *)(uintptr_t)b->text.spans;
}

void raw_set(struct document *doc, struct block *b, struct str text)
{
	struct raw *raw = raw_is(b) ? raw_of(b) : ARENA_NEW(&doc->arena, struct raw);
	raw->span.type = SPAN_RAW;
	raw->span.mark &= (uint8_t)~(RAW_READ | RAW_PLAIN);
	raw->span.text = text;
	b->text = (struct inlines){ &raw->span, 1 };
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
		raw_of(b)->span.mark |= (uint8_t)flags;
}

unsigned raw_flags(const struct block *b)
{
	return raw_is(b) ? b->text.spans->mark & (RAW_JOINED | RAW_WRAPS | RAW_APART) : 0;
}

/* The raw text as spans, read once; RAW_PLAIN where it is its own. */
static struct raw *read_once(struct document *doc, const struct block *b, const struct inline_context *context)
{
	struct raw *raw = raw_of(b);
	if (raw->span.mark & RAW_READ)
		return raw;
	struct inlines text = inline_parse(&doc->arena, context, raw->span.text);
	struct str all = str_trim(raw->span.text);
	raw->span.mark |= RAW_READ;
	raw->read = text;
	if (text.count == 1 && text.spans->type == SPAN_TEXT && text.spans->text.p == all.p && text.spans->text.n == all.n) {
		/* Most texts are so: the span goes back to the arena. */
		raw->span.mark |= RAW_PLAIN;
		arena_return(&doc->arena, text.spans, sizeof *text.spans);
	}
	return raw;
}

struct str raw_plain(struct document *doc, const struct block *b, const struct inline_context *context)
{
	if (!raw_is(b))
		return STR_EMPTY;
	const struct raw *raw = read_once(doc, b, context);
	return raw->span.mark & RAW_PLAIN ? str_trim(raw->span.text) : inline_plain(&doc->arena, raw->read);
}

struct inlines raw_links(struct document *doc, const struct block *b, const struct inline_context *context)
{
	const struct raw *raw = raw_is(b) ? read_once(doc, b, context) : NULL;
	return raw && !(raw->span.mark & RAW_PLAIN) ? raw->read : INLINES_NONE;
}

void raw_parse(struct document *doc, struct block *b, const struct inline_context *context)
{
	struct raw *raw = read_once(doc, b, context);
	if (raw->span.mark & RAW_PLAIN)
		raw->span = (struct span){ SPAN_TEXT, 0, false, str_trim(raw->span.text) };
	else
		b->text = raw->read;
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
