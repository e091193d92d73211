/*
 * Rust: std::process::Command (library/std/src/sys/process/unix/unix.rs, 1.97;
 * sys/unix/process/process_unix.rs before). It uses posix_spawn unless something was asked for that
 * posix_spawn cannot do; then it forks.
 *
 * The runtime ignores SIGPIPE before main, and an ignored signal stays ignored across execve. So the
 * child gets the default back, with both mechanisms, no matter who ignored it. The blocked mask is
 * inherited since 1.66; before that it was emptied.
 */
#include "strategy.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WANT_UID, WANT_GID, WANT_GROUPS, WANT_CHROOT, OWN_GROUP, PRE_EXEC, OLD_LIBC, DEFAULT_SIGPIPE, SETTINGS };

/* The differences between the editions. */
struct release {
	const char *name;
	bool empties_mask;      /* until 1.65 */
	bool library_can_chdir; /* posix_spawn_file_actions_addchdir_np is used since 1.34 */
	bool path_needs_bare;   /* since 1.49 a changed PATH matters only for a bare name */
	bool has_group;         /* process_group() is there since 1.64 */
};
static const struct release releases[] = {
	{ "1.26", true, false, false, false },
	{ "1.34", true, true, false, false },
	{ "1.49", true, true, true, true },
	{ "1.66", false, true, true, true },
};

/* Sent by the child if exec fails: the errno, big-endian, and a footer. */
struct failure {
	uint32_t error;
	char footer[4];
};

/* The handler that reports a stack overflow. Since 1.44 it comes only where nothing was set before. */
static void report_overflow(const struct edition *edition, int number)
{
	const struct sigaction overflow = { .sa_handler = on_host_signal, .sa_flags = SA_SIGINFO | SA_ONSTACK };
	bool always = strcmp(edition->name, "1.26") == 0 || strcmp(edition->name, "1.34") == 0;
	struct sigaction now;

	sigaction(number, NULL, &now);
	if (always || now.sa_handler == SIG_DFL)
		sigaction(number, &overflow, NULL);
}

static void start(const struct edition *edition)
{
	signal(SIGPIPE, SIG_IGN);
	report_overflow(edition, SIGSEGV);
	report_overflow(edition, SIGBUS);
}

static const struct release *release_of(const struct launch *launch)
{
	for (size_t i = 0; i < sizeof(releases) / sizeof(*releases); i++)
		if (strcmp(releases[i].name, launch->edition->name) == 0)
			return &releases[i];
	return &releases[3];
}

static bool wants_group(const struct launch *launch)
{
	return launch->values[OWN_GROUP] && release_of(launch)->has_group;
}

static int spawn_library(const struct launch *launch, const struct release *release, pid_t *child)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attr;
	sigset_t set;
	short flags = 0;
	int error;

	AT(prepare, choose_attributes);
	posix_spawnattr_init(&attr);
	posix_spawn_file_actions_init(&actions);
	if (launch->cwd)
		posix_spawn_file_actions_addchdir_np(&actions, launch->cwd);
	if (wants_group(launch)) {
		posix_spawnattr_setpgroup(&attr, 0);
		flags |= POSIX_SPAWN_SETPGROUP;
	}
	sigemptyset(&set);
	if (release->empties_mask) {
		posix_spawnattr_setsigmask(&attr, &set);
		flags |= POSIX_SPAWN_SETSIGMASK;
	}
	if (launch->values[DEFAULT_SIGPIPE]) {
		sigaddset(&set, SIGPIPE);
		posix_spawnattr_setsigdefault(&attr, &set);
		flags |= POSIX_SPAWN_SETSIGDEF;
	}
	posix_spawnattr_setflags(&attr, flags);

	AT_LIBRARY(posix_spawnp);
	error = posix_spawnp(child, launch->file, &actions, &attr, launch->argv, launch->envp);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attr);
	return error;
}

static bool become_user(const struct launch *launch)
{
	const long *want = launch->values;
	gid_t group = (gid_t)want[WANT_GROUPS];

	if (want[WANT_GROUPS] >= 0 && setgroups(1, &group) != 0)
		return false;
	if (want[WANT_GID] >= 0 && setgid((gid_t)want[WANT_GID]) != 0)
		return false;
	if (want[WANT_UID] < 0)
		return true;
	/* Root's groups must not stay with a user who is not root. A process that is not root cannot remove them and need not. */
	if (want[WANT_GROUPS] < 0 && setgroups(0, NULL) != 0 && errno != EPERM)
		return false;
	return setuid((uid_t)want[WANT_UID]) == 0;
}

static bool change_directory(const struct launch *launch)
{
	/* The root directory does not really change: this only shows which mechanism it leads to. */
	if (launch->values[WANT_CHROOT] && chroot("/") != 0)
		return false;
	return !launch->cwd || chdir(launch->cwd) == 0;
}

static _Noreturn void child_main(const struct launch *launch, const struct release *release, int channel[2])
{
	struct failure failure = { .footer = "NOEX" };
	sigset_t empty;

	CHILD_BEGINS();

	AT(child_setup, close_reader);
	close(channel[0]);

	AT(child_setup, become_user);
	if (!become_user(launch))
		goto failed;

	AT(child_setup, change_directory);
	if (!change_directory(launch))
		goto failed;

	AT(child_setup, own_group);
	if (wants_group(launch) && setpgid(0, 0) != 0)
		goto failed;

	AT(child_setup, empty_mask);
	sigemptyset(&empty);
	if (release->empties_mask)
		sigprocmask(SIG_SETMASK, &empty, NULL);

	AT(child_setup, default_sigpipe);
	if (launch->values[DEFAULT_SIGPIPE])
		signal(SIGPIPE, SIG_DFL);

	AT(child_setup, run_closures);
	if (launch->values[PRE_EXEC])
		getppid();

	AT(exec, execvp);
	/* environ is exchanged first, because the new PATH is searched. */
	environ = (char **)launch->envp;
	execvp(launch->file, launch->argv);
failed:
	AT(exec, report_error);
	failure.error = htonl((uint32_t)errno);
	if (write(channel[1], &failure, sizeof(failure)) < 0)
		_exit(2);
	_exit(1);
}

static int spawn_fork(const struct launch *launch, const struct release *release, pid_t *child)
{
	struct failure failure = { 0 };
	int channel[2], error = 0;
	ssize_t got;

	AT(prepare, open_channel);
	/* Before pidfds were sent this way, a pipe was enough. */
	if (release->empties_mask ? pipe2(channel, O_CLOEXEC) != 0 : socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, channel) != 0)
		return errno;

	AT(create, fork);
	*child = fork();
	if (*child == 0)
		child_main(launch, release, channel);

	AT(resume, close_writer);
	close(channel[1]);

	AT(resume, await_verdict);
	got = *child < 0 ? 0 : release->empties_mask ? read(channel[0], &failure, sizeof(failure)) : recv(channel[0], &failure, sizeof(failure), 0);
	/* Nothing arrived: exec closed the other end, so it succeeded. */
	if (*child < 0 || (got == sizeof(failure) && memcmp(failure.footer, "NOEX", 4) == 0)) {
		error = *child < 0 ? errno : (int)ntohl(failure.error);
		if (*child > 0)
			waitpid(*child, NULL, 0);
	}
	close(channel[0]);
	return error;
}

static bool asked(const char *name, bool held, const char *saw)
{
	condition(name, held, "%s", saw);
	return held;
}

/* Records a condition. True: fork. All conditions are recorded, even after one has decided. */
static bool needs_fork(const struct launch *launch, const struct release *release)
{
	const long *want = launch->values;
	bool slow = false;

	AT(decide, posix_spawn_or_fork);
	slow |= asked("uid_requested", want[WANT_UID] >= 0, want[WANT_UID] >= 0 ? ".uid() was called" : ".uid() was not called");
	slow |= asked("gid_requested", want[WANT_GID] >= 0, want[WANT_GID] >= 0 ? ".gid() was called" : ".gid() was not called");
	slow |= asked("groups_requested", want[WANT_GROUPS] >= 0, want[WANT_GROUPS] >= 0 ? ".groups() was called" : ".groups() was not called");
	slow |= asked("chroot_requested", want[WANT_CHROOT], want[WANT_CHROOT] ? ".chroot() was called" : ".chroot() was not called");
	slow |= asked("pre_exec", want[PRE_EXEC], want[PRE_EXEC] ? "there is a closure to run" : "there is no closure to run");
	slow |= asked("path_changed", launch->path && (launch->bare || !release->path_needs_bare),
		      !launch->path  ? "PATH is left alone"
		      : launch->bare ? "PATH is changed, the name is bare"
				     : "PATH is changed, the name has a slash");
	slow |= asked("cwd_unsupported", launch->cwd && !release->library_can_chdir,
		      !launch->cwd                 ? "no directory was asked for"
		      : release->library_can_chdir ? "posix_spawn can change it"
						   : "posix_spawn cannot change it");
	slow |= asked("libc_too_old", want[OLD_LIBC], want[OLD_LIBC] ? "taken for older than glibc 2.24" : "this libc reports the errno of exec");
	return slow;
}

static int spawn(const struct launch *launch, int *status)
{
	const struct release *release = release_of(launch);
	bool slow = needs_fork(launch, release);
	pid_t child;
	int error;

	decided(slow ? "fork" : "posix_spawn");
	error = slow ? spawn_fork(launch, release, &child) : spawn_library(launch, release, &child);
	if (error)
		return error;

	AT(reap, wait);
	while (waitpid(child, status, 0) < 0)
		if (errno != EINTR)
			return errno;
	return 0;
}

static const struct edition editions[] = {
	{ "1.26", "article", "Rust 1.26 to 1.33", "posix_spawn", "The mask is emptied; a directory or a changed PATH means fork." },
	{ "1.34", "", "Rust 1.34 to 1.48", "posix_spawn", "The mask is emptied; a changed PATH means fork." },
	{ "1.49", "", "Rust 1.49 to 1.65", "posix_spawn", "The mask is emptied; a changed PATH means fork for a bare name only." },
	{ "1.66", "today", "Rust 1.66 and later", "posix_spawn", "The blocked mask is inherited." },
	{ 0 },
};
static const struct condition conditions[] = {
	{ "uid_requested", "Command::uid asks for another user: posix_spawn cannot do it, so fork." },
	{ "gid_requested", "Command::gid asks for another group: fork." },
	{ "groups_requested", "CommandExt::groups asks for other groups: fork." },
	{ "chroot_requested", "CommandExt::chroot asks for another root: fork." },
	{ "pre_exec", "A closure has to run between fork and exec: fork." },
	{ "path_changed", "The child's PATH differs and must be searched; posix_spawnp would search the parent's, so fork." },
	{ "cwd_unsupported", "A directory is requested, and posix_spawn cannot change it (before 1.34): fork." },
	{ "libc_too_old", "A glibc before 2.24 does not report the errno of exec: fork." },
	{ 0 },
};
static const struct strategy_setting settings[] = {
	[WANT_UID] = INTEGER("uid", 65535, "the user requested for the child (Command::uid)"),
	[WANT_GID] = INTEGER("gid", 65535, "the group requested for the child (Command::gid)"),
	[WANT_GROUPS] = INTEGER("groups", 65535, "one supplementary group requested for the child (CommandExt::groups)"),
	[WANT_CHROOT] = SWITCH("chroot", 0, "a root requested for the child, namely / (CommandExt::chroot)"),
	[OWN_GROUP] = SWITCH("process_group", 0, "a process group of its own for the child (CommandExt::process_group); it changes nothing before 1.64"),
	[PRE_EXEC] = SWITCH("pre_exec", 0, "a closure to run before exec (CommandExt::pre_exec)"),
	[OLD_LIBC] = SWITCH("old_libc", 0, "treat the libc as older than 2.24"),
	[DEFAULT_SIGPIPE] = SWITCH("default_sigpipe", 1, "safety: restore SIGPIPE's default in the child"),
	[SETTINGS] = { 0 },
};
static const char *const mechanisms[] = { "posix_spawn", "fork", NULL };

const struct strategy strategy_rust = {
	.title = "Rust: std::process::Command",
	.runtime = true,
	.editions = editions,
	.conditions = conditions,
	.settings = settings,
	.setting_count = SETTINGS,
	.mechanisms = mechanisms,
	.start = start,
	.spawn = spawn,
};
