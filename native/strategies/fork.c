/*
 * fork(2), the old way. The child gets a copy of everything: memory (its page
 * tables at once, its pages when one side writes), mask, dispositions. So it
 * can do no harm to the parent, and cannot tell it anything through memory
 * either: why exec failed must come home as a wait status.
 */
#include "strategy.h"

#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

/* What shells use for "command not found". */
#define NOT_FOUND 127

static int spawn(const struct launch *launch, int *status)
{
	pid_t child;

	AT(decide, only_road);
	decided("fork");

	AT(create, fork);
	child = fork();
	if (child < 0)
		return errno;
	if (child == 0) {
		CHILD_BEGINS();

		AT(exec, exec);
		execve(launch->file, launch->argv, launch->envp);

		AT(exec, exec_failed);
		_exit(NOT_FOUND);
	}

	AT(reap, wait);
	if (waitpid(child, status, 0) < 0)
		return errno;
	return WIFEXITED(*status) && WEXITSTATUS(*status) == NOT_FOUND ? ENOENT : 0;
}

static const struct edition editions[] = {
	{ "posix", "today article", "every Unix", "fork", "The child is a copy; the parent goes on at once." },
	{ 0 },
};
static const char *const mechanisms[] = { "fork", NULL };

const struct strategy strategy_fork = { .title = "fork", .editions = editions, .mechanisms = mechanisms, .spawn = spawn };
