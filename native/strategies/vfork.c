/*
 * vfork(2). The child borrows the parent's memory and its very stack, and the
 * calling thread sleeps until the child has called execve or _exit. Nothing is
 * copied, so it does not get slower with size. The child must not return from
 * the function that called vfork, nor change anything the parent will read.
 * Signals are left as they are unless asked.
 */
#include "strategy.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BLOCK, RESET, SETTINGS };

static sigset_t old_mask;
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

		AT(child_setup, reset_dispositions);
		for (int n = 1; n <= 64 && launch->values[RESET]; n++)
			if (launch->handled >> (n - 1) & 1)
				signal(n, SIG_DFL);

		AT(child_setup, restore_mask);
		if (launch->values[BLOCK])
			sigprocmask(SIG_SETMASK, &old_mask, NULL);

		AT(child_setup, change_directory);
		if (launch->cwd && chdir(launch->cwd) != 0)
			goto failed;

		AT(exec, exec);
		if (launch->bare)
			execvpe(launch->file, launch->argv, launch->envp);
		else
			execve(launch->file, launch->argv, launch->envp);
	failed:
		AT(exec, exec_failed);
		exec_error = errno;
		_exit(127);
	}
	PARENT_AGAIN();
	return child;
}

static int spawn(const struct launch *launch, int *status)
{
	sigset_t all;
	pid_t child;

	AT(decide, only_road);
	decided("vfork");

	AT(prepare, no_error_yet);
	exec_error = 0;

	AT(prepare, block_signals);
	sigfillset(&all);
	if (launch->values[BLOCK])
		sigprocmask(SIG_SETMASK, &all, &old_mask);

	child = create(launch);

	AT(resume, restore_parent_mask);
	if (launch->values[BLOCK])
		sigprocmask(SIG_SETMASK, &old_mask, NULL);

	AT(resume, look_at_error);
	if (child < 0)
		return errno;

	AT(reap, wait);
	while (waitpid(child, status, 0) < 0)
		if (errno != EINTR)
			return errno;
	return exec_error;
}

static const struct edition editions[] = {
	{ "linux", "today article", "Linux", "vfork", "The child borrows memory and stack; the calling thread sleeps." },
	{ 0 },
};
static const struct strategy_setting settings[] = {
	[BLOCK] = SWITCH("block_signals", 0, "safety: block all signals across the creation, and restore the mask in the child"),
	[RESET] = SWITCH("reset_dispositions", 0, "safety: make handled signals default in the child"),
	[SETTINGS] = { 0 },
};
static const char *const mechanisms[] = { "vfork", NULL };

const struct strategy strategy_vfork = {
	.title = "vfork", .editions = editions, .settings = settings, .setting_count = SETTINGS, .mechanisms = mechanisms, .spawn = spawn
};
