/*
 * Ruby: Process.spawn (process.c, 3.3: has_privilege, disable_child_handler_*,
 * retry_fork_async_signal_safe). It uses vfork unless the process is privileged: a set-uid program
 * must not share its memory with a child. Either way the child resets all signals except the ignored
 * ones, and SIGPIPE in any case. Then it empties the mask.
 *
 * Up to 2.5 the child got the parent's mask back instead, blocked signals included, and cancellation
 * was off meanwhile, so that no cleanup handler could run in the child. The latter makes no system
 * call; only the step shows it. 2.2 and 2.3 asked for each disposition and reset only the handled ones.
 */
#include "strategy.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	OWN_GROUP,
	SET_UID,
	REAL_UID,
	EFFECTIVE_UID,
	SAVED_UID,
	REAL_GID,
	EFFECTIVE_GID,
	SAVED_GID,
	BLOCK,
	RESET,
	DEFAULT_SIGPIPE,
	OPEN_MASK,
	CHECK_PRIVILEGE,
	SETTINGS
};

struct plan {
	const struct launch *launch;
	const char *file;
	/* The parent's. */
	sigset_t mask;
	int pipe[2];
};

static bool is_edition(const struct edition *edition, const char *name)
{
	return strcmp(edition->name, name) == 0;
}

/* The interpreter cannot do without its handlers for faults and for its timer. Any other signal that it was started with ignored stays so. */
static bool handles_anyway(int n)
{
	return n == SIGILL || n == SIGSEGV || n == SIGBUS || n == SIGVTALRM;
}

static void start(const struct edition *edition)
{
	static const int handled[] = { SIGHUP, SIGINT, SIGQUIT, SIGALRM, SIGTERM, SIGUSR1, SIGUSR2, SIGPIPE, SIGILL, SIGSYS, SIGVTALRM, SIGSEGV, SIGBUS };
	sigset_t none;

	(void)edition;
	for (size_t i = 0; i < sizeof(handled) / sizeof(*handled); i++) {
		const int n = handled[i];
		struct sigaction action = { .sa_handler = on_host_signal, .sa_flags = SA_SIGINFO }, now;

		if (n == SIGSEGV || n == SIGBUS)
			action.sa_flags |= SA_ONSTACK;
		sigaction(n, NULL, &now);
		if (now.sa_handler != SIG_IGN || handles_anyway(n))
			sigaction(n, &action, NULL);
	}
	/*
	 * SIGCHLD gets no handler here, although Ruby 2.6 to 3.3 has one: it would interrupt our wait, and
	 * Ruby waits in another way. But it must not stay ignored, or nobody could wait.
	 */
	signal(SIGCHLD, SIG_DFL);
	/* rb_enable_interrupt: whatever was blocked is open from here on. */
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/*
 * Before the first mark, so it is not shown: the process is to look as if it had been started like
 * this. Only what differs is changed: with threads the libc signals each of them for every such call,
 * and a measurement took that for the cost of Ruby's way.
 */
static void take_ids(const long *want)
{
	bool gids = want[REAL_GID] >= 0 || want[EFFECTIVE_GID] >= 0 || want[SAVED_GID] >= 0;
	bool uids = want[REAL_UID] >= 0 || want[EFFECTIVE_UID] >= 0 || want[SAVED_UID] >= 0;

	if (gids && setresgid((gid_t)want[REAL_GID], (gid_t)want[EFFECTIVE_GID], (gid_t)want[SAVED_GID]) != 0)
		give_up("taking the requested gid (it needs root)");
	if (uids && setresuid((uid_t)want[REAL_UID], (uid_t)want[EFFECTIVE_UID], (uid_t)want[SAVED_UID]) != 0)
		give_up("taking the requested uid (it needs root)");
}

static bool privileged(const struct launch *launch)
{
	bool secure = launch->values[SET_UID], yes = false;
	uid_t ruid, euid, suid;
	gid_t rgid, egid, sgid;

	AT(decide, look_at_privilege);
	condition("secure_exec", secure, "%s", secure ? "issetugid says yes" : "glibc has no issetugid, so Ruby does not ask");
	getresuid(&ruid, &euid, &suid);
	condition("euid_differs_from_saved", euid != suid, "effective uid %u, saved uid %u", euid, suid);
	condition("euid_is_root", euid == 0, "effective uid %u", euid);
	condition("euid_differs_from_real", euid != ruid, "effective uid %u, real uid %u", euid, ruid);
	yes = secure || euid != suid || euid == 0 || euid != ruid;
	if (yes)
		return true;
	getresgid(&rgid, &egid, &sgid);
	condition("egid_differs_from_saved", egid != sgid, "effective gid %u, saved gid %u", egid, sgid);
	condition("egid_differs_from_real", egid != rgid, "effective gid %u, real gid %u", egid, rgid);
	return egid != sgid || egid != rgid;
}

/* 2.2 and 2.3 */
static void default_handled(const long *on)
{
	struct sigaction now, by_default = { .sa_handler = SIG_DFL };

	for (int n = 1; n <= 64; n++) {
		bool handled;

		/* The libc refuses 32 and 33. */
		if (sigaction(n, NULL, &now) != 0)
			continue;
		handled = now.sa_handler != SIG_IGN && now.sa_handler != SIG_DFL;
		if (n == SIGPIPE ? on[DEFAULT_SIGPIPE] : on[RESET] && handled)
			sigaction(n, &by_default, NULL);
	}
}

static void default_all(const long *on)
{
	for (int n = 1; n <= 64; n++) {
		/* The kernel refuses KILL and STOP, the libc 32 and 33. That is all right. */
		if (!on[RESET] && n != SIGPIPE)
			continue;
		if (signal(n, SIG_DFL) != SIG_IGN)
			continue;
		if (n != SIGPIPE || !on[DEFAULT_SIGPIPE])
			signal(n, SIG_IGN);
	}
}

static _Noreturn __attribute__((noinline)) void child_main(const struct plan *plan)
{
	const struct launch *launch = plan->launch;
	const bool restores = !is_edition(launch->edition, "2.6");
	sigset_t empty;
	int error;

	CHILD_BEGINS();

	AT(child_setup, close_reader);
	close(plan->pipe[0]);

	AT(child_setup, default_signals);
	if (is_edition(launch->edition, "2.2"))
		default_handled(launch->values);
	else
		default_all(launch->values);

	AT(child_setup, open_mask);
	sigemptyset(&empty);
	if (launch->values[OPEN_MASK])
		sigprocmask(SIG_SETMASK, restores ? &plan->mask : &empty, NULL);

	AT(child_setup, own_group);
	if (launch->values[OWN_GROUP]) {
		pid_t group = getpid();

		/* Ruby asks for its pid twice. */
		if (setpgid(getpid(), group) != 0)
			goto failed;
	}

	AT(child_setup, change_directory);
	if (launch->cwd && chdir(launch->cwd) != 0)
		goto failed;

	AT(child_setup, blocking_stdio);
	for (int fd = 0; fd < 3; fd++) {
		int flags = fcntl(fd, F_GETFL);

		if (flags != -1 && flags & O_NONBLOCK)
			fcntl(fd, F_SETFL, flags & ~O_NONBLOCK);
	}

	AT(exec, exec);
	execve(plan->file, launch->argv, launch->envp);
failed:
	AT(exec, report_error);
	error = errno;
	if (write(plan->pipe[1], &error, sizeof(error)) < 0)
		_exit(126);
	_exit(127);
}

/* The caller of vfork must keep nothing in registers that the child could change. */
static __attribute__((noinline)) pid_t create_vfork(const struct plan *plan)
{
	pid_t child;

	AT(create, vfork);
	child = vfork();
	if (child == 0)
		child_main(plan);
	PARENT_AGAIN();
	return child;
}

static pid_t create_fork(const struct plan *plan)
{
	pid_t child;

	AT(create, fork);
	child = fork();
	if (child == 0)
		child_main(plan);
	return child;
}

/* The parent looks up a bare name along the child's PATH before it creates anything. NULL: not found. */
static const char *look_up(const struct launch *launch)
{
	static char found[512];
	const char *path = strchr(launch->envp[0], '=') + 1;
	struct stat st;

	AT(prepare, look_up_program);
	if (!launch->bare)
		return launch->file;
	while (*path) {
		size_t len = strcspn(path, ":");

		snprintf(found, sizeof(found), "%.*s/%s", (int)len, path, launch->file);
		if (stat(found, &st) == 0 && S_ISREG(st.st_mode) && st.st_mode & 0111)
			return found;
		path += len + (path[len] == ':');
	}
	return NULL;
}

static int spawn(const struct launch *launch, int *status)
{
	struct plan plan = { .launch = launch };
	const long *on = launch->values;
	bool cancel_off = !is_edition(launch->edition, "2.6"), fork_it;
	int error = 0, flags, cancel_state = 0;
	char words[80];
	sigset_t all;
	pid_t child;

	take_ids(on);
	plan.file = look_up(launch);
	if (!plan.file)
		return ENOENT;

	AT(prepare, open_pipe);
	if (pipe2(plan.pipe, O_CLOEXEC | O_NONBLOCK) != 0)
		return errno;

	AT(prepare, block_signals);
	sigfillset(&all);
	sigemptyset(&plan.mask);
	if (on[BLOCK])
		pthread_sigmask(SIG_SETMASK, &all, &plan.mask);

	AT(prepare, disable_cancellation);
	if (cancel_off)
		pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &cancel_state);

	fork_it = privileged(launch) && on[CHECK_PRIVILEGE];
	decided(fork_it ? "fork" : "vfork");
	child = fork_it ? create_fork(&plan) : create_vfork(&plan);

	AT(resume, restore_cancellation);
	if (cancel_off)
		pthread_setcancelstate(cancel_state, NULL);

	AT(resume, restore_mask);
	if (on[BLOCK])
		pthread_sigmask(SIG_SETMASK, &plan.mask, NULL);

	AT(resume, read_verdict);
	close(plan.pipe[1]);
	/* After fork the child may not have reached exec yet, so this read must wait. */
	flags = fcntl(plan.pipe[0], F_GETFL);
	fcntl(plan.pipe[0], F_SETFL, flags & ~O_NONBLOCK);
	if (child < 0 || read(plan.pipe[0], &error, sizeof(error)) != sizeof(error))
		error = child < 0 ? EAGAIN : 0;
	/* A message may follow the errno; exec sends none. */
	else if (fcntl(plan.pipe[0], F_GETFL) >= 0 && read(plan.pipe[0], words, sizeof(words) - 1) < 0)
		error = errno;
	close(plan.pipe[0]);

	AT(reap, wait);
	while (child > 0 && waitpid(child, status, 0) < 0)
		if (errno != EINTR)
			return errno;
	return error;
}

static const struct edition editions[] = {
	{ "2.2", "", "Ruby 2.2 and 2.3", "vfork", "Only handled signals become default; the mask is restored; cancellation is disabled." },
	{ "2.4", "article", "Ruby 2.4 and 2.5", "vfork", "Every signal becomes default, one by one; the mask is restored; cancellation is disabled." },
	{ "2.6", "today", "Ruby 2.6 and later", "vfork", "Every signal becomes default, one by one; the mask is emptied." },
	{ 0 },
};
static const struct condition conditions[] = {
	{ "secure_exec", "The libc has issetugid, as musl has, and it says that the program was started set-uid: fork." },
	{ "euid_differs_from_saved", "The effective and the saved uid differ: fork." },
	{ "euid_is_root", "The effective uid is 0: fork." },
	{ "euid_differs_from_real", "The effective and the real uid differ: fork." },
	{ "egid_differs_from_saved", "The effective and the saved gid differ: fork." },
	{ "egid_differs_from_real", "The effective and the real gid differ: fork." },
	{ 0 },
};
static const struct strategy_setting settings[] = {
	[OWN_GROUP] = SWITCH("pgroup", 0, "pgroup: true: a process group of its own for the child"),
	[SET_UID] = SWITCH("set_uid", 0, "as if the libc had issetugid, and the program had been started set-uid"),
	[REAL_UID] = INTEGER("real_uid", 65535, "the parent's real uid, where it differs"),
	[EFFECTIVE_UID] = INTEGER("effective_uid", 65535, "the parent's effective uid, where it differs"),
	[SAVED_UID] = INTEGER("saved_uid", 65535, "the parent's saved uid, where it differs"),
	[REAL_GID] = INTEGER("real_gid", 65535, "the parent's real gid, where it differs"),
	[EFFECTIVE_GID] = INTEGER("effective_gid", 65535, "the parent's effective gid, where it differs"),
	[SAVED_GID] = INTEGER("saved_gid", 65535, "the parent's saved gid, where it differs"),
	[BLOCK] = SWITCH("block_signals", 1, "safety: block all signals across the creation"),
	[RESET] = SWITCH("reset_dispositions", 1, "safety: make handled signals default in the child"),
	[DEFAULT_SIGPIPE] = SWITCH("default_sigpipe", 1, "safety: make SIGPIPE default in the child, even if it was ignored"),
	[OPEN_MASK] = SWITCH("open_mask", 1, "safety: open the child's mask before exec: emptied since 2.6, the parent's before"),
	[CHECK_PRIVILEGE] = SWITCH("check_privilege", 1, "safety: fork where the process is privileged"),
	[SETTINGS] = { 0 },
};
static const char *const mechanisms[] = { "vfork", "fork", NULL };

const struct strategy strategy_ruby = {
	.title = "Ruby: Process.spawn",
	.runtime = true,
	.editions = editions,
	.conditions = conditions,
	.settings = settings,
	.setting_count = SETTINGS,
	.mechanisms = mechanisms,
	.start = start,
	.spawn = spawn,
};
