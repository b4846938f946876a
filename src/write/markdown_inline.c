#include "write/markdown_inline.h"

#include "base/utf8.h"

/* How much is escaped: what always means something; all that could; and then no marks at all. */
enum care { CARE_LEAST, CARE_ALL, CARE_PLAIN, CARES };

struct style {
	enum care care;
	bool signs;      /* emphasis by * and _, not by tags */
	bool low;        /* emphasis by _, strong by ** */
	bool bare;       /* a link that is its URL without brackets */
};

static bool word_char(char c)
{
	return is_alnum(c) || (unsigned char)c >= 0x80;
}

/* "amp;", "#38;" as they stand behind an ampersand (CommonMark 0.30 §2.5). */
static bool is_entity(struct str s)
{
	size_t i = s.n && *s.p == '#';
	while (i < s.n && is_alnum(s.p[i]))
		i++;
	return i && i < s.n && s.p[i] == ';';
}

static bool must_escape(struct str s, size_t i, enum care care)
{
	char c = s.p[i], before = i ? s.p[i - 1] : ' ', behind = i + 1 < s.n ? s.p[i + 1] : ' ';
	switch (c) {
	case '\\':
		return is_punct(behind) || i + 1 == s.n || care != CARE_LEAST;
	case '`':
		return true;
	case '*':
		return care != CARE_LEAST || !(is_space(before) && is_space(behind));
	case '_':
		return care != CARE_LEAST || !(word_char(before) && word_char(behind));
	case '<':
		return care != CARE_LEAST || is_alpha(behind) || behind == '/' || behind == '!' || behind == '?';
	case '&':
		return care != CARE_LEAST || is_entity(str_skip(s, i + 1));
	case '~':
		return care != CARE_LEAST || before == '~' || behind == '~';
	case ']':
		/* What is text here must be no link for another reader, who may follow any. */
		return care != CARE_LEAST || behind == '(';
	case '[': case '!': case '(': case ')': case '>': case ':': case '.': case '$':
		return care != CARE_LEAST && c != '$';
	default:
		return false;
	}
}

/* A character that reading drops, or takes for a blank or a line's end (read/decode.c), or 0. *end is set behind it. */
static uint32_t fleeting(struct str s, size_t i, size_t *end)
{
	unsigned char c = (unsigned char)s.p[i];
	if (c != 0xc2 && c != 0xe2 && c != 0xef)
		return 0;
	*end = i;
	uint32_t code = utf8_next(s, end);
	bool is = code == 0xa0 || code == 0x200b || code == 0x2028 || code == 0x2029 || code == 0x202f || code == 0xfeff;
	return is ? code : 0;
}

static void put_reference(struct buf *out, uint32_t code)
{
	if (code == 0xa0)
		buf_cstr(out, "&nbsp;");
	else
		buf_printf(out, "&#%u;", (unsigned)code);
}

static void put_text(struct buf *out, struct str s, enum care care)
{
	size_t from = 0, end;
	for (size_t i = 0; i < s.n; i++) {
		uint32_t code = fleeting(s, i, &end);
		if (!code && (!is_punct(s.p[i]) || !must_escape(s, i, care)))
			continue;
		buf_add(out, s.p + from, i - from);
		if (code) {
			/* At an edge a joint stands for the mark-up there, and reading puts it there again. */
			bool joint = str_starts(str_skip(s, i), STR(INLINE_JOINT));
			if (!joint || (i > 0 && end < s.n))
				put_reference(out, code);
			i = end - 1;
			from = end;
		} else if (s.p[i] == '<') {
			/* A renderer that takes raw HTML must not see any, not even behind a backslash. */
			buf_cstr(out, "&lt;");
			from = i + 1;
		} else if (s.p[i] == '&') {
			buf_cstr(out, "&amp;");
			from = i + 1;
		} else {
			buf_put(out, '\\');
			from = i;
		}
	}
	buf_add(out, s.p + from, s.n - from);
}

/* CommonMark 0.30 §6.1: more backticks around than any run inside, a blank where one would touch. */
static void put_code(struct buf *out, struct str s)
{
	size_t longest = 0, run = 0;
	for (size_t i = 0; i < s.n; i++) {
		run = s.p[i] == '`' ? run + 1 : 0;
		if (run > longest)
			longest = run;
	}
	bool pad = s.n && (*s.p == '`' || s.p[s.n - 1] == '`');
	for (size_t i = 0; i <= longest; i++)
		buf_put(out, '`');
	if (pad)
		buf_put(out, ' ');
	buf_str(out, s);
	if (pad)
		buf_put(out, ' ');
	for (size_t i = 0; i <= longest; i++)
		buf_put(out, '`');
}

static const char *const tags[] = {
	[MARK_EMPHASIS] = "i", [MARK_STRONG] = "b", [MARK_UNDERLINE] = "u", [MARK_STRIKE] = "del", [MARK_HIGHLIGHT] = "mark",
	[MARK_SUBSCRIPT] = "sub", [MARK_SUPERSCRIPT] = "sup", [MARK_INSERTED] = "ins",
};

/* Emphasis by signs where a reader of CommonMark takes them for it, else by tags. */
static void put_mark(struct buf *out, const struct span *s, const struct style *style)
{
	if (s->mark == MARK_STRONG && style->signs)
		buf_cstr(out, "**");
	else if (s->mark == MARK_EMPHASIS && style->signs)
		buf_put(out, style->low ? '_' : '*');
	else if (s->mark < sizeof tags / sizeof *tags)
		buf_printf(out, s->type == SPAN_OPEN ? "<%s>" : "</%s>", tags[s->mark]);
}

/* Not in angle brackets: they look like a tag to whoever strips those. */
static void put_url(struct buf *out, struct str url)
{
	bool entities = str_find_char(url, ';', 0) != STR_NONE;
	size_t end;
	for (size_t i = 0; i < url.n; i++) {
		char c = url.p[i];
		uint32_t code = c == ' ' ? ' ' : fleeting(url, i, &end);
		if (code) {
			put_reference(out, code);
			i = c == ' ' ? i : end - 1;
		} else if (c == '<') {
			buf_cstr(out, "&lt;");
		} else {
			if (is_punct(c) && !strchr("-._~:/?#@!$&'+,;=%", c))
				buf_put(out, '\\');
			buf_put(out, c);
			/* As an entity: cmark takes "\&amp;" for an escape of what the entity stands for. */
			if (c == '&' && entities)
				buf_cstr(out, "amp;");
		}
	}
}

/* A link whose text is its URL needs no brackets. Returns true where it was written so, with its text and close. */
static bool put_bare(struct buf *out, const struct span *s, size_t left)
{
	if (!s->bare || left < 3 || s[1].type != SPAN_TEXT || s[2].type != SPAN_CLOSE)
		return false;
	struct str url = s->text, text = s[1].text;
	/* Reading puts the joints around it there again. */
	if (str_starts(text, STR(INLINE_JOINT)))
		text = str_skip(text, sizeof INLINE_JOINT - 1);
	if (str_ends(text, STR(INLINE_JOINT)))
		text.n -= sizeof INLINE_JOINT - 1;
	if (str_eq(url, text) && str_find(url, STR("://"), 0) != STR_NONE) {
		buf_str(out, url);
		return true;
	}
	return false;
}

static void render(struct buf *out, struct inlines text, const struct style *style)
{
	struct str open[INLINE_DEPTH + 1];
	size_t depth = 0;
	for (size_t i = 0; i < text.count; i++) {
		const struct span *s = &text.spans[i];
		switch (s->type) {
		case SPAN_TEXT:
			put_text(out, s->text, style->care);
			break;
		case SPAN_CODE:
			if (style->care == CARE_PLAIN)
				put_text(out, s->text, CARE_PLAIN);
			else
				put_code(out, s->text);
			break;
		case SPAN_BREAK:
			buf_cstr(out, "\\\n");
			break;
		case SPAN_OPEN:
			if (s->mark == MARK_LINK && style->bare && put_bare(out, s, text.count - i)) {
				i += 2;
				break;
			}
			open[depth++ % (INLINE_DEPTH + 1)] = s->text;
			if (s->mark == MARK_LINK)
				buf_put(out, '[');
			else if (style->care != CARE_PLAIN)
				put_mark(out, s, style);
			break;
		case SPAN_CLOSE:
			depth -= depth > 0;
			if (s->mark == MARK_LINK) {
				buf_cstr(out, "](");
				put_url(out, open[depth % (INLINE_DEPTH + 1)]);
				buf_put(out, ')');
			} else if (style->care != CARE_PLAIN) {
				put_mark(out, s, style);
			}
			break;
		default:
			break;
		}
	}
}

static bool is_simple(struct inlines text)
{
	if (text.count == 0)
		return true;
	if (text.count > 1 || text.spans->type != SPAN_TEXT)
		return false;
	struct str s = text.spans->text;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		if (!word_char(c) && c != ' ' && c != ',' && c != '.' && c != '-' && c != '\'' && c != '"' && c != '?' && c != '(' && c != ')' &&
		    c != '/' && c != ';' && c != '%' && c != '+' && c != '=' && c != '#' && c != '{' && c != '}')
			return false;
		if ((unsigned char)c == 0xc2 || (c == '.' && i >= 3 && is_alpha(s.p[i - 1]) && (s.p[i - 1] | 32) == 'w'))
			return false;
	}
	return true;
}

void markdown_inline(struct buf *out, struct inlines text, const struct inline_context *context)
{
	/* Tried in this order until one reads back the same. */
	static const struct style tries[] = {
		{ CARE_LEAST, true, false, true }, { CARE_LEAST, true, false, false }, { CARE_LEAST, true, true, true }, { CARE_LEAST, true, true, false },
		{ CARE_ALL, true, false, false }, { CARE_ALL, true, true, false }, { CARE_ALL, false, false, false }, { CARE_PLAIN, false, false, false },
	};
	size_t begin = out->n;
	if (is_simple(text)) {
		if (text.count)
			buf_str(out, text.spans->text);
		return;
	}
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
		struct arena scratch = ARENA_INIT;
		buf_cut(out, begin);
		render(out, text, &tries[i]);
		struct str source = arena_str(&scratch, str_skip(buf_slice(out), begin));
		bool same = inline_equal(inline_parse(&scratch, context, source), text);
		arena_free(&scratch);
		if (same)
			return;
	}
}

void markdown_literal(struct buf *out, struct str text, const struct inline_context *context)
{
	struct span span = { SPAN_TEXT, 0, false, text };
	if (text.n)
		markdown_inline(out, (struct inlines){ &span, 1 }, context);
}
