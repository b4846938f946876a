/* Dates in a draft: the next call's in place of the last one's. */
#include "call/draft_parts.h"
#include "model/title.h"
#include "read/facts.h"

static const char *month_of(struct str iso)
{
	static const char *const names[] = { "January", "February", "March", "April", "May", "June", "July", "August",
		"September", "October", "November", "December" };
	return names[(iso.p[5] - '0') * 10 + (iso.p[6] - '0') - 1];
}

void draft_put_date(const struct date_hit *like, struct str iso, struct buf *out)
{
	bool numbers = like->slice.n && is_digit(*like->slice.p) && str_find_char(like->slice, ' ', 0) == STR_NONE;
	if (numbers)
		buf_str(out, like->day ? iso : like->month ? str_first(iso, 7) : str_first(iso, 4));
	else if (like->day)
		buf_printf(out, "%d %s %.4s", (iso.p[8] - '0') * 10 + (iso.p[9] - '0'), month_of(iso), iso.p);
	else
		buf_printf(out, "%s %.4s", month_of(iso), iso.p);
}

struct str draft_redate(struct arena *arena, struct str text, struct str iso)
{
	struct date_hit hit;
	struct buf b = BUF_INIT;
	if (!date_find(text, 0, &hit))
		return text;
	buf_str(&b, str_first(text, hit.at));
	draft_put_date(&hit, iso, &b);
	buf_str(&b, str_skip(text, hit.at + hit.slice.n));
	struct str changed = arena_str(arena, buf_slice(&b));
	buf_free(&b);
	return changed;
}

static bool has_day(struct str text)
{
	struct date_hit hit;
	return date_find(text, 0, &hit) && hit.day;
}

/* What was posted is notes again: its subject is the title, and the date is not the mail's. */
static void put_posted(struct arena *arena, const struct sketch *s, struct str iso, struct buf *out)
{
	struct str title = draft_redate(arena, s->call->title, iso);
	buf_printf(out, "%.*s\n\nDate: %.*s\n\n%.*s", STR_FMT(title), STR_FMT(iso), STR_FMT(s->source));
}

static bool is_underline(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] != *text.p || is_alnum(*text.p))
			return false;
	return text.n > 0;
}

static struct str before_letters(struct str s)
{
	size_t n = 0;
	while (n < s.n && !is_alpha(s.p[n]))
		n++;
	return str_first(s, n);
}

/* "Time: 16:00 - 17:00 WEST" on a day of another season: the same time in other letters. */
static struct str rezoned(struct arena *arena, struct str line, const struct draft_options *o)
{
	struct time_hit time;
	size_t colon = str_find_char(line, ':', 0);
	const struct draft_field *now = colon == STR_NONE ? NULL : draft_given(o, str_trim(str_first(line, colon)));
	if (!now || !time_find(now->value, 0, &time))
		return line;
	struct str before = before_letters(now->value);
	bool same = before.n && str_eq(before, before_letters(str_trim(str_skip(line, colon + 1))));
	return same ? arena_join(arena, str_first(line, colon + 1), STR(" "), now->value) : line;
}

/* Line by line; where neither title nor header have a day, a field behind the header, or the title, says it. */
static void put_source(struct arena *arena, const struct sketch *s, const struct draft_options *o, struct buf *out)
{
	struct str iso = o->date;
	struct str rest = s->source, line;
	bool titled = false, dated = s->date_line || has_day(s->call->title);
	for (size_t number = 1; str_split(&rest, '\n', &line); number++) {
		struct str text = str_trim(line);
		bool is_title = !titled && text.n && title_like(text);
		if (!dated && titled && !s->header_end && !is_underline(text)) {
			buf_printf(out, "\nDate: %.*s\n%s", STR_FMT(iso), text.n ? "\n" : "");
			dated = true;
		}
		titled = titled || is_title;
		bool redate = is_title || number == s->date_line;
		buf_str(out, redate ? draft_redate(arena, line, iso) : number <= s->header_end ? rezoned(arena, line, o) : line);
		if (!dated && number == s->header_end) {
			buf_printf(out, "\nDate: %.*s", STR_FMT(iso));
			dated = true;
		}
		buf_cstr(out, rest.p ? "\n" : "");
	}
}

void draft_put_again(struct arena *arena, const struct sketch *s, const struct draft_options *o, struct buf *out)
{
	if (s->mail)
		put_posted(arena, s, o->date, out);
	else
		put_source(arena, s, o, out);
}
