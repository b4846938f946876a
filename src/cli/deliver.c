#include "cli/deliver.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/out.h"
#include "cli/report.h"

extern char **environ;

enum { ARGUMENTS = 8 };

/* Programs that take what is to be pasted on standard input; which is right is told by where the session runs. */
static const struct clipboard {
	const char *session;                     /* a variable that is set there; NULL: everywhere */
	const char *html[ARGUMENTS];             /* { NULL } where it can only take text */
	const char *text[ARGUMENTS], *primary[ARGUMENTS];
} clipboards[] = {
	{ "WAYLAND_DISPLAY", { "wl-copy", "--type", "text/html" }, { "wl-copy", "--type", "text/plain;charset=utf-8" },
	  { "wl-copy", "--primary", "--type", "text/plain;charset=utf-8" } },
	{ "DISPLAY", { "xclip", "-selection", "clipboard", "-t", "text/html" },
	  { "xclip", "-selection", "clipboard", "-t", "UTF8_STRING" }, { "xclip", "-selection", "primary", "-t", "UTF8_STRING" } },
	{ NULL, { NULL }, { "pbcopy" }, { NULL } },
};

/* Does it stand in a folder of PATH? */
static bool installed(const char *program)
{
	const char *path = getenv("PATH");
	struct str rest = str_of(path ? path : ""), folder;
	bool found = false;
	while (!found && str_split(&rest, ':', &folder)) {
		struct buf file = BUF_INIT;
		buf_str(&file, folder.n ? folder : STR("."));
		buf_printf(&file, "/%s", program);
		found = access(file.p, X_OK) == 0;
		buf_free(&file);
	}
	return found;
}

/* Starts it with fd as standard input and waits; 0, or errno, EIO where the program failed. Its own output is none of
 * ours: a clipboard's owner goes on running, and would keep our standard output open. */
static int run(const char *const *command, int fd)
{
	posix_spawn_file_actions_t actions;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, fd, STDIN_FILENO);
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	pid_t child;
	int status = 0, error = posix_spawnp(&child, command[0], &actions, NULL, (char *const *)command, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (error)
		return error;
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return errno;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : EIO;
}

/* A file without a name rather than a pipe: nobody has to read while we write. */
static int feed(const char *const *command, struct str bytes)
{
	FILE *file = tmpfile();
	if (!file)
		return system_error("temporary file", errno);
	int status = EXIT_DONE;
	if (fwrite(bytes.p, 1, bytes.n, file) != bytes.n || fflush(file) != 0 || fseek(file, 0, SEEK_SET) != 0)
		status = system_error("temporary file", errno);
	int error = status == EXIT_DONE ? run(command, fileno(file)) : 0;
	if (error)
		status = system_error(command[0], error);
	fclose(file);
	return status;
}

int deliver_copy(struct str html, struct str text)
{
	for (size_t i = 0; i < sizeof clipboards / sizeof *clipboards; i++) {
		const struct clipboard *c = &clipboards[i];
		if (!installed(c->text[0]) || (c->session && !getenv(c->session)))
			continue;
		if (!html.n)
			return feed(c->text, text);
		if (!c->html[0])
			return usage_error("%s takes text alone: add --text, or use --open and copy what the browser shows", c->text[0]);
		int status = feed(c->primary, text);
		return status == EXIT_DONE ? feed(c->html, html) : status;
	}
	return usage_error("no clipboard: install %s, or use --open and copy what the browser shows",
		getenv("WAYLAND_DISPLAY") ? "wl-copy (Debian: wl-clipboard)" : "xclip, or wl-copy where Wayland runs");
}

int deliver_open(struct str bytes, const char *ending)
{
	static const char *const openers[] = { "xdg-open", "open", "sensible-browser" };
	const char *folder = getenv("TMPDIR"), *chosen = getenv("BROWSER"), *opener = NULL;
	struct buf name = BUF_INIT;
	if (chosen && *chosen && installed(chosen))
		opener = chosen;
	for (size_t i = 0; !opener && i < sizeof openers / sizeof *openers; i++)
		if (installed(openers[i]))
			opener = openers[i];
	if (!opener)
		return usage_error("no browser: set BROWSER to the name of one, or install xdg-open (Debian: xdg-utils)");
	buf_printf(&name, "%s/rollcall-XXXXXX%s", folder && *folder ? folder : "/tmp", ending);
	int fd = mkstemps(name.p, (int)strlen(ending));
	struct out out = out_to(fd);
	int status = EXIT_DONE, error = fd < 0 ? errno : 0;
	if (!error) {
		out_str(&out, bytes);
		error = out_flush(&out);
		close(fd);
	}
	out_free(&out);
	if (error) {
		status = system_error(name.p, error);
	} else {
		const char *command[] = { opener, name.p, NULL };
		int none = open("/dev/null", O_RDONLY);
		error = run(command, none);
		close(none);
		if (error)
			status = system_error(opener, error);
	}
	buf_free(&name);
	return status;
}
