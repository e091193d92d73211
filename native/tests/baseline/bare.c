/*
 * The least a tracer can do: it stops at every system call and continues, with both processes on one
 * processor.
 *
 * Usage: bare PROG … With BARE_INFO=1 it also asks at each stop which call it is, and ignores the
 * answer.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#define OPTIONS                                                                                                                                  \
	(PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACEVFORKDONE | PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC | \
	 PTRACE_O_TRACEEXIT | PTRACE_O_EXITKILL)

int main(int argc, char **argv)
{
	struct __ptrace_syscall_info info;
	int ask = getenv("BARE_INFO") != NULL, status;
	cpu_set_t one;
	pid_t child, tid;

	if (argc < 2)
		return 2;
	CPU_ZERO(&one);
	CPU_SET(sched_getcpu(), &one);
	sched_setaffinity(0, sizeof(one), &one);
	child = fork();
	if (child == 0) {
		raise(SIGSTOP);
		execv(argv[1], argv + 1);
		_exit(127);
	}
	waitpid(child, &status, WUNTRACED);
	if (ptrace(PTRACE_SEIZE, child, 0, OPTIONS) != 0)
		return 3;
	kill(child, SIGCONT);
	while ((tid = waitpid(-1, &status, __WALL)) > 0) {
		int signal = WIFSTOPPED(status) ? WSTOPSIG(status) : 0;

		if (!WIFSTOPPED(status))
			continue;
		if (ask)
			ptrace(PTRACE_GET_SYSCALL_INFO, tid, sizeof(info), &info);
		/* Events and syscall-stops have no signal to deliver. */
		if (status >> 16 || signal == (SIGTRAP | 0x80))
			signal = 0;
		ptrace(PTRACE_SYSCALL, tid, 0, signal);
	}
	return 0;
}
