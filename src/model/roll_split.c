#include "model/roll_parts.h"

#include "base/mem.h"
#include "model/names.h"
#include "model/words.h"

enum { NAME_BYTES = 80, NICK_GROUP = 5, GROUP_BYTES = 400 };

enum check roll_tick(struct str *entry)
{
	static const struct { const char *sign; enum check check; } signs[] = {
		{ "[x]", CHECK_TICKED }, { "[X]", CHECK_TICKED }, { "[ ]", CHECK_UNTICKED }, { "[]", CHECK_UNTICKED },
		{ "[_]", CHECK_UNTICKED }, { "(x)", CHECK_TICKED }, { "( )", CHECK_UNTICKED },
		{ "\xe2\x98\x91", CHECK_TICKED }, { "\xe2\x9c\x93", CHECK_TICKED }, { "\xe2\x9c\x94", CHECK_TICKED },
		{ "\xe2\x9c\x85", CHECK_TICKED }, { "\xe2\x98\x90", CHECK_UNTICKED }, { "\xe2\xac\x9c", CHECK_UNTICKED },
	};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (str_starts(*entry, str_of(signs[i].sign))) {
			*entry = str_trim_left(str_skip(*entry, str_of(signs[i].sign).n));
			return signs[i].check;
		}
	return CHECK_NONE;
}

static void add_piece(struct pieces *p, enum joint before)
{
	VEC_ROOM(p->items, p->count, p->room);
	p->items[p->count++] = (struct piece){ .text = STR_EMPTY, .before = before, .word = STR_EMPTY, .group = p->group_count };
}

static void add_group(struct pieces *p, struct str whole, struct str text)
{
	VEC_ROOM(p->groups, p->group_count, p->group_room);
	p->groups[p->group_count++] = (struct group){ str_trim(text), whole };
	p->items[p->count - 1].groups++;
}

/* The length of a dash that parts: " - ", " -- ", " – ", "—", a tab; with a blank on one side at least. 0: none. */
static size_t dash_at(struct str s, size_t at)
{
	struct str rest = str_skip(s, at);
	bool blank_before = at > 0 && is_space(s.p[at - 1]);
	size_t n;
	if (*rest.p == '\t' || (*rest.p == '|' && blank_before))
		return 1;
	if (str_starts(rest, STR("\xe2\x80\x94")))
		return 3;
	if (str_starts(rest, STR("\xe2\x80\x93")) || str_starts(rest, STR("\xe2\x80\x92")) ||
	    str_starts(rest, STR("\xe2\x88\x92")))
		n = 3;
	else if (str_starts(rest, STR("--")))
		n = 2;
	else if (*rest.p == '-')
		n = 1;
	else
		return 0;
	bool blank_behind = n < rest.n && is_space(rest.p[n]);
	/* "Mira -Northwind" too, but "Jean-Luc" and "at -5" not. */
	bool letter_behind = n < rest.n && !is_digit(rest.p[n]);
	return (blank_before && (blank_behind || letter_behind)) || (blank_behind && at > 0) ? n : 0;
}

/* "Mira Okafor (Northwind) / Security Area", "Bo Lind / Northwind / @bo": a slash that parts as a dash does. slashed: so
 * did the last sign before it. */
static bool slash_at(const struct pieces *p, struct str s, size_t begin, size_t at, bool behind_group, bool slashed)
{
	if (s.p[at] != '/' || at == 0 || !is_space(s.p[at - 1]) || at + 1 >= s.n || !is_space(s.p[at + 1]))
		return false;
	struct str before = str_trim(str_range(s.p + begin, s.p + at));
	if (behind_group)
		return !before.n;
	/* "Mira / Northwind / @mok": one word is enough where another slash follows. */
	enum name_shape least = str_find(str_skip(s, at + 1), STR(" / "), 0) == STR_NONE ? NAME_LIKELY : NAME_MAYBE;
	return slashed || (p->count == 1 && before.n <= NAME_BYTES && name_shape(before) >= least);
}

/* Where the group that opens at s.p[at] ends, behind its closing sign, of whichever kind; *inside is the length of its
 * text. An open one ends before the next comma. */
static size_t group_end(struct str s, size_t at, size_t *inside)
{
	size_t depth = 0, end;
	struct str near = str_first(s, at + GROUP_BYTES);
	for (size_t i = at; i < near.n; i++) {
		if (near.p[i] == '(' || near.p[i] == '[')
			depth++;
		else if ((near.p[i] == ')' || near.p[i] == ']') && --depth == 0) {
			*inside = i - at - 1;
			return i + 1;
		}
	}
	for (end = at + 1; end < near.n && near.p[end] != ',' && near.p[end] != ';'; end++)
		;
	*inside = end - at - 1;
	return end;
}

/* "wren_[m]": part of a nick. */
static bool group_in_nick(struct str s, size_t at)
{
	if (s.p[at] != '[' || at == 0 || is_space(s.p[at - 1]))
		return false;
	size_t close = str_find_char(str_first(s, at + NICK_GROUP), ']', at);
	return close != STR_NONE && close > at + 1 && is_lower(s.p[at + 1]);
}

/* The comma between names in wide letters, U+3001 or U+FF0C: its length; 0 if there is none. */
static size_t wide_comma(struct str s)
{
	return str_starts(s, STR("\xe3\x80\x81")) || str_starts(s, STR("\xef\xbc\x8c")) ? 3 : 0;
}

static void split_signs(struct pieces *p, struct str s)
{
	size_t begin = 0, i = 0;
	bool behind_group = false, slashed = false;
	add_piece(p, JOINT_NONE);
	while (i <= s.n) {
		struct piece *now = &p->items[p->count - 1];
		char c = i < s.n ? s.p[i] : ',';
		if (is_alnum(c) || c == ' ') {
			i++;
			continue;
		}
		size_t dash = i < s.n ? dash_at(s, i) : 0, wide = wide_comma(str_skip(s, i));
		bool slash = i < s.n && slash_at(p, s, begin, i, behind_group, slashed);
		if (slash)
			dash = 1;
		if ((c == '(' || c == '[') && !group_in_nick(s, i)) {
			size_t inside, end = group_end(s, i, &inside);
			struct str text = str_trim(str_range(s.p + begin, s.p + i));
			if (behind_group && text.n) {
				add_piece(p, JOINT_GROUP);
				now = &p->items[p->count - 1];
			}
			if (text.n)
				now->text = text;
			add_group(p, str_range(s.p + i, s.p + end), str_first(str_skip(s, i + 1), inside));
			behind_group = true;
			begin = i = end;
			continue;
		}
		if (c == ',' || c == ';' || dash || wide) {
			struct str text = str_trim(str_range(s.p + begin, s.p + i));
			if (text.n) {
				if (behind_group)
					add_piece(p, JOINT_GROUP);
				p->items[p->count - 1].text = text;
			}
			if (i >= s.n)
				break;
			i += dash ? dash : wide ? wide : 1;
			begin = i;
			behind_group = false;
			slashed |= slash;
			add_piece(p, dash ? JOINT_DASH : c == ';' ? JOINT_SEMICOLON : JOINT_COMMA);
			continue;
		}
		i++;
	}
}

/* "and", "&", "+" at s between blanks: its length with the blank behind; 0 if none. */
static size_t and_at(struct str s, struct str *word)
{
	static const char *const words[] = { "and ", "or ", "& ", "+ ", "and/or " };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (s.n && to_lower(*s.p) == *words[i] && str_starts_nocase(s, str_of(words[i]))) {
			size_t n = str_of(words[i]).n;
			*word = is_alpha(*words[i]) ? str_first(s, n - 1) : STR_EMPTY;
			return n;
		}
	return 0;
}

static bool name_like(struct str text)
{
	return text.n <= NAME_BYTES && name_shape(text) != NAME_NO;
}

/* Cut "A and B" where both are names. The right side is cut again. */
static void split_and(struct pieces *to, const struct pieces *from, size_t at)
{
	struct piece piece = from->items[at];
	struct str text = piece.text;
	struct str word = STR_EMPTY;
	size_t n = and_at(text, &word);
	if (n && to->count > 0) {
		piece.word = word;
		if (piece.before == JOINT_COMMA)
			piece.before = JOINT_AND;
		text = str_trim(str_skip(text, n));
	}
	struct str left = text;
	for (size_t i = 1; i < left.n && text.n <= 16 * NAME_BYTES; i++) {
		if (!is_space(left.p[i - 1]) || !(n = and_at(str_skip(left, i), &word)))
			continue;
		struct str first = str_trim(str_first(left, i)), rest = str_trim(str_skip(left, i + n));
		size_t next = 0;
		struct str any;
		/* The right side is a name up to its own "and". */
		while (next < rest.n && !(next && is_space(rest.p[next - 1]) && and_at(str_skip(rest, next), &any)))
			next++;
		if (!name_like(first) || !name_like(str_trim(str_first(rest, next))))
			continue;
		struct piece cut = piece;
		cut.text = first;
		cut.groups = 0;
		add_piece(to, JOINT_NONE);
		to->items[to->count - 1] = cut;
		piece.before = JOINT_AND;
		piece.word = word;
		left = rest;
		i = 0;
	}
	piece.text = left;
	add_piece(to, JOINT_NONE);
	to->items[to->count - 1] = piece;
}

void pieces_split(struct pieces *p, struct str entry)
{
	struct pieces signs = { NULL, 0, 0, NULL, 0, 0 };
	*p = signs;
	split_signs(&signs, entry);
	/* Nothing between two commas is no piece; a semicolon there counts on. */
	enum joint kept = JOINT_NONE;
	for (size_t i = 0; i < signs.count; i++) {
		struct piece *piece = &signs.items[i];
		if (kept == JOINT_SEMICOLON)
			piece->before = JOINT_SEMICOLON;
		kept = piece->before;
		if (!piece->text.n && !piece->groups)
			continue;
		if (!p->count)
			piece->before = JOINT_NONE;
		kept = JOINT_NONE;
		/* "(Northwind) - Applications and Testing": what is behind a dash there names nobody. */
		if (piece->before == JOINT_DASH && i && signs.items[i - 1].groups) {
			add_piece(p, JOINT_NONE);
			p->items[p->count - 1] = *piece;
		} else {
			split_and(p, &signs, i);
		}
	}
	p->groups = signs.groups;
	p->group_count = signs.group_count;
	p->group_room = signs.group_room;
	mem_free(signs.items);
}

void pieces_free(struct pieces *p)
{
	mem_free(p->items);
	mem_free(p->groups);
	*p = (struct pieces){ NULL, 0, 0, NULL, 0, 0 };
}
