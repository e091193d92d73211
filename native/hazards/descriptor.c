/*
 * Another thread starts a program between pipe() and the fcntl() that sets close-on-exec. The program
 * inherits both ends, so the reader waits for an end of file until that program ends. pipe2(O_CLOEXEC)
 * leaves no gap.
 */
#include "experiment.h"

#include <fcntl.h>
#include <pthread.h>
#include <spawn.h>

enum { CLOEXEC, SETTINGS };

static const struct launch *asked;
static pid_t other;

static void *start_another(void *unused)
{
	static char name[] = "./linger";
	char *argv[] = { name, NULL };

	(void)unused;
	BECOME(ROLE_CHILD);
	AT_LIBRARY(other_thread_spawns);
	if (posix_spawn(&other, name, NULL, NULL, argv, asked->envp) != 0)
		other = -1;
	return NULL;
}

static int spawn(const struct launch *launch, int *status)
{
	pthread_t thread;
	int ends[2];
	long begin, waited;
	char byte;

	AT(prepare, open_pipe);
	decided("posix_spawn");
	asked = launch;
	if ((launch->values[CLOEXEC] ? pipe2(ends, O_CLOEXEC) : pipe(ends)) != 0)
		return errno;
	errno = pthread_create(&thread, NULL, start_another, NULL);
	if (errno)
		return errno;
	pthread_join(thread, NULL);

	AT(prepare, set_close_on_exec);
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);

	AT(resume, wait_for_end_of_file);
	close(ends[1]);
	begin = now_ms();
	if (read(ends[0], &byte, 1) != 0)
		return EIO;
	waited = now_ms() - begin;
	close(ends[0]);
	AT(reap, wait);
	if (other > 0)
		waitpid(other, status, 0);
	finding("end_of_file", waited > 50, "%s", waited > 50 ? "when the other program ended" : "at once");
	return 0;
}

static const struct strategy_setting settings[] = { [CLOEXEC] = SWITCH("cloexec", 0, "pipe2(O_CLOEXEC) instead of pipe() and fcntl()"), [SETTINGS] = { 0 } };

EXPERIMENT(descriptor, "A descriptor leaks", "Another thread's child inherits the pipe; its reader waits for the wrong process.", "posix_spawn");
