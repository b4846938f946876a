/* What the command says on standard error apart from diagnostics, and the exit status that goes with it. */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "base/mem.h"

/* "rollcall: ..."; EXIT_USAGE. */
int usage_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* "rollcall: NAME: what errno says"; EXIT_SYSTEM. "-" is named as standard input. */
int system_error(const char *name, int error);

#endif
