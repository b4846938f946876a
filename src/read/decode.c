#include "read/decode.h"

enum { REPORTED = 20 };     /* places reported of one kind; a binary file would report thousands */

/* Length of the UTF-8 sequence at s, 0 if there is none (RFC 3629 §4). *code is set where it is not ASCII. */
static size_t sequence(const unsigned char *s, size_t left, uint32_t *code)
{
	if (s[0] < 0x80)
		return 1;
	size_t n = s[0] >= 0xf0 ? 4 : s[0] >= 0xe0 ? 3 : 2;
	if (s[0] < 0xc2 || s[0] > 0xf4 || left < n)
		return 0;
	uint32_t c = s[0] & (0xff >> (n + 1));
	for (size_t i = 1; i < n; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (s[i] & 0x3f);
	}
	if ((n == 3 && (c < 0x800 || (c >= 0xd800 && c < 0xe000))) || (n == 4 && (c < 0x10000 || c > 0x10ffff)))
		return 0;
	*code = c;
	return n;
}

static void put_code(struct buf *b, uint32_t c)
{
	if (c < 0x80) {
		buf_put(b, (char)c);
	} else if (c < 0x800) {
		buf_put(b, (char)(0xc0 | c >> 6));
		buf_put(b, (char)(0x80 | (c & 0x3f)));
	} else {
		buf_put(b, (char)(0xe0 | c >> 12));
		buf_put(b, (char)(0x80 | (c >> 6 & 0x3f)));
		buf_put(b, (char)(0x80 | (c & 0x3f)));
	}
}

static bool plain_control(unsigned char c)
{
	return c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Offset of the first byte that is no UTF-8 text, or n. *busy: something must be changed on the way. */
static size_t check_utf8(struct str bytes, bool *busy)
{
	const unsigned char *s = (const unsigned char *)bytes.p;
	for (size_t i = 0; i < bytes.n;) {
		uint32_t code;
		i += str_printable(bytes, i);
		if (i == bytes.n)
			break;
		size_t n = sequence(s + i, bytes.n - i, &code);
		if (n == 0 || s[i] == 0)
			return i;
		if ((n == 1 && (s[i] < ' ' || s[i] == 0x7f) && s[i] != '\n' && s[i] != '\t') || s[i] == 0xc2 || s[i] == 0xe2 || s[i] == 0xef)
			*busy = true;
		i += n;
	}
	return bytes.n;
}

/* WHATWG Encoding, index windows-1252: 0x80 to 0x9f; 0 where undefined. */
static const uint16_t high[32] = {
	0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0,
	0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
};

static uint32_t windows_1252(unsigned char c)
{
	return c >= 0x80 && c < 0xa0 ? high[c - 0x80] : c;
}

/* What makes a text of bytes that are not all UTF-8. */
enum encoding { ENCODING_NONE, ENCODING_WINDOWS_1252, ENCODING_MIXED };

/* One character of an old mail pasted into UTF-8 costs no other one its meaning: where most of what is not ASCII is
 * UTF-8, only the rest is read as Windows-1252, as it is where UTF-8's bytes are no Windows-1252. */
static enum encoding find_encoding(struct str bytes)
{
	const unsigned char *s = (const unsigned char *)bytes.p;
	size_t sequences = 0, strays = 0;
	bool all = true;
	for (size_t i = 0, n; i < bytes.n; i += n) {
		uint32_t code;
		n = sequence(s + i, bytes.n - i, &code);
		if ((s[i] < ' ' && !plain_control(s[i])) || s[i] == 0x7f || (!n && !windows_1252(s[i])))
			return ENCODING_NONE;
		sequences += n > 1;
		strays += !n;
		for (size_t k = 1; k < n; k++)
			all = all && windows_1252(s[i + k]);
		n += !n;
	}
	return all && strays > sequences ? ENCODING_WINDOWS_1252 : ENCODING_MIXED;
}

static struct str to_utf8(struct document *doc, struct str bytes, enum encoding encoding)
{
	struct buf b = BUF_INIT;
	buf_reserve(&b, bytes.n + bytes.n / 8);
	for (size_t i = 0; i < bytes.n;) {
		const unsigned char *s = (const unsigned char *)bytes.p + i;
		uint32_t code;
		size_t n = encoding == ENCODING_MIXED ? sequence(s, bytes.n - i, &code) : 0;
		if (n)
			buf_add(&b, s, n);
		else
			put_code(&b, windows_1252(*s));
		i += n + !n;
	}
	struct str text = arena_str(&doc->arena, buf_slice(&b));
	buf_free(&b);
	return text;
}

static bool is_bidi(uint32_t c)
{
	return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

struct place {
	struct document *doc;
	size_t line, column, controls, bidis;
};

static void put_special(struct buf *b, struct place *at, uint32_t c)
{
	struct str name = arena_printf(&at->doc->arena, "U+%04X", (unsigned)c);
	if (is_bidi(c)) {
		buf_put(b, '[');
		buf_str(b, name);
		buf_put(b, ']');
		if (at->bidis++ < REPORTED)
			diag_add(&at->doc->diags, DIAG_BIDI_CONTROL, at->line, at->column, name, STR_EMPTY);
	} else {
		put_code(b, 0xfffd);
		if (at->controls++ < REPORTED)
			diag_add(&at->doc->diags, DIAG_CONTROL_CHARACTER, at->line, at->column, name, STR_EMPTY);
	}
}

static struct str clean(struct document *doc, struct str text)
{
	struct buf b = BUF_INIT;
	struct place at = { doc, 1, 1, 0, 0 };
	buf_reserve(&b, text.n);
	for (size_t i = 0; i < text.n; at.column++) {
		size_t plain = str_printable(text, i);
		buf_add(&b, text.p + i, plain);
		at.column += plain;
		i += plain;
		if (i == text.n)
			break;
		uint32_t c = (unsigned char)text.p[i];
		size_t n = sequence((const unsigned char *)text.p + i, text.n - i, &c);
		bool crlf = c == '\r' && i + 1 < text.n && text.p[i + 1] == '\n';
		bool end = c == '\n' || c == '\r' || c == '\f' || c == 0x85 || c == 0x2028 || c == 0x2029;
		if (crlf)
			;
		else if (end)
			buf_put(&b, '\n');
		else if (c == 0xa0 || c == 0x202f)
			buf_put(&b, ' ');
		else if (c == 0x200b || c == 0xfeff)
			;
		else if ((c < ' ' && c != '\t') || (c >= 0x7f && c < 0xa0) || is_bidi(c) || c == 0xfffe || c == 0xffff)
			put_special(&b, &at, c);
		else
			buf_add(&b, text.p + i, n);
		i += n;
		if (end && !crlf) {
			at.line++;
			at.column = 0;
		}
	}
	struct str result = arena_str(&doc->arena, buf_slice(&b));
	buf_free(&b);
	return result;
}

void decode(struct document *doc, struct str bytes)
{
	bool busy = false;
	size_t mark = str_starts(bytes, STR("\xef\xbb\xbf")) ? 3 : 0;
	bytes = str_skip(bytes, mark);
	size_t bad = check_utf8(bytes, &busy);
	if (bad < bytes.n) {
		struct str offset = arena_printf(&doc->arena, "%zu", mark + bad);
		enum encoding encoding = find_encoding(bytes);
		if (encoding == ENCODING_NONE) {
			diag_add(&doc->diags, DIAG_BINARY, 0, 0, offset, STR_EMPTY);
			doc->source = STR_EMPTY;
			return;
		}
		size_t line = 1, from = 0, at;
		while ((at = str_find_char(bytes, '\n', from)) < bad)
			line++, from = at + 1;
		diag_add(&doc->diags, DIAG_WRONG_ENCODING, line, bad - from + 1, offset,
			encoding == ENCODING_MIXED ? STR("such bytes are") : STR("the file is"));
		bytes = to_utf8(doc, bytes, encoding);
		busy = true;
	}
	doc->source = busy ? clean(doc, bytes) : bytes;
}
