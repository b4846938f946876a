#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

#include "base/mem.h"

static _Noreturn void missing(void)
{
	const char *reason = dlerror();
	die(reason ? reason : "a shared library is not what it should be");
}

void library_load(const char *file, const char *const *names, size_t count, void *functions)
{
	void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
	if (!library)
		missing();
	for (size_t i = 0; i < count; i++) {
		void *symbol = dlsym(library, names[i]);
		if (!symbol)
			missing();
		/* A function pointer is copied as bytes: C has no cast from an object's to a function's. */
		memcpy((char *)functions + i * sizeof symbol, &symbol, sizeof symbol);
	}
}
