/*
 * starts RUNS AT_ONCE FILE [ARG…]: starts a command RUNS times, AT_ONCE of them side by side, and reads what each writes to
 * descriptor 3. Descriptor 0 is a pipe, as the server gives it. This is what the server is measured beside: the same command, with
 * nothing around it. Prints the seconds of all runs together.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MOST 64

static char *const nothing[] = { NULL };

struct run {
	pid_t pid;
	int lease;
	int events;
};

static _Noreturn void fail(const char *what)
{
	perror(what);
	exit(1);
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static struct run start(char **argv)
{
	posix_spawn_file_actions_t actions;
	int lease[2], events[2], error;
	struct run run;

	if (pipe2(lease, O_CLOEXEC) != 0 || pipe2(events, O_CLOEXEC) != 0)
		fail("pipe2");
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, lease[0], 0);
	posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, events[1], 3);
	error = posix_spawn(&run.pid, argv[0], &actions, NULL, argv, nothing);
	if (error) {
		errno = error;
		fail(argv[0]);
	}
	posix_spawn_file_actions_destroy(&actions);
	close(lease[0]);
	close(events[1]);
	run.lease = lease[1];
	run.events = events[0];
	return run;
}

/* True once the run has closed its end. */
static int drained(struct run *run)
{
	static char bytes[65536];
	ssize_t got = read(run->events, bytes, sizeof(bytes));

	return got == 0 || (got < 0 && errno != EINTR);
}

static void end(struct run *run)
{
	int status;

	close(run->events);
	if (waitpid(run->pid, &status, 0) < 0 || status != 0) {
		fprintf(stderr, "a run ended with status %#x\n", status);
		exit(1);
	}
	close(run->lease);
}

int main(int argc, char **argv)
{
	int runs = argc > 3 ? atoi(argv[1]) : 0, at_once = argc > 3 ? atoi(argv[2]) : 0, live = 0;
	struct pollfd on[MOST];
	struct run all[MOST];
	double began;

	if (runs < 1 || at_once < 1 || at_once > MOST) {
		fprintf(stderr, "usage: starts RUNS AT_ONCE FILE [ARG…], at most %d at once\n", MOST);
		return 2;
	}
	began = now();
	while (runs > 0 || live > 0) {
		for (; runs > 0 && live < at_once; runs--, live++) {
			all[live] = start(argv + 3);
			on[live] = (struct pollfd){ .fd = all[live].events, .events = POLLIN };
		}
		if (poll(on, (nfds_t)live, -1) < 0 && errno != EINTR)
			fail("poll");
		for (int i = live - 1; i >= 0; i--)
			if (on[i].revents && drained(&all[i])) {
				end(&all[i]);
				all[i] = all[--live];
				on[i] = on[live];
			}
	}
	printf("%.6f\n", now() - began);
	return 0;
}
