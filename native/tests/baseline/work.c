/*
 * The program that the benchmark traces.
 *
 * work calls N; work spawns N PROGRAM; work busy N, in which two processes compute beside each other and make N calls each;
 * or work clock N, which prints the time at which it began, in ns, and sleeps N seconds.
 */
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* About 20 µs between two calls: most of the time goes to computing. */
#define STEPS 20000

static void compute(long calls)
{
	static volatile unsigned long sum;

	for (; calls > 0; calls--) {
		for (int i = 0; i < STEPS; i++)
			sum = sum * 31 + 7;
		syscall(SYS_getppid);
	}
}

static int busy(long calls)
{
	for (int i = 0; i < 2; i++)
		if (fork() == 0) {
			compute(calls);
			_exit(0);
		}
	while (wait(NULL) > 0)
		;
	return 0;
}

int main(int argc, char **argv)
{
	static char *const child_argv[] = { "ok", NULL }, *const envp[] = { NULL };
	long n = argc > 2 ? strtol(argv[2], NULL, 10) : 0;
	pid_t child;

	if (n <= 0)
		return 2;
	if (strcmp(argv[1], "busy") == 0)
		return busy(n);
	if (strcmp(argv[1], "clock") == 0) {
		struct timespec now;

		clock_gettime(CLOCK_MONOTONIC, &now);
		dprintf(1, "%lld\n", now.tv_sec * 1000000000ll + now.tv_nsec);
		sleep((unsigned)n);
		return 0;
	}
	for (; n > 0; n--) {
		if (strcmp(argv[1], "calls") == 0) {
			syscall(SYS_getppid);
			continue;
		}
		if (argc < 4 || posix_spawn(&child, argv[3], NULL, NULL, child_argv, envp) != 0)
			return 1;
		waitpid(child, NULL, 0);
	}
	return 0;
}
