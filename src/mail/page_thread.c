/* A page of one message and an overview of its thread: a line a message, with date, time (UTC) and, indented below what it
 * answers, the subject where it is another than there, and the author's name. */
#include "base/mem.h"
#include "mail/body.h"
#include "mail/clean.h"
#include "mail/fields.h"
#include "mail/header.h"
#include "mail/page.h"
#include "model/names.h"

enum { DATE_WIDTH = 16, DEPTH_LIMIT = 1000, NAMES_LIMIT = 500 };

struct line {
	bool listed, absent, here;     /* absent: "[not found]"; here: the page's own message */
	size_t depth;                  /* 0: the thread's begin */
	int64_t seconds;
	struct str rest;               /* subject and author */
};

struct overview {
	struct archive *archive;
	struct message *page;
	struct str names[NAMES_LIMIT];          /* authors */
	size_t name_count;
	struct message *open[DEPTH_LIMIT];      /* the last message of each depth; NULL: absent */
	size_t open_count;
};

static bool number(struct str s, size_t at, size_t digits, int *value)
{
	*value = 0;
	for (size_t i = at; i < at + digits; i++) {
		if (i == at && i < s.n && s.p[i] == ' ')
			continue;             /* "2024-05-06  9:36" */
		if (i >= s.n || !is_digit(s.p[i]))
			return false;
		*value = 10 * *value + (s.p[i] - '0');
	}
	return true;
}

/* Days since 1970-01-01 in the Gregorian calendar; months count from March, so that the leap day is a year's last. */
static int64_t days(int year, int month, int day)
{
	int64_t y = month > 2 ? year : year - 1, m = (month + 9) % 12;
	return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719468;
}

/* "2016-03-24 20:00" */
static bool parse_time(struct str s, int64_t *seconds)
{
	int year, month, day, hour, minute;
	if (!number(s, 0, 4, &year) || !number(s, 5, 2, &month) || !number(s, 8, 2, &day) || !number(s, 11, 2, &hour) ||
		!number(s, 14, 2, &minute) || s.p[4] != '-' || s.p[7] != '-' || s.p[10] != ' ' || s.p[13] != ':' ||
		month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59)
		return false;
	*seconds = days(year, month, day) * 86400 + hour * 3600 + minute * 60;
	return true;
}

static bool parse_line(struct str s, struct line *line)
{
	static const struct str absent = { "[not found]", 11 }, here = { "[this message]", 14 };
	*line = (struct line){ .rest = STR_EMPTY };
	size_t at = 0, blanks = 0;
	line->absent = str_starts(str_trim_left(s), absent);
	if (!line->absent && !parse_time(s, &line->seconds))
		return false;
	for (at = DATE_WIDTH; at < s.n && s.p[at] == ' '; at++)
		blanks++;
	if (at < s.n && s.p[at] == '`') {
		line->depth = (blanks - (blanks > 0)) / 2 + 1;
		at++;
	}
	line->listed = !line->absent;
	line->rest = str_trim(str_skip(s, at));
	if (str_ends(line->rest, here)) {
		line->here = true;
		line->rest = str_trim(str_first(line->rest, line->rest.n - here.n));
	}
	return at > DATE_WIDTH || line->rest.n;
}

static void add_name(struct overview *o, struct str name)
{
	for (size_t i = 0; i < o->name_count; i++)
		if (str_eq(o->names[i], name))
			return;
	if (name.n && o->name_count < NAMES_LIMIT)
		o->names[o->name_count++] = name;
}

/* The longest known author at the end of s, which is more than that where behind is set. */
static struct str author_at_end(const struct overview *o, struct str s, bool behind)
{
	struct str best = STR_EMPTY;
	for (size_t i = 0; i < o->name_count; i++) {
		struct str name = o->names[i];
		if (name.n > best.n && str_ends(s, name) && (s.n == name.n ? !behind : s.p[s.n - name.n - 1] == ' '))
			best = name;
	}
	return best;
}

/* Authors: the people of the page's header, and lines that are a name and nothing else. */
static void collect_names(struct overview *o, struct str text)
{
	const struct mail_addresses *lists[] = { &o->page->to, &o->page->cc };
	if (o->page->from)
		add_name(o, o->page->from->name);
	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < lists[k]->count; i++)
			add_name(o, lists[k]->items[i]->name);
	struct str s;
	struct line line;
	for (size_t at = 0; page_line(text, &at, &s);)
		if (parse_line(s, &line) && line.listed && line.depth && name_shape(line.rest) == NAME_LIKELY &&
			!author_at_end(o, line.rest, true).n)
			add_name(o, line.rest);
}

static struct message *parent_at(const struct overview *o, size_t depth)
{
	for (size_t i = depth < o->open_count ? depth : o->open_count; i-- > 0;)
		if (o->open[i])
			return o->open[i];
	return NULL;
}

static struct str without_reply(struct str subject)
{
	return str_starts_nocase(subject, STR("re: ")) ? str_skip(subject, 4) : subject;
}

/* The subject of a line: another one, with a '"' in place of what the parent's says, or none where it is the parent's. */
static struct str full_subject(struct archive *a, struct str own, const struct message *parent)
{
	struct str before = parent ? without_reply(parent->subject) : STR_EMPTY;
	if (!own.n)
		return before.n ? arena_join(&a->arena, STR("Re:"), STR(" "), before) : STR_EMPTY;
	if (before.n && str_ends(own, STR(" \"")))
		return arena_join(&a->arena, str_first(own, own.n - 2), STR(" "), before);
	return own;
}

/* The author's name and, before it, the subject; where the author is nobody known, the last words if they can be a name. */
static void split(const struct overview *o, struct str rest, struct str *subject, struct str *author)
{
	*author = author_at_end(o, rest, false);
	for (size_t words = 4; !author->n && words > 1; words--) {
		size_t at = rest.n, n = 0;
		while (at > 0 && n < words)
			n += rest.p[--at] == ' ';
		if (n == words && name_shape(str_skip(rest, at + 1)) == NAME_LIKELY)
			*author = str_skip(rest, at + 1);
	}
	*subject = str_trim(str_first(rest, rest.n - author->n));
}

static struct str cleaned(struct archive *a, struct str text)
{
	struct buf b = BUF_INIT;
	mail_clean_line(&b, text);
	struct str copy = archive_text(a, buf_slice(&b));
	buf_free(&b);
	return copy;
}

/* With the address that the page's header has for the name. */
static const struct mail_address *person_named(struct overview *o, struct str name)
{
	const struct mail_addresses *lists[] = { &o->page->to, &o->page->cc };
	if (o->page->from && str_eq(o->page->from->name, name))
		return o->page->from;
	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < lists[k]->count; i++)
			if (str_eq(lists[k]->items[i]->name, name))
				return lists[k]->items[i];
	return archive_address(o->archive, name, STR_EMPTY);
}

static void add_line(struct overview *o, const struct line *line, uint64_t offset)
{
	struct archive *a = o->archive;
	size_t depth = line->depth < DEPTH_LIMIT ? line->depth : DEPTH_LIMIT - 1;
	struct message *parent = parent_at(o, depth), *m = NULL;
	if (line->here) {
		m = o->page;
		if (!m->parent && m != parent)
			m->parent = parent;
	} else if (line->listed) {
		struct str subject, author;
		split(o, line->rest, &subject, &author);
		m = archive_new(a, MAIL_LISTED, o->page->file, offset);
		m->subject = full_subject(a, cleaned(a, subject), parent);
		m->from = author.n ? person_named(o, cleaned(a, author)) : NULL;
		m->date = (struct mail_date){ true, line->seconds, 0 };
		m->parent = parent;
		m->next = a->listed;
		a->listed = m;
	}
	while (o->open_count < depth)
		o->open[o->open_count++] = NULL;
	o->open[depth] = m;
	o->open_count = depth + 1;
}

static void read_overview(struct overview *o, struct str text, uint64_t offset)
{
	collect_names(o, text);
	struct str s;
	struct line line;
	for (size_t at = 0, begin = 0; page_line(text, &at, &s); begin = at)
		if (parse_line(s, &line))
			add_line(o, &line, offset + begin);
}

/* "Thread overview: 190+ messages / expand": 190; 0 where it does not say. */
static unsigned stated_messages(struct str line)
{
	unsigned n = 0;
	struct str s = str_trim_left(str_skip(line, str_find_char(line, ':', 0) + 1));
	for (size_t i = 0; i < s.n && is_digit(s.p[i]) && n < 100000; i++)
		n = 10 * n + (unsigned)(s.p[i] - '0');
	return n;
}

/* The offset of the line at which the body ends, of the overview's first line, and how many messages it says there are. */
static size_t body_end(struct str text, size_t body, size_t *overview, unsigned *messages)
{
	struct str line;
	size_t end = text.n;
	*overview = text.n;
	for (size_t at = body, begin = body; page_line(text, &at, &line); begin = at) {
		bool other = str_find(line, STR("other threads:["), 0) != STR_NONE;
		bool thread = str_starts(line, STR("Thread overview:"));
		if ((other || thread || str_eq(line, STR("Reply instructions:"))) && begin < end)
			end = begin;
		if (thread) {
			*messages = stated_messages(line);
			*overview = at;
			break;
		}
	}
	return end;
}

/* The header's lines, without the links behind some: "[thread overview]", "(raw)". */
static struct str header_lines(struct str text, struct buf *head)
{
	struct str line = STR_EMPTY;
	size_t at = 0;
	while (page_line(text, &at, &line) && line.n) {
		size_t link = str_find(line, STR("\t["), 1);
		if (str_starts_nocase(line, STR("date:")) && link != STR_NONE)
			line.n = link;
		buf_str(head, line);
		buf_put(head, '\n');
	}
	buf_put(head, '\n');
	return str_skip(text, at);
}

void page_thread(struct archive *a, struct str file, struct str text)
{
	struct str line;
	size_t begin = 0, overview;
	for (size_t at = 0; page_line(text, &at, &line) && !str_starts_nocase(line, STR("from:")); begin = at)
		;
	struct message *m = archive_new(a, MAIL_PAGE, file, begin);
	struct buf head = BUF_INIT;
	struct fields fields;
	struct str rest = header_lines(str_skip(text, begin), &head);
	fields_parse(buf_slice(&head), &fields);
	header_fill(a, m, &fields, STR_EMPTY);
	buf_free(&head);
	size_t body = (size_t)(rest.p - text.p), end = body_end(text, body, &overview, &m->thread_messages);
	struct message *shown = page_add(a, m, STR_EMPTY);
	if (shown) {
		archive_begin(a, shown);
		body_lines(a, shown, str_range(text.p + body, text.p + end), 0, false, false);
		archive_end(a, shown);
	}
	struct overview *o = mem_zero(1, sizeof *o);
	o->archive = a;
	o->page = m->id && m->id->message ? m->id->message : m;
	read_overview(o, str_skip(text, overview), overview);
	mem_free(o);
}
