/* The notes and what helps to read them, from the command line to a document. */
#ifndef CLI_INPUT_H
#define CLI_INPUT_H

#include "base/mem.h"
#include "cli/options.h"
#include "model/document.h"

/* What a verb that reads notes was given; NULL where it was not. */
struct input_options {
	const char *agenda, *people, *notation;
};

/* The bytes of agenda and people, and the options for the reader; one input serves any number of notes. */
struct input;

/* Returns EXIT_DONE, or another status with the reason said and *input NULL. */
int input_open(const struct input_options *options, struct input **input);
/* Reads one file of notes; EXIT_DONE with *doc, or EXIT_SYSTEM with the reason said. The document is valid until
 * input_close(). */
int input_read(struct input *input, const char *name, struct document **doc);
/* The same, but says nothing: 0, or errno. */
int input_try(struct input *input, const char *name, struct document **doc);
void input_close(struct input *input);

/* Prints the document's diagnostics on standard error; EXIT_DONE, or EXIT_NOTES where they are too bad. */
int input_judge(const struct document *doc, bool strict);

/* At most one input can be standard input: EXIT_DONE, or EXIT_USAGE with the reason said. */
int input_one_stdin(const struct input_options *options, const struct names *notes);

#endif
