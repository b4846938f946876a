/* When a call is, in words and for everybody's zone. */
#ifndef CALL_ZONES_TABLE_H
#define CALL_ZONES_TABLE_H

#include "call/call_file.h"

/* "16:00 - 17:00" by the zone's clocks; "16:00" where the end is unknown. */
void zone_span(struct buf *b, struct str zone, const struct occurrence *call);
/* "16:00 - 17:00 BST (Europe/London)"; "BST/GMT" where clocks are changed during the call */
struct str call_time(struct arena *arena, const struct schedule *s, const struct occurrence *call);
/* "Thursday, 5 July 2018" */
struct str call_day(struct arena *arena, const struct occurrence *call);

/* A line for each zone of the file, of the rule alone where it names none: city, start - end, the zone's abbreviation on
 * that day, the weekday there, "+1 day" where it ends on the day after the rule's, "-1 day" where it begins on the day
 * before:
 *   San Francisco  08:00 - 09:00  PDT  Thursday
 *   Shanghai       23:00 - 00:00  CST  Thursday  +1 day */
void zones_table(struct buf *b, const struct call_file *c, const struct occurrence *call);

#endif
