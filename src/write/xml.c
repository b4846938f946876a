#include "write/xml.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"

/* Tags go out as they come; to ask libxml2's xmlTextWriter for each costs three times as much as all the rest. */
struct xml {
	struct out *out;
	enum xml_syntax syntax;
	struct str *open;    /* names of the open elements; a void element of HTML is not among them */
	size_t depth, room;
	bool in_tag;         /* the start tag written last is not closed yet: attributes may follow */
	bool in_void;        /* and it is of a void element */
	const struct xml_filter *filter;     /* has the tags, or NULL; then to has all else, and out is to's */
	struct xml *to;
};

/* A sink that has room takes small pieces without a call; it is asked to write when it has none. */
static inline void put(struct xml *x, const char *bytes, size_t n)
{
	struct buf *b = &x->out->pending;
	if (b->room - b->n <= n) {
		out_add(x->out, bytes, n);
		return;
	}
	memcpy(b->p + b->n, bytes, n);
	b->n += n;
	b->p[b->n] = '\0';
}

static void put_c(struct xml *x, const char *text)
{
	put(x, text, strlen(text));
}

static void end_filtered_tag(struct xml *x);

/* The start tag ends: content follows. Nothing is no content. */
static inline void end_tag(struct xml *x)
{
	if (x->filter)
		end_filtered_tag(x);
	else if (x->in_tag)
		put(x, ">", 1);
	x->in_tag = x->in_void = false;
}

static void end_filtered_tag(struct xml *x)
{
	if (x->in_tag)
		x->filter->content(x->filter->context);
	end_tag(x->to);
}

struct xml *xml_new(struct out *out, enum xml_syntax syntax)
{
	struct xml *x = mem_zero(1, sizeof *x);
	x->out = out;
	x->syntax = syntax;
	return x;
}

struct xml *xml_new_filtered(struct xml *to, const struct xml_filter *filter)
{
	struct xml *x = xml_new(to->out, to->syntax);
	x->filter = filter;
	x->to = to;
	return x;
}

void xml_free(struct xml *x)
{
	if (!x)
		return;
	while (x->in_void || x->depth)
		xml_end(x);
	mem_free(x->open);
	mem_free(x);
}

static bool is_void(struct str name)
{
	static const struct str names[] = {
		{ "area", 4 }, { "base", 4 }, { "br", 2 }, { "col", 3 }, { "embed", 5 }, { "hr", 2 }, { "img", 3 },
		{ "input", 5 }, { "link", 4 }, { "meta", 4 }, { "source", 6 }, { "track", 5 }, { "wbr", 3 },
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (name.n == names[i].n && str_starts_nocase(name, names[i]))
			return true;
	return false;
}

bool xml_is_void(const char *name)
{
	return is_void(str_of(name));
}

/* What a byte needs before it may stand in text, or in a quoted attribute. */
enum need { PLAIN, MARKUP, CONTROL, WIDE };

static const unsigned char text_needs[256] = {
	[0 ... 8] = CONTROL, [11 ... 31] = CONTROL, [127] = CONTROL, [128 ... 255] = WIDE,
	['&'] = MARKUP, ['<'] = MARKUP, ['>'] = MARKUP,
};
static const unsigned char attr_needs[256] = {
	[0 ... 31] = CONTROL, [127] = CONTROL, [128 ... 255] = WIDE,
	['&'] = MARKUP, ['<'] = MARKUP, ['>'] = MARKUP, ['"'] = MARKUP,
};

/* Bytes of the character at p (RFC 3629 §4) if mark-up may hold it, else 0. XML 1.0 §2.2 forbids surrogates, U+FFFE
 * and U+FFFF; HTML (§13.2.3.5) also every other noncharacter and the controls U+0080 to U+009F. */
static size_t wide_length(const unsigned char *p, size_t left, enum xml_syntax syntax)
{
	size_t n = *p < 0xc2 ? 0 : *p < 0xe0 ? 2 : *p < 0xf0 ? 3 : *p < 0xf5 ? 4 : 0;
	if (n == 0 || n > left)
		return 0;
	uint32_t c = *p & (0xff >> (n + 1));
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (p[i] & 0x3f);
	}
	if ((n == 3 && c < 0x800) || (n == 4 && (c < 0x10000 || c > 0x10ffff)) || (c >= 0xd800 && c < 0xe000))
		return 0;
	if (c == 0xfffe || c == 0xffff)
		return 0;
	if (syntax == XML_HTML && (c < 0xa0 || (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c < 0xfdf0)))
		return 0;
	return n;
}

size_t xml_find_forbidden(struct str text, enum xml_syntax syntax)
{
	const unsigned char *p = (const unsigned char *)text.p;
	for (size_t i = 0, n; i < text.n; i += n) {
		n = text_needs[p[i]] == WIDE ? wide_length(p + i, text.n - i, syntax) : 1;
		if (n == 0 || (text_needs[p[i]] == CONTROL && p[i] != '\r' && (p[i] != 0x7f || syntax == XML_HTML)))
			return i;
	}
	return STR_NONE;
}

static const char *entity(char c)
{
	return c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : "&quot;";
}

static const char *control(char c, enum xml_syntax syntax)
{
	switch (c) {
	case '\t': return "&#9;";
	case '\n': return "&#10;";
	case '\r': return syntax == XML_HTML ? "&#10;" : "&#13;";   /* HTML takes no reference to a return */
	case 0x7f: return syntax == XML_HTML ? "\xef\xbf\xbd" : "\x7f";
	default: return "\xef\xbf\xbd";
	}
}

/* Runs that need nothing go out whole. */
static void escape(struct xml *x, struct str text, const unsigned char *needs)
{
	const unsigned char *p = (const unsigned char *)text.p, *end = p + text.n, *run = p;
	while (p < end) {
		while (end - p >= 4 && (needs[p[0]] | needs[p[1]] | needs[p[2]] | needs[p[3]]) == PLAIN)
			p += 4;
		while (p < end && needs[*p] == PLAIN)
			p++;
		if (p == end)
			break;
		const char *instead = NULL;
		size_t n = 1;
		if (needs[*p] == MARKUP) {
			instead = entity((char)*p);
		} else if (needs[*p] == CONTROL) {
			instead = control((char)*p, x->syntax);
		} else {
			n = wide_length(p, (size_t)(end - p), x->syntax);
			if (n == 0) {
				/* One mark for the whole broken sequence. */
				instead = "\xef\xbf\xbd";
				n = 1;
				while (p + n < end && (p[n] & 0xc0) == 0x80)
					n++;
			}
		}
		if (instead) {
			put(x, (const char *)run, (size_t)(p - run));
			put_c(x, instead);
			run = p + n;
		}
		p += n;
	}
	put(x, (const char *)run, (size_t)(p - run));
}

void xml_start(struct xml *x, const char *name)
{
	struct str tag = str_of(name);
	end_tag(x);
	if (x->filter) {
		x->filter->start(x->filter->context, name);
	} else {
		put(x, "<", 1);
		put(x, tag.p, tag.n);
	}
	x->in_tag = true;
	x->in_void = x->syntax == XML_HTML && is_void(tag);
	if (x->in_void)
		return;
	VEC_ROOM(x->open, x->depth, x->room);
	x->open[x->depth++] = tag;
}

void xml_end(struct xml *x)
{
	if (x->in_void || !x->depth) {
		end_tag(x);
		return;
	}
	struct str tag = x->open[--x->depth];
	if (x->in_tag && x->syntax == XML_XML) {
		put(x, "/>", 2);
		x->in_tag = false;
		return;
	}
	end_tag(x);
	if (x->filter) {
		x->filter->end(x->filter->context);
		return;
	}
	put(x, "</", 2);
	put(x, tag.p, tag.n);
	put(x, ">", 1);
}

void xml_attr(struct xml *x, const char *name, struct str value)
{
	if (x->filter) {
		x->filter->attr(x->filter->context, name, value);
		return;
	}
	put(x, " ", 1);
	put_c(x, name);
	put(x, "=\"", 2);
	escape(x, value, attr_needs);
	put(x, "\"", 1);
}

void xml_attr_c(struct xml *x, const char *name, const char *value)
{
	xml_attr(x, name, str_of(value));
}

void xml_attr_n(struct xml *x, const char *name, long value)
{
	char digits[24];
	snprintf(digits, sizeof digits, "%ld", value);
	xml_attr_c(x, name, digits);
}

void xml_text(struct xml *x, struct str text)
{
	if (text.n == 0)
		return;
	end_tag(x);
	escape(x, text, text_needs);
}

void xml_text_c(struct xml *x, const char *text)
{
	xml_text(x, str_of(text));
}

void xml_raw(struct xml *x, struct str markup)
{
	if (markup.n == 0)
		return;
	end_tag(x);
	put(x, markup.p, markup.n);
}

void xml_raw_text(struct xml *x, struct str text, const char *name)
{
	end_tag(x);
	struct str end = str_of(name);
	size_t done = 0, at = 0;
	while ((at = str_find(text, STR("</"), at)) != STR_NONE) {
		at += 2;
		if (!str_starts_nocase(str_skip(text, at), end))
			continue;
		/* "<\/style": a string of a program or a style sheet means the same by it. */
		put(x, text.p + done, at - 1 - done);
		put(x, "\\", 1);
		done = at - 1;
	}
	put(x, text.p + done, text.n - done);
}

void xml_element(struct xml *x, const char *name, struct str text)
{
	xml_start(x, name);
	xml_text(x, text);
	xml_end(x);
}
