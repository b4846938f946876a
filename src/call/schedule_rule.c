/* The text of a rule: "first Thursday of the month, 16:00 Europe/London, 1 hour". Its words are read one by one; each is
 * known by itself or with the ones before it, and one that is not known makes the rule none. */
#include "call/schedule.h"

#include "model/date.h"

enum { LAST = -1, MOST_ITEMS = 16, MOST_INTERVAL = 52 };

#define DASH "\xe2\x80\x93"

/* A day of a rule: the nth weekday of the month, every such weekday (nth 0), or the nth day of the month (weekday -1). */
struct item {
	int nth, weekday;
};

struct rule {
	struct arena *arena;
	struct diags *diags;
	struct schedule *s;
	struct str rest, word;       /* what is left of the text, and the word in hand */
	bool wrong;
	struct item items[MOST_ITEMS];
	size_t item_count, nth_first;    /* items from nth_first on wait for their weekday */
	const char *ordinal_end;         /* of the last ordinal */
	struct item given[MOST_ITEMS];   /* those that the last weekday ended */
	size_t given_count;
	bool every, of_month, weekly;
	int every_nth;               /* "every second": of weeks or of the month? */
	bool has_time;
	struct str time;             /* as written */
};

static void refuse(struct rule *r, enum diag_code code, struct str at, const char *hint)
{
	size_t line = r->s->line, column = r->s->column;
	diag_place(r->s->text, at.p, &line, &column);
	if (!r->wrong)
		diag_add(r->diags, code, line, column, at, str_of(hint));
	r->wrong = true;
}

/* Words. */

static bool is_separator(char c)
{
	return is_space(c) || c == ',' || c == ';' || c == '(' || c == ')';
}

static bool next_word(struct rule *r)
{
	while (r->rest.n && (is_separator(*r->rest.p) || *r->rest.p == '/'))
		r->rest = str_skip(r->rest, 1);
	size_t n = 0;
	bool number = r->rest.n && is_digit(*r->rest.p);     /* "1st/3rd" are two words, "Europe/London" is one */
	while (n < r->rest.n && !is_separator(r->rest.p[n]) && !(number && r->rest.p[n] == '/'))
		n++;
	r->word = str_first(r->rest, n);
	r->rest = str_skip(r->rest, n);
	while (r->word.n > 1 && r->word.p[r->word.n - 1] == '.')
		r->word.n--;
	return n > 0;
}

static struct str peek(const struct rule *r)
{
	struct rule ahead = *r;
	return next_word(&ahead) ? ahead.word : STR_EMPTY;
}

static bool is_one_of(struct str word, const char *const *words)
{
	for (size_t i = 0; words[i]; i++)
		if (str_eq_nocase(word, str_of(words[i])))
			return true;
	return false;
}

/* "Thursday", "Thursdays", "Thu", "Thurs": 0 is Sunday; -1 if none. */
static int weekday_of(struct str word)
{
	for (int i = 0; i < 7; i++) {
		struct str name = str_of(weekday_name(i));
		if (str_starts_nocase(name, word) && (word.n == name.n || (word.n >= 3 && word.n <= 5)))
			return i;
		if (word.n == name.n + 1 && str_starts_nocase(word, name) && to_lower(word.p[name.n]) == 's')
			return i;
	}
	return -1;
}

/* 1 to 12; 0 if none. */
static int month_of(struct str word)
{
	for (int i = 1; i <= 12; i++) {
		struct str name = str_of(month_name(i));
		if (word.n >= 3 && str_starts_nocase(name, word) && (word.n == name.n || word.n <= 4))
			return i;
	}
	return 0;
}

/* The number a word begins with, what follows it in *rest; -1 if there is none. */
static int number_of(struct str word, struct str *rest)
{
	int number = 0;
	size_t n = 0;
	while (n < word.n && n < 4 && is_digit(word.p[n]))
		number = number * 10 + (word.p[n++] - '0');
	*rest = str_skip(word, n);
	return n && (!rest->n || !is_digit(*rest->p)) ? number : -1;
}

/* "first", "3rd", "last"; 0 if none. */
static int ordinal_of(struct str word)
{
	static const char *const names[] = { "first", "second", "third", "fourth", "fifth" };
	static const char *const endings[] = { "st", "nd", "rd", "th", NULL };
	struct str rest;
	for (int i = 0; i < 5; i++)
		if (str_eq_nocase(word, str_of(names[i])))
			return i + 1;
	if (str_eq_nocase(word, STR("last")))
		return LAST;
	int number = number_of(word, &rest);
	return number >= 1 && number <= 31 && is_one_of(rest, endings) ? number : 0;
}

/* Days. */

static void add_item(struct rule *r, int nth, int weekday)
{
	if (r->item_count == MOST_ITEMS)
		refuse(r, DIAG_CALL_RULE, r->word, "too many days for one rule");
	else
		r->items[r->item_count++] = (struct item){ nth, weekday };
}

/* An ordinal that stands right behind another counts with it: "second last". */
static void take_ordinal(struct rule *r, int nth)
{
	bool glued = r->ordinal_end && !str_trim(str_range(r->ordinal_end, r->word.p)).n;
	if (glued && nth == LAST && r->items[r->item_count - 1].nth > 0)
		r->items[r->item_count - 1].nth *= LAST;
	else if (glued)
		refuse(r, DIAG_CALL_RULE, r->word, "set it off from the one before by 'and' or a comma");
	else
		add_item(r, nth, -1);
	if (r->every && r->item_count == 1)
		r->every_nth = nth;
	r->ordinal_end = r->word.p + r->word.n;
}

/* Gives the ordinals before it this weekday; those of the weekday before, where it has none of its own: "first Tuesday
 * and Thursday". */
static void take_weekday(struct rule *r, int weekday)
{
	if (r->nth_first < r->item_count) {
		r->given_count = 0;
		for (size_t i = r->nth_first; i < r->item_count; i++) {
			r->items[i].weekday = weekday;
			r->given[r->given_count++] = r->items[i];
		}
	} else if (r->given_count) {
		for (size_t i = 0; i < r->given_count; i++)
			add_item(r, r->given[i].nth, weekday);
	} else {
		add_item(r, 0, weekday);
	}
	r->nth_first = r->item_count;
}

/* "2", "two"; -1 if the word is no number. */
static int count_of(struct str word)
{
	static const char *const names[] = { "two", "three", "four", "five", "six" };
	struct str rest;
	for (int i = 0; i < 5; i++)
		if (str_eq_nocase(word, str_of(names[i])))
			return i + 2;
	int number = number_of(word, &rest);
	return rest.n ? -1 : number;
}

/* "2 weeks", "3 months" behind "every". False where the word is no unit. */
static bool take_interval(struct rule *r, int count, struct str unit)
{
	static const char *const weeks[] = { "week", "weeks", NULL }, *const months[] = { "month", "months", NULL };
	bool fortnight = str_eq_nocase(unit, STR("fortnight"));
	if (is_one_of(unit, months))
		r->of_month = true;
	else if (fortnight || is_one_of(unit, weeks))
		r->weekly = true;
	else
		return false;
	if (fortnight)
		count *= 2;
	if (count > MOST_INTERVAL)
		refuse(r, DIAG_CALL_RULE, unit, "write an interval of at most 52");
	r->s->interval = count > 1 ? count : r->s->interval;
	return true;
}

static void take_every(struct rule *r)
{
	static const char *const others[] = { "other", "second", "2nd", NULL };
	struct str word = peek(r), after;
	struct rule ahead = *r;
	int number = count_of(word);
	next_word(&ahead);
	after = peek(&ahead);
	r->every = true;
	if (take_interval(r, 1, word)) {
		next_word(r);
	} else if (number > 0 && take_interval(r, number, after)) {
		next_word(r);
		next_word(r);
	} else if ((is_one_of(word, others) && take_interval(r, 2, after)) ||
		(ordinal_of(word) > 2 && take_interval(r, ordinal_of(word), after))) {
		next_word(r);
		next_word(r);
	} else if (str_eq_nocase(word, STR("other"))) {
		next_word(r);
		r->weekly = true;
		r->s->interval = 2;
	}
}

/* The day behind "from" or "until". */
static void take_limit(struct rule *r, bool *has, int64_t *day)
{
	struct str limit = r->word;
	if (!next_word(r) || !day_parse(r->word, day))
		refuse(r, DIAG_CALL_RULE, r->word.n ? r->word : limit, "write the day as 2024-01-09");
	*has = true;
}

/* "2024-01-09": no rule but one day. */
static void take_one_day(struct rule *r, int64_t day)
{
	r->s->has_from = r->s->has_until = true;
	r->s->from = r->s->until = day;
}

/* Time, zone and duration. */

static void take_time(struct rule *r, struct str slice, int hour, int minute)
{
	struct schedule *s = r->s;
	if (!r->has_time) {
		s->hour = hour;
		s->minute = minute;
		r->time = slice;
		s->days = str_trim(str_range(s->text.p, slice.p));
	} else if (!s->duration) {
		s->duration = ((hour * 60 + minute) - (s->hour * 60 + s->minute) + 24 * 60) % (24 * 60);
	} else {
		refuse(r, DIAG_CALL_RULE, slice, "a rule has one time");
	}
	r->has_time = true;
}

/* "-17:00": the end of "16:00-17:00". */
static bool is_hyphen_before_time(struct str s)
{
	size_t digits = 0;
	while (1 + digits < s.n && is_digit(s.p[1 + digits]))
		digits++;
	return str_starts(s, STR("-")) && digits && digits <= 2 && 1 + digits < s.n && s.p[1 + digits] == ':';
}

/* "16:00", "4pm", "4 p.m.", "16:00-17:00". False where the word is none. */
static bool read_time(struct rule *r)
{
	struct time_hit hit;
	struct str all = str_range(r->word.p, r->rest.p + r->rest.n);
	if (!time_find(all, 0, &hit) || hit.slice.p != r->word.p)
		return false;
	size_t colon = str_find_char(hit.slice, ':', 0);
	if (colon == STR_NONE && !is_alpha(hit.slice.p[hit.slice.n - 1]) && !str_ends(hit.slice, STR(".")))
		return false;
	if (!hit.possible) {
		refuse(r, DIAG_CALL_RULE, hit.slice, "no clock shows that time");
		return true;
	}
	take_time(r, hit.slice, hit.hour, hit.minute);
	/* What is glued to it, a second time or an offset, is the next word. */
	r->rest = str_skip(all, hit.slice.n);
	if (str_starts(r->rest, STR(DASH)))
		r->rest = str_skip(r->rest, strlen(DASH));
	else if (is_hyphen_before_time(r->rest))
		r->rest = str_skip(r->rest, 1);
	return true;
}

static const char zone_hint[] = "write the zone's name, such as Europe/London or UTC";

static bool is_offset(struct str word)
{
	static const char *const prefixes[] = { "UTC", "GMT", "" };
	for (size_t i = 0; i < 3; i++) {
		struct str rest = str_skip(word, strlen(prefixes[i]));
		if (str_starts_nocase(word, str_of(prefixes[i])) && rest.n > 1 && (*rest.p == '+' || *rest.p == '-') &&
			is_digit(rest.p[1]))
			return true;
	}
	return false;
}

static bool read_zone(struct rule *r)
{
	struct schedule *s = r->s;
	if (is_offset(r->word)) {
		refuse(r, DIAG_CALL_ZONE, r->word, "an offset does not follow daylight saving: write the zone's name, "
			"such as Europe/London, or UTC");
		return true;
	}
	bool slash = str_find_char(r->word, '/', 0) != STR_NONE;
	if (!slash && !str_eq(r->word, STR("UTC")) && !(r->has_time && !s->zone.n))
		return false;
	if (s->zone.n)
		refuse(r, DIAG_CALL_RULE, r->word, "a rule has one zone");
	else if (!zone_exists(r->word))
		refuse(r, DIAG_CALL_ZONE, r->word, slash ? "the system's zone data have no such zone" : zone_hint);
	s->zone = r->word;
	return true;
}

/* "1 hour", "1.5 hours", "90 minutes", "90min", "1h30", "1 hour 30 minutes". False where the word begins none. */
static bool read_duration(struct rule *r)
{
	static const char *const hours[] = { "h", "hr", "hrs", "hour", "hours", NULL };
	static const char *const minutes[] = { "m", "min", "mins", "minute", "minutes", NULL };
	struct str unit, part;
	bool half = str_eq_nocase(r->word, STR("half"));
	int number = half ? 0 : number_of(r->word, &unit), hundredths = 0;
	if (half) {
		hundredths = 50;
		while (str_eq_nocase(peek(r), STR("an")) || str_eq_nocase(peek(r), STR("a")))
			next_word(r);
		unit = STR_EMPTY;
	} else if (number >= 0 && unit.n > 1 && *unit.p == '.' && is_digit(unit.p[1])) {
		bool two = unit.n > 2 && is_digit(unit.p[2]);
		hundredths = (unit.p[1] - '0') * 10 + (two ? unit.p[2] - '0' : 0);
		unit = str_skip(unit, two ? 3 : 2);
	}
	if (number < 0)
		return false;
	struct str name = unit.n ? unit : peek(r);
	int after_h = unit.n > 1 && to_lower(*unit.p) == 'h' ? number_of(str_skip(unit, 1), &part) : -1;
	if (after_h >= 0 && (!part.n || is_one_of(part, minutes)))
		r->s->duration += number * 60 + after_h;
	else if (is_one_of(name, hours))
		r->s->duration += number * 60 + hundredths * 60 / 100;
	else if (is_one_of(name, minutes) && !hundredths)
		r->s->duration += number;
	else
		return false;
	if (!unit.n)
		next_word(r);
	return true;
}

/* The rule. */

static bool take_word(struct rule *r)
{
	static const char *const blanks[] = { "the", "of", "in", "on", "at", "and", "a", "an", "for", "&", "+",
		"day", "time", NULL };
	static const char *const range[] = { "to", "-", DASH, NULL };
	static const char *const every[] = { "every", "each", NULL }, *const month[] = { "month", "monthly", NULL };
	static const char *const from[] = { "from", "since", "starting", "beginning", NULL };
	static const char *const until[] = { "until", "till", "through", NULL };
	struct schedule *s = r->s;
	int64_t day;
	if (is_one_of(r->word, every))
		take_every(r);
	else if (is_one_of(r->word, month))
		r->of_month = true;
	else if (str_eq_nocase(r->word, STR("weekly")))
		take_interval(r, 1, STR("week"));
	else if (str_eq_nocase(r->word, STR("fortnightly")))
		take_interval(r, 1, STR("fortnight"));
	else if (is_one_of(r->word, from) && str_find_char(peek(r), ':', 0) != STR_NONE)
		return true;      /* "from 16:00" */
	else if (is_one_of(r->word, from))
		take_limit(r, &s->has_from, &s->from);
	else if (is_one_of(r->word, until))
		take_limit(r, &s->has_until, &s->until);
	else if (ordinal_of(r->word))
		take_ordinal(r, ordinal_of(r->word));
	else if (weekday_of(r->word) >= 0)
		take_weekday(r, weekday_of(r->word));
	else if (month_of(r->word))
		s->months |= 1u << (month_of(r->word) - 1);
	else if (!s->has_from && !r->item_count && !r->every && day_parse(r->word, &day))
		take_one_day(r, day);
	else if (is_one_of(r->word, blanks) || (r->has_time && is_one_of(r->word, range)))
		return true;      /* "16:00 to 17:00"; of days, a range would be others than its ends */
	else
		return read_time(r) || read_duration(r) || read_zone(r);
	return true;
}

static void put_rrule(struct rule *r)
{
	static const char *const names[] = { "SU", "MO", "TU", "WE", "TH", "FR", "SA" };
	struct schedule *s = r->s;
	struct buf b = BUF_INIT;
	const char *between = ";BYDAY=";
	buf_printf(&b, "FREQ=%s", s->monthly ? "MONTHLY" : "WEEKLY");
	if (s->interval > 1)
		buf_printf(&b, ";INTERVAL=%d", s->interval);
	for (int i = 0, n = 0; i < 12; i++)
		if (s->months >> i & 1)
			buf_printf(&b, "%s%d", n++ ? "," : ";BYMONTH=", i + 1);
	if (r->item_count && r->items[0].weekday < 0)
		between = ";BYMONTHDAY=";
	for (size_t i = 0; i < r->item_count; i++, between = ",") {
		struct item item = r->items[i];
		buf_cstr(&b, between);
		if (item.nth)
			buf_printf(&b, "%d", item.nth);
		if (item.weekday >= 0)
			buf_cstr(&b, names[item.weekday]);
	}
	s->rrule = arena_str(r->arena, buf_slice(&b));
	buf_free(&b);
}

/* Do the days that were named make a rule? What is wrong with them, or NULL. */
static const char *judge_days(struct rule *r)
{
	struct schedule *s = r->s;
	bool one = s->has_from && s->has_until && s->from == s->until && !r->item_count && !r->every;
	if (one)
		return NULL;
	if (!r->item_count && r->weekly && s->has_from)
		add_item(r, 0, day_weekday(s->from));
	if (!r->item_count)
		return r->weekly || r->every || r->of_month ? "name the day, as in 'every Tuesday' or 'every 2 weeks from 2024-01-09'" :
			"begin with days, as in 'first Thursday of the month' or 'every 2 weeks from 2024-01-09'";
	bool nth = r->items[0].nth != 0, weekday = r->items[0].weekday >= 0;
	for (size_t i = 1; i < r->item_count; i++)
		if ((r->items[i].nth != 0) != nth || (r->items[i].weekday >= 0) != weekday)
			return "write days of one kind in a rule";
	if (weekday)
		for (size_t i = 0; i < r->item_count; i++)
			if (r->items[i].nth > 5)
				return "no month has so many of a weekday";
	if (nth && r->weekly)
		return "write either weeks or days of the month";
	if (r->every_nth > 1 && weekday && !r->of_month && !s->months)
		return "write '2nd Tuesday of the month' or 'every 2 weeks from 2024-01-09', whichever is meant";
	s->monthly = nth;
	if (!nth && r->of_month)
		return "say which one of the month: 'first', 'last'";
	if (s->interval > 1 && !s->has_from)
		return "say from when they are counted: 'from 2024-01-09'";
	if (s->has_from && s->has_until && s->until < s->from)
		return "it ends before it begins";
	put_rrule(r);
	return NULL;
}

/* What stands before the time, without what leads to it. */
static void trim_days(struct schedule *s)
{
	while (s->days.n && is_separator(s->days.p[s->days.n - 1]))
		s->days.n--;
	if (str_ends(s->days, STR(" at")))
		s->days = str_trim_right(str_first(s->days, s->days.n - 3));
	if (!s->days.n)
		s->days = s->text;
}

bool schedule_parse(struct arena *arena, struct str text, size_t line, size_t column, struct diags *diags,
	struct schedule *s)
{
	*s = (struct schedule){ .text = text, .days = text, .rrule = STR_EMPTY, .zone = STR_EMPTY, .interval = 1, .line = line,
		.column = column };
	struct rule r = { .arena = arena, .diags = diags, .s = s, .rest = text };
	while (!r.wrong && next_word(&r))
		if (!take_word(&r))
			refuse(&r, DIAG_CALL_RULE, r.word, "not understood; write it like 'first Thursday of the month, 16:00 Europe/London, "
				"1 hour'");
	trim_days(s);
	if (!r.wrong && !r.has_time)
		refuse(&r, DIAG_CALL_RULE, text, "write a time with its zone, such as '16:00 Europe/London'");
	if (!r.wrong && !s->zone.n)
		refuse(&r, DIAG_CALL_ZONE, r.time, zone_hint);
	const char *wrong = r.wrong ? NULL : judge_days(&r);
	if (wrong)
		refuse(&r, DIAG_CALL_RULE, s->days, wrong);
	return !r.wrong;
}
