#include "model/names.h"
#include "model/roll_parts.h"
#include "model/words.h"

/* NAME_RUN words are looked at for a name. */
enum { NAME_BYTES = 80, NAME_RUN = 7 };

/* What words between a name and something else say. */
enum connection { LINK_NONE, LINK_ORGANISATION, LINK_OTHER };

static enum connection link_of(struct str word)
{
	if (word_in(word, (const char *const[]){ "from", "of", "at", "with", "@", NULL }))
		return LINK_ORGANISATION;
	if (word_in(word, (const char *const[]){ "for", "representing", "via", "on", "as", "instead", "replacing",
		"substituting", "acting", "proxy", "proxying", NULL }))
		return LINK_OTHER;
	return LINK_NONE;
}

/* The name at the begin of a text, and what is behind it. */
struct head {
	struct str name, rest;
	enum connection link;
};

/* Two or three capitalised words, one of which at least is nothing but a name. */
static bool may_be_name(struct str text)
{
	struct str word;
	size_t words = 0, ordinary = 0;
	while (str_word(&text, &word)) {
		if (!name_is_capitalised(word) || word_is_function(word) || word_is_organisation(word) || word_is_role(word))
			return false;
		for (size_t i = 0; i < word.n; i++)
			if (!is_alpha(word.p[i]) && (unsigned char)word.p[i] < 0x80)
				return false;
		words++;
		ordinary += word_is_label(word);
	}
	return words >= 2 && words <= 3 && ordinary < words;
}

static bool whole_name(const struct roll_knowledge *k, struct str text)
{
	return text.n <= NAME_BYTES && (roll_knows_name(k, text) || name_shape(text) != NAME_NO || (k && k->sure && may_be_name(text)));
}

/* "Pavel novak" among full names: somebody who writes the last name small. */
static bool is_small_surname(const struct roll_knowledge *k, struct str text)
{
	enum { SHORTEST = 3 };
	struct str rest = text, first, last;
	if (!k || !k->sure || !str_word(&rest, &first) || !str_word(&rest, &last) || str_trim(rest).n || last.n < SHORTEST)
		return false;
	for (size_t i = 0; i < last.n; i++)
		if (!is_lower(last.p[i]) && (unsigned char)last.p[i] < 0x80)
			return false;
	return name_is_capitalised(first) && name_shape(first) == NAME_MAYBE && !name_is_initials(first) && says_nothing(last) &&
		!roll_knows_affiliation(k, last);
}

/* "vacant": a seat, and nobody on it. */
static bool is_nobody(struct str text)
{
	return word_in(text, (const char *const[]){ "vacant", "_vacant_", "nobody", "none", "tba", "tbd", "n/a", NULL });
}

static bool read_head(const struct roll_knowledge *k, struct str text, struct head *head)
{
	struct str rest, word;
	text = piece_clean(text);
	*head = (struct head){ text, STR_EMPTY, LINK_NONE };
	if (!text.n || is_nobody(text))
		return false;
	/* "Z" and "Pavel novak" stand alone. */
	if ((k && k->likely && text.n == 1 && is_upper(*text.p)) || is_small_surname(k, text))
		return true;
	if (whole_name(k, text)) {
		/* "Bo Tan Northwind": the comma is missing. */
		size_t n = roll_knows_name(k, text) ? 0 : affiliation_behind(k, text);
		struct str left = str_trim(str_first(text, text.n - n));
		if (n && name_shape(left) == NAME_LIKELY)
			*head = (struct head){ left, str_skip(text, text.n - n), LINK_ORGANISATION };
		return true;
	}
	/* The longest run of words that is a name and is followed by a small word, a sign or a known affiliation. */
	struct head best = { STR_EMPTY, STR_EMPTY, LINK_NONE };
	rest = str_first(text, NAME_BYTES);
	for (size_t i = 0; i < NAME_RUN && str_word(&rest, &word); i++) {
		struct str left = str_range(text.p, word.p + word.n), right = str_trim(str_skip(text, left.n));
		struct str next, more = right;
		if (i && (*word.p == '@' || *word.p == '"' || *word.p == '<'))
			break;
		if (!str_word(&more, &next))
			break;
		size_t slash = str_find_char(word, '/', 1);
		if (slash != STR_NONE && i && whole_name(k, str_range(text.p, word.p + slash))) {
			best.name = str_range(text.p, word.p + slash);
			best.rest = str_range(word.p + slash + 1, text.p + text.n);
			best.link = LINK_ORGANISATION;
			break;
		}
		/* A quoted nick stands inside the name: "Tomas "Tom" Hale". */
		bool sign = is_punct(*next.p) || (unsigned char)*next.p == 0xe2;
		bool small = is_lower(*next.p) || is_digit(*next.p);
		if (whole_name(k, left) && (link_of(next) != LINK_NONE || sign || small || roll_knows_affiliation(k, right)))
			best = (struct head){ left, right, roll_knows_affiliation(k, right) ? LINK_ORGANISATION : link_of(next) };
		if (str_find_char(STR("@(["), *next.p, 0) != STR_NONE && is_small_surname(k, left))
			best = (struct head){ left, right, LINK_NONE };
		if (link_of(next) != LINK_NONE && best.name.n)
			break;
	}
	/* "others on the phone": a small word in front of small words is nobody. */
	if (!best.name.n || (name_shape(best.name) != NAME_LIKELY && is_lower(*best.name.p) && best.link == LINK_NONE &&
	    is_lower(*best.rest.p)))
		return false;
	*head = best;
	return true;
}

bool piece_is_person(const struct roll_knowledge *k, struct str text)
{
	struct head head;
	return read_head(k, text, &head);
}

/* Nicks and quoted names out of what stands behind a name; the rest, which may go on with the name. */
static struct str take_aliases(struct arena *arena, struct person *person, struct str rest)
{
	for (;;) {
		struct str more = rest, word;
		if (!str_word(&more, &word))
			return rest;
		if (*word.p == '@' && name_is_nick(piece_clean(word))) {
			if (!person_alias(arena, person, piece_clean(word)))
				return rest;
			rest = str_trim(more);
			continue;
		}
		size_t open = *word.p == '"' || *word.p == '\'' ? 1 : str_starts(word, STR("\xe2\x80\x9c")) ? 3 : 0;
		struct str inside = str_skip(str_first(rest, NAME_BYTES), open);
		size_t close = STR_NONE;
		if (open)
			close = open == 3 ? str_find(inside, STR("\xe2\x80\x9d"), 0) : str_find_char(inside, *word.p, 0);
		if (close == STR_NONE || close == 0)
			return rest;
		if (!person_alias(arena, person, str_first(inside, close)))
			return rest;
		rest = str_trim(str_skip(inside, close + open));
		rest.n = (size_t)(more.p + more.n - rest.p);
		struct str last = rest;
		if (str_word(&last, &word) && name_is_capitalised(word) && name_shape(piece_clean(word)) != NAME_NO) {
			person->name = arena_join(arena, person->name, STR(" "), piece_clean(word));
			rest = str_trim(last);
		}
	}
}

struct person *person_from(struct arena *arena, const struct roll_knowledge *k, struct str text, size_t line)
{
	struct head head;
	struct person *person = person_new(arena, piece_clean(text), line);
	if (!read_head(k, text, &head))
		return person;
	person->name = piece_clean(head.name);
	struct str rest = take_aliases(arena, person, head.rest), word, more = rest;
	if (!rest.n)
		return person;
	if (head.link == LINK_ORGANISATION && str_word(&more, &word) && link_of(word) == LINK_ORGANISATION) {
		struct str organisation = piece_clean(more);
		enum detail what = detail_of(k, organisation);
		if (what == DETAIL_AFFILIATION || what == DETAIL_ROLE)
			person_affiliation(arena, person, organisation);
		if (*word.p != '@' || !person->affiliation.n)
			person_note(arena, person, rest);
	} else if (head.link == LINK_ORGANISATION) {
		person_affiliation(arena, person, rest);
	} else if (head.link == LINK_OTHER) {
		if (detail_of(k, rest) == DETAIL_PARTIAL)
			person_detail(arena, k, person, rest);
		else
			person_note(arena, person, rest);
	} else {
		person_detail(arena, k, person, rest);
	}
	return person;
}
