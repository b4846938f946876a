/* What the subject of a mail says of a patch series: "Re: [Lantern-devel] [PATCH v2 3/5] lamp: Dim slowly".
 *
 * Only brackets at its beginning are read, after "Re:" and its like, in any order. A bracket with a word of patches in
 * it (PATCH, RFC, RESEND, PULL, a version, a number of a count, "for-4.2") is read; any other is the list's tag and left
 * out. A bracket that a letter follows directly ("[lib]lamp: ...") is title. Everything is a slice of the subject. */
#ifndef MAIL_SUBJECT_H
#define MAIL_SUBJECT_H

#include "base/buf.h"

struct subject {
	struct str title;             /* without all that is below; empty if nothing is left */
	bool reply, forward;          /* "Re: ", "Aw: "; "Fwd: " */
	bool ping;                    /* "Ping: ", "Ping^2: " */
	bool patch;                   /* a bracket says PATCH, or has a version or a number of a count */
	bool pull;                    /* a bracket says PULL */
	bool rfc, resend;
	unsigned version;             /* 0: not stated; of a first posting that means 1 */
	unsigned revision;            /* "v2.1": 1, a new version of this one patch within version 2; else 0 */
	bool numbered;                /* "3/5", "3 of 5" */
	unsigned number, count;
	struct str target;            /* "for-4.2" and "4.2": "4.2"; a doubt is kept: "4.2?" */
	struct str was;               /* "Was: Re: [PATCH ...] ...": the subject it was before; empty if not stated */
	unsigned more;                /* "[and 2 more messages]": 2 */
};

/* Parses a subject in one line. */
struct subject subject_parse(struct str text);

/* Adds what titles of the same thing share: letters small (of ASCII), blanks single, no full stop at the end. */
void subject_key(struct buf *key, struct str title);

#endif
