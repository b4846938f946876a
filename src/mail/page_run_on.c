/* A raw message whose line ends were lost. Fields are found by their names, quoted lines by their marks; where the body
 * begins and where a quotation ends is a guess from how mail is written:
 * - the body begins at the line that says who wrote what is quoted ("On ... wrote:", "Mira Okafor writes ("), else behind
 *   the last field's first word;
 * - a quoted line reaches to the next mark; the last one of a run to the end of its sentence. */
#include "mail/body.h"
#include "mail/clean.h"
#include "mail/fields.h"
#include "mail/header.h"
#include "mail/page.h"
#include "model/names.h"

static const char *const known[] = {
	"From", "To", "Cc", "Bcc", "Date", "Subject", "Sender", "Reply-To", "Message-ID", "Message-Id", "In-Reply-To", "References",
	"Received", "Return-Path", "Delivered-To", "Precedence", "Organization", "Keywords", "Comments", "Errors-To", "Lines",
	"MIME-Version", "Mime-Version", "Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "Content-Language",
	"Content-Length", "Content-ID", "User-Agent", "Authentication-Results", "Importance", "Status", "Supersedes", NULL
};

/* Names of fields that are no single word: "List-Id", "X-Mailer", "DKIM-Signature". A title such as "Follow-up:" has small
 * letters behind its hyphen. */
static bool is_hyphened(struct str name)
{
	size_t hyphen = str_find_char(name, '-', 0);
	if (hyphen == STR_NONE || !is_upper(name.p[0]))
		return false;
	for (size_t i = hyphen; i + 1 < name.n; i++)
		if (name.p[i] == '-' && !is_upper(name.p[i + 1]))
			return false;
	return name.p[name.n - 1] != '-';
}

bool run_on_field(struct str text, size_t at, struct str *name)
{
	size_t i = at;
	if (at > 0 && !is_space(text.p[at - 1]))
		return false;
	while (i < text.n && i - at < 40 && (is_alnum(text.p[i]) || text.p[i] == '-'))
		i++;
	if (i == at || i >= text.n || text.p[i] != ':' || (i + 1 < text.n && !is_space(text.p[i + 1])))
		return false;
	*name = str_range(text.p + at, text.p + i);
	for (const char *const *k = known; *k; k++)
		if (str_eq_nocase(*name, str_of(*k)))
			return true;
	return is_hyphened(*name);
}

/* Is there a quote mark at this place: '>'s, "> >" too, between blanks? Its depth, and its end in *end. */
static unsigned quote_mark(struct str s, size_t at, size_t *end)
{
	unsigned depth = 0;
	size_t i = at;
	if (at > 0 && !is_space(s.p[at - 1]))
		return 0;
	while (i < s.n && s.p[i] == '>') {
		depth++;
		i++;
	}
	*end = i;
	return depth && (i == s.n || is_space(s.p[i])) ? depth : 0;
}

/* The word before offset end, and where it begins. */
static struct str word_before(struct str s, size_t end, size_t *begin)
{
	while (end > 0 && is_space(s.p[end - 1]))
		end--;
	size_t i = end;
	while (i > 0 && !is_space(s.p[i - 1]))
		i--;
	*begin = i;
	return str_range(s.p + i, s.p + end);
}

/* Where the line begins that ends in "NAME wrote:" or "NAME writes (" at this place. */
static size_t attribution(struct str s, size_t at, size_t least)
{
	enum { REACH = 200 };
	size_t begin = at, i;
	for (i = at; i > least && at - i < REACH; i--)
		if (str_starts(str_skip(s, i), STR("On ")) && (i == 0 || is_space(s.p[i - 1])))
			return i;
	for (int words = 0; words < 5 && begin > least; words++) {
		struct str word = word_before(s, begin, &i);
		if (i < least || !name_is_capitalised(word) || str_find_char(word, ')', 0) != STR_NONE)
			break;
		begin = i;
	}
	return begin;
}

/* The body's begin, in a text whose last field's value begins at value. */
static size_t find_body(struct str s, size_t value)
{
	static const struct str verbs[] = { { "wrote:", 6 }, { "writes:", 7 }, { "writes (", 8 }, { "wrote (", 7 } };
	size_t best = STR_NONE, end;
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
		size_t at = str_find(s, verbs[i], value);
		if (at != STR_NONE && at < best)
			best = at;
	}
	size_t quote = value;
	while (quote < s.n && !quote_mark(s, quote, &end))
		quote++;
	if (best != STR_NONE && best < quote + 400)
		return attribution(s, best, value);
	struct str rest = str_skip(s, value), word = STR_EMPTY;
	return str_word(&rest, &word) ? (size_t)(rest.p - s.p) : s.n;
}

/* Ends the sentence at this place: a full stop or its like, and a capital letter or a quote behind the blank? */
static bool ends_sentence(struct str s, size_t at)
{
	if (s.p[at] != '.' && s.p[at] != '?' && s.p[at] != '!')
		return false;
	size_t i = at + 1;
	if (i >= s.n)
		return true;
	if (!is_space(s.p[i]))
		return false;
	while (i < s.n && is_space(s.p[i]))
		i++;
	return i < s.n && (is_upper(s.p[i]) || s.p[i] == '"' || (unsigned char)s.p[i] >= 0x80);
}

static void show(struct archive *a, struct message *m, struct str text, unsigned quote)
{
	struct buf line = BUF_INIT;
	mail_clean_line(&line, text);
	if (line.n || quote)
		archive_line(a, m, buf_slice(&line), quote);
	buf_free(&line);
}

/* From one mark to the next; behind the last line of a run the sender's own words go on. */
static void show_body(struct archive *a, struct message *m, struct str s)
{
	size_t at = 0, begin = 0, end = 0;
	unsigned depth = 0;
	while (at <= s.n) {
		unsigned next = at < s.n ? quote_mark(s, at, &end) : 0;
		if (at < s.n && !next) {
			at++;
			continue;
		}
		struct str piece = str_range(s.p + begin, s.p + at);
		size_t stop = piece.n;
		/* Long enough to hold a line and more: the rest cannot be of it. Marks follow each other more closely. */
		enum { LINE = 76 };
		if (depth && (piece.n > LINE || at == s.n))
			for (stop = 0; stop < piece.n && !ends_sentence(piece, stop); stop++)
				;
		struct str quoted = str_first(piece, stop + (stop < piece.n));
		if (depth) {
			show(a, m, quoted, depth);
			piece = str_skip(piece, quoted.n);
		}
		show(a, m, piece, 0);
		if (at == s.n)
			break;
		depth = next;
		begin = at = end;
	}
}

/* The fields up to the body, each in a line of its own again. Returns where the last value begins. */
static size_t cut_fields(struct str s, struct buf *head, size_t limit)
{
	size_t last = 0, begin = 0;
	bool any = false;
	unsigned seen = 0;          /* From, Subject, Date: a second one is of a body that quotes a header */
	for (size_t i = 0; i < limit; i++) {
		struct str name;
		if (!run_on_field(s, i, &name))
			continue;
		static const char *const once[] = { "From", "Subject", "Date" };
		bool again = false;
		for (unsigned k = 0; k < 3; k++)
			if (str_eq_nocase(name, str_of(once[k]))) {
				again = seen & 1u << k;
				seen |= 1u << k;
			}
		if (again)
			break;
		if (any) {
			buf_str(head, str_range(s.p + begin, s.p + i));
			buf_put(head, '\n');
		}
		any = true;
		begin = i;
		i += name.n;
		last = i + 1;
	}
	if (any)
		buf_str(head, str_range(s.p + begin, s.p + last));
	return last;
}

void page_run_on(struct archive *a, struct str file, struct str text)
{
	struct message *m = archive_new(a, MAIL_PAGE, file, 0);
	struct buf head = BUF_INIT;
	struct fields fields;
	size_t limit = 0, end;
	while (limit < text.n && !quote_mark(text, limit, &end))
		limit++;
	size_t value = cut_fields(text, &head, limit);
	size_t body = find_body(text, value);
	buf_put(&head, ' ');
	buf_str(&head, str_trim(str_range(text.p + value, text.p + body)));
	buf_cstr(&head, "\n\n");
	fields_parse(buf_slice(&head), &fields);
	header_fill(a, m, &fields, STR_EMPTY);
	buf_free(&head);
	m->quotes_guessed = true;
	m = page_add(a, m, STR("its lines had run into one: where the body begins and quotations end is guessed"));
	if (!m)
		return;
	archive_begin(a, m);
	show_body(a, m, str_skip(text, body));
	archive_end(a, m);
}
