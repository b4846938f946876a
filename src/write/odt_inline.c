#include "write/odt.h"

static const char *const mark_styles[] = {
	[MARK_EMPHASIS] = "Emphasis", [MARK_STRONG] = "Strong_20_Emphasis", [MARK_UNDERLINE] = "Underline",
	[MARK_STRIKE] = "Strike", [MARK_HIGHLIGHT] = "Highlight", [MARK_SUBSCRIPT] = "Subscript",
	[MARK_SUPERSCRIPT] = "Superscript", [MARK_INSERTED] = "Inserted",
};

static void start_span(struct odt *o, const char *style)
{
	xml_start(o->x, "text:span");
	xml_attr_c(o->x, "text:style-name", style);
}

void odt_span(struct odt *o, const char *style, struct str text)
{
	if (!text.n)
		return;
	start_span(o, style);
	xml_text(o->x, text);
	xml_end(o->x);
}

static void blanks(struct odt *o, size_t n)
{
	if (!n)
		return;
	xml_start(o->x, "text:s");
	if (n > 1)
		xml_attr_n(o->x, "text:c", (long)n);
	xml_end(o->x);
}

/* Readers collapse runs of blanks and drop them at the ends: only a lone one between characters is written as it is. */
void odt_verbatim(struct odt *o, struct str text)
{
	for (size_t i = 0; i < text.n;) {
		size_t run = i;
		while (run < text.n && text.p[run] != ' ' && text.p[run] != '\t' && text.p[run] != '\n' && text.p[run] != '\r')
			run++;
		xml_text(o->x, str_first(str_skip(text, i), run - i));
		if (run == text.n)
			return;
		bool between = run > i;
		i = run;
		if (text.p[i] == ' ') {
			while (i < text.n && text.p[i] == ' ')
				i++;
			between = between && i < text.n && text.p[i] > ' ';
			if (between)
				xml_raw(o->x, STR(" "));
			blanks(o, i - run - between);
			continue;
		}
		xml_start(o->x, text.p[i] == '\t' ? "text:tab" : "text:line-break");
		xml_end(o->x);
		i++;
	}
}

static void start_link(struct odt *o, const char *style, const char *visited)
{
	xml_start(o->x, "text:a");
	xml_attr_c(o->x, "xlink:type", "simple");
	xml_attr(o->x, "xlink:href", buf_slice(&o->scratch));
	xml_attr_c(o->x, "text:style-name", style);
	xml_attr_c(o->x, "text:visited-style-name", visited);
}

static void anchor_url(struct odt *o, struct str anchor)
{
	buf_cut(&o->place, 0);
	buf_put(&o->place, '#');
	buf_str(&o->place, anchor);
	odt_url(buf_slice(&o->place), &o->scratch);
}

void odt_open_link(struct odt *o, const char *style, struct str anchor)
{
	if (!anchor.n) {
		start_span(o, style);
		return;
	}
	anchor_url(o, anchor);
	start_link(o, style, style);
}

/* A link within the notes, "#release-cadence", to a place of ours; false if there is no such place. */
static bool place_url(struct odt *o, struct str url)
{
	struct str anchor = str_skip(url, 1);
	if (!odt_has_anchor(o, anchor)) {
		anchor = arena_join(&o->doc->arena, STR("t"), STR("-"), anchor);
		if (!odt_has_anchor(o, anchor))
			return false;
	}
	anchor_url(o, anchor);
	return true;
}

static bool link_url(struct odt *o, struct str url)
{
	return url.n && *url.p == '#' ? place_url(o, url) : odt_url(url, &o->scratch);
}

/* How an open mark is closed. A link that cannot be one is a span, and its address is told behind it. */
struct open {
	struct str address;
	bool link;
};

static void open_mark(struct odt *o, const struct span *s, struct open *open, bool linked)
{
	*open = (struct open){ STR_EMPTY, false };
	if (s->mark != MARK_LINK) {
		start_span(o, mark_styles[s->mark]);
	} else if (!linked && link_url(o, s->text)) {
		start_link(o, "Internet_20_link", "Visited_20_Internet_20_Link");
		open->link = true;
	} else {
		xml_start(o->x, "text:span");
		if (!linked)
			open->address = s->text;
	}
}

static void close_mark(struct odt *o, const struct open *open)
{
	xml_end(o->x);
	if (!open->address.n)
		return;
	xml_raw(o->x, STR(" ("));
	xml_text(o->x, open->address);
	xml_raw(o->x, STR(")"));
}

static void inlines(struct odt *o, struct inlines text, bool linked)
{
	struct open open[INLINE_DEPTH];
	size_t depth = 0;
	for (size_t i = 0; i < text.count; i++) {
		const struct span *s = &text.spans[i];
		switch (s->type) {
		case SPAN_TEXT: xml_text(o->x, s->text); break;
		case SPAN_CODE:
			start_span(o, "Code");
			odt_verbatim(o, s->text);
			xml_end(o->x);
			break;
		case SPAN_BREAK:
			xml_start(o->x, "text:line-break");
			xml_end(o->x);
			break;
		case SPAN_OPEN:
			if (depth == INLINE_DEPTH)
				break;
			open_mark(o, s, &open[depth], linked);
			linked = linked || open[depth].link;
			depth++;
			break;
		case SPAN_CLOSE:
			if (!depth)
				break;
			close_mark(o, &open[--depth]);
			linked = linked && !open[depth].link;
			break;
		}
	}
}

void odt_inlines(struct odt *o, struct inlines text)
{
	inlines(o, text, false);
}

void odt_inlines_unlinked(struct odt *o, struct inlines text)
{
	inlines(o, text, true);
}
