/*
 * Python: subprocess.Popen (Lib/subprocess.py: _execute_child, _posix_spawn;
 * Modules/_posixsubprocess.c: subprocess_fork_exec, do_fork_exec, child_exec). There are three
 * mechanisms: posix_spawn if it can do everything that was asked for, else vfork, else fork.
 * posix_spawn came with 3.8; since 3.13, which can close descriptors with it, it is the usual one for
 * a path with a slash. vfork came with 3.10, which held the interpreter's lock meanwhile.
 *
 * The interpreter ignores SIGPIPE and SIGXFSZ, so the child gets their defaults back
 * (restore_signals). Other ignored signals stay ignored, and the mask is inherited. While memory is
 * shared all signals are blocked, and the child resets handled signals before it opens its mask.
 */
#include "strategy.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 34)
#define HAVE_CLOSEFROM 1
#else
#define HAVE_CLOSEFROM 0
#define posix_spawn_file_actions_addclosefrom_np(actions, from) ((void)(actions), (void)(from), ENOSYS)
#endif
#define FIRST_CLOSED 3
#define MOST_CANDIDATES 16

enum { CLOSE_FDS, PREEXEC_FN, USER, GROUP, NEW_SESSION, OWN_GROUP, RESTORE_SIGNALS, USE_POSIX_SPAWN, USE_VFORK, BLOCK, RESET, SETTINGS };

struct plan {
	const struct launch *launch;
	/* Prepared before the child exists, because the child must not allocate. */
	char candidates[MOST_CANDIDATES][300];
	int pipe[2];
	sigset_t mask;
	bool lent;
};

/* 3.N */
static int minor(const struct edition *edition)
{
	return atoi(edition->name + 2);
}

static bool wants_group(const struct launch *launch)
{
	return launch->values[OWN_GROUP] && minor(launch->edition) >= 11;
}

static void python_signal(const struct edition *edition, int number, void (*handler)(int))
{
	struct sigaction action = { .sa_handler = handler, .sa_flags = minor(edition) >= 10 ? SA_ONSTACK : 0 }, before;

	sigaction(number, &action, &before);
}

static void start(const struct edition *edition)
{
	struct sigaction interrupt;

	python_signal(edition, SIGPIPE, SIG_IGN);
	python_signal(edition, SIGXFSZ, SIG_IGN);
	/* KeyboardInterrupt. If SIGINT was ignored, as in a background job of a shell, it stays so. */
	sigaction(SIGINT, NULL, &interrupt);
	if (interrupt.sa_handler == SIG_DFL)
		python_signal(edition, SIGINT, on_host_signal);
}

static int spawn_library(const struct launch *launch, pid_t *child)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attr;
	sigset_t defaults;
	int error;

	AT(prepare, choose_attributes);
	posix_spawnattr_init(&attr);
	if (launch->values[RESTORE_SIGNALS]) {
		sigemptyset(&defaults);
		sigaddset(&defaults, SIGPIPE);
		sigaddset(&defaults, SIGXFSZ);
		posix_spawnattr_setsigdefault(&attr, &defaults);
		posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF);
	}

	AT(prepare, ask_to_close);
	posix_spawn_file_actions_init(&actions);
	if (launch->values[CLOSE_FDS])
		posix_spawn_file_actions_addclosefrom_np(&actions, FIRST_CLOSED);

	AT_LIBRARY(posix_spawn);
	error = posix_spawn(child, launch->file, &actions, &attr, launch->argv, launch->envp);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attr);
	return error;
}

/*
 * A signal that keeps its handler could run it on the parent's memory once the mask is open. A signal
 * that stays blocked cannot.
 */
static void reset_handlers(const sigset_t *blocked)
{
	const struct sigaction by_default = { .sa_handler = SIG_DFL };
	struct sigaction now;

	for (int n = 1; n <= 64; n++) {
		if (n == SIGKILL || n == SIGSTOP || sigismember(blocked, n) == 1)
			continue;
		/* 32 and 33 belong to the libc, which refuses. */
		if (sigaction(n, NULL, &now) != 0)
			continue;
		if (now.sa_handler != SIG_IGN && now.sa_handler != SIG_DFL)
			sigaction(n, &by_default, NULL);
	}
}

/* opendir(3) would allocate, so the entries are read as the kernel returns them. */
static void close_by_list(int keep)
{
	char entries[280];
	int directory = open("/proc/self/fd", O_RDONLY | O_CLOEXEC);
	long got;

	if (directory < 0)
		return;
	while ((got = syscall(SYS_getdents64, directory, entries, sizeof(entries))) > 0)
		for (long at = 0; at < got;) {
			/* ino64_t, off64_t, the length of the entry, its type, its name. */
			unsigned short length;
			int fd = atoi(entries + at + 19);

			memcpy(&length, entries + at + 16, sizeof(length));
			if (fd >= FIRST_CLOSED && fd != keep && fd != directory)
				close(fd);
			at += length;
		}
	close(directory);
}

static void close_descriptors(const struct edition *edition, int keep)
{
#ifdef SYS_close_range
	if (minor(edition) >= 11 && syscall(SYS_close_range, FIRST_CLOSED, keep - 1, 0) == 0 && syscall(SYS_close_range, keep + 1, INT_MAX, 0) == 0)
		return;
#endif
	close_by_list(keep);
}

/* If this fails, there is nobody left to tell. */
static void say(int fd, const char *words)
{
	if (write(fd, words, strlen(words)) < 0)
		_exit(255);
}

/* "OSError:", the errno in hexadecimal, ":", and "noexec" if the child did not reach exec. */
static _Noreturn void report(int fd, int error, bool noexec)
{
	char digits[sizeof(error) * 2 + 1] = "", *first = digits + sizeof(digits) - 1;

	for (; error; error /= 16)
		*--first = "0123456789abcdef"[error % 16];
	say(fd, "OSError:");
	say(fd, first);
	say(fd, ":");
	if (noexec)
		say(fd, "noexec");
	_exit(255);
}

static _Noreturn __attribute__((noinline)) void child_main(struct plan *plan)
{
	const struct launch *launch = plan->launch;
	const long *want = launch->values;
	bool reached_exec = false;
	int error = 0;

	CHILD_BEGINS();

	AT(child_setup, close_reader);
	if (close(plan->pipe[0]) != 0)
		goto failed;

	AT(child_setup, change_directory);
	if (launch->cwd && chdir(launch->cwd) != 0)
		goto failed;

	AT(child_setup, restore_signals);
	if (want[RESTORE_SIGNALS]) {
		python_signal(launch->edition, SIGPIPE, SIG_DFL);
		python_signal(launch->edition, SIGXFSZ, SIG_DFL);
	}

	AT(child_setup, reset_handlers);
	if (plan->lent && want[RESET])
		reset_handlers(&plan->mask);

	AT(child_setup, open_mask);
	if (plan->lent && want[BLOCK])
		pthread_sigmask(SIG_SETMASK, &plan->mask, NULL);

	AT(child_setup, new_session);
	if (want[NEW_SESSION])
		setsid();

	AT(child_setup, own_group);
	if (wants_group(launch) && setpgid(0, 0) != 0)
		goto failed;

	AT(child_setup, become_user);
	if (want[GROUP] >= 0 && setregid((gid_t)want[GROUP], (gid_t)want[GROUP]) != 0)
		goto failed;
	if (want[USER] >= 0 && setreuid((uid_t)want[USER], (uid_t)want[USER]) != 0)
		goto failed;

	AT(child_setup, run_preexec_fn);
	reached_exec = true;
	if (want[PREEXEC_FN])
		getppid();

	AT(child_setup, close_descriptors);
	if (want[CLOSE_FDS])
		close_descriptors(launch->edition, plan->pipe[1]);

	AT(exec, exec);
	for (int n = 0; plan->candidates[n][0]; n++) {
		execve(plan->candidates[n], launch->argv, launch->envp);
		if (errno != ENOENT && errno != ENOTDIR && !error)
			error = errno;
	}
failed:
	AT(exec, report_error);
	report(plan->pipe[1], error ? error : errno, !reached_exec);
}

/* A separate function, so that the parent keeps nothing in registers that the child could change. */
static __attribute__((noinline)) pid_t create(struct plan *plan)
{
	pid_t child;

	if (plan->lent) {
		AT(create, vfork);
		child = vfork();
	} else {
		AT(create, fork);
		child = fork();
	}
	if (child == 0)
		child_main(plan);
	PARENT_AGAIN();
	return child;
}

/* The paths to try, in the order of the child's PATH. */
static void find_candidates(struct plan *plan)
{
	const struct launch *launch = plan->launch;
	const char *path = strchr(launch->envp[0], '=') + 1;
	int n = 0;

	if (!launch->bare)
		snprintf(plan->candidates[n], sizeof(plan->candidates[n]), "%s", launch->file);
	while (launch->bare && *path && n < MOST_CANDIDATES - 1) {
		size_t len = strcspn(path, ":");

		snprintf(plan->candidates[n], sizeof(plan->candidates[n]), "%.*s/%s", (int)len, path, launch->file);
		path += len + (path[len] == ':');
		n++;
	}
}

/* The errno that the child reported, or 0. It may arrive in three pieces. Anything that does not match is no errno. */
static int verdict(int reader)
{
	static char part[50000];
	char words[64] = "";
	size_t have = 0;
	ssize_t got;

	while ((got = read(reader, part, sizeof(part))) > 0) {
		size_t take = (size_t)got < sizeof(words) - 1 - have ? (size_t)got : sizeof(words) - 1 - have;

		memcpy(words + have, part, take);
		have += take;
	}
	return have ? (int)strtol(words + strlen("OSError:"), NULL, 16) : 0;
}

static int spawn_child(const struct launch *launch, bool lent, pid_t *child)
{
	static struct plan plan;
	sigset_t all;
	int error;

	AT(prepare, find_candidates);
	memset(&plan, 0, sizeof(plan));
	plan.launch = launch;
	plan.lent = lent;
	find_candidates(&plan);

	AT(prepare, open_pipe);
	if (pipe2(plan.pipe, O_CLOEXEC) != 0)
		return errno;

	AT(prepare, block_signals);
	sigfillset(&all);
	sigemptyset(&plan.mask);
	if (lent && launch->values[BLOCK])
		pthread_sigmask(SIG_BLOCK, &all, &plan.mask);

	*child = create(&plan);

	AT(resume, restore_mask);
	if (lent && launch->values[BLOCK])
		pthread_sigmask(SIG_SETMASK, &plan.mask, NULL);

	AT(resume, read_verdict);
	close(plan.pipe[1]);
	error = *child < 0 ? EAGAIN : verdict(plan.pipe[0]);
	close(plan.pipe[0]);
	return error;
}

/* Records a condition. True: it rules this mechanism out. All conditions are recorded, even after one has decided. */
static bool rules_out(const char *name, bool held, const char *yes, const char *no)
{
	condition(name, held, "%s", held ? yes : no);
	return held;
}

static int spawn(const struct launch *launch, int *status)
{
	const int release = minor(launch->edition);
	const long *want = launch->values;
	bool no_library = false, no_vfork = false;
	pid_t child = -1;
	int error;

	AT(decide, choose_road);
	no_vfork |= rules_out("preexec_fn", want[PREEXEC_FN], "preexec_fn is given", "no preexec_fn");
	no_vfork |= rules_out("user_requested", want[USER] >= 0, "user= is given", "no user=");
	no_vfork |= rules_out("group_requested", want[GROUP] >= 0, "group= is given", "no group=");
	no_library = no_vfork;
	no_library |= rules_out("must_close", want[CLOSE_FDS] && (release < 13 || !HAVE_CLOSEFROM), "posix_spawn cannot close what close_fds wants closed",
				want[CLOSE_FDS] ? "posix_spawn can close descriptors" : "close_fds=False");
	no_library |= rules_out("bare_name", launch->bare, "the name has no slash", "the name has a slash");
	no_library |= rules_out("cwd_requested", launch->cwd, "cwd= is given", "no cwd=");
	no_library |= rules_out("session_requested", want[NEW_SESSION], "start_new_session=True", "no start_new_session");
	if (wants_group(launch))
		no_library |= rules_out("process_group_requested", true, "process_group=0", "");
	no_library |= rules_out("no_posix_spawn", release < 8 || !want[USE_POSIX_SPAWN], release < 8 ? "not before 3.8" : "_USE_POSIX_SPAWN is False",
				"it may be used");
	no_vfork |= rules_out("no_vfork", release < 10 || !want[USE_VFORK], release < 10 ? "not before 3.10" : "_USE_VFORK is False", "it may be used");
	decided(!no_library ? "posix_spawn" : !no_vfork ? "vfork" : "fork");

	error = !no_library ? spawn_library(launch, &child) : spawn_child(launch, !no_vfork, &child);

	AT(reap, wait);
	/* If exec fails, the libc's posix_spawn has already reaped the child. */
	while ((!error || no_library) && child > 0 && waitpid(child, status, 0) < 0)
		if (errno != EINTR)
			return errno;
	return error;
}

static const struct edition editions[] = {
	{ "3.6", "article", "Python 3.6 and 3.7", "fork", "Always fork." },
	{ "3.8", "", "Python 3.8 and 3.9", "fork", "posix_spawn with close_fds=False, else fork." },
	{ "3.10", "", "Python 3.10", "vfork", "posix_spawn with close_fds=False, else vfork unless memory must be copied; the GIL is held." },
	{ "3.11", "", "Python 3.11 and 3.12", "vfork", "As 3.10; close_range closes descriptors; since 3.12 (and late 3.11) the GIL is released." },
	{ "3.13", "today", "Python 3.13 and later", "posix_spawn", "posix_spawn for a path with a slash, descriptors closed too; vfork and fork as before." },
	{ 0 },
};
static const struct condition conditions[] = {
	{ "preexec_fn", "Python code has to run between create and exec: fork." },
	{ "user_requested", "Another user is requested: two privileges must not share memory, so fork." },
	{ "group_requested", "Another group is requested: fork." },
	{ "must_close", "Descriptors must be closed, and posix_spawn cannot do it: before 3.13, or with glibc before 2.34." },
	{ "bare_name", "A bare name is looked up along the child's PATH, which posix_spawn would not do." },
	{ "cwd_requested", "A directory is requested, which posix_spawn cannot set." },
	{ "session_requested", "A session of its own is requested, which posix_spawn cannot create." },
	{ "process_group_requested", "A process group of its own is requested, which Python does not ask posix_spawn for." },
	{ "no_posix_spawn", "The release does not use posix_spawn yet, or _USE_POSIX_SPAWN is off." },
	{ "no_vfork", "The release does not use vfork yet, or _USE_VFORK is off." },
	{ 0 },
};
static const struct strategy_setting settings[] = {
	[CLOSE_FDS] = SWITCH("close_fds", 1, "close_fds=...: close every descriptor above 2 before exec"),
	[PREEXEC_FN] = SWITCH("preexec_fn", 0, "preexec_fn=...: a function to run before exec"),
	[USER] = INTEGER("user", 65535, "user=...: the user requested for the child"),
	[GROUP] = INTEGER("group", 65535, "group=...: the group requested for the child"),
	[NEW_SESSION] = SWITCH("start_new_session", 0, "start_new_session=...: a session of its own for the child"),
	[OWN_GROUP] = SWITCH("process_group", 0, "process_group=0: a process group of its own for the child; it changes nothing before 3.11"),
	[RESTORE_SIGNALS] = SWITCH("restore_signals", 1, "restore_signals=...: give the child back the defaults of SIGPIPE and SIGXFSZ"),
	[USE_POSIX_SPAWN] = SWITCH("use_posix_spawn", 1, "subprocess._USE_POSIX_SPAWN: use posix_spawn where it can do all that is requested"),
	[USE_VFORK] = SWITCH("use_vfork", 1, "subprocess._USE_VFORK: use vfork where fork is not needed"),
	[BLOCK] = SWITCH("block_signals", 1, "safety: with vfork, block all signals across the creation"),
	[RESET] = SWITCH("reset_dispositions", 1, "safety: with vfork, make handled signals default in the child"),
	[SETTINGS] = { 0 },
};
static const char *const mechanisms[] = { "posix_spawn", "vfork", "fork", NULL };

const struct strategy strategy_python = {
	.title = "Python: subprocess.Popen",
	.runtime = true,
	.editions = editions,
	.conditions = conditions,
	.settings = settings,
	.setting_count = SETTINGS,
	.mechanisms = mechanisms,
	.start = start,
	.spawn = spawn,
};
