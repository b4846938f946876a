#include "call/schedule.h"

#include "base/mem.h"
#include "call/libical.h"
#include "model/date.h"

enum { MONTH_DAYS = 31, HORIZON = 40 * 366, FORESEEN = 3653, MOST_EXCEPTIONS = 500 };

struct rule_days {
	const struct schedule *s;
	icalrecur_iterator *iterator;    /* NULL: one day */
	int64_t from, last;
	bool over;
};

static struct icaltimetype ical_day(int64_t day)
{
	/* Not icaltime_null_date(): its hour is -1, which libical's iterators take for one. */
	struct icaltimetype t = { .is_date = 1 };
	day_to_date(day, &t.year, &t.month, &t.day);
	return t;
}

/* A day from which counting gives the same days as from the rule's first one, at most an interval before day. */
static int64_t counted_from(const struct schedule *s, int64_t day)
{
	int year, month, date, first_year, first_month;
	int64_t step = 7 * (int64_t)s->interval;
	if (!s->has_from || day <= s->from)
		return s->has_from ? s->from : day;
	if (!s->monthly)
		return s->from + (day - s->from) / step * step;
	day_to_date(s->from, &first_year, &first_month, &date);
	day_to_date(day, &year, &month, &date);
	int months = ((year - first_year) * 12 + month - first_month) / s->interval * s->interval + first_month - 1;
	return months == first_month - 1 ? s->from : day_of(first_year + months / 12, months % 12 + 1, 1);
}

struct rule_days *rule_days_open(const struct schedule *s, int64_t from)
{
	struct rule_days *days = mem_zero(1, sizeof *days);
	days->s = s;
	days->from = s->has_from && s->from > from ? s->from : from;
	days->last = days->from + HORIZON;
	if (s->has_until && s->until < days->last)
		days->last = s->until;
	if (s->rrule.n) {
		ical_load();
		days->iterator = ical.icalrecur_iterator_new(ical.icalrecurrencetype_from_string(s->rrule.p),
			ical_day(counted_from(s, from)));
		/* The rule is right: it was made here. */
		if (!days->iterator)
			die("out of memory");
	}
	return days;
}

bool rule_days_next(struct rule_days *days, int64_t *day)
{
	if (days->over)
		return false;
	if (!days->s->rrule.n) {
		days->over = true;
		*day = days->s->from;
		return days->s->from >= days->from;
	}
	while (days->iterator) {
		struct icaltimetype t = ical.icalrecur_iterator_next(days->iterator);
		if (!t.year)
			break;
		*day = day_of(t.year, t.month, t.day);
		if (*day > days->last)
			break;
		if (*day >= days->from)
			return true;
	}
	days->over = true;
	return false;
}

void rule_days_close(struct rule_days *days)
{
	if (days->iterator)
		ical.icalrecur_iterator_free(days->iterator);
	mem_free(days);
}

const struct exception *schedule_exception(const struct schedule *s, int64_t day)
{
	for (size_t i = 0; i < s->exception_count; i++)
		if (s->exceptions[i].day == day)
			return &s->exceptions[i];
	return NULL;
}

/* Exceptions. */

static bool is_rule_day(const struct schedule *s, int64_t day)
{
	struct rule_days *days = rule_days_open(s, day);
	int64_t first;
	bool found = rule_days_next(days, &first) && first == day;
	rule_days_close(days);
	return found;
}

/* What is wrong with an exception's text, or NULL with the exception read from it. */
static const char *read_exception(const struct schedule *s, struct str text, struct exception *e)
{
	struct str rest = text, word;
	struct time_hit time;
	*e = (struct exception){ .hour = s->hour, .minute = s->minute };
	if (!str_word(&rest, &word) || !day_parse(word, &e->day))
		return "begins with no day such as 2024-12-24";
	if (!str_word(&rest, &word) || *word.p == '(')
		return NULL;
	if (!str_eq_nocase(word, STR("instead")))
		return "is neither a day nor 'DAY instead DAY'";
	if (str_word(&rest, &word) && str_eq_nocase(word, STR("of")))
		return "may mean either day: write 'DAY instead DAY', the rule's first";
	if (!day_parse(word, &e->to))
		return "has no day such as 2024-12-24 behind 'instead'";
	e->moved = true;
	if (!str_word(&rest, &word) || *word.p == '(')
		return NULL;
	if (!time_find(word, 0, &time) || time.slice.n != word.n || !time.possible)
		return "has no time such as 15:00 behind its second day";
	e->hour = time.hour;
	e->minute = time.minute;
	return str_word(&rest, &word) && *word.p != '(' ? "goes on behind its time" : NULL;
}

void schedule_except(struct arena *arena, struct str text, size_t line, size_t column, struct diags *diags,
	struct schedule *s)
{
	struct exception e;
	const char *wrong = read_exception(s, text, &e);
	if (!wrong && !is_rule_day(s, e.day))
		wrong = "is no day of the rule";
	if (!wrong && schedule_exception(s, e.day))
		wrong = "is excepted twice";
	if (!wrong && e.moved && e.to != e.day && is_rule_day(s, e.to))
		wrong = "moves a call to another one's day";
	if (!wrong && s->exception_count == MOST_EXCEPTIONS)
		wrong = "is one too many";
	if (wrong) {
		diag_add(diags, DIAG_CALL_EXCEPTION, line, column, text, str_of(wrong));
		return;
	}
	if (!s->exceptions)
		s->exceptions = ARENA_ARRAY(arena, struct exception, MOST_EXCEPTIONS);
	size_t i = s->exception_count++;
	for (; i && s->exceptions[i - 1].day > e.day; i--)
		s->exceptions[i] = s->exceptions[i - 1];
	s->exceptions[i] = e;
}

/* Calls. */

static void say(const struct schedule *s, struct diags *diags, enum diag_code code, struct str first, struct str second)
{
	diag_add(diags, code, s->line, s->column, first, second);
}

/* The call of a day, at the rule's time or at that of the exception that moves it there. */
static enum zone_fit place(const struct schedule *s, int64_t day, const struct exception *moved, struct occurrence *o)
{
	struct wall wall = { .hour = moved ? moved->hour : s->hour, .minute = moved ? moved->minute : s->minute };
	day_to_date(day, &wall.year, &wall.month, &wall.day);
	enum zone_fit fit = zone_instant(s->zone, &wall, &o->start);
	o->day = day;
	o->moved = moved;
	o->end = o->start + (int64_t)s->duration * 60;
	return fit;
}

/* Says it where daylight saving skips or doubles the time of a call. */
static void say_fit(const struct schedule *s, const struct occurrence *call, enum zone_fit fit, struct diags *diags)
{
	struct zone_time shown;
	struct str day = day_iso(diags->arena, call->day);
	zone_at(s->zone, call->start, &shown);
	struct str time = arena_printf(diags->arena, "%02d:%02d %s", shown.wall.hour, shown.wall.minute, shown.abbreviation);
	if (fit == ZONE_SKIPPED)
		say(s, diags, DIAG_CALL_SKIPPED, day, time);
	else if (fit == ZONE_TWICE)
		say(s, diags, DIAG_CALL_DOUBLED, day, time);
}

static const struct exception *moved_to(const struct schedule *s, int64_t day)
{
	for (size_t i = 0; i < s->exception_count; i++)
		if (s->exceptions[i].moved && s->exceptions[i].to == day)
			return &s->exceptions[i];
	return NULL;
}

bool schedule_has(const struct schedule *s, int64_t day)
{
	return moved_to(s, day) || (!schedule_exception(s, day) && is_rule_day(s, day));
}

/* "excepted", "a Thursday", "the third Thursday of July": why the rule has no call on that day. */
static struct str what_is(const struct schedule *s, int64_t day, struct arena *arena)
{
	static const char *const nth[] = { "first", "second", "third", "fourth", "fifth" };
	int year, month, date;
	const char *weekday = weekday_name(day_weekday(day));
	day_to_date(day, &year, &month, &date);
	if (schedule_exception(s, day))
		return STR("excepted");
	if (!s->monthly)
		return arena_printf(arena, "a %s", weekday);
	return arena_printf(arena, "the %s %s of %s", nth[(date - 1) / 7], weekday, month_name(month));
}

void schedule_on(const struct schedule *s, int64_t day, struct diags *diags, struct occurrence *call)
{
	if (!schedule_has(s, day))
		say(s, diags, DIAG_CALL_OTHER_DAY, day_iso(diags->arena, day), what_is(s, day, diags->arena));
	say_fit(s, call, place(s, day, moved_to(s, day), call), diags);
}

/* Says which months after that of one day and before that of another have no day of a monthly rule. */
static void say_months(const struct schedule *s, int64_t after, int64_t before, struct diags *diags)
{
	int year, month, day, last_year, last_month, from_year = 0, from_month = 1;
	if (!s->monthly)
		return;
	if (s->has_from && s->from > after)
		after = s->from - MONTH_DAYS;
	day_to_date(after, &year, &month, &day);
	day_to_date(before, &last_year, &last_month, &day);
	if (s->has_from)
		day_to_date(s->from, &from_year, &from_month, &day);
	for (int m = year * 12 + month; m < last_year * 12 + last_month - 1; m++)
		if ((!s->months || s->months >> m % 12 & 1) && (m - from_year * 12 - from_month + 1) % s->interval == 0)
			say(s, diags, DIAG_CALL_NO_DAY, s->days,
				arena_printf(diags->arena, "%s %d", month_name(m % 12 + 1), m / 12));
}

/* The first day of the rule that is not excepted and comes after a day. */
static bool next_rule_day(const struct schedule *s, int64_t after, struct diags *diags, int64_t *day)
{
	struct rule_days *days = rule_days_open(s, after + 1);
	int64_t before = after;
	bool found;
	while ((found = rule_days_next(days, day))) {
		say_months(s, before, *day, diags);
		before = *day;
		if (!schedule_exception(s, *day))
			break;
	}
	rule_days_close(days);
	return found;
}

bool schedule_next(const struct schedule *s, struct str after, struct diags *diags, struct occurrence *next)
{
	int64_t day, last;
	const struct exception *moved = NULL;
	if (!day_parse_last(after, &last)) {
		say(s, diags, DIAG_CALL_NEVER, after, s->days);
		return false;
	}
	bool found = next_rule_day(s, last, diags, &day);
	for (size_t i = 0; i < s->exception_count; i++) {
		const struct exception *e = &s->exceptions[i];
		if (e->moved && e->to > last && (!found || e->to < day)) {
			moved = e;
			day = e->to;
			found = true;
		}
	}
	if (!found) {
		say(s, diags, DIAG_CALL_NEVER, after, s->days);
		return false;
	}
	say_fit(s, next, place(s, day, moved, next), diags);
	return true;
}

void schedule_foresee(const struct schedule *s, int64_t from, struct diags *diags)
{
	struct rule_days *days = rule_days_open(s, from + 1);
	struct occurrence call;
	int64_t day;
	bool said[] = { [ZONE_SKIPPED] = false, [ZONE_TWICE] = false };
	while (rule_days_next(days, &day) && day < from + FORESEEN) {
		enum zone_fit fit = place(s, day, NULL, &call);
		if (fit != ZONE_ONCE && !said[fit] && !schedule_exception(s, day)) {
			say_fit(s, &call, fit, diags);
			said[fit] = true;
		}
	}
	rule_days_close(days);
}
