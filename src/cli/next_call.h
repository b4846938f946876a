/* What the call file and the user say of the next call, and what is written about it. */
#ifndef CLI_NEXT_CALL_H
#define CLI_NEXT_CALL_H

#include "call/announce.h"
#include "call/draft.h"

struct next_call {
	struct call_file *file;          /* NULL where none was given */
	bool series;                     /* wanted are all calls from the date on, which need be none of theirs */
	struct str date;                 /* ISO, with a day */
	bool timed;                      /* the file has a rule, and so the call a time: */
	struct occurrence call;
};

/* Reads the call file of that name, NULL for none; EXIT_DONE, or another status with the reason said. */
int next_call_open(const char *name, struct next_call *next);
void next_call_close(struct next_call *next);

/* The people file that the call file names, relative to it; NULL if it names none. It lives in arena. */
const char *next_call_people(struct arena *arena, const struct next_call *next);

/* A call file without a name takes that of the last call (NULL: none). */
void next_call_name(struct next_call *next, const struct call *last);

/* The date that the user gave (NULL: none), or the first of the rule after an ISO date (empty: unknown), or that date
 * itself. EXIT_DONE, or another status with the reason said. */
int next_call_find(struct next_call *next, struct arena *arena, const char *given, struct str after, bool itself);

/* What the call file says of the draft: fields, standing items, the name. The last call was held on an ISO date (empty:
 * unknown). */
void next_call_tell(const struct next_call *next, struct arena *arena, struct str last, struct draft_options *options);

/* Does the call file say when calls are? EXIT_DONE, or another status with the reason said, or left to next_call_judge()
 * to say. */
int next_call_need_rule(const struct next_call *next);

/* Prints what the call file's diagnostics say; EXIT_DONE, or EXIT_NOTES where they are too bad. */
int next_call_judge(const struct next_call *next, bool strict);

#endif
