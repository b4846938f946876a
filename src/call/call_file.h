/* The call file: what stays the same over a series of calls, kept by its chair beside the minutes.
 *
 *   Name: Lantern Community Call
 *   When: second Tuesday of the month, 15:00 Europe/Lisbon, 1 hour
 *   Standing:
 *   - Actions from last call
 *
 * Fields are "Key: value", keys in any case; an indented line goes on with the one above it, "- text" is an item of the
 * field above. Blank lines and those that begin with '#' are skipped. Any field is kept. Some values are lists, their
 * members set off by commas or given as items. */
#ifndef CALL_CALL_FILE_H
#define CALL_CALL_FILE_H

#include "call/schedule.h"
#include "model/document.h"

struct call_item {
	struct str text;
	size_t line, column;
};

struct call_field {
	struct str key;          /* as written */
	struct str value;        /* on one line, with single blanks for the line ends */
	struct str written;      /* the value with its line ends */
	size_t line, column;     /* where it begins */
	struct call_item *items;
	size_t item_count, item_room;
};

/* A line of the zones table. */
struct call_zone {
	struct str name;         /* "America/Los_Angeles" */
	struct str city;         /* "Los Angeles", or what the file says: "America/Los_Angeles (San Francisco)" */
};

struct call_file {
	struct str file;                 /* its name, for diagnostics */
	struct call_field *fields;       /* all, known ones too, in their order */
	size_t field_count, field_room;
	/* Values of known fields; empty where there is none. */
	struct str name, where, list, archive, chair, people;
	struct str agenda, minutes;      /* where they are: URLs in which "{date}" stands for the date of their call */
	const struct call_item *standing;
	size_t standing_count;
	bool has_when;                   /* there is a rule, and it can be used: */
	struct schedule when;
	struct call_zone *zones;
	size_t zone_count, zone_room;
	struct document *text;           /* what all of it lies in, and the home of: */
	struct diags *diags;             /* more may be added; they name this file */
};

/* Takes the bytes over: *bytes is empty. Never NULL; what is wrong stands in its diags, sorted. */
struct call_file *call_file_read(struct str file, struct buf *bytes);
void call_file_free(struct call_file *c);

/* The first field of that key, in any case; NULL if there is none. */
const struct call_field *call_file_field(const struct call_file *c, struct str key);
/* The URL in agenda or minutes for the call of an ISO date; empty where it needs a date that is unknown. */
struct str call_file_url(struct arena *arena, struct str url, struct str date);
/* Is it one of the keys that have a member of their own above? */
bool call_file_knows(struct str key);

#endif
