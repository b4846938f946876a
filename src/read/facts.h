/* Kind, call, date and language of the document. */
#ifndef READ_FACTS_H
#define READ_FACTS_H

#include "read/raw.h"

/* From title, header fields and the first blocks, once these are what they will be: doc->date numbers the actions. */
void facts_read(struct document *doc);
/* Where the title states no kind, what the document holds tells it. Once all is resolved. */
void facts_kind(struct document *doc);
/* Does a header field of this key say when the call is: "Date", "When", "Held on", "Meeting Date/Time"; not "Next date". */
bool facts_says_when(struct str key);
/* Is it a mail with its headers? Their date is the mail's. */
bool facts_is_mail(const struct document *doc);

#endif
