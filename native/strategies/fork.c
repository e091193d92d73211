/*
 * fork(2), the oldest way. The child gets a copy of everything: memory (page tables at once, pages
 * when one side writes), mask, dispositions. So it cannot harm the parent, but it cannot report
 * through memory either: the reason why exec failed must come back as a wait status.
 */
#include "strategy.h"

#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

/* Shells use this status for "command not found". */
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
		_exit(NOT_FOUND);
	}

	AT(reap, wait);
	while (waitpid(child, status, 0) < 0)
		if (errno != EINTR)
			return errno;
	return WIFEXITED(*status) && WEXITSTATUS(*status) == NOT_FOUND ? ENOENT : 0;
}

static const struct edition editions[] = {
	{ "posix", "today article", "every Unix", "fork", "The child is a copy; the parent goes on at once." },
	{ 0 },
};
static const char *const mechanisms[] = { "fork", NULL };

const struct strategy strategy_fork = { .title = "fork", .editions = editions, .mechanisms = mechanisms, .spawn = spawn };
