/* The history of series as a reader wants it, in every format. */
#ifndef CALL_SERIES_VIEW_H
#define CALL_SERIES_VIEW_H

#include "call/series_history.h"
#include "write/listing.h"

/* By what introduces their tables, in the order of the newest calls' tables. */
struct listing *series_listing(struct calls *calls, const struct series_history *h);

/* { "rollcall": 1, "calls": [...], "series": [...], "diagnostics": [...] }: rollcall-series(1). */
void series_json(const struct calls *calls, const struct series_history *h, struct out *out);

/* Place in a listing or an agenda: by group, and in it by line, as the newest call that has it; what later calls do not
 * have any more, behind. For qsort() over pointers to entries. */
int series_by_place(const void *left, const void *right);

#endif
