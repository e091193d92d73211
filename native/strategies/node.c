/*
 * Node: child_process.spawn, which is uv_spawn of libuv (src/unix/process.c). So the editions are
 * libuv's; see `node -p process.versions.uv`. On Linux it forked up to 1.52, and uses posix_spawn
 * since 1.53 unless another user is asked for.
 *
 * The child gets all defaults back: every signal, even one that was ignored before Node started, and
 * an empty mask. So nohup has no effect behind Node. Up to 1.42.0 the handlers still existed in the
 * child for a while, with no signal blocked; memory was copied, so the parent came to no harm.
 *
 * Not re-created: the watcher for SIGCHLD, through which the event loop learns that the child ended
 * (we wait instead), and 1.53's probe, once per process, for whether vfork shares memory. 1.53 follows
 * its source; no real one was available.
 */
#include "strategy.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { USER, GROUP, DETACHED, BLOCK, RESET, OPEN_MASK, SETTINGS };
/* Signals 1 to 31: libuv leaves the real-time signals to the libc. */
#define CLASSIC_SIGNALS 31

/* uv__signal_lock_pipe: one byte in a pipe is the lock for libuv's signal watchers. */
static int signal_lock[2] = { -1, -1 };

/* 1.N */
static int minor(const struct edition *edition)
{
	return atoi(edition->name + 2);
}

static void open_signal_lock(void)
{
	if (pipe2(signal_lock, O_CLOEXEC) != 0 || write(signal_lock[1], "*", 1) != 1)
		_exit(127);
}

/* Whatever the parent left behind: every classic signal begins as default, and none is blocked (node.cc, PlatformInit). */
static void begin_clean(void)
{
	const struct sigaction by_default = { .sa_handler = SIG_DFL };
	struct sigaction now;
	sigset_t none;

	for (int n = 1; n <= CLASSIC_SIGNALS; n++)
		if (n != SIGKILL && n != SIGSTOP && sigaction(n, NULL, &now) == 0 && now.sa_handler != SIG_DFL)
			sigaction(n, &by_default, NULL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static void start(const struct edition *edition)
{
	static const int ending[] = { SIGINT, SIGTERM };
	struct sigaction action = { .sa_handler = on_host_signal, .sa_flags = SA_RESETHAND };

	(void)edition;
	begin_clean();
	if (signal_lock[0] < 0)
		open_signal_lock();
	sigfillset(&action.sa_mask);
	for (size_t i = 0; i < sizeof(ending) / sizeof(*ending); i++)
		sigaction(ending[i], &action, NULL);
	/* This handler starts the debugger. */
	action.sa_flags = 0;
	sigaction(SIGUSR1, &action, NULL);
	/* These handlers catch traps of WebAssembly. */
	sigemptyset(&action.sa_mask);
	action.sa_flags = SA_SIGINFO;
	sigaction(SIGSEGV, &action, NULL);
	action = (struct sigaction){ .sa_handler = SIG_IGN };
	sigaction(SIGPIPE, &action, NULL);
	sigaction(SIGXFSZ, &action, NULL);
}

/* Searches the child's PATH with one posix_spawn per directory; a missing name shows in its errno. */
static int spawn_along_path(const struct launch *launch, const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attr, pid_t *child)
{
	const char *path = launch->bare ? strchr(launch->envp[0], '=') + 1 : "";
	int error = ENOENT, denied = 0;
	char name[512];

	if (!launch->bare)
		return posix_spawn(child, launch->file, actions, attr, launch->argv, launch->envp);
	while (*path) {
		size_t len = strcspn(path, ":");

		snprintf(name, sizeof(name), "%.*s/%s", (int)len, path, launch->file);
		error = posix_spawn(child, name, actions, attr, launch->argv, launch->envp);
		if (error != ENOENT && error != ENOTDIR && error != EACCES)
			return error;
		denied |= error == EACCES;
		path += len + (path[len] == ':');
	}
	return denied ? EACCES : error;
}

static int spawn_library(const struct launch *launch, pid_t *child)
{
	short flags = launch->values[DETACHED] ? POSIX_SPAWN_SETSID : 0;
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attr;
	sigset_t set;
	int error;

	AT(prepare, choose_attributes);
	posix_spawnattr_init(&attr);
	if (launch->values[RESET]) {
		sigfillset(&set);
		posix_spawnattr_setsigdefault(&attr, &set);
		flags |= POSIX_SPAWN_SETSIGDEF;
	}
	if (launch->values[OPEN_MASK]) {
		sigemptyset(&set);
		posix_spawnattr_setsigmask(&attr, &set);
		flags |= POSIX_SPAWN_SETSIGMASK;
	}
	posix_spawnattr_setflags(&attr, flags);

	AT(prepare, choose_file_actions);
	posix_spawn_file_actions_init(&actions);
	if (launch->cwd)
		posix_spawn_file_actions_addchdir_np(&actions, launch->cwd);
	for (int fd = 0; fd < 3; fd++) {
		int flags_now = fcntl(fd, F_GETFL);

		/* dup2 onto itself clears close-on-exec. */
		posix_spawn_file_actions_adddup2(&actions, fd, fd);
		/* Parent and child share this flag. */
		if (flags_now != -1 && flags_now & O_NONBLOCK)
			fcntl(fd, F_SETFL, flags_now & ~O_NONBLOCK);
	}

	AT_LIBRARY(posix_spawn);
	error = spawn_along_path(launch, &actions, &attr, child);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attr);
	return error;
}

static void default_signals(const struct launch *launch)
{
	for (int n = 1; n <= CLASSIC_SIGNALS; n++)
		if (launch->values[RESET] && n != SIGKILL && n != SIGSTOP)
			signal(n, SIG_DFL);
}

static void inherit_stdio(void)
{
	for (int fd = 0; fd < 3; fd++) {
		int flags;

		fcntl(fd, F_SETFD, 0);
		flags = fcntl(fd, F_GETFL);
		if (flags != -1 && flags & O_NONBLOCK)
			fcntl(fd, F_SETFL, flags & ~O_NONBLOCK);
	}
}

/* Root's groups must not stay with another user. A process that may not remove them has none that matter. */
static bool become_user(const long *want)
{
	if ((want[USER] >= 0 || want[GROUP] >= 0) && setgroups(0, NULL) != 0 && errno != EPERM)
		return false;
	if (want[GROUP] >= 0 && setgid((gid_t)want[GROUP]) != 0)
		return false;
	return want[USER] < 0 || setuid((uid_t)want[USER]) == 0;
}

static _Noreturn void child_main(const struct launch *launch, int error_pipe)
{
	const bool early = minor(launch->edition) >= 42;
	sigset_t empty;
	int error;

	CHILD_BEGINS();

	AT(child_setup, renew_signal_lock);
	close(signal_lock[0]);
	close(signal_lock[1]);
	open_signal_lock();

	AT(child_setup, default_signals);
	if (early)
		default_signals(launch);

	AT(child_setup, new_session);
	if (launch->values[DETACHED])
		setsid();

	AT(child_setup, inherit_stdio);
	inherit_stdio();

	AT(child_setup, change_directory);
	if (launch->cwd && chdir(launch->cwd) != 0)
		goto failed;

	AT(child_setup, become_user);
	if (!become_user(launch->values))
		goto failed;

	AT(child_setup, default_signals_late);
	if (!early)
		default_signals(launch);

	AT(child_setup, open_mask);
	sigemptyset(&empty);
	if (launch->values[OPEN_MASK])
		sigprocmask(SIG_SETMASK, &empty, NULL);

	AT(exec, execvp);
	/* environ is exchanged first, because the child's PATH is searched. */
	environ = (char **)launch->envp;
	execvp(launch->file, launch->argv);
failed:
	AT(exec, report_error);
	error = -errno;
	if (write(error_pipe, &error, sizeof(error)) < 0)
		_exit(126);
	_exit(127);
}

static int spawn_fork(const struct launch *launch, pid_t *child)
{
	/* A fault in the child must end it even before the mask is opened. */
	static const int left_open[] = { SIGKILL, SIGSTOP, SIGTRAP, SIGSEGV, SIGBUS, SIGILL, SIGSYS, SIGABRT };
	const bool blocks = minor(launch->edition) >= 42 && launch->values[BLOCK];
	sigset_t most, old;
	int pipe[2], error = 0, status;
	bool failed;

	AT(prepare, open_pipe);
	if (pipe2(pipe, O_CLOEXEC) != 0)
		return errno;

	AT(prepare, block_signals);
	sigfillset(&most);
	for (size_t i = 0; i < sizeof(left_open) / sizeof(*left_open); i++)
		sigdelset(&most, left_open[i]);
	if (blocks)
		pthread_sigmask(SIG_BLOCK, &most, &old);

	AT(create, fork);
	*child = fork();
	if (*child == 0)
		child_main(launch, pipe[1]);

	AT(resume, restore_mask);
	if (blocks)
		pthread_sigmask(SIG_SETMASK, &old, NULL);

	AT(resume, read_verdict);
	close(pipe[1]);
	failed = *child > 0 && read(pipe[0], &error, sizeof(error)) == sizeof(error);
	if (failed)
		waitpid(*child, &status, 0);
	close(pipe[0]);
	return *child < 0 ? EAGAIN : failed ? -error : 0;
}

static int spawn(const struct launch *launch, int *status)
{
	const long *want = launch->values;
	bool old = minor(launch->edition) < 53, other_user = want[USER] >= 0, other_group = want[GROUP] >= 0;
	bool library = !old && !other_user && !other_group;
	pid_t child = -1;
	int error;

	AT(decide, choose_road);
	condition("fork_only", old, old ? "this libuv forks on Linux" : "this libuv takes posix_spawn on Linux");
	condition("user_requested", other_user, other_user ? "uid is given" : "no uid");
	condition("group_requested", other_group, other_group ? "gid is given" : "no gid");
	decided(library ? "posix_spawn" : "fork");

	error = library ? spawn_library(launch, &child) : spawn_fork(launch, &child);
	if (error)
		return error;

	AT(reap, wait);
	while (waitpid(child, status, 0) < 0)
		if (errno != EINTR)
			return errno;
	return 0;
}

static const struct edition editions[] = {
	{ "1.20", "article", "libuv 1.20 to 1.42.0", "fork", "fork with no signal blocked; the child makes all default and empties its mask." },
	{ "1.42.1", "1.43", "libuv 1.42.1 to 1.52", "fork", "fork with most signals blocked meanwhile; the child makes all default first." },
	{ "1.53", "today", "libuv 1.53 and later", "posix_spawn", "posix_spawn with all signals default and an empty mask; fork for another user." },
	{ 0 },
};
static const struct condition conditions[] = {
	{ "fork_only", "libuv before 1.53 knows only fork on Linux." },
	{ "user_requested", "Another user is requested, which posix_spawn cannot do: fork." },
	{ "group_requested", "Another group is requested: fork." },
	{ 0 },
};
static const struct strategy_setting settings[] = {
	[USER] = INTEGER("uid", 65535, "uid: the user requested for the child"),
	[GROUP] = INTEGER("gid", 65535, "gid: the group requested for the child"),
	[DETACHED] = SWITCH("detached", 0, "detached: a session of its own for the child"),
	[BLOCK] = SWITCH("block_signals", 1, "safety: with fork, block most signals across the creation (since 1.42.1)"),
	[RESET] = SWITCH("reset_dispositions", 1, "safety: make all signals default in the child, ignored ones too"),
	[OPEN_MASK] = SWITCH("open_mask", 1, "safety: empty the child's mask before exec"),
	[SETTINGS] = { 0 },
};
static const char *const mechanisms[] = { "posix_spawn", "fork", NULL };

const struct strategy strategy_node = {
	.title = "Node: child_process.spawn",
	.runtime = true,
	.editions = editions,
	.conditions = conditions,
	.settings = settings,
	.setting_count = SETTINGS,
	.mechanisms = mechanisms,
	.start = start,
	.spawn = spawn,
};
