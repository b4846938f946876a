#include "mail/hypertext.h"

#include "base/utf8.h"
#include "mail/clean.h"

enum { LINE_LIMIT = 64 * 1024, QUOTE_LIMIT = 1000 };

struct page {
	struct archive *archive;
	struct message *message;
	struct buf line, clean;
	unsigned quote, least;
	bool keeps_lines;            /* within <pre> */
};

static void end_line(struct page *p)
{
	buf_cut(&p->clean, 0);
	mail_clean_line(&p->clean, buf_slice(&p->line));
	if (p->line.n)
		archive_line(p->archive, p->message, buf_slice(&p->clean), p->quote);
	buf_cut(&p->line, 0);
}

static const struct { const char *name; uint32_t code; } entities[] = {
	{ "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' }, { "nbsp", ' ' },
};

/* "&lt;", "&#60;", "&#x3c;" at the begin of s: its character, and its length in *n; 0 for what is none. */
static uint32_t entity(struct str s, size_t *n)
{
	size_t end = str_find_char(str_first(s, 12), ';', 1);
	if (end == STR_NONE || end < 2)
		return 0;
	struct str name = str_range(s.p + 1, s.p + end);
	*n = end + 1;
	for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
		if (str_eq(name, str_of(entities[i].name)))
			return entities[i].code;
	if (name.p[0] != '#')
		return 0;
	bool hex = name.n > 1 && to_lower(name.p[1]) == 'x';
	uint32_t code = 0;
	for (size_t i = hex ? 2 : 1; i < name.n; i++) {
		char c = to_lower(name.p[i]);
		if (!is_digit(c) && !(hex && c >= 'a' && c <= 'f'))
			return 0;
		code = code * (hex ? 16 : 10) + (uint32_t)(is_digit(c) ? c - '0' : c - 'a' + 10);
		if (code > 0x10ffff)
			return 0;
	}
	return code >= 0xd800 && code < 0xe000 ? 0 : code;
}

static bool is_block(struct str name)
{
	static const char *const blocks[] = { "p", "br", "div", "li", "tr", "table", "ul", "ol", "pre", "blockquote", "hr",
		"h1", "h2", "h3", "h4", "h5", "h6", NULL };
	for (const char *const *b = blocks; *b; b++)
		if (str_eq_nocase(name, str_of(*b)))
			return true;
	return false;
}

/* Offset behind the end tag of an element whose content is no text. */
static size_t skip_element(struct str html, size_t at, struct str name)
{
	for (size_t i = at; (i = str_find(html, STR("</"), i)) != STR_NONE; i += 2)
		if (str_starts_nocase(str_skip(html, i + 2), name))
			return i;
	return html.n;
}

/* A tag at html.p[at]; returns the offset behind it. */
static size_t read_tag(struct page *p, struct str html, size_t at)
{
	if (str_starts(str_skip(html, at), STR("<!--"))) {
		size_t close = str_find(html, STR("-->"), at + 4);
		return close == STR_NONE ? html.n : close + 3;
	}
	bool closing = at + 1 < html.n && html.p[at + 1] == '/';
	size_t begin = at + 1 + closing, i = begin;
	while (i < html.n && is_alnum(html.p[i]))
		i++;
	struct str name = str_range(html.p + begin, html.p + i);
	if (!name.n && !(begin < html.n && (html.p[begin] == '!' || html.p[begin] == '?'))) {
		buf_put(&p->line, '<');
		return at + 1;
	}
	size_t end = str_find_char(html, '>', i);
	end = end == STR_NONE ? html.n : end + 1;
	if (is_block(name))
		end_line(p);
	if (str_eq_nocase(name, STR("pre")))
		p->keeps_lines = !closing;
	if (str_eq_nocase(name, STR("blockquote"))) {
		if (!closing && p->quote < QUOTE_LIMIT)
			p->quote++;
		else if (closing && p->quote > p->least)
			p->quote--;
	}
	if (!closing && (str_eq_nocase(name, STR("style")) || str_eq_nocase(name, STR("script")) || str_eq_nocase(name, STR("title"))))
		end = skip_element(html, end, name);
	return end;
}

void hypertext_lines(struct archive *a, struct message *m, struct str html, unsigned quote)
{
	struct page p = { a, m, BUF_INIT, BUF_INIT, quote, quote, false };
	for (size_t at = 0; at < html.n;) {
		size_t n = 0;
		uint32_t code = html.p[at] == '&' ? entity(str_skip(html, at), &n) : 0;
		if (html.p[at] == '<') {
			at = read_tag(&p, html, at);
		} else if (code) {
			utf8_put(&p.line, code);
			at += n;
		} else if (html.p[at] == '\n' && p.keeps_lines) {
			end_line(&p);
			at++;
		} else {
			buf_put(&p.line, html.p[at++]);
		}
		if (p.line.n > LINE_LIMIT)
			end_line(&p);
	}
	end_line(&p);
	buf_free(&p.line);
	buf_free(&p.clean);
}
