/* The names themselves, not what zip.c calls through. */
#define LIBZIP_NAMES
#include "write/libzip.h"

#include <dlfcn.h>
#include <string.h>

#include "base/mem.h"

struct libzip_functions libzip;

static _Noreturn void missing(const char *reason)
{
	die(reason ? reason : "libzip.so.4 is not what it should be");
}

void libzip_load(void)
{
	if (libzip.zip_open_)
		return;
	void *library = dlopen("libzip.so.4", RTLD_NOW | RTLD_LOCAL);
	if (!library)
		missing(dlerror());
	/* A function pointer is copied as bytes: C has no cast from an object's to a function's. */
#define X(name) do { \
		void *symbol = dlsym(library, #name); \
		if (!symbol) \
			missing(dlerror()); \
		memcpy(&libzip.name##_, &symbol, sizeof symbol); \
	} while (0);
	LIBZIP_LIST(X)
#undef X
}
