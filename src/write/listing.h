/* A listing: rows under columns, in groups, that a verb prints as text in columns, CSV, Markdown or an HTML page. What a
 * verb prints as JSON has a shape of its own (json_out.h).
 *
 *   struct listing *l = listing_new(&arena, STR("Open actions"), columns, COUNT);
 *   listing_group(l, STR("Bo Lindqvist"));
 *   listing_row(l);
 *   listing_put(l, COLUMN_ID, STR("2024-05-14.1"));
 *
 * All of it lives in the arena; texts are not copied. A line end in a cell's text begins a new line of the cell. */
#ifndef WRITE_LISTING_H
#define WRITE_LISTING_H

#include "base/arena.h"
#include "write/xml.h"

enum { LISTING_WIDTH = 79 };     /* columns of a line of text */

enum listing_place {
	LISTING_SHOWN,
	LISTING_PAGE,            /* not in text and Markdown, whose lines are short */
	LISTING_DATA             /* in CSV alone */
};

struct listing_column {
	const char *key;         /* CSV's name of it: "last-seen"; a class of HTML's cells */
	const char *title;       /* "Last seen" */
	bool wide;               /* wraps in text, where wide columns share the room that the others leave */
	bool number;             /* on the right */
	enum listing_place place;
};

/* Draws into an HTML page: an <svg> with its <title>, and a key to its colours if it needs one. */
typedef void listing_figure(const void *context, struct xml *x);

struct listing_cell {
	struct str text;
	struct str url;          /* the text links there; empty if nowhere */
	struct str note;         /* stands below the text; not in CSV. Empty if there is none */
	const char *mark;        /* a class of HTML's cell, "open", "overdue": NULL if none */
	listing_figure *figure;  /* stands above the text in HTML; NULL if none */
	const void *context;
};

struct listing_row {
	struct listing_cell *cells;      /* as many as columns */
	const char *mark;                /* a class of HTML's row, or NULL */
};

struct listing_group {
	struct str title;
	size_t first, count;     /* of the rows */
};

struct listing {
	struct arena *arena;
	struct str title;
	struct str about;        /* a sentence below the title; empty if none */
	const struct listing_column *columns;
	size_t column_count;
	const char *style;       /* a class of HTML's tables, whose columns then have widths of their own; NULL: none */
	const char *group_key;   /* CSV's name of what groups are by: "owner"; NULL: CSV does not name the groups */
	struct str nothing;      /* said in place of an empty listing: "No open actions." */
	struct listing_group *groups;
	size_t group_count, group_room;
	struct listing_row *rows;
	size_t row_count, row_room;
};

/* The arena may hold other things; listing_free() returns what the arena does not. */
struct listing *listing_new(struct arena *arena, struct str title, const struct listing_column *columns, size_t count);
void listing_free(struct listing *l);

/* The rows that follow stand under this title. Rows before the first group have none. */
void listing_group(struct listing *l, struct str title);
void listing_row(struct listing *l);

/* Has the column a place in text and Markdown, and is anything in it? */
bool listing_shows(const struct listing *l, size_t column);

/* Into the last row. */
void listing_put(struct listing *l, size_t column, struct str text);
void listing_link(struct listing *l, size_t column, struct str text, struct str url);
void listing_note(struct listing *l, size_t column, struct str note);
void listing_mark(struct listing *l, size_t column, const char *mark);
void listing_draw(struct listing *l, size_t column, listing_figure *figure, const void *context);
void listing_mark_row(struct listing *l, const char *mark);

struct listing_page {
	const char *templates;           /* a folder with files that replace the built-in ones, or NULL */
	listing_figure *figure;          /* above the tables; NULL if none */
	const void *context;
};

void listing_text(const struct listing *l, struct out *out);
/* RFC 4180: a head line, lines end with CR LF. A cell that a spreadsheet would take for a formula begins with "'". */
void listing_csv(const struct listing *l, struct out *out);
void listing_markdown(const struct listing *l, struct out *out);
/* templates/listing.html with styles/page.css and styles/listing.css. NULL, or what is wrong with the template, which
 * lives in the listing's arena. */
const char *listing_html(const struct listing *l, const struct listing_page *page, struct out *out);
/* The tables alone, into a page of another's. */
void listing_tables(const struct listing *l, struct xml *x);

#endif
