/* Spawns with the mechanism named by its argument. The differential test traces it with strace and with our helper. */
#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char *const argv_true[] = { "true", NULL };
static char *const envp_none[] = { NULL };

static void spawn_with(const char *way, const char *file)
{
	pid_t child = -1;

	if (strcmp(way, "posix_spawn") == 0) {
		posix_spawn(&child, file, NULL, NULL, argv_true, envp_none);
	} else if (strcmp(way, "vfork") == 0) {
		child = vfork();
		if (child == 0) {
			execve(file, argv_true, envp_none);
			_exit(127);
		}
	} else {
		child = fork();
		if (child == 0) {
			execve(file, argv_true, envp_none);
			_exit(127);
		}
	}
	if (child > 0)
		waitpid(child, NULL, 0);
}

static void on_signal(int signal)
{
	(void)signal;
}

int main(int argc, char **argv)
{
	sigset_t set;

	if (argc < 2)
		return 2;
	spawn_with(argv[1], "/bin/true");
	spawn_with(argv[1], "/nonexistent");
	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigaddset(&set, SIGTERM);
	sigprocmask(SIG_BLOCK, &set, NULL);
	spawn_with(argv[1], "/bin/true");
	signal(SIGUSR2, on_signal);
	raise(SIGUSR2);
	return 0;
}
