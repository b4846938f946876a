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

/* "Date: ..." */
static bool is_date_field(struct str line)
{
	size_t colon = str_find_char(line, ':', 0);
	return colon != STR_NONE && facts_says_when(str_trim(str_first(line, colon)));
}

void draft_put_again(struct arena *arena, const struct sketch *s, struct str iso, struct buf *out)
{
	struct str rest = s->source, line;
	size_t fields = 0;
	bool titled = false, header = true;
	while (str_split(&rest, '\n', &line)) {
		if (!titled && str_trim(line).n && title_like(str_trim(line))) {
			titled = true;
			line = draft_redate(arena, line, iso);
		} else if (titled && header && fields < s->field_count && is_date_field(line)) {
			line = draft_redate(arena, line, iso);
		}
		fields += titled && header && str_find_char(line, ':', 0) != STR_NONE;
		header = header && fields < s->field_count;
		buf_str(out, line);
		buf_cstr(out, rest.p ? "\n" : "");
	}
}
