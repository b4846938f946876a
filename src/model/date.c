#include "model/date.h"

enum { CENTURY_TURN = 70, GAP = 8 };

/* A place in the text; reading moves it on. */
struct cursor {
	struct str text;
	size_t at;
};

static char peek(const struct cursor *c)
{
	return c->at < c->text.n ? c->text.p[c->at] : 0;
}

static struct str ahead(const struct cursor *c)
{
	return str_skip(c->text, c->at);
}

/* Is the byte part of a word? Dashes, quotes and blanks of U+2000 to U+203F are not, other non-ASCII is. */
static bool in_word(struct str s, size_t at)
{
	if (at >= s.n)
		return false;
	char c = s.p[at];
	if ((unsigned char)c < 0x80)
		return is_alnum(c) || c == '_';
	for (size_t i = 0; i < 3 && i <= at; i++)
		if (str_starts(str_skip(s, at - i), STR("\xe2\x80")))
			return false;
	return true;
}

/* Does a word go on here? */
static bool word_ahead(const struct cursor *c)
{
	return in_word(c->text, c->at);
}

/* Up to GAP blanks, with a line end among them perhaps. */
static bool skip_blanks(struct cursor *c)
{
	size_t begin = c->at;
	while (c->at < c->text.n && c->at - begin < GAP && is_space(c->text.p[c->at]))
		c->at++;
	return c->at > begin;
}

static bool skip_char(struct cursor *c, char wanted)
{
	if (peek(c) != wanted || !wanted)
		return false;
	c->at++;
	return true;
}

/* A number of least to most digits that no further digit follows; the count of digits, or 0. */
static size_t read_number(struct cursor *c, size_t least, size_t most, int *value)
{
	size_t n = 0;
	int v = 0;
	while (c->at + n < c->text.n && n <= most && is_digit(c->text.p[c->at + n]))
		n++;
	if (n < least || n > most)
		return 0;
	for (size_t i = 0; i < n; i++)
		v = v * 10 + (c->text.p[c->at + i] - '0');
	*value = v;
	c->at += n;
	return n;
}

/* A word that is one of the names, or its first letters: three, or as many as are usual. Its index from 1, or 0. */
static int read_name(struct cursor *c, const char *const *names, int count)
{
	static const char *const usual[] = { "sept", "tues", "weds", "thur", "thurs" };
	size_t n = 0;
	struct str rest = ahead(c);
	while (n < rest.n && n < 10 && is_alpha(rest.p[n]))
		n++;
	struct str word = str_first(rest, n);
	if (n < 3 || (in_word(rest, n) && !is_digit(rest.p[n])))
		return 0;
	bool whole = n == 3;
	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
		whole |= str_eq_nocase(word, str_of(usual[i]));
	for (int i = 0; i < count; i++) {
		struct str name = str_of(names[i]);
		if (str_starts_nocase(name, whole ? str_first(word, 3) : word) && (whole || n == name.n)) {
			c->at += n;
			return i + 1;
		}
	}
	return 0;
}

static int read_month(struct cursor *c)
{
	static const char *const names[] = { "january", "february", "march", "april", "may", "june", "july", "august",
		"september", "october", "november", "december" };
	int month = read_name(c, names, 12);
	if (month)
		skip_char(c, '.');
	return month;
}

static bool skip_weekday(struct cursor *c)
{
	static const char *const names[] = { "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday" };
	if (!read_name(c, names, 7))
		return false;
	skip_char(c, '.');
	return true;
}

static bool leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static bool is_possible(int year, int month, int day)
{
	static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	if (month < 1 || month > 12 || day < 0 || day > days[month - 1])
		return false;
	return !(month == 2 && day == 29 && year && !leap(year));
}

static int full_year(int year, size_t digits)
{
	return digits > 2 ? year : year < CENTURY_TURN ? 2000 + year : 1900 + year;
}

static bool is_year(int year)
{
	return year >= DATE_FIRST_YEAR && year <= DATE_LAST_YEAR;
}

/* "2018", "'18" where an apostrophe is taken; nothing that goes on as a number, a version or a word. */
static bool read_year(struct cursor *c, int *year)
{
	struct cursor at = *c;
	bool quoted = skip_char(&at, '\'');
	int value;
	size_t digits = read_number(&at, quoted ? 2 : 4, quoted ? 2 : 4, &value);
	if (!digits || word_ahead(&at))
		return false;
	if (peek(&at) == '.' && at.at + 1 < at.text.n && is_digit(at.text.p[at.at + 1]))
		return false;
	value = full_year(value, digits);
	if (!is_year(value))
		return false;
	*year = value;
	*c = at;
	return true;
}

/* st, nd, rd, th behind a day. */
static bool skip_ordinal(struct cursor *c)
{
	static const char *const ends[] = { "st", "nd", "rd", "th" };
	struct str rest = ahead(c);
	for (size_t i = 0; i < 4; i++)
		if (str_starts_nocase(rest, str_of(ends[i])) && !in_word(rest, 2)) {
			c->at += 2;
			return true;
		}
	return false;
}

/* A day of the month, with its ordinal, behind which no word, time or further number goes on. */
static bool read_day(struct cursor *c, int *day, bool *ordinal)
{
	struct cursor at = *c;
	if (!read_number(&at, 1, 2, day) || *day == 0)
		return false;
	*ordinal = skip_ordinal(&at);
	char next = peek(&at), then = at.at + 1 < at.text.n ? at.text.p[at.at + 1] : 0;
	if (word_ahead(&at) || next == '%' || ((next == '.' || next == '/' || next == ':') && is_digit(then)))
		return false;
	*c = at;
	return true;
}

/* "-16", " - 17th", "–17": the last day of a range; nothing is done with it. */
static void skip_range(struct cursor *c)
{
	struct cursor at = *c;
	int day;
	bool ordinal;
	skip_blanks(&at);
	if (!skip_char(&at, '-') && !skip_char(&at, '&')) {
		if (!str_starts(ahead(&at), STR("\xe2\x80\x93")))
			return;
		at.at += 3;
	}
	skip_blanks(&at);
	if (read_day(&at, &day, &ordinal) && day <= 31)
		*c = at;
}

/* What stands between the parts of a date: blanks, a comma, a hyphen, a slash. */
static bool skip_between(struct cursor *c, bool comma)
{
	size_t begin = c->at;
	skip_blanks(c);
	if (comma && skip_char(c, ','))
		skip_blanks(c);
	else if (c->at == begin && (skip_char(c, '-') || skip_char(c, '/')))
		return true;
	return c->at > begin;
}

/* "04:06:11 CET " of "Fri Mar 18 04:06:11 CET 2016". */
static void skip_clock(struct cursor *c)
{
	struct cursor at = *c;
	int number;
	size_t letters = 0;
	if (!skip_blanks(&at) || !read_number(&at, 2, 2, &number) || !skip_char(&at, ':') ||
	    !read_number(&at, 2, 2, &number))
		return;
	if (skip_char(&at, ':') && !read_number(&at, 2, 2, &number))
		return;
	struct cursor behind = at;
	skip_blanks(&at);
	while (letters < 6 && is_upper(peek(&at)))
		at.at++, letters++;
	if (!letters)
		at = behind;
	behind = at;
	if (skip_blanks(&at) && read_year(&at, &number))
		*c = behind;
}

/* Month first: "July 2018", "May 23, 2012", "June 18th", "May-15-2019", "Mar 18 04:06:11 2016". */
static bool month_first(struct cursor *c, struct date_hit *hit)
{
	struct cursor at = *c;
	bool small = is_lower(peek(&at)), ordinal;
	hit->month = read_month(&at);
	if (!hit->month)
		return false;
	struct cursor behind = at;
	bool apart = skip_between(&at, true);
	if ((apart || peek(&at) == '\'') && read_year(&at, &hit->year)) {
		*c = at;
		return true;
	}
	at = behind;
	if (!skip_between(&at, false) || !read_day(&at, &hit->day, &ordinal))
		return false;
	skip_range(&at);
	*c = at;
	skip_clock(&at);
	if (skip_between(&at, true) && read_year(&at, &hit->year)) {
		*c = at;
		return true;
	}
	/* "may 5", "march 5" are no dates for sure. */
	return !(small && !ordinal && (hit->month == 3 || hit->month == 5));
}

/* Day first: "23 March 2020", "18th of June", "26-May-2011", "30 April - 2 May 2019". */
static bool day_first(struct cursor *c, struct date_hit *hit)
{
	struct cursor at = *c;
	bool ordinal;
	struct date_hit last = *hit;
	if (!read_day(&at, &hit->day, &ordinal))
		return false;
	skip_range(&at);
	if (!skip_between(&at, false))
		return false;
	if (str_starts_nocase(ahead(&at), STR("of "))) {
		at.at += 2;
		skip_blanks(&at);
	}
	bool small = is_lower(peek(&at));
	hit->month = read_month(&at);
	/* "may" is a verb more often: "the 3 may differ". */
	if (!hit->month || (small && hit->month == 5 && !ordinal) || is_digit(peek(&at)))
		return false;
	*c = at;
	if (skip_between(&at, true) && read_year(&at, &hit->year)) {
		*c = at;
		return true;
	}
	at = *c;
	skip_blanks(&at);
	if (skip_char(&at, '-') && (skip_blanks(&at), read_day(&at, &last.day, &ordinal)) && skip_between(&at, false) &&
	    (last.month = read_month(&at)) && skip_between(&at, true) && read_year(&at, &hit->year)) {
		if (last.month < hit->month)
			hit->year--;
		*c = at;
	}
	return true;
}

/* A number does not go on: no digit, word, decimal or further group. */
static bool ends_number(const struct cursor *c)
{
	char next = peek(c), then = c->at + 1 < c->text.n ? c->text.p[c->at + 1] : 0;
	if (next == 'T' && is_digit(then))
		return true;
	if (word_ahead(c))
		return false;
	return !((next == '.' || next == '-' || next == '/') && is_digit(then));
}

/* " 07 11" behind a year. */
static bool spaced(struct cursor *c, struct date_hit *hit)
{
	struct cursor at = *c;
	int month, day;
	at.at++;
	if (!read_number(&at, 2, 2, &month) || !skip_char(&at, ' ') || !read_number(&at, 2, 2, &day) || !day ||
	    !ends_number(&at) || peek(&at) == ':' || !is_possible(hit->year, month, day))
		return false;
	hit->month = month;
	hit->day = day;
	*c = at;
	return true;
}

/* "2018-07-11", "2018 07 11", "2024/08/03", "2018-07", "2011-May-26", "2011 May 26". */
static bool year_first(struct cursor *c, struct date_hit *hit)
{
	struct cursor at = *c;
	if (!read_number(&at, 4, 4, &hit->year) || !is_year(hit->year))
		return false;
	char sign = peek(&at);
	if (sign == ' ' && spaced(&at, hit)) {
		*c = at;
		return true;
	}
	if (sign == ' ' || (sign == '-' && at.at + 1 < at.text.n && is_alpha(at.text.p[at.at + 1]))) {
		bool ordinal;
		at.at++;
		hit->month = read_month(&at);
		if (!hit->month)
			return false;
		*c = at;
		if (skip_between(&at, false) && read_day(&at, &hit->day, &ordinal) && ends_number(&at))
			*c = at;
		else
			hit->day = 0;
		/* "by 2018 May" has no day; in "in 2018 May said" it is no month. */
		return hit->day != 0 || sign == '-';
	}
	if (sign != '-' && sign != '/' && sign != '.')
		return false;
	at.at++;
	/* "2020.6.4", "2020/6/4": where a day follows one digit is enough. */
	size_t digits = read_number(&at, 1, 2, &hit->month);
	struct cursor behind = at;
	if (!digits)
		return false;
	if (skip_char(&at, sign) && read_number(&at, 1, 2, &hit->day) && ends_number(&at)) {
		*c = at;
		return true;
	}
	hit->day = 0;
	*c = behind;
	/* "2013-14" is a range of years, "2018/07" a folder, "2018-7" may be anything. */
	return sign == '-' && digits == 2 && ends_number(&behind) && hit->month >= 1 && hit->month <= 12;
}

/* "5/31/2017", "12/18/19", "31/5/2017", "31.5.2017"; "31-05-2017" where the day shows. */
static bool numbers(struct cursor *c, struct date_hit *hit)
{
	struct cursor at = *c;
	int first, second, year;
	if (!read_number(&at, 1, 2, &first))
		return false;
	char sign = peek(&at);
	if ((sign != '/' && sign != '.' && sign != '-') || (at.at++, !read_number(&at, 1, 2, &second)) || !skip_char(&at, sign))
		return false;
	size_t digits = read_number(&at, 2, 4, &year);
	if (digits == 0 || digits == 3 || !ends_number(&at) || (sign != '/' && digits != 4))
		return false;
	if (sign == '-' && (first > 12) == (second > 12) && first != second)
		return false;
	hit->year = full_year(year, digits);
	bool day_leads = sign == '.' || (first > 12 && second <= 12);
	hit->month = day_leads ? second : first;
	hit->day = day_leads ? first : second;
	if (!is_year(hit->year) || (digits == 2 && !is_possible(hit->year, hit->month, hit->day)))
		return false;
	*c = at;
	return hit->day > 0;
}

/* "20250112": only where it is a day. */
static bool compact(struct cursor *c, struct date_hit *hit)
{
	struct cursor at = *c;
	int number;
	if (!read_number(&at, 8, 8, &number) || !ends_number(&at) || peek(&at) == '.' || peek(&at) == 'T')
		return false;
	hit->year = number / 10000;
	hit->month = number / 100 % 100;
	hit->day = number % 100;
	*c = at;
	return is_year(hit->year) && hit->day && is_possible(hit->year, hit->month, hit->day);
}

/* Thursday, the 7th ...: true where a day of the week and what sets it off was skipped. */
static bool skip_weekday_before(struct cursor *c)
{
	struct cursor at = *c;
	if (!skip_weekday(&at))
		return false;
	skip_char(&at, ',');
	if (!skip_blanks(&at))
		return false;
	if (str_starts_nocase(ahead(&at), STR("the "))) {
		at.at += 3;
		skip_blanks(&at);
	}
	*c = at;
	return true;
}

static bool try_at(struct str text, size_t from, struct date_hit *hit)
{
	typedef bool reader(struct cursor *c, struct date_hit *hit);
	static reader *const of_letters[] = { month_first, NULL };
	static reader *const of_digits[] = { day_first, year_first, compact, numbers, NULL };
	struct cursor begin = { text, from };
	char before = from ? text.p[from - 1] : ' ';
	if (from && in_word(text, from - 1))
		return false;
	/* Behind these a number is part of a path, an identifier, a version, a sum. */
	bool apart = skip_weekday_before(&begin) || str_find_char(STR("/-.+=#:"), before, 0) == STR_NONE;
	/* "CommunityCall-2018-07-11" */
	bool hung = before == '-' && from > 1 && is_lower(text.p[from - 2]);
	reader *const *readers = is_alpha(peek(&begin)) ? of_letters : is_digit(peek(&begin)) ? of_digits : NULL;
	for (; readers && *readers; readers++) {
		struct cursor at = begin;
		*hit = (struct date_hit){ STR_EMPTY, from, 0, 0, 0, true };
		bool may = apart || *readers == month_first || *readers == day_first || (hung && *readers == year_first);
		if (may && (*readers)(&at, hit) && (apart || *readers != year_first || hit->day)) {
			hit->slice = str_range(text.p + from, text.p + at.at);
			hit->possible = is_possible(hit->year, hit->month, hit->day);
			return true;
		}
	}
	return false;
}

/* The begin of the next word or other byte behind at. */
static size_t next_begin(struct str text, size_t at)
{
	while (in_word(text, at) && in_word(text, at + 1))
		at++;
	return at + 1;
}

bool date_find(struct str text, size_t from, struct date_hit *hit)
{
	for (size_t i = from; i < text.n; i = next_begin(text, i))
		if (is_alnum(text.p[i]) && try_at(text, i, hit))
			return true;
	return false;
}

bool date_at(struct str text, size_t at, struct date_hit *hit)
{
	return is_alnum(text.p[at]) && try_at(text, at, hit);
}

bool date_find_year(struct str text, size_t from, struct date_hit *hit)
{
	for (size_t i = from; i < text.n; i = next_begin(text, i)) {
		struct cursor at = { text, i };
		char before = i ? text.p[i - 1] : ' ';
		int year;
		if ((is_space(before) || before == '(' || before == '/') && is_digit(text.p[i]) && read_year(&at, &year) &&
		    peek(&at) != '-' && peek(&at) != '/') {
			*hit = (struct date_hit){ str_range(text.p + i, text.p + at.at), i, year, 0, 0, true };
			return true;
		}
	}
	return false;
}

bool date_is(struct str text, struct date_hit *hit)
{
	text = str_trim(text);
	while (text.n && str_find_char(STR(".,:;)]*_"), text.p[text.n - 1], 0) != STR_NONE)
		text = str_trim_right(str_first(text, text.n - 1));
	while (text.n && str_find_char(STR("([*_"), *text.p, 0) != STR_NONE)
		text = str_trim_left(str_skip(text, 1));
	return text.n && try_at(text, 0, hit) && hit->slice.n == text.n;
}

void date_complete(struct date_hit *hit, int year)
{
	if (hit->year || year <= 0)
		return;
	hit->year = year;
	hit->possible = is_possible(year, hit->month, hit->day);
}

struct str date_iso(struct arena *arena, const struct date_hit *hit)
{
	if (!hit->year || !hit->possible)
		return STR_EMPTY;
	if (!hit->month)
		return arena_printf(arena, "%04d", hit->year);
	if (!hit->day)
		return arena_printf(arena, "%04d-%02d", hit->year, hit->month);
	return arena_printf(arena, "%04d-%02d-%02d", hit->year, hit->month, hit->day);
}

int date_year(struct str iso)
{
	struct cursor at = { iso, 0 };
	int year = 0;
	return read_number(&at, 4, 4, &year) ? year : 0;
}

bool date_agrees(struct str a, struct str b)
{
	return str_starts(a, b) || str_starts(b, a);
}
