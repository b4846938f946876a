#include "mail/tag_scope.h"

#include "model/words.h"

/* The next word: letters, digits and what is within. */
static bool next_word(struct str *rest, struct str *word)
{
	size_t i = 0;
	while (i < rest->n && !is_alnum(rest->p[i]))
		i++;
	size_t begin = i;
	while (i < rest->n && (is_alnum(rest->p[i]) || (rest->p[i] == '-' && i + 1 < rest->n && is_alpha(rest->p[i + 1]))))
		i++;
	*word = str_range(rest->p + begin, rest->p + i);
	*rest = str_skip(*rest, i);
	return word->n > 0;
}

static bool parse_number(struct str word, unsigned *n)
{
	*n = 0;
	for (size_t i = 0; i < word.n; i++) {
		if (!is_digit(word.p[i]) || *n > 1000)
			return false;
		*n = 10 * *n + (unsigned)(word.p[i] - '0');
	}
	return word.n > 0;
}

static void add_range(struct mail_tag *tag, unsigned first, unsigned last)
{
	if (tag->range_count < TAG_RANGES && first && last >= first) {
		tag->ranges[tag->range_count].first = first;
		tag->ranges[tag->range_count++].last = last;
	}
}

/* "1-3, 5 and 7", "1 to 3", "3/11", "#2": from the word behind "patch" on, up to a word that is none of that. */
static void read_ranges(struct mail_tag *tag, struct str rest)
{
	static const char *const through[] = { "to", "through", "until", "thru", NULL };
	static const char *const between[] = { "and", "patch", "patches", "nr", "no", "number", "numbers", "plus", NULL };
	unsigned first = 0, n;
	bool range = false;
	struct str word;
	for (;;) {
		const char *before = rest.p;
		if (!next_word(&rest, &word))
			break;
		size_t gap = (size_t)(word.p - before);
		bool dash = gap == 1 && *before == '-', of = gap == 1 && *before == '/';
		if (first && of && parse_number(word, &n))
			continue;
		if (parse_number(word, &n)) {
			if (first && !dash && !range)
				add_range(tag, first, first);
			if (first && (dash || range)) {
				add_range(tag, first, n);
				first = 0;
			} else {
				first = n;
			}
			range = false;
		} else if (word_in(word, through) && first) {
			range = true;
		} else if (!word_in(word, between)) {
			break;
		}
	}
	if (first)
		add_range(tag, first, first);
}

bool tag_scope(struct mail_tag *tag, struct str sentence)
{
	static const char *const patch[] = { "patch", "patches", NULL };
	static const char *const whole[] = { "series", "everything", "lot", "set", "patchset", NULL };
	static const char *const part[] = { "part", "parts", "bit", "bits", "side", "rest", "portion", "portions", "piece", "pieces",
		"change", "changes", "half", NULL };
	static const char *const all[] = { "all", "whole", "entire", "complete", "full", NULL };
	struct str rest = sentence, word;
	bool is_all = false, found = false, first = true, is_for = false;
	for (; next_word(&rest, &word); first = false) {
		is_for = is_for || (first && str_eq_nocase(word, STR("for")));
		is_all = is_all || word_in(word, all);
		if (word_in(word, patch)) {
			size_t before = tag->range_count;
			read_ranges(tag, rest);
			found = true;
			tag->whole = tag->whole || (is_all && tag->range_count == before);
		} else if (word_in(word, whole)) {
			found = tag->whole = true;
		} else if (word_in(word, part)) {
			found = true;
		}
	}
	found = found || is_for;
	if (tag->range_count)
		tag->whole = false;
	if (found)
		tag->scope = sentence;
	return found;
}

/* One letter more, less, other, or two exchanged. */
static bool is_near(struct str word, struct str right)
{
	size_t i = 0, k = 0;
	if (word.n + 1 < right.n || word.n > right.n + 1)
		return false;
	while (i < word.n && i < right.n && to_lower(word.p[i]) == right.p[i])
		i++;
	while (k < word.n - i && k < right.n - i && to_lower(word.p[word.n - 1 - k]) == right.p[right.n - 1 - k])
		k++;
	size_t word_left = word.n - i - k, right_left = right.n - i - k;
	bool exchanged = word_left == 2 && right_left == 2 && to_lower(word.p[i]) == right.p[i + 1] &&
		to_lower(word.p[i + 1]) == right.p[i];
	return (word_left <= 1 && right_left <= 1) || exchanged;
}

static bool is_provided(struct str word)
{
	return is_near(word, STR("provided")) || str_eq_nocase(word, STR("providing"));
}

static bool begins(struct str sentence, const char *const *list)
{
	for (; *list; list++) {
		struct str s = str_of(*list);
		if (str_starts_nocase(sentence, s) && (sentence.n == s.n || !is_alnum(sentence.p[s.n])))
			return true;
	}
	return false;
}

/* Without words that only lead to what follows: "so,", "then", "but", "and", "preferably". */
static struct str without_lead(struct str s)
{
	static const char *const lead[] = { "so", "then", "and", "but", "ok", "okay", "anyway", "preferably", "otherwise", NULL };
	for (struct str rest = s, word; next_word(&rest, &word) && word_in(word, lead); s = rest)
		;
	while (s.n && !is_alnum(s.p[0]))
		s = str_skip(s, 1);
	return s;
}

bool tag_condition_behind(struct str sentence)
{
	static const char *const list[] = { "assuming", "as long as", "so long as", "subject to", "on condition", "on the condition",
		"conditional", "contingent", "only if", "if and only if", "unless", NULL };
	struct str s = without_lead(sentence), rest = s, word;
	return next_word(&rest, &word) && (is_provided(word) || begins(s, list));
}

bool tag_condition_before(struct str sentence)
{
	static const char *const list[] = { "if", "once", "after", "when", "with", NULL };
	static const char *const farewell[] = { "with best", "with kind", "with regards", NULL };
	struct str s = without_lead(sentence);
	return tag_condition_behind(sentence) || (begins(s, list) && !begins(s, farewell));
}
