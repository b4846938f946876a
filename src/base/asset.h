/* What stands in templates/ and styles/, built into the program. */
#ifndef BASE_ASSET_H
#define BASE_ASSET_H

#include "base/str.h"

/* The content of "templates/page.html", say; false if there is no such file. A NUL stands behind the last byte. */
bool asset_find(const char *name, struct str *content);

#endif
