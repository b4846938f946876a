/* base/file.c: reading whole, and outputs that are complete or untouched. */
#include <errno.h>
#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/mem.h"

static char folder[] = "/tmp/test_file.XXXXXX";

static int enter(void **state)
{
	(void)state;
	strcpy(folder, "/tmp/test_file.XXXXXX");
	umask(022);
	return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int leave(void **state)
{
	(void)state;
	char command[64];
	snprintf(command, sizeof command, "rm -rf %s", folder);
	return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
}

static void put(const char *name, const char *text)
{
	FILE *f = fopen(name, "w");
	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

static void holds(const char *name, const char *text)
{
	struct buf b = BUF_INIT;
	assert_int_equal(file_read(name, &b), 0);
	assert_string_equal(b.p, text);
	assert_int_equal(b.n, strlen(text));
	buf_free(&b);
}

/* The names in the folder, sorted, each with a blank behind it. */
static void lists(const char *names)
{
	struct dirent **entries;
	int n = scandir(".", &entries, NULL, alphasort);
	struct buf b = BUF_INIT;
	for (int i = 0; i < n; i++) {
		if (strcmp(entries[i]->d_name, ".") != 0 && strcmp(entries[i]->d_name, "..") != 0)
			buf_printf(&b, "%s ", entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	assert_string_equal(b.p, names);
	buf_free(&b);
}

static mode_t mode_of(const char *name)
{
	struct stat st;
	assert_int_equal(lstat(name, &st), 0);
	return st.st_mode & 07777;
}

static struct output *begin(const char *name, const char *text)
{
	struct output *o = output_open(name);
	assert_non_null(o);
	out_cstr(output_sink(o), text);
	return o;
}

static int commit(struct output *o)
{
	int error;
	int failed = output_commit(&o, 1, &error);
	assert_int_equal(failed, error ? 0 : -1);
	return error;
}

static void refused(const char *name, int error)
{
	errno = 0;
	assert_null(output_open(name));
	assert_int_equal(errno, error);
}

static void reads_regular_files(void **state)
{
	(void)state;
	put("a", "two\nlines\n");
	holds("a", "two\nlines\n");
	put("empty", "");
	holds("empty", "");
	struct buf b = BUF_INIT;
	buf_cstr(&b, "before ");
	assert_int_equal(file_read("a", &b), 0);
	assert_string_equal(b.p, "before two\nlines\n");
	buf_cut(&b, 0);
	assert_int_equal(file_read("/proc/self/status", &b), 0);   /* its size says 0 */
	assert_true(b.n > 100);
	buf_free(&b);
}

static void reads_across_steps(void **state)
{
	(void)state;
	for (size_t size = 65534; size <= 65538; size++) {
		char *text = mem_alloc(size + 1);
		memset(text, 'x', size);
		text[size] = '\0';
		put("a", text);
		holds("a", text);
		mem_free(text);
	}
}

static void reads_fifo(void **state)
{
	(void)state;
	assert_int_equal(mkfifo("f", 0600), 0);
	pid_t child = fork();
	if (child == 0) {
		put("f", "through the pipe");
		_exit(0);
	}
	holds("f", "through the pipe");
	waitpid(child, NULL, 0);
}

static void reads_standard_input(void **state)
{
	(void)state;
	int ends[2], old = dup(0);
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "typed", 5), 5);
	close(ends[1]);
	dup2(ends[0], 0);
	holds("-", "typed");
	dup2(old, 0);
	close(ends[0]);
	close(old);
}

static void read_errors(void **state)
{
	(void)state;
	struct buf b = BUF_INIT;
	assert_int_equal(file_read("none", &b), ENOENT);
	assert_int_equal(file_read(".", &b), EISDIR);
	put("big", "");
	assert_int_equal(truncate("big", (off_t)FILE_LIMIT + 1), 0);
	assert_int_equal(file_read("big", &b), EFBIG);
	assert_int_equal(b.n, 0);
	buf_free(&b);
}

static void writes_new_file(void **state)
{
	(void)state;
	struct output *o = begin("a", "text");
	lists("");
	assert_int_equal(commit(o), 0);
	holds("a", "text");
	assert_int_equal(mode_of("a"), 0644);
	lists("a ");
}

static void replaces_whole_file(void **state)
{
	(void)state;
	put("a", "old");
	chmod("a", 0640);
	struct output *o = begin("a", "new");
	out_flush(output_sink(o));
	holds("a", "old");
	assert_int_equal(commit(o), 0);
	holds("a", "new");
	assert_int_equal(mode_of("a"), 0640);
	lists("a ");
}

static void abandons(void **state)
{
	(void)state;
	put("a", "old");
	output_abandon(begin("a", "new"));
	output_abandon(begin("b", "new"));
	output_abandon(NULL);
	holds("a", "old");
	lists("a ");
}

static void follows_links(void **state)
{
	(void)state;
	mkdir("d", 0755);
	put("d/a", "old");
	assert_int_equal(symlink("d/a", "there"), 0);
	assert_int_equal(symlink("d/b", "nowhere"), 0);
	assert_int_equal(symlink("there", "chain"), 0);
	assert_int_equal(symlink("loop", "loop"), 0);
	assert_int_equal(commit(begin("chain", "new")), 0);
	assert_int_equal(commit(begin("nowhere", "made")), 0);
	holds("d/a", "new");
	holds("d/b", "made");
	lists("chain d loop nowhere there ");
	refused("loop", ELOOP);
}

static void refuses_what_cannot_be(void **state)
{
	(void)state;
	mkdir("d", 0755);
	refused("d", EISDIR);
	refused("none/a", ENOENT);
	refused("none/", EISDIR);
	refused("", ENOENT);
	put("a", "old");
	refused("a/b", ENOTDIR);
	char name[300];
	memset(name, 'x', sizeof name - 1);
	name[sizeof name - 1] = '\0';
	errno = 0;
	assert_null(output_open(name));
	assert_int_equal(errno, ENAMETOOLONG);
	lists("a d ");
}

/* As somebody who is not root, to whom permissions apply. */
static void respects_permissions(void **state)
{
	(void)state;
	put("a", "old");
	chmod("a", 0444);
	mkdir("d", 0555);
	chmod(".", 0777);
	pid_t child = fork();
	if (child == 0) {
		if (geteuid() == 0 && setuid(65534) < 0)
			_exit(9);
		bool file = !output_open("a") && errno == EACCES;
		bool inside = !output_open("d/a") && errno == EACCES;
		_exit(file && inside ? 0 : 1);
	}
	int status;
	waitpid(child, &status, 0);
	assert_int_equal(status, 0);
	holds("a", "old");
}

static void long_names_fit(void **state)
{
	(void)state;
	char name[256];
	memset(name, 'n', 255);
	name[255] = '\0';
	put(name, "old");
	assert_int_equal(commit(begin(name, "new")), 0);
	holds(name, "new");
	char all[258];
	snprintf(all, sizeof all, "%s ", name);
	lists(all);
}

static void takes_away_what_a_killed_one_left(void **state)
{
	(void)state;
	put("a", "old");
	put(".a.rollcall", "left over");
	assert_int_equal(commit(begin("a", "new")), 0);
	holds("a", "new");
	lists("a ");
}

static void somebody_else_creates_it_meanwhile(void **state)
{
	(void)state;
	struct output *o = begin("a", "ours");
	put("a", "theirs");
	assert_int_equal(commit(o), 0);
	holds("a", "ours");
	lists("a ");
}

static void full_device(void **state)
{
	(void)state;
	put("a", "old");
	struct output *all[] = { begin("a", "new"), begin("b", "new"), begin("/dev/full", "new") };
	int error;
	assert_int_equal(output_commit(all, 3, &error), 2);
	assert_int_equal(error, ENOSPC);
	holds("a", "old");
	lists("a ");
}

static void all_or_none(void **state)
{
	(void)state;
	put("a", "old a");
	put("c", "old c");
	struct output *all[] = { begin("a", "new a"), begin("b", "new b"), begin("c", "new c"), begin("d", "new d") };
	mkdir("d", 0755);             /* between opening and committing */
	put("d/x", "");
	int error;
	assert_int_equal(output_commit(all, 4, &error), 3);
	assert_true(error == EISDIR || error == ENOTEMPTY || error == EEXIST);
	holds("a", "old a");
	holds("c", "old c");
	lists("a c d ");
}

/* In a sticky folder a file of somebody else's can be written into, but not replaced: found out at the very end. */
static void replaced_ones_come_back(void **state)
{
	(void)state;
	if (geteuid() != 0)
		skip();
	chmod(".", 01777);
	put("theirs", "old theirs");
	chmod("theirs", 0666);
	pid_t child = fork();
	if (child == 0) {
		if (setuid(65534) < 0)
			_exit(9);
		put("ours", "old ours");
		struct output *all[] = { begin("new", "x"), begin("ours", "new ours"), begin("theirs", "new theirs") };
		int error, failed = output_commit(all, 3, &error);
		_exit(failed == 2 && error == EPERM ? 0 : 1);
	}
	int status;
	waitpid(child, &status, 0);
	assert_int_equal(status, 0);
	holds("ours", "old ours");
	holds("theirs", "old theirs");
	lists("ours theirs ");
}

static void several_at_once(void **state)
{
	(void)state;
	put("a", "old a");
	struct output *all[] = { begin("a", "new a"), begin("b", "new b") };
	int error;
	assert_int_equal(output_commit(all, 2, &error), -1);
	assert_int_equal(error, 0);
	holds("a", "new a");
	holds("b", "new b");
	lists("a b ");
}

static void writes_fifo_and_descriptors(void **state)
{
	(void)state;
	assert_int_equal(mkfifo("f", 0600), 0);
	pid_t child = fork();
	if (child == 0)
		_exit(commit(begin("f", "down the pipe")));
	holds("f", "down the pipe");
	waitpid(child, NULL, 0);
	lists("f ");

	/* A descriptor on a regular file goes on where it stands. */
	int fd = open("log", O_WRONLY | O_CREAT, 0644);
	assert_int_equal(write(fd, "one ", 4), 4);
	char name[32];
	snprintf(name, sizeof name, "/dev/fd/%d", fd);
	assert_int_equal(commit(begin(name, "two")), 0);
	assert_int_equal(write(fd, " three", 6), 6);
	close(fd);
	holds("log", "one two three");
}

/* Without /proc a nameless file could not be given a name, so outputs have a hidden one. */
static void without_nameless_files(void **state)
{
	(void)state;
	if (geteuid() != 0)
		skip();
	put("a", "old");
	for (int way = 0; way < 4; way++) {
		pid_t child = fork();
		if (child == 0) {
			if (chroot(".") < 0)
				_exit(9);
			struct output *o = output_open("a");
			if (!o)
				_exit(8);
			out_cstr(output_sink(o), "new");
			out_flush(output_sink(o));
			char name[64];
			snprintf(name, sizeof name, ".a.rollcall-%ld", (long)getpid());
			if (access(name, F_OK) < 0)
				_exit(7);
			int error;
			switch (way) {
			case 0: raise(SIGTERM); break;
			case 1: close(2); die("no");
			case 2: output_abandon(o); _exit(0);
			default: output_commit(&o, 1, &error); _exit(error);
			}
			_exit(6);
		}
		int status;
		waitpid(child, &status, 0);
		assert_int_equal(status, way == 0 ? SIGTERM : way == 1 ? EXIT_SYSTEM << 8 : 0);
		holds("a", way == 3 ? "new" : "old");
		lists("a ");
	}
}

static void ignored_signals_stay_ignored(void **state)
{
	(void)state;
	pid_t child = fork();
	if (child == 0) {
		signal(SIGHUP, SIG_IGN);
		struct output *o = output_open("a");
		raise(SIGHUP);
		int error;
		output_commit(&o, 1, &error);
		_exit(error);
	}
	int status;
	waitpid(child, &status, 0);
	assert_int_equal(status, 0);
	lists("a ");
}

static void same_files(void **state)
{
	(void)state;
	put("a", "");
	put("b", "");
	mkdir("d", 0755);
	assert_int_equal(symlink("a", "to-a"), 0);
	assert_int_equal(symlink("d/new", "to-new"), 0);
	assert_int_equal(link("a", "hard"), 0);
	assert_true(file_same("a", "./a"));
	assert_true(file_same("a", "d/../a"));
	assert_true(file_same("a", "to-a"));
	assert_true(file_same("a", "hard"));
	assert_false(file_same("a", "b"));
	assert_false(file_same("a", "new"));
	assert_true(file_same("new", "./new"));
	assert_true(file_same("d/new", "to-new"));
	assert_false(file_same("new", "d/new"));
	assert_false(file_same("none/x", "none/y"));
	assert_true(file_same("none/x", "none/x"));
	assert_false(file_same("/dev/null", "/dev/null"));
	int fd = open("b", O_RDONLY), old = dup(0);
	dup2(fd, 0);
	assert_true(file_same("-", "b"));
	assert_false(file_same("-", "a"));
	dup2(old, 0);
	close(fd);
	close(old);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, enter, leave)
	const struct CMUnitTest tests[] = {
		TEST(reads_regular_files), TEST(reads_across_steps), TEST(reads_fifo), TEST(reads_standard_input),
		TEST(read_errors), TEST(writes_new_file), TEST(replaces_whole_file), TEST(abandons), TEST(follows_links),
		TEST(refuses_what_cannot_be), TEST(respects_permissions), TEST(long_names_fit),
		TEST(takes_away_what_a_killed_one_left), TEST(somebody_else_creates_it_meanwhile), TEST(full_device),
		TEST(all_or_none), TEST(replaced_ones_come_back), TEST(several_at_once), TEST(writes_fifo_and_descriptors),
		TEST(without_nameless_files), TEST(ignored_signals_stay_ignored), TEST(same_files),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
