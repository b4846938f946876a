#include "read/prose.h"

#include "base/phrases.h"
#include "model/words.h"

static bool has(struct str text, const char *phrase)
{
	return str_find_nocase(text, str_of(phrase), 0) != STR_NONE;
}

/* Does it begin with one of the phrases? Then they are cut off. */
static bool cut(struct str *s, const char *const *phrases)
{
	char first = s->n ? to_lower(*s->p) : '\0';
	for (; *phrases; phrases++)
		if (to_lower(**phrases) == first && str_starts_nocase(*s, str_of(*phrases))) {
			*s = str_trim_left(str_skip(*s, str_of(*phrases).n));
			return true;
		}
	return false;
}

/* Does the stop at at belong to "vs." or its kin, within brackets or before a small letter? Then no sentence ends there. */
static bool abbreviates(struct str text, size_t at, bool bracketed)
{
	static const char *const words[] = { "vs", "e.g", "i.e", "etc", NULL };
	size_t word = at, next = at + 1;
	while (word && (is_alpha(text.p[word - 1]) || text.p[word - 1] == '.'))
		word--;
	if (text.p[at] != '.' || !word_in(str_range(text.p + word, text.p + at), words))
		return false;
	while (next < text.n && is_space(text.p[next]))
		next++;
	return next < text.n && (bracketed || is_lower(text.p[next]));
}

bool prose_sentence(struct str *rest, struct str *sentence)
{
	static const struct str dots = STR("\xe2\x80\xa6");
	struct str text = str_trim_left(*rest);
	size_t i = 0;
	bool bracketed = false, end = false;
	while (i < text.n && !end) {
		size_t n = str_find_char(STR(".;!?"), text.p[i], 0) != STR_NONE ? 1 : str_starts(str_skip(text, i), dots) ? dots.n : 0;
		bracketed = text.p[i] == '(' || (bracketed && text.p[i] != ')');
		end = n && (i + n == text.n || is_space(text.p[i + n])) && !abbreviates(text, i, bracketed);
		i += n ? n : 1;
	}
	*sentence = str_trim_right(str_first(text, i));
	*rest = str_skip(text, i);
	return text.n > 0;
}

bool prose_says_failed(struct str text)
{
	static struct phrases no = PHRASES("failed", "rejected", "defeated", "not passed", "not approved", "not carried", "withdrawn");
	return phrases_in(&no, text);
}

/* "can be passed with a simple majority": how it could go is not how it went. */
static bool says_may_pass(struct str text)
{
	static const char *const may[] = { "can be ", "could be ", "may be ", "might be ", "must be ", NULL };
	static const char *const verbs[] = { "passed", "carried", "approved", "accepted", "adopted", NULL };
	for (size_t i = 0; may[i]; i++)
		for (size_t at = 0; (at = str_find_nocase(text, str_of(may[i]), at)) != STR_NONE;) {
			at += str_of(may[i]).n;
			struct str rest = str_skip(text, at);
			if (cut(&rest, verbs))
				return true;
		}
	return false;
}

bool prose_says_passed(struct str text)
{
	static struct phrases yes = PHRASES(
		"unanimous", "passed", "passes", "carried", "carries", "approved", "accepted", "no objection", "no oppos", "none opposed", "no abstain", "adopted", "voted in favo", "all in favo"
	);
	static struct phrases unless = PHRASES("if no objection", "unless");
	return !prose_says_failed(text) && phrases_in(&yes, text) && !phrases_in(&unless, text) && !says_may_pass(text);
}

/* What was agreed follows: "agreed to pay", "decided that"; in the present, "agree to", only where that is meant. */
static bool agreeing(struct str s, bool present)
{
	static const char *const aside[] = { "have ", "has ", "had ", "also ", "then ", "therefore ", "all ", "both ", "generally ", "'ve ", "\xe2\x80\x99ve ", NULL };
	static const char *const verbs[] = {
		"agreed to ", "agreed on ", "agreed that ", "agreed not ", "agreed with ", "decided to ", "decided on ", "decided that ", "decided not ", "decided against ",
		"decided just ", "decided for ", "agreed it would be ", "decided it would be ", "resolved to ", "resolved that ", "voted to ", "voted for ", "voted in favor", "voted in favour", "voted against ", "unanimous", NULL,
	};
	static const char *const now[] = {
		"agree to ", "agree that ", "agree on ", "agrees to ", "agrees that ", "agrees on ", "decide to ", "decide that ", "decides to ", "decides that ", NULL,
	};
	while (cut(&s, aside))
		;
	return cut(&s, verbs) || (present && cut(&s, now));
}

/* "... and ultimately decided that ..." */
static bool agrees_later(struct str s, bool spoken)
{
	static const char *const aside[] = { "ultimately ", "finally ", "eventually ", NULL };
	static const char *const approved[] = { "approved ", NULL };
	for (size_t at = 0; (at = str_find(s, STR(" and "), at)) != STR_NONE; at++) {
		struct str rest = str_trim_left(str_skip(s, at + 5));
		cut(&rest, aside);
		if (agreeing(rest, false) || (!spoken && cut(&rest, approved)))
			return true;
	}
	return false;
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
		if (agreeing(behind, tried == 0 || !spoken) || agrees_later(behind, spoken) || (!spoken && cut(&behind, approving)))
			return true;
	}
	return false;
}

static struct str last_word(struct str s)
{
	while (s.n && is_punct(s.p[s.n - 1]))
		s.n--;
	size_t at = s.n;
	while (at && !is_space(s.p[at - 1]))
		at--;
	return str_skip(s, at);
}

/* "Consensus is to wait", "Agreement to wait": a sentence that begins with what was agreed. */
static bool begins_decision(struct str s)
{
	static const char *const begins[] = {
		"Decision is to ", "Decision was to ", "The decision is to ", "The decision was to ", "It was agreed ", "It was agreed: ", "It was unanimously agreed ", "It was unanimously decided ", "It was also agreed ", "It was also decided ", "It was decided ", "It was decided: ", "It was resolved ",
		"Consensus is ", "Consensus was ", "General consensus is ", "General consensus was ", "Rough consensus is ", "Rough consensus was ",
		"Decision made to ", "Decision made that ", "Decision taken to ", "Decision taken that ", "Decision reached to ", "Decisions made to ",
		"Consensus that ", "Consensus to ", "Consensus we ", "The consensus is ", "The consensus was ", "There was consensus to ", "There was consensus that ",
		"There is consensus to ", "There is consensus that ", "Agreement to ", "Agreement that ", "Decision to ", "Decision that ",
		"Voted unanimously", "Approved by ", "Approved unanimously", "Approved with", "Passed unanimously", "Carried unanimously", "Vote approved", "Vote passed",
		"Vote carried", "Ballot approved", "Ballot passed", NULL,
	};
	/* These may be the title of what is yet to be discussed. */
	static const char *const about[] = { "Consensus for ", "Consensus on ", "Agreement on ", NULL };
	static const char *const decision[] = { "Decision for ", "Decision on ", "Decision about ", NULL };
	static struct phrases verbs = PHRASES(" is to ", " was to ", " is that ");
	static struct phrases pending = PHRASES(" to be made", " to be taken", " to be reached", " to be found", " is needed", " is required");
	static const char *const unopposed[] = { "No objections to ", "No objection to ", NULL };
	struct str rest = s, word;
	if (cut(&rest, unopposed))     /* "... to merging it"; of "this" nobody knows what it is */
		return str_word(&rest, &word) && str_ends(word, STR("ing"));
	bool found = cut(&rest, begins) || (cut(&rest, about) && s.p[s.n - 1] == '.' && str_find_char(s, ',', 0) == STR_NONE) || (cut(&rest, decision) && phrases_in(&verbs, rest));
	/* "Agreement that the price depends on ...": how things are is found, not decided. */
	for (size_t i = 0; i < 3 && str_word(&rest, &word); i++)
		found = found && !str_eq(word, STR("depends"));
	return found && !phrases_in(&pending, s);
}

/* A sentence without the brackets and the clause before it: "After some discussion, we agreed to ..." */
static struct str main_clause(struct str s)
{
	static const char *const prepositions[] = {
		"After ", "Following ", "Based on ", "Given ", "In ", "During ", "With ", "As ", "Finally", "At ", "On ", "Since ", "For ", "Hearing ", "However", NULL,
	};
	static const char *const times[] = { "At this point ", "At that point ", "At this time ", "At that time ", NULL };
	while (s.n && str_find_char(STR("[(\"'"), *s.p, 0) != STR_NONE)
		s = str_skip(s, 1);
	struct str clause = s;
	size_t comma = cut(&clause, prepositions) ? str_find(str_first(clause, 60), STR(", "), 0) : STR_NONE;
	if (comma != STR_NONE)
		return str_skip(clause, comma + 2);
	return cut(&s, times), s;
}

/* "was approved", "were reviewed and approved", "was proposed and unanimously adopted": between the verb and what became
 * of it stands nothing but what else did. */
static bool was_approved(struct str s)
{
	enum { MOST_WORDS = 5 };
	static const char *const verbs[] = { "was", "were", "is", "are", NULL };
	static const char *const ends[] = { "approved", "accepted", "adopted", NULL };
	static const char *const between[] = { "and", "then", "read", "been", NULL };
	struct str word;
	size_t behind = 0;
	while (str_word(&s, &word)) {
		bool comma = word.p[word.n - 1] == ',';
		while (word.n && is_punct(word.p[word.n - 1]))
			word.n--;
		if (word_in(word, verbs))
			behind = 1;
		else if (behind && word_in(word, ends))
			return true;
		else if (behind && (comma || behind++ == MOST_WORDS || !(str_ends(word, STR("ed")) || str_ends(word, STR("ly")) || word_in(word, between))))
			behind = 0;
	}
	return false;
}

/* "The minutes of May were approved", "The agenda was proposed and approved at the start" */
static bool minutes_approved(struct str s)
{
	static struct phrases what = PHRASES("minutes", "agenda");
	static const char *const ends[] = { "approved", "accepted", "adopted", NULL };
	static const char *const begins[] = { "The minutes ", "The agenda ", "Minutes ", "Agenda ", NULL };
	static struct phrases minutes = PHRASES("minutes approved", "minutes were approved", "minutes are approved", "minutes accepted", "minutes were accepted");
	if (phrases_in(&minutes, s))
		return true;
	if (!phrases_in(&what, s) || prose_says_failed(s))
		return false;
	struct str rest = s;
	return (word_in(last_word(s), ends) && !has(s, " be ")) || (cut(&rest, begins) && was_approved(rest));
}

/* "The proposal to move it was accepted."; not one "that was accepted", or what is to happen once it was. */
static bool proposal_accepted(struct str s)
{
	static const char *const begins[] = { "the proposal ", "the recommendation ", "the amendment ", NULL };
	static const char *const ends[] = { "approved", "accepted", "adopted", "unanimously", NULL };
	static const char *const others[] = { "that", "which", "when", "if", "once", "until", "after", "before", "whether", NULL };
	struct str rest = s, word;
	if (!cut(&rest, begins) || !was_approved(rest) || !word_in(last_word(rest), ends))
		return false;
	while (str_word(&rest, &word))
		if (word_in(word, others))
			return false;
	return true;
}

/* "For May it was decided that ..."; not "when it was decided that ...", which tells of an older one. */
static bool was_decided(struct str s)
{
	static const char *const told[] = { " it was agreed ", " it was decided ", " it was resolved ", " was agreed to be ", " were agreed to be " };
	static const char *const older[] = {
		"when", "after", "before", "since", "until", "till", "whether", "if", "as", "once", "because", "though", "although", "which", "that", "what", "where", "unless", NULL,
	};
	for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
		size_t at = str_find_nocase(s, str_of(told[i]), 0);
		if (at == STR_NONE)
			continue;
		struct str before = last_word(str_first(s, at));
		if (!word_in(before, older))
			return true;
	}
	return false;
}

bool prose_states_decision(struct str s)
{
	return s.n && s.p[s.n - 1] != '?' && (begins_decision(main_clause(s)) || minutes_approved(s));
}

/* "... to see if the resolution was passed": nobody knows yet. */
static bool asks_outcome(struct str s)
{
	static const char *const asking[] = { "see if ", "see whether ", "check if ", "check whether ", "know if ", "know whether " };
	for (size_t i = 0; i < sizeof asking / sizeof *asking; i++) {
		size_t at = str_find_nocase(s, str_of(asking[i]), 0);
		if (at != STR_NONE && prose_says_passed(str_skip(s, at)))
			return true;
	}
	return false;
}

bool prose_tells_decision(struct str s)
{
	static const char *const alone[] = { "approved", "accepted", "adopted", "ratified", NULL };
	static struct phrases anywhere = PHRASES("tally was", "vote was unanimous", "sense of the room was", "decision was made to ", "decision was taken to ", "unanimous yes", "unanimous consent");
	static struct phrases unanimously = PHRASES("approved unanimously", "accepted unanimously", "adopted unanimously", "unanimously approved", "unanimously accepted", "unanimously adopted");
	static struct phrases consensus = PHRASES("consensus is that ", "consensus was that ", "consensus is to ", "consensus was to ");
	static struct phrases open = PHRASES("whether ", "if ", "no consensus");
	static struct phrases no_motion = PHRASES("emotion", "promotion", "approved motion", "approved the motion", "approves the motion", "accepted the motion");
	if (!s.n || s.p[s.n - 1] == '?' || asks_outcome(s))
		return false;
	struct str rest = main_clause(s), bare = rest;
	while (bare.n && is_punct(bare.p[bare.n - 1]))
		bare.n--;
	if (word_in(bare, alone) || prose_states_decision(s) || phrases_in(&anywhere, s) || was_decided(s) || proposal_accepted(rest) || agreeing(rest, false) || body_agrees(rest))
		return true;
	if (phrases_in(&unanimously, s) && !has(s, " not "))
		return true;
	if (phrases_in(&consensus, s) && !phrases_in(&open, s))
		return true;
	bool moved = (has(s, "motion") && !phrases_in(&no_motion, s)) || ((has(s, "moved ") || has(s, "moves ")) && has(s, "second"));
	return moved && prose_says_passed(s);
}

bool prose_is_outcome(struct str s)
{
	static const char *const words[] = {
		"motion", "the", "vote", "ballot", "resolution", "was", "is", "has", "been", "approved", "passed", "passes", "carried", "carries", "accepted", "adopted",
		"unanimously", "unanimous", "by", "with", "consensus", "and", NULL,
	};
	struct str word;
	if (!prose_says_passed(s))
		return false;
	while (str_word(&s, &word)) {
		while (word.n && is_punct(word.p[word.n - 1]))
			word.n--;
		if (word.n && *word.p != '#' && !is_digit(*word.p) && !word_in(word, words))
			return false;
	}
	return true;
}

bool prose_moves(struct str s)
{
	static struct phrases words = PHRASES("motion to ", "motion that ", "moved to ", "moves to ", "moved that ", "moves that ");
	return phrases_in(&words, s) && !prose_says_passed(s) && !prose_says_failed(s);
}

bool prose_ends_meeting(struct str text)
{
	static struct phrases ends = PHRASES(
		"meeting concluded", "meeting was concluded", "meeting ended", "meeting was ended", "meeting closed", "meeting was closed", "meeting adjourned",
		"meeting was adjourned", "call concluded", "call was concluded", "call ended", "call was closed", "call was adjourned", "session ended", "session closed",
		"closed the meeting", "closed the call", "ended the meeting", "ended the call", "adjourned the meeting", "wrapped up the meeting", "wrapped up the call"
	);
	static struct phrases others = PHRASES("agree", "decid", "decision", "consensus", "resol", " will ", "conclusion", "approved", " that ");
	for (size_t begin = 0; begin < text.n;) {
		size_t end = str_find(text, STR(". "), begin);
		struct str sentence = str_first(str_skip(text, begin), end == STR_NONE ? STR_NONE : end - begin);
		if (!phrases_in(&ends, sentence) || phrases_in(&others, sentence))
			return false;
		begin = end == STR_NONE ? text.n : end + 2;
	}
	return text.n > 0;
}

bool prose_may_tell(struct str text)
{
	static struct phrases words = PHRASES_EXACT("gree", "GREE", "ecide", "ECIDE", "ESOLVE", "ECISION", "tally", "bjection", "oted", "ote ", "pproved", "esolved", "nanimous", "ecision", "onsensus", "assed", "sense of", "otion", "econd", "ccepted", "dopted", "atified");
	return phrases_in(&words, text);
}
