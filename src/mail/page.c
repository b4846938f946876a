/* Pages of web archives, saved as text. */
#include "mail/archive_parts.h"

bool page_is(struct source *source)
{
	(void)source;
	return false;
}

void page_read(struct archive *a, struct str file, struct source *source)
{
	mbox_read(a, file, source);
}
