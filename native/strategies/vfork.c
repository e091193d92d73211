/*
 * vfork(2). The child uses the parent's memory and even its stack, while the calling thread sleeps
 * until the child calls execve or _exit. Nothing is copied, so a large parent is not slower. The child
 * must not return from the function that called vfork, and must not change anything that the parent
 * will read. By default it does nothing about signals.
 */
#include "strategy.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BLOCK, RESET, SETTINGS };

static sigset_t old_mask;
/* The child writes this in shared memory, so no pipe is needed to report the error. */
static volatile int exec_error;

/* A separate function, so that no variable of the caller is in a register across vfork. */
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
