/* Options: a table a verb, from which both parsing and help text come.
 *
 * Long options take their value as "--people FILE" or "--people=FILE", short ones as "-o FILE" or "-oFILE". Options and
 * operands may mix; "--" ends the options; "-" is an operand. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "base/out.h"

struct names {
	const char **items;
	size_t count, room;
};

void names_add(struct names *names, const char *name);
void names_free(struct names *names);

enum option_kind {
	OPTION_FLAG,         /* bool */
	OPTION_ONE,          /* const char *, at most once */
	OPTION_MANY          /* struct names */
};

struct option {
	const char *name;        /* "people", or "o" for "-o": a name of one letter takes one dash */
	enum option_kind kind;
	const char *value;       /* what help calls its value; NULL for a flag */
	const char *help;
	size_t place;            /* offsetof() in the verb's structure */
};

struct verb;

/* What became of the arguments. */
enum parsed { PARSED_RUN, PARSED_HELP, PARSED_WRONG };

/* Into values (cleared, verb->options_size bytes) and operands. What is wrong is said on standard error. */
enum parsed options_parse(const struct verb *verb, char **args, void *values, struct names *operands);
void options_free(const struct verb *verb, void *values);

/* "-o FILE", "--strict": as help shows it. */
void option_show(const struct option *option, struct out *out);

/* The candidate that a mistyped word most likely means, or NULL. next() gives them one by one, then NULL. */
const char *nearest(const char *word, const char *(*next)(const void *list, size_t i), const void *list);

#endif
