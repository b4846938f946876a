/* Does libical's own parser find nothing wrong with these calendars?
 *
 * usage: valid_ics FILE... */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

static char *content(const char *name)
{
	enum { MOST = 1 << 20 };
	FILE *file = fopen(name, "rb");
	char *text = calloc(1, MOST);
	if (!file || !text || fread(text, 1, MOST - 1, file) == 0)
		abort();
	fclose(file);
	return text;
}

/* One calendar, with something in it, that keeps the restrictions of RFC 5546. */
static int is_valid(const char *text)
{
	icalcomponent *calendar = icalparser_parse_string(text);
	int valid = calendar && icalcomponent_isa(calendar) == ICAL_VCALENDAR_COMPONENT &&
		icalcomponent_count_errors(calendar) == 0 && icalrestriction_check(calendar) &&
		icalcomponent_count_errors(calendar) == 0 && icalcomponent_get_inner(calendar) != calendar;
	if (calendar)
		icalcomponent_free(calendar);
	return valid;
}

int main(int count, char **names)
{
	int wrong = 0;
	for (int i = 1; i < count; i++) {
		char *text = content(names[i]);
		if (!is_valid(text)) {
			printf("%s\n", names[i]);
			wrong = 1;
		}
		free(text);
	}
	return wrong;
}
