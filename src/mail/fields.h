/* The header of a message, cut into fields (RFC 5322 §2.2). */
#ifndef MAIL_FIELDS_H
#define MAIL_FIELDS_H

#include "base/str.h"

/* Those that are read; the name is written in small letters. */
#define FIELD_LIST(X) \
	X(FROM, "from") \
	X(REPLY_TO, "reply-to") \
	X(TO, "to") \
	X(CC, "cc") \
	X(DATE, "date") \
	X(SUBJECT, "subject") \
	X(ID, "message-id") \
	X(IN_REPLY_TO, "in-reply-to") \
	X(REFERENCES, "references") \
	X(SUPERSEDES, "supersedes") \
	X(CHANGE_ID, "x-change-id") \
	X(CONTENT_TYPE, "content-type") \
	X(ENCODING, "content-transfer-encoding")

enum field {
#define X(code, name) FIELD_##code,
	FIELD_LIST(X)
#undef X
	FIELD_COUNT
};

/* Raw values, folded as they stand, without blanks at both ends. */
struct fields {
	struct str first[FIELD_COUNT];       /* of the first field of that name that is not empty */
	struct str again[FIELD_COUNT];       /* of the second: some programs write To and Cc more than once */
	size_t size;                         /* of the header with the empty line behind it: where the body begins */
	bool complete;                       /* that line was there */
};

void fields_parse(struct str message, struct fields *fields);

/* Does the line begin with a field's name and a colon? */
bool field_like(struct str line);
const char *field_name(enum field field);

#endif
