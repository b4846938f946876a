#include "write/listing.h"

#include "base/mem.h"
#include "write/markdown_inline.h"
#include "write/text.h"

struct listing *listing_new(struct arena *arena, struct str title, const struct listing_column *columns, size_t count)
{
	struct listing *l = ARENA_NEW(arena, struct listing);
	l->arena = arena;
	l->title = title;
	l->about = l->nothing = STR_EMPTY;
	l->columns = columns;
	l->column_count = count;
	return l;
}

void listing_free(struct listing *l)
{
	if (!l)
		return;
	mem_free(l->groups);
	mem_free(l->rows);
	l->groups = NULL;
	l->rows = NULL;
	l->group_count = l->group_room = l->row_count = l->row_room = 0;
}

void listing_group(struct listing *l, struct str title)
{
	VEC_ROOM(l->groups, l->group_count, l->group_room);
	l->groups[l->group_count++] = (struct listing_group){ title, l->row_count, 0 };
}

void listing_row(struct listing *l)
{
	if (!l->group_count)
		listing_group(l, STR_EMPTY);
	VEC_ROOM(l->rows, l->row_count, l->row_room);
	struct listing_row *row = &l->rows[l->row_count++];
	*row = (struct listing_row){ ARENA_ARRAY(l->arena, struct listing_cell, l->column_count), NULL };
	for (size_t i = 0; i < l->column_count; i++)
		row->cells[i] = (struct listing_cell){ STR_EMPTY, STR_EMPTY, STR_EMPTY, NULL, NULL, NULL };
	l->groups[l->group_count - 1].count++;
}

static struct listing_cell *last(struct listing *l, size_t column)
{
	return &l->rows[l->row_count - 1].cells[column];
}

void listing_put(struct listing *l, size_t column, struct str text)
{
	last(l, column)->text = text;
}

void listing_link(struct listing *l, size_t column, struct str text, struct str url)
{
	last(l, column)->text = text;
	last(l, column)->url = url;
}

void listing_note(struct listing *l, size_t column, struct str note)
{
	last(l, column)->note = note;
}

void listing_mark(struct listing *l, size_t column, const char *mark)
{
	last(l, column)->mark = mark;
}

void listing_draw(struct listing *l, size_t column, listing_figure *figure, const void *context)
{
	last(l, column)->figure = figure;
	last(l, column)->context = context;
}

void listing_mark_row(struct listing *l, const char *mark)
{
	l->rows[l->row_count - 1].mark = mark;
}

bool listing_shows(const struct listing *l, size_t column)
{
	bool shown = l->columns[column].place == LISTING_SHOWN, holds = !l->row_count;
	for (size_t r = 0; r < l->row_count && shown && !holds; r++)
		holds = l->rows[r].cells[column].text.n > 0;
	return shown && holds;
}

/* CSV */

static void csv_field(struct buf *scratch, struct str text, bool first, struct out *out)
{
	struct str rest = text, line;
	if (!first)
		out_put(out, ',');
	buf_cut(scratch, 0);
	if (text.n && str_find_char(STR("=+-@\t"), *text.p, 0) != STR_NONE)
		buf_put(scratch, '\'');
	for (bool more = false; rest.n && str_split(&rest, '\n', &line); more = true) {
		if (more)
			buf_cstr(scratch, "\r\n");
		text_clean(scratch, line);
	}
	struct str clean = buf_slice(scratch);
	bool quoted = clean.n && (is_space(*clean.p) || is_space(clean.p[clean.n - 1]));
	for (size_t i = 0; i < clean.n && !quoted; i++)
		quoted = clean.p[i] == ',' || clean.p[i] == '"' || clean.p[i] == '\r';
	if (quoted)
		out_put(out, '"');
	for (size_t i = 0; i < clean.n; i++) {
		if (clean.p[i] == '"')
			out_put(out, '"');
		out_put(out, clean.p[i]);
	}
	if (quoted)
		out_put(out, '"');
}

void listing_csv(const struct listing *l, struct out *out)
{
	struct buf scratch = BUF_INIT;
	if (l->group_key)
		csv_field(&scratch, str_of(l->group_key), true, out);
	for (size_t i = 0; i < l->column_count; i++)
		csv_field(&scratch, str_of(l->columns[i].key), i == 0 && !l->group_key, out);
	out_cstr(out, "\r\n");
	for (size_t g = 0; g < l->group_count; g++) {
		const struct listing_group *group = &l->groups[g];
		for (size_t r = group->first; r < group->first + group->count; r++) {
			if (l->group_key)
				csv_field(&scratch, group->title, true, out);
			for (size_t i = 0; i < l->column_count; i++)
				csv_field(&scratch, l->rows[r].cells[i].text, i == 0 && !l->group_key, out);
			out_cstr(out, "\r\n");
		}
	}
	buf_free(&scratch);
}

/* Markdown */

/* Characters that nothing is read in; in a cell, pipes are escaped and lines are told by <br>. */
static void put_literal(struct buf *scratch, struct str text, bool cell, struct out *out)
{
	struct str rest = text, line;
	for (bool more = false; rest.n && str_split(&rest, '\n', &line); more = true) {
		buf_cut(scratch, 0);
		markdown_literal(scratch, line, NULL);
		if (more)
			out_cstr(out, cell ? "<br>" : " ");
		for (size_t i = 0; i < scratch->n; i++) {
			if (cell && scratch->p[i] == '|')
				out_put(out, '\\');
			out_put(out, scratch->p[i] == '\n' ? ' ' : scratch->p[i]);
		}
	}
}

static void put_target(struct str url, struct out *out)
{
	out_cstr(out, "](<");
	for (size_t i = 0; i < url.n; i++) {
		char c = url.p[i];
		if (c == '|' || c == '<' || c == '>' || c == '\\' || (unsigned char)c <= ' ')
			out_printf(out, "%%%02X", (unsigned char)c);
		else
			out_put(out, c);
	}
	out_cstr(out, ">)");
}

static void put_markdown_cell(struct buf *scratch, const struct listing_cell *cell, struct out *out)
{
	bool linked = cell->url.n && inline_link_is_safe(cell->url);
	if (linked)
		out_put(out, '[');
	put_literal(scratch, cell->text, true, out);
	if (linked)
		put_target(cell->url, out);
	if (cell->note.n) {
		out_cstr(out, cell->text.n ? "<br>(" : "(");
		put_literal(scratch, cell->note, true, out);
		out_put(out, ')');
	}
}

static void put_markdown_head(const struct listing *l, const bool *shows, struct buf *scratch, struct out *out)
{
	out_put(out, '|');
	for (size_t i = 0; i < l->column_count; i++) {
		if (!shows[i])
			continue;
		out_put(out, ' ');
		put_literal(scratch, str_of(l->columns[i].title), true, out);
		out_cstr(out, " |");
	}
	out_cstr(out, "\n|");
	for (size_t i = 0; i < l->column_count; i++)
		if (shows[i])
			out_cstr(out, l->columns[i].number ? " ---: |" : " --- |");
	out_put(out, '\n');
}

static void put_markdown_heading(struct buf *scratch, const char *sign, struct str title, struct out *out)
{
	out_cstr(out, sign);
	put_literal(scratch, title, false, out);
	out_put(out, '\n');
}

void listing_markdown(const struct listing *l, struct out *out)
{
	struct buf scratch = BUF_INIT;
	bool *shows = mem_alloc(l->column_count * sizeof *shows + 1);
	for (size_t i = 0; i < l->column_count; i++)
		shows[i] = listing_shows(l, i);
	put_markdown_heading(&scratch, "# ", l->title, out);
	if (l->about.n)
		put_markdown_heading(&scratch, "\n", l->about, out);
	if (!l->row_count && l->nothing.n)
		put_markdown_heading(&scratch, "\n", l->nothing, out);
	for (size_t g = 0; g < l->group_count; g++) {
		const struct listing_group *group = &l->groups[g];
		if (group->title.n)
			put_markdown_heading(&scratch, "\n## ", group->title, out);
		out_put(out, '\n');
		put_markdown_head(l, shows, &scratch, out);
		for (size_t r = group->first; r < group->first + group->count; r++) {
			out_put(out, '|');
			for (size_t i = 0; i < l->column_count; i++) {
				if (!shows[i])
					continue;
				out_put(out, ' ');
				put_markdown_cell(&scratch, &l->rows[r].cells[i], out);
				out_cstr(out, " |");
			}
			out_put(out, '\n');
		}
	}
	mem_free(shows);
	buf_free(&scratch);
}
