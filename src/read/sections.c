/* Numbers of sections that no sign closes: "1 Welcome", "1.1 Budget", "2 Close". One alone may count what the title
 * speaks of, or be a version; several that go on to count are numbers. */
#include "model/date.h"
#include "read/resolve.h"

enum { DEEPEST = 6, DIGITS = 3 };

struct section {
	unsigned at[DEEPEST];
	size_t depth;
	size_t length;       /* of what was written, with what closes it */
	bool closed;         /* "1.", "1)": a number wherever it stands */
	struct block *heading;
};

/* The number at the begin of a text, with a blank or nothing behind it. */
static bool read_number(struct str s, struct section *n)
{
	size_t i = 0;
	n->depth = 0;
	while (i < s.n && is_digit(s.p[i])) {
		unsigned value = 0;
		size_t digits = 0;
		for (; i < s.n && is_digit(s.p[i]) && digits < DIGITS; digits++)
			value = value * 10 + (unsigned)(s.p[i++] - '0');
		if (n->depth == DEEPEST || (i < s.n && is_digit(s.p[i])))
			return false;
		n->at[n->depth++] = value;
		if (i + 1 < s.n && s.p[i] == '.' && is_digit(s.p[i + 1]))
			i++;
		else
			break;
	}
	bool sign = i < s.n && (s.p[i] == '.' || s.p[i] == ')');
	n->closed = sign && n->depth == 1;
	n->length = i + sign;
	return n->depth && (n->length == s.n || is_space(s.p[n->length]));
}

static bool read_section(struct resolver *r, struct block *h, struct section *n)
{
	struct str text = raw_text(h), number = h->u.heading.number;
	struct date_hit date;
	n->heading = h;
	if (number.n)
		return read_number(number, n);
	return read_number(text, n) && plain_text(r, str_skip(text, n->length)).n && !(date_find(text, 0, &date) && !date.at);
}

/* Does b stand next after a: "1" before "1.1" or "2", "1.1" before "1.2", "1.1.1" or "2"? */
static bool follows(const struct section *a, const struct section *b)
{
	size_t last = b->depth - 1;
	for (size_t i = 0; i < last; i++)
		if (i >= a->depth || a->at[i] != b->at[i])
			return false;
	return b->depth <= a->depth ? b->at[last] == a->at[last] + 1 : b->depth == a->depth + 1 && b->at[last] == 1;
}

static bool begins(const struct section *n)
{
	for (size_t i = 0; i < n->depth; i++)
		if (n->at[i] > 1)
			return false;
	return true;
}

static void take_number(struct resolver *r, const struct section *n)
{
	struct str text = raw_text(n->heading);
	if (n->closed || n->heading->u.heading.number.n)
		return;
	n->heading->u.heading.number = str_first(text, n->length);
	raw_set(r->doc, n->heading, str_trim(str_skip(text, n->length)));
}

void number_sections(struct resolver *r)
{
	struct section here, last = { .depth = 0 }, first = { .depth = 0 };     /* first: it may begin a count */
	for (struct block *b = r->doc->root->first; b; b = b->next) {
		if (b->type != BLOCK_HEADING || !read_section(r, b, &here))
			continue;
		bool goes_on = last.depth && follows(&last, &here);
		if (!goes_on && first.depth && follows(&first, &here)) {
			take_number(r, &first);
			goes_on = true;
		}
		if (goes_on)
			take_number(r, &here);
		if (goes_on || here.closed)
			last = here;
		else if (begins(&here))
			first = here;
	}
}
