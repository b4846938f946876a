/* What the text of an action says: who is to do it, and until when. */
#include "model/date.h"
#include "model/names.h"
#include "model/words.h"
#include "read/label.h"
#include "read/resolve.h"

/* What stands between an owner and what is to be done: "to", "will", "should" ... */
static bool is_duty(struct str word)
{
	return word_in(word, (const char *const[]){
		"to", "will", "should", "shall", "must", "can", "could", "needs", "need", "has", "have", "is", "are", "volunteered", "volunteers", "agreed",
		"agrees", "took", "takes", "offered", "-", "--", "\xe2\x80\x93", "would", "'ll", "please", "going", NULL });
}

static bool is_joint(struct str word)
{
	return str_eq(word, STR("and")) || str_eq(word, STR("&")) || str_eq(word, STR("or")) || str_eq(word, STR("+"));
}

static bool means_all(struct str word)
{
	return str_eq_nocase(word, STR("all")) || str_eq_nocase(word, STR("everyone")) || str_eq_nocase(word, STR("everybody"));
}

/* "Unassigned", "TBD" where a name could stand. */
static bool means_nobody(struct str word)
{
	return word_in(word, (const char *const[]){ "tbd", "tba", "tbc", "none", "nobody", "unassigned", "unowned", "n/a", "?", NULL });
}

static bool may_own(struct resolver *r, struct str name)
{
	if (means_nobody(name))
		return false;
	return people_find(r->people, name).found != PEOPLE_NONE || means_all(name) || mention_is_role(name) || mention_is_group(name) ||
		(name_shape(name) != NAME_NO && !label_is_no_person(name));
}

/* "... to x", "... and y to x" */
static bool followed_by_to(struct str rest)
{
	struct str word;
	for (int i = 0; i < 4 && str_word(&rest, &word); i++) {
		if (str_eq(word, STR("to")) || str_eq(word, STR("will")))
			return true;
		if (!is_joint(word) && !name_is_nick(word) && !name_is_capitalised(word))
			return false;
	}
	return false;
}

/* "Waiting to hear", "Need to look": what stands before "to" may be no name. */
static bool begins_infinitive(struct resolver *r, struct str word)
{
	static const char *const words[] = { "need", "needs", "plan", "plans", "continue", "try", "remember", "want", "wants", "start", "ready", "ability", "able", "ask",
		"hope", "hopes", "agree", "agreed", "reach", "talk", "time", "attempt", "proposal", "request", "decide", "decided", "volunteer", "volunteers", "somebody",
		"someone", "anyone", "nobody", "who", "how", "where", "what", "prior", "due", "according", "next", "back", "related", "similar", "thanks", "links", "response", NULL };
	return *word.p != '@' && people_find(r->people, word).found == PEOPLE_NONE && (word_in(word, words) || (word.n > 4 && str_ends(word, STR("ing"))));
}

/* "Ask Mira to read it": who is to be asked is not who asks. */
static bool begins_request(struct resolver *r, struct str names)
{
	static const char *const verbs[] = {
		"ask", "asks", "get", "remind", "invite", "tell", "help", "let", "have", "contact", "email", "mail", "ping", "poke", "chase", "nudge", "encourage", "convince", "request", NULL,
	};
	struct str rest = names, word;
	return str_word(&rest, &word) && str_trim(rest).n && word_in(word, verbs) && people_find(r->people, names).found == PEOPLE_NONE;
}

/* "Reply to the list": what stands behind "to" is a thing, so that no duty is told. */
static bool is_directed(struct str duty, struct str rest)
{
	static const char *const words[] = {
		"the", "a", "an", "all", "any", "each", "every", "this", "that", "these", "those", "our", "my", "your", "his", "her", "its", "their", "what", "whether", "it", "them", "us", NULL,
	};
	struct str word;
	return str_eq(duty, STR("to")) && str_word(&rest, &word) && (word_in(word, words) || *word.p == '@' || *word.p == '#' || is_digit(*word.p));
}

static bool is_lacking(struct str duty)
{
	return word_in(duty, (const char *const[]){ "need", "needs", "has", "have", NULL });
}

/* "to be explored", "will be used", "needs to be mended": what stands before is no owner, but for somebody known "to be chair". */
static bool is_passive(struct str duty, struct str rest)
{
	struct str word;
	static const char *const duties[] = { "to", "will", "should", "must", "can", "could", NULL };
	if (is_lacking(duty) && (!str_word(&rest, &word) || !str_eq(word, STR("to"))))
		return false;
	return (is_lacking(duty) || word_in(duty, duties)) && str_word(&rest, &word) && str_eq(word, STR("be"));
}

/* "Mira Okafor and Bo to do x": the names before the duty; empty if the text does not begin so. */
static struct str owners_before(struct resolver *r, struct str text, bool listed)
{
	enum { MOST_WORDS = 10 };
	struct str rest = text, word;
	size_t count = 0;
	/* "The editors will ..." */
	if (str_starts_nocase(text, STR("the ")) && (rest = str_skip(text, 4), str_word(&rest, &word)) && mention_is_role(word))
		text = str_skip(text, 4);
	rest = text;
	while (count < MOST_WORDS && str_word(&rest, &word)) {
		struct str bare = word;
		while (bare.n && (bare.p[bare.n - 1] == ',' || bare.p[bare.n - 1] == '/'))
			bare.n--;
		/* Before "to" even a nick in small letters owns an item of a list of actions. */
		bool nick = listed && name_is_nick(bare) && !word_is_function(bare) && followed_by_to(rest);
		if (count && is_duty(bare)) {
			struct str names = str_trim(str_range(text.p, word.p));
			bool verb = begins_infinitive(r, names) || ((is_passive(word, rest) || is_directed(word, rest)) && people_find(r->people, names).found == PEOPLE_NONE);
			return (verb && (count == 1 || is_lacking(word))) || begins_request(r, names) ? STR_EMPTY : names;
		}
		bool name = bare.n && bare.p[bare.n - 1] != ':' && (name_is_capitalised(bare) || *bare.p == '@' || name_is_particle(bare) || is_joint(bare) || str_eq(bare, STR("from")));
		if (!name && !nick && !(count == 0 && means_all(bare)) && !mention_is_role(bare) && !(count == 0 && people_find(r->people, bare).found == PEOPLE_UNIQUE))
			return STR_EMPTY;
		count++;
	}
	return STR_EMPTY;
}

bool all_may_own(struct resolver *r, struct str names)
{
	struct mentions m = mention_names(r, names, 0, DIAG_COUNT);
	for (size_t i = 0; i < m.count; i++)
		if (!may_own(r, m.items[i].label))
			return false;
	return m.count > 0;
}

/* Is every name in a list of names somebody's, or a nick with its sign? */
static bool all_known(struct resolver *r, struct str names)
{
	struct mentions m = mention_names(r, names, 0, DIAG_COUNT);
	for (size_t i = 0; i < m.count; i++) {
		struct str name = m.items[i].label;
		if (!means_all(name) && *name.p != '@' && people_find(r->people, name).found == PEOPLE_NONE)
			return false;
	}
	return m.count > 0;
}

bool gives_duty(struct resolver *r, struct str text)
{
	struct str names = owners_before(r, text, false), word, rest = names;
	if (!names.n || text.p[text.n - 1] == '?' || !all_known(r, names) || str_find_char(names, ':', 0) != STR_NONE)
		return false;
	while (str_word(&rest, &word))
		if (word.n <= 3 && is_upper(word.p[word.n - 1]))     /* initials: "PR to x" may be a thing */
			return false;
	rest = str_range(names.p + names.n, text.p + text.n);
	if (!str_word(&rest, &word) || !str_eq(word, STR("to")) || is_directed(word, rest) || is_passive(word, rest))
		return false;
	return str_word(&rest, &word) && is_lower(*word.p) && rest.n > 0;
}

/* "Mira, due 2024-06-01", "Mira by June", "Mira - done": the names before a term or a state; all of it where none is. */
static struct str without_term(struct str inside)
{
	static const char *const before[] = { " - ", " by ", " due ", " until ", ", due ", ", by ", ", until ", ", eta ", ", 2", ", done", ", open", "; " };
	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		inside = str_first(inside, str_find_nocase(inside, str_of(before[i]), 0));
	return str_trim(inside);
}

/* "... (mira)" at the end. */
static struct str owners_bracketed(struct resolver *r, struct str line)
{
	size_t open = line.n;
	while (open && line.p[open - 1] != '(')
		open--;
	if (!open || line.n - open > 60)
		return STR_EMPTY;
	struct str inside = str_trim(str_range(line.p + open, line.p + line.n - 1)), names = without_term(inside);
	if (names.n < inside.n && !all_known(r, names))
		return STR_EMPTY;
	if (!all_may_own(r, names))
		return STR_EMPTY;
	/* A single small word in brackets is a name only if somebody has it or it means all. */
	bool known = people_find(r->people, names).found != PEOPLE_NONE || means_all(names);
	return known || is_upper(*names.p) || *names.p == '@' ? names : STR_EMPTY;
}

/* The end behind the last dash or arrow: "- Mira", "-- Ted (Northwind)", "-> Bo"; empty if there is none near. */
static struct str behind_dash(struct str line)
{
	enum { LONGEST = 60 };
	static const char *const dashes[] = { " - ", " -- ", " \xe2\x80\x93 ", " \xe2\x80\x94 ", " -> ", " => ", " \xe2\x86\x92 " };
	struct str tail = line.n > LONGEST ? str_skip(line, line.n - LONGEST) : line, best = STR_EMPTY;
	for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
		for (size_t at = 0; (at = str_find(tail, str_of(dashes[i]), at)) != STR_NONE;) {
			at += str_of(dashes[i]).n;
			if (!best.n || tail.n - at < best.n)
				best = str_skip(tail, at);
		}
	size_t open = str_find(best, STR(" ("), 0);
	return str_trim(open == STR_NONE ? best : str_first(best, open));
}

/* "Mira", "Mira and Ted": each a name as one word or two, in capital and small letters. */
static bool look_like_names(struct resolver *r, struct str names)
{
	struct mentions m = mention_names(r, names, 0, DIAG_COUNT);
	for (size_t i = 0; i < m.count; i++) {
		struct str name = m.items[i].label, rest = name, word;
		size_t words = 0;
		if (name_shape(name) == NAME_NO || label_is_no_person(name))
			return false;
		for (; str_word(&rest, &word); words++)
			if (!is_upper(*word.p) || word.n < 2 || !is_lower(word.p[1]))
				return false;
		if (words > 2)
			return false;
	}
	return m.count > 0;
}

/* "... (mira)", "... [Mira]", "... - Mira", "... @mira95" at the end. Without parentheses only who is known, but that in
 * a list of actions what looks like a name is one behind a dash. */
static struct str owners_behind(struct resolver *r, struct str text, bool listed)
{
	struct str line = str_trim_right(text), names;
	size_t at;
	if (line.n && line.p[line.n - 1] == '.')
		line.n--;
	if (line.n < 3)
		return STR_EMPTY;
	names = behind_dash(line);
	if (names.n && (all_known(r, names) || (listed && look_like_names(r, names))))
		return names;
	if (line.p[line.n - 1] == ')')
		return owners_bracketed(r, line);
	if (line.p[line.n - 1] == ']') {
		for (at = line.n; at && line.n - at < 60 && line.p[at - 1] != '[';)
			at--;
		names = at ? without_term(str_range(line.p + at, line.p + line.n - 1)) : STR_EMPTY;
	} else {
		for (at = line.n; at && line.n - at < 60 && !is_space(line.p[at - 1]);)
			at--;
		names = line.p[at] == '@' ? str_skip(line, at) : STR_EMPTY;
	}
	return names.n && all_known(r, names) ? names : STR_EMPTY;
}

/* "The server is slow. Mira will look at it", "once it is there, Bo to post it": somebody known who begins a part of
 * the text. */
static struct str owners_inside(struct resolver *r, struct str text)
{
	enum { LOOKED_AT = 400 };
	struct str begin = str_first(text, LOOKED_AT);
	for (size_t i = 1; i + 1 < begin.n; i++) {
		if (!is_space(begin.p[i]) || str_find_char(STR(".,;:!?-"), begin.p[i - 1], 0) == STR_NONE)
			continue;
		struct str names = owners_before(r, str_skip(text, i + 1), false);
		if (names.n && all_known(r, names))
			return names;
	}
	return STR_EMPTY;
}

/* "[Mira] do x": the names, and the text without them. */
static struct str cut_bracketed(struct str *text)
{
	if (!text->n || *text->p != '[')
		return STR_EMPTY;
	size_t end = str_find_char(str_first(*text, 120), ']', 1);
	if (end == STR_NONE || end + 1 >= text->n || text->p[end + 1] == '(' || text->p[end + 1] == '[')
		return STR_EMPTY;
	struct str names = str_trim(str_range(text->p + 1, text->p + end));
	struct str rest = str_trim(str_skip(*text, end + 1));
	if (rest.n > 1 && *rest.p == '-' && is_space(rest.p[1]))
		rest = str_trim(str_skip(rest, 1));
	else if (rest.n && *rest.p == ':')
		rest = str_trim(str_skip(rest, 1));
	if (rest.n == 1 && is_punct(*rest.p))
		return STR_EMPTY;
	*text = rest;
	return names;
}

static struct str without_emphasis(struct str names)
{
	while (names.n && (*names.p == '*' || *names.p == '_'))
		names = str_skip(names, 1);
	while (names.n && (names.p[names.n - 1] == '*' || names.p[names.n - 1] == '_'))
		names.n--;
	return names;
}

/* "do x (mira)" over lines that tell how it went: the owner is taken out of the text, where no reader would look for it. */
static struct str cut_owners(struct resolver *r, struct str *text)
{
	struct str line = str_trim_right(str_first(*text, str_find_char(*text, '\n', 0)));
	struct str names = line.n > 2 && line.p[line.n - 1] == ')' ? owners_bracketed(r, line) : STR_EMPTY;
	if (!names.n || line.n == text->n || str_trim_right(str_range(names.p + names.n, line.p + line.n - 1)).n)
		return STR_EMPTY;
	const char *open = names.p;
	while (*--open != '(')
		;
	struct str before = str_trim_right(str_range(text->p, open));
	*text = arena_join(&r->doc->arena, before, STR(" "), str_trim(str_skip(*text, line.n)));
	return names;
}

/* "@mira95 Do x", "@mira95, @tlind and @bo do x" */
static struct str nicks_first(struct str text)
{
	enum { MOST_WORDS = 10 };
	struct str rest = text, word, names = STR_EMPTY;
	for (size_t i = 0; i < MOST_WORDS && str_word(&rest, &word); i++) {
		bool comma = word.p[word.n - 1] == ',';
		if (*word.p == '@' && word.n > 2)
			names = str_range(text.p, word.p + word.n - comma);
		else if (!names.n || !is_joint(word))
			return names;
		/* Without what joins them the next one is spoken of. */
		else
			continue;
		struct str next = rest, after;
		if (!comma && (!str_word(&next, &after) || !is_joint(after)))
			return str_trim(rest).n ? names : STR_EMPTY;
	}
	return STR_EMPTY;
}

/* "Mira writes x", "Mira, when it is there, ...": somebody known who begins the text. */
static struct str owner_first(struct resolver *r, struct str text)
{
	enum { MOST_WORDS = 3 };
	struct str rest = text, word, names = nicks_first(text);
	if (str_word(&rest, &word) && (str_eq_nocase(word, STR("everyone")) || str_eq_nocase(word, STR("everybody"))) && str_trim(rest).n)
		return word;
	rest = text;
	for (size_t i = 0; !names.n && i < MOST_WORDS && str_word(&rest, &word); i++) {
		struct str name = str_range(text.p, word.p + word.n), next = rest, after;
		bool comma = word.p[word.n - 1] == ',';
		name.n -= comma;
		bool goes_on = str_word(&next, &after) && (comma || is_lower(*after.p));
		if (goes_on && !str_ends(name, STR("'s")) && !str_ends(name, STR("\xe2\x80\x99s")) &&
		    people_find(r->people, name).found == PEOPLE_UNIQUE)
			names = name;
		if (comma)
			break;
	}
	return names;
}

/* "... the list (Mira). More of it.", "The list (Mira): find it": in parentheses at the end of a sentence, or of a title. */
static struct str owners_between(struct resolver *r, struct str text, bool listed)
{
	enum { LOOKED_AT = 400 };
	struct str begin = str_first(text, LOOKED_AT);
	for (size_t at = 0; (at = str_find_char(begin, ')', at)) != STR_NONE; at++) {
		struct str behind = str_skip(begin, at + 1);
		if (!str_starts(behind, STR(". ")) && !str_starts(behind, STR(": ")))
			continue;
		size_t open = at;
		while (open && at - open < 60 && begin.p[open - 1] != '(')
			open--;
		struct str names = open && begin.p[open - 1] == '(' ? str_range(begin.p + open, begin.p + at) : STR_EMPTY;
		if (names.n && (all_known(r, names) || (listed && look_like_names(r, names))))
			return names;
	}
	return STR_EMPTY;
}

/* "(Mira) do x" */
static struct str owners_ahead(struct resolver *r, struct str text, bool listed)
{
	size_t end = text.n && *text.p == '(' ? str_find_char(str_first(text, 60), ')', 1) : STR_NONE;
	struct str names = end == STR_NONE ? STR_EMPTY : str_range(text.p + 1, text.p + end);
	return names.n && (all_known(r, names) || (listed && look_like_names(r, names))) ? names : STR_EMPTY;
}

/* What stands before an owner, or before a term, behind what is to be done. */
static const char *const owner_words[] = { "assigned to:", "assignee:", "assignees:", "owner:", "owners:", "responsible:", NULL };
static const char *const term_words[] = { "by ", "due ", "due: ", "due date: ", "deadline: ", "deadline ", "until ", "eta: ", "eta ", "due by ", "due on ", "before ", NULL };

bool assigns(struct str text)
{
	for (size_t i = 0; owner_words[i]; i++)
		if (str_starts_nocase(text, str_of(owner_words[i])))
			return true;
	for (size_t i = 0; term_words[i]; i++)
		if (str_ends(str_of(term_words[i]), STR(": ")) && str_starts_nocase(text, str_of(term_words[i])))
			return true;
	return false;
}

/* "do x. Assigned to: Mira", "do x - Owner: @mira - Due: May" */
static struct str owners_assigned(struct resolver *r, struct str text)
{
	static const char *const ends[] = { " - ", " \xe2\x80\x93 ", " | ", ";", ")", "]", ". ", " due" };
	for (size_t i = 0; owner_words[i]; i++) {
		size_t at = str_find_nocase(text, str_of(owner_words[i]), 0);
		if (at == STR_NONE || (at && is_alnum(text.p[at - 1])))
			continue;
		struct str names = str_first(str_trim_left(str_skip(text, at + str_of(owner_words[i]).n)), 80);
		if (names.n && *names.p == '[')
			names = str_skip(names, 1);
		for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
			names = str_first(names, str_find_nocase(names, str_of(ends[k]), 0));
		names = str_trim(names);
		while (names.n && str_find_char(STR(".,"), names.p[names.n - 1], 0) != STR_NONE)
			names.n--;
		if (names.n && all_may_own(r, names))
			return names;
	}
	return STR_EMPTY;
}

/* "[name=mira] do x", as pads mark who wrote what. */
static struct str owner_named(struct str text)
{
	static const struct str mark = STR("[name=");
	size_t end = str_starts(text, mark) ? str_find_char(str_first(text, 60), ']', mark.n + 1) : STR_NONE;
	return end == STR_NONE ? STR_EMPTY : str_range(text.p + mark.n, text.p + end);
}

/* Whom the text of an action names as its owners. */
struct owning {
	struct str names;        /* empty if nobody */
	struct str rest;         /* the text without them */
	bool written;            /* they stand apart from the text, which does not hold them */
};

/* Do the names before a colon own what stands behind it? Who is not known does where the text names nobody else, and
 * where it is no title of three words. */
static bool label_owns(struct resolver *r, const struct label *label, struct str bare, bool listed)
{
	struct str names = without_emphasis(label->names), word, rest;
	if (!all_may_own(r, names))
		return false;
	if (all_known(r, names))
		return true;
	struct str said = plain_text(r, label->text), inside = owners_before(r, said, false);
	if ((inside.n && all_may_own(r, inside)) || ((inside = owners_behind(r, bare, listed)).n && all_may_own(r, inside)))
		return false;
	struct mentions m = mention_names(r, names, 0, DIAG_COUNT);
	size_t words = 0;
	for (rest = names; str_word(&rest, &word); words++)
		if (name_is_particle(word))
			return true;
	return m.count > 1 || words < 3 || !r->doc->attendee_count;
}

static struct owning owners_of(struct resolver *r, struct str text, bool listed)
{
	struct owning o = { STR_EMPTY, text, true };
	struct label label;
	if (!r->strict && (o.names = cut_bracketed(&o.rest)).n && all_may_own(r, o.names))
		return o;
	struct str bare = plain_text(r, text);
	if (!r->strict && label_find(text, &label) && label.text.n && label.names.n == label.whole.n && !label.prefix.n &&
	    label_owns(r, &label, bare, listed))
		return (struct owning){ without_emphasis(label.names), label.text, true };
	o = (struct owning){ owners_before(r, bare, false), text, false };
	/* "The parser: Mira to fix it" */
	size_t colon = o.names.n ? STR_NONE : str_find(bare, STR(": "), 0);
	if (colon != STR_NONE && colon < 80 && (o.names = owners_before(r, str_skip(bare, colon + 2), false)).n && !all_may_own(r, o.names))
		o.names = STR_EMPTY;
	if (!o.names.n)
		o.names = owner_named(bare);
	if (!o.names.n)
		o.names = owners_assigned(r, bare);
	if (!o.names.n)
		o.names = owners_ahead(r, bare, listed);
	if (!o.names.n && listed && (o.names = owners_before(r, bare, true)).n)
		o.written = all_may_own(r, o.names);
	if (o.names.n && !all_may_own(r, o.names))
		o.names = STR_EMPTY;
	if (!o.names.n && !r->strict && (o.names = cut_owners(r, &o.rest)).n)
		o.written = true;
	if (!o.names.n)
		o.names = owners_behind(r, bare, listed);
	if (!o.names.n)
		o.names = owners_between(r, bare, listed);
	if (!o.names.n)
		o.names = owners_inside(r, bare);
	if (!o.names.n)
		o.names = owner_first(r, bare);
	return o;
}

bool names_owner(struct resolver *r, struct str text)
{
	return owners_of(r, text, true).names.n > 0;
}

bool gives_task(struct resolver *r, struct str text, bool label_does)
{
	struct label label;
	if (label_find(text, &label) && label.text.n && !label.prefix.n && label.names.n == label.whole.n) {
		struct str names = without_emphasis(label.names);
		return all_known(r, names) || (label_does && (mention_is_group(names) || look_like_names(r, names)));
	}
	struct str bare = plain_text(r, text), names = owners_before(r, bare, false), word, rest;
	if (!bare.n || bare.p[bare.n - 1] == '?')
		return false;
	if (!names.n)
		return nicks_first(bare).n || ((names = owners_behind(r, bare, false)).n && all_known(r, names));
	rest = str_range(names.p + names.n, bare.p + bare.n);
	if (!label_does && all_known(r, names))
		return true;
	return look_like_names(r, names) && str_word(&rest, &word) && str_eq(word, STR("to")) && !is_directed(word, rest) && !is_passive(word, rest);
}

/* "**Mira:**" -> Mira */
static struct str bare_name(struct str text)
{
	struct str name = without_emphasis(text);
	while (name.n && (name.p[name.n - 1] == ':' || is_space(name.p[name.n - 1])))
		name.n--;
	return without_emphasis(name);
}

bool is_known(struct resolver *r, struct str text)
{
	struct str name = bare_name(text);
	return name.n && name.n <= 60 && all_known(r, name);
}

bool is_owner(struct resolver *r, struct str text)
{
	struct str name = bare_name(text);
	return name.n && name.n <= 60 && all_may_own(r, name) &&
		(people_find(r->people, name).found != PEOPLE_NONE || *name.p == '@' || (name_shape(name) == NAME_LIKELY && line_nature(name) == NATURE_TITLE));
}

/* What stands below an action and says whose it is, or its term: the text of the next such block behind at, or the first
 * one; STR_EMPTY if there is none. */
static struct str assigned_below(struct resolver *r, const struct block *action, const struct block **at)
{
	const struct block *b = *at;
	if (action->parent->type != BLOCK_ITEM)
		return STR_EMPTY;
	for (;;) {
		if (!b)
			b = action->next;
		else if (b->type == BLOCK_LIST && b->first)
			b = b->first;
		else if (b->type == BLOCK_ITEM && !b->next)
			b = b->parent->next;
		else
			b = b->next;
		if (!b || b->type == BLOCK_ACTION)
			return STR_EMPTY;
		if ((b->type == BLOCK_ITEM || b->type == BLOCK_PARAGRAPH) && assigns(block_text(r, b)))
			return *at = b, block_text(r, b);
	}
}

static void read_owners(struct resolver *r, struct block *b)
{
	struct owning o = { STR_EMPTY, raw_text(b), true };
	if (b->u.action.owner_written)
		o.names = b->u.action.owners.items->label;
	else
		o = owners_of(r, raw_text(b), b->u.action.listed || *b->u.action.keyword.p == '#');
	/* Whom only the place in a list of actions tells is set before the text: the Markdown knows no such place. */
	if (b->u.action.listed && o.names.n && !o.written)
		o.written = !str_eq(owners_of(r, raw_text(b), false).names, o.names);
	raw_set(r->doc, b, o.rest);
	b->u.action.owner_written = o.written;
	b->u.action.owners = (struct mentions){ NULL, 0 };
	const struct block *below = NULL;
	for (struct str told; !o.names.n && (told = assigned_below(r, b, &below)).n;)
		o.names = owners_assigned(r, told);
	if (o.names.n)
		b->u.action.owners = mention_names(r, o.names, b->line, DIAG_UNKNOWN_OWNER);
	else if (!b->u.action.id_written)     /* one that is carried over was doubted when it came up */
		diag_add(&r->doc->diags, DIAG_NO_OWNER, b->line, 1, STR_EMPTY, STR_EMPTY);
}

/* "by 2018-08-01", "due: 1 August 2018", "by August 2018": a date with its year behind a word that sets a term; behind
 * "before" one that ends the text. */
static struct str find_due(struct resolver *r, struct str text)
{
	static const struct str until = STR("before ");
	for (size_t i = 0; term_words[i]; i++) {
		struct str before = str_of(term_words[i]);
		for (size_t at = 0; (at = str_find_nocase(text, before, at)) != STR_NONE; at++) {
			struct date_hit hit;
			struct str behind = str_first(str_skip(text, at + before.n), 24);
			if ((at && is_alnum(text.p[at - 1])) || str_starts_nocase(behind, STR("to ")) || !date_find(behind, 0, &hit) || hit.at > 4 || !hit.possible || !hit.year || !hit.month)
				continue;
			if (str_eq(before, until) && hit.slice.p + hit.slice.n + 1 < text.p + text.n)
				continue;
			return date_iso(&r->doc->arena, &hit);
		}
	}
	return STR_EMPTY;
}

void read_duty(struct resolver *r, struct block *action)
{
	read_owners(r, action);
	action->u.action.due = find_due(r, block_text(r, action));
	if (action->u.action.due.n)
		return;
	action->u.action.due = term_in_table(r, action);
	const struct block *below = NULL;
	for (struct str told; !action->u.action.due.n && (told = assigned_below(r, action, &below)).n;)
		action->u.action.due = find_due(r, told);
	action->u.action.due_apart = action->u.action.due.n > 0;
}
