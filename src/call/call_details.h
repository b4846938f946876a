/* What a call file says beyond the fields that rollcall knows: a passcode, numbers to dial. */
#ifndef CALL_CALL_DETAILS_H
#define CALL_CALL_DETAILS_H

#include "call/call_file.h"

/* "Passcode: 2719", a line each; fields without a list of items. */
void details_put(struct buf *b, const struct call_file *c);
/* Fields with one, "Where" among them, as it may be long: their keys, and the items in lines that begin with "- ". Blank
 * lines stand between them. */
void details_put_lists(struct buf *b, const struct call_file *c);

#endif
