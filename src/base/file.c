#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

enum { READ_STEP = 64 * 1024, LINKS_FOLLOWED = 40, TRIES = 100 };

int file_read(const char *name, struct buf *content)
{
	int fd = strcmp(name, "-") == 0 ? dup(STDIN_FILENO) : open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	struct stat st;
	if (fd < 0)
		return errno;
	int error = 0;
	if (fstat(fd, &st) < 0)
		error = errno;
	else if (S_ISDIR(st.st_mode))
		error = EISDIR;
	else if (S_ISREG(st.st_mode) && st.st_size > FILE_LIMIT)
		error = EFBIG;
	/* One byte more than the size, so that the end is met without growing; a size is only a hint all the same. */
	if (!error && S_ISREG(st.st_mode))
		buf_reserve(content, (size_t)st.st_size + 1);
	size_t begin = content->n;
	while (!error) {
		if (content->room < content->n + 2)
			buf_reserve(content, READ_STEP);
		ssize_t n = read(fd, content->p + content->n, content->room - content->n - 1);
		if (n == 0)
			break;
		if (n > 0)
			content->n += (size_t)n;
		else if (errno != EINTR)
			error = errno;
		if (content->n - begin > FILE_LIMIT)
			error = EFBIG;
	}
	if (content->room)
		content->p[content->n] = '\0';
	close(fd);
	return error;
}

struct output {
	struct out sink;
	int folder;                  /* of the target; -1: written directly */
	char *base;                  /* the target's name in it */
	char *hidden;                /* the name our bytes have meanwhile, or NULL while they have none */
	bool replaces;               /* the target existed */
	bool created;                /* the target is ours and was not there before */
	bool swapped;                /* the target is ours, hidden is what stood there before */
	struct output *next;         /* of the unfinished ones */
};

/* What a signal or die() must clean up. Changed with signals blocked only. */
static struct output *unfinished;

/* Undo what can be seen of an output; safe in a signal handler. */
static void take_back(struct output *o)
{
	if (o->created)
		unlinkat(o->folder, o->base, 0);
	if (o->swapped)
		renameat2(o->folder, o->hidden, o->folder, o->base, RENAME_EXCHANGE);
	if (o->hidden)
		unlinkat(o->folder, o->hidden, 0);
	o->created = o->swapped = false;
}

static void take_back_all(void)
{
	for (struct output *o = unfinished; o; o = o->next)
		take_back(o);
}

static void on_signal(int signal_number)
{
	take_back_all();
	signal(signal_number, SIG_DFL);
	raise(signal_number);
}

static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
enum { SIGNALS = sizeof signals / sizeof *signals };

static void block_signals(sigset_t *before)
{
	sigset_t set;
	sigemptyset(&set);
	for (int i = 0; i < SIGNALS; i++)
		sigaddset(&set, signals[i]);
	sigprocmask(SIG_BLOCK, &set, before);
}

static void unblock_signals(const sigset_t *before)
{
	int error = errno;
	sigprocmask(SIG_SETMASK, before, NULL);
	errno = error;
}

/* Handlers come with the first output; one that the parent ignores (nohup) stays ignored. */
static void watch(struct output *o)
{
	if (!unfinished) {
		die_hook(take_back_all);
		for (int i = 0; i < SIGNALS; i++) {
			struct sigaction now, ours = { .sa_handler = on_signal };
			if (sigaction(signals[i], NULL, &now) == 0 && now.sa_handler == SIG_DFL)
				sigaction(signals[i], &ours, NULL);
		}
	}
	o->next = unfinished;
	unfinished = o;
}

static void unwatch(struct output *o)
{
	struct output **place = &unfinished;
	while (*place && *place != o)
		place = &(*place)->next;
	if (*place)
		*place = o->next;
}

static char *copy(const char *s, size_t n)
{
	char *result = mem_alloc(n + 1);
	memcpy(result, s, n);
	result[n] = '\0';
	return result;
}

/* The folder part of a path, never empty: "/a" gives "/", "a" gives ".". */
static char *folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	if (!slash)
		return copy(".", 1);
	return copy(path, slash == path ? 1 : (size_t)(slash - path));
}

static const char *base_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

/* The descriptor that /dev/stdout, /dev/fd/N and their like stand for, or -1. */
static int descriptor_of(const char *path)
{
	static const char *const folders[] = { "/proc/self/fd/", "/dev/fd/" };
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		size_t n = strlen(folders[i]);
		if (strncmp(path, folders[i], n) == 0 && is_digit(path[n]))
			return atoi(path + n);
	}
	return -1;
}

/* Where a path leads when symbolic links at its end are followed, the last of which may point to nothing.
 * NULL and errno when it leads nowhere; a path that stands for a descriptor is given as it is. Owned by the caller. */
static char *follow(const char *path)
{
	char *here = copy(path, strlen(path));
	for (int i = 0; i < LINKS_FOLLOWED; i++) {
		struct stat st;
		if (descriptor_of(here) >= 0 || lstat(here, &st) < 0 || !S_ISLNK(st.st_mode))
			return here;
		char target[4096];
		ssize_t n = readlink(here, target, sizeof target - 1);
		if (n < 0)
			break;
		target[n] = '\0';
		struct buf next = BUF_INIT;
		if (target[0] != '/') {
			char *folder = folder_of(here);
			buf_printf(&next, "%s/", folder);
			mem_free(folder);
		}
		buf_cstr(&next, target);
		mem_free(here);
		here = copy(next.p, next.n);
		buf_free(&next);
	}
	mem_free(here);
	errno = ELOOP;
	return NULL;
}

static struct output *output_new(int fd, int folder, const char *base)
{
	struct output *o = mem_zero(1, sizeof *o);
	o->sink = out_to(fd);
	o->folder = folder;
	o->base = base ? copy(base, strlen(base)) : NULL;
	return o;
}

static void output_free(struct output *o)
{
	if (o->sink.fd >= 0)
		close(o->sink.fd);
	if (o->folder >= 0)
		close(o->folder);
	out_free(&o->sink);
	mem_free(o->base);
	mem_free(o->hidden);
	mem_free(o);
}

/* ".NAME.rollcall", cut to what a file system takes; with the process's number where it is written into. */
static char *hidden_name(const char *base, long number)
{
	struct buf name = BUF_INIT;
	buf_printf(&name, ".%.180s.rollcall", base);
	if (number)
		buf_printf(&name, "-%ld", number);
	char *result = copy(name.p, name.n);
	buf_free(&name);
	return result;
}

/* A file without a name where the file system can, else one with a hidden name. Returns its descriptor or -1. */
static int open_unseen(struct output *o)
{
	int fd = -1;
	if (access("/proc/self/fd", X_OK) == 0)
		fd = openat(o->folder, ".", O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
	if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL && errno != ENOENT))
		return fd;
	o->hidden = hidden_name(o->base, (long)getpid());
	fd = openat(o->folder, o->hidden, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (fd < 0 && errno == EEXIST && unlinkat(o->folder, o->hidden, 0) == 0)   /* of a dead process with our number */
		fd = openat(o->folder, o->hidden, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (fd < 0) {
		mem_free(o->hidden);
		o->hidden = NULL;
	}
	return fd;
}

/* As far as it goes: an owner can be kept by root alone, and not every file system has modes. */
static void keep_mode(int fd, const struct stat *old)
{
	int owner = fchown(fd, old->st_uid, old->st_gid), mode = fchmod(fd, old->st_mode & 0777);
	(void)owner, (void)mode;
}

/* NULL and errno if the file at path cannot be replaced. */
static struct output *open_beside(const char *path, const struct stat *old)
{
	if (!*base_of(path)) {
		errno = *path ? EISDIR : ENOENT;
		return NULL;
	}
	char *folder_name = folder_of(path);
	int folder = open(folder_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder < 0 && errno == EACCES)       /* a folder that may be written but not listed */
		folder = open(folder_name, O_PATH | O_DIRECTORY | O_CLOEXEC);
	mem_free(folder_name);
	if (folder < 0)
		return NULL;
	/* Replacing needs only the folder's permission, but a write-protected file is meant to stay. */
	if (old && faccessat(folder, base_of(path), W_OK, AT_EACCESS) < 0) {
		int error = errno;
		close(folder);
		errno = error;
		return NULL;
	}
	struct output *o = output_new(-1, folder, base_of(path));
	o->replaces = old != NULL;
	sigset_t before;
	block_signals(&before);
	o->sink.fd = open_unseen(o);
	if (o->sink.fd >= 0) {
		watch(o);
		if (old)
			keep_mode(o->sink.fd, old);
	}
	unblock_signals(&before);
	if (o->sink.fd >= 0)
		return o;
	int error = errno;
	output_free(o);
	errno = error;
	return NULL;
}

struct output *output_open(const char *name)
{
	struct stat st;
	bool exists = stat(name, &st) == 0;
	int fd = -1;
	if (exists && !S_ISREG(st.st_mode)) {
		fd = open(name, O_WRONLY | O_CLOEXEC | O_NOCTTY);
		return fd < 0 ? NULL : output_new(fd, -1, NULL);
	}
	if (!exists && errno != ENOENT)
		return NULL;
	char *path = follow(name);
	if (!path)
		return NULL;
	struct output *o = NULL;
	if (descriptor_of(path) >= 0) {
		fd = fcntl(descriptor_of(path), F_DUPFD_CLOEXEC, 0);
		if (fd >= 0)
			o = output_new(fd, -1, NULL);
	} else {
		o = open_beside(path, exists ? &st : NULL);
	}
	int error = errno;
	mem_free(path);
	errno = error;
	return o;
}

struct out *output_sink(struct output *o)
{
	return &o->sink;
}

void output_abandon(struct output *o)
{
	if (!o)
		return;
	sigset_t before;
	block_signals(&before);
	take_back(o);
	unwatch(o);
	unblock_signals(&before);
	output_free(o);
}

/* All bytes to the disk or the device; errno or 0. */
static int settle(struct output *o)
{
	int error = out_flush(&o->sink);
	if (!error && o->folder >= 0 && fsync(o->sink.fd) < 0 && errno != EINVAL && errno != EROFS && errno != ENOSYS)
		error = errno;
	if (!error && o->folder < 0) {
		if (close(o->sink.fd) < 0)
			error = errno;
		o->sink.fd = -1;
	}
	return error;
}

/* Give our bytes a name: the target's if nothing stands there, else a hidden one. What an earlier program, killed at
 * this very place, left under the hidden name is complete but old, and goes. */
static int give_name(struct output *o)
{
	if (o->folder < 0 || o->hidden)
		return 0;
	char ours[64];
	snprintf(ours, sizeof ours, "/proc/self/fd/%d", o->sink.fd);
	if (!o->replaces) {
		if (linkat(AT_FDCWD, ours, o->folder, o->base, AT_SYMLINK_FOLLOW) == 0) {
			o->created = true;
			return 0;
		}
		if (errno != EEXIST)
			return errno;
	}
	char *hidden = hidden_name(o->base, 0);
	int error = EEXIST;
	for (int i = 0; i < TRIES && error == EEXIST; i++) {
		error = linkat(AT_FDCWD, ours, o->folder, hidden, AT_SYMLINK_FOLLOW) == 0 ? 0 : errno;
		if (error == EEXIST && unlinkat(o->folder, hidden, 0) < 0 && errno != ENOENT)
			error = errno;
	}
	if (error)
		mem_free(hidden);
	else
		o->hidden = hidden;
	return error;
}

/* Put the hidden file over its target. With keep, what stood there stays under the hidden name, to be put back.
 * A hidden name that is gone was taken by another rollcall that puts its own output there now: it came last. */
static int put_in_place(struct output *o, bool keep)
{
	if (!o->hidden)
		return 0;
	if (keep && renameat2(o->folder, o->hidden, o->folder, o->base, RENAME_EXCHANGE) == 0) {
		struct stat st;
		o->swapped = true;
		if (fstatat(o->folder, o->hidden, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(st.st_mode))
			return EISDIR;       /* made since; what rename() would refuse, exchanging does not */
		return 0;
	}
	if (keep && errno == ENOENT && renameat2(o->folder, o->hidden, o->folder, o->base, RENAME_NOREPLACE) == 0)
		o->created = true;
	else if (renameat(o->folder, o->hidden, o->folder, o->base) < 0 && errno != ENOENT)
		return errno;
	mem_free(o->hidden);
	o->hidden = NULL;
	return 0;
}

int output_commit(struct output **outputs, size_t count, int *error)
{
	sigset_t before;
	size_t failed = count, i;
	*error = 0;
	for (i = 0; i < count && !*error; i++)
		if ((*error = settle(outputs[i])))
			failed = i;
	block_signals(&before);
	for (i = 0; i < count && !*error; i++)
		if ((*error = give_name(outputs[i])))
			failed = i;
	for (i = 0; i < count && !*error; i++)
		if ((*error = put_in_place(outputs[i], count > 1)))
			failed = i;
	for (i = 0; i < count; i++) {
		struct output *o = outputs[i];
		if (!*error && o->swapped)
			unlinkat(o->folder, o->hidden, 0);
		if (*error)
			take_back(o);
		unwatch(o);
		output_free(o);
	}
	unblock_signals(&before);
	return *error ? (int)failed : -1;
}

static int stat_name(const char *name, struct stat *st)
{
	return strcmp(name, "-") == 0 ? fstat(STDIN_FILENO, st) : stat(name, st);
}

static bool same_inode(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* Would both names, which do not exist, be created as the same file? */
static bool same_place(const char *a, const char *b)
{
	char *paths[2] = { follow(a), follow(b) }, *folders[2] = { NULL, NULL };
	struct stat st[2];
	bool same = false;
	if (paths[0] && paths[1]) {
		folders[0] = folder_of(paths[0]);
		folders[1] = folder_of(paths[1]);
		same = strcmp(base_of(paths[0]), base_of(paths[1])) == 0 &&
			stat(folders[0], &st[0]) == 0 && stat(folders[1], &st[1]) == 0 && same_inode(&st[0], &st[1]);
	}
	for (int i = 0; i < 2; i++) {
		mem_free(paths[i]);
		mem_free(folders[i]);
	}
	return same;
}

bool file_same(const char *a, const char *b)
{
	struct stat st[2];
	bool exists[2] = { stat_name(a, &st[0]) == 0, stat_name(b, &st[1]) == 0 };
	if (exists[0] && exists[1])
		return same_inode(&st[0], &st[1]) && (S_ISREG(st[0].st_mode) || S_ISFIFO(st[0].st_mode));
	if (exists[0] || exists[1])
		return false;
	return strcmp(a, b) == 0 || same_place(a, b);
}
