#include "write/text.h"

#include "base/utf8.h"

bool text_enter_origin(struct text *t, const struct block *b)
{
	bool outer = t->minutes;
	t->minutes = outer || b->origin == ORIGIN_MINUTES;
	return outer;
}

/* The text that is collected in t->flat. */
static void fill(struct text *t)
{
	text_fill(t, buf_slice(&t->flat));
	buf_cut(&t->flat, 0);
}

static size_t hang(const struct text *t)
{
	return t->compact ? 2 : TEXT_HANG;
}

/* t->flat with the lines below the first indented, then what the block holds. */
static void put_hanging(struct text *t, const struct block *b)
{
	size_t entered = text_enter(t, STR_EMPTY, hang(t));
	fill(t);
	text_blocks(t, b->first, false);
	text_leave(t, entered);
}

static void field(struct text *t, const struct block *b)
{
	text_clean(&t->flat, b->u.field.key);
	buf_cstr(&t->flat, ": ");
	text_flatten(t, &t->flat, b->text);
	put_hanging(t, b);
}

static void heading(struct text *t, const struct block *b)
{
	static const char signs[] = "-~.";
	unsigned level = b->u.heading.level;
	struct str uncovered = b->u.heading.uncovered;
	if (b->u.heading.number.n) {
		text_clean(&t->flat, b->u.heading.number);
		buf_put(&t->flat, ' ');
	}
	text_flatten(t, &t->flat, b->text);
	if (uncovered.n) {
		bool bracket = *uncovered.p == '(' || *uncovered.p == '[';
		buf_cstr(&t->flat, bracket ? " " : " (");
		text_clean(&t->flat, uncovered);
		buf_cstr(&t->flat, bracket ? "" : ")");
	}
	bool margin = t->margin;
	t->margin = margin && t->minutes;
	text_underlined(t, buf_slice(&t->flat), signs[level < 3 ? level - 1 : 2]);
	t->margin = margin;
	buf_cut(&t->flat, 0);
}

static void paragraph(struct text *t, const struct block *b)
{
	size_t entered = text_enter(t, STR_EMPTY, t->compact ? hang(t) : 0);
	text_flatten(t, &t->flat, b->text);
	fill(t);
	text_leave(t, entered);
}

static bool stands_apart(const struct block *b);

static void item(struct text *t, const struct block *b)
{
	struct str marker = b->u.item.marker, number = STR_EMPTY;
	bool outer = text_enter_origin(t, b);
	if (marker.n)
		number = arena_join(&t->scratch, marker, STR_EMPTY, STR(" "));
	else if (b->parent->u.list.kind == LIST_ORDERED)
		number = arena_printf(&t->scratch, "%u. ", (unsigned)b->u.item.number);
	else
		number = STR("- ");
	size_t columns = utf8_columns(number);
	size_t entered = text_enter(t, number, columns < TEXT_HANG * 2 ? columns : TEXT_HANG);
	if (b->u.item.check)
		buf_cstr(&t->flat, b->u.item.check == CHECK_TICKED ? "[x] " : "[ ] ");
	text_flatten(t, &t->flat, b->text);
	fill(t);
	text_blocks(t, b->first, !b->parent->u.list.tight);
	text_leave(t, entered);
	t->minutes = outer;
}

static void list(struct text *t, const struct block *b)
{
	for (const struct block *i = b->first; i; i = i->next) {
		const struct block *above = i->prev ? i->prev->last : NULL;
		if (i->prev && !t->compact && (!b->u.list.tight || (above && stands_apart(above))))
			text_gap(t);
		item(t, i);
	}
}

static void statement(struct text *t, const struct block *b)
{
	if (b->u.statement.prefix.n) {
		text_clean(&t->flat, b->u.statement.prefix);
		buf_put(&t->flat, ' ');
	}
	text_flatten(t, &t->flat, b->u.statement.label);
	buf_cstr(&t->flat, ": ");
	text_flatten(t, &t->flat, b->text);
	put_hanging(t, b);
}

static void add_keyword(struct text *t, struct str written, enum text_word word)
{
	text_clean(&t->flat, written.n ? written : text_word(t, word));
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

static void add_date(struct text *t, enum text_word word, struct str date)
{
	if (!date.n)
		return;
	buf_cstr(&t->flat, ", ");
	text_clean(&t->flat, text_word(t, word));
	buf_put(&t->flat, ' ');
	text_clean(&t->flat, date);
}

/* "ACTION 2031-05.1 (open, due 2031-06-01): Mira to write the survey"; owners that the text does not name stand before
 * the colon. */
static void action(struct text *t, const struct block *b)
{
	static const enum text_word words[] = { TEXT_WORD_OPEN, TEXT_WORD_DONE, TEXT_WORD_DROPPED };
	struct str written = bare_state(b->u.action.state_text);
	add_keyword(t, b->u.action.keyword, TEXT_WORD_ACTION);
	if (b->u.action.id.n) {
		buf_put(&t->flat, ' ');
		text_clean(&t->flat, b->u.action.id);
	}
	buf_cstr(&t->flat, " (");
	text_clean(&t->flat, written.n ? written : text_word(t, words[b->u.action.state]));
	add_date(t, TEXT_WORD_DUE, b->u.action.due);
	if (action_shows_since(t->doc, b))
		add_date(t, TEXT_WORD_SINCE, b->u.action.since);
	buf_put(&t->flat, ')');
	for (size_t i = 0; b->u.action.owner_written && i < b->u.action.owners.count; i++) {
		buf_cstr(&t->flat, i ? ", " : " ");
		text_clean(&t->flat, b->u.action.owners.items[i].label);
	}
	buf_cstr(&t->flat, ": ");
	text_flatten(t, &t->flat, b->text);
	put_hanging(t, b);
}

static void decision(struct text *t, const struct block *b)
{
	add_keyword(t, b->u.decision.keyword, TEXT_WORD_DECISION);
	buf_cstr(&t->flat, ": ");
	text_flatten(t, &t->flat, b->text);
	put_hanging(t, b);
}

/* As the notes have it: outcome and positions were read from this text and from what stands below it. */
static void vote(struct text *t, const struct block *b)
{
	add_keyword(t, b->u.vote.keyword, TEXT_WORD_VOTE);
	buf_cstr(&t->flat, ": ");
	text_flatten(t, &t->flat, b->text);
	size_t entered = text_enter(t, STR_EMPTY, hang(t));
	fill(t);
	text_flatten(t, &t->flat, b->u.vote.tally);
	fill(t);
	text_leave(t, entered);
}

static void quote(struct text *t, const struct block *b)
{
	size_t entered = text_enter_with(t, STR("> "), STR("> "));
	text_blocks(t, b->first, true);
	text_leave(t, entered);
}

/* Verbatim, but for tabs: what stands before the line would move their stops. */
static void code(struct text *t, const struct block *b)
{
	struct str rest = b->u.code.text, line, piece;
	if (b->u.code.info.n) {
		text_clean(&t->flat, b->u.code.info);
		buf_put(&t->flat, ':');
		fill(t);
	}
	size_t entered = text_enter(t, STR("    "), TEXT_HANG);
	while (rest.n && str_split(&rest, '\n', &line)) {
		for (bool first = true; str_split(&line, '\t', &piece); first = false) {
			if (!first)
				do
					buf_put(&t->flat, ' ');
				while (utf8_columns(buf_slice(&t->flat)) % 8);
			text_clean(&t->flat, piece);
		}
		text_put_line(t, buf_slice(&t->flat));
		buf_cut(&t->flat, 0);
	}
	text_leave(t, entered);
}

static void reference(struct text *t, const struct block *b)
{
	buf_put(&t->flat, '[');
	text_clean(&t->flat, b->u.reference.label);
	buf_cstr(&t->flat, "] ");
	text_clean(&t->flat, b->u.reference.url);
	buf_put(&t->flat, ' ');
	text_flatten(t, &t->flat, b->text);
	put_hanging(t, b);
}

static void rule(struct text *t, const struct block *b)
{
	(void)b;
	size_t used = utf8_columns(buf_slice(&t->indent));
	for (size_t i = used; i < t->width && i < TEXT_WIDTH; i++)
		buf_put(&t->flat, '-');
	fill(t);
}

typedef void put_block(struct text *t, const struct block *b);

static const struct {
	put_block *put;
	bool apart;              /* blank lines set it off even where blocks stand close */
} kinds[BLOCK_TYPES] = {
	[BLOCK_FIELD] = { field, false }, [BLOCK_HEADING] = { heading, true }, [BLOCK_PARAGRAPH] = { paragraph, true },
	[BLOCK_LIST] = { list, false }, [BLOCK_ROLL] = { text_roll, true }, [BLOCK_STATEMENT] = { statement, false },
	[BLOCK_ACTION] = { action, false }, [BLOCK_DECISION] = { decision, false }, [BLOCK_VOTE] = { vote, false },
	[BLOCK_TABLE] = { text_table, true }, [BLOCK_QUOTE] = { quote, true }, [BLOCK_CODE] = { code, true },
	[BLOCK_REFERENCE] = { reference, false }, [BLOCK_RULE] = { rule, true },
};

static bool stands_apart(const struct block *b)
{
	return kinds[b->type].apart;
}

/* Header fields, references, actions, decisions and the lines of a chat read as a list where they stand in a row. */
static bool in_a_row(const struct block *before, const struct block *b)
{
	if (!before || before->type != b->type)
		return false;
	switch (b->type) {
	case BLOCK_FIELD: case BLOCK_REFERENCE: case BLOCK_ACTION: case BLOCK_DECISION: return true;
	case BLOCK_STATEMENT: return before->u.statement.prefix.n && b->u.statement.prefix.n;
	default: return false;
	}
}

static void put_one(struct text *t, const struct block *before, const struct block *b, bool gaps)
{
	if (!kinds[b->type].put)
		return;
	bool apart = gaps ? !in_a_row(before, b) : stands_apart(b) || (before && stands_apart(before));
	if (apart && !t->compact)
		text_gap(t);
	bool outer = text_enter_origin(t, b);
	kinds[b->type].put(t, b);
	t->minutes = outer;
}

void text_blocks(struct text *t, const struct block *first, bool gaps)
{
	const struct block *before = NULL;
	for (const struct block *b = first; b; b = b->next) {
		if (b->type == BLOCK_PARAGRAPH && inline_empty(b->text))
			continue;
		put_one(t, before, b, gaps);
		before = b;
	}
}

/* What the marks mean, shown as they show it. */
static void legend(struct text *t)
{
	text_gap(t);
	t->minutes = true;
	if (t->tell_origin) {
		text_clean(&t->flat, text_word(t, TEXT_WORD_LEGEND));
		fill(t);
	}
	if (t->tell_inserted) {
		buf_cstr(&t->flat, "{+");
		text_clean(&t->flat, text_word(t, TEXT_WORD_LEGEND_INSERTED));
		buf_cstr(&t->flat, "+}");
		fill(t);
	}
	t->minutes = false;
}

void text_document(struct text *t)
{
	const struct block *b = t->doc->root->first, *before = NULL;
	for (; b && b->type == BLOCK_FIELD; before = b, b = b->next)
		put_one(t, before, b, true);
	if (t->tell_origin) {
		t->margin = true;
		t->width -= TEXT_MARGIN;
	}
	if (t->tell_origin || t->tell_inserted)
		legend(t);
	for (; b; b = b->next) {
		if (b->type == BLOCK_PARAGRAPH && inline_empty(b->text))
			continue;
		put_one(t, before, b, true);
		before = b;
		if (t->scratch.chunk)
			arena_free(&t->scratch);
	}
	if (t->margin)
		t->width += TEXT_MARGIN;
	t->margin = false;
}
