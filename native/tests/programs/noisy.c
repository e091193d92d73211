/* noisy PROGRAM ARGUMENT…: runs it beside a child that makes calls all the time, so that a tracer must cut its lines in two. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <unistd.h>

/* A program that waits for any child waits for this one too, so it ends after a few hundred calls. */
#define AT_MOST 20000

int main(int argc, char **argv)
{
	pid_t parent = getpid();

	if (argc < 2)
		return 2;
	if (fork() == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		for (int i = 0; i < AT_MOST && getppid() == parent; i++)
			continue;
		_exit(0);
	}
	execvp(argv[1], argv + 1);
	perror(argv[1]);
	return 127;
}
