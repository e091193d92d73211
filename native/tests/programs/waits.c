/* All forms of wait4(2) and waitid(2). */
#define _GNU_SOURCE
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef P_PIDFD
#define P_PIDFD 3
#endif

static struct rusage usage;

static pid_t child_that(int signal, int status)
{
	pid_t child = fork();

	if (child == 0) {
		if (signal)
			raise(signal);
		_exit(status);
	}
	return child;
}

static int gate[2];

/* Stops, and ends only after the gate is closed, so that what the parent sees is no race. */
static pid_t child_that_stops(void)
{
	pid_t child;
	char byte;

	pipe(gate);
	child = fork();
	if (child == 0) {
		close(gate[1]);
		raise(SIGSTOP);
		read(gate[0], &byte, 1);
		_exit(9);
	}
	close(gate[0]);
	return child;
}

static void old_wait(void)
{
	int status;
	pid_t child;

	wait4(-1, &status, 0, NULL); /* fails: there is no child */
	child = child_that(0, 7);
	wait4(child, &status, 0, &usage);
	wait4(child_that(0, 0), NULL, 0, NULL);
	child_that(SIGKILL, 0);
	wait4(-1, &status, __WALL, NULL);
	child_that(SIGABRT, 0);
	wait4(0, &status, WUNTRACED, &usage);
	child = child_that_stops();
	wait4(child, &status, WUNTRACED, NULL);
	wait4(child, &status, WNOHANG, &usage);
	wait4(child, &status, WNOHANG | WUNTRACED | WCONTINUED | __WNOTHREAD, NULL);
	kill(child, SIGCONT);
	wait4(-getpgrp(), &status, WCONTINUED, NULL);
	close(gate[1]);
	wait4(child, &status, 0, NULL);
	wait4(child, &status, __WCLONE, NULL);
	wait4(1, &status, 0, NULL);
	wait4(-1, &status, 0x12345678, NULL);
	wait4(-1, (int *)8, 0xffffffff, (struct rusage *)16);
	child_that(0, 0);
	wait4(-1, (int *)8, 0, NULL);
	child_that(0, 0);
	wait4(-1, &status, 0, (struct rusage *)16);
	while (wait4(-1, NULL, WNOHANG, NULL) >= 0)
		continue;
}

static void identified(int type, long id, siginfo_t *si, int options, struct rusage *used)
{
	syscall(SYS_waitid, type, id, si, options, used);
}

static void new_wait(void)
{
	siginfo_t si;
	pid_t child;
	int fd;

	identified(P_ALL, 0, &si, WEXITED, NULL);
	child = child_that(0, 7);
	identified(P_PID, child, &si, WEXITED | WNOWAIT, NULL);
	identified(P_PID, child, &si, WEXITED, &usage);
	child = child_that(SIGTERM, 0);
	identified(P_PGID, getpgrp(), &si, WEXITED, NULL);
	child_that(SIGQUIT, 0);
	identified(P_PGID, 0, &si, WEXITED, NULL);
	child = child_that(0, 3);
	fd = (int)syscall(SYS_pidfd_open, child, 0);
	identified(P_PIDFD, fd, &si, WEXITED, NULL);
	identified(P_PIDFD, fd, &si, WEXITED | WNOHANG, NULL);
	close(fd);
	identified(P_PIDFD, -1, &si, WEXITED, NULL);
	child = child_that_stops();
	identified(P_PID, child, &si, WSTOPPED, NULL);
	identified(P_PID, child, &si, WEXITED | WNOHANG, NULL);
	identified(P_PID, child, &si, WEXITED | WNOHANG, &usage);
	kill(child, SIGCONT);
	identified(P_PID, child, &si, WCONTINUED, NULL);
	close(gate[1]);
	identified(P_PID, child, NULL, WEXITED, NULL);
	identified(P_ALL, 12345, &si, WEXITED | WSTOPPED | WCONTINUED | WNOHANG | __WALL | __WCLONE | __WNOTHREAD, NULL);
	identified(9, -5, &si, 0, NULL);
	identified(P_ALL, -1, (siginfo_t *)8, 0x10, (struct rusage *)8);
}

int main(int argc, char **argv)
{
	(void)argv;
	if (argc > 1)
		new_wait();
	else
		old_wait();
	return 0;
}
