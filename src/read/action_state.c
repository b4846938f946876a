#include "read/action_state.h"

#include "model/words.h"

struct named {
	const char *name;
	enum action_state state;
};

/* A cross says that it is not done. */
static const struct named signs[] = {
	{ "\xe2\x9c\x93", ACTION_DONE }, { "\xe2\x9c\x85", ACTION_DONE }, { "\xe2\x9c\x94", ACTION_DONE }, { "\xe2\x98\x91", ACTION_DONE },
	{ "\xe2\x9c\x97", ACTION_OPEN }, { "\xe2\x9c\x98", ACTION_OPEN }, { "\xe2\x9c\x96", ACTION_OPEN }, { "\xe2\x9d\x8c", ACTION_OPEN },
	{ "\xe2\x98\x90", ACTION_OPEN }, { NULL, ACTION_OPEN },
};

static const struct named words[] = {
	{ "open", ACTION_OPEN }, { "still open", ACTION_OPEN }, { "new", ACTION_OPEN }, { "pending", ACTION_OPEN }, { "ongoing", ACTION_OPEN },
	{ "in progress", ACTION_OPEN }, { "in-progress", ACTION_OPEN }, { "inprogress", ACTION_OPEN }, { "wip", ACTION_OPEN },
	{ "carried", ACTION_OPEN }, { "carried over", ACTION_OPEN }, { "carried forward", ACTION_OPEN }, { "carriedover", ACTION_OPEN },
	{ "started", ACTION_OPEN }, { "not started", ACTION_OPEN }, { "not done", ACTION_OPEN }, { "not yet", ACTION_OPEN }, { "not yet done", ACTION_OPEN },
	{ "defer", ACTION_OPEN }, { "deferred", ACTION_OPEN }, { "postponed", ACTION_OPEN }, { "todo", ACTION_OPEN },
	{ "done", ACTION_DONE }, { "closed", ACTION_DONE }, { "complete", ACTION_DONE }, { "completed", ACTION_DONE }, { "finished", ACTION_DONE },
	{ "fixed", ACTION_DONE }, { "resolved", ACTION_DONE },
	{ "dropped", ACTION_DROPPED }, { "cancelled", ACTION_DROPPED }, { "canceled", ACTION_DROPPED }, { "abandoned", ACTION_DROPPED },
	{ "rejected", ACTION_DROPPED }, { "obsolete", ACTION_DROPPED }, { "no longer needed", ACTION_DROPPED }, { NULL, ACTION_OPEN },
};

/* The longest name that text begins with and that no letter follows; its length, or 0. */
static size_t begins_with(const struct named *names, struct str text, enum action_state *state)
{
	size_t longest = 0;
	char first = text.n ? to_lower(*text.p) : '\0';
	for (; names->name; names++) {
		struct str name = str_of(names->name);
		if (*name.p != first || name.n <= longest || !str_starts_nocase(text, name) || (text.n > name.n && is_alpha(text.p[name.n])))
			continue;
		longest = name.n;
		*state = names->state;
	}
	return longest;
}

/* A sign with the selector of how it is shown (U+FE0E, U+FE0F) behind it. */
static size_t sign_length(struct str text, enum action_state *state)
{
	size_t n = text.n && (unsigned char)*text.p >= 0x80 ? begins_with(signs, text, state) : 0;
	struct str behind = str_skip(text, n);
	return n && (str_starts(behind, STR("\xef\xb8\x8e")) || str_starts(behind, STR("\xef\xb8\x8f"))) ? n + 3 : n;
}

bool state_read(struct str word, enum action_state *state)
{
	word = str_trim(word);
	/* A state is written as it stands: with what may be a tag it is text. */
	if (str_find_char(word, '<', 0) != STR_NONE)
		return false;
	return sign_length(word, state) || begins_with(words, word, state);
}

bool state_is_sign(struct str text, enum action_state *state)
{
	return text.n && sign_length(text, state) == text.n;
}

/* "done", "✅ DONE": nothing but a state. */
static bool is_state(struct str word, enum action_state *state)
{
	size_t n = sign_length(word, state);
	struct str rest = str_trim(str_skip(word, n));
	while (rest.n && (rest.p[rest.n - 1] == '.' || rest.p[rest.n - 1] == '!'))
		rest.n--;
	return rest.n ? begins_with(words, rest, state) == rest.n : n > 0;
}

static bool in_capitals(struct str word)
{
	for (size_t i = 0; i < word.n; i++)
		if (is_lower(word.p[i]))
			return false;
	return true;
}

static struct str without_emphasis(struct str s)
{
	while (s.n && (*s.p == '*' || *s.p == '_'))
		s = str_skip(s, 1);
	while (s.n && (s.p[s.n - 1] == '*' || s.p[s.n - 1] == '_'))
		s.n--;
	return s;
}

bool state_before(struct str *text, struct str *written, enum action_state *state)
{
	if (!text->n || *text->p != '[')
		return false;
	size_t end = str_find_char(str_first(*text, 80), ']', 1);
	if (end == STR_NONE || !state_read(str_range(text->p + 1, text->p + end), state))
		return false;
	if (end + 1 < text->n && (text->p[end + 1] == '(' || text->p[end + 1] == '['))
		return false;     /* a link */
	*written = str_first(*text, end + 1);
	*text = str_trim(str_skip(*text, end + 1));
	while (text->n && (*text->p == '-' || *text->p == ':'))
		*text = str_trim_left(str_skip(*text, 1));
	return true;
}

/* "done 2024-05-10", "done, see the list"; what is to be "done by June" is not. */
static bool tells_done(struct str inside)
{
	static const char *const done[] = { "done", "completed", NULL };
	struct str rest = inside, word;
	if (!str_word(&rest, &word))
		return false;
	while (word.n && is_punct(word.p[word.n - 1]))
		word.n--;
	return word_in(word, done) && !str_starts_nocase(str_trim_left(rest), STR("by "));
}

/* "... (done)", "... [DEFER - why]": where the bracket opens, or STR_NONE. */
static size_t bracket_behind(struct str t, enum action_state *state)
{
	enum { LONGEST = 80 };
	char open = t.p[t.n - 1] == ')' ? '(' : '[';
	size_t at = t.n - 1;
	while (at && t.n - at < LONGEST && t.p[at] != open)
		at--;
	struct str inside = str_range(t.p + at + 1, t.p + t.n - 1);
	if (t.p[at] != open || !inside.n || str_find_char(inside, t.p[t.n - 1], 0) != STR_NONE)
		return STR_NONE;
	bool says = open == '[' ? state_read(inside, state) : str_find_char(inside, '<', 0) == STR_NONE && (is_state(inside, state) || tells_done(inside));
	if (says && open == '(' && !is_state(inside, state))
		*state = ACTION_DONE;
	return says ? at : STR_NONE;
}

/* "... - Done.", "...: done", "... → done", "... it. Done.", "..., done": where it begins, or STR_NONE; in text stays
 * what ends its sentence. */
static size_t words_behind(struct str t, size_t *text_end, enum action_state *state)
{
	static const struct { const char *sign; size_t kept; } before[] = {
		{ " - ", 0 }, { " -- ", 0 }, { " \xe2\x80\x93 ", 0 }, { " \xe2\x80\x94 ", 0 }, { ": ", 0 }, { " -> ", 0 }, { " => ", 0 }, { " \xe2\x86\x92 ", 0 },
		{ " | ", 0 }, { "; ", 0 }, { ". ", 1 }, { "! ", 1 }, { "? ", 1 }, { "\xe2\x80\xa6 ", 3 }, { ", ", 0 },
	};
	enum { LONGEST = 24 };
	struct str tail = t.n > LONGEST ? str_skip(t, t.n - LONGEST) : t;
	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		for (size_t at = 0; (at = str_find(tail, str_of(before[i].sign), at)) != STR_NONE; at++) {
			struct str said = without_emphasis(str_trim(str_skip(tail, at + str_of(before[i].sign).n)));
			if (!is_state(said, state) || (*before[i].sign == ',' && *state != ACTION_DONE))
				continue;
			*text_end = (size_t)(tail.p - t.p) + at + before[i].kept;
			return (size_t)(said.p - t.p);
		}
	/* "... DONE", "... ✓" */
	size_t at = t.n;
	while (at && !is_space(t.p[at - 1]))
		at--;
	struct str last = without_emphasis(str_skip(t, at));
	bool loud = last.n > 3 && in_capitals(last);
	bool struck = at > 2 && str_ends(str_trim_right(str_first(t, at)), STR("~~"));
	if (!at || !is_state(last, state) || !(((unsigned char)*last.p >= 0x80) || struck || (loud && *state == ACTION_DONE)))
		return STR_NONE;
	*text_end = at;
	return at;
}

/* "~~text~~": what is struck out is closed. */
static bool struck_out(struct str *text, enum action_state *state)
{
	static const struct { struct str open, close; } marks[] = {
		{ { "~~", 2 }, { "~~", 2 } }, { { "<del>", 5 }, { "</del>", 6 } }, { { "<s>", 3 }, { "</s>", 4 } },
	};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		struct str open = marks[i].open, close = marks[i].close;
		if (text->n <= open.n + close.n || !str_starts(*text, open) || str_find(*text, close, open.n) != text->n - close.n)
			continue;
		*text = str_trim(str_range(text->p + open.n, text->p + text->n - close.n));
		*state = ACTION_DONE;
		return true;
	}
	return false;
}

bool state_behind(struct str *text, struct str *written, enum action_state *state)
{
	struct str t = str_trim_right(*text);
	enum action_state told;
	size_t signs_behind = 0, end = 0, at = STR_NONE;
	while (signs_behind < t.n && (t.p[t.n - 1 - signs_behind] == '*' || t.p[t.n - 1 - signs_behind] == '_'))
		signs_behind++;
	struct str inner = str_first(t, t.n - signs_behind);
	if (inner.n > 2 && (inner.p[inner.n - 1] == ')' || inner.p[inner.n - 1] == ']')) {
		at = end = bracket_behind(inner, &told);
		/* "**[DONE]**" */
		for (size_t i = 0; at != STR_NONE && i < signs_behind; i++)
			if (!end || t.p[--end] != t.p[t.n - 1])
				return false;
	} else {
		at = words_behind(t, &end, &told);
	}
	if (at == STR_NONE || !str_trim(str_first(t, end)).n)
		return struck_out(text, state);
	*written = str_trim(str_skip(inner, at));
	*text = str_trim_right(str_first(t, end));
	*state = told;
	struck_out(text, &told);
	return true;
}

/* Length of a state that begins text in brackets or emphasis, or before a colon or a dash; 0 if none. word is what says
 * it. */
static size_t length_ahead(struct str text, struct str *word, enum action_state *state)
{
	enum { LONGEST = 24 };
	struct str begin = str_first(text, LONGEST);
	size_t n = sign_length(text, state);
	if (n && n < text.n && is_space(text.p[n]))
		return (*word = str_first(text, n), n);
	if (begin.n && *begin.p == '(') {
		n = str_find_char(begin, ')', 1);
		*word = n == STR_NONE ? STR_EMPTY : str_range(begin.p + 1, begin.p + n);
		return word->n && is_state(*word, state) ? n + 1 : 0;
	}
	size_t strong = 0;
	while (strong < begin.n && strong < 3 && (begin.p[strong] == '*' || begin.p[strong] == '_'))
		strong++;
	if (strong) {
		n = str_find(begin, str_first(begin, strong), strong);
		if (n == STR_NONE)
			return 0;
		*word = str_range(begin.p + strong, begin.p + n);
		if (word->n && word->p[word->n - 1] == ':')
			word->n--;
		return is_state(*word, state) ? n + strong : 0;
	}
	n = str_find_char(begin, ':', 0);
	/* "CARRIEDOVER until June: text" */
	if (n != STR_NONE && n >= 3 && in_capitals(str_first(begin, n)) && state_read(str_first(begin, n), state))
		return (*word = str_first(begin, n), n);
	if (n == STR_NONE)
		n = str_find(begin, STR(" - "), 0);
	*word = n == STR_NONE ? STR_EMPTY : str_trim(str_first(begin, n));
	return word->n && is_upper(*word->p) && is_state(*word, state) ? n : 0;
}

bool state_ahead(struct str *text, struct str *written, enum action_state *state)
{
	struct str word;
	enum action_state told;
	size_t n = length_ahead(*text, &word, &told);
	struct str rest = str_trim(str_skip(*text, n));
	while (rest.n > 1 && (*rest.p == ':' || (*rest.p == '-' && is_space(rest.p[1]))))
		rest = str_trim_left(str_skip(rest, 1));
	if (!n || !rest.n)
		return false;
	*written = word;
	*text = rest;
	*state = told;
	return true;
}

/* "Done. It went well", "done - at last", "Done on Monday"; not "done with half of it". */
static bool ends_there(struct str behind)
{
	static const char *const when[] = { "on", "in", "at", "last", "since", "already", "yesterday", "today", "this", NULL };
	struct str word, rest = behind;
	if (!behind.n || str_find_char(STR(".,;:!)]"), *behind.p, 0) != STR_NONE || str_starts(behind, STR(" - ")))
		return true;
	return is_space(*behind.p) && str_word(&rest, &word) && word_in(word, when);
}

bool state_closes(struct str text, enum action_state *state)
{
	static const char *const labels[] = { "status:", "state:", "update:", NULL };
	enum action_state told = ACTION_OPEN;
	struct str s = without_emphasis(str_trim(text));
	for (size_t i = 0; labels[i]; i++)
		if (str_starts_nocase(s, str_of(labels[i])))
			s = without_emphasis(str_trim(str_skip(s, str_of(labels[i]).n)));
	if (s.n && (*s.p == '[' || *s.p == '('))
		s = str_skip(s, 1);
	size_t n = sign_length(s, &told);
	if (!n)
		n = begins_with(words, s, &told);
	struct str behind = str_skip(s, n);
	if (!n || told == ACTION_OPEN || !ends_there(behind) || str_find_nocase(behind, STR("but "), 0) != STR_NONE)
		return false;
	*state = told;
	return true;
}

bool state_closes_below(struct str text, enum action_state *state)
{
	for (size_t at = 0; (at = str_find_char(text, '\n', at)) != STR_NONE;) {
		struct str before = str_trim_right(str_first(text, at)), line = str_trim(str_skip(text, ++at));
		line = str_first(line, str_find_char(line, '\n', 0));
		bool ended = before.n && str_find_char(STR(".)]!?"), before.p[before.n - 1], 0) != STR_NONE;
		if (line.n && (ended || !is_lower(*line.p)) && state_closes(line, state))
			return true;
	}
	return false;
}

struct str state_kept(struct str written, enum action_state state)
{
	while (written.n && (is_space(*written.p) || str_find_char(STR("-[("), *written.p, 0) != STR_NONE))
		written = str_skip(written, 1);
	while (written.n && (is_space(written.p[written.n - 1]) || str_find_char(STR("])."), written.p[written.n - 1], 0) != STR_NONE))
		written.n--;
	return state != ACTION_OPEN && str_eq(written, str_of(action_state_name(state))) ? STR_EMPTY : written;
}
