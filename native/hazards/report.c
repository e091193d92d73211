/*
 * How does the parent learn that exec failed? A variable is enough if memory is shared. After fork the
 * child writes only its own copy, so something else is needed: a pipe that closes on exec. posix_spawn()
 * may return the error, or not: that is up to the libc.
 */
#include "experiment.h"

#include <spawn.h>
#include <string.h>

enum { WAY, SETTINGS };
enum { WAY_POSIX_SPAWN = WAY_FORK + 1 };
static const char *const mechanisms[] = { [WAY_VFORK] = "vfork", [WAY_FORK] = "fork", [WAY_POSIX_SPAWN] = "posix_spawn" };

static char missing[] = "./missing";
static volatile int exec_error;

static __attribute__((noinline)) pid_t create(const struct launch *launch)
{
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

static int leave_it_to_the_libc(const struct launch *launch)
{
	char *argv[] = { missing, NULL };
	pid_t child;

	AT_LIBRARY(posix_spawn);
	return posix_spawn(&child, missing, NULL, NULL, argv, launch->envp);
}

static int spawn(const struct launch *launch, int *status)
{
	pid_t child;

	AT(prepare, clear_variable);
	decided(mechanisms[launch->values[WAY]]);
	exec_error = 0;
	if (launch->values[WAY] == WAY_POSIX_SPAWN) {
		exec_error = leave_it_to_the_libc(launch);
		AT(resume, look);
	} else {
		child = create(launch);
		if (child < 0)
			return errno;
		AT(reap, wait);
		waitpid(child, status, 0);
	}
	finding("parent_learned", exec_error == 0, "%s", exec_error ? strerrorname_np(exec_error) : "nothing");
	return 0;
}

static const struct strategy_setting settings[] = { [WAY] = CHOICE("way", "vfork fork posix_spawn", "how the child is made"), [SETTINGS] = { 0 } };

EXPERIMENT(report, "The errno of a failed exec", "A variable reaches the parent only through shared memory.", "vfork");
