#include "base/gmime.h"

#include "base/library.h"

struct gmime_functions gmime;

void gmime_load(void)
{
#define X(name) #name,
	static const char *const names[] = { GMIME_LIST(X) };
#undef X
	if (gmime.g_mime_init)
		return;
	library_load("libgmime-3.0.so.0", names, sizeof names / sizeof *names, &gmime);
	gmime.g_mime_init();
}
