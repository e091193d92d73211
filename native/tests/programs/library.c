/* Processes created by library functions (popen, system) and by threads; execve from a thread that is not the leader. */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char *const argv_true[] = { "true", NULL };
static char *const envp_none[] = { NULL };

/* Which thread gets a SIGCHLD would be a race, so the thread that waits takes them all. */
static void take_sigchld(int how)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	pthread_sigmask(how, &set, NULL);
}

static void *spawn_one(void *unused)
{
	pid_t child;

	(void)unused;
	take_sigchld(SIG_UNBLOCK);
	if (posix_spawn(&child, "/bin/true", NULL, NULL, argv_true, envp_none) == 0)
		waitpid(child, NULL, 0);
	child = fork();
	if (child == 0)
		_exit(4);
	waitpid(child, NULL, 0);
	return NULL;
}

static void *execute(void *unused)
{
	const struct timespec until_the_leader_waits = { 0, 50000000 };

	(void)unused;
	nanosleep(&until_the_leader_waits, NULL);
	execve("/bin/true", argv_true, envp_none);
	return NULL;
}

static void thread(void *(*run)(void *))
{
	pthread_t id;

	take_sigchld(SIG_BLOCK);
	if (pthread_create(&id, NULL, run, NULL) == 0)
		pthread_join(id, NULL);
}

static void pipes(void)
{
	char line[64];
	FILE *from = popen("echo hello; exit 2", "r"), *to;

	while (from && fgets(line, sizeof(line), from))
		continue;
	if (from)
		pclose(from);
	to = popen("cat >/dev/null", "we");
	if (to) {
		fputs("to the child\n", to);
		pclose(to);
	}
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";

	if (strcmp(what, "popen") == 0)
		pipes();
	else if (strcmp(what, "system") == 0)
		return system("true") + system("exit 3") + system("kill -TERM $$") == -1;
	else if (strcmp(what, "thread") == 0)
		thread(spawn_one);
	else if (strcmp(what, "exec-from-thread") == 0)
		thread(execute);
	return 0;
}
