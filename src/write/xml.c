#include "write/xml.h"

#include <libxml/xmlwriter.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"

struct xml {
	xmlTextWriterPtr writer;
	enum xml_syntax syntax;
	size_t depth;        /* elements open in the writer */
	bool in_void;        /* an HTML void element is open besides: the writer would close it as XML */
};

static int take_bytes(void *context, const char *bytes, int n)
{
	out_add(context, bytes, (size_t)n);
	return n;            /* errors stick in the sink; the writer goes on */
}

static int take_end(void *context)
{
	(void)context;
	return 0;
}

/* The sink never fails, so the writer can only fail for want of memory. */
static void must(int result)
{
	if (result < 0)
		die("out of memory");
}

struct xml *xml_new(struct out *out, enum xml_syntax syntax)
{
	struct xml *x = mem_zero(1, sizeof *x);
	xmlOutputBufferPtr sink = xmlOutputBufferCreateIO(take_bytes, take_end, out, NULL);
	x->writer = sink ? xmlNewTextWriter(sink) : NULL;
	must(x->writer ? 0 : -1);
	x->syntax = syntax;
	return x;
}

void xml_free(struct xml *x)
{
	if (!x)
		return;
	while (x->in_void || x->depth)
		xml_end(x);
	must(xmlTextWriterFlush(x->writer));
	xmlFreeTextWriter(x->writer);
	mem_free(x);
}

static void add(struct xml *x, const char *bytes, size_t n)
{
	while (n) {
		int piece = n > INT_MAX / 2 ? INT_MAX / 2 : (int)n;
		must(xmlTextWriterWriteRawLen(x->writer, (const xmlChar *)bytes, piece));
		bytes += piece;
		n -= (size_t)piece;
	}
}

bool xml_is_void(const char *name)
{
	static const struct str names[] = {
		{ "area", 4 }, { "base", 4 }, { "br", 2 }, { "col", 3 }, { "embed", 5 }, { "hr", 2 }, { "img", 3 },
		{ "input", 5 }, { "link", 4 }, { "meta", 4 }, { "source", 6 }, { "track", 5 }, { "wbr", 3 },
	};
	struct str s = str_of(name);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (s.n == names[i].n && str_eq_nocase(s, names[i]))
			return true;
	return false;
}

static void leave_void(struct xml *x)
{
	if (x->in_void)
		xml_end(x);
}

void xml_start(struct xml *x, const char *name)
{
	leave_void(x);
	if (x->syntax == XML_HTML && xml_is_void(name)) {
		add(x, "<", 1);
		add(x, name, strlen(name));
		x->in_void = true;
		return;
	}
	must(xmlTextWriterStartElement(x->writer, (const xmlChar *)name));
	x->depth++;
}

void xml_end(struct xml *x)
{
	if (x->in_void) {
		add(x, ">", 1);
		x->in_void = false;
	} else if (x->depth) {
		must(x->syntax == XML_HTML ? xmlTextWriterFullEndElement(x->writer) : xmlTextWriterEndElement(x->writer));
		x->depth--;
	}
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
		if (needs[*p] == PLAIN) {
			p++;
			continue;
		}
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
			add(x, (const char *)run, (size_t)(p - run));
			add(x, instead, strlen(instead));
			run = p + n;
		}
		p += n;
	}
	add(x, (const char *)run, (size_t)(p - run));
}

void xml_attr(struct xml *x, const char *name, struct str value)
{
	if (x->in_void) {
		add(x, " ", 1);
		add(x, name, strlen(name));
		add(x, "=\"", 2);
		escape(x, value, attr_needs);
		add(x, "\"", 1);
		return;
	}
	must(xmlTextWriterStartAttribute(x->writer, (const xmlChar *)name));
	escape(x, value, attr_needs);
	must(xmlTextWriterEndAttribute(x->writer));
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
	leave_void(x);
	escape(x, text, text_needs);
}

void xml_text_c(struct xml *x, const char *text)
{
	xml_text(x, str_of(text));
}

void xml_raw(struct xml *x, struct str markup)
{
	leave_void(x);
	add(x, markup.p, markup.n);
}

void xml_raw_text(struct xml *x, struct str text, const char *name)
{
	leave_void(x);
	struct str end = str_of(name);
	size_t done = 0, at = 0;
	while ((at = str_find(text, STR("</"), at)) != STR_NONE) {
		at += 2;
		if (!str_starts_nocase(str_skip(text, at), end))
			continue;
		/* "<\/style": a string of a program or a style sheet means the same by it. */
		add(x, text.p + done, at - 1 - done);
		add(x, "\\", 1);
		done = at - 1;
	}
	add(x, text.p + done, text.n - done);
}

void xml_element(struct xml *x, const char *name, struct str text)
{
	xml_start(x, name);
	xml_text(x, text);
	xml_end(x);
}
