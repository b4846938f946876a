/* Parts of a calendar; shared by ics*.c only. */
#ifndef CALL_ICS_PARTS_H
#define CALL_ICS_PARTS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/out.h"
#include "call/libical.h"

/* A VCALENDAR with what it must have. */
icalcomponent *ics_new(void);
/* Writes and frees it. */
void ics_write(icalcomponent *calendar, struct out *out);

/* Text for a property: not empty. */
typedef icalproperty *ics_text_property(const char *text);
void ics_put(icalcomponent *part, ics_text_property *property, struct str text);
/* "lantern-community-call-2024-07-09@lists.example.org" of name and what is of it; domain may be empty. */
void ics_put_uid(icalcomponent *part, struct str name, struct str of, struct str domain);
void ics_put_stamp(icalcomponent *part, int64_t day);

struct icaltimetype ics_utc(int64_t instant);
/* What a clock shows that is so many seconds east of UTC. */
struct icaltimetype ics_local(int64_t instant, int offset);

/* Adds the zone's VTIMEZONE with all that its clocks do from one instant to another; an open one goes on for ever as they
 * do in the last years before. */
void ics_add_zone(icalcomponent *calendar, struct str zone, int64_t first, int64_t last, bool open);

#endif
