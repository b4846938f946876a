#include "write/html.h"

#include <string.h>

#include "base/asset.h"
#include "base/file.h"
#include "base/mem.h"

struct str html_word(const struct html *h, enum html_word word)
{
	return template_word(h->template, word);
}

void html_start(struct html *h, const char *element, const char *cls)
{
	xml_start(h->x, element);
	xml_attr_c(h->x, "class", cls);
}

void html_end(struct html *h)
{
	xml_end(h->x);
	xml_raw(h->x, STR("\n"));
}

void html_words(struct html *h, const char *element, const char *cls, struct str text)
{
	html_start(h, element, cls);
	xml_text(h->x, text);
	xml_end(h->x);
}

size_t html_outline_add(struct html_outline *outline, uint8_t level)
{
	while (outline->depth && outline->open[outline->depth - 1] >= level)
		outline->depth--;
	if (outline->depth == HTML_LEVELS)
		outline->depth--;
	outline->open[outline->depth] = level;
	return outline->depth++;
}

void html_roll_title(struct html *h, const struct block *b, enum html_links links)
{
	if (b->type == BLOCK_ROLL) {
		html_inlines(h, b->u.roll.label, links);
		return;
	}
	if (b->u.heading.number.n) {
		xml_text(h->x, b->u.heading.number);
		xml_raw(h->x, STR(" "));
	}
	html_inlines(h, b->text, links);
}

/* The rolls and what the body mixes, in one walk. */

static bool holds_inserted(struct inlines text)
{
	for (size_t i = 0; i < text.count; i++)
		if (text.spans[i].type == SPAN_OPEN && text.spans[i].mark == MARK_INSERTED)
			return true;
	return false;
}

static void survey(struct html *h)
{
	bool agenda = false, minutes = false, titled = template_uses(h->template, HTML_SLOT_ROLL_TITLE);
	struct block_iter it = block_iter(h->doc->root);
	while (block_next(&it)) {
		struct block *b = it.block;
		if (!it.entering || b->type == BLOCK_DOCUMENT || b->type == BLOCK_FIELD)
			continue;
		bool captions = b->type == BLOCK_HEADING && b->u.heading.of_roll;
		if (captions && !h->roll_title && titled)
			h->roll_title = b;
		if (captions || b->type == BLOCK_ROLL) {
			block_list_add(&h->rolls, b);
			continue;
		}
		agenda = agenda || b->origin == ORIGIN_AGENDA;
		minutes = minutes || b->origin == ORIGIN_MINUTES || (h->doc->origin_known && holds_inserted(b->text));
	}
	if (titled && h->rolls.count == 1 && h->rolls.items[0]->type == BLOCK_ROLL && h->rolls.items[0]->u.roll.label.count)
		h->roll_title = h->rolls.items[0];
	h->tell_origin = agenda && minutes;
}

/* BCP 47 §2.1 in outline: anything else would be no language to a browser. */
static bool is_language(struct str s)
{
	struct str part;
	for (size_t i = 0; str_split(&s, '-', &part); i++) {
		if (part.n < (i ? 1 : 2) || part.n > (i ? 8 : 3))
			return false;
		for (size_t k = 0; k < part.n; k++)
			if (i ? !is_alnum(part.p[k]) : !is_alpha(part.p[k]))
				return false;
	}
	return true;
}

/* What the template asks for */

static bool has(void *context, size_t slot)
{
	const struct html *h = context;
	const struct document *doc = h->doc;
	switch ((enum html_slot)slot) {
	case HTML_SLOT_TITLE: return doc->title_text.count > 0;
	case HTML_SLOT_CALL: return doc->call.n > 0;
	case HTML_SLOT_DATE: return doc->date.n > 0;
	case HTML_SLOT_LANGUAGE: return doc->language.n > 0 && is_language(doc->language);
	case HTML_SLOT_ROLL_TITLE: return h->roll_title != NULL;
	case HTML_SLOT_FIELDS: return doc->fields.count > 0;
	case HTML_SLOT_CONTENTS: return doc->topics.count > 0;
	case HTML_SLOT_ATTENDEES: return h->rolls.count > 0;
	case HTML_SLOT_ACTIONS: return doc->actions.count > 0;
	case HTML_SLOT_DECISIONS: return doc->decision_count > 0 || doc->votes.count > 0;
	case HTML_SLOT_LEGEND: return h->tell_origin;
	case HTML_SLOT_KIND: case HTML_SLOT_STYLE: case HTML_SLOT_BODY: case HTML_SLOT_COUNT: break;
	}
	return true;
}

static struct str roll_title(struct html *h)
{
	const struct block *b = h->roll_title;
	return !b ? STR_EMPTY : b->type == BLOCK_ROLL ? inline_plain(&h->doc->arena, b->u.roll.label) : b->u.heading.title;
}

static struct str value(void *context, size_t slot)
{
	static const enum html_word kinds[] = {
		HTML_WORD_NOTES, HTML_WORD_AGENDA, HTML_WORD_MINUTES, HTML_WORD_AGENDA_MINUTES,
	};
	struct html *h = context;
	switch ((enum html_slot)slot) {
	case HTML_SLOT_TITLE: return h->doc->title;
	case HTML_SLOT_CALL: return h->doc->call;
	case HTML_SLOT_DATE: return h->doc->date;
	case HTML_SLOT_KIND: return html_word(h, kinds[h->doc->kind]);
	case HTML_SLOT_LANGUAGE: return h->doc->language;
	case HTML_SLOT_ROLL_TITLE: return roll_title(h);
	default: return STR_EMPTY;
	}
}

static void fill(void *context, size_t slot, bool plain)
{
	struct html *h = context;
	switch ((enum html_slot)slot) {
	case HTML_SLOT_STYLE: xml_raw_text(h->x, h->style, "style"); break;
	case HTML_SLOT_FIELDS: html_fields(h); break;
	case HTML_SLOT_CONTENTS: html_contents(h); break;
	case HTML_SLOT_ATTENDEES: html_attendees(h); break;
	case HTML_SLOT_ACTIONS: html_actions(h); break;
	case HTML_SLOT_DECISIONS: html_decisions(h); break;
	case HTML_SLOT_BODY: html_body(h); break;
	case HTML_SLOT_TITLE:
		if (plain)
			xml_text(h->x, h->doc->title);
		else
			html_inlines(h, h->doc->title_text, HTML_LINKS);
		break;
	case HTML_SLOT_ROLL_TITLE:
		if (plain)
			xml_text(h->x, value(h, slot));
		else
			html_roll_title(h, h->roll_title, HTML_LINKS);
		break;
	default: xml_text(h->x, value(h, slot));
	}
}

/* An ODT's styles may be named by the same option; they are not ours. */
const char *html_read_style(struct html *h, const char *built_in, const char *name)
{
	struct arena *arena = &h->doc->arena;
	if (!name || str_ends(str_of(name), STR(".odt")) || str_ends(str_of(name), STR(".ott")))
		return asset_find(built_in, &h->style) ? NULL : arena_printf(arena, "%s: not built in", built_in).p;
	struct buf content = BUF_INIT;
	int error = file_read(name, &content);
	h->style = arena_str(arena, buf_slice(&content));
	buf_free(&content);
	if (error)
		return arena_printf(arena, "%s: %s", name, strerror(error)).p;
	if (str_starts(h->style, STR("\xef\xbb\xbf")))
		h->style = str_skip(h->style, 3);
	size_t bad = xml_find_forbidden(h->style, XML_HTML);
	size_t line = 1;
	for (size_t i = 0; bad != STR_NONE && i < bad; i++)
		line += h->style.p[i] == '\n';
	return bad == STR_NONE ? NULL :
		arena_printf(arena, "%s:%zu: byte %zu is no text of a style sheet in UTF-8", name, line, bad).p;
}

const char *html_write(struct html *h, enum html_frame frame, const struct write_options *options)
{
	static const struct template_slot slots[] = {
#define X(name, attribute, kind, required) { attribute, kind, required },
		HTML_SLOTS(X)
#undef X
	};
	static const char *const words[] = {
#define X(name, attribute) attribute,
		HTML_WORDS(X)
#undef X
	};
	static const struct template_type page = { "page.html", slots, HTML_SLOT_COUNT, words, HTML_WORD_COUNT, NULL };
	static const struct template_type mail = { "mail.html", slots, HTML_SLOT_COUNT, words, HTML_WORD_COUNT, &page };
	h->scratch = (struct buf)BUF_INIT;
	const char *error = template_read(&h->doc->arena, frame == HTML_MAIL ? &mail : &page, options->templates, &h->template);
	if (!error) {
		survey(h);
		html_find_decisions(h);
		h->fields_moved = template_uses(h->template, HTML_SLOT_FIELDS);
		h->rolls_moved = template_uses(h->template, HTML_SLOT_ATTENDEES);
		template_write(h->template, h->x, &(struct template_host){ h, has, fill, value });
	}
	template_free(h->template);
	buf_free(&h->scratch);
	mem_free(h->rolls.items);
	mem_free(h->anchors);
	return error;
}

const char *write_html(struct document *doc, const struct write_options *options, struct out *out)
{
	struct html h = { .doc = doc, .style = STR_EMPTY };
	const char *error = html_read_style(&h, "styles/page.css", options->style);
	if (error)
		return error;
	h.x = xml_new(out, XML_HTML);
	error = html_write(&h, HTML_PAGE, options);
	xml_free(h.x);
	return error;
}
