/*
 * A child has ended and been reaped, and the next process gets its number. Whoever still has the number signals the wrong
 * process. A pidfd means the one process for which it was made: ESRCH.
 *
 * The kernel hands out numbers in turn, so a number comes again after a round. Here clone3(2) asks for it, which only root may.
 */
#include "experiment.h"

#include <linux/sched.h>
#include <string.h>
#include <sys/syscall.h>

enum { BY, SETTINGS };
enum by { BY_PID, BY_PIDFD };

static long clone_with_number(pid_t number)
{
	struct clone_args args = { .exit_signal = SIGCHLD, .set_tid = (uintptr_t)&number, .set_tid_size = 1 };

	return syscall(SYS_clone3, &args, sizeof(args));
}

/* The parent's own number is taken: whoever may ask for a number at all is told EEXIST. */
static void need_the_right_to_choose(void)
{
	if (clone_with_number(getpid()) < 0 && errno == EEXIST)
		return;
	errno = EPERM;
	give_up("only root may choose the number of a process (clone3, set_tid): run this as root in a shell");
}

static pid_t start_the_first(const struct launch *launch)
{
	pid_t child;

	AT(create, fork);
	child = fork();
	if (child == 0) {
		CHILD_BEGINS();
		AT(exec, exec);
		execve(launch->file, launch->argv, launch->envp);
		_exit(127);
	}
	return child;
}

static pid_t start_with_number(pid_t number, char *const *envp)
{
	static char name[] = "./linger";
	char *argv[] = { name, NULL };
	long child;

	AT(create, clone_with_the_same_number);
	child = clone_with_number(number);
	if (child == 0) {
		BECOME(ROLE_THIRD);
		AT(exec, exec);
		execve(name, argv, envp);
		_exit(127);
	}
	return (pid_t)child;
}

static int spawn(const struct launch *launch, int *status)
{
	pid_t first, other;
	int pidfd, error = 0;

	need_the_right_to_choose();
	AT(prepare, start);
	decided("fork");
	first = start_the_first(launch);
	if (first < 0)
		return errno;
	pidfd = (int)syscall(SYS_pidfd_open, first, 0u);
	AT(reap, wait);
	waitpid(first, status, 0);
	other = start_with_number(first, launch->envp);
	if (other < 0)
		return errno;
	AT(resume, signal_the_first);
	if (launch->values[BY] == BY_PID ? kill(first, SIGTERM) : syscall(SYS_pidfd_send_signal, pidfd, SIGTERM, NULL, 0u))
		error = errno;
	finding("signal_gave", false, "%s", error ? strerrorname_np(error) : "it was sent");
	AT(reap, wait_for_the_other);
	waitpid(other, status, 0);
	finding("other_process", WIFSIGNALED(*status), "%s", WIFSIGNALED(*status) ? "killed" : "ended by itself");
	return 0;
}

static const struct strategy_setting settings[] = { [BY] = CHOICE("by", "pid pidfd", "how the parent names the process"), [SETTINGS] = { 0 } };

EXPERIMENT(pid_reuse, "A number that comes again", "kill(2) hits whoever has the number now; a pidfd means one process.", "fork");
