/* check --explain: each line of the notes behind what it was taken for. */
#include "base/mem.h"
#include "read/read.h"
#include "read/scan.h"

static void put_mentions(struct out *out, struct mentions m)
{
	out_cstr(out, " ->");
	if (!m.count)
		out_cstr(out, " nobody");
	for (size_t i = 0; i < m.count; i++) {
		out_cstr(out, i ? ", " : " ");
		out_str(out, m.items[i].name);
		if (!m.items[i].person)
			out_cstr(out, "?");
	}
}

/* The block that says most of a line: the deepest one that begins there. */
static const struct block **blocks_by_line(const struct document *doc)
{
	const struct block **by_line = mem_zero(doc->line_count + 2, sizeof *by_line);
	struct block_iter it = block_iter(doc->root);
	while (block_next(&it)) {
		const struct block *b = it.block;
		if (!it.entering || b->line == 0 || b->line > doc->line_count || b->type == BLOCK_DOCUMENT)
			continue;
		const struct block *old = by_line[b->line];
		bool says_more = !old || b->type == BLOCK_STATEMENT || b->type == BLOCK_ACTION || b->type == BLOCK_DECISION || b->type == BLOCK_VOTE;
		bool container = old && (old->type == BLOCK_LIST || old->type == BLOCK_TABLE || old->type == BLOCK_QUOTE || (old->type == BLOCK_ITEM && inline_empty(old->text)));
		if (says_more || container)
			by_line[b->line] = b;
		for (size_t i = 0; b->type == BLOCK_ROLL && i < b->u.roll.count; i++)
			if (b->u.roll.people[i]->line <= doc->line_count && !by_line[b->u.roll.people[i]->line])
				by_line[b->u.roll.people[i]->line] = b;
	}
	return by_line;
}

static const char *class_of(const struct document *doc, const struct block *b, size_t line, bool *title)
{
	if (b) {
		if (b->type == BLOCK_ROW)
			return b->u.row.series ? "series" : "row";
		return block_type_name(b->type);
	}
	if (!*title && doc->title.n && line <= 8) {
		*title = true;
		return "title";
	}
	return "continues";
}

void read_explain(const struct document *doc, struct out *out)
{
	const struct block **by_line = blocks_by_line(doc);
	struct str rest = doc->source, raw;
	bool title = false;
	if (rest.n && rest.p[rest.n - 1] == '\n')
		rest.n--;
	for (size_t line = 1; rest.n && str_split(&rest, '\n', &raw); line++) {
		const struct block *b = line <= doc->line_count ? by_line[line] : NULL;
		enum line_class rule = line <= doc->line_count ? doc->line_rules[line] : LINE_BLANK;
		if (!str_trim(raw).n) {
			out_put(out, '\n');
			continue;
		}
		out_printf(out, "%-10s %-14s ", class_of(doc, b, line, &title), line_class_name(rule));
		out_str(out, raw);
		if (b && b->type == BLOCK_STATEMENT)
			put_mentions(out, b->u.statement.who);
		if (b && b->type == BLOCK_ACTION)
			put_mentions(out, b->u.action.owners);
		out_put(out, '\n');
	}
	mem_free(by_line);
}
