#include "model/inline_parts.h"

#include <string.h>

const char *source_meant(char c)
{
	static const char *const meant[STANDS] = {
		[STAND_BREAK] = "\\", [STAND_LESS] = "<", [STAND_UNDERLINE] = "_", [STAND_TILDE] = "~",
		[STAND_AMPERSAND] = "&", [STAND_ASTERISK] = "*", [STAND_BRACKET] = "[", [STAND_BLANKS] = " ",
	};
	unsigned char u = (unsigned char)c;
	return u < STANDS ? meant[u] : NULL;
}

/* A search whose answer serves the places before it too, so that all searches together pass the source once. */
struct search {
	const char *needle;
	size_t found;            /* STR_NONE: nowhere behind the first place asked */
	bool asked;
};

static bool found_behind(struct search *s, struct str source, size_t i)
{
	if (!s->asked || (s->found != STR_NONE && s->found < i)) {
		s->found = str_find(source, str_of(s->needle), i);
		s->asked = true;
	}
	return s->found != STR_NONE;
}

enum { DECLARATION_END, INSTRUCTION_END, CDATA_END, SEARCHES };
enum { UNCLEAR_IMAGES = 16, MATH_MAX = 200 };

struct scan {
	struct buf *out;
	struct str s;
	struct search searches[SEARCHES];
	size_t unclear_images;
	size_t math_end;         /* a formula goes up to here */
	bool in_url;
	bool breaks;             /* two blanks at a line's end do */
};

static char at(const struct scan *c, size_t i)
{
	return i < c->s.n ? c->s.p[i] : '\0';
}

/* cmark looks for the end of a declaration, an instruction or a CDATA section from each of their beginnings again. */
static bool may_be_html(struct scan *c, size_t i)
{
	if (at(c, i + 1) == '?')
		return found_behind(&c->searches[INSTRUCTION_END], c->s, i + 2);
	if (at(c, i + 1) != '!')
		return true;
	if (at(c, i + 2) == '[')
		return found_behind(&c->searches[CDATA_END], c->s, i + 3);
	return !is_alpha(at(c, i + 2)) || found_behind(&c->searches[DECLARATION_END], c->s, i + 2);
}

/* A numeric reference to a character that text may not hold: a control, one that turns the order of text, or U+FFFE and
 * U+FFFF, which cmark writes as a byte that is no UTF-8. */
static bool forbidden_reference(struct scan *c, size_t i)
{
	unsigned long code = 0;
	size_t k = i + 2, digits = 0;
	bool hex = to_lower(at(c, k)) == 'x';
	for (k += hex; digits < 8; k++, digits++) {
		char d = to_lower(at(c, k));
		if (is_digit(d))
			code = code * (hex ? 16 : 10) + (unsigned long)(d - '0');
		else if (hex && d >= 'a' && d <= 'f')
			code = code * 16 + (unsigned long)(d - 'a' + 10);
		else
			break;
	}
	if (digits == 0 || code == 0)
		return false;
	return (code < 0x20 && !is_space((char)code)) || (code >= 0x7f && code < 0xa0) || code == 0x061c || code == 0xfffe || code == 0xffff ||
		code == 0x200e || code == 0x200f || (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

/* cmark looks at all open images at the end of each link; none stays open if its text is plain up to "]". */
static bool image_is_clear(struct scan *c, size_t i)
{
	for (i += 2; i < c->s.n; i++) {
		if (c->s.p[i] == ']')
			return true;
		if (c->s.p[i] == '[' || c->s.p[i] == '`' || c->s.p[i] == '<' || c->s.p[i] == '\\')
			return false;
	}
	return false;
}

/* "$\alpha_i$": the formula's marks are no marks. Where it has escapes it was escaped for Markdown already. */
static size_t math_length(struct scan *c, size_t i)
{
	bool command = false;
	for (size_t k = i + 1; k < c->s.n && k < i + MATH_MAX; k++) {
		if (c->s.p[k] == '$')
			return command && k > i + 1 ? k - i : 0;
		if (c->s.p[k] != '\\')
			continue;
		if (!is_alpha(at(c, k + 1)))
			return 0;
		command = true;
	}
	return 0;
}

static bool url_starts(struct scan *c, size_t i)
{
	struct str rest = str_skip(c->s, i);
	return (i == 0 || (!is_alnum(c->s.p[i - 1]) && c->s.p[i - 1] != '<')) && (str_starts_nocase(rest, STR("http://")) ||
		str_starts_nocase(rest, STR("https://")) || str_starts_nocase(rest, STR("www.")));
}

/* Copy the character at i, or what shall stand for it; gives how many bytes of the source that was. */
static size_t copy_one(struct scan *c, size_t i)
{
	char here = c->s.p[i], next = at(c, i + 1), stand = 0;
	size_t taken = 1;
	switch (here) {
	case '\\':
		if (next == '\n') {
			buf_add(c->out, " \1", 2);
			return 1;        /* the line end becomes a blank */
		}
		if (is_punct(next)) {
			buf_add(c->out, c->s.p + i, 2);
			return 2;
		}
		break;
	case '<':
		if (!may_be_html(c, i))
			stand = STAND_LESS;
		break;
	case '&':
		if (next == '#' && forbidden_reference(c, i))
			stand = STAND_AMPERSAND;
		break;
	case '_':
		if (i < c->math_end || (c->in_url && is_alnum(next)))
			stand = STAND_UNDERLINE;
		break;
	case '*':
		if (i < c->math_end)
			stand = STAND_ASTERISK;
		break;
	case '!':
		if (next == '[' && !image_is_clear(c, i) && c->unclear_images++ >= UNCLEAR_IMAGES) {
			buf_put(c->out, '!');
			stand = STAND_BRACKET;
			taken = 2;
		}
		break;
	case '$':
		if (i >= c->math_end)
			c->math_end = i + math_length(c, i);
		break;
	case '~':
		while (at(c, i + taken) == '~')
			taken++;
		for (size_t k = 0; k < taken; k++)
			buf_put(c->out, taken == 2 ? STAND_TILDE : '~');
		return taken;
	case '>': case '"': case '`':
		c->in_url = false;
		break;
	default:
		break;
	}
	buf_put(c->out, stand ? stand : here);
	return taken;
}

/* What a character needs before it is copied. */
enum look { LOOK_PLAIN, LOOK_BLANK, LOOK_URL, LOOK_CLOSER };

static const unsigned char looks[256] = {
	[0 ... 31] = LOOK_CLOSER, [' '] = LOOK_BLANK, [127] = LOOK_CLOSER,
	['h'] = LOOK_URL, ['H'] = LOOK_URL, ['w'] = LOOK_URL, ['W'] = LOOK_URL,
	['\\'] = LOOK_CLOSER, ['<'] = LOOK_CLOSER, ['&'] = LOOK_CLOSER, ['_'] = LOOK_CLOSER, ['*'] = LOOK_CLOSER, ['!'] = LOOK_CLOSER,
	['$'] = LOOK_CLOSER, ['~'] = LOOK_CLOSER, ['>'] = LOOK_CLOSER, ['"'] = LOOK_CLOSER, ['`'] = LOOK_CLOSER,
};

static void copy_line(struct scan *c)
{
	size_t plain = 0;        /* everything up to here is copied */
	for (size_t i = 0; i < c->s.n;) {
		char here = c->s.p[i];
		enum look look = looks[(unsigned char)here];
		if (look == LOOK_BLANK && !is_space(at(c, i + 1)))
			c->in_url = false;
		else if (look == LOOK_URL)
			c->in_url = c->in_url || url_starts(c, i);
		else if (look != LOOK_PLAIN)
			look = LOOK_CLOSER;
		if (look != LOOK_CLOSER) {
			i++;
			continue;
		}
		buf_add(c->out, c->s.p + plain, i - plain);
		if (is_space(here)) {
			size_t begin = i;
			while (i < c->s.n && is_space(c->s.p[i]))
				i++;
			struct str gap = str_range(c->s.p + begin, c->s.p + i);
			buf_put(c->out, ' ');
			if (c->breaks && str_starts(gap, STR("  ")) && str_find_char(gap, '\n', 0) != STR_NONE) {
				buf_put(c->out, STAND_BLANKS);
				buf_put(c->out, ' ');
			}
			c->in_url = false;
		} else if ((unsigned char)here < ' ' || here == 0x7f) {
			buf_add(c->out, "\xef\xbf\xbd", 3);
			i++;
		} else {
			i += copy_one(c, i);
		}
		plain = i;
	}
	buf_add(c->out, c->s.p + plain, c->s.n - plain);
}

/* The definitions of the labels in source. cmark finds them by the label as source writes it, and gets an index for the
 * URL: copies of a long one would add up. */
static void define(struct buf *out, const struct inline_context *context, struct str line)
{
	size_t open = STR_NONE;
	for (size_t i = 0; i < line.n; i++) {
		char c = line.p[i];
		size_t index;
		if (c == '\\') {
			i++;
		} else if (c == '[') {
			open = i;
		} else if (c == ']' && open != STR_NONE) {
			struct str label = str_range(line.p + open + 1, line.p + i);
			open = STR_NONE;
			if (!context_find(context, label, &index))
				continue;
			buf_put(out, '[');
			buf_str(out, label);
			buf_printf(out, "]: <%c%zu>\n\n", STAND_REFERENCE, index);
		}
	}
}

size_t source_prepare(struct buf *prepared, const struct inline_context *context, struct str source)
{
	struct buf line = BUF_INIT;
	struct scan c = { .out = &line, .s = source, .breaks = context_breaks(context) };
	c.searches[DECLARATION_END].needle = ">";
	c.searches[INSTRUCTION_END].needle = "?>";
	c.searches[CDATA_END].needle = "]]>";
	buf_reserve(&line, source.n + SOURCE_BEGIN + 1);
	buf_put(&line, STAND_BEGIN);
	buf_put(&line, ' ');
	copy_line(&c);
	buf_put(&line, '\n');
	if (context_count(context) == 0) {
		*prepared = line;
		return 0;
	}
	define(prepared, context, str_skip(buf_slice(&line), SOURCE_BEGIN));
	size_t begin = prepared->n;
	buf_str(prepared, buf_slice(&line));
	buf_free(&line);
	return begin;
}
