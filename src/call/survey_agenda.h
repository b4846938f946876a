/* What mail archives say, as an agenda puts it: rows of its tables of series, and items for threads that need the call. */
#ifndef CALL_SURVEY_AGENDA_H
#define CALL_SURVEY_AGENDA_H

#include "base/buf.h"
#include "call/survey.h"

/* A series; texts are plain. */
struct survey_row {
	struct str title;
	const struct str *titles;        /* of all its versions */
	size_t title_count;
	struct str version;              /* "v9" */
	struct str status;               /* "Waiting for review for 12 days" */
	struct str author, affiliation;  /* empty: unknown */
	struct str day;                  /* of the last message, ISO; empty: unknown */
	struct str notes;                /* a link to the newest version, and what is guessed: Markdown, a note a line */
	bool superseded;
};

/* All of them, those first that wait for somebody other than their author; they live in the survey. */
const struct survey_row *survey_rows(struct survey *s, size_t *count);
/* Is it a status that some survey_row has, whatever its days? */
bool survey_status(struct str status);

/* A thread that seems to need the call. */
struct survey_item {
	struct str title;                /* "shade: write protection for guest pages, v2" */
	struct str text;                 /* Markdown: why, who asks, what is said with links, options as a numbered list */
	struct str day;                  /* of its last message, ISO; empty: unknown */
	bool settled;                    /* then text is only what settled it */
};

/* By the date of what asks for the call. */
const struct survey_item *survey_items(struct survey *s, size_t *count);

#endif
