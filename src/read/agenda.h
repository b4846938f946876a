/* What the call added: the notes compared with the agenda that was posted before it. */
#ifndef READ_AGENDA_H
#define READ_AGENDA_H

#include "model/document.h"

/* Sets the origin of every block of doc, and marks words added to a line of the agenda with MARK_INSERTED. Text counts
 * as the agenda's wherever it stands there and however it is wrapped. Takes nothing of agenda into doc. */
void agenda_compare(struct document *doc, const struct document *agenda);

/* Blocks without text of their own are minutes where all that stands in them is. */
void origin_of_containers(struct document *doc);

#endif
