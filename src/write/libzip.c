/* The names themselves, not what zip.c calls through. */
#define LIBZIP_NAMES
#include "write/libzip.h"

#include "base/library.h"

struct libzip_functions libzip;

void libzip_load(void)
{
#define X(name) #name,
	static const char *const names[] = { LIBZIP_LIST(X) };
#undef X
	if (!libzip.zip_open_)
		library_load("libzip.so.4", names, sizeof names / sizeof *names, &libzip);
}
