/*
 * vfork(2). The child borrows the parent's memory and its very stack, and the
 * calling thread sleeps until the child has called execve or _exit. Nothing is
 * copied, so it does not get slower with size. The child must not return from
 * the function that called vfork, nor change anything the parent will read.
 */
#include "strategy.h"

#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

/* Written by the child in memory that both see: no pipe is needed to bring the error home. */
static volatile int exec_error;

/* On its own, so that no variable of the caller lives in registers across vfork. */
static __attribute__((noinline)) pid_t create(const struct launch *launch)
{
	pid_t child;

	AT(create, vfork);
	child = vfork();
	if (child == 0) {
		CHILD_BEGINS();

		AT(exec, exec);
		execve(launch->file, launch->argv, launch->envp);

		AT(exec, exec_failed);
		exec_error = errno;
		_exit(127);
	}
	PARENT_AGAIN();
	return child;
}

static int spawn(const struct launch *launch, int *status)
{
	pid_t child;

	AT(decide, only_road);
	decided("vfork");

	AT(prepare, no_error_yet);
	exec_error = 0;

	child = create(launch);

	AT(resume, look_at_error);
	if (child < 0)
		return errno;

	AT(reap, wait);
	if (waitpid(child, status, 0) < 0)
		return errno;
	return exec_error;
}

static const struct edition editions[] = {
	{ "linux", "today article", "Linux", "vfork", "The child borrows memory and stack; the calling thread sleeps." },
	{ 0 },
};
static const char *const mechanisms[] = { "vfork", NULL };

const struct strategy strategy_vfork = { .title = "vfork", .editions = editions, .mechanisms = mechanisms, .spawn = spawn };
