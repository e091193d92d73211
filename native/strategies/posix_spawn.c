/*
 * posix_spawn(3), by default without attributes. The C library does what a careful caller of vfork
 * would do: it blocks all signals, gives the child a separate stack, resets the parent's handlers in
 * the child, and returns the error of a failed exec.
 */
#include "strategy.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

enum { DEFAULT_SIGPIPE, EMPTY_MASK, SETTINGS };

static int spawn(const struct launch *launch, int *status)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attr;
	sigset_t set;
	short flags = 0;
	pid_t child;
	int error;

	AT(decide, only_road);
	decided("posix_spawn");

	AT(prepare, choose_attributes);
	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attr);
	if (launch->cwd)
		posix_spawn_file_actions_addchdir_np(&actions, launch->cwd);
	sigemptyset(&set);
	if (launch->values[EMPTY_MASK]) {
		posix_spawnattr_setsigmask(&attr, &set);
		flags |= POSIX_SPAWN_SETSIGMASK;
	}
	if (launch->values[DEFAULT_SIGPIPE]) {
		sigaddset(&set, SIGPIPE);
		posix_spawnattr_setsigdefault(&attr, &set);
		flags |= POSIX_SPAWN_SETSIGDEF;
	}
	posix_spawnattr_setflags(&attr, flags);

	AT_LIBRARY(posix_spawn);
	error = (launch->bare ? posix_spawnp : posix_spawn)(&child, launch->file, &actions, &attr, launch->argv, launch->envp);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attr);
	if (error)
		return error;

	AT(reap, wait);
	while (waitpid(child, status, 0) < 0)
		if (errno != EINTR)
			return errno;
	return 0;
}

static const struct edition editions[] = {
	{ "glibc-2.24", "today article", "glibc 2.24 and later", "posix_spawn", "clone(CLONE_VM|CLONE_VFORK) on a stack of its own." },
	{ 0 },
};
static const struct strategy_setting settings[] = {
	[DEFAULT_SIGPIPE] = SWITCH("default_sigpipe", 0, "safety: ask for SIGPIPE's default in the child (POSIX_SPAWN_SETSIGDEF)"),
	[EMPTY_MASK] = SWITCH("empty_mask", 0, "ask for an empty mask in the child (POSIX_SPAWN_SETSIGMASK)"),
	[SETTINGS] = { 0 },
};
static const char *const mechanisms[] = { "posix_spawn", NULL };

const struct strategy strategy_posix_spawn = {
	.title = "posix_spawn", .editions = editions, .settings = settings, .setting_count = SETTINGS, .mechanisms = mechanisms, .spawn = spawn
};
