/*
 * posix_spawn(3), with nothing asked of it. The C library does what a careful
 * caller of vfork would do: it blocks all signals, gives the child a stack of
 * its own, takes the parent's handlers away in the child, and brings the error
 * of a failed exec back as the return value.
 */
#include "strategy.h"

#include <errno.h>
#include <spawn.h>
#include <sys/wait.h>

static int spawn(const struct launch *launch, int *status)
{
	pid_t child;
	int error;

	AT(decide, only_road);
	decided("posix_spawn");

	AT_LIBRARY(posix_spawn);
	error = posix_spawn(&child, launch->file, NULL, NULL, launch->argv, launch->envp);
	if (error)
		return error;

	AT(reap, wait);
	return waitpid(child, status, 0) < 0 ? errno : 0;
}

static const struct edition editions[] = {
	{ "glibc-2.24", "today article", "glibc 2.24 and later", "posix_spawn", "clone(CLONE_VM|CLONE_VFORK) on a stack of its own." },
	{ 0 },
};
static const char *const mechanisms[] = { "posix_spawn", NULL };

const struct strategy strategy_posix_spawn = { .title = "posix_spawn", .editions = editions, .mechanisms = mechanisms, .spawn = spawn };
