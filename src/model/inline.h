/* In-line text: Markdown (CommonMark 0.30 §6, read by cmark) as a flat run of spans.
 *
 * What a run may hold: characters, code, breaks, and marks that open and close, always balanced and nested at most
 * INLINE_DEPTH deep. Raw HTML never appears: the tags u i b em strong s del ins sub sup code mark become marks, every
 * other tag is characters. A link's URL has a safe scheme (http, https, mailto, ftp, irc, xmpp, tel, or none);
 * with any other the source stays characters. Images are links: nothing is fetched. */
#ifndef MODEL_INLINE_H
#define MODEL_INLINE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

enum { INLINE_DEPTH = 16 };

enum span_type {
	SPAN_TEXT,       /* text: characters, no markup, white space collapsed; never empty */
	SPAN_CODE,       /* text: characters of a code span */
	SPAN_BREAK,      /* hard line break */
	SPAN_OPEN,       /* a mark begins */
	SPAN_CLOSE       /* the innermost open mark, which is this one, ends */
};

enum span_mark {
	MARK_EMPHASIS, MARK_STRONG, MARK_UNDERLINE, MARK_STRIKE, MARK_HIGHLIGHT, MARK_SUBSCRIPT, MARK_SUPERSCRIPT,
	MARK_INSERTED,   /* added by the call: minutes inside an agenda line */
	MARK_LINK        /* on SPAN_OPEN, text is the URL */
};

struct span {
	uint8_t type, mark;
	bool bare;           /* an opening link that the source wrote as its URL alone, which is its text, too */
	struct str text;
};

/* Stands where mark-up begins or ends inside a word ("`Buffer`s"), so that no output glues two words together. The
 * Markdown writer leaves it out: reading puts it there again. */
#define INLINE_JOINT "\xe2\x80\x8b"

struct inlines {
	const struct span *spans;
	size_t count;
};

#define INLINES_NONE ((struct inlines){ NULL, 0 })

/* Link reference definitions (label -> URL) and what a bare Message-ID links to. */
struct inline_context;
struct inline_context *inline_context_new(struct arena *arena);
void inline_define(struct inline_context *c, struct str label, struct str url);
/* Is the label defined? Then *url is what it links to. */
bool inline_defined(const struct inline_context *c, struct str label, struct str *url);
/* How many bytes of URLs references may put into texts in all, at least 100 KB, as notes of few bytes must not make
 * outputs of many; beyond it a reference stays text. Without a budget each is a link, but to "#": enough for who only
 * asks what would be one. */
void inline_budget(struct inline_context *c, size_t bytes);
/* Two blanks at a line's end break the line (CommonMark 0.30 §6.7): the notes are Markdown. Else they are no more than
 * what wrapping left. */
void inline_breaks(struct inline_context *c);
void inline_archive(struct inline_context *c, struct str base_url);
/* What a Message-ID links to there: base and id, escaped as a URL's path. */
struct str link_to_message(struct arena *arena, struct str base, struct str id);

/* Source text, possibly several lines joined by '\n', to spans in the arena. A source without markup costs no parse and
 * no copy: its span is a slice of source. context may be NULL. */
struct inlines inline_parse(struct arena *arena, const struct inline_context *context, struct str source);
/* One span of characters, nothing read in them. */
struct inlines inline_literal(struct arena *arena, struct str text);
/* The characters alone: white space collapsed, breaks as blanks, and a blank for the joint where characters are
 * struck out or inserted. A lone text span is given without a copy. */
struct str inline_plain(struct arena *arena, struct inlines text);
bool inline_equal(struct inlines a, struct inlines b);
bool inline_empty(struct inlines text);
/* Does s begin with a tag that opens or closes a mark? Its length and the mark, else 0. */
size_t inline_tag(struct str s, enum span_mark *mark, bool *closing);
/* May a link lead there: has the URL one of the schemes above, or none? */
bool inline_link_is_safe(struct str url);

#endif
