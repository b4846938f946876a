#include "read/prose.h"

#include "model/words.h"

static bool has(struct str text, const char *phrase)
{
	return str_find_nocase(text, str_of(phrase), 0) != STR_NONE;
}

static bool has_any(struct str text, const char *const *phrases)
{
	for (; *phrases; phrases++)
		if (has(text, *phrases))
			return true;
	return false;
}

/* Does it begin with one of the phrases? Then they are cut off. */
static bool cut(struct str *s, const char *const *phrases)
{
	for (; *phrases; phrases++)
		if (str_starts_nocase(*s, str_of(*phrases))) {
			*s = str_trim_left(str_skip(*s, str_of(*phrases).n));
			return true;
		}
	return false;
}

bool prose_says_failed(struct str text)
{
	static const char *const no[] = { "failed", "rejected", "defeated", "not passed", "not approved", "not carried", "withdrawn", NULL };
	return has_any(text, no);
}

bool prose_says_passed(struct str text)
{
	static const char *const yes[] = {
		"unanimous", "passed", "passes", "carried", "carries", "approved", "accepted", "no objection", "no oppos", "none opposed", "no abstain", "adopted", "voted in favo", "all in favo", NULL,
	};
	return !prose_says_failed(text) && has_any(text, yes);
}

/* What was agreed follows: "agreed to pay", "decided that"; in the present, "agree to", only where that is meant. */
static bool agreeing(struct str s, bool present)
{
	static const char *const aside[] = { "have ", "has ", "had ", "also ", "then ", "therefore ", "all ", "both ", "generally ", "'ve ", "\xe2\x80\x99ve ", NULL };
	static const char *const verbs[] = {
		"agreed to ", "agreed on ", "agreed that ", "agreed not ", "agreed with ", "decided to ", "decided on ", "decided that ", "decided not ", "decided against ",
		"decided just ", "decided for ", "resolved to ", "resolved that ", "voted to ", "voted for ", "voted in favor", "voted in favour", "voted against ", "unanimous", NULL,
	};
	static const char *const now[] = {
		"agree to ", "agree that ", "agree on ", "agrees to ", "agrees that ", "agrees on ", "decide to ", "decide that ", "decides to ", "decides that ", NULL,
	};
	while (cut(&s, aside))
		;
	return cut(&s, verbs) || (present && cut(&s, now));
}

/* "The board agreed to ...", "The full council has decided that ...", "The TAC voted unanimously ...": a body, which
 * stands within the first words, and what it did. An abbreviation is a body behind an article only: it may be a person. */
static bool body_agrees(struct str s)
{
	static const char *const bodies[] = {
		"board", "committee", "council", "team", "group", "members", "participants", "directors", "attendees", "meeting", "everyone", "everybody", "all", "we",
		"majority", "maintainers", "room", NULL,
	};
	static const char *const article[] = { "the ", NULL };
	static const char *const approving[] = { "approved ", "voted unanimously", NULL };
	bool the = cut(&s, article);
	struct str word;
	for (size_t tried = 0; tried < 3 && str_word(&s, &word); tried++) {
		struct str bare = word, behind = str_trim_left(s);
		size_t mark = str_find_char(word, '\'', 0);
		if (mark == STR_NONE)
			mark = str_find(word, STR("\xe2\x80\x99"), 0);
		if (mark != STR_NONE) {      /* "we've" */
			bare = str_first(word, mark);
			behind = str_range(word.p + mark, s.p + s.n);
		}
		bool capitals = the && bare.n > 1 && bare.n <= 6;
		for (size_t i = 0; i < bare.n && capitals; i++)
			capitals = is_upper(bare.p[i]);
		if (!capitals && !word_in(bare, bodies))
			continue;
		bool spoken = str_eq_nocase(bare, STR("we"));
		if (agreeing(behind, tried == 0 || !spoken) || (!spoken && cut(&behind, approving)))
			return true;
	}
	return false;
}

bool prose_tells_decision(struct str s)
{
	static const char *const begins[] = {
		"Decision is to ", "Decision was to ", "The decision is to ", "The decision was to ", "It was agreed ", "It was decided ", "It was resolved ",
		"Consensus is ", "Consensus was ", "General consensus is ", "General consensus was ", "Rough consensus is ", "Rough consensus was ",
		"Consensus that ", "Consensus to ", "The consensus is ", "The consensus was ", "There was consensus to ", "There was consensus that ", "There is consensus to ", "There is consensus that ", "Voted unanimously", "Approved by ", "Approved unanimously", "Approved with", "Passed unanimously",
		"Carried unanimously", "Vote approved", "Vote passed", "Vote carried", NULL,
	};
	static const char *const prepositions[] = { "After ", "Following ", "Based on ", "Given ", "In ", "During ", "With ", "As ", "Finally", "At ", "On ", "Since ", NULL };
	static const char *const alone[] = { "approved", "accepted", "adopted", "ratified", NULL };
	static const char *const anywhere[] = { "tally was", "vote was unanimous", "sense of the room was", " it was agreed ", "unanimous yes", "unanimous consent", NULL };
	static const char *const minutes[] = { "minutes approved", "minutes were approved", "minutes are approved", "minutes accepted", "minutes were accepted", NULL };
	static const char *const no_motion[] = { "emotion", "promotion", NULL };
	struct str rest = s;
	if (!s.n || s.p[s.n - 1] == '?')
		return false;
	while (rest.n && str_find_char(STR("[(\"'"), *rest.p, 0) != STR_NONE)
		rest = str_skip(rest, 1);
	/* "After some discussion, we agreed to ..." */
	struct str clause = rest;
	size_t comma = cut(&clause, prepositions) ? str_find(str_first(clause, 60), STR(", "), 0) : STR_NONE;
	if (comma != STR_NONE)
		rest = str_skip(clause, comma + 2);
	struct str bare = rest;
	while (bare.n && is_punct(bare.p[bare.n - 1]))
		bare.n--;
	if (word_in(bare, alone) || cut(&rest, begins) || has_any(s, anywhere) || has_any(s, minutes) || agreeing(rest, false) || body_agrees(rest))
		return true;
	static const char *const decision[] = { "Decision for ", "Decision on ", "Decision about ", NULL };
	if (cut(&rest, decision) && (has(rest, " is to ") || has(rest, " was to ") || has(rest, " is that ")))
		return true;
	bool moved = (has(s, "motion") && !has_any(s, no_motion)) || ((has(s, "moved ") || has(s, "moves ")) && has(s, "second"));
	return moved && prose_says_passed(s);
}

bool prose_may_tell(struct str text)
{
	static const char *const words[] = { "gree", "ecide", "tally", "oted", "ote ", "pproved", "esolved", "nanimous", "ecision", "onsensus", "sense of", "otion", "econd", "ccepted", "dopted", "atified", NULL };
	for (size_t i = 0; words[i]; i++)
		if (str_find(text, str_of(words[i]), 0) != STR_NONE)
			return true;
	return false;
}
