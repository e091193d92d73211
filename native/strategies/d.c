/*
 * D: std.process.spawnProcess (std/process.d, spawnProcessPosix, 2.100). It forks. No signal is blocked or reset, and the mask is
 * inherited. The garbage collector stops threads by SIGUSR1 and SIGUSR2: the runtime handles both, even if it was started with them
 * ignored, so the child gets their default back.
 *
 * The child closes every descriptor above 2 but the error pipe. It asks poll(2) about all that its limit allows, in a list that it
 * allocates after the fork. If exec fails, the exception is thrown before anybody waits: the child stays a zombie.
 *
 * Not re-created: Config.detached, which forks twice.
 */
#include "strategy.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { INHERIT_FDS, PRE_EXEC, SETTINGS };
/* InternalError, a byte in front of the errno. */
enum { NO_ERROR, EXEC, CHDIR, GETRLIMIT, DOUBLE_FORK, MALLOC };
#define FIRST_CLOSED 3

struct plan {
	const struct launch *launch;
	const char *file;
	int pipe[2], directory;
};

static void start(const struct edition *edition)
{
	struct sigaction action = { .sa_handler = on_host_signal, .sa_flags = SA_RESTART };

	(void)edition;
	sigfillset(&action.sa_mask);
	sigaction(SIGUSR1, &action, NULL);
	sigaction(SIGUSR2, &action, NULL);
}

static void set_close_on_exec(int fd, bool on)
{
	int flags = fcntl(fd, F_GETFD);

	if (flags < 0)
		return;
	fcntl(fd, F_SETFD, on ? flags | FD_CLOEXEC : flags & ~FD_CLOEXEC);
}

static _Noreturn void fail(int pipe, unsigned char kind, int error)
{
	if (write(pipe, &kind, sizeof(kind)) < 0 || write(pipe, &error, sizeof(error)) < 0)
		_exit(1);
	close(pipe);
	_exit(1);
}

/* This memory is the child's own, and glibc's malloc works after a fork. */
static void close_descriptors(int keep)
{
	struct rlimit limit;
	struct pollfd *list;
	nfds_t count;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		fail(keep, GETRLIMIT, errno);
	count = limit.rlim_cur - FIRST_CLOSED;
	list = malloc(sizeof(*list) * count);
	if (!list)
		fail(keep, MALLOC, errno);
	for (nfds_t i = 0; i < count; i++)
		list[i] = (struct pollfd){ .fd = (int)i + FIRST_CLOSED };
	if (poll(list, count, 0) < 0)
		return;
	for (nfds_t i = 0; i < count; i++)
		if (list[i].fd != keep && !(list[i].revents & POLLNVAL))
			close(list[i].fd);
}

static _Noreturn void child_main(const struct plan *plan)
{
	const struct launch *launch = plan->launch;

	CHILD_BEGINS();

	AT(child_setup, close_reader);
	close(plan->pipe[0]);

	AT(child_setup, change_directory);
	if (plan->directory >= 0) {
		if (fchdir(plan->directory) != 0)
			fail(plan->pipe[1], CHDIR, errno);
		close(plan->directory);
	}

	AT(child_setup, redirect_stdio);
	for (int fd = 0; fd < FIRST_CLOSED; fd++)
		dup2(fd, fd);
	for (int fd = 0; fd < FIRST_CLOSED; fd++)
		set_close_on_exec(fd, false);

	AT(child_setup, close_descriptors);
	if (!launch->values[INHERIT_FDS])
		close_descriptors(plan->pipe[1]);

	AT(child_setup, run_pre_exec_function);
	if (launch->values[PRE_EXEC])
		getppid();

	AT(exec, exec);
	execve(plan->file, launch->argv, launch->envp);

	AT(exec, report_error);
	fail(plan->pipe[1], EXEC, errno);
}

/* searchPathFor: the first file along the parent's PATH that may be executed. NULL: none. */
static const char *search_path(const struct launch *launch)
{
	static char found[512];
	const char *path = strchr(environ[0], '=') + 1;

	if (!launch->bare)
		return launch->file;
	while (*path) {
		size_t len = strcspn(path, ":");

		snprintf(found, sizeof(found), "%.*s/%s", (int)len, path, launch->file);
		if (access(found, X_OK) == 0)
			return found;
		path += len + (path[len] == ':');
	}
	return NULL;
}

/* Opened by the parent, so that it learns of an error without a child. */
static int open_directory(struct plan *plan)
{
	struct stat st;

	plan->directory = -1;
	if (!plan->launch->cwd)
		return 0;
	plan->directory = open(plan->launch->cwd, O_RDONLY);
	if (plan->directory < 0 || fstat(plan->directory, &st) != 0)
		return errno;
	return S_ISDIR(st.st_mode) ? 0 : ENOTDIR;
}

/* The errno that the child reported, or 0. */
static int verdict(int reader)
{
	unsigned char kind = NO_ERROR;
	int error = 0;

	if (read(reader, &kind, sizeof(kind)) != sizeof(kind) || kind == NO_ERROR)
		return 0;
	if (read(reader, &error, sizeof(error)) != sizeof(error))
		return EIO;
	return error;
}

static int spawn(const struct launch *launch, int *status)
{
	struct plan plan = { .launch = launch };
	pid_t child;
	int error;

	AT(decide, only_road);
	decided("fork");

	AT(prepare, search_path);
	plan.file = search_path(launch);
	if (!plan.file)
		return ENOENT;

	AT(prepare, open_directory);
	error = open_directory(&plan);
	if (error)
		return error;

	AT(prepare, open_pipe);
	if (pipe(plan.pipe) != 0)
		return errno;
	set_close_on_exec(plan.pipe[1], true);

	AT(create, fork);
	child = fork();
	if (child == 0)
		child_main(&plan);

	AT(resume, read_verdict);
	close(plan.pipe[1]);
	error = child < 0 ? EAGAIN : verdict(plan.pipe[0]);
	close(plan.pipe[0]);
	if (plan.directory >= 0)
		close(plan.directory);
	/* The exception is thrown here, and nobody waits for the child. */
	if (error)
		return error;

	AT(reap, wait);
	while (waitpid(child, status, 0) < 0)
		if (errno != EINTR)
			return errno;
	return 0;
}

static const struct edition editions[] = {
	{ "2.100", "today article", "D 2.100", "fork", "fork; the child closes descriptors and reports an error through a pipe." },
	{ 0 },
};
static const struct strategy_setting settings[] = {
	[INHERIT_FDS] = SWITCH("inherit_fds", 0, "Config.inheritFDs: close no descriptor"),
	[PRE_EXEC] = SWITCH("pre_exec", 0, "Config.preExecFunction: a function to run before exec"),
	[SETTINGS] = { 0 },
};
static const char *const mechanisms[] = { "fork", NULL };

const struct strategy strategy_d = {
	.title = "D: spawnProcess",
	.runtime = true,
	.editions = editions,
	.settings = settings,
	.setting_count = SETTINGS,
	.mechanisms = mechanisms,
	.start = start,
	.spawn = spawn,
};
