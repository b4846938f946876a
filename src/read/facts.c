/* What kind of document this is, which call it is of, and when that was. */
#include "read/facts.h"

#include "model/title.h"
#include "model/words.h"
#include "read/label.h"
#include "read/scan.h"

enum { FIRST_BLOCKS = 6, FIRST_BYTES = 300, FAR_DAYS = 60 };

/* Fields stand before all other blocks. */
static const struct block *field_of(const struct document *doc, const char *key)
{
	for (const struct block *b = doc->root->first; b && b->type == BLOCK_FIELD; b = b->next)
		if (str_eq_nocase(b->u.field.key, str_of(key)))
			return b;
	return NULL;
}

/* "Date" of a word in two scripts, the other one that of Chinese characters, U+4E00 to U+9FFF. */
static struct str before_han(struct str word)
{
	size_t n = 0;
	while (n < word.n && !((unsigned char)word.p[n] >= 0xe4 && (unsigned char)word.p[n] <= 0xe9))
		n++;
	return n ? str_first(word, n) : word;
}

bool facts_says_when(struct str key)
{
	static const char *const when[] = { "date", "dates", "day", "when", "date/time", "date&time", "datetime", NULL };
	static const char *const others[] = { "next", "last", "previous", "due", "release", "start", "end", NULL };
	static const char *const held[] = { "meeting", "call", "held", "on", NULL };
	struct str rest = key, word;
	bool says = false, only_held = true;
	while (str_word(&rest, &word)) {
		word = before_han(word);
		if (word_in(word, others))
			return false;
		says |= word_in(word, when);
		only_held &= word_in(word, held);
	}
	return says || (only_held && (str_eq_nocase(key, STR("on")) || str_ends(key, STR(" on"))));
}

/* What the Markdown output keeps of a text: only that may have a meaning. */
static struct str plain(struct arena *arena, const struct block *b)
{
	return inline_plain(arena, inline_parse(arena, NULL, raw_text(b)));
}

static bool holds_date(struct document *doc, const struct block *field)
{
	struct date_hit hit;
	return date_find(plain(&doc->arena, field), 0, &hit);
}

/* The field that states the date: "Date", else the first whose key says so and that holds one, else such a "Time". */
static const struct block *date_field(struct document *doc)
{
	const struct block *field = field_of(doc, "Date"), *time = field_of(doc, "Time");
	for (const struct block *b = doc->root->first; b && b->type == BLOCK_FIELD && !field; b = b->next)
		if (facts_says_when(b->u.field.key) && holds_date(doc, b))
			field = b;
	return !field && time && holds_date(doc, time) ? time : field;
}

/* The words of a heading, whose numbers stand in the text or do not. */
static struct str heading_plain(struct arena *arena, const struct block *b)
{
	static const struct str topic = { "topic: ", 7 };
	struct str text = plain(arena, b);
	uint32_t value;
	size_t n;
	while ((n = text.n ? line_number_length(text, &value) : 0) || (n = str_starts(text, topic) ? topic.n : 0))
		text = str_trim_left(str_skip(text, n));
	return text;
}

/* Rough distance of two whole dates in days. */
static long days_apart(const struct date_hit *a, const struct date_hit *b)
{
	long days = (a->year - b->year) * 365L + (a->month - b->month) * 30L + (a->day - b->day);
	return days < 0 ? -days : days;
}

static void check_times(struct document *doc, struct str text, size_t line)
{
	struct time_hit hit;
	for (size_t from = 0; time_find(text, from, &hit); from = hit.at + hit.slice.n)
		if (!hit.possible)
			diag_add(&doc->diags, DIAG_BAD_TIME, line, 1, hit.slice, STR_EMPTY);
}

static bool usable(struct document *doc, struct date_hit *hit, size_t line)
{
	if (hit->possible)
		return true;
	diag_add(&doc->diags, DIAG_BAD_DATE, line, 1, hit->slice, STR_EMPTY);
	return false;
}

/* Cut the next word of letters and digits off *rest. */
static bool plain_word(struct str *rest, struct str *word)
{
	size_t n = 0;
	while (rest->n && !is_alnum(*rest->p))
		*rest = str_skip(*rest, 1);
	while (n < rest->n && is_alnum(rest->p[n]))
		n++;
	*word = str_first(*rest, n);
	*rest = str_skip(*rest, n);
	return n > 0;
}

/* "July 11, 2018 - in the lab", "Meeting of July 11, 2018", "A meeting was held on July 11, 2018": does a text near the
 * begin date the call? Not what tells of something else on that day, nor of another meeting. */
static bool dates_call(const struct block *b, struct str text, const struct date_hit *hit, bool first)
{
	static const char *const meets[] = { "minutes", "notes", "agenda", "summary", "recap", "held", "date", "day", "time", "when", NULL };
	static const char *const takes_place[] = { "minutes", "notes", "agenda", "summary", "recap", "held", "date", "when", "start", "starts", "started",
		"began", "begins", "opened", "convened", "place", NULL };
	struct str rest = text, word;
	struct label label;
	bool meeting = false, taking_place = false;
	if (title_of_other(text) || (b->next && b->next->type == BLOCK_QUOTE && str_ends(text, STR(":"))))
		return false;
	if (b->type == BLOCK_HEADING && !first && str_find_nocase(text, STR("minutes of "), 0) != STR_NONE)
		return false;
	if (label_find(text, &label) && facts_says_when(label.names))
		return true;
	while (plain_word(&rest, &word)) {
		meeting |= title_is_event(word) || word_in(word, meets);
		taking_place |= word_in(word, takes_place);
	}
	return line_nature(text) == NATURE_TITLE ? meeting || !hit->at : meeting && taking_place;
}

/* "- **When**: July 11, 2018", among the fields of a header that is a list. */
static struct str listed_date(struct document *doc, struct arena *scratch, const struct block *list)
{
	enum { FIRST_ITEMS = 8 };
	size_t n = 0;
	for (const struct block *item = list->first; item && n < FIRST_ITEMS; item = item->next, n++) {
		struct label label;
		struct date_hit hit;
		if (raw_is(item) && label_find(plain(scratch, item), &label) && facts_says_when(label.names) &&
		    date_find(str_first(label.text, FIRST_BYTES), 0, &hit) && hit.possible && hit.year && hit.day)
			return date_iso(&doc->arena, &hit);
	}
	return STR_EMPTY;
}

/* The first whole date near the begin of the body that is the call's, and agrees with the title's. */
static struct str early_date(struct document *doc, struct arena *scratch, int year, struct str stated)
{
	size_t n = 0;
	for (const struct block *b = doc->root->first; b && n < FIRST_BLOCKS; b = b->next) {
		struct date_hit hit;
		struct str text = !raw_is(b) ? STR_EMPTY : b->type == BLOCK_HEADING ? heading_plain(scratch, b) : plain(scratch, b);
		/* A paragraph that shows nothing will not stay. */
		if (b->type == BLOCK_FIELD || (b->type == BLOCK_PARAGRAPH && !text.n))
			continue;
		n++;
		if (b->type == BLOCK_LIST) {
			struct str iso = listed_date(doc, scratch, b);
			if (iso.n && (!stated.n || date_agrees(iso, stated)))
				return iso;
		}
		if (b->type != BLOCK_PARAGRAPH && b->type != BLOCK_HEADING)
			continue;
		text = str_first(text, FIRST_BYTES);
		if (!date_find(text, 0, &hit) || !hit.possible || !hit.day)
			continue;
		if (stated.n && !hit.year)
			date_complete(&hit, year);
		struct str iso = date_iso(&doc->arena, &hit);
		if (hit.year && (!stated.n || date_agrees(iso, stated)) && dates_call(b, text, &hit, n == 1))
			return iso;
	}
	return STR_EMPTY;
}

bool facts_is_mail(const struct document *doc)
{
	return field_of(doc, "Subject") && field_of(doc, "From");
}

static void find_date(struct document *doc, struct title *title, size_t title_line)
{
	const struct block *field = date_field(doc);
	struct date_hit stated = { .slice = STR_EMPTY };
	bool has_field = field && date_find(plain(&doc->arena, field), 0, &stated) && usable(doc, &stated, field->line);
	bool mail = facts_is_mail(doc);
	doc->date = STR_EMPTY;
	if (title->date.slice.n && usable(doc, &title->date, title_line)) {
		if (has_field)
			date_complete(&title->date, stated.year);
		doc->date = date_iso(&doc->arena, &title->date);
	}
	if (doc->date.n && has_field) {
		struct str other = date_iso(&doc->arena, &stated);
		bool apart = mail ? title->date.day && days_apart(&title->date, &stated) > FAR_DAYS : !date_agrees(doc->date, other);
		if (apart)
			diag_add(&doc->diags, DIAG_DATE_CONTRADICTS, field->line, 1, other, doc->date);
		else if (!mail && other.n > doc->date.n)
			doc->date = other;
	}
	if (!doc->date.n && has_field)
		doc->date = date_iso(&doc->arena, &stated);
	if (doc->date.n < 10) {
		struct arena scratch = ARENA_INIT;
		struct str early = early_date(doc, &scratch, date_year(doc->date), doc->date);
		arena_free(&scratch);
		if (early.n)
			doc->date = early;
	}
	if (!doc->date.n)
		diag_add(&doc->diags, DIAG_NO_DATE, title_line ? title_line : 1, 1, STR_EMPTY, STR_EMPTY);
}

/* A heading that says no more than when the call is. Where several do they head the notes of several calls. */
static void find_day_heading(struct document *doc)
{
	enum { LONGEST = 100 };
	struct block *found = NULL;
	size_t days = 0;
	for (struct block *b = doc->root->first; b; b = b->next) {
		if (b->type != BLOCK_HEADING || raw_text(b).n > LONGEST || !date_alone(heading_plain(&doc->arena, b)))
			continue;
		found = b;
		days++;
	}
	struct date_hit hit;
	if (days != 1 || !date_find(heading_plain(&doc->arena, found), 0, &hit))
		return;
	date_complete(&hit, date_year(doc->date));
	struct str iso = date_iso(&doc->arena, &hit);
	found->u.heading.of_day = iso.n && doc->date.n && date_agrees(iso, doc->date);
}

void facts_read(struct document *doc)
{
	struct title title;
	title_parse(&doc->arena, doc->title, &title);
	size_t line = 1;
	find_date(doc, &title, line);
	find_day_heading(doc);
	doc->call = title.call;
	doc->kind = title.kind;
	check_times(doc, doc->title, line);
	const struct block *time = field_of(doc, "Time");
	if (time)
		check_times(doc, plain(&doc->arena, time), time->line);
	const struct block *language = field_of(doc, "Language");
	if (language)
		doc->language = str_trim(plain(&doc->arena, language));
}

void facts_kind(struct document *doc)
{
	struct title title;
	title_parse(&doc->arena, doc->title, &title);
	if (!title.kind_stated && (doc->statements.count || doc->actions.count || doc->decision_count || doc->votes.count))
		doc->kind = KIND_MINUTES;
}
