#include "model/date.h"
#include "model/names.h"
#include "model/roll_parts.h"
#include "model/words.h"

enum { NAME_BYTES = 80, NOTE_WORDS = 7, ORGANISATION_WORDS = 12 };

struct str piece_clean(struct str s)
{
	s = str_trim(s);
	while (s.n && str_find_char(STR("*`~,;"), *s.p, 0) != STR_NONE)
		s = str_trim_left(str_skip(s, 1));
	while (s.n && str_find_char(STR("*`~,;:"), s.p[s.n - 1], 0) != STR_NONE)
		s = str_trim_right(str_first(s, s.n - 1));
	if (s.n > 2 && s.p[s.n - 1] == '.') {
		size_t begin = s.n - 1;
		while (begin && !is_space(s.p[begin - 1]))
			begin--;
		struct str word = str_range(s.p + begin, s.p + s.n - 1);
		if (word.n > 1 && str_find_char(word, '.', 0) == STR_NONE && !word_is_organisation(word))
			s.n--;
	}
	return s;
}

static struct str bare_word(struct str word)
{
	while (word.n && is_punct(*word.p) && *word.p != '@')
		word = str_skip(word, 1);
	while (word.n && is_punct(word.p[word.n - 1]))
		word.n--;
	return word;
}

static struct str joined(struct arena *arena, struct str old, const char *between, struct str text)
{
	if (!old.n || !text.n)
		return old.n ? old : text;
	return arena_join(arena, old, str_of(between), text);
}

void person_note(struct arena *arena, struct person *person, struct str text)
{
	person->note = joined(arena, person->note, "; ", piece_clean(text));
}

void person_affiliation(struct arena *arena, struct person *person, struct str text)
{
	person->affiliation = joined(arena, person->affiliation, ", ", piece_clean(text));
}

/* ---- What a text is ---- */

static bool says_partial(struct str text)
{
	static const char *const words[] = { "late", "partial", "partially", "partly", "part", "part-time", "joined",
		"joining", "arrived", "arriving", "left", "leaving", "leaves", "early", "briefly", "until", "till", "dropped",
		"half", "min", "mins", "minute", "hour", "hours", "intermittent", "intermittently", NULL };
	struct str rest = text, word;
	struct time_hit time;
	bool number = false;
	for (size_t i = 0; i < NOTE_WORDS && str_word(&rest, &word); i++) {
		word = bare_word(word);
		if (word_in(word, words) || (number && str_eq_nocase(word, STR("minutes"))))
			return true;
		number |= word.n && is_digit(*word.p);
	}
	return time_find(text, 0, &time) && time.possible;
}

static bool says_absent(struct str text)
{
	static const char *const words[] = { "absent", "regrets", "apologies", "excused", "missing", "sick", "unable",
		"no-show", "vacation", "pto", "holiday", NULL };
	struct str rest = text, word;
	for (size_t i = 0; i < NOTE_WORDS && str_word(&rest, &word); i++)
		if (word_in(bare_word(word), words))
			return true;
	return false;
}

static bool has_word(struct str text, bool (*is)(struct str word))
{
	struct str rest = text, word;
	while (str_word(&rest, &word)) {
		if (is(bare_word(word)))
			return true;
		/* "Chair/Editor" */
		size_t slash = str_find_char(word, '/', 0);
		if (slash != STR_NONE && (is(bare_word(str_first(word, slash))) || is(bare_word(str_skip(word, slash)))))
			return true;
	}
	return false;
}

static size_t count_words(struct str text)
{
	size_t n = 0;
	struct str word;
	while (n <= ORGANISATION_WORDS && str_word(&text, &word))
		n++;
	return n;
}

/* "attending", "asked": a small word that says what somebody does. */
static bool has_doing(struct str text)
{
	struct str rest = text, word;
	while (str_word(&rest, &word)) {
		word = bare_word(word);
		bool ends = word.n > 4 && (str_ends(word, STR("ing")) || str_ends(word, STR("ed")));
		if (word.n && is_lower(*word.p) && (ends || word_is_verb(word)) && !word_is_organisation(word) &&
		    !word_is_role(word))
			return true;
	}
	return false;
}

static bool is_suffix(struct str text)
{
	static const char *const list[] = { "inc", "ltd", "llc", "gmbh", "corp", "co", "plc", "bv", "ag", "sa", "oy", "ab",
		"srl", "limited", "incorporated", NULL };
	text = piece_clean(text);
	if (text.n && text.p[text.n - 1] == '.')
		text.n--;
	return word_in(text, list);
}

static bool is_pronouns(struct str text)
{
	static const char *const list[] = { "he", "him", "his", "she", "her", "hers", "they", "them", "theirs", "any",
		"all", NULL };
	size_t slash = str_find_char(text, '/', 0);
	return slash != STR_NONE && word_in(str_trim(str_first(text, slash)), list);
}

/* "TSC" in the notes of a "TSC Meeting": a committee, board or group that meets here, and not where somebody works. */
static bool names_body(const struct roll_knowledge *k, struct str text)
{
	struct str rest = k ? k->meeting : STR_EMPTY, word;
	if (word_in(text, (const char *const[]){ "board", "committee", "council", NULL }))
		return true;
	if (!name_is_initials(text) || str_find_char(STR("CBG"), text.p[text.n - 1], 0) == STR_NONE)
		return false;
	while (str_word(&rest, &word))
		if (str_eq(bare_word(word), text))
			return true;
	return false;
}

/* Behind its last dot a domain has few letters: "example.org", but "tomas.hale". */
static bool ends_as_domain(struct str text)
{
	enum { LONGEST = 5 };
	size_t n = 0;
	while (n < text.n && text.p[text.n - n - 1] != '.')
		n++;
	return n <= LONGEST;
}

/* "nexB", "eBay", "4Racks": one word that organisations alone write so. */
static bool has_inner_capital(struct str text)
{
	bool capital = false;
	if (text.n > 1 && is_digit(*text.p) && is_upper(text.p[1]))
		return str_find_char(text, ' ', 0) == STR_NONE;
	for (size_t i = 0; i < text.n; i++) {
		if (!is_alpha(text.p[i]))
			return false;
		capital |= i && is_upper(text.p[i]);
	}
	return capital && is_lower(*text.p);
}

enum detail detail_of(const struct roll_knowledge *k, struct str text)
{
	text = piece_clean(text);
	size_t words = count_words(text);
	if (!words)
		return DETAIL_NOTE;
	if (*text.p == '@' && name_is_nick(text))
		return DETAIL_ALIAS;
	if (word_in(text, (const char *const[]){ "none", "n/a", "-", NULL }))
		return DETAIL_NOTE;
	if (names_body(k, text))
		return DETAIL_ROLE;
	if (roll_knows_affiliation(k, text))
		return DETAIL_AFFILIATION;
	if (is_suffix(text))
		return DETAIL_SUFFIX;
	bool organisation = has_word(text, word_is_organisation);
	if (words > (organisation ? ORGANISATION_WORDS : NOTE_WORDS) || is_pronouns(text))
		return DETAIL_NOTE;
	if (!organisation && says_partial(text))
		return DETAIL_PARTIAL;
	if (!organisation && says_absent(text))
		return DETAIL_ABSENT;
	if (words > 2 && (has_doing(text) || words_have_verb(text)))
		return DETAIL_NOTE;
	if (has_word(text, word_is_role))
		return DETAIL_ROLE;
	/* A domain is an affiliation: "example.org"; an address is none. */
	bool domain = words == 1 && str_find_char(text, '/', 0) == STR_NONE && str_find_char(text, '@', 0) == STR_NONE &&
		ends_as_domain(text) && str_find_char(text, '.', 1) != STR_NONE && is_alpha(*text.p) &&
		is_alpha(text.p[text.n - 1]);
	if (organisation || domain)
		return DETAIL_AFFILIATION;
	return (name_is_capitalised(text) || has_inner_capital(text)) && !has_doing(text) ? DETAIL_AFFILIATION : DETAIL_NOTE;
}

/* ---- Fields ---- */

/* "aka Mimi", "irc: mok": what other name is behind it; empty if none. */
static struct str alias_in(struct str text)
{
	static const char *const keys[] = { "aka ", "a.k.a. ", "a.k.a ", "irc:", "irc ", "nick:", "nick ", "github:",
		"github ", "gh:" };
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (str_starts_nocase(text, str_of(keys[i]))) {
			struct str rest = piece_clean(str_skip(text, str_of(keys[i]).n));
			return rest.n <= NAME_BYTES && count_words(rest) <= 4 ? rest : STR_EMPTY;
		}
	return STR_EMPTY;
}

/* Does right stand behind left in the same text, with but blanks and a comma between? */
static bool follows(struct str left, struct str right)
{
	if (!left.n || left.p + left.n > right.p || right.p - (left.p + left.n) > 3)
		return false;
	for (const char *c = left.p + left.n; c < right.p; c++)
		if (*c != ' ' && *c != ',')
			return false;
	return true;
}

bool is_alias(struct str text)
{
	return alias_in(piece_clean(text)).n > 0;
}

bool person_also(struct arena *arena, struct person *person, struct str text)
{
	text = piece_clean(text);
	if (!text.n || text.n > NAME_BYTES || (name_shape(text) == NAME_NO && !name_is_nick(text)))
		return false;
	person_alias(arena, person, text);
	/* The note that says "aka" goes on. */
	if (follows(person->note, text))
		person->note = str_range(person->note.p, text.p + text.n);
	else
		person->note = joined(arena, person->note, ", ", text);
	return true;
}

static void add_role(struct arena *arena, struct person *person, struct str text)
{
	person->role = joined(arena, person->role, ", ", piece_clean(text));
}

/* "Northwind / Chairperson": parted where one of the parts is a role. */
static bool slashed(struct arena *arena, const struct roll_knowledge *k, struct person *person, struct str text)
{
	struct str rest = text, part;
	size_t at = str_find(text, STR(" / "), 0);
	bool role = false;
	if (at == STR_NONE)
		return false;
	while (str_split(&rest, '/', &part))
		role |= has_word(part, word_is_role);
	if (!role)
		return false;
	rest = text;
	for (bool first = true; str_split(&rest, '/', &part); first = false) {
		enum detail what = detail_of(k, part);
		if (what == DETAIL_AFFILIATION && first)
			person_affiliation(arena, person, part);
		else
			add_role(arena, person, part);
	}
	return true;
}

/* "Northwind Representative": the length of whom they stand for, 0 where that is no organisation: "Community
 * Representative", "TSC Representative". "Northwind & Heliograph Representative" may stand for either. */
static size_t represented(const struct roll_knowledge *k, struct str text)
{
	static const char *const groups[] = { "academic", "alternate", "area", "associate", "board", "community", "elected",
		"employee", "general", "industry", "member", "members", "outreach", "premier", "public", "regional", "sponsor",
		"staff", "student", "user", "users", "vendor", "voting", NULL };
	if (!str_ends(text, STR(" Representative")) && !str_ends(text, STR(" representative")))
		return 0;
	struct str left = str_trim(str_first(text, text.n - sizeof " Representative" + 1)), rest = left, word, last = left;
	size_t words = 0;
	if (!left.n || detail_of(k, left) != DETAIL_AFFILIATION)
		return 0;
	while (str_word(&rest, &word)) {
		if (word_in(word, groups))
			return 0;
		last = word;
		words++;
	}
	bool several = str_find_char(left, '&', 0) != STR_NONE || str_find_char(left, '/', 0) != STR_NONE ||
		str_find(left, STR(" and "), 0) != STR_NONE;
	if (roll_knows_affiliation(k, left) || (several && has_word(left, word_is_organisation)))
		return left.n;
	/* "Lantern TSC Representative": a body, too. */
	return !several && !name_is_initials(last) && (words > 1 || !word_classes(left)) ? left.n : 0;
}

void person_detail(struct arena *arena, const struct roll_knowledge *k, struct person *person, struct str text)
{
	text = str_trim(text);
	if (!text.n)
		return;
	struct str alias = alias_in(text);
	if (alias.n) {
		person_alias(arena, person, alias);
		person_note(arena, person, text);
		return;
	}
	if (slashed(arena, k, person, text))
		return;
	/* "from Northwind", "of Northwind" */
	size_t from = str_starts(text, STR("from ")) || str_starts(text, STR("with ")) ? 5 :
		str_starts(text, STR("of ")) || str_starts(text, STR("at ")) ? 3 : 0;
	if (from && detail_of(k, str_skip(text, from)) == DETAIL_AFFILIATION) {
		person_affiliation(arena, person, str_skip(text, from));
		person_note(arena, person, text);
		return;
	}
	switch (detail_of(k, text)) {
	case DETAIL_AFFILIATION: person_affiliation(arena, person, text); break;
	case DETAIL_SUFFIX:
		if (person->affiliation.n)
			person->affiliation = joined(arena, person->affiliation, ", ", str_trim(text));
		else
			person_affiliation(arena, person, text);
		break;
	case DETAIL_ROLE: {
		/* "Chair Northwind", where Northwind is known */
		size_t n = person->affiliation.n ? 0 : affiliation_behind(k, text);
		struct str role = str_trim(str_first(text, text.n - n));
		size_t whom = person->affiliation.n ? 0 : represented(k, text);
		if (whom) {
			person_affiliation(arena, person, str_first(text, whom));
			add_role(arena, person, str_skip(text, whom));
		} else if (n && detail_of(k, role) == DETAIL_ROLE) {
			add_role(arena, person, role);
			person_affiliation(arena, person, str_skip(text, text.n - n));
		} else {
			add_role(arena, person, text);
		}
		break;
	}
	case DETAIL_ALIAS:
		if (!person_alias(arena, person, piece_clean(text)))
			person_note(arena, person, text);
		break;
	case DETAIL_PARTIAL:
		person_note(arena, person, text);
		if (person->status == PERSON_PRESENT || str_find_nocase(text, STR("attend"), 0) != STR_NONE)
			person->status = PERSON_PARTIAL;
		break;
	case DETAIL_ABSENT:
		person_note(arena, person, text);
		person->status = PERSON_ABSENT;
		break;
	default: person_note(arena, person, text); break;
	}
}

static bool says_how(struct str word)
{
	return word_in(word, (const char *const[]){ "remote", "remotely", "dial-in", "muted", "listening", "phone", "online", "onsite",
		"irc", "zoom", "chat", "proxy", "new", "possible", "tentative", "unsure", "busy", "afk", "ill", NULL });
}

bool says_nothing(struct str word)
{
	return word.n > 1 && is_lower(*word.p) && !word_classes(word) && !says_how(word) && !has_doing(word) && !says_partial(word) &&
		!says_absent(word);
}

/* "Mira Okafor (ewa)": a small word of no meaning, where others have an affiliation in parentheses. */
static bool is_small_affiliation(const struct roll_knowledge *k, const struct person *person, struct str part)
{
	enum { OTHERS = 2 };
	for (size_t i = 0; i < part.n; i++)
		if (!is_alnum(part.p[i]))
			return false;
	return k && k->grouped >= OTHERS && !person->affiliation.n && part.n > 1 && is_lower(*part.p) &&
		!word_classes(part) && !says_how(part) && !has_doing(part);
}

/* "Mira Okafor (mok)": one small word that says nothing else, where no entries give affiliations so, or where the name
 * begins with it. */
static bool is_nick_of(const struct roll_knowledge *k, struct str text, const struct person *person)
{
	return name_is_nick(text) && says_nothing(text) &&
		(str_starts_nocase(person->name, text) || (k && !k->grouped && !roll_knows_affiliation(k, text)));
}

/* Parts of a group between commas and semicolons. What is small behind a role goes on with it: "(chair, item 1)". */
void person_group(struct arena *arena, const struct roll_knowledge *k, struct person *person, struct group group)
{
	struct str text = group.text;
	struct str rest = text;
	bool role = false, aka = false;
	if ((is_short_name(text, person->name, person->affiliation) && !roll_knows_affiliation(k, text)) ||
	    is_other_name(k, text, person) || is_full_name(k, text, person->name) || is_nick_of(k, text, person)) {
		person_alias(arena, person, text);
		return;
	}
	/* "Advanced Systems (AS)": a short form belongs to the name before it; "Northwind (Compiler)" says what for. */
	if (follows(person->affiliation, group.whole) && detail_of(k, text) == DETAIL_AFFILIATION) {
		if (name_is_initials(text))
			person->affiliation = str_range(person->affiliation.p, group.whole.p + group.whole.n);
		else
			person_note(arena, person, text);
		return;
	}
	while (rest.n) {
		size_t n = 0, depth = 0;
		while (n < rest.n && (depth || (rest.p[n] != ',' && rest.p[n] != ';'))) {
			depth += rest.p[n] == '(' || rest.p[n] == '[';
			depth -= depth && (rest.p[n] == ')' || rest.p[n] == ']');
			n++;
		}
		struct str part = piece_clean(str_first(rest, n));
		rest = str_skip(rest, n + 1);
		if (!part.n)
			continue;
		bool small = is_lower(*part.p) || is_digit(*part.p);
		enum detail what = detail_of(k, part);
		if (what == DETAIL_NOTE && is_small_affiliation(k, person, part)) {
			person_affiliation(arena, person, part);
			continue;
		}
		if (role && small && what == DETAIL_NOTE) {
			add_role(arena, person, part);
			continue;
		}
		if (aka && person_also(arena, person, part))
			continue;
		/* "(Northwind, TAC)" */
		if (what == DETAIL_AFFILIATION && name_is_initials(part) && person->affiliation.n &&
		    person->affiliation.p >= text.p && person->affiliation.p < part.p) {
			add_role(arena, person, part);
			continue;
		}
		aka = is_alias(part);
		role = what == DETAIL_ROLE;
		person_detail(arena, k, person, part);
	}
}
