/* Where else than to a file a result can go: the clipboard, a browser. */
#ifndef CLI_DELIVER_H
#define CLI_DELIVER_H

#include "base/str.h"

/* Puts html (empty: none) on the clipboard, and text too: where html is there, text becomes the primary selection, which
 * the middle button pastes, because the programs that can be asked offer one kind each. Returns an exit status; what is
 * wrong, or what to install, is said. */
int deliver_copy(struct str html, struct str text);

/* Shows bytes, a page or a text by the ending of a temporary file, in the user's browser. */
int deliver_open(struct str bytes, const char *ending);

#endif
