/* A cross-check of the measurement: the same calls in a plain loop, without a strategy, marks or error handling. */
#include "bench/loops.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define STACK_BYTES (64 * 1024)

static int reap(pid_t child, int *status)
{
	return child > 0 && waitpid(child, status, 0) == child ? 0 : errno;
}

static int bare_fork(const struct launch *l, int *status)
{
	pid_t child = fork();

	if (child == 0) {
		execve(l->file, l->argv, l->envp);
		_exit(127);
	}
	return reap(child, status);
}

static __attribute__((noinline)) pid_t call_vfork(const struct launch *l)
{
	pid_t child = vfork();

	if (child == 0) {
		execve(l->file, l->argv, l->envp);
		_exit(127);
	}
	return child;
}

static int child_main(void *given)
{
	const struct launch *l = given;

	execve(l->file, l->argv, l->envp);
	_exit(127);
}

static int bare_clone(const struct launch *l, int *status)
{
	char *stack = mmap(NULL, STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
	pid_t child;

	if (stack == MAP_FAILED)
		return errno;
	child = clone(child_main, stack + STACK_BYTES, CLONE_VM | CLONE_VFORK | SIGCHLD, (void *)l);
	munmap(stack, STACK_BYTES);
	return reap(child, status);
}

static int bare_posix_spawn(const struct launch *l, int *status)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attr;
	pid_t child;
	int error;

	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attr);
	error = posix_spawn(&child, l->file, &actions, &attr, l->argv, l->envp);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attr);
	return error ? error : reap(child, status);
}

int bench_bare(const char *id, const struct launch *launch, int *status)
{
	if (strcmp(id, "fork") == 0)
		return bare_fork(launch, status);
	if (strcmp(id, "vfork") == 0)
		return reap(call_vfork(launch), status);
	if (strcmp(id, "clone") == 0)
		return bare_clone(launch, status);
	return bare_posix_spawn(launch, status);
}
