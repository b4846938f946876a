/* The verbs: one table, from which dispatch, help and the manual's test come. */
#ifndef CLI_VERB_H
#define CLI_VERB_H

#include "cli/options.h"

#define ROLLCALL_VERSION "0.1"

struct verb {
	const char *name;
	const char *operands;            /* as in "rollcall render OPERANDS"; empty if none */
	const char *summary;             /* one line */
	const char *about;               /* paragraphs for "help VERB", one string, '\n' between them; NULL if none */
	const struct option *options;
	size_t option_count;
	size_t options_size;             /* of the structure that the options are put into */
	size_t least, most;              /* operands it takes */
	/* Given parsed options and operands; the command's exit status. */
	int (*run)(const void *options, const struct names *operands);
};

extern const struct verb render_verb, check_verb, draft_verb, actions_verb, series_verb, post_verb, help_verb;

extern const struct verb *const verbs[];     /* ends with NULL */
/* NULL if there is none. */
const struct verb *verb_find(const char *name);
/* Says so on standard error, with the nearest verb; EXIT_USAGE. */
int verb_unknown(const char *name);

/* Usage and all options of a verb, or, with NULL, of the command. */
void help_print(const struct verb *verb, struct out *out);

#endif
