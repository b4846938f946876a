/* Diagnostics: what was doubted in the notes, where, and what was done instead.
 *
 * One list holds every code with its severity and its message, so that the program, the manual and the tests cannot
 * disagree. "{}" in a message stands for the next subject given. */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdint.h>

#include "base/arena.h"
#include "base/out.h"

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

#define DIAG_LIST(X) \
	X(EMPTY, "empty", ERROR, "no title: nothing but blanks; not read") \
	X(NO_TITLE, "no-title", WARNING, "no title; the text is kept from its first line") \
	X(NO_DATE, "no-date", WARNING, "no date in title or header; left unknown") \
	X(TEXT_BEFORE_TITLE, "text-before-title", WARNING, "text before the title; kept above it") \
	X(DATE_CONTRADICTS, "date-contradicts", WARNING, "date {} contradicts {} in the title; the title's is used") \
	X(BAD_DATE, "bad-date", WARNING, "'{}' is no possible date; kept as text") \
	X(BAD_TIME, "bad-time", WARNING, "'{}' is no possible time; kept as text") \
	X(UNKNOWN_SPEAKER, "unknown-speaker", WARNING, "'{}' speaks but is not known; kept as written") \
	X(ABSENT_SPEAKER, "absent-speaker", WARNING, "{} speaks but is not among the attendees") \
	X(NO_OWNER, "no-owner", WARNING, "action without an owner") \
	X(UNKNOWN_OWNER, "unknown-owner", WARNING, "owner '{}' is not known; kept as written") \
	X(AMBIGUOUS_NAME, "ambiguous-name", WARNING, "'{}' may be {}; kept as written") \
	X(DUPLICATE_ATTENDEE, "duplicate-attendee", WARNING, "{} is already listed on line {}; counted once") \
	X(ROW_MAY_CONTINUE, "row-may-continue", WARNING, "this table row may continue the one above; {}") \
	X(UNCLOSED_MARKUP, "unclosed-markup", WARNING, "'{}' is never closed; {}") \
	X(WRONG_ENCODING, "wrong-encoding", WARNING, "byte {} is not UTF-8; {} read as Windows-1252") \
	X(BINARY, "binary", ERROR, "byte {} makes this no text; not read") \
	X(CONTROL_CHARACTER, "control-character", WARNING, "control character {}; shown as a replacement character") \
	X(BIDI_CONTROL, "bidi-control", WARNING, "bidirectional control {} can hide the order of text; shown by its name") \
	X(LONG_LINE, "long-line", WARNING, "line of {} bytes; read as it is") \
	X(TOO_DEEP, "too-deep", WARNING, "nested deeper than {}; kept at that depth") \
	X(TOO_WIDE, "too-wide", WARNING, "table wider than {} columns; the rest is kept in the last one") \
	X(LOOKS_LIKE, "looks-like", NOTE, "this looks like {}; {}") \
	X(UNSAFE_LINK, "unsafe-link", WARNING, "link to '{}' is not followed; kept as text") \
	X(DUPLICATE_ID, "duplicate-id", WARNING, "action {} already stands on line {}; both keep it") \
	X(BAD_PERSON, "bad-person", WARNING, "'{}' names no person; left out") \
	X(UNREADABLE, "unreadable", ERROR, "{}; left out") \
	X(OTHER_CALL, "other-call", ERROR, "notes of '{}', where most are of '{}'; counted apart") \
	X(SAME_CALL, "same-call", ERROR, "the call of {} has other notes in {}; both are counted") \
	X(UNDATED_CALL, "undated-call", ERROR, "without a date its place among the calls is unknown; taken as the oldest") \
	X(SAME_ACTION, "same-action", NOTE, "the same as action {}, {}; counted once") \
	X(REOPENED, "reopened", WARNING, "action {} is open, but was closed at {}; taken as open") \
	X(OWNER_CHANGED, "owner-changed", WARNING, "action {} was {}; its owner here is used") \
	X(SERIES_REOPENED, "series-reopened", WARNING, "series '{}' goes on, but was closed at {}; taken as open") \
	X(OLDER_VERSION, "older-version", WARNING, "{} of a series that was at {} before; the newer notes count") \
	X(MAIL_NONE, "mail-none", ERROR, "no message found; nothing read") \
	X(MAIL_SKIPPED, "mail-skipped", WARNING, "{} bytes before the first message; skipped") \
	X(MAIL_BINARY, "mail-binary", WARNING, "a NUL byte in a text; shown as a replacement character") \
	X(MAIL_TRUNCATED, "mail-truncated", WARNING, "{} ends before its end; read to there") \
	X(MAIL_LONG, "mail-long", WARNING, "{} of more than {} bytes; read to there") \
	X(MAIL_LONG_HEADER, "mail-long-header", WARNING, "header field {} of {} bytes; read in part") \
	X(MAIL_REFERENCES, "mail-references", WARNING, "{} references; the first and the last ones are used") \
	X(MAIL_DEEP, "mail-deep", WARNING, "parts nested deeper than {}; the deeper ones are skipped") \
	X(MAIL_PARTS, "mail-parts", WARNING, "a message of more than {} parts; the others are skipped") \
	X(MAIL_UNSPLIT, "mail-unsplit", WARNING, "the header of another message, but no From line with a date before it; read as text of the message before") \
	X(MAIL_CHARSET, "mail-charset", WARNING, "charset '{}' is not known; read as {}") \
	X(MAIL_DATE, "mail-date", WARNING, "date '{}' cannot be; {}") \
	X(MAIL_NO_DATE, "mail-no-date", WARNING, "no date; {}") \
	X(MAIL_DUPLICATE, "mail-duplicate", WARNING, "another message has the id <{}>; both are kept, the first is meant by it") \
	X(MAIL_LOOP, "mail-loop", WARNING, "message <{}> is an answer to itself; taken as the begin of a thread") \
	X(MAIL_PAGE, "mail-page", NOTE, "a saved page of an archive; {}") \
	X(CALL_LINE, "call-line", WARNING, "'{}' is neither a field nor an item; left out") \
	X(CALL_TWICE, "call-twice", WARNING, "{} already stands on line {}; that one is used") \
	X(CALL_FIELD, "call-field", WARNING, "the field '{}' is taken for one of your own; if it is '{}', write that") \
	X(CALL_LIST, "call-list", WARNING, "'{}' is no mail address; the announcement names nobody it goes to") \
	X(CALL_RULE, "call-rule", ERROR, "'{}' makes no rule for days of calls: {}") \
	X(CALL_ZONE, "call-zone", ERROR, "'{}' tells no time zone: {}") \
	X(CALL_EXCEPTION, "call-exception", WARNING, "exception '{}' {}; left out") \
	X(CALL_NO_DAY, "call-no-day", WARNING, "'{}' has no day in {}; skipped") \
	X(CALL_SKIPPED, "call-skipped", WARNING, "on {} clocks are put forward over the time of the call; taken as {}") \
	X(CALL_DOUBLED, "call-doubled", WARNING, "on {} clocks show the time of the call twice; the first, {}, is used") \
	X(CALL_NEVER, "call-never", ERROR, "no call after '{}' by the rule '{}'") \
	X(CALL_OTHER_DAY, "call-other-day", WARNING, "{} is no day of a call: it is {}; used all the same")

enum diag_code {
#define X(code, name, severity, message) DIAG_##code,
	DIAG_LIST(X)
#undef X
	DIAG_COUNT
};

struct diag {
	enum diag_code code;
	enum severity severity;
	struct str message;
	struct str file;         /* another than the notes, in which the place is: of people, of mail; empty for the notes */
	size_t line, column;     /* 1-based; 0 where there is no place; columns count characters */
	uint64_t byte;           /* of mail, where there is no line */
};

struct diags {
	struct arena *arena;     /* holds the messages */
	struct str file;         /* what diag_add() gives each */
	struct diag *items;
	size_t count, room;
};

/* At most two subjects; STR_EMPTY where the message takes fewer. Control characters in subjects are made visible. */
void diag_add(struct diags *d, enum diag_code code, size_t line, size_t column, struct str first, struct str second);
/* The same about a byte of a file of mail. */
void diag_add_byte(struct diags *d, enum diag_code code, struct str file, uint64_t byte, struct str first, struct str second);
/* The same diagnostic in another list. */
void diag_copy(struct diags *d, const struct diag *item);
/* Moves line and column, those where text begins, to a place in it. */
void diag_place(struct str text, const char *at, size_t *line, size_t *column);
/* By file, the notes first, then line, then column; stable. */
void diag_sort(struct diags *d);
enum severity diag_worst(const struct diags *d);     /* SEVERITY_NOTE where there is none */
/* "FILE:LINE:COL: severity: message [code]", FILE being notes where a diagnostic names none; of mail "FILE: byte N: severity: message [code]". */
void diag_print(const struct diags *d, struct str notes, struct out *out);
/* Only those of that severity and worse. */
void diag_print_from(const struct diags *d, enum severity least, struct str notes, struct out *out);
void diag_free(struct diags *d);

const char *diag_name(enum diag_code code);
const char *diag_text(enum diag_code code);
enum severity diag_severity(enum diag_code code);
const char *severity_name(enum severity severity);

#endif
