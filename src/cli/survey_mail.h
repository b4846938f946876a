/* Archives of mail from the command line: what series and draft read of them. */
#ifndef CLI_SURVEY_MAIL_H
#define CLI_SURVEY_MAIL_H

#include "call/survey.h"
#include "cli/listings.h"
#include "cli/options.h"

struct survey_options {
	const struct names *mail;
	const struct names *operands;    /* more of them; may be NULL */
	const char *people, *templates, *call, *date;        /* NULL where not given */
	struct str archive;              /* where messages can be read, in place of what the call file says; empty: as it says */
};

struct survey_run {
	struct survey *survey;
	bool incomplete;                 /* a file could not be read */
	struct buf affiliations, people, base;
};

/* Is the file named as an archive is: by its ending, or as a maildir? */
bool survey_is_archive(const char *name);

/* Reads all. EXIT_DONE, or another status with the reason said; to be closed in any case. */
int survey_open(const struct survey_options *options, struct survey_run *run);
/* Prints the diagnostics; EXIT_DONE, or EXIT_NOTES where they are too bad. */
int survey_judge(const struct survey_run *run);
/* In any format; EXIT_DONE, or EXIT_USAGE where a template is not usable. CSV has the series alone. */
int survey_print(struct survey *s, enum list_format format, const char *templates, struct out *out);
void survey_close(struct survey_run *run);

#endif
