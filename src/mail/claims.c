#include "mail/claims.h"

enum {
	NO_NEGATION = 1 << 0,    /* "not", "no", "without" before it, and it is not claimed */
	NO_DOUBT = 1 << 1,       /* "if", "would", "can" in the sentence, or a question, and it is not claimed */
	FIRST = 1 << 2,          /* only at the begin of the sentence */
	NO_GUESS = 1 << 3,       /* "unless", "afraid", "might" before it, and it is not claimed */
	NO_DENIAL = 1 << 4       /* "won't", "could" within it, and it is not claimed */
};

static const struct claim_rule {
	unsigned claim, flags;
	const char *pattern;
} rules[] = {
	{ CLAIM_VOTE | CLAIM_ASKS, NO_NEGATION, "explicit|formal|proper|public vote" },
	{ CLAIM_VOTE | CLAIM_ASKS, NO_NEGATION, "call|calling|called|ask|asking|propose|suggest|request ~4 vote" },
	{ CLAIM_VOTE | CLAIM_ASKS, 0, "put ~4 to ~1 vote|ballot" },
	{ CLAIM_VOTE | CLAIM_ASKS, 0, "please|should|could|shall|let's ~2 vote|votes" },
	{ CLAIM_VOTE | CLAIM_ASKS, 0, "cast ~2 vote|votes|ballot" },
	{ CLAIM_VOTE | CLAIM_ASKS, 0, "up for ~1 vote" },
	{ CLAIM_VOTE, 0, "need|needs|needed|require|requires|requiring ~1 a|an|the|another|some|no|to|explicit|formal ~2 vote|votes" },
	{ CLAIM_VOTE, 0, "need|needs|require|requires vote|votes|voting" },
	{ CLAIM_VOTE, 0, "why ~1 vote" },
	{ CLAIM_VOTE, 0, "hold|holding|take|taking|have|do|start|starting ~2 vote on|about" },
	{ CLAIM_VOTE, 0, "there will|is ~3 be a vote" },
	{ CLAIM_VOTE, 0, "majority|committee's|committers' vote" },
	{ CLAIM_VOTE, 0, "vote ~1 of|by|among|from ~2 maintainers|committers|committee|leadership|members" },

	{ CLAIM_TIE_BREAK | CLAIM_ASKS, 0, "tie breaker*|break*|breaking|broken" },
	{ CLAIM_TIE_BREAK | CLAIM_ASKS, 0, "tie-break*|tiebreak*" },
	{ CLAIM_TIE_BREAK | CLAIM_ASKS, 0, "break|breaks|breaking ~2 tie|deadlock|stalemate" },
	{ CLAIM_TIE_BREAK | CLAIM_ASKS, 0, "referee|referees|refereeing" },
	{ CLAIM_TIE_BREAK | CLAIM_ASKS, 0, "casting vote" },
	{ CLAIM_TIE_BREAK | CLAIM_ASKS, 0, "arbitrat* ~3 maintainers|disagreement|us|dispute|positions" },
	{ CLAIM_TIE_BREAK, 0, "overrule*|override*|overruling|overriding ~6 nack*|nak*|maintainer*|objection*|veto*" },
	{ CLAIM_TIE_BREAK | CLAIM_ASKS, 0, "escalat* ~6 committers|maintainers|board|tsc|committee|leadership|chair|lead|leads" },
	{ CLAIM_TIE_BREAK, NO_NEGATION, "impasse|stalemate" },
	{ CLAIM_TIE_BREAK, 0, "deadlock* ~4 maintainers|discussion|reviewers" },
	{ CLAIM_TIE_BREAK | CLAIM_ASKS, 0, "third|second|another|other maintainers opinion|view|judgement" },
	{ CLAIM_TIE_BREAK, 0, "maintainers ~1 disagree|disagreed|disagreement" },

	{ CLAIM_EXCEPTION | CLAIM_ASKS, NO_NEGATION, "ask*|request*|apply|applying|propose*|accept|accepts|want|like ~6 freeze|release|ffe exception*|request" },
	{ CLAIM_EXCEPTION, NO_NEGATION, "freeze|release exception*" },
	{ CLAIM_EXCEPTION, NO_NEGATION, "exception* ~3 freeze|release" },
	{ CLAIM_EXCEPTION | CLAIM_ASKS, NO_NEGATION, "ffe ~1 request*|for|please" },
	{ CLAIM_EXCEPTION | CLAIM_ASKS, NO_NEGATION, "ask*|request*|an|grant*|need|needs ~3 ffe" },
	{ CLAIM_EXCEPTION, 0, "need|needs|needed|require|requires|required|want|missing|without|pending ~4 release ack|acks|acked|approval" },
	{ CLAIM_EXCEPTION | CLAIM_ASKS, NO_NEGATION, "can|could|may|please|request*|asking|seek* ~6 release ack|acked|approval" },
	{ CLAIM_EXCEPTION, 0, "release ack|acks|approval ~3 needed|required|missing" },
	{ CLAIM_HALF_EXCEPTION | CLAIM_ASKS, NO_NEGATION, "request*|ask*|apply ~4 exception" },
	{ CLAIM_HALF_EXCEPTION, 0, "exception|exceptions ~4 needed|required|necessary|granted|warranted|justified" },
	{ CLAIM_HALF_EXCEPTION, NO_NEGATION, "grant*|deserve*|justif*|warrant*|worth|need|needs ~3 exception" },
	{ CLAIM_RELEASE, 0, "freeze|frozen|release|rc*|rc1|cutoff" },

	{ CLAIM_ABI, NO_NEGATION, "abi|uapi|kabi ~1 break*|breakage|breaking|incompat*|change|changes|changed" },
	{ CLAIM_ABI, NO_NEGATION, "abi|uapi|kabi ~4 can't|cannot|mustn't|shouldn't ~1 be|change" },
	{ CLAIM_ABI, NO_NEGATION, "abi|uapi|kabi ~2 must|should|can not ~1 be|change" },
	{ CLAIM_ABI, NO_NEGATION, "break|breaks|breaking|broke|breakage ~4 abi|uapi|kabi|userspace" },
	{ CLAIM_ABI, NO_NEGATION, "break|breaks|breaking|broke|changing|change|changes|remove|removing|rename|renaming|alter* ~5 public|stable|guest|existing|old "
		"interface|interfaces|header|headers|abi|api" },
	{ CLAIM_ABI, NO_NEGATION, "diverge*|diverging ~4 between|across|from" },
	{ CLAIM_ABI, NO_NEGATION, "compiled ~4 old|against ~3 interface" },
	{ CLAIM_ABI, NO_NEGATION, "backward|backwards|abi ~2 incompat*" },
	{ CLAIM_ABI, NO_NEGATION, "old|public|stable interface" },
	{ CLAIM_ABI, NO_NEGATION, "version of ~1 abi|interface" },
	{ CLAIM_ABI | CLAIM_AT_ISSUE, NO_NEGATION | NO_GUESS | NO_DENIAL, "this|that|it|patch|series|change|which|you ~5 abi|uapi|kabi break|breakage|breaker" },
	{ CLAIM_ABI | CLAIM_AT_ISSUE, NO_NEGATION | NO_GUESS | NO_DENIAL, "this|that|it|patch|series|change|which|you ~3 break|breaks ~1 abi|uapi|kabi|userspace" },

	{ CLAIM_NACK, FIRST, "nacked|not by" },
	{ CLAIM_NACK, FIRST, "naked|nak'ed|nack'ed|naked by" },
	{ CLAIM_NACK, FIRST, "not acked by" },
	{ CLAIM_NACK, NO_NEGATION | NO_GUESS, "nacked|nack'd|nak'd|nak'ed|vetoed ~1 by" },
	{ CLAIM_NACK, NO_NEGATION | NO_GUESS, "has|have ~1 nacked|nack'ed|nak'ed|naked|vetoed this|that|the|my|your|it" },
	{ CLAIM_NACK, NO_NEGATION | NO_DENIAL, "i|i'm|i'll|i've|i'd ~2 nack|nak|nacking|nacked|veto|vetoing" },
	{ CLAIM_NACK, NO_NEGATION | NO_DENIAL, "i|i'm|i'll|i've|i'd ~2 to nack|nak|veto" },
	{ CLAIM_NACK, NO_NEGATION | NO_GUESS, "my|strong|explicit|firm|hard|clear|fat|formal|massive|big|huge|definite nack|nak|veto" },
	{ CLAIM_NACK, NO_NEGATION | NO_GUESS, "that's|it's a|an nack|nak" },
	{ CLAIM_NACK, NO_NEGATION | NO_GUESS, "this|that|it is a|an nack|nak" },
	{ CLAIM_NACK, NO_NEGATION | NO_GUESS, "series|patch|patchset|set|change nack|nak" },
	{ CLAIM_NACK, FIRST, "so nack|nak" },
	{ CLAIM_NACK, NO_NEGATION | NO_GUESS, "nack|nak|veto from ~1 me" },
	{ CLAIM_NACK, NO_NEGATION | NO_GUESS, "nack|nak|veto to|on|for|of ~3 patch|patches|patchset|series|change|changes|approach|idea|version|proposal" },
	{ CLAIM_NACK, NO_NEGATION, "consider ~3 nacked|nack|nak" },
	{ CLAIM_NACK, NO_NEGATION | NO_DENIAL, "i ~1 strongly object|oppose|opposed" },
	{ CLAIM_NACK, NO_NEGATION | NO_DENIAL, "i ~1 strongly disagree with ~2 patch|series|change|approach" },
	{ CLAIM_NACK, FIRST, "nack|nak" },

	{ CLAIM_CALL | CLAIM_ASKS, NO_NEGATION, "mention|raise|discuss|bring|put|add|talk|cover|take|topic|item|agenda ~8 "
		"next|community|monthly|weekly|tomorrow's|upcoming|today's ~2 call|meeting|telco" },
	{ CLAIM_CALL | CLAIM_ASKS, NO_NEGATION, "be raised|discussed|mentioned|covered|brought ~8 "
		"next|community|monthly|weekly|tomorrow's|upcoming|today's ~2 call|meeting|telco" },
	{ CLAIM_CALL | CLAIM_ASKS, NO_NEGATION, "discuss|talk|settle|resolve|clarify|sort ~5 in|on|at|during|via the|next|our call|meeting|telco" },
	{ CLAIM_CALL | CLAIM_ASKS, NO_NEGATION, "agenda ~4 next|community|monthly|weekly|tomorrow's|upcoming ~2 call|meeting" },

	{ CLAIM_REQUEST, 0, "i|we ~1 like to see|have|hear|know|understand|ask|get" },
	{ CLAIM_REQUEST, 0, "i'd|we'd like to see|have|hear|know|understand|ask|get" },
	{ CLAIM_REQUEST, 0, "could|can|would|will you|someone|anyone|anybody|we|maintainers" },
	{ CLAIM_REQUEST, 0, "please provide|explain|vote|comment|decide|advise|let|state|clarify|chime" },
	{ CLAIM_REQUEST, 0, "do you think|agree|mind|want|prefer" },
	{ CLAIM_REQUEST, 0, "feedback|advice|opinion|opinions|input|decision requested|needed|wanted|appreciated|welcome" },
	{ CLAIM_REQUEST, 0, "what is|are|do|would your|you|people|others ~1 view|opinion|think|prefer" },

	{ CLAIM_OPTIONS, 0, "options|alternatives|choices|possibilities|proposals|solutions|approaches" },
	{ CLAIM_OPTIONS, 0, "two|three|four|five|six|several|following|possible|different ways" },

	{ CLAIM_POSITION, 0, "nacked|nack'd|nak'd|acked|rejected|vetoed|opposed|favoured|favored|supported|preferred by" },
	{ CLAIM_POSITION, 0, "prefer*|favorite|favourite|favor|favour" },
	{ CLAIM_POSITION, 0, "against|opposed|oppose|veto|nack|nak|reject|dislike|object|support" },
	{ CLAIM_POSITION, 0, "i'm|am|is|are for|against" },
	{ CLAIM_POSITION, 0, "vote|votes|voting|voted for|against|goes|is" },
	{ CLAIM_POSITION, FIRST, "1 for|on|to ~1 option|1|2|3|4|5|6|7|8|9" },
	{ CLAIM_POSITION, 0, "i'd|i'll|i|would go|choose|pick|take|vote ~1 for|with|option" },

	{ CLAIM_DECIDES, 0, "overrule*|override*|excluded|excluding|recuse*|recused|neutral|conflicted|abstain*" },
	{ CLAIM_DECIDES, 0, "decide|decides|arbitrate|referee|judge|make|makes|up|leaves ~2 decision|call|to|between|this|it" },
	{ CLAIM_DECIDES, 0, "should|will|must|can|to|let|have decide|arbitrate|referee" },
	{ CLAIM_DECIDES, 0, "that means|leaves" },

	{ CLAIM_ANSWERS, 0, "answer|answers|reply|response to|for ~1 1|2|3|4|5|6|7|8|9|a|b|c|d" },

	{ CLAIM_CONDITION, FIRST, "provi*|conditional*|assuming" },
	{ CLAIM_CONDITION, FIRST, "subject to" },
	{ CLAIM_CONDITION, FIRST, "as long as" },
	{ CLAIM_CONDITION, FIRST, "on ~1 condition" },
	{ CLAIM_GRANTED, FIRST, "release acked by" },
	{ CLAIM_GRANTED, NO_DOUBT, "exception|ffe ~3 granted|approved|denied|rejected|refused|declined" },
	{ CLAIM_GRANTED, NO_DOUBT, "granted|approved|denied|refused|declined ~3 exception|ffe" },
	{ CLAIM_GRANTED, NO_DOUBT, "have|has|got|given|with my|the|a release ack" },
	{ CLAIM_GRANTED, NO_DOUBT, "approved|accepted|rejected|denied for ~1 4*|3*|2*|1*|5*|6*|7*|8*|9*|this release" },
	{ CLAIM_DECIDED, NO_DOUBT | NO_NEGATION, "i|we|maintainers|committee|board|committers ~1 have|had|has|all ~1 decided|agreed|resolved to|that|on|not|upon" },
	{ CLAIM_DECIDED, NO_DOUBT | NO_NEGATION, "we|maintainers|committee|board|committers decided|agreed|resolved to|that|on|not|upon" },
	{ CLAIM_DECIDED, NO_DOUBT | NO_NEGATION, "was|were|been decided|settled|agreed|resolved" },
	{ CLAIM_DECIDED, NO_DOUBT | NO_NEGATION, "decision|conclusion|consensus|outcome|result is|was to|that|reached|option" },
	{ CLAIM_DECIDED, NO_DOUBT | NO_NEGATION, "consensus|agreement ~2 reached" },
	{ CLAIM_DECIDED, NO_DOUBT | NO_NEGATION, "vote|motion|ballot ~3 passed|passes|carried|carries|failed|fails|closed" },
	{ CLAIM_DECIDED, NO_DOUBT | NO_NEGATION, "option|proposal|alternative ~1 wins|won|chosen|selected" },
	{ CLAIM_DECIDED, NO_DOUBT | NO_NEGATION | FIRST, "applied|committed|pushed|merged|queued" },
	{ CLAIM_DECIDED, NO_DOUBT | NO_NEGATION, "i've|i have|now|been|was applied|committed|pushed|merged|queued" },
	{ CLAIM_WITHDRAWN, NO_DOUBT, "withdraw*|withdrew|drop|dropping|dropped|retract*|lift|lifted|lifting ~3 nack|nak|objection*|veto" },
	{ CLAIM_WITHDRAWN, NO_DOUBT, "nack|nak|objection*|veto ~2 withdrawn|dropped|lifted|retracted|resolved" },
};

enum { NEAR = 4 };

static bool is_negated(const struct words *w, size_t begin)
{
	for (size_t i = begin > NEAR ? begin - NEAR : 0; i < begin; i++)
		if (word_matches(w->items[i], "not|no|nobody|none|never|hasn't|haven't|without|don't|doesn't|didn't|isn't|wasn't|aren't|won't|nor|cannot|can't|withdraw*|drop*|avoid*"))
			return true;
	return false;
}

/* Is it what somebody fears or warns of? */
static bool is_guess(const struct words *w, size_t begin)
{
	enum { WIDE = 8 };
	for (size_t i = begin > WIDE ? begin - WIDE : 0; i < begin; i++)
		if (word_matches(w->items[i], "unless|if|afraid|worried|worry|fear|might|may|would|could|expect|unlikely|suspect|risk|case"))
			return true;
	return false;
}

static bool is_denied(const struct words *w, size_t begin, size_t end)
{
	for (size_t i = begin; i < end; i++)
		if (word_matches(w->items[i], "not|won't|don't|didn't|wouldn't|can't|cannot|never|might|may|could|withdraw*|drop*|retract*|lift*"))
			return true;
	return false;
}

static bool is_doubtful(struct str sentence, const struct words *w)
{
	if (sentence.n && sentence.p[sentence.n - 1] == '?')
		return true;
	return phrase_in(w, "if|once|when|until|unless|would|could|should|might|can|cannot|can't|whether|after|before|assuming|will|to be");
}

static bool rule_holds(const struct claim_rule *rule, struct str sentence, const struct words *w)
{
	size_t begin = 0, end;
	if (rule->flags & FIRST) {
		if (!phrase_at(w, rule->pattern, 0, &end))
			return false;
	} else if (!phrase_find(w, rule->pattern, 0, &begin, &end)) {
		return false;
	}
	if (((rule->flags & NO_GUESS) && is_guess(w, begin)) || ((rule->flags & NO_DENIAL) && is_denied(w, begin, end)))
		return false;
	if ((rule->flags & NO_DOUBT) && is_doubtful(sentence, w))
		return false;
	return !(rule->flags & NO_NEGATION) || !is_negated(w, begin);
}

/* An interface is spoken of in many sentences; it is a question where one asks, or says what must be. */
static bool is_at_issue(struct str sentence, const struct words *w)
{
	return (sentence.n && sentence.p[sentence.n - 1] == '?') ||
		phrase_in(w, "can|can't|cannot|could|must|mustn't|should|shouldn't|will|won't|would|wouldn't|need|needs|never|fail|fails|acceptable|nack");
}

unsigned claims_of(struct str sentence, struct words *words)
{
	static struct phrase_needs needs[sizeof rules / sizeof *rules];
	unsigned claims = 0;
	words_split(words, sentence);
	for (size_t i = 0; i < sizeof rules / sizeof *rules && !needs[i].count; i++)
		phrase_needs(&needs[i], rules[i].pattern);
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if ((claims & rules[i].claim) != rules[i].claim && phrase_possible(words, &needs[i]) &&
			rule_holds(&rules[i], sentence, words))
			claims |= rules[i].claim;
	if ((claims & CLAIM_ABI) && !(claims & CLAIM_AT_ISSUE) && !is_at_issue(sentence, words))
		claims &= ~(unsigned)CLAIM_ABI;
	/* "Why would we need a vote?" doubts that it is asked for. */
	if (phrase_in(words, "why"))
		claims &= ~(unsigned)CLAIM_ASKS;
	return claims;
}

bool claims_possible(struct str sentence)
{
	/* The begins of words that every rule has one of. */
	static const char *const begins[] = {
		"abi", "acked", "agenda", "agreed", "agreement", "alternative", "answer", "applied", "approach", "approv", "arbitrat",
		"ballot", "break", "broke", "broken", "call", "casting", "choices", "committed", "compiled", "conclusion", "consensus", "deadlock",
		"decided", "decision", "disagree", "diverg", "escalat", "exception", "favo", "ffe", "freeze", "header", "impasse", "incompat",
		"interface", "kabi", "meeting", "merged", "motion", "nack", "nak", "object", "opinion", "oppos", "option", "outcome", "overrid",
		"overrul", "possibilities", "prefer", "proposal", "pushed", "queued", "rc", "referee", "reject", "release", "resolved", "result",
		"settled", "solution", "stalemate", "sync", "telco", "tie", "uapi", "userspace", "veto", "vote", "voting", "ways", NULL
	};
	enum { LETTERS = 26 };
	static unsigned char first[LETTERS];
	if (!first[0])
		for (size_t i = 0; begins[i]; i++)
			first[begins[i][0] - 'a'] = 1;
	for (size_t i = 0; i < sentence.n; i++) {
		if ((i && is_alnum(sentence.p[i - 1])) || !is_alpha(sentence.p[i]) || !first[to_lower(sentence.p[i]) - 'a'])
			continue;
		for (size_t k = 0; begins[k]; k++)
			if (begins[k][0] == to_lower(sentence.p[i]) && str_starts_nocase(str_skip(sentence, i), str_of(begins[k])))
				return true;
	}
	return false;
}

/* ---- deadlines ---- */

#define DAYS "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
#define MONTHS "january|february|march|april|may|june|july|august|september|october|november|december|" \
	"jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec"

struct str claims_deadline(const struct words *words)
{
	static const struct { const char *pattern; bool through_end; } times[] = {
		{ "end of the|this|next week|month|year|day", true },
		{ "end of " DAYS "|" MONTHS "|today|tomorrow|week|month", true },
		{ "close of business", true },
		{ "next|this " DAYS "|week|month", true },
		{ DAYS "|tomorrow|tonight|today", true },
		{ "1*|2*|3*|4*|5*|6*|7*|8*|9* " MONTHS " 2*", true },
		{ "1*|2*|3*|4*|5*|6*|7*|8*|9* " MONTHS, true },
		{ MONTHS " 1*|2*|3*|4*|5*|6*|7*|8*|9* 2*", true },
		{ MONTHS " 1*|2*|3*|4*|5*|6*|7*|8*|9*", true },
		{ "20*", true },
	};
	size_t at, end;
	if (!phrase_in(words, "decision|decide|decided|vote|votes|feedback|response|respond|answer|answers|reply|object|objection|objections|"
			"comment|comments|opinion|opinions|done|deadline|needed|need|request|assessment|resolve|resolved|settle|settled"))
		return STR_EMPTY;
	for (size_t i = 0; i + 1 < words->count; i++) {
		if (!word_matches(words->items[i], "by|before|until|till|than|deadline"))
			continue;
		for (size_t t = 0; t < sizeof times / sizeof *times; t++)
			for (at = i + 1; at <= i + 3; at++)
				if (phrase_at(words, times[t].pattern, at, &end))
					return words_text(words, at, end);
	}
	return STR_EMPTY;
}
