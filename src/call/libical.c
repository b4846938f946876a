#include "call/libical.h"

#include "base/library.h"

struct ical_functions ical;

void ical_load(void)
{
#define X(name) #name,
	static const char *const names[] = { ICAL_LIST(X) };
#undef X
	if (!ical.icalcomponent_new)
		library_load("libical.so.3", names, sizeof names / sizeof *names, &ical);
}
