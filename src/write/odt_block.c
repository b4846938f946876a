#include "write/odt.h"



void odt_named_paragraph(struct odt *o, const char *style)
{
	xml_start(o->x, "text:p");
	xml_attr_c(o->x, "text:style-name", style);
}

static const char *paragraph_style(enum odt_paragraph kind, const struct block *b)
{
	static const char *const styles[][2] = {
#define X(name, agenda, minutes) { agenda, minutes },
		ODT_PARAGRAPHS(X)
#undef X
	};
	return styles[kind][b->origin == ORIGIN_MINUTES];
}

void odt_paragraph(struct odt *o, enum odt_paragraph kind, const struct block *b)
{
	odt_list_resume(o);
	odt_named_paragraph(o, paragraph_style(kind, b));
	odt_told_write(o);
	odt_list_mark(o);
}

void odt_heading_text(struct odt *o, const struct block *b, bool plain)
{
	if (b->u.heading.number.n) {
		odt_span(o, "Heading_20_Number", b->u.heading.number);
		xml_raw(o->x, STR(" "));
	}
	if (plain)
		xml_text(o->x, b->u.heading.title);
	else
		odt_inlines(o, b->text);
	if (!b->u.heading.covered) {
		xml_raw(o->x, STR(" "));
		odt_span(o, "Not_20_Covered", b->u.heading.uncovered.n ? b->u.heading.uncovered :
			odt_word(o, ODT_WORD_NOT_COVERED));
	}
}

static void heading(struct odt *o, const struct block *b)
{
	unsigned level = b->u.heading.level < 1 ? 1 : b->u.heading.level > 6 ? 6 : b->u.heading.level;
	odt_list_suspend(o);
	xml_start(o->x, "text:h");
	xml_attr_c(o->x, "text:style-name", paragraph_style(ODT_P_HEADING_1 + level - 1, b));
	xml_attr_n(o->x, "text:outline-level", level);
	odt_bookmark(o, b->u.heading.id);
	odt_told_write(o);
	odt_heading_text(o, b, false);
	xml_end(o->x);
}

static enum odt_paragraph quote_kind(const struct block *b)
{
	size_t depth = 0;
	for (; b; b = b->parent)
		depth += b->type == BLOCK_QUOTE;
	return depth > 2 ? ODT_P_QUOTE_3 : depth == 2 ? ODT_P_QUOTE_2 : ODT_P_QUOTE;
}

/* A paragraph belongs to what it stands in. */
static enum odt_paragraph text_kind(const struct block *b)
{
	switch (b->parent ? b->parent->type : BLOCK_DOCUMENT) {
	case BLOCK_ITEM: return b->parent->parent->u.list.tight ? ODT_P_ITEM : ODT_P_TEXT;
	case BLOCK_CELL: return b->parent->parent->u.row.header ? ODT_P_CELL_HEAD : ODT_P_CELL;
	case BLOCK_STATEMENT: return ODT_P_STATEMENT;
	case BLOCK_ACTION: return ODT_P_ACTION;
	case BLOCK_QUOTE: return quote_kind(b);
	default: return ODT_P_TEXT;
	}
}

static void paragraph(struct odt *o, const struct block *b)
{
	odt_paragraph(o, text_kind(b), b);
	odt_inlines(o, b->text);
	xml_end(o->x);
}

static void field(struct odt *o, const struct block *b)
{
	odt_paragraph(o, b->next && b->next->type == BLOCK_FIELD ? ODT_P_FIELD : ODT_P_LAST_FIELD, b);
	xml_start(o->x, "text:span");
	xml_attr_c(o->x, "text:style-name", "Field_20_Name");
	xml_text(o->x, b->u.field.key);
	xml_raw(o->x, STR(":"));
	xml_end(o->x);
	xml_start(o->x, "text:tab");
	xml_end(o->x);
	odt_inlines(o, b->text);
	xml_end(o->x);
}

static void statement(struct odt *o, const struct block *b)
{
	odt_paragraph(o, b->text.count || !b->first ? ODT_P_STATEMENT : ODT_P_LEAD, b);
	if (b->u.statement.prefix.n) {
		odt_span(o, "Time", b->u.statement.prefix);
		xml_raw(o->x, STR(" "));
	}
	xml_start(o->x, "text:span");
	xml_attr_c(o->x, "text:style-name", "Speaker");
	odt_inlines(o, b->u.statement.label);
	xml_end(o->x);
	xml_raw(o->x, b->text.count ? STR(": ") : STR(":"));
	odt_inlines(o, b->text);
	xml_end(o->x);
	odt_blocks(o, b->first);
}

struct str odt_action_anchor(struct odt *o, const struct block *b)
{
	if (b->u.action.anchor.n || !b->u.action.id.n)
		return b->u.action.anchor;
	return arena_join(&o->doc->arena, STR("a"), STR("-"), b->u.action.id);
}

struct str odt_action_state(struct odt *o, const struct block *b)
{
	struct str s = str_trim(b->u.action.state_text);
	while (s.n && str_find_char(STR("-[( "), *s.p, 0) != STR_NONE)
		s = str_skip(s, 1);
	while (s.n && str_find_char(STR("-]). "), s.p[s.n - 1], 0) != STR_NONE)
		s.n--;
	return s.n ? s : odt_word(o, ODT_WORD_OPEN + b->u.action.state);
}

const char *odt_state_style(const struct block *b)
{
	static const char *const styles[] = { "State", "State_20_Done", "State_20_Dropped" };
	return styles[b->u.action.state];
}

bool odt_says(struct inlines text, struct str words)
{
	for (size_t i = 0; i < text.count; i++)
		if (str_find(text.spans[i].text, words, 0) != STR_NONE)
			return true;
	return false;
}

/* "due 2031-06-01", where the text does not say the date itself. */
static void dated(struct odt *o, const struct block *b, const char *style, enum odt_word word, struct str date)
{
	if (!date.n || odt_says(b->text, date))
		return;
	xml_raw(o->x, STR(" "));
	xml_start(o->x, "text:span");
	xml_attr_c(o->x, "text:style-name", style);
	xml_text(o->x, odt_word(o, word));
	xml_raw(o->x, STR(" "));
	xml_text(o->x, date);
	xml_end(o->x);
}

static void action_head(struct odt *o, const struct block *b)
{
	struct str keyword = b->u.action.keyword, id = b->u.action.id;
	const struct mentions *owners = &b->u.action.owners;
	bool named = b->u.action.owner_written && owners->count;
	odt_span(o, "Action_20_Keyword", keyword);
	if (keyword.n && id.n)
		xml_raw(o->x, STR(" "));
	odt_span(o, "Action_20_Id", id);
	if (named && (keyword.n || id.n))
		xml_raw(o->x, STR(" "));
	for (size_t i = 0; named && i < owners->count; i++) {
		if (i)
			xml_raw(o->x, STR(", "));
		odt_span(o, "Owner", owners->items[i].label);
	}
	if (named || keyword.n || id.n)
		xml_raw(o->x, STR(": "));
}

static void action(struct odt *o, const struct block *b)
{
	struct str written = str_trim(b->u.action.state_text);
	odt_paragraph(o, ODT_P_ACTION, b);
	odt_bookmark(o, odt_action_anchor(o, b));
	action_head(o, b);
	odt_inlines(o, b->text);
	if (action_shows_since(o->doc, b))
		dated(o, b, "Since", ODT_WORD_SINCE, b->u.action.since);
	dated(o, b, "Due", ODT_WORD_DUE, b->u.action.due);
	if (written.n || b->u.action.state != ACTION_OPEN) {
		xml_raw(o->x, STR(" "));
		odt_span(o, odt_state_style(b), written.n ? written : odt_action_state(o, b));
	}
	xml_end(o->x);
	odt_blocks(o, b->first);
}

static void keyword(struct odt *o, const char *style, struct str written)
{
	odt_span(o, style, written);
	if (written.n)
		xml_raw(o->x, STR(": "));
}

static void decision(struct odt *o, const struct block *b)
{
	odt_paragraph(o, ODT_P_DECISION, b);
	odt_bookmark(o, b->u.decision.id);
	keyword(o, "Decision_20_Keyword", b->u.decision.keyword);
	odt_inlines(o, b->text);
	xml_end(o->x);
}

/* Positions and outcome stand only where neither a tally nor the text itself says them as the notes wrote them. */
static bool shows_positions(const struct block *b)
{
	return !b->u.vote.tally.count && b->u.vote.position_count &&
		!odt_says(b->text, b->u.vote.positions[0].who.label);
}

static bool shows_outcome(const struct block *b)
{
	return !b->u.vote.tally.count && b->u.vote.outcome.n && !odt_says(b->text, b->u.vote.outcome);
}

static void positions(struct odt *o, const struct block *b)
{
	for (size_t i = 0; i < b->u.vote.position_count; i++) {
		const struct position *p = &b->u.vote.positions[i];
		if (i)
			xml_raw(o->x, STR("; "));
		xml_text(o->x, p->position);
		xml_raw(o->x, STR(" "));
		xml_text(o->x, p->who.name);
		if (p->option.n) {
			xml_raw(o->x, STR(": "));
			xml_text(o->x, p->option);
		}
	}
}

static void vote(struct odt *o, const struct block *b)
{
	odt_paragraph(o, ODT_P_VOTE, b);
	odt_bookmark(o, b->u.vote.id);
	keyword(o, "Vote_20_Keyword", b->u.vote.keyword);
	odt_inlines(o, b->text);
	if (b->u.vote.tally.count || shows_positions(b) || shows_outcome(b)) {
		if (b->text.count) {
			xml_start(o->x, "text:line-break");
			xml_end(o->x);
		}
		xml_start(o->x, "text:span");
		xml_attr_c(o->x, "text:style-name", "Tally");
		odt_inlines(o, b->u.vote.tally);
		if (shows_positions(b))
			positions(o, b);
		if (shows_positions(b) && shows_outcome(b))
			xml_raw(o->x, STR("; "));
		if (shows_outcome(b))
			xml_text(o->x, b->u.vote.outcome);
		xml_end(o->x);
	}
	xml_end(o->x);
}

static void code(struct odt *o, const struct block *b)
{
	if (b->u.code.info.n) {
		odt_paragraph(o, ODT_P_CODE_INFO, b);
		xml_text(o->x, b->u.code.info);
		xml_end(o->x);
	}
	struct str rest = b->u.code.text, line;
	while (str_split(&rest, '\n', &line)) {
		odt_paragraph(o, ODT_P_CODE, b);
		odt_verbatim(o, line);
		xml_end(o->x);
	}
}

static void reference(struct odt *o, const struct block *b)
{
	odt_paragraph(o, ODT_P_REFERENCE, b);
	if (b->u.reference.label.n) {
		xml_raw(o->x, STR("["));
		xml_text(o->x, b->u.reference.label);
		xml_raw(o->x, STR("]"));
		xml_start(o->x, "text:tab");
		xml_end(o->x);
	}
	if (b->u.reference.url.n) {
		const struct span link[] = {
			{ .type = SPAN_OPEN, .mark = MARK_LINK, .text = b->u.reference.url },
			{ .type = SPAN_TEXT, .text = b->u.reference.url },
			{ .type = SPAN_CLOSE, .mark = MARK_LINK, .text = STR_EMPTY },
		};
		odt_inlines(o, (struct inlines){ link, 3 });
		if (b->text.count)
			xml_raw(o->x, STR(" "));
	}
	odt_inlines(o, b->text);
	xml_end(o->x);
}

static void rule(struct odt *o, const struct block *b)
{
	odt_paragraph(o, ODT_P_RULE, b);
	xml_end(o->x);
}

static void children(struct odt *o, const struct block *b)
{
	odt_blocks(o, b->first);
}

static void nothing(struct odt *o, const struct block *b)
{
	(void)o, (void)b;
}

void odt_block(struct odt *o, const struct block *b)
{
	static void (*const writers[BLOCK_TYPES])(struct odt *, const struct block *) = {
		[BLOCK_DOCUMENT] = children, [BLOCK_FIELD] = field, [BLOCK_HEADING] = heading, [BLOCK_PARAGRAPH] = paragraph,
		[BLOCK_LIST] = odt_list, [BLOCK_ITEM] = nothing, [BLOCK_ROLL] = odt_roll, [BLOCK_STATEMENT] = statement,
		[BLOCK_ACTION] = action, [BLOCK_DECISION] = decision, [BLOCK_VOTE] = vote, [BLOCK_TABLE] = odt_table,
		[BLOCK_ROW] = nothing, [BLOCK_CELL] = nothing, [BLOCK_QUOTE] = children, [BLOCK_CODE] = code,
		[BLOCK_REFERENCE] = reference, [BLOCK_RULE] = rule,
	};
	if (o->told_count)
		odt_told_enter(o, b);
	writers[b->type](o, b);
}

void odt_blocks(struct odt *o, const struct block *b)
{
	for (; b; b = b->next)
		odt_block(o, b);
}
