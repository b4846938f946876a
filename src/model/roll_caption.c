#include "model/names.h"
#include "model/roll_parts.h"
#include "model/words.h"

enum { CAPTION_WORDS = 10, CAPTION_BYTES = 100, ENTRY_BYTES = 160 };

/* What a word says in a caption. */
enum says {
	SAYS_NOTHING,        /* of, the, other, remote */
	SAYS_ATTENDEES,      /* a noun: they who are there */
	SAYS_PRESENT, SAYS_ABSENT, SAYS_PARTIAL, SAYS_EXPECTED,
	SAYS_PEOPLE,         /* people, folks, who */
	SAYS_PLACE,          /* call, room */
	SAYS_ON, SAYS_NOT,
	SAYS_COMING,         /* attend, make it: behind "could not" alone */
	SAYS_MEMBERS,        /* members, directors: a group of people, there or not */
	SAYS_OTHER_TIME,     /* past, next: not of this call */
	SAYS_ELSE
};

/* By strcmp. */
static const struct { const char *word; enum says says; } words[] = {
	{ "a", SAYS_NOTHING }, { "able", SAYS_NOTHING }, { "absence", SAYS_ABSENT }, { "absences", SAYS_ABSENT },
	{ "absent", SAYS_ABSENT }, { "absentees", SAYS_ABSENT }, { "additional", SAYS_NOTHING },
	{ "advisory", SAYS_NOTHING }, { "alphabetical", SAYS_NOTHING }, { "alphabetically", SAYS_NOTHING },
	{ "also", SAYS_NOTHING }, { "and", SAYS_NOTHING }, { "apologies", SAYS_ABSENT },
	{ "apology", SAYS_ABSENT }, { "are", SAYS_NOTHING }, { "associate", SAYS_NOTHING }, { "at", SAYS_ON },
	{ "attend", SAYS_COMING }, { "attendance", SAYS_ATTENDEES }, { "attended", SAYS_PRESENT },
	{ "attendee", SAYS_ATTENDEES }, { "attendees", SAYS_ATTENDEES }, { "attending", SAYS_PRESENT },
	{ "away", SAYS_ABSENT }, { "board", SAYS_NOTHING }, { "but", SAYS_NOTHING }, { "by", SAYS_ON },
	{ "call", SAYS_PLACE }, { "can't", SAYS_NOT }, { "cannot", SAYS_NOT }, { "chair", SAYS_NOTHING }, { "chairs", SAYS_NOTHING }, { "committee", SAYS_NOTHING },
	{ "committers", SAYS_MEMBERS }, { "community", SAYS_NOTHING }, { "conference", SAYS_PLACE },
	{ "core", SAYS_NOTHING }, { "could", SAYS_NOTHING }, { "couldn't", SAYS_NOT }, { "council", SAYS_NOTHING },
	{ "current", SAYS_NOTHING }, { "delegates", SAYS_MEMBERS }, { "dialed-in", SAYS_PRESENT },
	{ "directors", SAYS_MEMBERS }, { "editors", SAYS_MEMBERS }, { "everyone", SAYS_PEOPLE },
	{ "ex-officio", SAYS_NOTHING }, { "excused", SAYS_ABSENT }, { "executive", SAYS_NOTHING },
	{ "expected", SAYS_EXPECTED }, { "experts", SAYS_NOTHING }, { "folks", SAYS_PEOPLE },
	{ "for", SAYS_NOTHING }, { "former", SAYS_OTHER_TIME }, { "foundation", SAYS_NOTHING },
	{ "from", SAYS_NOTHING }, { "full", SAYS_NOTHING }, { "general", SAYS_NOTHING },
	{ "group", SAYS_NOTHING }, { "guest", SAYS_ATTENDEES }, { "guests", SAYS_ATTENDEES },
	{ "here", SAYS_PLACE }, { "in", SAYS_ON }, { "individuals", SAYS_PEOPLE },
	{ "industry", SAYS_NOTHING }, { "introduction", SAYS_NOTHING }, { "introductions", SAYS_NOTHING },
	{ "invited", SAYS_EXPECTED }, { "invitees", SAYS_EXPECTED }, { "irc", SAYS_PLACE },
	{ "is", SAYS_NOTHING }, { "it", SAYS_NOTHING }, { "join", SAYS_COMING }, { "joined", SAYS_PRESENT }, { "last", SAYS_OTHER_TIME },
	{ "late", SAYS_PARTIAL }, { "leads", SAYS_MEMBERS }, { "line", SAYS_PLACE }, { "list", SAYS_NOTHING },
	{ "local", SAYS_NOTHING }, { "maintainers", SAYS_MEMBERS }, { "make", SAYS_COMING }, { "meeting", SAYS_PLACE },
	{ "member", SAYS_MEMBERS }, { "members", SAYS_MEMBERS }, { "missing", SAYS_ABSENT },
	{ "names", SAYS_PEOPLE }, { "next", SAYS_OTHER_TIME }, { "non", SAYS_NOT },
	{ "non-voting", SAYS_NOTHING }, { "not", SAYS_NOT }, { "observers", SAYS_ATTENDEES },
	{ "of", SAYS_NOTHING }, { "office", SAYS_NOTHING }, { "officers", SAYS_MEMBERS }, { "on", SAYS_ON }, { "online", SAYS_NOTHING },
	{ "onsite", SAYS_NOTHING }, { "or", SAYS_NOTHING }, { "order", SAYS_NOTHING },
	{ "other", SAYS_NOTHING }, { "out", SAYS_ABSENT }, { "partial", SAYS_PARTIAL }, { "partially", SAYS_PARTIAL },
	{ "participant", SAYS_ATTENDEES }, { "participants", SAYS_ATTENDEES },
	{ "participating", SAYS_PRESENT }, { "past", SAYS_OTHER_TIME }, { "people", SAYS_PEOPLE },
	{ "person", SAYS_PLACE }, { "persons", SAYS_PEOPLE }, { "phone", SAYS_PLACE },
	{ "potential", SAYS_OTHER_TIME }, { "premier", SAYS_NOTHING }, { "present", SAYS_PRESENT },
	{ "previous", SAYS_OTHER_TIME }, { "prior", SAYS_OTHER_TIME }, { "project", SAYS_NOTHING },
	{ "random", SAYS_NOTHING }, { "received", SAYS_NOTHING }, { "regrets", SAYS_ABSENT },
	{ "remote", SAYS_NOTHING }, { "remotely", SAYS_NOTHING }, { "representatives", SAYS_MEMBERS },
	{ "rollcall", SAYS_ATTENDEES }, { "room", SAYS_PLACE }, { "sent", SAYS_NOTHING },
	{ "session", SAYS_PLACE }, { "special", SAYS_NOTHING }, { "staff", SAYS_MEMBERS },
	{ "steering", SAYS_NOTHING }, { "team", SAYS_NOTHING }, { "technical", SAYS_NOTHING },
	{ "telecon", SAYS_PLACE }, { "the", SAYS_NOTHING }, { "there", SAYS_PLACE }, { "this", SAYS_NOTHING },
	{ "those", SAYS_PEOPLE }, { "to", SAYS_NOTHING }, { "today", SAYS_NOTHING }, { "total", SAYS_NOTHING },
	{ "unable", SAYS_ABSENT }, { "unavailable", SAYS_ABSENT }, { "upcoming", SAYS_OTHER_TIME }, { "via", SAYS_ON }, { "view", SAYS_NOTHING },
	{ "visitors", SAYS_ATTENDEES }, { "voting", SAYS_NOTHING }, { "was", SAYS_NOTHING },
	{ "were", SAYS_NOTHING }, { "who", SAYS_PEOPLE }, { "who's", SAYS_PEOPLE }, { "with", SAYS_NOTHING },
	{ "workshop", SAYS_PLACE }, { "zoom", SAYS_PLACE },
};

static struct str bare(struct str word)
{
	while (word.n && is_punct(*word.p))
		word = str_skip(word, 1);
	while (word.n && is_punct(word.p[word.n - 1]))
		word.n--;
	return word;
}

static enum says says_of(struct str word)
{
	char lower[16];
	size_t low = 0, high = sizeof words / sizeof *words, n = 0;
	if (!word.n || word.n >= sizeof lower)
		return SAYS_ELSE;
	for (size_t i = 0; i < word.n; i++) {
		bool curved = str_starts(str_skip(word, i), STR("\xe2\x80\x99"));
		lower[n++] = curved ? '\'' : to_lower(word.p[i]);
		i += curved ? 2 : 0;
	}
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = *lower - *words[middle].word;
		if (order == 0)
			order = str_compare((struct str){ lower, n }, str_of(words[middle].word));
		if (order == 0)
			return words[middle].says;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return SAYS_ELSE;
}

/* "TAB", "Lantern": a name in front of the word that makes a caption of it. */
static bool may_lead(struct str word)
{
	return name_is_capitalised(word) && !word_is_label(word) && !word_is_function(word) && !word_is_auxiliary(word);
}

/* What the words of a label say together. */
struct caption {
	size_t count[SAYS_ELSE + 1];
	size_t words, foreign_before, foreign_behind;
	bool sitting;
};

static bool read_caption(struct str label, struct caption *c)
{
	struct str rest = label, word;
	size_t depth = 0;
	*c = (struct caption){ { 0 }, 0, 0, 0, false };
	if (label.n > CAPTION_BYTES)
		return false;
	while (str_word(&rest, &word)) {
		bool inside = depth || *word.p == '(' || *word.p == '[';
		for (size_t i = 0; i < word.n; i++) {
			depth += word.p[i] == '(' || word.p[i] == '[';
			depth -= depth && (word.p[i] == ')' || word.p[i] == ']');
		}
		word = bare(word);
		if (inside || !word.n)
			continue;
		bool number = is_digit(*word.p);
		/* "Attendees/Regrets" */
		size_t slash = str_find_char(word, '/', 0);
		enum says says = number ? SAYS_NOTHING : says_of(slash == STR_NONE ? word : str_first(word, slash));
		bool named = c->count[SAYS_ATTENDEES] + c->count[SAYS_PRESENT] + c->count[SAYS_ABSENT] > 0;
		c->sitting |= c->words == 1 && str_eq_nocase(word, STR("in")) && str_starts_nocase(bare(label), STR("sitting"));
		if (says == SAYS_OTHER_TIME)
			return false;
		if (says == SAYS_ELSE) {
			if (named || !may_lead(word))
				c->foreign_behind++;
			else
				c->foreign_before++;
		}
		c->count[says]++;
		/* "Sitting in for fun" may end as it likes. */
		if (++c->words > CAPTION_WORDS || (c->foreign_behind && !c->sitting && c->words > 2))
			return false;
	}
	return c->words > 0;
}

static struct str strip_signs(struct str s)
{
	s = str_trim(s);
	while (s.n && str_find_char(STR("#*_=:."), s.p[s.n - 1], 0) != STR_NONE)
		s = str_trim_right(str_first(s, s.n - 1));
	while (s.n && str_find_char(STR("#*_="), *s.p, 0) != STR_NONE)
		s = str_trim_left(str_skip(s, 1));
	return s;
}

bool roll_caption(struct str label, enum attendance *status)
{
	struct caption c;
	*status = PERSON_PRESENT;
	label = strip_signs(label);
	/* "Roll call (Mira)", "Roll call of board members" */
	size_t group = str_find_char(label, '(', 1);
	struct str call = group == STR_NONE ? label : str_trim(str_first(label, group));
	if (str_starts_nocase(call, STR("roll call")) || str_starts_nocase(call, STR("roll-call"))) {
		struct str rest = str_skip(call, sizeof "roll call" - 1);
		if (!rest.n || (is_space(*rest.p) && roll_caption_weak(rest)))
			return true;
	}
	if (!read_caption(label, &c))
		return false;
	if (c.sitting)
		return c.words <= 5;
	if (c.foreign_behind || c.foreign_before > 3)
		return false;
	size_t present = c.count[SAYS_PRESENT], attendees = c.count[SAYS_ATTENDEES], absent = c.count[SAYS_ABSENT];
	if (absent || (c.count[SAYS_NOT] && (present || attendees || c.count[SAYS_COMING]))) {
		*status = PERSON_ABSENT;
		return !c.foreign_before;
	}
	if (present || attendees) {
		if (c.count[SAYS_PARTIAL])
			*status = PERSON_PARTIAL;
		else if (c.count[SAYS_EXPECTED])
			*status = PERSON_EXPECTED;
		/* "Lantern attendees", "TAB members present"; "Mira present" says something else. */
		return attendees || !c.foreign_before || c.count[SAYS_MEMBERS];
	}
	if (c.foreign_before)
		return false;
	if (c.count[SAYS_EXPECTED]) {
		*status = PERSON_EXPECTED;
		return c.words <= 4;
	}
	/* "Folks on the line", "On the line", "Who was there" */
	return c.count[SAYS_PLACE] && ((c.count[SAYS_PEOPLE] && (c.count[SAYS_ON] || c.words <= 4)) ||
		(c.count[SAYS_ON] && c.words <= 4 && says_of(bare(str_first(label, 2))) == SAYS_ON));
}

bool roll_caption_weak(struct str label)
{
	struct caption c;
	label = strip_signs(label);
	return read_caption(label, &c) && !c.foreign_behind && c.foreign_before <= 3 &&
		(c.count[SAYS_MEMBERS] || c.count[SAYS_ATTENDEES]) && c.words <= 5;
}

bool roll_caption_part(struct str label)
{
	struct caption c;
	label = strip_signs(label);
	return read_caption(label, &c) && !c.foreign_behind && !c.foreign_before && c.words <= 3;
}

bool roll_caption_body(struct str label, struct str meeting)
{
	struct str word;
	if (!name_is_initials(label))
		return false;
	while (str_word(&meeting, &word))
		if (str_eq(bare(word), label))
			return true;
	return false;
}

size_t roll_caption_before(struct str entry, enum attendance *status)
{
	size_t colon = str_find_char(str_first(entry, CAPTION_BYTES), ':', 0);
	*status = PERSON_PRESENT;
	if (colon == STR_NONE)
		return 0;
	struct str label = str_first(entry, colon);
	return roll_caption(label, status) || roll_caption_weak(label) ? colon + 1 : 0;
}

/* ---- Do items or a line look like people? ---- */

/* The name at the begin of an entry: up to a comma, a group, a dash, a nick. */
static struct str entry_name(struct str entry)
{
	size_t n = 0;
	while (n < entry.n && str_find_char(STR(",;([<\t|@"), entry.p[n], 0) == STR_NONE) {
		bool dash = entry.p[n] == '-' || entry.p[n] == '\xe2' || str_starts(str_skip(entry, n), STR("/ "));
		if (dash && n && is_space(entry.p[n - 1]))
			break;
		n++;
	}
	return str_trim(str_first(entry, n));
}

/* The shape of the name that begins an entry; NAME_NO also where the rest is a sentence. */
static enum name_shape entry_shape(struct str entry, struct str *name)
{
	static const char *const links[] = { " for ", " from " };
	entry = str_trim(entry);
	roll_tick(&entry);
	*name = STR_EMPTY;
	if (entry.n > ENTRY_BYTES)
		return NAME_NO;
	*name = entry_name(entry);
	for (size_t i = 0; i < 2; i++) {
		size_t at = str_find(*name, str_of(links[i]), 0);
		if (at != STR_NONE)
			*name = str_first(*name, at);
	}
	enum name_shape shape = name_shape(*name);
	return shape != NAME_NO && name->n < entry.n && words_have_verb(str_skip(entry, name->n)) ? NAME_NO : shape;
}

bool roll_looks_like_entry(struct str entry)
{
	struct str name;
	return entry_shape(entry, &name) == NAME_LIKELY;
}

bool roll_looks_like_items(const struct str *items, size_t count)
{
	size_t full = 0, bad = 0, capitalised = 0;
	for (size_t i = 0; i < count; i++) {
		struct str name;
		enum name_shape shape = entry_shape(items[i], &name);
		full += shape == NAME_LIKELY;
		capitalised += shape == NAME_MAYBE && name_is_capitalised(name) && !name_is_initials(name);
		bad += shape == NAME_NO;
	}
	if (count < 2 || bad * 8 > count)
		return false;
	return full * 2 >= count || (count >= 3 && !bad && full + capitalised == count);
}

/* What the pieces of a line are that may be people. */
struct line_people {
	size_t count, full, bad, capitalised;
};

static struct line_people read_line_people(struct str line)
{
	struct line_people l = { 0 };
	struct pieces p;
	pieces_split(&p, line);
	for (size_t i = 0; i < p.count; i++) {
		struct str text = p.items[i].text;
		if (!text.n || p.items[i].before == JOINT_DASH || p.items[i].before == JOINT_GROUP)
			continue;
		bool person = piece_is_person(NULL, text);
		l.count++;
		l.full += name_shape(text) == NAME_LIKELY;
		l.capitalised += person && name_is_capitalised(text);
		l.bad += !person;
	}
	pieces_free(&p);
	return l;
}

static bool are_people(const struct line_people *l)
{
	if (l->count < 3 || l->bad * 8 > l->count)
		return false;
	return l->full * 2 >= l->count || (!l->bad && l->capitalised == l->count && (l->full || l->count >= 5));
}

bool roll_looks_like_line(struct str line, bool strict)
{
	struct line_people l = read_line_people(line);
	return strict ? are_people(&l) : l.count >= 2 && l.bad * 4 <= l.count;
}

bool roll_looks_like_paragraph(struct str text)
{
	enum { MOST_BYTES = 4000, PERSON_BYTES = 60 };
	struct str first = str_first(text, 2 * PERSON_BYTES);
	bool several = text.n <= ENTRY_BYTES || str_find_char(first, ',', 0) != STR_NONE || str_find_char(first, ';', 0) != STR_NONE;
	if (text.n > MOST_BYTES || !several)
		return false;
	struct line_people l = read_line_people(text);
	return are_people(&l) && (text.n <= ENTRY_BYTES || (l.full * 8 >= l.count * 7 && text.n <= l.count * PERSON_BYTES));
}

/* ---- Tables ---- */

enum roll_column roll_column(struct str header)
{
	static const struct { const char *word; enum roll_column column; } heads[] = {
		{ "abbreviation", COLUMN_ALIAS }, { "abbr", COLUMN_ALIAS }, { "abbrev", COLUMN_ALIAS },
		{ "initials", COLUMN_ALIAS }, { "acronym", COLUMN_ALIAS }, { "nick", COLUMN_ALIAS },
		{ "nickname", COLUMN_ALIAS }, { "irc", COLUMN_ALIAS }, { "github", COLUMN_ALIAS }, { "gitlab", COLUMN_ALIAS },
		{ "handle", COLUMN_ALIAS }, { "alias", COLUMN_ALIAS }, { "username", COLUMN_ALIAS }, { "user", COLUMN_ALIAS },
		{ "login", COLUMN_ALIAS }, { "short", COLUMN_ALIAS }, { "organization", COLUMN_AFFILIATION },
		{ "organisation", COLUMN_AFFILIATION }, { "org", COLUMN_AFFILIATION }, { "company", COLUMN_AFFILIATION },
		{ "affiliation", COLUMN_AFFILIATION }, { "affiliations", COLUMN_AFFILIATION },
		{ "employer", COLUMN_AFFILIATION }, { "representing", COLUMN_AFFILIATION },
		{ "institution", COLUMN_AFFILIATION }, { "role", COLUMN_ROLE }, { "position", COLUMN_ROLE },
		{ "function", COLUMN_ROLE }, { "office", COLUMN_ROLE }, { "status", COLUMN_STATUS },
		{ "present", COLUMN_STATUS }, { "attendance", COLUMN_STATUS }, { "attended", COLUMN_STATUS },
		{ "attending", COLUMN_STATUS }, { "rsvp", COLUMN_STATUS }, { "name", COLUMN_NAME }, { "names", COLUMN_NAME },
		{ "attendee", COLUMN_NAME }, { "attendees", COLUMN_NAME }, { "participant", COLUMN_NAME },
		{ "participants", COLUMN_NAME }, { "person", COLUMN_NAME }, { "who", COLUMN_NAME }, { "member", COLUMN_NAME },
		{ "people", COLUMN_NAME }, { "surname", COLUMN_NAME }, { "forename", COLUMN_NAME },
	};
	struct str rest = strip_signs(header), word;
	enum roll_column column = COLUMN_OTHER;
	if (header.n > CAPTION_BYTES)
		return COLUMN_OTHER;
	/* The rows stand in the order of what decides: "Company name" is an affiliation, "Nick name" an alias. */
	size_t best = sizeof heads / sizeof *heads;
	while (str_word(&rest, &word)) {
		size_t slash = str_find_char(word, '/', 1);
		word = bare(str_first(word, slash == STR_NONE ? word.n : slash));
		for (size_t i = 0; i < best; i++)
			if (str_eq_nocase(word, str_of(heads[i].word))) {
				best = i;
				column = heads[i].column;
			}
	}
	return column;
}
