/* The Markdown writer. Its output is notes again: reading it gives the same document, and writing that the same bytes
 * (design law 3). The first line says that only mark-up counts; see MARKDOWN_MARK in read/scan.h and tests/format.md. */
#include "model/roll.h"
#include "write/markdown_escape.h"
#include "write/markdown_inline.h"
#include "write/write.h"

struct writer {
	const struct document *doc;
	struct out *out;
	struct arena scratch;
	const struct inline_context *links;
	struct buf line;              /* one text on its way to the output */
	size_t indent;
	bool carried;                 /* into other notes: without actions, and without marks of what was added */
};

typedef void put_block(struct writer *w, const struct block *b);
static put_block *const put_by_type[BLOCK_TYPES];

static void put_indent(struct writer *w)
{
	for (size_t i = 0; i < w->indent; i++)
		out_put(w->out, ' ');
}

/* The text in w->line, its lines indented and none of them taken for the begin of a block. */
static void flush_line(struct writer *w, bool first_safe)
{
	struct str rest = buf_slice(&w->line), line;
	bool first = true;
	while (rest.n && str_split(&rest, '\n', &line)) {
		if (!first) {
			out_put(w->out, '\n');
			put_indent(w);
		}
		size_t sign = first && first_safe ? STR_NONE : markdown_block_sign(line);
		if (sign != STR_NONE) {
			out_str(w->out, str_first(line, sign));
			out_put(w->out, '\\');
			line = str_skip(line, sign);
		}
		out_str(w->out, line);
		first = false;
	}
	buf_cut(&w->line, 0);
}

static bool marks_origin(const struct writer *w, const struct block *b)
{
	return w->doc->origin_known && !w->carried && b->origin == ORIGIN_MINUTES;
}

static void add_text(struct writer *w, const struct block *b)
{
	bool inserted = marks_origin(w, b) && b->text.count;
	if (inserted)
		buf_cstr(&w->line, "<ins>");
	markdown_inline(&w->line, b->text, w->links);
	if (inserted)
		buf_cstr(&w->line, "</ins>");
}

/* A text that would be taken for the marker "o" before one. */
static void escape_o(struct writer *w, struct str text)
{
	struct str line = buf_slice(&w->line);
	if (!str_starts(text, STR("o ")) || *line.p != 'o')
		return;
	struct buf safe = BUF_INIT;
	buf_cstr(&safe, "&#111;");
	buf_str(&safe, str_skip(line, 1));
	buf_free(&w->line);
	w->line = safe;
}

/* An item's text that would be taken for a check box or for a marker. */
static void escape_item(struct writer *w, const struct block *b)
{
	struct str text = b->text.spans->type == SPAN_TEXT ? b->text.spans->text : STR_EMPTY, line = buf_slice(&w->line);
	bool box = text.n > 2 && text.p[0] == '[' && text.p[2] == ']' && str_find_char(STR(" xX"), text.p[1], 0) != STR_NONE;
	if (box && *line.p == '[')
		markdown_escape_at(&w->line, 0);
	else if (!b->u.item.marker.n && b->u.item.check == CHECK_NONE)
		escape_o(w, text);
}

/* Over a roll without a caption a colon at the end would make one. */
static void escape_caption(struct writer *w, const struct block *b)
{
	const struct block *below = b->next;
	struct str line = buf_slice(&w->line);
	if (below && below->type == BLOCK_ROLL && !below->u.roll.label.count && str_ends(line, STR(":")) && !str_escaped(line, line.n - 1))
		markdown_escape_at(&w->line, line.n - 1);
}

static void put_text(struct writer *w, const struct block *b)
{
	add_text(w, b);
	if (b->type == BLOCK_ITEM)
		escape_item(w, b);
	markdown_escape_label(&w->line);
	/* Right under the title "Key: value" would be a header field. */
	if (b->parent == w->doc->root && (!b->prev || b->prev->type == BLOCK_FIELD))
		markdown_escape_colon(&w->line);
	escape_caption(w, b);
	flush_line(w, false);
}

/* A block that cannot carry <ins> is marked on the line before. */
static void mark_block(struct writer *w, const struct block *b)
{
	if (!marks_origin(w, b))
		return;
	out_cstr(w->out, "<!-- minutes -->\n");
	put_indent(w);
}

/* For what has one line: a break in it is written as a tag. */
static void on_one_line(struct writer *w)
{
	struct str rest = buf_slice(&w->line), line;
	struct buf one = BUF_INIT;
	if (str_find_char(rest, '\n', 0) == STR_NONE)
		return;
	while (str_split(&rest, '\n', &line)) {
		bool more = rest.p != NULL;
		buf_str(&one, more && line.n ? str_first(line, line.n - 1) : line);
		buf_cstr(&one, more ? "<br>" : "");
	}
	buf_free(&w->line);
	w->line = one;
}

static void put_heading(struct writer *w, const struct block *b)
{
	for (unsigned i = 0; i <= b->u.heading.level; i++)
		out_put(w->out, '#');
	out_put(w->out, ' ');
	if (b->u.heading.number.n) {
		out_str(w->out, b->u.heading.number);
		out_put(w->out, ' ');
	}
	add_text(w, b);
	if (!b->u.heading.number.n && b->text.count && b->text.spans->type == SPAN_TEXT)
		escape_o(w, b->text.spans->text);
	on_one_line(w);
	markdown_escape_closing(&w->line);
	flush_line(w, b->u.heading.number.n > 0);
	if (b->u.heading.uncovered.n) {
		bool capitals = is_upper(b->u.heading.uncovered.p[1]);
		out_printf(w->out, capitals ? " %.*s" : " (%.*s)", STR_FMT(b->u.heading.uncovered));
	}
}

static void add_keyword(struct writer *w, struct str keyword, const char *otherwise)
{
	buf_cstr(&w->line, "**");
	buf_str(&w->line, keyword.n ? keyword : str_of(otherwise));
}

static void finish_keyword(struct writer *w, const struct block *b)
{
	buf_cstr(&w->line, ":**");
	if (b->text.count)
		buf_put(&w->line, ' ');
	size_t begin = w->line.n;
	add_text(w, b);
	/* A bracket that is text must not say the action's state. */
	if (b->type == BLOCK_ACTION && b->text.count && b->text.spans->type == SPAN_TEXT && w->line.p[begin] == '[')
		markdown_escape_at(&w->line, begin);
	escape_caption(w, b);
	flush_line(w, true);
}

static void put_action(struct writer *w, const struct block *b)
{
	if (!b->text.count)
		mark_block(w, b);
	add_keyword(w, b->u.action.keyword, "ACTION");
	if (str_find_char(b->u.action.id, '.', 0) != STR_NONE)
		buf_printf(&w->line, " %.*s", STR_FMT(b->u.action.id));
	if (b->u.action.owner_written) {
		buf_cstr(&w->line, " (");
		for (size_t i = 0; i < b->u.action.owners.count; i++) {
			buf_cstr(&w->line, i ? ", " : "");
			buf_str(&w->line, b->u.action.owners.items[i].label);
		}
		buf_put(&w->line, ')');
	}
	if (b->u.action.state_text.n)
		buf_printf(&w->line, " [%.*s]", STR_FMT(b->u.action.state_text));
	else if (b->u.action.state != ACTION_OPEN)
		buf_printf(&w->line, " [%s]", action_state_name(b->u.action.state));
	finish_keyword(w, b);
}

static void put_decision(struct writer *w, const struct block *b)
{
	if (!b->text.count)
		mark_block(w, b);
	add_keyword(w, b->u.decision.keyword, "DECISION");
	finish_keyword(w, b);
}

static void put_vote(struct writer *w, const struct block *b)
{
	if (!b->text.count)
		mark_block(w, b);
	add_keyword(w, b->u.vote.keyword, "VOTE");
	finish_keyword(w, b);
}

static void put_children(struct writer *w, const struct block *b, bool first_inline);

static void put_statement(struct writer *w, const struct block *b)
{
	if (!b->text.count)
		mark_block(w, b);
	buf_cstr(&w->line, "**");
	if (b->u.statement.prefix.n)
		buf_printf(&w->line, "%.*s ", STR_FMT(b->u.statement.prefix));
	markdown_literal(&w->line, inline_plain(&w->scratch, b->u.statement.label), w->links);
	finish_keyword(w, b);
	put_children(w, b, false);
}

static void put_item(struct writer *w, const struct block *b)
{
	size_t indent = w->indent;
	if (b->parent->u.list.kind == LIST_ORDERED && !b->u.item.marker.n) {
		struct str number = arena_printf(&w->scratch, "%u. ", b->u.item.number);
		out_str(w->out, number);
		w->indent += number.n;
	} else {
		out_cstr(w->out, "- ");
		w->indent += 2;
		if (b->u.item.marker.n)
			out_printf(w->out, "%.*s ", STR_FMT(b->u.item.marker));
	}
	if (b->u.item.check != CHECK_NONE)
		out_cstr(w->out, b->u.item.check == CHECK_TICKED ? "[x] " : "[ ] ");
	bool text = !inline_empty(b->text);
	if (text)
		put_text(w, b);
	put_children(w, b, !text);
	w->indent = indent;
}

/* An action, a list of nothing else, or an item that is no more than its actions. */
static bool only_actions(const struct block *b)
{
	if (b->type == BLOCK_ACTION)
		return true;
	if ((b->type != BLOCK_ITEM && b->type != BLOCK_LIST) || !b->first || !inline_empty(b->text))
		return false;
	for (const struct block *child = b->first; child; child = child->next)
		if (!only_actions(child))
			return false;
	return true;
}

/* The paragraph that introduces a table of series is the name of their group. */
static bool names_group(struct writer *w, const struct block *b)
{
	const struct block *row = b->next->first;
	while (row && !row->u.row.series)
		row = row->next;
	return row && str_eq(row->u.row.series->group, inline_plain(&w->scratch, b->text));
}

/* What other notes have in places of their own, or not at all, and what introduces it: "Closed:". */
static bool leaves_out(struct writer *w, const struct block *b)
{
	if (!w->carried)
		return false;
	if (only_actions(b) || b->type == BLOCK_DECISION || (b->type == BLOCK_VOTE && vote_was_cast(b)))
		return true;
	if (b->type == BLOCK_TABLE)
		return b->u.table.kind == TABLE_SERIES;
	if (b->type != BLOCK_PARAGRAPH || !b->next || b->next->type == BLOCK_PARAGRAPH || !leaves_out(w, b->next))
		return false;
	struct str text = inline_plain(&w->scratch, b->text);
	return str_ends(text, STR(":")) || (b->next->type == BLOCK_TABLE && names_group(w, b));
}

static void put_list(struct writer *w, const struct block *b)
{
	bool any = false;
	for (const struct block *item = b->first; item; item = item->next) {
		if (leaves_out(w, item))
			continue;
		if (any) {
			out_put(w->out, '\n');
			put_indent(w);
		}
		put_item(w, item);
		any = true;
	}
}

/* Text of a cell or roll: on one line, its pipes escaped. */
static void flush_cell(struct writer *w)
{
	for (size_t i = 0; i < w->line.n; i++) {
		char c = w->line.p[i];
		if (c == '\\' && i + 1 < w->line.n && w->line.p[i + 1] == '\n')
			continue;
		if (c == '|')
			out_put(w->out, '\\');
		out_put(w->out, c == '\n' ? ' ' : c);
	}
	buf_cut(&w->line, 0);
}

static void put_cell(struct writer *w, const struct block *cell)
{
	struct out *out = w->out;
	struct out part = OUT_MEMORY;
	add_text(w, cell);
	markdown_escape_label(&w->line);
	flush_cell(w);
	for (const struct block *b = cell->first; b; b = b->next) {
		/* Written as anywhere, then with its pipes escaped. */
		w->out = &part;
		put_by_type[b->type](w, b);
		w->out = out;
		buf_str(&w->line, buf_slice(&part.pending));
		buf_cut(&part.pending, 0);
		out_cstr(out, "<br>");
		flush_cell(w);
	}
	out_free(&part);
}

static void put_separator(struct writer *w, size_t columns)
{
	out_put(w->out, '|');
	for (size_t i = 0; i < columns; i++)
		out_cstr(w->out, "---|");
}

static void put_row(struct writer *w, const struct block *row)
{
	out_cstr(w->out, "| ");
	for (const struct block *cell = row->first; cell; cell = cell->next) {
		put_cell(w, cell);
		out_cstr(w->out, cell->next ? " | " : " |");
	}
}

static void put_table(struct writer *w, const struct block *b)
{
	bool headed = b->first && b->first->u.row.header;
	if (!headed) {
		out_put(w->out, '|');
		for (size_t i = 0; i < b->u.table.columns; i++)
			out_cstr(w->out, "  |");
		out_put(w->out, '\n');
		put_separator(w, b->u.table.columns);
	}
	for (const struct block *row = b->first; row; row = row->next) {
		if (row != b->first || !headed)
			out_put(w->out, '\n');
		put_row(w, row);
		if (row == b->first && headed) {
			out_put(w->out, '\n');
			put_separator(w, b->u.table.columns);
		}
	}
}

/* Columns of a roll, in order; what the notes call them counts before these words. */
static const struct {
	enum roll_column column;
	const char *word;
	bool always;
} roll_columns[] = {
	{ COLUMN_NAME, "Name", true }, { COLUMN_ALIAS, "Nick", false }, { COLUMN_AFFILIATION, "Affiliation", true },
	{ COLUMN_ROLE, "Role", false }, { COLUMN_STATUS, "Attendance", false }, { COLUMN_OTHER, "Notes", false },
};

enum { ROLL_COLUMNS = sizeof roll_columns / sizeof *roll_columns };

static struct str roll_value(struct writer *w, const struct person *p, enum roll_column column)
{
	struct str joined = STR_EMPTY;
	switch (column) {
	case COLUMN_NAME: return p->name;
	case COLUMN_AFFILIATION: return p->affiliation;
	case COLUMN_ROLE: return p->role;
	case COLUMN_STATUS: return p->status == PERSON_PRESENT ? STR_EMPTY : str_of(attendance_name(p->status));
	case COLUMN_OTHER: return p->note;
	default:
		for (size_t i = 0; i < p->alias_count; i++)
			joined = i ? arena_join(&w->scratch, joined, STR(", "), p->aliases[i]) : p->aliases[i];
		return joined;
	}
}

static void put_roll(struct writer *w, const struct block *b)
{
	bool shown[ROLL_COLUMNS];
	size_t count = 0;
	mark_block(w, b);
	if (b->u.roll.label.count) {
		markdown_inline(&w->line, b->u.roll.label, w->links);
		flush_line(w, false);
		out_cstr(w->out, ":\n\n");
	}
	for (size_t c = 0; c < ROLL_COLUMNS; c++) {
		shown[c] = roll_columns[c].always || (b->u.roll.columns && b->u.roll.columns[roll_columns[c].column].n);
		for (size_t i = 0; i < b->u.roll.count && !shown[c]; i++)
			shown[c] = roll_value(w, b->u.roll.people[i], roll_columns[c].column).n > 0;
		count += shown[c];
	}
	out_put(w->out, '|');
	for (size_t c = 0; c < ROLL_COLUMNS; c++) {
		struct str word = b->u.roll.columns ? b->u.roll.columns[roll_columns[c].column] : STR_EMPTY;
		if (!shown[c])
			continue;
		out_put(w->out, ' ');
		/* The notes' own word is bold where it is the word that would stand there anyway. */
		bool own = str_eq(word, str_of(roll_columns[c].word));
		buf_cstr(&w->line, own ? "**" : "");
		markdown_literal(&w->line, word.n ? word : str_of(roll_columns[c].word), w->links);
		buf_cstr(&w->line, own ? "**" : "");
		flush_cell(w);
		out_cstr(w->out, " |");
	}
	out_put(w->out, '\n');
	put_separator(w, count);
	for (size_t i = 0; i < b->u.roll.count; i++) {
		out_cstr(w->out, "\n|");
		for (size_t c = 0; c < ROLL_COLUMNS; c++) {
			if (!shown[c])
				continue;
			out_put(w->out, ' ');
			markdown_literal(&w->line, roll_value(w, b->u.roll.people[i], roll_columns[c].column), w->links);
			flush_cell(w);
			out_cstr(w->out, " |");
		}
	}
}

static void put_quote(struct writer *w, const struct block *b)
{
	struct out *out = w->out;
	struct out part = OUT_MEMORY;
	size_t indent = w->indent;
	w->indent = 0;
	w->out = &part;
	for (const struct block *child = b->first; child; child = child->next) {
		if (child != b->first)
			out_cstr(w->out, "\n\n");
		put_by_type[child->type](w, child);
	}
	w->out = out;
	w->indent = indent;
	struct str rest = buf_slice(&part.pending), line;
	for (bool first = true; rest.n && str_split(&rest, '\n', &line); first = false) {
		if (!first) {
			out_put(out, '\n');
			put_indent(w);
		}
		out_cstr(out, line.n ? "> " : ">");
		out_str(out, line);
	}
	out_free(&part);
}

static void put_code(struct writer *w, const struct block *b)
{
	struct str rest = b->u.code.text, line;
	char sign = str_find_char(b->u.code.info, '`', 0) == STR_NONE ? '`' : '~';
	size_t longest = 2, run = 0;
	for (size_t i = 0; i < rest.n; i++) {
		run = rest.p[i] == sign ? run + 1 : 0;
		if (run > longest)
			longest = run;
	}
	mark_block(w, b);
	for (size_t i = 0; i <= longest; i++)
		out_put(w->out, sign);
	out_str(w->out, b->u.code.info);
	for (bool any = rest.n > 0; any && str_split(&rest, '\n', &line);) {
		out_put(w->out, '\n');
		if (line.n)
			put_indent(w);
		out_str(w->out, line);
	}
	out_put(w->out, '\n');
	put_indent(w);
	for (size_t i = 0; i <= longest; i++)
		out_put(w->out, sign);
}

static void put_reference(struct writer *w, const struct block *b)
{
	mark_block(w, b);
	out_printf(w->out, b->u.reference.url.n ? "[%.*s]: " : "[%.*s] ", STR_FMT(b->u.reference.label));
	out_str(w->out, b->u.reference.url);
	if (b->u.reference.url.n && b->text.count)
		out_put(w->out, ' ');
	markdown_inline(&w->line, b->text, w->links);
	if (b->u.reference.url.n)
		on_one_line(w);
	flush_line(w, true);
}

static void put_rule(struct writer *w, const struct block *b)
{
	mark_block(w, b);
	out_cstr(w->out, "---");
}

static put_block *const put_by_type[BLOCK_TYPES] = {
	[BLOCK_HEADING] = put_heading, [BLOCK_PARAGRAPH] = put_text, [BLOCK_LIST] = put_list, [BLOCK_ROLL] = put_roll,
	[BLOCK_STATEMENT] = put_statement, [BLOCK_ACTION] = put_action, [BLOCK_DECISION] = put_decision, [BLOCK_VOTE] = put_vote,
	[BLOCK_TABLE] = put_table, [BLOCK_QUOTE] = put_quote, [BLOCK_CODE] = put_code, [BLOCK_REFERENCE] = put_reference, [BLOCK_RULE] = put_rule,
};

/* Two lists of one kind, one behind the other, would read as one. */
static bool would_merge(const struct block *a, const struct block *b)
{
	return a->type == BLOCK_LIST && b->type == BLOCK_LIST && a->u.list.kind == b->u.list.kind;
}

/* May it stand on its item's line, where it begins like text? */
static bool begins_like_text(const struct block *b)
{
	return b->type != BLOCK_LIST && b->type != BLOCK_QUOTE && b->type != BLOCK_CODE;
}

/* Children of an item or statement; the first one may stand on the marker's line. */
static void put_children(struct writer *w, const struct block *b, bool first_inline)
{
	for (const struct block *child = b->first; child; child = child->next) {
		bool first = child == b->first;
		if (!first || !first_inline || !begins_like_text(child)) {
			/* A list goes right below its item, as does what is all of it; anything else after a blank line. */
			bool list = child->type == BLOCK_LIST && b->type == BLOCK_ITEM && (first || child->prev->type != BLOCK_LIST);
			bool tight = list || (first && first_inline);
			out_cstr(w->out, tight ? "\n" : "\n\n");
			put_indent(w);
			if (child->prev && would_merge(child->prev, child)) {
				out_cstr(w->out, "<!-- list -->\n");
				put_indent(w);
			}
		}
		if (put_by_type[child->type])
			put_by_type[child->type](w, child);
	}
}

/* Header fields are one paragraph under the title, a line each. */
static void put_fields(struct writer *w)
{
	bool any = false;
	for (const struct block *b = w->doc->root->first; b && b->type == BLOCK_FIELD; b = b->next) {
		out_cstr(w->out, any ? "\\\n" : "\n");
		markdown_literal(&w->line, b->u.field.key, w->links);
		flush_line(w, true);
		out_cstr(w->out, inline_empty(b->text) ? ":" : ": ");
		add_text(w, b);
		on_one_line(w);
		flush_line(w, true);
		any = true;
	}
	if (any)
		out_put(w->out, '\n');
}

static void put_blocks(struct writer *w, const struct block *first, const struct block *end)
{
	for (const struct block *b = first; b && b != end; b = b->next) {
		if (b->type == BLOCK_FIELD || !put_by_type[b->type] || leaves_out(w, b))
			continue;
		bool close = b->type == BLOCK_REFERENCE && b->prev && b->prev->type == BLOCK_REFERENCE && b->u.reference.url.n;
		out_cstr(w->out, close ? "" : "\n");
		if (b->prev && would_merge(b->prev, b))
			out_cstr(w->out, "<!-- list -->\n");
		put_by_type[b->type](w, b);
		out_put(w->out, '\n');
	}
}

const char *write_markdown(struct document *doc, const struct write_options *options, struct out *out)
{
	struct writer w = { .doc = doc, .out = out, .scratch = ARENA_INIT, .line = BUF_INIT };
	(void)options;
	w.links = document_links(doc, &w.scratch);
	out_cstr(out, doc->origin_known ? "<!-- rollcall 1, additions marked -->\n" : "<!-- rollcall 1 -->\n");
	if (doc->title_text.count) {
		out_cstr(out, "# ");
		markdown_inline(&w.line, doc->title_text, w.links);
		on_one_line(&w);
		markdown_escape_closing(&w.line);
		flush_line(&w, true);
		out_put(out, '\n');
	}
	put_fields(&w);
	put_blocks(&w, doc->root->first, NULL);
	buf_free(&w.line);
	arena_free(&w.scratch);
	return NULL;
}

void write_markdown_blocks(const struct document *doc, const struct block *first, const struct block *end,
	struct out *out)
{
	struct writer w = { .doc = doc, .out = out, .scratch = ARENA_INIT, .line = BUF_INIT, .carried = true };
	w.links = document_links(doc, &w.scratch);
	put_blocks(&w, first, end);
	buf_free(&w.line);
	arena_free(&w.scratch);
}
