/* What a title line says: the kind of document, the call's name, its date. */
#ifndef MODEL_TITLE_H
#define MODEL_TITLE_H

#include "model/date.h"
#include "model/document.h"

struct title {
	enum kind kind;          /* KIND_NOTES where no word says another */
	bool kind_stated;        /* a word of the line says it: "Minutes", "meeting notes" */
	struct str call;         /* the name without kind, date, time and list tags; empty if nothing is left */
	struct date_hit date;    /* the first with a year, else the first; date.slice empty if there is none */
	struct str tags;         /* "[Lantern-devel]", "[ANNOUNCE]" as written at the begin, blanks between; empty if none */
};

/* The line may hold marks of a heading ("# **...**") and a mail's "Subject: Re: Fwd:". Slices lie in the line or the
 * arena. The date is not completed: "March 2" has no year. A bare year counts. */
void title_parse(struct arena *arena, struct str line, struct title *title);

/* Could this line be the title of call notes: short, no sentence and no greeting, and it names a meeting, a call or its
 * minutes, agenda or notes, or holds a date? A lone "Agenda" or "Notes" is the heading of a part: no title. */
bool title_like(struct str line);

/* "Meeting details", "Time and location": the heading of what stands above the notes, no title. */
bool title_is_frame(struct str line);

/* "Approval of the minutes of May 6", "Next meeting: June 11": it tells of another meeting than the one at hand. */
bool title_of_other(struct str line);

/* "meeting", "call", "sync": a word for what is held. */
bool title_is_event(struct str word);

/* "New name (was: Old name)", "(formerly ...)", "(previously ...)": where the bracket at the end begins, with the old
 * name in *former; the title's length, and empty, where there is none. */
size_t title_former(struct str title, struct str *former);

#endif
