#include "mail/affiliation.h"

#include <stdlib.h>

struct line {
	struct str domain, employer;     /* employer empty: none */
};

struct affiliations {
	struct line *lines;              /* by domain */
	size_t count;
};

static int compare(struct str a, struct str b)
{
	for (size_t i = 0; i < a.n && i < b.n; i++)
		if (to_lower(a.p[i]) != to_lower(b.p[i]))
			return (unsigned char)to_lower(a.p[i]) - (unsigned char)to_lower(b.p[i]);
	return a.n < b.n ? -1 : a.n > b.n;
}

/* The later of two lines for one domain counts: it comes first. */
static int compare_lines(const void *a, const void *b)
{
	const struct line *x = a, *y = b;
	int order = compare(x->domain, y->domain);
	return order ? order : x->domain.p > y->domain.p ? -1 : 1;
}

struct affiliations *affiliations_new(struct arena *arena, struct str text)
{
	struct affiliations *a = ARENA_NEW(arena, struct affiliations);
	struct str line, rest = text, domain;
	size_t lines = 0;
	while (str_split(&rest, '\n', &line))
		lines++;
	a->lines = ARENA_ARRAY(arena, struct line, lines);
	for (rest = text; str_split(&rest, '\n', &line);) {
		if (!str_word(&line, &domain) || domain.p[0] == '#')
			continue;
		struct str employer = str_trim(line);
		if (str_eq(employer, STR("-")))
			employer = STR_EMPTY;
		a->lines[a->count++] = (struct line){ domain, employer };
	}
	if (a->count)
		qsort(a->lines, a->count, sizeof *a->lines, compare_lines);
	return a;
}

/* The first line of the domain; NULL if there is none. */
static const struct line *find(const struct affiliations *a, struct str domain)
{
	size_t low = 0, high = a->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (compare(a->lines[middle].domain, domain) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < a->count && compare(a->lines[low].domain, domain) == 0 ? &a->lines[low] : NULL;
}

struct str affiliation_of(const struct affiliations *a, struct str address)
{
	size_t at = str_find_char(address, '@', 0);
	struct str domain = at == STR_NONE ? address : str_skip(address, at + 1);
	while (domain.n) {
		const struct line *line = find(a, domain);
		if (line)
			return line->employer;
		size_t dot = str_find_char(domain, '.', 0);
		if (dot == STR_NONE)
			break;
		domain = str_skip(domain, dot + 1);
	}
	return STR_EMPTY;
}
