/*
 * Nim: osproc.startProcess (lib/pure/osproc.nim, 2.2.12). Since that release
 * Linux takes posix_spawn; up to 2.2.0 it was fork. The mask is emptied, no
 * disposition is given back its default.
 *
 * That last one is a hazard: Nim's runtime ignores SIGPIPE since 1.6, an
 * ignored disposition survives execve, and so every child of a Nim program
 * starts with SIGPIPE ignored. `yes | head` then ends with an error message.
 */
#include "strategy.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

static void start(void)
{
	signal(SIGPIPE, SIG_IGN);
}

static int spawn(const struct launch *launch, int *status)
{
	posix_spawnattr_t attr;
	sigset_t empty;
	pid_t child;
	int error;

	AT(decide, compile_time);
	condition("posix_spawn_declared", true, "this libc has posix_spawn");
	condition("use_fork", false, "not built with -d:useFork");
	condition("use_clone", false, "not built with -d:useClone");
	decided("posix_spawn");

	AT(prepare, empty_mask);
	posix_spawnattr_init(&attr);
	sigemptyset(&empty);
	posix_spawnattr_setsigmask(&attr, &empty);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_USEVFORK | POSIX_SPAWN_SETSIGMASK);

	AT_LIBRARY(posix_spawn);
	error = posix_spawn(&child, launch->file, NULL, &attr, launch->argv, launch->envp);
	posix_spawnattr_destroy(&attr);
	if (error)
		return error;

	AT(reap, wait);
	return waitpid(child, status, 0) < 0 ? errno : 0;
}

static const struct edition editions[] = {
	{ "2.2.12", "today", "Nim 2.2.12", "posix_spawn", "posix_spawn with an emptied mask; dispositions are left alone." },
	{ 0 },
};
static const struct condition conditions[] = {
	{ "posix_spawn_declared", "The libc declares posix_spawn." },
	{ "use_fork", "Built with -d:useFork: fork instead." },
	{ "use_clone", "Built with -d:useClone on Linux: clone instead." },
	{ 0 },
};
static const char *const mechanisms[] = { "posix_spawn", NULL };

const struct strategy strategy_nim = {
	.title = "Nim: osproc.startProcess",
	.runtime = true,
	.editions = editions,
	.conditions = conditions,
	.mechanisms = mechanisms,
	.start = start,
	.spawn = spawn,
};
