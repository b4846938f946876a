#include "model/words.h"

#include <stdint.h>
#include <string.h>

enum {
	F = WORD_FUNCTION,
	S = WORD_SUBJECT,
	A = WORD_AUXILIARY,
	V = WORD_VERB,            /* finite, and rarely a participle in headings */
	L = WORD_LABEL,
	N = WORD_NAME,            /* a name too */
	O = WORD_ORGANISATION,
	R = WORD_ROLE
};

enum { LONGEST_WORD = 20 };

/* By strcmp, for who reads it. */
static const struct {
	char word[LONGEST_WORD + 1];
	unsigned char flags;
} table[] = {
	{ "a", F }, { "abi", L }, { "about", F }, { "above", F }, { "absent", L }, { "accepted", L }, { "access", L },
	{ "across", F }, { "acting", R }, { "action", L }, { "active", L }, { "actual", L }, { "add", L },
	{ "additional", L }, { "adjourned", L }, { "adoption", L }, { "adr", L }, { "advantage", L }, { "adviser", R },
	{ "advisor", R }, { "afaik", L }, { "after", F }, { "afternoon", L }, { "again", F }, { "against", F },
	{ "agency", O }, { "agenda", L }, { "agreed", V|L }, { "agreement", L }, { "agrees", V }, { "aka", L },
	{ "all", F }, { "alliance", O }, { "along", F }, { "already", F }, { "also", F }, { "alt", R },
	{ "alternate", R }, { "alternative", L }, { "always", F }, { "am", F|A }, { "among", F }, { "an", F|N },
	{ "and", F }, { "animation", O }, { "announcement", L }, { "annual", L }, { "another", F }, { "answer", L },
	{ "answered", V }, { "answers", V }, { "any", F }, { "anyone", F|S }, { "aob", L }, { "api", L },
	{ "apology", L }, { "approach", L }, { "approved", L }, { "architect", R }, { "are", F|A }, { "argued", V },
	{ "argues", V }, { "around", F }, { "as", F }, { "asked", V }, { "asks", V }, { "assigned", L }, { "assignee", L }, { "assistant", R },
	{ "association", O }, { "at", F }, { "atlantic", L }, { "attachment", L }, { "attend", L }, { "attendee", L },
	{ "attending", L }, { "attribute", L }, { "audio", L }, { "author", R }, { "background", L },
	{ "background-noise", L }, { "bad", L }, { "bank", O }, { "basics", L }, { "bcc", L }, { "be", F },
	{ "because", F }, { "been", F }, { "before", F }, { "behind", F }, { "being", F }, { "believed", V },
	{ "believes", V }, { "below", F }, { "beneath", F }, { "benefit", L }, { "beside", F }, { "best", L|N },
	{ "between", F }, { "beyond", F }, { "blocker", L }, { "board", L }, { "both", F }, { "branch", L },
	{ "budget", L }, { "bug", L }, { "build", L }, { "business", L }, { "but", F }, { "bv", O }, { "by", F },
	{ "bylaw", L }, { "call", L }, { "came", V }, { "can", F|A|N }, { "cannot", F|A }, { "carried", L },
	{ "category", L }, { "caution", L }, { "caveat", L }, { "cc", L }, { "central", L }, { "ceo", R }, { "cfo", R },
	{ "chair", R }, { "chairing", R }, { "chairman", R }, { "chairperson", R }, { "chairs", R }, { "chairwoman", R },
	{ "change", L }, { "channel", L }, { "chapter", L }, { "charter", L }, { "chat", L }, { "check", L }, { "ci", L },
	{ "clarification", L }, { "click", L }, { "client", L }, { "closed", L }, { "closing", L }, { "cloud", O },
	{ "club", O }, { "cluster", L }, { "co", O }, { "co-chair", R }, { "cochair", R }, { "code", L },
	{ "college", O }, { "comes", V }, { "comment", L }, { "committee", L|O }, { "committer", R }, { "common", L },
	{ "community", L }, { "company", O }, { "component", L }, { "computing", O }, { "con", L }, { "concern", L },
	{ "conclusion", L }, { "conference", L }, { "config", L }, { "configuration", L }, { "confirmed", V },
	{ "confirms", V }, { "consensus", L }, { "consider", L }, { "consortium", O }, { "constraint", L },
	{ "consulting", O }, { "contact", L }, { "context", L }, { "continue", L }, { "continued", V }, { "convert", L },
	{ "coo", R }, { "coordinator", R }, { "corp", O }, { "corporation", O }, { "cost", L }, { "could", F|A },
	{ "council", L|O }, { "country", L }, { "create", L }, { "criteria", L }, { "cto", R }, { "current", L },
	{ "cve", L }, { "daily", L }, { "data", L }, { "date", L }, { "day", L|N }, { "deadline", L }, { "december", L },
	{ "decided", V }, { "decides", V }, { "decision", L }, { "deck", L }, { "deferred", L }, { "define", L },
	{ "definition", L }, { "delegate", R }, { "demo", L }, { "department", O }, { "dependency", L }, { "deputy", R },
	{ "description", L }, { "design", L }, { "despite", F }, { "detail", L }, { "details", L }, { "developer", R },
	{ "device", L }, { "devices", O }, { "dial", L }, { "dial-in", L }, { "did", F|A }, { "digital", O },
	{ "director", R }, { "directors", R }, { "disable", L }, { "disadvantage", L }, { "disclaimer", L },
	{ "discuss", L }, { "discussion", L }, { "do", F|A }, { "doc", L }, { "document", L }, { "documentation", L },
	{ "does", F|A }, { "done", F }, { "down", F }, { "download", L }, { "draft", L }, { "drawback", L },
	{ "driver", L }, { "during", F }, { "each", F }, { "east", L|N }, { "eastern", L }, { "editor", R },
	{ "effect", L }, { "eg", L }, { "either", F }, { "election", L }, { "electronics", O }, { "else", F|N },
	{ "email", L }, { "emeritus", R }, { "enable", L }, { "endpoint", L }, { "engineer", R }, { "ensure", L },
	{ "entertainment", O }, { "entity", L }, { "environment", L }, { "error", L }, { "estimate", L }, { "etc", F },
	{ "even", F|N }, { "evening", L }, { "event", L }, { "ever", F }, { "every", F }, { "everybody", F|S },
	{ "everyone", F|S }, { "evidence", L }, { "ex-officio", R }, { "example", L }, { "except", F },
	{ "exception", L }, { "expectation", L }, { "expected", V|L }, { "expects", V }, { "expert", R },
	{ "explain", L }, { "explained", V }, { "explains", V }, { "explanation", L }, { "external", L },
	{ "facilitating", R }, { "facilitator", R }, { "fact", L }, { "failed", L }, { "faq", L }, { "feature", L },
	{ "february", L }, { "feedback", L }, { "feels", V }, { "felt", V }, { "few", F }, { "figure", L }, { "file", L },
	{ "final", L }, { "financial", L }, { "finding", L }, { "finds", V }, { "first", L }, { "fix", L|N },
	{ "fixed", L }, { "fixing", L }, { "fixme", L }, { "follow", L }, { "followup", L }, { "for", F },
	{ "formal", L }, { "format", L }, { "formatting", L }, { "forwarded", L }, { "found", V }, { "foundation", L|O },
	{ "founder", R }, { "framework", L }, { "friday", L }, { "from", F }, { "ftp", L }, { "function", L },
	{ "fund", L }, { "further", L }, { "future", L }, { "fyi", L }, { "gave", V }, { "general", L }, { "get", L },
	{ "gets", V }, { "github", L }, { "gitlab", L }, { "gives", V }, { "global", O }, { "gmbh", O }, { "go", L },
	{ "goal", L }, { "good", L|N }, { "got", V }, { "governance", L }, { "group", L|O }, { "guest", R },
	{ "guideline", L }, { "hackathon", L }, { "had", F|A }, { "handle", L }, { "hardware", L }, { "has", F|A },
	{ "have", F|A }, { "he", F|S|N }, { "headset", L }, { "hello", L }, { "her", F|N }, { "here", F }, { "him", F },
	{ "hint", L }, { "his", F }, { "history", L }, { "hoped", V }, { "hopes", V }, { "host", R }, { "hosting", R },
	{ "how", F }, { "http", L }, { "https", L }, { "i", F|S }, { "id", L }, { "idea", L }, { "ie", L }, { "if", F },
	{ "image", L }, { "imo", L }, { "impact", L }, { "implement", L }, { "implementation", L }, { "important", L },
	{ "impression", L }, { "improve", L }, { "in", F|N }, { "inactive", L }, { "inc", O }, { "include", L },
	{ "incorporated", O }, { "industries", O }, { "industry", O }, { "info", L }, { "informal", L },
	{ "information", L }, { "infrastructure", L }, { "initial", L }, { "initiative", O }, { "inside", F },
	{ "insight", L }, { "institute", O }, { "intent", L }, { "intention", L }, { "interest", L }, { "interface", L },
	{ "interim", R }, { "intern", R }, { "internal", L }, { "international", L|O }, { "into", F }, { "intro", L },
	{ "introduce", L }, { "introduced", V }, { "introduction", L }, { "investigate", L }, { "invited", L|R },
	{ "irc", L }, { "is", F|A }, { "issue", L }, { "it", F|S }, { "item", L }, { "its", F }, { "itself", F },
	{ "january", L }, { "join", L }, { "joined", V }, { "just", F }, { "keep", L }, { "kernel", L|N },
	{ "keyword", L }, { "kingdom", L }, { "knew", V }, { "known", L }, { "knows", V }, { "lab", O }, { "label", L },
	{ "laboratories", O }, { "laboratory", O }, { "labs", O }, { "language", L }, { "last", L }, { "lead", R },
	{ "leader", R }, { "leave", L }, { "led", V }, { "left", V }, { "legal", L }, { "let", F }, { "liaison", R },
	{ "library", L }, { "like", F }, { "limitation", L }, { "limited", O }, { "link", L|N }, { "list", L },
	{ "llc", O }, { "location", L }, { "log", L }, { "logistics", L }, { "ltd", O }, { "machine", L }, { "made", V },
	{ "mail", L }, { "mailto", L }, { "main", L }, { "maintainer", R }, { "make", L }, { "makes", V },
	{ "manager", R }, { "many", F }, { "marketing", L }, { "material", L }, { "may", F|A|N }, { "maybe", F },
	{ "me", F|N }, { "means", V }, { "media", O }, { "meeting", L }, { "meetup", L }, { "member", L|R },
	{ "membership", L }, { "memory", L }, { "mentioned", V }, { "mentions", V }, { "message-id", L }, { "method", L },
	{ "metric", L }, { "microphone", L }, { "microsystems", O }, { "midnight", L }, { "might", F|A },
	{ "migrate", L }, { "milestone", L }, { "ministry", O }, { "minute", L }, { "minute-taker", R }, { "minutes", R },
	{ "misc", L }, { "miscellaneous", L }, { "missing", L }, { "mitigation", L }, { "model", L }, { "moderating", R },
	{ "moderator", R }, { "module", L }, { "monday", L }, { "month", L }, { "monthly", L }, { "more", F },
	{ "morning", L }, { "most", F }, { "motion", L }, { "motivation", L }, { "move", L }, { "moved", V|L },
	{ "must", F|A }, { "my", F|N }, { "na", L }, { "name", L }, { "names", L }, { "nb", L }, { "need", L }, { "needs", V }, { "neither", F },
	{ "network", L }, { "networks", O }, { "never", F }, { "new", L }, { "next", L }, { "no", F }, { "nobody", F|S },
	{ "node", L }, { "nominated", V }, { "nomination", L }, { "non-voting", R }, { "none", F }, { "nonvoting", R },
	{ "noon", L|N }, { "nor", F }, { "north", L|N }, { "not", F }, { "note", L }, { "note-taker", R }, { "noted", V|L },
	{ "notetaker", R }, { "november", L }, { "now", F }, { "number", L }, { "objection", L }, { "objective", L },
	{ "observation", L }, { "observer", R }, { "observing", R }, { "october", L }, { "of", F }, { "off", F },
	{ "offered", V }, { "offers", V }, { "officer", R }, { "official", L }, { "offline", L }, { "often", F },
	{ "ok", L }, { "okay", L }, { "old", L }, { "on", F }, { "on-call", L }, { "online", L }, { "only", F },
	{ "onsite", L }, { "onto", F }, { "open", L }, { "opening", L }, { "opinion", L }, { "opportunity", L },
	{ "option", L }, { "or", F|N }, { "order", L|N }, { "organisation", O }, { "organiser", R },
	{ "organization", O }, { "organizer", R }, { "other", F }, { "others", F }, { "ought", F }, { "our", F },
	{ "out", F }, { "outcome", L }, { "outro", L }, { "over", F }, { "overall", L }, { "overview", L },
	{ "owner", L }, { "oy", O }, { "pacific", L }, { "package", L }, { "paper", L }, { "part", L },
	{ "participant", L }, { "passcode", L }, { "passed", L }, { "password", L }, { "past", L }, { "patch", L },
	{ "pending", L }, { "per", F|N }, { "performance", L }, { "perhaps", F }, { "phase", L }, { "phone", L },
	{ "pictures", O }, { "pin", L }, { "place", L }, { "plan", L|N }, { "planned", V }, { "plans", V },
	{ "platform", L }, { "plc", O }, { "please", F }, { "plugin", L }, { "pointed", V }, { "points", V },
	{ "policy", L }, { "poll", L }, { "position", L }, { "possibility", L }, { "possible", L }, { "postponed", L },
	{ "potential", L }, { "practice", L }, { "preferred", V }, { "prefers", V }, { "prepare", L }, { "present", L },
	{ "presentation", L }, { "presented", V }, { "presenter", R }, { "presenting", L|R }, { "president", R },
	{ "presiding", R }, { "previous", L }, { "principle", L }, { "priority", L }, { "private", L }, { "pro", L },
	{ "problem", L }, { "procedure", L }, { "process", L }, { "progress", L }, { "project", L|O }, { "proof", L },
	{ "property", L }, { "proposal", L }, { "proposed", V|L }, { "proposes", V }, { "provide", L }, { "proxy", R },
	{ "ps", L }, { "ptl", R }, { "pty", O }, { "public", L }, { "publish", L }, { "pull", L }, { "purpose", L },
	{ "put", L }, { "qa", L }, { "quarterly", L }, { "question", L }, { "quorum", L }, { "raised", V },
	{ "raises", V }, { "ran", V }, { "rationale", L }, { "re", F }, { "read", L|N }, { "reality", L },
	{ "reason", L }, { "recalled", V }, { "recap", L }, { "recent", L }, { "recommend", L }, { "recommendation", L },
	{ "recorder", R }, { "recording", L|R }, { "reference", L }, { "regards", L }, { "register", L }, { "regret", L },
	{ "regular", L }, { "rejected", L }, { "release", L }, { "remaining", L }, { "remark", L }, { "reminded", V },
	{ "reminder", L }, { "reminds", V }, { "remove", L }, { "rename", L }, { "rep", R }, { "replace", L },
	{ "replied", V }, { "replies", V }, { "reply-to", L }, { "repo", L }, { "report", L }, { "reported", V },
	{ "reporter", L }, { "reports", V }, { "repository", L }, { "representative", R }, { "representing", R },
	{ "republic", L }, { "request", L }, { "requirement", L }, { "research", O }, { "resolution", L },
	{ "resolved", L }, { "resource", L }, { "response", L }, { "result", L }, { "review", L }, { "reviewer", L },
	{ "rework", L }, { "rfc", L }, { "risk", L }, { "roadmap", L }, { "role", L }, { "roll", L }, { "rollcall", L },
	{ "rollout", L }, { "room", L }, { "rule", L }, { "runtime", L }, { "said", V }, { "same", F }, { "sample", L|N },
	{ "saturday", L }, { "saw", V }, { "says", V }, { "schedule", L }, { "school", O }, { "scope", L },
	{ "scribe", R }, { "scribing", R }, { "second", L }, { "seconded", V }, { "secretary", R }, { "section", L },
	{ "security", L }, { "see", L }, { "seems", V }, { "sees", V }, { "semiconductor", O }, { "semiconductors", O },
	{ "send", L }, { "sent", L }, { "september", L }, { "series", L }, { "server", L }, { "service", L },
	{ "services", O }, { "session", L }, { "set", L|N }, { "setup", L }, { "several", F }, { "shall", F|A },
	{ "she", F|S }, { "should", F|A }, { "show", L }, { "showed", V }, { "shows", V }, { "side", L|N },
	{ "signal", L }, { "since", F }, { "site", L }, { "sitting", L }, { "size", L }, { "skip", L }, { "slide", L },
	{ "so", F|N }, { "social", L }, { "society", O }, { "software", L|O }, { "solution", L }, { "solutions", O },
	{ "some", F }, { "someone", F|S }, { "source", L }, { "south", L }, { "speaker", R }, { "spec", L },
	{ "special", L }, { "specification", L }, { "split", L }, { "sponsorship", L }, { "srl", O }, { "staff", R },
	{ "stage", L }, { "standard", L }, { "start", L }, { "started", V }, { "state", L }, { "statement", L },
	{ "status", L }, { "step", L }, { "steward", R }, { "still", F }, { "stop", L }, { "storage", L },
	{ "story", L|N }, { "strategy", L }, { "structure", L }, { "student", R }, { "studio", O }, { "studios", O }, { "stuff", L },
	{ "style", L }, { "subject", L }, { "subscribe", L }, { "substitute", R }, { "subtopic", L }, { "success", L },
	{ "such", F }, { "suggested", V }, { "suggestion", L }, { "suggests", V }, { "summary", L }, { "summit", L },
	{ "sunday", L }, { "support", L }, { "survey", L }, { "switch", L }, { "symptom", L }, { "syntax", L },
	{ "system", L }, { "systems", O }, { "table", L }, { "tabled", L }, { "taker", R }, { "takes", V }, { "talk", L },
	{ "target", L }, { "task", L }, { "tba", L }, { "tbc", L }, { "tbd", L }, { "team", L|R }, { "teams", L },
	{ "technical", L }, { "technologies", O }, { "technology", O }, { "teller", R }, { "tells", V },
	{ "template", L }, { "term", L }, { "terminology", L }, { "test", L }, { "testing", L }, { "than", F },
	{ "thanked", V }, { "thanks", L }, { "that", F|S }, { "the", F }, { "their", F }, { "them", F }, { "theme", L },
	{ "then", F }, { "theory", L }, { "there", F|S }, { "these", F|S }, { "they", F|S }, { "thing", L },
	{ "thinks", V }, { "third", L }, { "this", F|S }, { "those", F|S }, { "thought", V }, { "through", F },
	{ "throughout", F }, { "thursday", L }, { "ticket", L }, { "till", F|N }, { "time", L }, { "timekeeper", R },
	{ "timeline", L }, { "tip", L }, { "tldr", L }, { "to", F|N }, { "today", L }, { "todo", L }, { "todos", L },
	{ "told", V }, { "toll", L }, { "tomorrow", L }, { "too", F }, { "took", V }, { "tool", L }, { "topic", L },
	{ "toward", F }, { "towards", F }, { "track", L }, { "tracker", L }, { "trade-off", L }, { "tradeoff", L },
	{ "training", L }, { "transcript", L }, { "transition", L }, { "treasurer", R }, { "treasury", L },
	{ "trend", L }, { "try", L }, { "tuesday", L }, { "type", L }, { "under", F }, { "united", L },
	{ "university", O }, { "unknown", L }, { "unless", F }, { "until", F }, { "up", F }, { "upcoming", L },
	{ "update", L }, { "upgrade", L }, { "upload", L }, { "upon", F }, { "url", L }, { "us", F }, { "usage", L },
	{ "use", L }, { "user", L }, { "using", L }, { "vacancy", L }, { "value", L }, { "variant", L }, { "various", L },
	{ "vendor", L }, { "venue", L }, { "version", L }, { "versus", F }, { "very", F }, { "via", F },
	{ "vice-chair", R }, { "vice-president", R }, { "video", L }, { "view", L }, { "virtual", L },
	{ "virtualization", L }, { "vision", L }, { "visit", L }, { "visitor", R }, { "vocabulary", L }, { "voip", L },
	{ "volume", L }, { "volunteered", V }, { "volunteers", V }, { "vote", L }, { "voting", R }, { "vp", R },
	{ "vs", F }, { "vulnerability", L }, { "want", L }, { "wanted", V }, { "wants", V }, { "warning", L },
	{ "was", F|A }, { "way", L }, { "we", F|S }, { "web", L }, { "webex", L }, { "webinar", L }, { "website", L },
	{ "wednesday", L }, { "week", L }, { "weekly", L }, { "welcome", L }, { "welcomed", V }, { "went", V },
	{ "were", F|A }, { "west", L|N }, { "what", F }, { "when", F }, { "where", F }, { "whereas", F },
	{ "whether", F }, { "which", F }, { "while", F }, { "who", F|S }, { "whom", F }, { "whose", F }, { "why", F },
	{ "wiki", L }, { "will", F|A|N }, { "wip", L }, { "with", F }, { "within", F }, { "without", F },
	{ "wondered", V }, { "wonders", V }, { "work", L }, { "workaround", L }, { "workflow", L }, { "working", L },
	{ "workshop", L }, { "would", F|A }, { "wrap", L }, { "write", L }, { "writes", V }, { "wrote", V },
	{ "year", L }, { "yes", F }, { "yesterday", L }, { "yet", F }, { "you", F|S|N }, { "your", F }, { "youtube", L },
	{ "zoom", L },
};

const char *words_check(void)
{
	for (size_t i = 1; i < sizeof table / sizeof *table; i++)
		if (strcmp(table[i - 1].word, table[i].word) >= 0 || strlen(table[i].word) > LONGEST_WORD)
			return table[i].word;
	return NULL;
}

enum { WORDS = sizeof table / sizeof *table, SLOTS = 4096 };
_Static_assert(WORDS * 2 < SLOTS, "the table of places is too full");

static size_t slot_of(const char *word)
{
	uint64_t first, second;
	memcpy(&first, word, sizeof first);
	memcpy(&second, word + sizeof first, sizeof second);
	return (size_t)((first ^ second * 31) * 0x9e3779b97f4a7c15u >> 52) % SLOTS;
}

/* The word is padded with NULs to LONGEST_WORD + 1. */
static unsigned search(const char *word)
{
	static uint16_t places[SLOTS];       /* index + 1, filled when the first word is asked for */
	static bool filled;
	for (size_t i = 0; !filled && i < WORDS; i++) {
		size_t at = slot_of(table[i].word);
		while (places[at])
			at = (at + 1) % SLOTS;
		places[at] = (uint16_t)(i + 1);
	}
	filled = true;
	for (size_t at = slot_of(word); places[at]; at = (at + 1) % SLOTS)
		if (strcmp(table[places[at] - 1].word, word) == 0)
			return table[places[at] - 1].flags;
	return 0;
}

bool word_in(struct str word, const char *const *list)
{
	char first = word.n ? to_lower(*word.p) : '\0';
	for (; *list; list++) {
		const char *other = *list;
		if (*other != first)
			continue;
		size_t i = 0;
		while (i < word.n && other[i] && to_lower(word.p[i]) == to_lower(other[i]))
			i++;
		if (i == word.n && !other[i])
			return true;
	}
	return false;
}

static bool is_apostrophe(struct str s)
{
	return s.n && (*s.p == '\'' || (*s.p == '\xe2' && str_starts(s, STR("\xe2\x80\x99"))));
}

/* With its contraction ("we'll", "isn't") and, of nouns, the plural. */
unsigned word_classes(struct str word)
{
	char lower[LONGEST_WORD + 1] = { 0 };
	size_t n = 0;
	if (word.n == 0 || word.n > LONGEST_WORD + 4)
		return 0;
	while (n < word.n && n < LONGEST_WORD && !is_apostrophe(str_skip(word, n))) {
		lower[n] = to_lower(word.p[n]);
		n++;
	}
	struct str tail = str_skip(word, n);
	if (is_apostrophe(tail)) {
		struct str end = str_skip(tail, *tail.p == '\'' ? 1 : 3);
		if (str_eq_nocase(end, STR("t")) && n > 2 && lower[n - 1] == 'n')
			return F | A;
		unsigned flags = search(lower);
		if (str_eq_nocase(end, STR("s")))
			return flags & S ? F | S | A : flags & (L | O | R) & ~(unsigned)N;
		return flags & S ? F | S | A : 0;
	}
	if (tail.n)
		return 0;
	unsigned flags = search(lower);
	if (flags || n < 4 || lower[n - 1] != 's')
		return flags;
	lower[n - 1] = '\0';
	flags = search(lower) & (L | N | R);
	if (!flags && lower[n - 2] == 'e') {
		lower[n - 2] = '\0';
		flags = search(lower) & (L | N);
		if (!flags && lower[n - 3] == 'i') {
			lower[n - 3] = 'y';
			flags = search(lower) & (L | N);
		}
	}
	return flags;
}

bool word_is_function(struct str word)
{
	return word_classes(word) & F;
}

bool word_is_subject(struct str word)
{
	return word_classes(word) & S;
}

bool word_is_auxiliary(struct str word)
{
	return word_classes(word) & A;
}

bool word_is_verb(struct str word)
{
	return word_classes(word) & V;
}

bool word_can_be_name(struct str word)
{
	return word_classes(word) & N;
}

bool word_is_label(struct str word)
{
	return word_classes(word) & L;
}

bool word_is_organisation(struct str word)
{
	return word_classes(word) & O;
}

bool word_is_role(struct str word)
{
	return word_classes(word) & R;
}
