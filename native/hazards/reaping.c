/*
 * A child that has ended stays as a zombie until its parent takes the status, once. If the parent ignores SIGCHLD, or another
 * part of it waits for any child, the status is gone, and the wait for this child fails with ECHILD.
 */
#include "experiment.h"

#include <string.h>

enum { SIGCHLD_IS, THIEF, SETTINGS };
enum sigchld_is { SIGCHLD_DEFAULT, SIGCHLD_IGNORED };

static pid_t create(const struct launch *launch)
{
	pid_t child;

	AT(create, fork);
	child = fork();
	if (child == 0) {
		CHILD_BEGINS();
		AT(exec, exec);
		execve(launch->file, launch->argv, launch->envp);
		_exit(127);
	}
	return child;
}

static int spawn(const struct launch *launch, int *status)
{
	siginfo_t seen;
	pid_t child;
	int error;

	AT(prepare, set_sigchld);
	decided("fork");
	signal(SIGCHLD, launch->values[SIGCHLD_IS] == SIGCHLD_IGNORED ? SIG_IGN : SIG_DFL);
	child = create(launch);
	if (child < 0)
		return errno;
	AT(reap, look_without_taking);
	waitid(P_PID, (id_t)child, &seen, WEXITED | WNOWAIT);
	AT(reap, is_it_there);
	finding("child_after_its_end", false, "%s", kill(child, 0) == 0 ? "a zombie" : "gone");
	if (launch->values[THIEF]) {
		AT(reap, another_part_waits_for_any_child);
		waitpid(-1, NULL, 0);
	}
	AT(reap, wait);
	error = waitpid(child, status, 0) == child ? 0 : errno;
	finding("wait_gave", error != 0, "%s", error ? strerrorname_np(error) : "the status");
	return error;
}

static const struct strategy_setting settings[] = {
	[SIGCHLD_IS] = CHOICE("sigchld", "default ignore", "what the parent does with SIGCHLD"),
	[THIEF] = SWITCH("thief", 0, "another part of the parent waits for any child first"),
	[SETTINGS] = { 0 },
};

EXPERIMENT(reaping, "A status is taken once", "Ignored SIGCHLD, or a wait for any child, takes the status from whoever started the child.", "fork");
