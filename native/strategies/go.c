/*
 * Go: os/exec → syscall.forkAndExecInChild1 (src/syscall/exec_linux.go, 1.26). Go does not use the
 * libc: it calls clone itself, with CLONE_VM|CLONE_VFORK, even if another user or directory is asked
 * for. Only a new user namespace needs plain clone, because the parent must write the uid map while
 * the child waits.
 *
 * The child runs on the parent's own stack (child_stack is NULL). The parent is safe because the child
 * only touches frames below the parent's: create() is not inlined, and the child never returns from
 * it.
 */
#include "raw.h"
#include "strategy.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { USER, GROUP, NEW_SESSION, OWN_GROUP, FOREGROUND, CHROOT, AMBIENT, NEW_USER, BLOCK, RESET, RESTORE, SETTINGS };
#define SIGNALS 64
#define EXIT_EXEC_FAILED 253

/* The kernel's sigaction: the libc's would hide signals 32 and 33, and would write errno into memory that the parent sees. */
struct action {
	void *handler;
	unsigned long flags;
	void (*restorer)(void);
	uint64_t mask;
};

struct plan {
	const struct launch *launch;
	const char *file;
	uint64_t mask;
	int pipe[2], map_pipe[2], pidfd;
	bool with_pidfd, new_user;
};

/* Signals that a Go program must be able to get: those that end it, faults, and those that the runtime itself sends. */
static uint64_t never_blocked(void)
{
	static const int numbers[] = { SIGHUP,  SIGINT,    SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV,
				       SIGTERM, SIGSTKFLT, SIGCHLD, SIGURG, SIGPROF, SIGSYS,  32,     33,     34 };
	uint64_t set = 0;

	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		set |= 1ull << (numbers[i] - 1);
	return set;
}

/*
 * The runtime handles every signal except those that stop and continue, and two of the libc's, even one
 * that it was started with ignored: so a child gets SIGPIPE's default back. Only SIGHUP and SIGINT stay
 * ignored, for nohup and for shells that start a job in the background.
 */
static void start(const struct edition *edition)
{
	const struct action action = { (void *)on_host_signal, RESTORER | SA_ONSTACK | SA_RESTART | SA_SIGINFO, return_from_signal, ~0ull };
	const uint64_t open = never_blocked();

	(void)edition;
	for (int n = 1; n <= SIGNALS; n++) {
		struct action now = { 0 };

		if (n == SIGCONT || n == SIGTSTP || n == SIGTTIN || n == SIGTTOU || n == 32 || n == 34)
			continue;
		raw(SYS_rt_sigaction, n, 0, (long)&now, sizeof(now.mask), 0);
		if ((n == SIGHUP || n == SIGINT) && now.handler == (void *)SIG_IGN)
			continue;
		raw(SYS_rt_sigaction, n, (long)&action, 0, sizeof(action.mask), 0);
	}
	raw(SYS_rt_sigprocmask, SIG_UNBLOCK, (long)&open, 0, sizeof(open), 0);
}

static void default_handled(const struct plan *plan)
{
	const struct action dfl = { SIG_DFL, RESTORER | SA_ONSTACK | SA_RESTART | SA_SIGINFO, return_from_signal, ~0ull };

	for (int n = 1; n <= SIGNALS; n++)
		if (plan->launch->handled >> (n - 1) & 1)
			raw(SYS_rt_sigaction, n, (long)&dfl, 0, sizeof(dfl.mask), 0);
}

/* 0, or -errno. */
static long new_session(void)
{
	long session = raw(SYS_setsid, 0, 0, 0, 0, 0);

	return session < 0 ? session : 0;
}

/* Ctty is standard input. The signals are still blocked, or SIGTTOU would stop a child that is in the background. 0, or -errno. */
static long take_terminal(void)
{
	int group = (int)raw(SYS_getpid, 0, 0, 0, 0, 0);

	return raw(SYS_ioctl, 0, TIOCSPGRP, (long)&group, 0, 0);
}

/* 0, or -errno. */
static long become_user(const long *want)
{
	long error = 0;

	if (want[USER] < 0 && want[GROUP] < 0)
		return 0;
	error = raw(SYS_setgroups, 0, 0, 0, 0, 0);
	if (!error && want[GROUP] >= 0)
		error = raw(SYS_setgid, want[GROUP], 0, 0, 0, 0);
	if (!error && want[USER] >= 0)
		error = raw(SYS_setuid, want[USER], 0, 0, 0, 0);
	return error;
}

static _Noreturn __attribute__((noinline)) void child_main(const struct plan *plan)
{
	const struct launch *launch = plan->launch;
	const long *want = launch->values;
	long error = 0;
	char byte;

	CHILD_BEGINS();

	AT(child_setup, keep_capabilities);
	if (want[AMBIENT])
		raw(SYS_prctl, PR_SET_KEEPCAPS, 1, 0, 0, 0);

	AT(child_setup, wait_for_uid_map);
	if (plan->new_user) {
		raw(SYS_close, plan->map_pipe[1], 0, 0, 0, 0);
		if (raw(SYS_read, plan->map_pipe[0], (long)&byte, 1, 0, 0) != 1)
			error = -EIO;
	}

	AT(child_setup, new_session);
	if (!error && want[NEW_SESSION])
		error = new_session();

	AT(child_setup, own_group);
	if (!error && (want[OWN_GROUP] || want[FOREGROUND]))
		error = raw(SYS_setpgid, 0, 0, 0, 0, 0);

	AT(child_setup, take_terminal);
	if (!error && want[FOREGROUND])
		error = take_terminal();
	if (error)
		goto failed;

	AT(child_setup, default_handled);
	if (want[RESET])
		default_handled(plan);

	AT(child_setup, restore_mask);
	if (want[RESTORE])
		raw(SYS_rt_sigprocmask, SIG_SETMASK, (long)&plan->mask, 0, sizeof(plan->mask), 0);

	AT(child_setup, change_root);
	if (!error && want[CHROOT])
		error = raw(SYS_chroot, (long)"/", 0, 0, 0, 0);

	AT(child_setup, become_user);
	if (!error)
		error = become_user(want);

	AT(child_setup, change_directory);
	if (!error && launch->cwd)
		error = raw(SYS_chdir, (long)launch->cwd, 0, 0, 0, 0);

	AT(child_setup, keep_stdio);
	for (int fd = 0; fd < 3; fd++)
		raw(SYS_fcntl, fd, F_SETFD, 0, 0, 0);

	AT(exec, exec);
	if (!error)
		error = raw(SYS_execve, (long)plan->file, (long)launch->argv, (long)launch->envp, 0, 0);

failed:
	AT(exec, report_error);
	error = -error;
	raw(SYS_write, plan->pipe[1], (long)&error, sizeof(error), 0, 0);
	for (;;)
		raw(SYS_exit, EXIT_EXEC_FAILED, 0, 0, 0, 0);
}

static __attribute__((noinline)) long create(struct plan *plan)
{
	long flags = plan->new_user ? CLONE_NEWUSER | SIGCHLD : CLONE_VM | CLONE_VFORK | SIGCHLD, child;

	AT(create, clone);
	child = raw(SYS_clone, plan->with_pidfd ? flags | CLONE_PIDFD : flags, 0, plan->with_pidfd ? (long)&plan->pidfd : 0, 0, 0);
	if (child == 0)
		child_main(plan);
	PARENT_AGAIN();
	return child;
}

/* The parent's part of a new user namespace: maps the child's uid 0 to our uid. */
static void write_maps(struct plan *plan, long child)
{
	const char *names[] = { "uid_map", "setgroups", "gid_map" };
	unsigned ids[] = { geteuid(), 0, getegid() };

	AT(resume, write_uid_map);
	close(plan->map_pipe[0]);
	for (int i = 0; i < 3; i++) {
		char path[64], line[64];
		int fd, len = i == 1 ? snprintf(line, sizeof(line), "deny") : snprintf(line, sizeof(line), "0 %u 1", ids[i]);

		snprintf(path, sizeof(path), "/proc/%ld/%s", child, names[i]);
		fd = open(path, O_RDWR | O_CLOEXEC);
		if (fd < 0 || write(fd, line, (size_t)len) != len)
			finding("map_refused", false, "%s: %s", names[i], strerrorname_np(errno));
		if (fd >= 0)
			close(fd);
	}
	if (write(plan->map_pipe[1], "", 1) != 1)
		finding("map_refused", false, "the child has gone");
	close(plan->map_pipe[1]);
}

/* exec.Command looks up a bare name along the parent's PATH, with stat and then access. NULL: not found. */
static const char *look_path(const struct launch *launch)
{
	static char found[512];
	const char *path = strchr(environ[0], '=') + 1;
	struct stat st;

	AT(decide, look_path);
	if (!launch->bare)
		return launch->file;
	while (*path) {
		size_t len = strcspn(path, ":");

		snprintf(found, sizeof(found), "%.*s/%s", (int)len, path, launch->file);
		if (fstatat(AT_FDCWD, found, &st, 0) == 0 && S_ISREG(st.st_mode) && syscall(SYS_faccessat2, AT_FDCWD, found, X_OK, AT_EACCESS) == 0)
			return found;
		path += len + (path[len] == ':');
	}
	return NULL;
}

/* Returns 0, or the error of waitid(2), which Wait gives to the program: ECHILD if SIGCHLD is ignored. */
static int await_pidfd(const struct plan *plan, int *status)
{
	struct rusage usage;
	siginfo_t info;
	long error;

	while ((error = -raw(SYS_waitid, P_PIDFD, plan->pidfd, (long)&info, WEXITED, (long)&usage)) == EINTR)
		;
	close(plan->pidfd);
	if (error > 0)
		return (int)error;
	*status = info.si_code == CLD_EXITED ? info.si_status << 8 : info.si_status;
	return 0;
}

/* Before 1.23: waits until the child has ended, then reaps it, so that a signal cannot reach a pid that was reused. */
static int await_pid(long child, int *status)
{
	struct rusage usage;
	siginfo_t info;
	long error;

	while ((error = -raw(SYS_waitid, P_PID, child, (long)&info, WEXITED | WNOWAIT, 0)) == EINTR)
		;
	if (error > 0)
		return (int)error;
	while ((error = -raw(SYS_wait4, child, (long)status, 0, (long)&usage, 0)) == EINTR)
		;
	return error > 0 ? (int)error : 0;
}

/* Exec has failed, so the caller will not get this child to wait for. */
static void bury(const struct plan *plan, long child, int *status)
{
	while (raw(SYS_wait4, child, (long)status, 0, 0, 0) == -EINTR)
		;
	if (plan->with_pidfd)
		close(plan->pidfd);
}

static long read_verdict(struct plan *plan, long child)
{
	long error = 0;

	close(plan->pipe[1]);
	if (child < 0)
		error = -child;
	else if (read(plan->pipe[0], &error, sizeof(error)) != sizeof(error))
		error = 0;
	close(plan->pipe[0]);
	return error;
}

static int spawn(const struct launch *launch, int *status)
{
	struct plan plan = { .launch = launch, .with_pidfd = strcmp(launch->edition->name, "1.9") != 0, .new_user = launch->values[NEW_USER] };
	const uint64_t all = ~0ull;
	long child, error;

	plan.file = look_path(launch);
	if (!plan.file)
		return ENOENT;

	AT(decide, vfork_always);
	condition("new_user_namespace", plan.new_user, plan.new_user ? "CLONE_NEWUSER was asked for" : "CLONE_NEWUSER was not asked for");
	decided(plan.new_user ? "clone" : "clone(VM|VFORK)");

	AT(prepare, open_pipe);
	if (pipe2(plan.pipe, O_CLOEXEC) != 0 || (plan.new_user && pipe2(plan.map_pipe, O_CLOEXEC) != 0))
		return errno;

	AT(prepare, block_signals);
	raw(SYS_rt_sigprocmask, SIG_SETMASK, 0, (long)&plan.mask, sizeof(plan.mask), 0);
	if (launch->values[BLOCK])
		raw(SYS_rt_sigprocmask, SIG_SETMASK, (long)&all, 0, sizeof(all), 0);

	child = create(&plan);

	AT(resume, restore_parent_mask);
	raw(SYS_rt_sigprocmask, SIG_SETMASK, (long)&plan.mask, 0, sizeof(plan.mask), 0);

	if (plan.new_user && child > 0)
		write_maps(&plan, child);

	AT(resume, read_verdict);
	error = read_verdict(&plan, child);

	AT(reap, wait);
	if (child > 0 && error)
		bury(&plan, child, status);
	else if (child > 0)
		error = plan.with_pidfd ? await_pidfd(&plan, status) : await_pid(child, status);
	return (int)error;
}

static const struct edition editions[] = {
	{ "1.9", "article", "Go 1.9 to 1.22", "clone(VM|VFORK)", "No pidfd: the parent waits for the child by its pid." },
	{ "1.23", "today", "Go 1.23 and later", "clone(VM|VFORK)", "The parent gets a pidfd with the child, and waits by it." },
	{ 0 },
};
static const struct condition conditions[] = {
	{ "new_user_namespace", "CLONE_NEWUSER is requested: the parent must write the uid map, so it must not sleep." },
	{ 0 },
};
static const struct strategy_setting settings[] = {
	[USER] = INTEGER("uid", 65535, "the user requested for the child (SysProcAttr.Credential)"),
	[GROUP] = INTEGER("gid", 65535, "the group requested for the child (SysProcAttr.Credential)"),
	[NEW_SESSION] = SWITCH("setsid", 0, "a session of the child's own (SysProcAttr.Setsid)"),
	[OWN_GROUP] = SWITCH("setpgid", 0, "a process group of the child's own (SysProcAttr.Setpgid)"),
	[FOREGROUND] = SWITCH("foreground", 0, "the child's group becomes the terminal's foreground group (SysProcAttr.Foreground); it needs --terminal"),
	[CHROOT] = SWITCH("chroot", 0, "a root requested for the child, namely / (SysProcAttr.Chroot)"),
	[AMBIENT] = SWITCH("ambient_caps", 0, "capabilities to keep across a change of uid (SysProcAttr.AmbientCaps)"),
	[NEW_USER] = SWITCH("new_user_namespace", 0, "a user namespace of the child's own (SysProcAttr.Cloneflags)"),
	[BLOCK] = SWITCH("block_signals", 1, "safety: block all signals across the creation"),
	[RESET] = SWITCH("reset_dispositions", 1, "safety: make handled signals default in the child"),
	[RESTORE] = SWITCH("restore_mask", 1, "safety: restore the mask in the child before exec"),
	[SETTINGS] = { 0 },
};
static const char *const mechanisms[] = { "clone(VM|VFORK)", "clone", NULL };

const struct strategy strategy_go = {
	.title = "Go: os/exec",
	.runtime = true,
	.editions = editions,
	.conditions = conditions,
	.settings = settings,
	.setting_count = SETTINGS,
	.mechanisms = mechanisms,
	.start = start,
	.spawn = spawn,
};
