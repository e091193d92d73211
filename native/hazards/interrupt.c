/*
 * Ctrl-C signals the whole process group, so parent and child both get it. After a plain vfork the
 * parent's handler runs twice on the parent's memory: once in each process.
 */
#include "experiment.h"

enum { WAY, PROTECT, SETTINGS };

static _Noreturn void child_main(const struct launch *launch, const sigset_t *before)
{
	CHILD_BEGINS();
	AT(child_setup, reset_handler);
	if (launch->values[PROTECT])
		signal(SIGINT, SIG_DFL);
	AT(child_setup, interrupt_group);
	kill(0, SIGINT);
	AT(child_setup, open_mask);
	if (launch->values[PROTECT])
		sigprocmask(SIG_SETMASK, before, NULL);
	AT(exec, exec);
	execve(launch->file, launch->argv, launch->envp);
	_exit(127);
}

static __attribute__((noinline)) pid_t create(const struct launch *launch, const sigset_t *before)
{
	pid_t child;

	AT(create, create_child);
	child = launch->values[WAY] == WAY_VFORK ? vfork() : fork();
	if (child == 0)
		child_main(launch, before);
	PARENT_AGAIN();
	return child;
}

static int spawn(const struct launch *launch, int *status)
{
	sigset_t all, before;
	pid_t child;

	AT(prepare, set_handler);
	signal(SIGINT, on_host_signal);
	handler_runs = 0;
	decided(launch->values[WAY] == WAY_VFORK ? "vfork" : "fork");

	AT(prepare, block_signals);
	sigfillset(&all);
	sigprocmask(launch->values[PROTECT] ? SIG_SETMASK : SIG_BLOCK, launch->values[PROTECT] ? &all : NULL, &before);

	child = create(launch, &before);
	if (child < 0)
		return errno;
	AT(resume, restore_mask);
	sigprocmask(SIG_SETMASK, &before, NULL);
	AT(reap, wait);
	while (waitpid(child, status, 0) < 0 && errno == EINTR)
		;
	finding("handler_runs_for_one_interrupt", handler_runs > 1, "%d", handler_runs);
	return 0;
}

static const struct strategy_setting settings[] = {
	[WAY] = WAY_SETTING,
	[PROTECT] = SWITCH("protect", 0, "block all signals before, reset the handler in the child, restore the mask afterwards"),
	[SETTINGS] = { 0 },
};

EXPERIMENT(interrupt, "One Ctrl-C, two handlers", "The group gets SIGINT; a bare vfork counts it twice.", "vfork");
