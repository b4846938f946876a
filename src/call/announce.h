/* The mail that calls for agenda items: when and where the next call is, in everybody's zone, and its agenda so far. What
 * it says around that is templates/announce.txt, whose slots rollcall-templates(7) lists. */
#ifndef CALL_ANNOUNCE_H
#define CALL_ANNOUNCE_H

#include "base/out.h"
#include "call/call_file.h"

struct announcement {
	const struct call_file *file;    /* with a rule */
	const struct occurrence *call;
	struct str agenda;               /* as people read it; empty: none yet */
	struct str last;                 /* ISO date of the last call; empty: unknown */
};

/* A message to the file's list, if that is an address. NULL, or what is wrong with the template of that folder (NULL: the
 * built-in one), in arena. */
const char *announce_write(struct arena *arena, const struct announcement *a, const char *templates, struct out *out);

#endif
