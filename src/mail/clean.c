#include "mail/clean.h"

#include <stdint.h>

#include "base/utf8.h"

bool mail_is_plain(struct str s)
{
	size_t i = 0;
	/* Eight bytes at a time: a byte below ' ', DEL or one above 0x7f sets the high bit of its place. */
	for (; i + 8 <= s.n; i += 8) {
		uint64_t w;
		memcpy(&w, s.p + i, 8);
		const uint64_t ones = 0x0101010101010101u, high = ones << 7;
		uint64_t low = w - ones * ' ', del = (w ^ ones * 0x7f) - ones;
		if ((w | low | del) & high)
			return false;
	}
	for (; i < s.n; i++)
		if ((unsigned char)(s.p[i] - ' ') >= 0x7f - ' ')
			return false;
	return true;
}

static bool is_shown(uint32_t code)
{
	bool control = code < ' ' || (code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029;
	bool bidi = code == 0x61c || code == 0x200e || code == 0x200f || (code >= 0x202a && code <= 0x202e) ||
		(code >= 0x2066 && code <= 0x2069);
	return !control && !bidi;
}

void mail_clean(struct buf *b, struct str text)
{
	if (mail_is_plain(text)) {
		buf_str(b, text);
		return;
	}
	for (size_t at = 0; at < text.n;) {
		size_t begin = at;
		uint32_t code = utf8_next(text, &at);
		if (code == '\t')
			buf_put(b, ' ');
		else if (code == 0xfffd || !is_shown(code))
			utf8_put(b, 0xfffd);
		else
			buf_add(b, text.p + begin, at - begin);
	}
}

void mail_clean_line(struct buf *b, struct str text)
{
	struct str word;
	for (bool first = true; str_word(&text, &word); first = false) {
		if (!first)
			buf_put(b, ' ');
		mail_clean(b, word);
	}
}
