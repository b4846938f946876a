/* Names as lines write them, and whom they mean. */
#include "base/mem.h"
#include "model/names.h"
#include "model/words.h"
#include "read/resolve.h"

bool mention_is_role(struct str word)
{
	struct str one = word;
	if (one.n > 3 && one.p[one.n - 1] == 's')
		one.n--;
	return word_is_role(word) || word_is_role(one) || word_is_organisation(word) || str_eq_nocase(word, STR("board"));
}

bool mention_is_group(struct str name)
{
	static const char *const words[] = { "team", "group", "committee", "council", "members", "maintainers", "wg", "tsc", "tab", "tac", NULL };
	struct str rest = name, word, last = STR_EMPTY;
	size_t count = 0;
	for (; count < 5 && str_word(&rest, &word); count++)
		last = word;
	return count > 1 && count < 5 && (unsigned char)*name.p < 0x80 && is_upper(*name.p) && word_in(last, words);
}

/* "all", "everyone", "the board", "maintainers": nobody in particular, so nobody unknown. */
static bool is_group(struct str label)
{
	static const char *const words[] = { "all", "everyone", "everybody", "team", "tbd", "?", "someone", "group", "committee", "board", "tsc", "tab", "tac" };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_eq_nocase(label, str_of(words[i])))
			return true;
	return str_starts_nocase(label, STR("the ")) || str_starts_nocase(label, STR("all ")) || mention_is_role(label) || mention_is_group(label);
}

static struct mention resolve_one(struct resolver *r, struct str label, size_t line, enum diag_code unknown)
{
	struct mention m = { label, label, NULL };
	struct people_answer answer = people_find(r->people, label);
	if (answer.found == PEOPLE_UNIQUE) {
		m.person = answer.person;
		m.name = answer.person->name;
	} else if (unknown != DIAG_COUNT && answer.found == PEOPLE_AMBIGUOUS) {
		diag_add(&r->doc->diags, DIAG_AMBIGUOUS_NAME, line, 1, label, answer.names);
	} else if (unknown != DIAG_COUNT && !is_group(label) && r->doc->attendee_count) {
		diag_add(&r->doc->diags, unknown, line, 1, label, STR_EMPTY);
	}
	return m;
}

/* Length of what separates two names at s: "," ";" "/" "+" "&" " and " " or "; 0 if nothing does. */
static size_t separator(struct str s)
{
	static const char *const words[] = { " and ", " & ", " or " };
	if (s.n && (*s.p == ',' || *s.p == ';' || *s.p == '&' || *s.p == '+' || *s.p == '/'))
		return 1;
	for (size_t i = 0; i < 3; i++)
		if (str_starts(s, str_of(words[i])))
			return str_of(words[i]).n;
	return 0;
}

struct mentions mention_names(struct resolver *r, struct str names, size_t line, enum diag_code unknown)
{
	enum { MOST = 64 };
	struct mention found[MOST];
	size_t count = 0, begin = 0;
	struct people_answer whole = people_find(r->people, names);
	for (size_t i = 0; i <= names.n && count < MOST; i++) {
		size_t n = i == names.n || whole.found == PEOPLE_UNIQUE ? 0 : separator(str_skip(names, i));
		if (i < names.n && !n)
			continue;
		struct str label = str_trim(str_range(names.p + begin, names.p + i));
		if (label.n)
			found[count++] = resolve_one(r, label, line, unknown);
		if (n)
			i += n - 1;
		begin = i + 1;
	}
	struct mentions m = { ARENA_ARRAY(&r->doc->arena, struct mention, count), count };
	for (size_t i = 0; i < count; i++)
		m.items[i] = found[i];
	return m;
}
