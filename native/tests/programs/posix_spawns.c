/* posix_spawn(3) with every attribute and every file action that this libc has. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char *const argv_true[] = { "true", NULL };
static char *const envp[] = { "PATH=/usr/bin:/bin", "LANG=C", NULL };

static void reap(pid_t child)
{
	waitpid(child, NULL, 0);
}

static void with_attributes(short flags)
{
	struct sched_param param = { .sched_priority = flags & POSIX_SPAWN_SETSCHEDULER ? 1 : 0 };
	posix_spawnattr_t attributes;
	sigset_t set;
	pid_t child;

	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes, flags);
	sigemptyset(&set);
	sigaddset(&set, SIGPIPE);
	sigaddset(&set, SIGUSR1);
	posix_spawnattr_setsigdefault(&attributes, &set);
	posix_spawnattr_setsigmask(&attributes, &set);
	posix_spawnattr_setschedparam(&attributes, &param);
	posix_spawnattr_setschedpolicy(&attributes, SCHED_RR);
	posix_spawnattr_setpgroup(&attributes, 0);
	if (posix_spawn(&child, "/bin/true", NULL, &attributes, argv_true, envp) == 0)
		reap(child);
	posix_spawnattr_destroy(&attributes);
}

static void with_actions(void)
{
	posix_spawn_file_actions_t actions;
	pid_t child;
	int directory = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 5, "/dev/null", O_RDWR, 0);
	posix_spawn_file_actions_addopen(&actions, 6, "/dev/null", O_WRONLY | O_CREAT | O_APPEND, 0644);
	posix_spawn_file_actions_adddup2(&actions, 5, 1);
	posix_spawn_file_actions_adddup2(&actions, 5, 5);
	posix_spawn_file_actions_addclose(&actions, 5);
	posix_spawn_file_actions_addchdir_np(&actions, "/tmp");
	posix_spawn_file_actions_addfchdir_np(&actions, directory);
	posix_spawn_file_actions_addclosefrom_np(&actions, 3);
	if (posix_spawn(&child, "/bin/true", &actions, NULL, argv_true, envp) == 0)
		reap(child);
	posix_spawn_file_actions_destroy(&actions);

	/* A failing action ends the child and returns its errno. */
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 5, "/nonexistent/file", O_RDONLY, 0);
	posix_spawn(&child, "/bin/true", &actions, NULL, argv_true, envp);
	posix_spawn_file_actions_destroy(&actions);
#if __GLIBC_PREREQ(2, 35)
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addtcsetpgrp_np(&actions, 0);
	if (posix_spawn(&child, "/bin/true", &actions, NULL, argv_true, envp) == 0)
		reap(child);
	posix_spawn_file_actions_destroy(&actions);
#endif
	close(directory);
}

int main(void)
{
	static const short flags[] = {
		0,
		POSIX_SPAWN_SETPGROUP,
		POSIX_SPAWN_RESETIDS,
		POSIX_SPAWN_SETSIGDEF,
		POSIX_SPAWN_SETSIGMASK,
		POSIX_SPAWN_SETSCHEDPARAM,
		POSIX_SPAWN_SETSCHEDULER,
		POSIX_SPAWN_SETSID,
		POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_RESETIDS,
	};
	pid_t child;

	signal(SIGPIPE, SIG_IGN);
	for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++)
		with_attributes(flags[i]);
	with_actions();
	if (posix_spawnp(&child, "true", NULL, NULL, argv_true, envp) == 0)
		reap(child);
	posix_spawn(&child, "/nonexistent", NULL, NULL, argv_true, envp);
	posix_spawnp(&child, "nonexistent", NULL, NULL, argv_true, envp);
	posix_spawn(&child, "/etc/passwd", NULL, NULL, argv_true, envp);
	return 0;
}
