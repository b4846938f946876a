/* The notes of many calls, one after the other: what the verbs that look over calls read. */
#ifndef CLI_MINUTES_H
#define CLI_MINUTES_H

#include "call/calls.h"
#include "cli/input.h"

/* Takes what it wants of a document, which is freed afterwards. */
typedef void minutes_take(void *context, struct call *call, const struct document *doc);

/* Reads operands: files, '-', and folders, of which the .txt and .md files are read in the order of their names. A
 * file of a folder that has neither date nor action nor series is no minutes (a list of people, say), and passed over.
 * A file that cannot be read costs a diagnostic. EXIT_DONE, or EXIT_USAGE or EXIT_SYSTEM with the reason said: the
 * options cannot be used, or nothing at all could be read. */
int minutes_read(const struct input_options *options, const struct names *operands, struct calls *calls,
	minutes_take *take, void *context);

/* Prints what is said of the calls, from the given severity on; EXIT_DONE, or EXIT_NOTES where they are too bad. */
int minutes_judge(const struct calls *calls, enum severity least, bool strict);

#endif
