/* The parts of inline_parse(), shared by its files only: collecting spans, reading with cmark, finding URLs. */
#ifndef MODEL_INLINE_PARTS_H
#define MODEL_INLINE_PARTS_H

#include "model/inline.h"

/* Collects characters and marks into canonical spans, so that reading what a writer made of them gives them again:
 * white space is one blank, never doubled across spans, never at an edge of the whole, of a mark or of code; no mark is
 * empty, stands directly in its like or ends where its like begins; of several breaks in a row one stays. */
enum gap { GAP_NONE, GAP_BLANK, GAP_BREAK };

struct open_mark {
	uint8_t mark;
	bool bare;
	struct str url;
};

struct piece {
	uint8_t type, mark;
	bool bare;
	size_t at, n;             /* place in text */
	struct str url;           /* of an opening link */
};

struct builder {
	struct buf text;
	struct piece *pieces;
	size_t count, room;
	struct open_mark open[INLINE_DEPTH];
	size_t depth, written;    /* of the open marks, so many have their piece already */
	enum gap gap;             /* white space not yet given out: nobody knows on which side of a mark it belongs */
	bool gap_in_code;         /* it stands inside one code span */
	unsigned code;            /* above 0: characters are code */
};

/* Characters; white space counts as a blank, control characters become U+FFFD. */
void builder_text(struct builder *b, struct str s);
void builder_break(struct builder *b);
void builder_code(struct builder *b, bool enter);
/* False where the mark would be nested too deep or in its like: it is left out, and so is its builder_close(). The URL
 * is used until builder_finish(). */
bool builder_open(struct builder *b, enum span_mark mark, struct str url);
/* The link opened last was written as its URL alone. */
void builder_bare(struct builder *b);
void builder_close(struct builder *b);
bool builder_in_link(const struct builder *b);
/* Spans in the arena, bare URLs made links; frees the builder. */
struct inlines builder_finish(struct builder *b, struct arena *arena);

/* inline_link.c */

/* Make links of the URLs in texts outside links: extended autolinks of GitHub Flavored Markdown §6.9 with http://,
 * https://, www. and mailto:. A URL directly before the end of an underline goes on behind it: converters cut there. */
struct inlines link_bare_urls(struct arena *arena, struct inlines text);
/* May a URL start with this colon, or with this "www."? Only for finding out that there is none. */
bool link_may_start(struct str s, size_t at);
/* Is the scheme one of those that inline.h allows? */
bool link_is_safe(struct str url);
/* A mail address that is a Message-ID rather than somebody's. */
bool link_is_message_id(struct str address);

/* inline_source.c */

/* Control characters that stand for others in what cmark reads (none comes from outside: builder_text() says what
 * becomes of those): where the character could only mislead cmark, or where we read it ourselves. */
enum {
	STAND_BREAK = 1,      /* a backslash before a line end */
	STAND_BEGIN,          /* the line's first character: whatever follows it, the line is a paragraph */
	STAND_LESS, STAND_UNDERLINE, STAND_TILDE, STAND_AMPERSAND, STAND_ASTERISK, STAND_BRACKET,
	STAND_REFERENCE = 14, /* before the index of a definition, in place of its URL */
	STAND_BLANKS,         /* blanks that break a line */
	STANDS
};
enum { SOURCE_BEGIN = 2 };    /* bytes before the source in its line: STAND_BEGIN and a blank */

/* The definitions that source refers to and source itself as a paragraph of one line, whose offset is returned. */
size_t source_prepare(struct buf *prepared, const struct inline_context *context, struct str source);
/* What the character stands for, one character; NULL if it stands for itself. */
const char *source_meant(char c);

/* inline_cmark.c: what needs reading. Adds the source's spans to the builder. */
void cmark_read(struct builder *b, struct arena *arena, const struct inline_context *context, struct str source);

/* inline.c */

/* Index and URL of the definition with this label, false if there is none. */
bool context_find(const struct inline_context *c, struct str label, size_t *index);
struct str context_url(const struct inline_context *c, size_t index);
size_t context_count(const struct inline_context *c);
bool context_breaks(const struct inline_context *c);
struct str context_archive(const struct inline_context *c);     /* empty if none was given */

#endif
