/* Where templates come from: a folder of the user's, or the program. */
#ifndef WRITE_TEMPLATE_FILE_H
#define WRITE_TEMPLATE_FILE_H

#include "base/arena.h"

/* The template called file in folder or, where folder is NULL or has no such file, the built-in one: its name for
 * messages and its bytes, with a NUL behind them, in arena. Returns NULL, or what is wrong ("FILE: what", in arena). */
const char *template_find(struct arena *arena, const char *folder, const char *file, struct str *name,
	struct str *content);

#endif
