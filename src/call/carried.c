#include "call/carried.h"

void carried_put(struct buf *b, const struct carried *carried)
{
	if (carried->closed.n) {
		buf_printf(b, " (closed %.*s)", STR_FMT(carried->closed));
		return;
	}
	if (!carried->since.n)
		return;
	buf_printf(b, " (since %.*s", STR_FMT(carried->since));
	if (carried->calls_ago)
		buf_printf(b, ", %zu call%s ago", carried->calls_ago, carried->calls_ago == 1 ? "" : "s");
	buf_cstr(b, carried->overdue ? "; due date passed)" : ")");
}

/* "2024", "2024-05", "2024-05-14" at the begin; its length, or 0. */
static size_t date_length(struct str s)
{
	static const char shape[] = "dddd-dd-dd";
	size_t i = 0;
	while (i < s.n && i < sizeof shape - 1 && (shape[i] == 'd' ? is_digit(s.p[i]) : s.p[i] == shape[i]))
		i++;
	return i == 4 || i == 7 || i == 10 ? i : 0;
}

static bool take(struct str *s, struct str word)
{
	if (!str_starts(*s, word))
		return false;
	*s = str_skip(*s, word.n);
	return true;
}

static bool take_ago(struct str *s, size_t *ago)
{
	enum { DIGITS = 6 };
	size_t digits = 0;
	*ago = 0;
	while (digits < s->n && digits < DIGITS && is_digit(s->p[digits]))
		*ago = *ago * 10 + (size_t)(s->p[digits++] - '0');
	*s = str_skip(*s, digits);
	return digits && *ago && (take(s, STR(" calls ago")) || take(s, STR(" call ago")));
}

/* s begins behind the bracket; its length with the closing one, or 0. */
static size_t inside(struct str s, struct carried *carried)
{
	struct str rest = s;
	*carried = (struct carried){ STR_EMPTY, STR_EMPTY, 0, false };
	bool closed = take(&rest, STR("closed "));
	if (!closed && !take(&rest, STR("since ")))
		return 0;
	size_t n = date_length(rest);
	if (!n)
		return 0;
	*(closed ? &carried->closed : &carried->since) = str_first(rest, n);
	rest = str_skip(rest, n);
	if (!closed) {
		if (take(&rest, STR(", ")) && !take_ago(&rest, &carried->calls_ago))
			return 0;
		carried->overdue = take(&rest, STR("; due date passed"));
	}
	return take(&rest, STR(")")) ? s.n - rest.n : 0;
}

bool carried_find(struct str text, struct carried *carried, size_t *begin, size_t *end)
{
	for (size_t at = 0; (at = str_find_char(text, '(', at)) != STR_NONE; at++) {
		size_t n = inside(str_skip(text, at + 1), carried);
		if (!n)
			continue;
		*end = at + 1 + n;
		while (at && text.p[at - 1] == ' ')
			at--;
		*begin = at;
		return true;
	}
	return false;
}
