/* The command: libraries set up, then one verb of the table. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>
#include <libxml/xmlmemory.h>

#include "cli/report.h"
#include "cli/verb.h"

static char *xml_strdup(const char *s)
{
	size_t n = strlen(s) + 1;
	return memcpy(mem_alloc(n), s, n);
}

/* What a library allocates fails where all memory fails. Setting this up loads nothing. */
static void prepare_libraries(void)
{
	xmlMemSetup(mem_free, mem_alloc, mem_resize, xml_strdup);
	json_set_alloc_funcs(mem_alloc, mem_free);
}

/* A closed pipe or a file past its limit is a write that fails, and is reported as one. A standard stream that is
 * closed stays unusable, instead of lending its number to the next file that is opened. */
static void prepare_process(void)
{
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF && open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
			_exit(EXIT_SYSTEM);
}

static int print(const struct verb *verb, const char *text)
{
	struct out out = out_to(STDOUT_FILENO);
	if (text)
		out_cstr(&out, text);
	else
		help_print(verb, &out);
	int error = out_flush(&out);
	out_free(&out);
	return error ? system_error("standard output", error) : EXIT_DONE;
}

static int run_verb(const struct verb *verb, char **args)
{
	struct names operands = { NULL, 0, 0 };
	void *values = mem_zero(1, verb->options_size);
	int status = EXIT_USAGE;
	switch (options_parse(verb, args, values, &operands)) {
	case PARSED_RUN: status = verb->run(values, &operands); break;
	case PARSED_HELP: status = print(verb, NULL); break;
	case PARSED_WRONG: break;
	}
	options_free(verb, values);
	mem_free(values);
	names_free(&operands);
	return status;
}

int main(int argc, char **argv)
{
	prepare_process();
	prepare_libraries();
	if (argc < 2) {
		struct out err = out_to(STDERR_FILENO);
		help_print(NULL, &err);
		out_flush(&err);
		out_free(&err);
		return EXIT_USAGE;
	}
	if (strcmp(argv[1], "--version") == 0)
		return print(NULL, "rollcall " ROLLCALL_VERSION "\n");
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
		return print(NULL, NULL);
	if (argv[1][0] == '-')
		return usage_error("the verb comes first, then '%s'; 'rollcall help' lists the verbs", argv[1]);
	const struct verb *verb = verb_find(argv[1]);
	return verb ? run_verb(verb, argv + 2) : verb_unknown(argv[1]);
}
