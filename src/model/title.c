#include "model/title.h"

#include "model/words.h"

/* Behind READ_BYTES nothing of a title is looked for. */
enum { TITLE_BYTES = 300, SUBJECT_WORDS = 30, READ_BYTES = 1000 };

enum part {
	PART_WORD, PART_SIGN,
	PART_KIND,       /* agenda, minutes, notes */
	PART_GLUE,       /* of, for, the, held on ...: goes where it joins what is taken out */
	PART_DATE,       /* a date or a time, one token */
	PART_CUT
};

struct token {
	struct str text;
	enum part part;
	bool blank;      /* blanks stand before it */
};

struct tokens {
	struct token *items;
	size_t count;
};

static bool is_kind_word(struct str word)
{
	return word_in(word, (const char *const[]){ "agenda", "agendas", "minutes", "notes", "protocol", NULL });
}

/* They name the document too, but only at an end of the title. */
static bool is_report_word(struct str word)
{
	return word_in(word, (const char *const[]){ "summary", "results", "recap", "log", "logs", "transcript", "report",
		NULL });
}

static bool is_glue(struct str word)
{
	return word_in(word, (const char *const[]){ "and", "of", "for", "from", "the", "on", "held", "at", "to", "in", "a",
		"items", "item", "dated", "call-in", NULL });
}

bool title_is_event(struct str word)
{
	static const char *const list[] = { "meeting", "meetings", "call", "calls", "session", "sessions", "summit",
		"conference", "sync", "standup", "stand-up", "meetup", "workshop", "hackathon", "telecon", "teleconference",
		"con-call", "concall", "wg", "sig", "bof", "gathering", "retrospective", "office-hours", NULL };
	return word_in(word, list);
}

static struct str strip_marks(struct str s)
{
	s = str_trim(s);
	size_t hashes = 0;
	while (hashes < s.n && s.p[hashes] == '#')
		hashes++;
	s = str_trim_left(str_skip(s, hashes));
	while (s.n && str_find_char(STR("*_=~`"), *s.p, 0) != STR_NONE)
		s = str_trim_left(str_skip(s, 1));
	while (s.n && str_find_char(STR("*_=~`#"), s.p[s.n - 1], 0) != STR_NONE)
		s = str_trim_right(str_first(s, s.n - 1));
	return s;
}

/* "Subject:", "Re:", "Fwd:", "AW:" and list tags, again and again. The tags found are joined in title->tags. */
static struct str strip_mail(struct arena *arena, struct str s, struct title *title)
{
	static const char *const prefixes[] = { "subject:", "re:", "fwd:", "fw:", "aw:", "wg:", "sv:", NULL };
	for (bool more = true; more;) {
		more = false;
		s = str_trim_left(s);
		for (size_t i = 0; prefixes[i]; i++)
			if (str_starts_nocase(s, str_of(prefixes[i]))) {
				s = str_skip(s, str_of(prefixes[i]).n);
				more = true;
			}
		size_t close = s.n && *s.p == '[' ? str_find_char(str_first(s, 40), ']', 1) : STR_NONE;
		if (close != STR_NONE && close + 1 < s.n && s.p[close + 1] != '(') {
			struct str tag = str_first(s, close + 1);
			title->tags = title->tags.n ? arena_join(arena, title->tags, STR(" "), tag) : tag;
			s = str_skip(s, close + 1);
			more = true;
		}
	}
	return str_trim(s);
}

/* The date that counts: the first with a year, else the first. A bare year completes it, or is it. Returns the bare
 * year's place, empty if none was used. */
static struct str choose_date(struct str line, struct title *title)
{
	struct date_hit hit;
	for (size_t at = 0; date_find(line, at, &hit); at = hit.at + hit.slice.n) {
		if (!title->date.slice.n || (!title->date.year && hit.year))
			title->date = hit;
		if (title->date.year)
			return STR_EMPTY;
	}
	if (!date_find_year(line, 0, &hit))
		return STR_EMPTY;
	if (title->date.slice.n)
		date_complete(&title->date, hit.year);
	else
		title->date = hit;
	return hit.slice;
}

/* The begin of a line that is far too long for a title, up to a blank. */
static struct str bounded(struct str line)
{
	size_t n = READ_BYTES;
	if (line.n <= READ_BYTES)
		return line;
	while (n && !is_space(line.p[n]))
		n--;
	if (!n)
		for (n = READ_BYTES; ((unsigned char)line.p[n] & 0xc0) == 0x80; n--)
			;
	return str_first(line, n);
}

static void add_token(struct tokens *tokens, struct str text, enum part part, bool blank)
{
	tokens->items[tokens->count++] = (struct token){ text, part, blank };
}

static bool joins_word(struct str s, size_t at)
{
	char c = s.p[at];
	return (c == '-' || c == '.' || c == '\'' || c == '+' || c == '#' || c == '_') && at + 1 < s.n &&
		(is_alnum(s.p[at + 1]) || (unsigned char)s.p[at + 1] >= 0x80);
}

static struct tokens split(struct arena *arena, struct str line, struct str year)
{
	struct tokens tokens = { ARENA_ARRAY(arena, struct token, line.n + 1), 0 };
	struct date_hit date;
	struct time_hit time;
	bool more_dates = date_find(line, 0, &date), more_times = time_find(line, 0, &time);
	bool blank = false;
	for (size_t i = 0; i < line.n;) {
		struct str rest = str_skip(line, i);
		while (more_dates && date.at < i)
			more_dates = date_find(line, i, &date);
		while (more_times && time.at < i)
			more_times = time_find(line, i, &time);
		size_t n = 1;
		if (is_space(*rest.p)) {
			blank = true;
			i++;
			continue;
		}
		if (more_dates && date.at == i) {
			n = date.slice.n;
			add_token(&tokens, date.slice, PART_DATE, blank);
		} else if (more_times && time.at == i && time.possible) {
			n = time.zone.n ? (size_t)(time.zone.p + time.zone.n - rest.p) : time.slice.n;
			add_token(&tokens, str_first(rest, n), PART_DATE, blank);
		} else if (rest.p == year.p && year.n == 4) {
			n = year.n;
			add_token(&tokens, year, PART_DATE, blank);
		} else if (is_alnum(*rest.p) || (unsigned char)*rest.p >= 0x80) {
			/* Before a date that hangs on the word by a hyphen it ends. */
			while (n < rest.n && (is_alnum(rest.p[n]) || (unsigned char)rest.p[n] >= 0x80 || joins_word(rest, n)) &&
			       !(more_dates && date.at == i + n + 1))
				n++;
			struct str word = str_first(rest, n);
			bool dash = str_starts(word, STR("\xe2\x80")) && n == 3;
			enum part part = dash ? PART_SIGN : is_kind_word(word) ? PART_KIND : is_glue(word) ? PART_GLUE : PART_WORD;
			add_token(&tokens, word, part, blank);
		} else {
			add_token(&tokens, str_first(rest, 1), PART_SIGN, blank);
		}
		blank = false;
		i += n;
	}
	return tokens;
}

static bool token_is(const struct tokens *t, size_t at, const char *word)
{
	return at < t->count && t->items[at].part != PART_CUT && str_eq_nocase(t->items[at].text, str_of(word));
}

static bool is_gone(const struct tokens *t, size_t at)
{
	return t->items[at].part == PART_CUT;
}

static bool is_sign(const struct token *token, const char *signs)
{
	return token->part == PART_SIGN && str_find_char(str_of(signs), *token->text.p, 0) != STR_NONE;
}

static bool is_joint(const struct token *token)
{
	return token->part == PART_GLUE || token->part == PART_SIGN || token->part == PART_CUT;
}

/* Signs and glue that join what goes on the left or right of at. */
static void cut_around(struct tokens *t, size_t first, size_t last)
{
	size_t left = first, right = last + 1;
	/* Brackets of what stands beside are not its own. */
	while (left > 0 && is_joint(&t->items[left - 1]) && !is_sign(&t->items[left - 1], ")]"))
		left--;
	while (right < t->count && is_joint(&t->items[right]) && !is_sign(&t->items[right], "(["))
		right++;
	for (size_t i = left; i < right; i++)
		t->items[i].part = PART_CUT;
}

static void note_kind(struct title *title, struct str word, bool *agenda, bool *minutes)
{
	title->kind_stated = true;
	*agenda |= to_lower(*word.p) == 'a';
	*minutes |= to_lower(*word.p) == 'm' || to_lower(*word.p) == 'p';
}

/* Take the words of kind out with what belongs to them: "Call for agenda items and details of",
 * "Meeting notes of the", "Notes and next date". */
static void cut_kinds(struct tokens *t, struct title *title)
{
	static const char *const before[] = { "proposed", "draft", "final", "call", "request", "next", "reminder", NULL };
	bool agenda = false, minutes = false, begins;
	size_t events = 0;
	for (size_t i = 0; i < t->count; i++)
		events += title_is_event(t->items[i].text);
	for (size_t i = 0; i < t->count; i++) {
		size_t first = i, last = i;
		if (t->items[i].part != PART_KIND)
			continue;
		note_kind(title, t->items[i].text, &agenda, &minutes);
		if (first > 1 && token_is(t, first - 1, "for") && word_in(t->items[first - 2].text, before))
			first -= 2;
		else if (first > 0 && !is_gone(t, first - 1) && word_in(t->items[first - 1].text, before) &&
		         !token_is(t, first - 1, "call"))
			first--;
		if (token_is(t, last + 1, "items") || token_is(t, last + 1, "item"))
			last++;
		/* "... and next meeting": an appendage. */
		begins = first == 0 || is_gone(t, first - 1);
		if (!begins && token_is(t, last + 1, "and") && last + 2 < t->count && t->items[last + 2].part == PART_WORD) {
			last += 2;
			while (last + 1 < t->count && (t->items[last + 1].part == PART_WORD))
				last++;
		} else if (token_is(t, last + 1, "and") && token_is(t, last + 3, "details")) {
			last += 3;
		}
		/* "Meeting notes of the board": the first word belongs to the kind where a name follows. */
		if (first == 1 && title_is_event(t->items[0].text) && events > 1 && last + 1 < t->count &&
		    t->items[last + 1].part == PART_GLUE)
			first = 0;
		cut_around(t, first, last);
	}
	if (agenda)
		title->kind = minutes ? KIND_AGENDA_MINUTES : KIND_AGENDA;
	else if (minutes)
		title->kind = KIND_MINUTES;
}

/* "- results" at the end, "Logs for the" at the begin. */
static void cut_reports(struct tokens *t)
{
	size_t first = 0, last = t->count;
	while (first < t->count && is_gone(t, first))
		first++;
	while (last > first && is_gone(t, last - 1))
		last--;
	if (last <= first + 1)
		return;
	if (is_report_word(t->items[last - 1].text))
		cut_around(t, last - 1, last - 1);
	if (is_report_word(t->items[first].text) && t->items[first + 1].part == PART_GLUE)
		cut_around(t, first, first);
}

/* At an end of the name only some signs are part of it: the others were joints. */
static bool is_loose_sign(const struct token *token, const char *kept)
{
	return token->part == PART_SIGN && !is_sign(token, kept);
}

static struct str join(struct arena *arena, struct tokens *t)
{
	size_t first = 0, last = t->count;
	while (first < last && (is_gone(t, first) || is_loose_sign(&t->items[first], "([\"'")))
		first++;
	while (last > first && (is_gone(t, last - 1) || is_loose_sign(&t->items[last - 1], ")]>\"'!?+") ||
	       t->items[last - 1].part == PART_GLUE))
		last--;
	bool whole = true;
	for (size_t i = first; i < last; i++)
		whole &= !is_gone(t, i);
	/* "(recording)" alone is no name. */
	if (first == last || (is_sign(&t->items[first], "([") && is_sign(&t->items[last - 1], ")]")))
		return STR_EMPTY;
	if (whole)
		return str_range(t->items[first].text.p, t->items[last - 1].text.p + t->items[last - 1].text.n);
	struct buf b = BUF_INIT;
	bool gap = false;
	for (size_t i = first; i < last; i++) {
		struct token *token = &t->items[i];
		if (is_gone(t, i)) {
			gap = true;
			continue;
		}
		if (b.n && (gap || token->blank))
			buf_put(&b, ' ');
		buf_str(&b, token->text);
		gap = false;
	}
	struct str call = arena_str(arena, buf_slice(&b));
	buf_free(&b);
	return call;
}

void title_parse(struct arena *arena, struct str line, struct title *title)
{
	*title = (struct title){ KIND_NOTES, false, STR_EMPTY, { STR_EMPTY, 0, 0, 0, 0, true }, STR_EMPTY };
	line = strip_mail(arena, strip_marks(bounded(line)), title);
	line = strip_marks(line);
	struct str year = choose_date(line, title);
	struct tokens t = split(arena, line, year);
	/* "Lantern Summit 2021: security session": the year is part of the name where the title goes on. */
	for (size_t i = 0; i < t.count; i++)
		if (t.items[i].part == PART_DATE && !(t.items[i].text.n == 4 && !title->date.month && i + 1 < t.count))
			cut_around(&t, i, i);
	cut_kinds(&t, title);
	cut_reports(&t);
	title->call = join(arena, &t);
}

bool title_is_frame(struct str line)
{
	static const char *const frame[] = { "time", "times", "date", "day", "place", "location", "venue", "where", "when", "details", "logistics",
		"information", "info", NULL };
	struct str rest = strip_marks(line), word;
	size_t framing = 0;
	while (str_word(&rest, &word)) {
		while (word.n && is_punct(word.p[word.n - 1]))
			word.n--;
		bool frames = word_in(word, frame);
		framing += frames;
		if (word.n && !frames && !title_is_event(word) && !str_eq_nocase(word, STR("and")))
			return false;
	}
	return framing > 0;
}

bool title_of_other(struct str line)
{
	static const char *const others[] = { "approval", "approve", "approved", "approves", "approving", "accept", "accepted", "acceptance", "adopt", "adopted",
		"adoption", "next", "previous", "prior", "upcoming", "future", "earlier", "deadline", "due", NULL };
	struct str rest = strip_marks(line), word;
	bool last = false;
	for (bool first = true; str_word(&rest, &word); first = false) {
		while (word.n && is_punct(*word.p))
			word = str_skip(word, 1);
		while (word.n && is_punct(word.p[word.n - 1]))
			word.n--;
		/* "the last meeting"; "last Wednesday, 2024-05-15" is this one's. */
		if (word_in(word, others) || (last && (title_is_event(word) || is_kind_word(word))) || (first && str_eq_nocase(word, STR("review"))))
			return true;
		last = str_eq_nocase(word, STR("last"));
	}
	return false;
}

bool title_like(struct str line)
{
	struct date_hit hit;
	size_t words = 0, kinds = 0;
	bool event = false;
	if (line.n > TITLE_BYTES || title_is_frame(line))
		return false;
	struct str text = strip_marks(line), rest, word;
	if (!text.n)
		return false;
	for (rest = text; str_word(&rest, &word);) {
		while (word.n && is_punct(*word.p))
			word = str_skip(word, 1);
		while (word.n && is_punct(word.p[word.n - 1]))
			word.n--;
		if (!word.n)
			continue;
		words++;
		kinds += is_kind_word(word);
		event |= title_is_event(word) || (word.n > 8 && str_starts_nocase(str_skip(word, word.n - 7), STR("meeting")));
	}
	bool dated = date_find(text, 0, &hit);
	/* A mail's subject can be long; it is no sentence while it has no verb and no full stop. */
	bool subject = event && (dated || kinds) && words <= SUBJECT_WORDS && !words_have_verb(text) &&
		text.p[text.n - 1] != '.' && text.p[text.n - 1] != ',';
	if (!subject && line_nature(text) != NATURE_TITLE)
		return false;
	return dated || (event && words > 1) || (kinds && words > kinds + (kinds > 1));
}

size_t title_former(struct str title, struct str *former)
{
	static const char *const words[] = { "was", "formerly", "previously" };
	size_t at = title.n;
	*former = STR_EMPTY;
	if (!title.n || title.p[title.n - 1] != ')')
		return title.n;
	while (at && title.p[at] != '(')
		at--;
	struct str inside = str_range(title.p + at + 1, title.p + title.n - 1);
	for (size_t i = 0; at && i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i]);
		if (!str_starts_nocase(inside, str_of(words[i])) || n == inside.n || (inside.p[n] != ':' && inside.p[n] != ' '))
			continue;
		*former = str_trim(str_skip(inside, n + 1));
		return former->n ? at : title.n;
	}
	return title.n;
}
