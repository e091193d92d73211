/* Attempts against other processes, and to become another user. */
#include "tests/hostile/hostile.h"

#include "sandbox/contain.h"

#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

void signal_others(void)
{
	signal(SIGUSR1, SIG_IGN);
	result("everybody", kill(-1, 0));
	result("init-ignores", kill(1, SIGKILL));
	usleep(20000);
	tell("init", "%s", kill(1, 0) == 0 ? "alive" : "gone");
}

/* Niceness of its own may be raised; nobody else's is reached, and none is lowered. */
void take_time(void)
{
	result("raised", setpriority(PRIO_PROCESS, 0, 5));
	result("lowered", setpriority(PRIO_PROCESS, 0, -5));
	result("group", setpriority(PRIO_PGRP, 0, 10));
	result("user", setpriority(PRIO_USER, 0, 10));
}

void trace_init(void)
{
	result("seize", ptrace(PTRACE_SEIZE, 1, 0, 0));
}

void trace_as_tracee(void)
{
	pid_t pid = fork();

	if (pid == 0)
		for (;;)
			pause();
	contain_tracee();
	attempt = "trace-as-tracee";
	result("seize-init", ptrace(PTRACE_SEIZE, 1, 0, 0));
	result("seize-child", ptrace(PTRACE_SEIZE, pid, 0, 0));
	result("traceme", ptrace(PTRACE_TRACEME, 0, 0, 0));
	result("process_vm_readv", syscall(SYS_process_vm_readv, 1, 0, 0, 0, 0, 0));
	result("kcmp", syscall(SYS_kcmp, 1, 1, 0, 0, 0));
	kill(pid, SIGKILL);
}

void become_root(void)
{
	result("setuid", setuid(0));
	result("setgid", setgid(0));
	tell("ids", "%d %d", geteuid(), getegid());
}

/* /app/hostile-setuid belongs to another user and is set-uid. */
void run_setuid(void)
{
	pid_t pid = fork();

	if (pid == 0) {
		execl("/app/hostile-setuid", "hostile-setuid", "whoami", (char *)NULL);
		_exit(127);
	}
	waitpid(pid, NULL, 0);
}

void whoami(void)
{
	tell("euid", "%d", geteuid());
}

/* Leaves its parent, session and group, and ignores every signal. */
void daemonise(void)
{
	if (fork() == 0) {
		setsid();
		if (fork() == 0) {
			for (int n = 1; n < NSIG; n++)
				signal(n, SIG_IGN);
			prctl(PR_SET_PDEATHSIG, 0);
			dprintf(3, "daemonise began\n");
			for (;;)
				pause();
		}
		_exit(0);
	}
	usleep(30000);
}
