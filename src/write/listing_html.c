/* A listing as a page: templates/listing.html around a table for each group. */
#include "base/asset.h"
#include "base/mem.h"
#include "write/html.h"
#include "write/listing.h"

enum { SLOT_TITLE, SLOT_ABOUT, SLOT_STYLES, SLOT_FIGURE, SLOT_TABLES, SLOT_NOTHING, SLOTS };

static const struct template_slot slots[SLOTS] = {
	[SLOT_TITLE] = { "title", SLOT_TEXT, true },
	[SLOT_ABOUT] = { "about", SLOT_TEXT, false },
	[SLOT_STYLES] = { "style", SLOT_STYLE, false },
	[SLOT_FIGURE] = { "figure", SLOT_BLOCKS, false },
	[SLOT_TABLES] = { "tables", SLOT_BLOCKS, true },
	[SLOT_NOTHING] = { "nothing", SLOT_TEXT, false },
};

struct page {
	const struct listing *l;
	const struct listing_page *options;
	struct xml *x;
};

static void line_end(struct xml *x)
{
	xml_raw(x, STR("\n"));
}

/* Lines of the cell, told by <br>. */
static void put_lines(struct xml *x, struct str text)
{
	struct str line;
	for (bool more = false; text.n && str_split(&text, '\n', &line); more = true) {
		if (more) {
			xml_start(x, "br");
			xml_end(x);
		}
		xml_text(x, line);
	}
}

/* In spans up to each comma, so that lines rather end there than in a date. */
static void put_note(struct xml *x, struct str note)
{
	xml_start(x, "small");
	while (note.n) {
		size_t comma = str_find(note, STR(", "), 0), n = comma == STR_NONE ? note.n : comma + 1;
		xml_element(x, "span", str_first(note, n));
		note = str_trim_left(str_skip(note, n));
		if (note.n)
			xml_text_c(x, " ");
	}
	xml_end(x);
}

static void put_class(struct xml *x, const char *a, const char *b, const char *c)
{
	const char *names[] = { a, b, c };
	struct buf all = BUF_INIT;
	for (size_t i = 0; i < 3; i++)
		if (names[i])
			buf_printf(&all, "%s%s", all.n ? " " : "", names[i]);
	if (all.n)
		xml_attr(x, "class", buf_slice(&all));
	buf_free(&all);
}

static void put_cell(struct xml *x, const struct listing_column *column, const struct listing_cell *cell)
{
	struct buf url = BUF_INIT;
	xml_start(x, "td");
	put_class(x, column->wide ? "wide" : NULL, column->number ? "number" : NULL, cell->mark);
	/* Where the style shows no head, a number alone says nothing. */
	if (column->number)
		xml_attr_c(x, "data-title", column->title);
	if (cell->figure)
		cell->figure(cell->context, x);
	bool linked = cell->url.n && html_url(cell->url, &url);
	if (linked) {
		xml_start(x, "a");
		xml_attr(x, "href", buf_slice(&url));
	}
	put_lines(x, cell->text);
	if (linked)
		xml_end(x);
	if (cell->note.n)
		put_note(x, cell->note);
	xml_end(x);
	buf_free(&url);
}

static void put_head(const struct listing *l, struct xml *x)
{
	xml_start(x, "thead");
	xml_start(x, "tr");
	for (size_t i = 0; i < l->column_count; i++) {
		if (l->columns[i].place == LISTING_DATA)
			continue;
		xml_start(x, "th");
		xml_attr_c(x, "scope", "col");
		put_class(x, l->columns[i].wide ? "wide" : NULL, l->columns[i].number ? "number" : NULL, NULL);
		xml_text_c(x, l->columns[i].title);
		xml_end(x);
	}
	xml_end(x);
	xml_end(x);
	line_end(x);
}

static void put_table(const struct listing *l, const struct listing_group *group, struct xml *x)
{
	xml_start(x, "div");
	xml_attr_c(x, "class", "box");
	xml_attr_c(x, "tabindex", "0");
	xml_attr_c(x, "role", "group");
	xml_attr(x, "aria-label", group->title.n ? group->title : l->title);
	line_end(x);
	xml_start(x, "table");
	put_class(x, "listing", l->style, NULL);
	line_end(x);
	put_head(l, x);
	xml_start(x, "tbody");
	line_end(x);
	for (size_t r = group->first; r < group->first + group->count; r++) {
		xml_start(x, "tr");
		if (l->rows[r].mark)
			xml_attr_c(x, "class", l->rows[r].mark);
		for (size_t i = 0; i < l->column_count; i++)
			if (l->columns[i].place != LISTING_DATA)
				put_cell(x, &l->columns[i], &l->rows[r].cells[i]);
		xml_end(x);
		line_end(x);
	}
	for (int open = 0; open < 3; open++) {
		xml_end(x);
		line_end(x);
	}
}

void listing_tables(const struct listing *l, struct xml *x)
{
	for (size_t g = 0; g < l->group_count; g++) {
		const struct listing_group *group = &l->groups[g];
		if (group->title.n) {
			xml_element(x, "h2", group->title);
			line_end(x);
		}
		if (group->count)
			put_table(l, group, x);
	}
}

static bool has(void *context, size_t slot)
{
	const struct page *p = context;
	switch (slot) {
	case SLOT_ABOUT: return p->l->about.n > 0;
	case SLOT_FIGURE: return p->options->figure != NULL;
	case SLOT_TABLES: return p->l->row_count > 0;
	case SLOT_NOTHING: return p->l->row_count == 0 && p->l->nothing.n > 0;
	default: return true;
	}
}

static struct str value(void *context, size_t slot)
{
	const struct page *p = context;
	switch (slot) {
	case SLOT_TITLE: return p->l->title;
	case SLOT_ABOUT: return p->l->about;
	case SLOT_NOTHING: return p->l->nothing;
	default: return STR_EMPTY;
	}
}

static void put_styles(struct xml *x)
{
	static const char *const files[] = { "styles/page.css", "styles/listing.css" };
	struct str sheet;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		if (asset_find(files[i], &sheet))
			xml_raw_text(x, sheet, "style");
}

static void fill(void *context, size_t slot, bool plain)
{
	struct page *p = context;
	(void)plain;
	switch (slot) {
	case SLOT_STYLES: put_styles(p->x); break;
	case SLOT_FIGURE: p->options->figure(p->options->context, p->x); break;
	case SLOT_TABLES: listing_tables(p->l, p->x); break;
	default: xml_text(p->x, value(context, slot));
	}
}

const char *listing_html(const struct listing *l, const struct listing_page *page, struct out *out)
{
	static const struct template_type type = { "listing.html", slots, SLOTS, NULL, 0, NULL };
	struct page p = { .l = l, .options = page };
	struct template *t;
	const char *error = template_read(l->arena, &type, page->templates, &t);
	if (!error) {
		p.x = xml_new(out, XML_HTML);
		template_write(t, p.x, &(struct template_host){ &p, has, fill, value });
		xml_free(p.x);
	}
	template_free(t);
	return error;
}
