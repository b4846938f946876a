#include "write/html.h"

static const char *const state_classes[] = { "state open", "state done", "state dropped" };
static const char *const action_classes[] = { "action", "action closed", "action closed" };

/* A block that may hold others is a <div> around them, else a paragraph. */
static void start(struct html *h, const struct block *b, const char *cls, struct str anchor)
{
	html_start(h, b->first ? "div" : "p", cls);
	html_anchor(h, "id", "", anchor);
	if (b->first)
		xml_start(h->x, "p");
}

static void end(struct html *h, const struct block *b)
{
	if (b->first) {
		html_end(h);
		html_blocks(h, b->first);
	}
	html_end(h);
}

static void keyword(struct html *h, struct str written)
{
	if (!written.n)
		return;
	html_words(h, "b", "keyword", written);
	xml_raw(h->x, STR(" "));
}

/* Who is meant, where what is shown does not say it: "Mira Okafor, Northwind". */
static void explain(struct html *h, const struct mentions *who, struct str shown)
{
	const struct person *p = who->count == 1 ? who->items[0].person : NULL;
	if (!p || str_find(shown, p->name, 0) != STR_NONE)
		return;
	buf_cut(&h->scratch, 0);
	buf_str(&h->scratch, p->name);
	if (p->affiliation.n) {
		buf_cstr(&h->scratch, ", ");
		buf_str(&h->scratch, p->affiliation);
	}
	xml_attr(h->x, "title", buf_slice(&h->scratch));
}

void html_statement(struct html *h, const struct block *b)
{
	start(h, b, "statement", STR_EMPTY);
	if (b->u.statement.prefix.n) {
		html_words(h, "span", "prefix", b->u.statement.prefix);
		xml_raw(h->x, STR(" "));
	}
	html_start(h, "b", "speaker");
	const struct inlines *label = &b->u.statement.label;
	explain(h, &b->u.statement.who, label->count == 1 ? label->spans->text : STR_EMPTY);
	html_inlines(h, *label, HTML_LINKS);
	xml_end(h->x);
	xml_raw(h->x, STR(": "));
	html_inlines(h, b->text, HTML_LINKS);
	end(h, b);
}

struct str html_action_anchor(struct html *h, const struct block *b)
{
	if (b->u.action.anchor.n || !b->u.action.id.n)
		return b->u.action.anchor;
	return arena_join(&h->doc->arena, STR("a"), STR("-"), b->u.action.id);
}

/* "- Done." says Done. */
static struct str bare_state(struct str written)
{
	struct str s = str_trim(written);
	while (s.n && str_find_char(STR("-[( "), *s.p, 0) != STR_NONE)
		s = str_skip(s, 1);
	while (s.n && str_find_char(STR("-]). "), s.p[s.n - 1], 0) != STR_NONE)
		s.n--;
	return s.n ? s : str_trim(written);
}

static void dated(struct html *h, const char *cls, enum html_word word, struct str date)
{
	xml_raw(h->x, STR(" "));
	html_start(h, "span", cls);
	xml_text(h->x, html_word(h, word));
	xml_raw(h->x, STR(" "));
	xml_start(h->x, "time");
	xml_attr(h->x, "datetime", date);
	xml_text(h->x, date);
	xml_end(h->x);
	xml_end(h->x);
}

void html_action_marks(struct html *h, const struct block *b)
{
	static const enum html_word words[] = { HTML_WORD_OPEN, HTML_WORD_DONE, HTML_WORD_DROPPED };
	if (action_shows_since(h->doc, b))
		dated(h, "since", HTML_WORD_SINCE, b->u.action.since);
	if (b->u.action.due.n)
		dated(h, "due", HTML_WORD_DUE, b->u.action.due);
	struct str written = bare_state(b->u.action.state_text);
	xml_raw(h->x, STR(" "));
	html_words(h, "span", state_classes[b->u.action.state],
		written.n ? written : html_word(h, words[b->u.action.state]));
}

void html_action(struct html *h, const struct block *b)
{
	struct str anchor = html_action_anchor(h, b);
	start(h, b, action_classes[b->u.action.state], anchor);
	keyword(h, b->u.action.keyword.n ? b->u.action.keyword : html_word(h, HTML_WORD_ACTION));
	if (b->u.action.id.n) {
		html_start_place(h, "id", anchor);
		xml_text(h->x, b->u.action.id);
		xml_end(h->x);
		xml_raw(h->x, STR(" "));
	}
	if (b->u.action.owner_written && b->u.action.owners.count) {
		for (size_t i = 0; i < b->u.action.owners.count; i++) {
			struct mentions one = { &b->u.action.owners.items[i], 1 };
			if (i)
				xml_raw(h->x, STR(", "));
			html_start(h, "b", "owner");
			explain(h, &one, one.items->label);
			xml_text(h->x, one.items->label);
			xml_end(h->x);
		}
		xml_raw(h->x, STR(": "));
	}
	html_inlines(h, b->text, HTML_LINKS);
	html_action_marks(h, b);
	end(h, b);
}

void html_decision(struct html *h, const struct block *b)
{
	start(h, b, "decision", b->u.decision.id);
	keyword(h, b->u.decision.keyword);
	html_inlines(h, b->text, HTML_LINKS);
	end(h, b);
}

/* As the notes have it: outcome and positions were read from this text and from what stands below it. */
void html_vote(struct html *h, const struct block *b)
{
	html_start(h, "div", "vote");
	html_anchor(h, "id", "", b->u.vote.id);
	xml_start(h->x, "p");
	keyword(h, b->u.vote.keyword);
	html_inlines(h, b->text, HTML_LINKS);
	html_end(h);
	if (b->u.vote.tally.count) {
		html_start(h, "p", "tally");
		html_inlines(h, b->u.vote.tally, HTML_LINKS);
		html_end(h);
	}
	html_end(h);
}
