/*
 * A signal reaches the child before exec and runs the parent's handler there. After vfork the handler
 * writes the parent's memory. Dispositions are not shared, so the child may reset its own.
 */
#include "experiment.h"

enum { WAY, CURE, SETTINGS };
enum cure { CURE_NONE, CURE_RESET, CURE_BLOCK };

static void protect(enum cure cure)
{
	sigset_t all;

	if (cure == CURE_RESET)
		signal(SIGUSR1, SIG_DFL);
	sigfillset(&all);
	if (cure == CURE_BLOCK)
		sigprocmask(SIG_SETMASK, &all, NULL);
}

static _Noreturn void child_main(const struct launch *launch)
{
	CHILD_BEGINS();
	AT(child_setup, protect);
	protect((enum cure)launch->values[CURE]);
	AT(child_setup, signal_arrives);
	kill(getpid(), SIGUSR1);
	AT(exec, exec);
	execve(launch->file, launch->argv, launch->envp);
	_exit(127);
}

static __attribute__((noinline)) pid_t create(const struct launch *launch)
{
	pid_t child;

	AT(create, create_child);
	child = launch->values[WAY] == WAY_VFORK ? vfork() : fork();
	if (child == 0)
		child_main(launch);
	PARENT_AGAIN();
	return child;
}

static int spawn(const struct launch *launch, int *status)
{
	pid_t child;

	AT(prepare, set_handler);
	signal(SIGUSR1, on_host_signal);
	handler_runs = 0;
	decided(launch->values[WAY] == WAY_VFORK ? "vfork" : "fork");

	child = create(launch);
	if (child < 0)
		return errno;
	AT(reap, wait);
	waitpid(child, status, 0);
	finding("handler_runs_seen_by_parent", handler_runs > 0, "%d", handler_runs);
	finding("child_killed", WIFSIGNALED(*status), WIFSIGNALED(*status) ? "by signal %d" : "no", WTERMSIG(*status));
	return 0;
}

static const struct strategy_setting settings[] = {
	[WAY] = WAY_SETTING,
	[CURE] = CHOICE("cure", "none reset block", "what the child does about it: nothing, reset the disposition, block all signals"),
	[SETTINGS] = { 0 },
};

EXPERIMENT(handler, "A handler runs in the child", "After vfork the handler writes the parent's memory.", "vfork");
