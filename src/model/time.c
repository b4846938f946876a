#include "model/date.h"

#include "model/words.h"

enum { ZONE_WORDS = 2, ZONE_BYTES = 48 };

static bool goes_on(struct str s, size_t at)
{
	return at < s.n && (is_alnum(s.p[at]) || s.p[at] == '_' || ((unsigned char)s.p[at] >= 0x80 && s.p[at] != '\xe2'));
}

/* "am", "a.m.", "PM" at s, perhaps behind a blank: its length with the blank, and +12 hours or not; 0 if none. */
static size_t half_of_day(struct str s, bool *afternoon)
{
	size_t n = 0;
	while (n < s.n && n < 2 && is_space(s.p[n]))
		n++;
	if (n >= s.n)
		return 0;
	char c = to_lower(s.p[n]);
	if (c != 'a' && c != 'p')
		return 0;
	*afternoon = c == 'p';
	n++;
	bool dotted = n < s.n && s.p[n] == '.';
	n += dotted;
	if (n >= s.n || to_lower(s.p[n]) != 'm' || goes_on(s, n + 1))
		return 0;
	n++;
	return n + (dotted && n < s.n && s.p[n] == '.');
}

/* A zone at s behind a blank or directly: "UTC", "PDT", "CEST", "Z", "Lisbon Time", "US Mountain Time", "hrs". Its
 * length from the begin of s, with *begin where its first word is; 0 if none. */
static size_t zone_at(struct str s, size_t *begin)
{
	static const char *const words[] = { "hrs", "hours", "local", "zulu", NULL };
	size_t n = 0, capitals = 0;
	s = str_first(s, ZONE_BYTES);
	while (n < s.n && n < 2 && is_space(s.p[n]))
		n++;
	if (n < s.n && s.p[n] == '(')
		n++;
	*begin = n;
	struct str rest = str_skip(s, n);
	while (capitals < rest.n && capitals < 6 && is_upper(rest.p[capitals]))
		capitals++;
	if (capitals && !goes_on(rest, capitals)) {
		char last = rest.p[capitals - 1];
		bool utc = str_eq(str_first(rest, capitals), STR("UTC")) || str_eq(str_first(rest, capitals), STR("Z"));
		if (utc || (capitals >= 2 && capitals <= 5 && last == 'T'))
			return n + capitals;
	}
	for (size_t i = 0; words[i]; i++)
		if (str_starts_nocase(rest, str_of(words[i])) && !goes_on(rest, str_of(words[i]).n))
			return n + str_of(words[i]).n;
	/* Capitalised words up to "time". */
	struct str all = rest, word;
	for (size_t i = 0; i <= ZONE_WORDS && str_word(&rest, &word); i++) {
		struct str bare = str_first(word, 4);
		if (i && str_eq_nocase(bare, STR("time")) && !goes_on(word, 4))
			return n + (size_t)(bare.p - all.p) + 4;
		if (!is_upper(*word.p) || !is_alpha(word.p[word.n - 1]))
			break;
	}
	return 0;
}

/* Two digits at s, no third behind them. */
static bool two_digits(struct str s, int *value)
{
	if (s.n < 2 || !is_digit(s.p[0]) || !is_digit(s.p[1]) || (s.n > 2 && is_digit(s.p[2])))
		return false;
	*value = (s.p[0] - '0') * 10 + (s.p[1] - '0');
	return true;
}

/* A time at s, whose first byte is a digit: its length without zone, 0 if it is none. */
static size_t read_time(struct str s, struct time_hit *hit)
{
	size_t digits = 0, n, half, begin;
	int second = 0, number = 0;
	bool afternoon = false;
	while (digits < s.n && digits < 5 && is_digit(s.p[digits])) {
		number = number * 10 + (s.p[digits] - '0');
		digits++;
	}
	n = digits;
	bool colon = digits <= 2 && n < s.n && s.p[n] == ':' && two_digits(str_skip(s, n + 1), &hit->minute);
	if (colon) {
		hit->hour = number;
		n += 3;
		if (n < s.n && s.p[n] == ':') {
			if (!two_digits(str_skip(s, n + 1), &second))
				return 0;
			n += 3;
		}
		if (n + 1 < s.n && s.p[n] == '.' && is_digit(s.p[n + 1]))
			return 0;
		if (n < s.n && (s.p[n] == ':' || s.p[n] == '/') && n + 1 < s.n && is_alnum(s.p[n + 1]))
			return 0;
	} else if (digits == 4) {
		hit->hour = number / 100;
		hit->minute = number % 100;
	} else if (digits <= 2) {
		hit->hour = number;
		hit->minute = 0;
	} else {
		return 0;
	}
	half = half_of_day(str_skip(s, n), &afternoon);
	if (half) {
		if (!colon && digits <= 2 && (hit->hour > 12 || hit->hour == 0))
			hit->hour = 99;
		if (hit->hour < 12 && afternoon)
			hit->hour += 12;
		else if (hit->hour == 12 && !afternoon)
			hit->hour = 0;
		n += half;
	} else if (goes_on(s, n) && !zone_at(str_skip(s, n), &begin)) {
		return 0;
	}
	size_t zone = zone_at(str_skip(s, n), &begin);
	hit->zone = zone ? str_range(s.p + n + begin, s.p + n + zone) : STR_EMPTY;
	if (!colon && !half && !(digits == 4 && zone))
		return 0;
	hit->possible = hit->minute < 60 && second <= 60 && (hit->hour < 24 || (hit->hour == 24 && hit->minute == 0));
	return n;
}

bool time_find(struct str text, size_t from, struct time_hit *hit)
{
	for (size_t i = from; i < text.n; i++) {
		if (!is_digit(text.p[i]))
			continue;
		char before = i ? text.p[i - 1] : ' ';
		/* Part of a word, a version, an address, or an offset as in "UTC-05:00". */
		bool inside = is_alnum(before) || str_find_char(STR("_:./#+=$"), before, 0) != STR_NONE ||
			(before == '-' && i > 1 && is_alpha(text.p[i - 2]));
		size_t n = inside ? 0 : read_time(str_skip(text, i), hit);
		if (n) {
			hit->at = i;
			hit->slice = str_range(text.p + i, text.p + i + n);
			return true;
		}
		while (i + 1 < text.n && (is_alnum(text.p[i + 1]) || text.p[i + 1] == ':'))
			i++;
	}
	return false;
}

/* "3p", "11a" at s, with a zone behind it perhaps: its length, 0 if there is none. */
static size_t short_time(struct str s)
{
	size_t n = 0, begin;
	while (n < s.n && is_digit(s.p[n]))
		n++;
	if (!n || n > 2 || n == s.n || str_find_char(STR("apAP"), s.p[n], 0) == STR_NONE || goes_on(s, n + 1))
		return 0;
	return n + 1 + zone_at(str_skip(s, n + 1), &begin);
}

bool date_alone(struct str text)
{
	static const char *const between[] = { "at", "from", "to", "until", "till", "and", "on", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday",
		"saturday", "sun", "mon", "tue", "wed", "thu", "fri", "sat", NULL };
	enum { LONGEST = 80 };
	struct date_hit date = { .slice = STR_EMPTY };
	struct time_hit time;
	bool day = false, digit = false;
	for (size_t i = 0; i < text.n && text.n <= LONGEST; i++)
		digit |= is_digit(text.p[i]);
	if (!digit)
		return false;
	for (size_t i = 0, n; i < text.n; i += n) {
		struct str rest = str_skip(text, i);
		n = 0;
		if (is_space(*rest.p) || (is_punct(*rest.p) && str_find_char(STR("?!#<>[]"), *rest.p, 0) == STR_NONE)) {
			n = 1;
		} else if (str_starts(rest, STR("\xe2\x80\x93")) || str_starts(rest, STR("\xe2\x80\x94"))) {
			n = 3;
		} else if (date_at(text, i, &date) && date.day) {
			n = date.slice.n;
			day = true;
		} else if (time_find(text, i, &time) && time.at == i && time.possible) {
			n = time.zone.n ? (size_t)(time.zone.p + time.zone.n - rest.p) : time.slice.n;
		} else if ((n = short_time(rest)) == 0) {
			while (n < rest.n && is_alpha(rest.p[n]))
				n++;
			if (!n || !word_in(str_first(rest, n), between))
				return false;
		}
	}
	return day;
}
