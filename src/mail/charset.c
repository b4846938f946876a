#include "mail/charset.h"

#include <errno.h>
#include <iconv.h>

#include "base/utf8.h"

/* The last charset that was asked for: mail of a list has few. */
static struct {
	char name[48];
	iconv_t handle;
	bool known;
} last;

static bool is_ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

static bool is_utf8(struct str s)
{
	for (size_t at = 0; at < s.n;) {
		if ((unsigned char)s.p[at] < 0x80) {
			at++;
			continue;
		}
		size_t begin = at;
		if (utf8_next(s, &at) == 0xfffd && at == begin + 1)
			return false;
	}
	return true;
}

/* A name is letters, digits and "-_.:+()": a slash would be an option of iconv's. */
static bool is_name(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!is_alnum(s.p[i]) && str_find_char(STR("-_.:+()"), s.p[i], 0) == STR_NONE)
			return false;
	return s.n > 0 && s.n < sizeof last.name;
}

static bool ask(struct str charset)
{
	if (!is_name(charset))
		return false;
	if (strlen(last.name) == charset.n && memcmp(last.name, charset.p, charset.n) == 0)
		return last.known;
	if (last.known)
		iconv_close(last.handle);
	memcpy(last.name, charset.p, charset.n);
	last.name[charset.n] = '\0';
	last.handle = iconv_open("UTF-8", last.name);
	last.known = last.handle != (iconv_t)-1;
	return last.known;
}

static bool one_of(struct str s, const char *const *list)
{
	for (; *list; list++)
		if (str_eq_nocase(s, str_of(*list)))
			return true;
	return false;
}

/* Names that say nothing of bytes above 0x7f, or that the text is UTF-8. */
static bool is_utf8_name(struct str charset)
{
	static const char *const list[] = { "", "utf-8", "utf8", "us-ascii", "ascii", "unknown", "unknown-8bit", "x-unknown", NULL };
	return one_of(charset, list);
}

bool charset_known(struct str charset)
{
	return is_utf8_name(charset) || ask(charset);
}

static void convert(struct str text, struct buf *b)
{
	char *in = (char *)(uintptr_t)text.p;
	size_t left = text.n;
	iconv(last.handle, NULL, NULL, NULL, NULL);
	while (left) {
		buf_reserve(b, left + left / 2 + 16);
		char *out = b->p + b->n;
		size_t room = b->room - b->n - 1;
		size_t status = iconv(last.handle, &in, &left, &out, &room);
		b->n = (size_t)(out - b->p);
		b->p[b->n] = '\0';
		if (status == (size_t)-1 && errno != E2BIG) {
			utf8_put(b, 0xfffd);
			in++;
			left--;
		}
	}
}

struct str charset_decode(struct str charset, struct str text, struct buf *b)
{
	static const char *const latin1[] = { "iso-8859-1", "iso8859-1", "latin1", NULL };
	buf_cut(b, 0);
	bool utf8 = is_utf8_name(charset);
	if (utf8 ? is_utf8(text) : is_ascii(text) && (one_of(charset, latin1) || !charset_known(charset)))
		return text;
	if (str_eq_nocase(charset, STR("utf-8")))
		return text;          /* broken in places, which cleaning shows */
	if (!utf8 && !charset_known(charset) && is_utf8(text))
		return text;
	/* What is called Latin 1 is in truth Windows-1252, which has letters where that has control characters. */
	if (utf8 || one_of(charset, latin1) || !charset_known(charset))
		charset = STR("WINDOWS-1252");
	if (!ask(charset))
		return text;
	convert(text, b);
	return buf_slice(b);
}
