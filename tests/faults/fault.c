/* A library to preload: makes the n-th call of a kind fail, or ends the program at it.
 *
 *   FAULT_ALLOC=n   n-th malloc, calloc, realloc, aligned_alloc, posix_memalign fails with ENOMEM
 *   FAULT_WRITE=n   n-th call that changes a file fails: write (but to standard error), fsync, fdatasync, ftruncate,
 *                   close of a written file, an open that creates, mkstemp, link, rename: FAULT_ERRNO, or ENOSPC
 *   FAULT_READ=n    n-th open for reading, read or stat fails with EIO
 *   FAULT_LASTING   with any of these: so do all that follow
 *   FAULT_SIGNAL=s  with FAULT_WRITE: the signal instead of the failure
 *   FAULT_NAMED     the file system knows no files without a name (O_TMPFILE)
 *   FAULT_SHORT     every write takes one byte, or every other fails with EINTR; every read gives at most three bytes
 *   FAULT_COUNT=f   on a normal exit, file f gets the number of calls of each kind, "allocs writes reads"
 *
 * Counting begins with main(), and no allocation counts while a library is loaded: what libraries do before they are
 * called is not the program's, and GLib then waits for itself where its memory runs out. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Declared with exactly the interposed types; glibc gives some of them attributes that would be warned about. */
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

enum kind { ALLOC, WRITE, READ, KINDS };

static long count[KINDS], at[KINDS];
static bool armed, loading, lasting, named, shortened, every_other;
static int signal_at_write, write_errno = ENOSPC;
static bool written[1024];

static long number(const char *name)
{
	const char *value = getenv(name);
	return value ? strtol(value, NULL, 10) : 0;
}

static bool fails(enum kind kind)
{
	if (!armed || (loading && kind == ALLOC))
		return false;
	long n = ++count[kind];
	if (!at[kind] || (lasting ? n < at[kind] : n != at[kind]))
		return false;
	if (kind == WRITE && signal_at_write)
		raise(signal_at_write);
	errno = kind == ALLOC ? ENOMEM : kind == READ ? EIO : write_errno;
	return kind != WRITE || !signal_at_write;
}

#define REAL(name) \
	static __typeof__(name) *real; \
	if (!real) \
		real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

void *dlopen(const char *file, int mode)
{
	REAL(dlopen);
	loading = true;
	void *library = real(file, mode);
	loading = false;
	return library;
}

void *malloc(size_t size)
{
	return fails(ALLOC) ? NULL : __libc_malloc(size);
}

void *calloc(size_t items, size_t size)
{
	return fails(ALLOC) ? NULL : __libc_calloc(items, size);
}

void *realloc(void *old, size_t size)
{
	return fails(ALLOC) ? NULL : __libc_realloc(old, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
	return fails(ALLOC) ? NULL : __libc_memalign(alignment, size);
}

int posix_memalign(void **result, size_t alignment, size_t size)
{
	if (fails(ALLOC))
		return ENOMEM;
	*result = __libc_memalign(alignment, size);
	return *result ? 0 : ENOMEM;
}

static bool changes(int flags)
{
	return (flags & O_ACCMODE) != O_RDONLY;
}

static int opened(int fd, int flags)
{
	if (fd >= 0 && fd < (int)(sizeof written / sizeof *written))
		written[fd] = changes(flags);
	return fd;
}

#define OPEN(name, ...) \
	va_list args; \
	va_start(args, flags); \
	mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(args, mode_t) : 0; \
	va_end(args); \
	REAL(name); \
	if (armed && named && (flags & __O_TMPFILE)) { \
		errno = EOPNOTSUPP; \
		return -1; \
	} \
	return fails(changes(flags) ? WRITE : READ) ? -1 : opened(real(__VA_ARGS__, flags, mode), flags)

int open(const char *path, int flags, ...) { OPEN(open, path); }
int open64(const char *path, int flags, ...) { OPEN(open64, path); }
int openat(int folder, const char *path, int flags, ...) { OPEN(openat, folder, path); }
int openat64(int folder, const char *path, int flags, ...) { OPEN(openat64, folder, path); }

#define FOPEN(name) \
	REAL(name); \
	return fails(strpbrk(mode, "wa+") ? WRITE : READ) ? NULL : real(path, mode)

FILE *fopen(const char *path, const char *mode) { FOPEN(fopen); }
FILE *fopen64(const char *path, const char *mode) { FOPEN(fopen64); }

int mkstemp(char *template) { REAL(mkstemp); return fails(WRITE) ? -1 : opened(real(template), O_RDWR); }
int mkostemp(char *template, int flags) { REAL(mkostemp); return fails(WRITE) ? -1 : opened(real(template, flags), O_RDWR); }

ssize_t write(int fd, const void *bytes, size_t n)
{
	REAL(write);
	if (fd != STDERR_FILENO && fails(WRITE))
		return -1;
	if (armed && shortened && n) {
		if ((every_other = !every_other)) {
			errno = EINTR;
			return -1;
		}
		n = 1 + n / 7;
	}
	return real(fd, bytes, n);
}

ssize_t read(int fd, void *bytes, size_t n)
{
	REAL(read);
	if (fails(READ))
		return -1;
	return real(fd, bytes, armed && shortened && n > 3 ? 3 : n);
}

int fsync(int fd) { REAL(fsync); return fails(WRITE) ? -1 : real(fd); }
int fdatasync(int fd) { REAL(fdatasync); return fails(WRITE) ? -1 : real(fd); }
int ftruncate(int fd, off_t size) { REAL(ftruncate); return fails(WRITE) ? -1 : real(fd, size); }
int link(const char *old, const char *new) { REAL(link); return fails(WRITE) ? -1 : real(old, new); }
int rename(const char *old, const char *new) { REAL(rename); return fails(WRITE) ? -1 : real(old, new); }
int fchmod(int fd, mode_t mode) { REAL(fchmod); return fails(WRITE) ? -1 : real(fd, mode); }
int fstat(int fd, struct stat *st) { REAL(fstat); return fails(READ) ? -1 : real(fd, st); }

int linkat(int from, const char *old, int to, const char *new, int flags)
{
	REAL(linkat);
	return fails(WRITE) ? -1 : real(from, old, to, new, flags);
}

int renameat(int from, const char *old, int to, const char *new)
{
	REAL(renameat);
	return fails(WRITE) ? -1 : real(from, old, to, new);
}

int renameat2(int from, const char *old, int to, const char *new, unsigned flags)
{
	REAL(renameat2);
	return fails(WRITE) ? -1 : real(from, old, to, new, flags);
}

/* A file system may tell only here that the bytes did not reach it; the descriptor is closed all the same. */
int close(int fd)
{
	REAL(close);
	bool wrote = fd >= 0 && fd < (int)(sizeof written / sizeof *written) && written[fd];
	if (!wrote || !fails(WRITE))
		return real(fd);
	written[fd] = false;
	int kept = errno;
	real(fd);
	errno = kept;
	return -1;
}

static void tell(void)
{
	armed = false;
	const char *path = getenv("FAULT_COUNT");
	FILE *file = path ? fopen(path, "w") : NULL;
	if (!file)
		return;
	fprintf(file, "%ld %ld %ld\n", count[ALLOC], count[WRITE], count[READ]);
	fclose(file);
}

static int (*program)(int, char **, char **);

static int armed_main(int argc, char **argv, char **envp)
{
	at[ALLOC] = number("FAULT_ALLOC");
	at[WRITE] = number("FAULT_WRITE");
	at[READ] = number("FAULT_READ");
	lasting = getenv("FAULT_LASTING");
	named = getenv("FAULT_NAMED");
	shortened = getenv("FAULT_SHORT");
	signal_at_write = (int)number("FAULT_SIGNAL");
	if (getenv("FAULT_ERRNO"))
		write_errno = (int)number("FAULT_ERRNO");
	atexit(tell);
	armed = true;
	return program(argc, argv, envp);
}

int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv, void (*init)(void), void (*fini)(void),
	void (*ld_fini)(void), void *stack);

int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv, void (*init)(void), void (*fini)(void),
	void (*ld_fini)(void), void *stack)
{
	REAL(__libc_start_main);
	program = main;
	return real(armed_main, argc, argv, init, fini, ld_fini, stack);
}
