/* mbox (RFC 4155), in the dialects mboxo and mboxrd, and files that hold one message.
 *
 * A message begins at a line "From WHO DATE" at the begin of the file or below an empty line, with the line of a header
 * below it; without the empty line, if all that a header needs is below it. The date is that of asctime(3) with a zone in
 * any place, or of RFC 5322: a sentence that begins with "From" has none. Lines "From " of a body were written as ">From "
 * (mboxo), or each ">...>From " with one more ">" (mboxrd): one is taken off. */
#include "mail/archive_parts.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/mem.h"
#include "mail/fields.h"

enum {
	MESSAGE_LIMIT = 16 << 20,      /* of longer ones the begin is read */
	LINE_LIMIT = 1000,             /* of a From_ line and of the begin of the next */
	HEADER_LIMIT = 16 << 10        /* of a header that is looked at to tell whether it is one */
};

struct reader {
	struct archive *archive;
	struct str file;
	struct source *source;
	uint64_t start;                /* of the first message or From_ line there may be */
	bool headless;                 /* the file begins with a header, so that it may hold one message only */
	size_t scanned;                /* of the source: searched for From_ lines up to here */
	bool given;                    /* a message was read */
	size_t *escapes;               /* where a '>' is to be taken off */
	size_t escape_count, escape_room;
};

static bool is_one_of(struct str word, const char *names)
{
	struct str list = str_of(names), name;
	while (str_word(&list, &name))
		if (str_eq(word, name))
			return true;
	return false;
}

static bool is_number(struct str word, size_t least, size_t most)
{
	for (size_t i = 0; i < word.n; i++)
		if (!is_digit(word.p[i]))
			return false;
	return word.n >= least && word.n <= most;
}

/* "07:35", "07:35:01" */
static bool is_time(struct str word)
{
	struct str part = STR_EMPTY;
	size_t parts = 0;
	for (; str_split(&word, ':', &part); parts++)
		if (!is_number(part, 1, 2))
			return false;
	return parts == 2 || parts == 3;
}

/* "May  6", in *rest; or "06 May 2024", whose year is that of the date. */
static bool take_day(struct str *rest, struct str *year)
{
	static const char months[] = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
	struct str first, second;
	if (!str_word(rest, &first) || !str_word(rest, &second))
		return false;
	if (is_one_of(first, months) && is_number(second, 1, 2))
		return true;
	return is_number(first, 1, 2) && is_one_of(second, months) && str_word(rest, year) && is_number(*year, 4, 4);
}

/* The date of a From_ line, from its weekday on; false if it has none. */
static bool find_date(struct str line, struct str *date)
{
	struct str rest = line, word, time;
	while (str_word(&rest, &word)) {
		struct str after = rest, year = STR_EMPTY;
		if (!is_one_of(str_first(word, 3), "Mon Tue Wed Thu Fri Sat Sun") || (word.n > 3 && !str_eq(str_skip(word, 3), STR(","))) ||
			!take_day(&after, &year) || !str_word(&after, &time) || !is_time(time))
			continue;
		if (year.n) {
			*date = str_trim(str_range(word.p, line.p + line.n));
			return true;
		}
		/* The year, or a zone before it. */
		for (int i = 0; i < 3 && str_word(&after, &year); i++)
			if (is_number(year, 4, 4)) {
				*date = str_range(word.p, year.p + year.n);
				return true;
			}
	}
	return false;
}

enum answer { NO, YES, MORE };

static struct str line_at(struct str s, size_t at)
{
	size_t end = str_find_char(str_first(s, at + LINE_LIMIT), '\n', at);
	return str_range(s.p + at, s.p + (end == STR_NONE ? s.n : end));
}

static bool below_empty_line(const struct reader *r, size_t at)
{
	const char *p = r->source->p;
	if (at == 0)
		return r->source->offset == r->start;
	return p[at - 1] == '\n' && (at == 1 || p[at - 2] == '\n' || (p[at - 2] == '\r' && (at == 2 || p[at - 3] == '\n')));
}

static void complain_unsplit(struct reader *r, size_t at)
{
	archive_diag(r->archive, DIAG_MAIL_UNSPLIT, r->file, r->source->offset + at, STR_EMPTY, STR_EMPTY);
}

/* Does a header begin text that nobody writes by chance? */
static bool is_header(const struct reader *r, struct str text)
{
	struct fields fields;
	fields_parse(str_first(text, HEADER_LIMIT), &fields);
	bool date = fields.first[FIELD_DATE].n > 0, id = fields.first[FIELD_ID].n > 0;
	return fields.first[FIELD_FROM].n && (r->headless ? date && id : date || id);
}

/* Is "From " at this place of the source the begin of a message? MORE: what decides is not read yet. */
static enum answer is_begin(struct reader *r, size_t at, struct str *date)
{
	struct str all = { r->source->p, r->source->n };
	bool apart = below_empty_line(r, at);
	if (!apart && (at == 0 || all.p[at - 1] != '\n'))
		return NO;
	if (all.n - at < 2 * LINE_LIMIT && !r->source->at_end)
		return MORE;
	struct str line = line_at(all, at);
	size_t next = at + line.n + 1;
	bool dated = line.n <= LINE_LIMIT && find_date(str_skip(line, 5), date);
	if (!dated && !apart)
		return NO;
	if (next >= all.n)
		return dated && apart ? YES : NO;          /* cut off behind the line */
	struct str below = line_at(all, next);
	if (!field_like(below) && !str_starts(below, STR(">From ")))
		return NO;
	if (dated && apart && !r->headless)
		return YES;
	if (all.n - at < HEADER_LIMIT && !r->source->at_end)
		return MORE;
	bool header = is_header(r, str_skip(all, next));
	if (header && !dated)
		complain_unsplit(r, at);
	return header && dated ? YES : NO;
}

/* Is the "From " escaped: only '>' between it and the begin of its line? */
static bool is_escaped(const struct reader *r, size_t at)
{
	const char *p = r->source->p;
	size_t i = at;
	while (i > 0 && p[i - 1] == '>')
		i--;
	return i < at && (i == 0 || p[i - 1] == '\n');
}

static void note_escape(struct reader *r, size_t at)
{
	VEC_ROOM(r->escapes, r->escape_count, r->escape_room);
	r->escapes[r->escape_count++] = at - 1;
}

/* The next From_ line of what is read, from where the last search ended. */
static enum answer search(struct reader *r, size_t *at, struct str *date)
{
	struct source *s = r->source;
	for (;;) {
		const char *hit = s->n > r->scanned ? memmem(s->p + r->scanned, s->n - r->scanned, "From ", 5) : NULL;
		if (!hit) {
			/* The begin of a "From " at the end may be searched again. */
			if (s->n > r->scanned + 4)
				r->scanned = s->n - 4;
			return s->at_end ? NO : MORE;
		}
		*at = (size_t)(hit - s->p);
		enum answer answer = is_begin(r, *at, date);
		if (answer == MORE)
			r->scanned = *at;
		if (answer != NO)
			return answer;
		if (is_escaped(r, *at))
			note_escape(r, *at);
		r->scanned = *at + 5;
	}
}

static void unescape(struct reader *r, size_t *end)
{
	char *p = r->source->p;
	size_t to = r->escape_count ? r->escapes[0] : 0;
	for (size_t i = 0; i < r->escape_count; i++) {
		size_t begin = r->escapes[i] + 1, until = i + 1 < r->escape_count ? r->escapes[i + 1] : *end;
		memmove(p + to, p + begin, until - begin);
		to += until - begin;
	}
	*end -= r->escape_count;
}

static struct str decimal(char text[24], uint64_t n)
{
	snprintf(text, 24, "%" PRIu64, n);
	return str_of(text);
}

static void forget(struct reader *r, size_t n)
{
	source_use(r->source, n);
	r->scanned = r->scanned > n ? r->scanned - n : 0;
	r->escape_count = 0;
}

/* The message in the first end bytes, whose header begins at begin; forgets them. */
static void give(struct reader *r, size_t begin, size_t end, struct str envelope)
{
	struct source *s = r->source;
	size_t used = end;
	while (r->escape_count && r->escapes[r->escape_count - 1] >= end)
		r->escape_count--;
	unescape(r, &end);
	/* The empty line before the next From_ line is the mbox's. */
	struct str all = { s->p + begin, end > begin ? end - begin : 0 };
	end -= str_ends(all, STR("\n\r\n")) ? 2 : str_ends(all, STR("\n\n"));
	r->given |= end > begin;
	if (end > begin)
		message_read(r->archive, r->file, s->offset, s->p + begin, end - begin, envelope);
	forget(r, used);
}

/* Reads until a From_ line is found (YES), the source has ended (NO) or holds more than a message may have (MORE). */
static enum answer read_to_from(struct reader *r, size_t *at, struct str *date)
{
	struct source *s = r->source;
	for (;;) {
		enum answer answer = search(r, at, date);
		if (answer != MORE)
			return answer;
		if (r->scanned > MESSAGE_LIMIT)
			return MORE;
		source_more(s);
		if (r->archive->progress)
			r->archive->progress(r->archive->progress_self, r->file, s->read, s->size);
	}
}

/* Skips to the next From_ line; false where there is none. Returns the bytes skipped in *skipped. */
static bool skip_to_from(struct reader *r, size_t *at, struct str *date, uint64_t *skipped)
{
	enum answer answer;
	*skipped = 0;
	while ((answer = read_to_from(r, at, date)) == MORE) {
		*skipped += r->scanned;
		forget(r, r->scanned);
	}
	*skipped += answer == YES ? *at : r->source->n;
	forget(r, answer == YES ? *at : r->source->n);
	return answer == YES;
}

/* In the first n bytes, of one message: the begin of another header, which no From_ line shows. */
static void find_unsplit(struct reader *r, size_t n)
{
	struct str text = { r->source->p, n };
	struct fields fields;
	for (size_t at = 0; (at = str_find(text, STR("\n\nFrom: "), at)) != STR_NONE;) {
		at += 2;
		fields_parse(str_skip(text, at), &fields);
		if (fields.first[FIELD_SUBJECT].n && (fields.first[FIELD_DATE].n || fields.first[FIELD_ID].n)) {
			complain_unsplit(r, at);
			return;
		}
	}
}

/* One message up to the next From_ line, or where alone is set up to the end of the file; false at the end. The source
 * stands at its From_ line, or at its header where there is none (from_line 0). */
static bool read_message(struct reader *r, size_t from_line, struct str date, bool alone)
{
	char envelope_text[64], number[24];
	struct source *s = r->source;
	size_t n = date.n < sizeof envelope_text ? date.n : 0, at;
	memcpy(envelope_text, date.p, n);
	struct str envelope = { envelope_text, n };
	enum answer answer;
	r->scanned = from_line;
	do {
		answer = read_to_from(r, &at, &date);
		if (answer == YES && alone)
			r->scanned = at + 5;
	} while (answer == YES && alone);
	if (r->headless)
		find_unsplit(r, answer == YES ? at : s->n);
	r->headless = false;
	size_t end = answer == YES ? at : answer == MORE ? r->scanned : s->n;
	if (end <= MESSAGE_LIMIT) {
		give(r, from_line, end, envelope);
		return answer == YES;
	}
	archive_diag(r->archive, DIAG_MAIL_LONG, r->file, s->offset, STR("message"), decimal(number, MESSAGE_LIMIT));
	give(r, from_line, MESSAGE_LIMIT, envelope);
	forget(r, end - MESSAGE_LIMIT);
	uint64_t skipped;
	return answer == YES || (answer == MORE && !alone && skip_to_from(r, &at, &date, &skipped));
}

static size_t from_line_size(const struct source *s)
{
	const char *end = memchr(s->p, '\n', s->n);
	return end ? (size_t)(end - s->p) + 1 : s->n;
}

/* The messages from the next From_ line on. */
static void read_messages(struct reader *r)
{
	struct source *s = r->source;
	struct str date = STR_EMPTY;
	char number[24];
	uint64_t skipped;
	size_t at;
	if (!skip_to_from(r, &at, &date, &skipped))
		return;
	if (skipped)
		archive_diag(r->archive, DIAG_MAIL_SKIPPED, r->file, r->start, decimal(number, skipped), STR_EMPTY);
	do
		find_date(str_skip(line_at((struct str){ s->p, s->n }, 0), 5), &date);
	while (read_message(r, from_line_size(s), date, false));
}

static void skip_empty_lines(struct source *s)
{
	while ((s->n || source_more(s)) && (s->p[0] == '\n' || s->p[0] == '\r'))
		source_use(s, 1);
}

void mbox_read(struct archive *a, struct str file, struct source *source, bool one)
{
	skip_empty_lines(source);
	struct reader r = { .archive = a, .file = file, .source = source, .start = source->offset };
	while (source->n < LINE_LIMIT && source_more(source))
		;
	struct str begin = line_at((struct str){ source->p, source->n }, 0);
	r.headless = field_like(begin) && begin.n <= LINE_LIMIT && source->p[0] != ' ';
	if (!r.headless || read_message(&r, 0, STR_EMPTY, one)) {
		r.start = source->offset;
		read_messages(&r);
	}
	if (!r.given)
		archive_diag(a, DIAG_MAIL_NONE, file, 0, STR_EMPTY, STR_EMPTY);
	mem_free(r.escapes);
}
