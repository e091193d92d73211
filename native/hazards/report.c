/*
 * How does the parent learn that exec failed? A variable is enough if memory is shared. After fork the
 * child writes only its own copy, so something else is needed: a pipe that closes on exec.
 */
#include "experiment.h"

#include <string.h>

enum { WAY, SETTINGS };

static volatile int exec_error;

static __attribute__((noinline)) pid_t create(const struct launch *launch)
{
	static char missing[] = "./missing";
	char *argv[] = { missing, NULL };
	pid_t child;

	AT(create, create_child);
	child = launch->values[WAY] == WAY_VFORK ? vfork() : fork();
	if (child == 0) {
		CHILD_BEGINS();
		AT(exec, exec);
		execve(missing, argv, launch->envp);
		AT(exec, write_variable);
		exec_error = errno;
		_exit(127);
	}
	PARENT_AGAIN();
	return child;
}

static int spawn(const struct launch *launch, int *status)
{
	pid_t child;

	AT(prepare, clear_variable);
	decided(launch->values[WAY] == WAY_VFORK ? "vfork" : "fork");
	exec_error = 0;
	child = create(launch);
	if (child < 0)
		return errno;
	AT(reap, wait);
	waitpid(child, status, 0);
	finding("parent_learned", exec_error == 0, "%s", exec_error ? strerrorname_np(exec_error) : "nothing");
	return 0;
}

static const struct strategy_setting settings[] = { [WAY] = WAY_SETTING, [SETTINGS] = { 0 } };

EXPERIMENT(report, "The errno of a failed exec", "A variable reaches the parent only through shared memory.", "vfork");
