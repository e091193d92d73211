/*
 * clone(2) with CLONE_VM and CLONE_VFORK, and a separate stack for the child: like vfork, but the
 * child cannot overwrite a frame of the parent. By default it does nothing about signals, so a handler
 * of the parent may run in the child, on shared memory.
 */
#include "raw.h"
#include "strategy.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { OWN_STACK, BLOCK, RESET, SETTINGS };
#define STACK_BYTES (64 * 1024)

static volatile int exec_error;
static sigset_t old_mask;

static int child_main(void *given)
{
	const struct launch *launch = given;

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

/* Without a separate stack the child runs here, on ours, so this frame must exist until the child is done. */
static __attribute__((noinline)) pid_t create_on_our_stack(const struct launch *launch)
{
	pid_t child;

	AT(create, clone_without_stack);
	child = (pid_t)raw(SYS_clone, CLONE_VM | CLONE_VFORK | SIGCHLD, 0, 0, 0, 0);
	if (child == 0)
		child_main((void *)launch);
	PARENT_AGAIN();
	return child;
}

static pid_t create(const struct launch *launch, char *stack)
{
	pid_t child;

	AT(create, clone);
	child = clone(child_main, stack + STACK_BYTES, CLONE_VM | CLONE_VFORK | SIGCHLD, (void *)launch);
	PARENT_AGAIN();
	return child;
}

static int spawn(const struct launch *launch, int *status)
{
	char *stack;
	sigset_t all;
	pid_t child;

	AT(decide, only_road);
	decided("clone(VM|VFORK)");

	AT(prepare, make_stack);
	exec_error = 0;
	stack = mmap(NULL, STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
	if (stack == MAP_FAILED)
		return errno;

	AT(prepare, block_signals);
	sigfillset(&all);
	if (launch->values[BLOCK])
		sigprocmask(SIG_SETMASK, &all, &old_mask);

	child = launch->values[OWN_STACK] ? create(launch, stack) : create_on_our_stack(launch);

	AT(resume, restore_parent_mask);
	if (launch->values[BLOCK])
		sigprocmask(SIG_SETMASK, &old_mask, NULL);

	AT(resume, free_stack);
	munmap(stack, STACK_BYTES);
	if (child < 0)
		return errno;

	AT(reap, wait);
	while (waitpid(child, status, 0) < 0)
		if (errno != EINTR)
			return errno;
	return exec_error;
}

static const struct edition editions[] = {
	{ "linux", "today article", "Linux", "clone(VM|VFORK)", "Memory is lent, the stack is not." },
	{ 0 },
};
static const struct strategy_setting settings[] = {
	[OWN_STACK] = SWITCH("separate_stack", 1, "safety: a stack of the child's own"),
	[BLOCK] = SWITCH("block_signals", 0, "safety: block all signals across the creation, and restore the mask in the child"),
	[RESET] = SWITCH("reset_dispositions", 0, "safety: make handled signals default in the child"),
	[SETTINGS] = { 0 },
};
static const char *const mechanisms[] = { "clone(VM|VFORK)", NULL };

const struct strategy strategy_clone = {
	.title = "clone(CLONE_VM|CLONE_VFORK)",
	.editions = editions,
	.settings = settings,
	.setting_count = SETTINGS,
	.mechanisms = mechanisms,
	.spawn = spawn,
};
