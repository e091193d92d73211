/*
 * Rust: std::process::Command (library/std/src/sys/process/unix/unix.rs, 1.97).
 * It takes posix_spawn unless something was asked for that posix_spawn cannot
 * do: another uid or gid, or a closure to run before exec. Then it forks.
 *
 * The runtime ignores SIGPIPE before main, and an ignored disposition survives
 * execve: so the child gets the default back, on both roads, whoever had
 * ignored it. The blocked mask is inherited (since 1.66; it was emptied before).
 */
#include "strategy.h"

#include <arpa/inet.h>
#include <errno.h>
#include <grp.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WANT_UID, WANT_GID, PRE_EXEC };

/* What the child sends when exec has failed: the errno, big-endian, and a footer. */
struct failure {
	uint32_t error;
	char footer[4];
};

static void start(void)
{
	signal(SIGPIPE, SIG_IGN);
}

static int spawn_library(const struct launch *launch, pid_t *child)
{
	posix_spawnattr_t attr;
	sigset_t defaults;
	int error;

	AT(prepare, choose_attributes);
	posix_spawnattr_init(&attr);
	sigemptyset(&defaults);
	sigaddset(&defaults, SIGPIPE);
	posix_spawnattr_setsigdefault(&attr, &defaults);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF);

	AT_LIBRARY(posix_spawnp);
	error = posix_spawnp(child, launch->file, NULL, &attr, launch->argv, launch->envp);
	posix_spawnattr_destroy(&attr);
	return error;
}

static _Noreturn void child_main(const struct launch *launch, int channel[2])
{
	struct failure failure = { .footer = "NOEX" };

	CHILD_BEGINS();

	AT(child_setup, close_reader);
	close(channel[0]);

	AT(child_setup, become_user);
	if (launch->values[WANT_GID] >= 0 && setgid((gid_t)launch->values[WANT_GID]) != 0)
		goto failed;
	if (launch->values[WANT_UID] >= 0) {
		/* Root's groups must not stay with a user that is not root. */
		if (geteuid() == 0 && setgroups(0, NULL) != 0)
			goto failed;
		if (setuid((uid_t)launch->values[WANT_UID]) != 0)
			goto failed;
	}

	AT(child_setup, default_sigpipe);
	signal(SIGPIPE, SIG_DFL);

	AT(exec, execvp);
	execvp(launch->file, launch->argv);
failed:
	AT(exec, report_error);
	failure.error = htonl((uint32_t)errno);
	if (write(channel[1], &failure, sizeof(failure)) < 0)
		_exit(2);
	_exit(1);
}

static int spawn_fork(const struct launch *launch, pid_t *child)
{
	struct failure failure = { 0 };
	int channel[2], error = 0;
	ssize_t got;

	AT(prepare, open_channel);
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, channel) != 0)
		return errno;

	AT(create, fork);
	*child = fork();
	if (*child == 0)
		child_main(launch, channel);

	AT(resume, close_writer);
	close(channel[1]);

	AT(resume, await_verdict);
	got = *child < 0 ? 0 : recv(channel[0], &failure, sizeof(failure), 0);
	/* Nothing came: exec closed the other end, so it went well. */
	if (*child < 0 || (got == sizeof(failure) && memcmp(failure.footer, "NOEX", 4) == 0)) {
		error = *child < 0 ? errno : (int)ntohl(failure.error);
		if (*child > 0)
			waitpid(*child, NULL, 0);
	}
	close(channel[0]);
	return error;
}

static int spawn(const struct launch *launch, int *status)
{
	bool uid = launch->values[WANT_UID] >= 0, gid = launch->values[WANT_GID] >= 0, pre_exec = launch->values[PRE_EXEC];
	bool slow = uid || gid || pre_exec;
	pid_t child;
	int error;

	AT(decide, posix_spawn_or_fork);
	condition("uid_requested", uid, uid ? ".uid(%ld) was called" : ".uid() was not called", launch->values[WANT_UID]);
	condition("gid_requested", gid, gid ? ".gid(%ld) was called" : ".gid() was not called", launch->values[WANT_GID]);
	condition("pre_exec", pre_exec, pre_exec ? "there is a closure to run" : "there is no closure to run");
	decided(slow ? "fork" : "posix_spawn");

	error = slow ? spawn_fork(launch, &child) : spawn_library(launch, &child);
	if (error)
		return error;

	AT(reap, wait);
	return waitpid(child, status, 0) < 0 ? errno : 0;
}

static const struct edition editions[] = {
	{ "1.66", "today", "Rust 1.66 and later", "posix_spawn", "The blocked mask is inherited." },
	{ 0 },
};
static const struct condition conditions[] = {
	{ "uid_requested", "Command::uid asks for another user: posix_spawn cannot do it, so fork." },
	{ "gid_requested", "Command::gid asks for another group: fork." },
	{ "pre_exec", "A closure is to run between fork and exec: fork." },
	{ 0 },
};
static const struct strategy_setting settings[] = {
	{ SETTING_INTEGER, "uid", "the user asked for the child (Command::uid)", 0, 65535, -1 },
	{ SETTING_INTEGER, "gid", "the group asked for the child (Command::gid)", 0, 65535, -1 },
	{ SETTING_SWITCH, "pre_exec", "a closure to run before exec (CommandExt::pre_exec)", 0, 1, 0 },
	{ 0 },
};
static const char *const mechanisms[] = { "posix_spawn", "fork", NULL };

const struct strategy strategy_rust = {
	.title = "Rust: std::process::Command",
	.runtime = true,
	.editions = editions,
	.conditions = conditions,
	.settings = settings,
	.mechanisms = mechanisms,
	.start = start,
	.spawn = spawn,
};
