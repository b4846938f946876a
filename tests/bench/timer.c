/* Run commands in turns and tell the best of each: timer SECONDS [--] COMMAND ARG... [-- COMMAND ARG...]...
 *
 * In turns, so that a machine's mood hits all alike; the best of several, because only other work makes a run longer;
 * in seconds of the processor, a command's own and the system's for it, because wall time is other work's too.
 * At least 3 rounds (with 0 SECONDS one), then as many as fit into SECONDS. Standard output goes to /dev/null, standard
 * error too. Prints for each command: seconds, peak memory in KB, exit status. */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { COMMANDS = 32, ROUNDS = 3, MOST_ROUNDS = 400 };

static struct command {
	char **argv;
	double best;
	long peak;
	int status;
} commands[COMMANDS];

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double seconds_of(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static void run(struct command *c, posix_spawn_file_actions_t *actions)
{
	pid_t pid;
	int status;
	struct rusage usage;
	if (posix_spawnp(&pid, c->argv[0], actions, NULL, c->argv, environ) != 0 || wait4(pid, &status, 0, &usage) < 0) {
		fprintf(stderr, "timer: cannot run %s\n", c->argv[0]);
		exit(1);
	}
	double took = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
	if (c->best == 0 || took < c->best)
		c->best = took;
	if (usage.ru_maxrss > c->peak)
		c->peak = usage.ru_maxrss;
	c->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int main(int argc, char **argv)
{
	size_t count = 0;
	if (argc < 3)
		return 2;
	for (int i = 2; i < argc; i++) {
		if (strcmp(argv[i], "--") == 0) {
			argv[i] = NULL;
		} else if (i == 2 || !argv[i - 1]) {
			if (count == COMMANDS)
				return 2;
			commands[count++].argv = argv + i;
		}
	}
	posix_spawn_file_actions_t actions;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	double seconds = atof(argv[1]), end = now() + seconds;
	for (int round = 0; round < (seconds > 0 ? ROUNDS : 1) || (round < MOST_ROUNDS && now() < end); round++)
		for (size_t i = 0; i < count; i++)
			run(&commands[i], &actions);
	for (size_t i = 0; i < count; i++)
		printf("%.6f %ld %d\n", commands[i].best, commands[i].peak, commands[i].status);
	posix_spawn_file_actions_destroy(&actions);
	return 0;
}
