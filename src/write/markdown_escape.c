#include "write/markdown_escape.h"

#include <string.h>

/* "[label]: ..." or "[1] ..." */
static bool is_reference(struct str s)
{
	size_t end = str_find_char(str_first(s, 200), ']', 1), i = 1;
	while (i < s.n && is_digit(s.p[i]))
		i++;
	return end != STR_NONE && end + 1 < s.n && str_find_char(str_first(s, end), '[', 1) == STR_NONE && (s.p[end + 1] == ':' || (i == end && s.p[end + 1] == ' '));
}

/* A line across. */
static bool only_sign(struct str s, char c)
{
	size_t count = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != c && s.p[i] != ' ')
			return false;
		count += s.p[i] == c;
	}
	return count >= 3;
}

/* Offset of the sign to escape where a line of text would begin a block; STR_NONE if it would not. */
size_t markdown_block_sign(struct str s)
{
	size_t i = 0;
	if (!s.n)
		return STR_NONE;
	char c = *s.p, next = s.n > 1 ? s.p[1] : ' ';
	if (c == '#' || c == '>' || c == '|' || c == '=')
		return 0;
	if ((c == '-' || c == '*' || c == '_') && only_sign(s, c))
		return 0;
	if ((c == '-' || c == '+' || c == '*') && (is_space(next) || s.n == 1 || (c != '+' && next == c && s.n == 2)))
		return 0;
	if ((c == '~' || c == '_') && next == c)
		return c == '_' && s.n > 2 && s.p[2] != '_' ? STR_NONE : 0;
	if (c == '[' && is_reference(s))
		return 0;
	if (c == '(')
		i = 1;
	while (i < s.n && i < 10 && is_alnum(s.p[i]))
		i++;
	if (i < s.n && s.p[i] == '.' && i + 1 < s.n && is_digit(s.p[i + 1]))
		return i;
	if (i && i < s.n && (s.p[i] == '.' || s.p[i] == ')') && i <= 5)
		return i + 1 == s.n || is_space(s.p[i + 1]) ? i : STR_NONE;
	return STR_NONE;
}

void markdown_escape_at(struct buf *b, size_t at)
{
	buf_put(b, '\\');
	memmove(b->p + at + 1, b->p + at, b->n - at - 1);
	b->p[at] = '\\';
}

/* "**Background:** text" that is no statement: its colon is escaped. */
void markdown_escape_label(struct buf *b)
{
	struct str s = buf_slice(b);
	size_t close = str_starts(s, STR("**")) ? str_find(str_first(s, 200), STR("**"), 2) : STR_NONE;
	if (close == STR_NONE || close < 4 || s.p[close - 1] != ':' || str_escaped(s, close - 1))
		return;
	markdown_escape_at(b, close - 1);
}

/* A key has no code in it: there a backslash would be one. */
static bool has_code(struct str s)
{
	size_t tick = str_find_char(s, '`', 0);
	while (tick != STR_NONE && str_escaped(s, tick))
		tick = str_find_char(s, '`', tick + 1);
	return tick != STR_NONE;
}

void markdown_escape_colon(struct buf *b)
{
	struct str s = buf_slice(b);
	size_t end = str_find_char(s, '\n', 0);
	/* Of its first line, without the backslash of a break. */
	s = end == STR_NONE ? s : str_first(s, end - 1);
	size_t colon = str_find(s, STR(": "), 0);
	if (colon == STR_NONE && s.n && s.p[s.n - 1] == ':')
		colon = s.n - 1;
	if (colon == STR_NONE || colon == 0 || str_escaped(s, colon) || has_code(str_first(s, colon)))
		return;
	markdown_escape_at(b, colon);
}

/* Signs at the end of a heading would close it (CommonMark 0.30 §4.2): the last one is escaped. */
void markdown_escape_closing(struct buf *b)
{
	if (b->n && b->p[b->n - 1] == '#')
		markdown_escape_at(b, b->n - 1);
}
