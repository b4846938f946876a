/* A slice of bytes: pointer and length, not NUL-terminated, never NULL.
 *
 * A slice owns nothing. It stays valid as long as what it points into: the notes' buffer, an arena, or a literal. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	const char *p;
	size_t n;
};

#define STR(literal) ((struct str){ "" literal, sizeof(literal) - 1 })
#define STR_EMPTY ((struct str){ "", 0 })
/* For printf's "%.*s"; a slice longer than INT_MAX prints its beginning. */
#define STR_FMT(s) (int)((s).n > 0x7fffffff ? 0x7fffffff : (s).n), (s).p

static inline struct str str_of(const char *cstring)
{
	return (struct str){ cstring, strlen(cstring) };
}

static inline struct str str_range(const char *begin, const char *end)
{
	return (struct str){ begin, end > begin ? (size_t)(end - begin) : 0 };
}

/* ASCII classes that no locale changes. */
static inline bool is_space(char c)   /* blank, tab, newline, return, form feed, vertical tab */
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static inline bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static inline bool is_alpha(char c)
{
	return is_lower((char)(c | 0x20));
}

static inline bool is_alnum(char c)
{
	return is_alpha(c) || is_digit(c);
}

static inline bool is_punct(char c)
{
	return c > ' ' && c < 0x7f && !is_alnum(c);
}

static inline char to_lower(char c)
{
	return is_upper(c) ? (char)(c + ('a' - 'A')) : c;
}

static inline char to_upper(char c)
{
	return is_lower(c) ? (char)(c - ('a' - 'A')) : c;
}

static inline bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && memcmp(a.p, b.p, a.n) == 0;
}

static inline bool str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && memcmp(s.p, prefix.p, prefix.n) == 0;
}

/* ASCII letters compare without case; other bytes as they are. */
bool str_starts_nocase(struct str s, struct str prefix);
static inline bool str_eq_nocase(struct str a, struct str b)
{
	return a.n == b.n && str_starts_nocase(a, b);
}

bool str_ends(struct str s, struct str suffix);
int str_compare(struct str a, struct str b);

/* The slice without its first n bytes, or of these alone; n is cut to its length. */
static inline struct str str_skip(struct str s, size_t n)
{
	if (n > s.n)
		n = s.n;
	return (struct str){ s.p + n, s.n - n };
}

static inline struct str str_first(struct str s, size_t n)
{
	return (struct str){ s.p, n < s.n ? n : s.n };
}

/* Without ASCII white space at both ends, or at one. */
static inline struct str str_trim_left(struct str s)
{
	while (s.n && is_space(*s.p))
		s.p++, s.n--;
	return s;
}

static inline struct str str_trim_right(struct str s)
{
	while (s.n && is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

static inline struct str str_trim(struct str s)
{
	return str_trim_left(str_trim_right(s));
}

/* Offset of the first occurrence at or after from, or (size_t)-1. */
#define STR_NONE ((size_t)-1)
static inline size_t str_find_char(struct str s, char c, size_t from)
{
	const char *hit = from < s.n ? memchr(s.p + from, c, s.n - from) : NULL;
	return hit ? (size_t)(hit - s.p) : STR_NONE;
}

size_t str_find(struct str s, struct str needle, size_t from);
/* Is what stands at s.p[at], or behind s, escaped: does an odd number of backslashes stand right before it? */
bool str_escaped(struct str s, size_t at);
size_t str_find_nocase(struct str s, struct str needle, size_t from);

/* How many printable ASCII characters, blanks among them, follow from there on. */
size_t str_printable(struct str s, size_t from);

/* For tables; it may be 0. */
uint32_t str_hash(struct str s);

/* Cut the next piece up to separator off *rest; false when nothing is left. A trailing empty piece is given too. */
bool str_split(struct str *rest, char separator, struct str *piece);
/* Cut the next run of non-space bytes off *rest; false when only space is left. */
bool str_word(struct str *rest, struct str *word);

/* A slip of the pen: one byte more, less or other, or two neighbours exchanged. */
bool str_one_apart(struct str a, struct str b);

#endif
