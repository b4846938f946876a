#include "base/gmime.h"

#include <signal.h>

#include "base/library.h"
#include "base/mem.h"

struct gmime_functions gmime;

/* GLib has no other way to say that memory ran out. */
static void given_up(int number)
{
	(void)number;
	die("out of memory: GLib gave up");
}

void gmime_load(void)
{
	static const int signals[] = { SIGABRT, SIGTRAP };
	struct sigaction action = { .sa_handler = given_up }, other;
#define X(name) #name,
	static const char *const names[] = { GMIME_LIST(X) };
#undef X
	if (gmime.g_mime_init)
		return;
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		if (sigaction(signals[i], NULL, &other) == 0 && other.sa_handler == SIG_DFL)
			sigaction(signals[i], &action, NULL);
	library_load("libgmime-3.0.so.0", names, sizeof names / sizeof *names, &gmime);
	gmime.g_mime_init();
}
