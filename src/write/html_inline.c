#include "write/html.h"

static const char *const elements[] = {
	[MARK_EMPHASIS] = "em", [MARK_STRONG] = "strong", [MARK_UNDERLINE] = "u", [MARK_STRIKE] = "s",
	[MARK_HIGHLIGHT] = "mark", [MARK_SUBSCRIPT] = "sub", [MARK_SUPERSCRIPT] = "sup", [MARK_INSERTED] = "ins",
};

bool html_link_open(struct html *h, struct str url)
{
	if (!html_url(url, &h->scratch))
		return false;
	xml_start(h->x, "a");
	xml_attr(h->x, "href", buf_slice(&h->scratch));
	/* What the notes say is not lost to the escapes of a URL. */
	if (!str_eq(url, buf_slice(&h->scratch)))
		xml_attr(h->x, "title", url);
	return true;
}

/* Is the link's text its URL, perhaps without the scheme? Then paper shows it already. */
static bool shows_url(struct inlines text, size_t link)
{
	if (link + 2 >= text.count || text.spans[link + 1].type != SPAN_TEXT || text.spans[link + 2].type != SPAN_CLOSE)
		return false;
	struct str url = text.spans[link].text, shown = text.spans[link + 1].text;
	if (!str_ends(url, shown))
		return false;
	struct str hidden = str_first(url, url.n - shown.n);
	return hidden.n == 0 || str_eq(hidden, STR("http://")) || str_eq(hidden, STR("https://")) ||
		str_eq(hidden, STR("mailto:"));
}

static void open_link(struct html *h, struct inlines text, size_t i, enum html_links links)
{
	struct str url = text.spans[i].text;
	if (links == HTML_LINKS && html_link_open(h, url)) {
		if (shows_url(text, i))
			xml_attr_c(h->x, "class", "url");
		return;
	}
	xml_start(h->x, "span");
	if (links == HTML_NO_LINKS)
		return;
	if (!shows_url(text, i) || !str_eq(url, text.spans[i + 1].text))
		xml_attr(h->x, "title", url);
}

static bool is_word(char c)
{
	return is_alnum(c) || (unsigned char)c >= 0x80;
}

/* The notes wrote `Source`s as two words. Mark-up ends no word, so that the place must be told: to search, to copy. */
static void part_words(struct html *h, struct inlines text, size_t i)
{
	const struct span *s = &text.spans[i], *next = s + 1;
	if (s->type == SPAN_CLOSE && s->mark != MARK_EMPHASIS && s->mark != MARK_STRONG && s->mark != MARK_STRIKE &&
	    s->mark != MARK_LINK)
		return;
	if (i + 1 < text.count && next->type == SPAN_TEXT && is_word(next->text.p[0]))
		xml_raw(h->x, STR("<wbr>"));
}

void html_inlines(struct html *h, struct inlines text, enum html_links links)
{
	for (size_t i = 0; i < text.count; i++) {
		const struct span *s = &text.spans[i];
		switch (s->type) {
		case SPAN_TEXT: xml_text(h->x, s->text); break;
		case SPAN_BREAK: xml_raw(h->x, STR("<br>\n")); break;
		case SPAN_CODE:
			xml_element(h->x, "code", s->text);
			part_words(h, text, i);
			break;
		case SPAN_CLOSE:
			xml_end(h->x);
			part_words(h, text, i);
			break;
		default:
			if (s->mark == MARK_LINK)
				open_link(h, text, i, links);
			else
				xml_start(h->x, elements[s->mark]);
		}
	}
}

void html_anchor(struct html *h, const char *attribute, const char *before, struct str name)
{
	if (name.n == 0)
		return;
	buf_cut(&h->scratch, 0);
	buf_cstr(&h->scratch, before);
	/* The same name must do as an id and, unescaped, as a URL's fragment. */
	size_t begin = h->scratch.n;
	buf_str(&h->scratch, name);
	for (size_t i = begin; i < h->scratch.n; i++) {
		char c = h->scratch.p[i];
		if (!is_word(c) && c != '-' && c != '_' && c != '.')
			h->scratch.p[i] = '_';
	}
	xml_attr(h->x, attribute, buf_slice(&h->scratch));
}

void html_start_place(struct html *h, const char *cls, struct str anchor)
{
	bool linked = anchor.n && !h->no_places;
	xml_start(h->x, linked ? "a" : "span");
	if (cls)
		xml_attr_c(h->x, "class", cls);
	if (linked)
		html_anchor(h, "href", "#", anchor);
}
