/* iCalendar (RFC 5545), through libical: a call, the series of calls, open actions. The same input gives the same bytes:
 * what a calendar wants a clock for (DTSTAMP) is the date of the call. */
#ifndef CALL_ICS_H
#define CALL_ICS_H

#include "base/out.h"
#include "call/call_file.h"
#include "call/ledger_view.h"

/* The file must have a rule (has_when). One call: a VEVENT whose UID is made of the call's name and the day. */
void ics_call(const struct call_file *c, const struct occurrence *call, struct out *out);
/* The series from its first day on or after from (or the last before, if that is excepted): a VEVENT with RRULE, EXDATE and RDATE, whose UID is made of the call's
 * name; what daylight saving does to it in the years to come is said in the file's diags. False, and said, where there is
 * no such day. */
bool ics_series(const struct call_file *c, int64_t from, struct out *out);
/* Open actions of those that the view shows: VTODOs, whose UIDs are made of the call's name and the action's id. */
void ics_actions(const struct ledger *l, const struct ledger_view *view, struct out *out);

#endif
