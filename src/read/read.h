/* The reader: bytes of notes to a document. */
#ifndef READ_READ_H
#define READ_READ_H

#include "base/buf.h"
#include "model/document.h"

struct read_options {
	struct str agenda_name, agenda_text;     /* the posted agenda; what is not in it was added. Empty: not given */
	struct str people_name, people_text;     /* the people file. Empty: not given */
	const char *notation;                    /* one of read_notations(), or NULL for "auto" */
};

/* Takes the bytes over: they are the document's, and *bytes is empty. Never NULL: errors are in doc->diags, sorted by place, and
 * with an error the document is empty. */
struct document *read_notes(struct str name, struct buf *bytes, const struct read_options *options);

/* Names for --from: "auto" first. */
const char *const *read_notations(size_t *count);

/* Each line of the notes behind what it was taken for and, for statements and actions, whom it means. */
void read_explain(const struct document *doc, struct out *out);

#endif
