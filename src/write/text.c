/* The text writer: what a mailing list takes that drops HTML. */
#include "write/text.h"

#include "base/mem.h"

struct str text_word(const struct text *t, enum text_word word)
{
	return template_word(t->template, word);
}

static bool holds_inserted(struct inlines text)
{
	for (size_t i = 0; i < text.count; i++)
		if (text.spans[i].type == SPAN_OPEN && text.spans[i].mark == MARK_INSERTED)
			return true;
	return false;
}

/* Is there anything to tell agenda from minutes by? Who was there belongs to neither. */
static void survey(struct text *t)
{
	bool agenda = false, minutes = false;
	struct block_iter it = block_iter(t->doc->root);
	while (block_next(&it)) {
		const struct block *b = it.block;
		if (!it.entering || b->type == BLOCK_DOCUMENT || b->type == BLOCK_FIELD || b->type == BLOCK_ROLL ||
		    (b->type == BLOCK_HEADING && b->u.heading.of_roll))
			continue;
		agenda = agenda || b->origin == ORIGIN_AGENDA;
		minutes = minutes || b->origin == ORIGIN_MINUTES;
		t->tell_inserted = t->tell_inserted || (t->doc->origin_known && holds_inserted(b->text));
	}
	t->tell_origin = agenda && minutes;
}

static void put_title(struct text *t)
{
	text_flatten(t, &t->flat, t->doc->title_text);
	if (t->flat.n)
		text_underlined(t, buf_slice(&t->flat), '=');
	buf_cut(&t->flat, 0);
}

static const char *write(struct document *doc, const struct write_options *options, struct out *out, bool flowed)
{
	static const char *const words[] = {
#define X(name, attribute) attribute,
		TEXT_WORDS(X)
#undef X
	};
	static const struct template_type type = { "text.xml", NULL, 0, words, TEXT_WORD_COUNT, NULL };
	struct text t = {
		.doc = doc, .out = out, .flowed = flowed, .width = TEXT_WIDTH - flowed, .scratch = ARENA_INIT,
		.indent = BUF_INIT, .lead = BUF_INIT, .flat = BUF_INIT, .line = BUF_INIT,
	};
	const char *error = template_read(&doc->arena, &type, options->templates, &t.template);
	if (!error) {
		survey(&t);
		text_find_references(&t);
		put_title(&t);
		text_document(&t);
		text_put_links(&t);
	}
	template_free(t.template);
	buf_free(&t.indent);
	buf_free(&t.lead);
	buf_free(&t.flat);
	buf_free(&t.line);
	mem_free(t.links.items);
	mem_free(t.links.table);
	arena_free(&t.scratch);
	return error;
}

const char *write_text(struct document *doc, const struct write_options *options, struct out *out)
{
	return write(doc, options, out, false);
}

const char *write_mail_text(struct document *doc, const struct write_options *options, struct out *out)
{
	return write(doc, options, out, true);
}
