/*
 * Ruby: Process.spawn (process.c, 3.3: has_privilege, disable_child_handler_*,
 * retry_fork_async_signal_safe). It takes vfork unless the process is
 * privileged: a set-uid program must not lend its memory to a child. Either
 * way the child makes all signals default, except those that were ignored;
 * SIGPIPE in any case. Then it opens the mask for everything.
 */
#include "strategy.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/auxv.h>
#include <sys/wait.h>
#include <unistd.h>

struct plan {
	const struct launch *launch;
	int pipe[2];
};

static void handler(int signal)
{
	(void)signal;
}

static void start(void)
{
	static const int handled[] = { SIGHUP, SIGINT, SIGQUIT, SIGALRM, SIGTERM, SIGUSR1, SIGUSR2, SIGPIPE, SIGSEGV, SIGBUS };

	for (size_t i = 0; i < sizeof(handled) / sizeof(*handled); i++)
		signal(handled[i], handler);
}

static bool privileged(void)
{
	uid_t ruid, euid, suid;
	gid_t rgid, egid, sgid;
	bool yes = false;

	AT(decide, look_at_privilege);
	condition("secure_exec", getauxval(AT_SECURE), "AT_SECURE is %lu", getauxval(AT_SECURE));
	getresuid(&ruid, &euid, &suid);
	condition("euid_differs_from_saved", euid != suid, "effective uid %u, saved uid %u", euid, suid);
	condition("euid_is_root", euid == 0, "effective uid %u", euid);
	condition("euid_differs_from_real", euid != ruid, "effective uid %u, real uid %u", euid, ruid);
	yes = getauxval(AT_SECURE) || euid != suid || euid == 0 || euid != ruid;
	if (yes)
		return true;
	getresgid(&rgid, &egid, &sgid);
	condition("egid_differs_from_saved", egid != sgid, "effective gid %u, saved gid %u", egid, sgid);
	condition("egid_differs_from_real", egid != rgid, "effective gid %u, real gid %u", egid, rgid);
	return egid != sgid || egid != rgid;
}

static _Noreturn __attribute__((noinline)) void child_main(const struct plan *plan)
{
	struct sigaction now = { .sa_handler = SIG_DFL }, before;
	sigset_t empty;
	int error;

	CHILD_BEGINS();

	AT(child_setup, close_reader);
	close(plan->pipe[0]);

	AT(child_setup, default_signals);
	for (int n = 1; n <= 64; n++) {
		/* KILL and STOP are refused by the kernel, 32 and 33 by the libc: never mind. */
		if (sigaction(n, &now, &before) != 0 || before.sa_handler != SIG_IGN || n == SIGPIPE)
			continue;
		sigaction(n, &before, NULL);
	}

	AT(child_setup, open_mask);
	sigemptyset(&empty);
	sigprocmask(SIG_SETMASK, &empty, NULL);

	AT(child_setup, blocking_stdio);
	for (int fd = 0; fd < 3; fd++) {
		int flags = fcntl(fd, F_GETFL);

		if (flags != -1 && flags & O_NONBLOCK)
			fcntl(fd, F_SETFL, flags & ~O_NONBLOCK);
	}

	AT(exec, exec);
	execve(plan->launch->file, plan->launch->argv, plan->launch->envp);

	AT(exec, report_error);
	error = errno;
	if (write(plan->pipe[1], &error, sizeof(error)) < 0)
		_exit(126);
	_exit(127);
}

/* vfork's caller must keep nothing in registers that the child could change. */
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

static int spawn(const struct launch *launch, int *status)
{
	struct plan plan = { .launch = launch };
	sigset_t all, old;
	int error = 0, flags;
	bool fork_it;
	pid_t child;

	AT(prepare, open_pipe);
	if (pipe2(plan.pipe, O_CLOEXEC | O_NONBLOCK) != 0)
		return errno;

	AT(prepare, block_signals);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);

	fork_it = privileged();
	decided(fork_it ? "fork" : "vfork");
	child = fork_it ? create_fork(&plan) : create_vfork(&plan);

	AT(resume, restore_mask);
	pthread_sigmask(SIG_SETMASK, &old, NULL);

	AT(resume, read_verdict);
	close(plan.pipe[1]);
	/* fork's child may not have got to exec yet: now the read must wait. */
	flags = fcntl(plan.pipe[0], F_GETFL);
	fcntl(plan.pipe[0], F_SETFL, flags & ~O_NONBLOCK);
	if (child < 0 || read(plan.pipe[0], &error, sizeof(error)) != sizeof(error))
		error = child < 0 ? EAGAIN : 0;
	close(plan.pipe[0]);

	AT(reap, wait);
	if (child > 0 && waitpid(child, status, 0) < 0)
		return errno;
	return error;
}

static const struct edition editions[] = {
	{ "2.6", "today", "Ruby 2.6 and later", "vfork", "vfork unless privileged; all signals default in the child, the mask emptied." },
	{ 0 },
};
static const struct condition conditions[] = {
	{ "secure_exec", "The program was started set-uid (AT_SECURE): fork." },
	{ "euid_differs_from_saved", "The effective and the saved uid differ: fork." },
	{ "euid_is_root", "The effective uid is 0: fork." },
	{ "euid_differs_from_real", "The effective and the real uid differ: fork." },
	{ "egid_differs_from_saved", "The effective and the saved gid differ: fork." },
	{ "egid_differs_from_real", "The effective and the real gid differ: fork." },
	{ 0 },
};
static const char *const mechanisms[] = { "vfork", "fork", NULL };

const struct strategy strategy_ruby = {
	.title = "Ruby: Process.spawn",
	.runtime = true,
	.editions = editions,
	.conditions = conditions,
	.mechanisms = mechanisms,
	.start = start,
	.spawn = spawn,
};
