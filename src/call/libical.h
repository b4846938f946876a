/* libical: recurrence rules and iCalendar (RFC 5545). Loaded by the first function that needs a day of a rule or writes a
 * calendar: no other verb shall wait for it. Functions are called as ical.NAME(...). */
#ifndef CALL_LIBICAL_H
#define CALL_LIBICAL_H

#include <libical/ical.h>

#define ICAL_LIST(X) \
	X(icalcomponent_add_component) \
	X(icalcomponent_add_property) \
	X(icalcomponent_as_ical_string_r) \
	X(icalcomponent_free) \
	X(icalcomponent_new) \
	X(icalmemory_free_buffer) \
	X(icalproperty_add_parameter) \
	X(icalparameter_new_tzid) \
	X(icaltimezone_get_utc_timezone) \
	X(icalproperty_new_description) \
	X(icalproperty_new_dtend) \
	X(icalproperty_new_dtstamp) \
	X(icalproperty_new_dtstart) \
	X(icalproperty_new_due) \
	X(icalproperty_new_duration) \
	X(icalproperty_new_exdate) \
	X(icalproperty_new_location) \
	X(icalproperty_new_prodid) \
	X(icalproperty_new_rdate) \
	X(icalproperty_new_rrule) \
	X(icalproperty_new_status) \
	X(icalproperty_new_summary) \
	X(icalproperty_new_tzid) \
	X(icalproperty_new_tzname) \
	X(icalproperty_new_tzoffsetfrom) \
	X(icalproperty_new_tzoffsetto) \
	X(icalproperty_new_uid) \
	X(icalproperty_new_version) \
	X(icalrecur_iterator_free) \
	X(icalrecur_iterator_new) \
	X(icalrecur_iterator_next) \
	X(icalrecurrencetype_from_string)

struct ical_functions {
#define X(name) __typeof__(name) *name;
	ICAL_LIST(X)
#undef X
};

extern struct ical_functions ical;

/* Returns once the functions are there; without the library the program dies with its loader's reason. */
void ical_load(void);

#endif
