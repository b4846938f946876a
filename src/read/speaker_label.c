/* What may be the label of a speaker at the begin of a block. */
#include "model/names.h"
#include "model/words.h"
#include "read/speaker_label.h"

bool speaker_candidate(const struct block *b)
{
	if (!raw_is(b) || !raw_text(b).n)
		return false;
	return b->type == BLOCK_ITEM || (b->type == BLOCK_PARAGRAPH && b->parent->type != BLOCK_QUOTE);
}

/* A bullet that is a short text alone, over deeper bullets. */
static bool stands_over_bullets(const struct block *b)
{
	return b->type == BLOCK_ITEM && b->first && b->first->type == BLOCK_LIST && raw_text(b).n && raw_text(b).n <= 40;
}

/* Among the items around most are names of people in the roll, over bullets as well. */
static bool among_names(struct resolver *r, const struct block *b)
{
	enum { AROUND = 12, LEAST = 3 };
	size_t seen = 0, names = 0;
	for (int forward = 0; forward < 2; forward++) {
		const struct block *item = b;
		for (size_t i = 0; i < AROUND && (item = forward ? item->next : item->prev); i++) {
			seen++;
			/* Those before it may speak by now. */
			names += (item->first && item->first->type == BLOCK_STATEMENT) ||
				(stands_over_bullets(item) && people_find(r->people, raw_text(item)).found == PEOPLE_UNIQUE);
		}
	}
	return names >= LEAST && 3 * names >= 2 * seen;
}

/* A bullet that is a name alone, over deeper bullets. */
static bool bare_name(struct resolver *r, const struct block *b, struct label *label)
{
	struct str text = raw_text(b);
	if (r->strict || !stands_over_bullets(b) || name_shape(text) == NAME_NO)
		return false;
	*label = (struct label){ STR_EMPTY, text, text, STR_EMPTY, STR_EMPTY, false, false, false };
	return people_find(r->people, text).found == PEOPLE_UNIQUE ||
		(name_is_capitalised(text) && !label_is_no_person(text) && among_names(r, b));
}

/* "MO - the van is late", "MO/TH - we know": short names of people in the roll. */
static bool dash_label(struct resolver *r, struct str text, struct label *label)
{
	enum { LONGEST = 24 };
	size_t end = str_find(str_first(text, LONGEST), STR(" - "), 1);
	struct str rest, part;
	if (end == STR_NONE || str_find_char(str_first(text, end), ' ', 0) != STR_NONE || !str_trim(str_skip(text, end + 3)).n)
		return false;
	for (rest = str_first(text, end); str_split(&rest, '/', &part);) {
		struct people_answer answer = people_find(r->people, part);
		bool brief = name_is_initials(part);
		for (size_t i = 0; answer.found == PEOPLE_UNIQUE && i < answer.person->alias_count && !brief; i++)
			brief = str_eq(answer.person->aliases[i], part);
		if (answer.found != PEOPLE_UNIQUE || !brief)
			return false;
	}
	struct str names = str_first(text, end);
	*label = (struct label){ STR_EMPTY, names, names, STR_EMPTY, str_trim(str_skip(text, end + 3)), false, false, false };
	return true;
}

static bool dashes_set_off(struct resolver *r)
{
	enum { SEVERAL = 3 };
	struct block_iter it = block_iter(r->doc->root);
	struct label label;
	size_t count = 0;
	while (!r->strict && count < SEVERAL && block_next(&it))
		count += it.entering && speaker_candidate(it.block) && dash_label(r, raw_text(it.block), &label);
	return count >= SEVERAL;
}

struct speaker_style speaker_style(struct resolver *r)
{
	return (struct speaker_style){ .dashes = dashes_set_off(r), .bold = !r->strict && speaker_bold_lines(r) };
}

/* A name over the actions it owns says nothing. */
static bool heads_actions(const struct block *b)
{
	const struct block *list = b->type == BLOCK_ITEM ? b->first : NULL;
	return list && list->type == BLOCK_LIST && list->first && list->first->first && list->first->first->type == BLOCK_ACTION;
}

bool speaker_label(struct resolver *r, struct speaker_style style, const struct block *b, struct label *label)
{
	if (!speaker_candidate(b))
		return false;
	if (style.dashes && dash_label(r, raw_text(b), label))
		return true;
	if (style.bold && speaker_bold_label(r, raw_text(b), label))
		return true;
	if (!r->strict && label_chat(raw_text(b), label)) {
		label->names = plain_text(r, label->names);
		return true;
	}
	if (!label_find(raw_text(b), label))
		return !heads_actions(b) && bare_name(r, b, label);
	if (!label->text.n && heads_actions(b))
		return false;
	label->names = plain_text(r, label->names);
	return !r->strict || (label->inside && str_starts(raw_text(b), STR("**")));
}

bool speaker_among_terms(struct resolver *r, const struct block *b)
{
	enum { AROUND = 12 };
	size_t terms = 0;
	for (int forward = 0; b->type == BLOCK_ITEM && forward < 2; forward++) {
		const struct block *item = b;
		for (size_t i = 0; i < AROUND && (item = forward ? item->next : item->prev); i++) {
			struct label label;
			if (!label_find(raw_text(item), &label) || !label.strong)
				continue;
			struct str name = plain_text(r, label.names);
			if (people_find(r->people, name).found != PEOPLE_NONE)
				return false;
			terms += label_is_no_person(name) || (name_shape(name) == NAME_NO && !name_is_initials(name));
		}
	}
	return terms > 0;
}

/* Is it an item of a list below an action? */
static bool below_action(const struct block *b)
{
	const struct block *above = b->type == BLOCK_ITEM && b->parent ? b->parent->parent : NULL;
	return above && above->first && above->first->type == BLOCK_ACTION;
}

size_t speaker_separator(struct str s)
{
	static const char *const signs[] = { ",", "&", "+", "/", " and " };
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (str_starts(s, str_of(signs[i])))
			return str_of(signs[i]).n;
	return 0;
}

bool speaker_all_known(struct resolver *r, struct str names)
{
	size_t begin = 0;
	for (size_t i = 0; i <= names.n; i++) {
		size_t n = speaker_separator(str_skip(names, i));
		if (i < names.n && !n)
			continue;
		if (people_find(r->people, str_trim(str_range(names.p + begin, names.p + i))).found != PEOPLE_UNIQUE)
			return false;
		begin = i + n;
		i += n ? n - 1 : 0;
	}
	return true;
}

bool speaker_bracket(struct resolver *r, const struct block *b, struct label *label)
{
	struct str text = raw_text(b);
	size_t end = text.n && *text.p == '[' ? str_find_char(str_first(text, 80), ']', 1) : STR_NONE;
	if (end == STR_NONE || end + 1 >= text.n || text.p[end + 1] != ' ' || below_action(b))
		return false;
	struct str name = str_trim(str_range(text.p + 1, text.p + end));
	if (people_find(r->people, name).found != PEOPLE_UNIQUE && !speaker_all_known(r, name))
		return false;
	*label = (struct label){ STR_EMPTY, name, name, STR_EMPTY, str_trim(str_skip(text, end + 1)), false, false, false };
	return true;
}
