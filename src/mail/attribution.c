#include "mail/attribution.h"

static const char *const verbs[] = { "wrote", "writes", "said", "schrieb", "a \xc3\xa9" "crit", NULL };

static bool has_digit(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (is_digit(s.p[i]))
			return true;
	return false;
}

/* Only letters, and what stands in names; not empty. */
static bool is_name(struct str s)
{
	size_t words = 0;
	struct str word;
	for (size_t i = 0; i < s.n; i++)
		if (!(is_alpha(s.p[i]) || (s.p[i] & 0x80) || strchr(" .'-()", s.p[i])))
			return false;
	while (str_word(&s, &word))
		words++;
	return words > 0 && words <= 5;
}

/* "Mira Okafor <mira@example.org>", "Mira Okafor via list <...>", "\"Okafor, Mira\" (Org) <...>": without addresses. */
static struct str without_address(struct str s)
{
	s = str_trim(s);
	size_t angle = str_find_char(s, '<', 0);
	if (angle == STR_NONE)
		angle = str_find(s, STR("[mailto:"), 0);
	if (angle != STR_NONE)
		s = str_trim(str_first(s, angle));
	if (s.n > 1 && (s.p[0] == '"' || s.p[0] == '\'') && s.p[s.n - 1] == s.p[0])
		s = str_range(s.p + 1, s.p + s.n - 1);
	return str_trim(s);
}

/* The name at the end of "On Wed, Apr 20, 2016 at 4:02 PM, Mira Okafor": what follows the last word with a digit, a
 * time's "PM", zone or comma left out. */
static struct str name_at_end(struct str s)
{
	size_t begin = 0;
	s = without_address(s);
	if (s.n && s.p[s.n - 1] == ',')
		s = str_trim(str_first(s, s.n - 1));
	for (size_t i = 0; i < s.n; i++)
		if (is_digit(s.p[i]))
			begin = i + 1;
	if (!begin)
		return str_starts(s, STR("On ")) || !is_name(s) ? STR_EMPTY : s;
	s = str_skip(s, begin);
	size_t comma = str_find_char(s, ',', 0);
	struct str before = comma == STR_NONE ? s : str_trim(str_first(s, comma));
	/* "PM", "+0100", "(CET)" between the time and the comma. */
	if (comma != STR_NONE && (before.n <= 5 || before.p[0] == '('))
		s = str_skip(s, comma + 1);
	s = str_trim(s);
	struct str word, rest = s;
	if (str_word(&rest, &word) && (str_eq_nocase(word, STR("PM")) || str_eq_nocase(word, STR("AM"))))
		s = str_trim(rest);
	return s.n && (is_name(s) || str_find_char(s, ',', 0) != STR_NONE) && !has_digit(s) ? s : STR_EMPTY;
}

/* "schrieb Mira Okafor <...>:" */
static struct str name_behind(struct str s)
{
	size_t colon = str_find_char(s, ':', 0);
	if (colon != STR_NONE)
		s = str_first(s, colon);
	s = without_address(s);
	return is_name(s) ? s : STR_EMPTY;
}

/* "<mira@example.org>" at the end: the address. */
static struct str address_of(struct str s)
{
	s = str_trim_right(s);
	size_t angle = str_find_char(s, '<', 0);
	struct str address = angle == STR_NONE || s.p[s.n - 1] != '>' ? STR_EMPTY : str_range(s.p + angle + 1, s.p + s.n - 1);
	return str_find_char(address, '@', 0) != STR_NONE && str_find_char(address, ' ', 0) == STR_NONE ? address : STR_EMPTY;
}

struct str attribution_name(struct str text)
{
	enum { LONGEST = 400 };
	text = str_trim(text);
	if (text.n > LONGEST)
		text = str_skip(text, text.n - LONGEST);
	size_t end = text.n;
	while (end && (text.p[end - 1] == '.' || is_space(text.p[end - 1])))
		end--;
	if (!end || text.p[end - 1] != ':')
		return STR_EMPTY;
	for (size_t v = 0; verbs[v]; v++) {
		struct str verb = str_of(verbs[v]);
		size_t at = str_find(text, verb, 0);
		if (at == STR_NONE || at + verb.n >= end + 1 || is_alpha(text.p[at + verb.n]))
			continue;
		struct str name = name_at_end(str_first(text, at));
		if (!name.n)
			name = name_behind(str_skip(text, at + verb.n));
		return name.n ? name : address_of(str_first(text, at));
	}
	return STR_EMPTY;
}

struct str attribution_groupwise(struct str text)
{
	size_t angle = str_find_char(text, '<', 0);
	if (!str_ends(text, STR(">>>")) || angle == STR_NONE || !has_digit(str_skip(text, angle)))
		return STR_EMPTY;
	struct str name = without_address(text);
	return is_name(name) ? name : STR_EMPTY;
}
