/*
 * system() starts a shell, and the shell starts the program: two execs, and a language between the caller and the arguments.
 * Meanwhile the caller ignores SIGINT and SIGQUIT, and blocks SIGCHLD. popen() starts a shell, too, and changes no signal.
 */
#include "experiment.h"

#include <pthread.h>
#include <spawn.h>
#include <stdlib.h>

enum { CALL, NAME, SETTINGS };
enum call { CALL_SYSTEM, CALL_POPEN, CALL_POSIX_SPAWN };
enum name { NAME_PLAIN, NAME_SEMICOLON };

static volatile bool started;
static pthread_t interrupter;

static bool interrupts_are_ignored(void)
{
	struct sigaction now;

	return sigaction(SIGINT, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

/* Ctrl-C, as far as the caller is concerned, once the program has been started. */
static void *interrupt_the_caller(void *unused)
{
	(void)unused;
	BECOME(ROLE_CHILD);
	AT(child_setup, wait_for_the_start);
	for (int i = 0; i < 1000 && !started && !interrupts_are_ignored(); i++)
		nap_ms(10);
	AT(child_setup, interrupt);
	kill(getpid(), SIGINT);
	return NULL;
}

static int by_posix_spawn(char *name, char *const *envp)
{
	static char program[] = "./linger";
	char *argv[] = { program, name, NULL };
	int status = 0;
	pid_t child;

	AT_LIBRARY(posix_spawn);
	errno = posix_spawn(&child, program, NULL, NULL, argv, envp);
	if (errno)
		return -1;
	started = true;
	AT(reap, wait);
	pthread_join(interrupter, NULL);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

static int by_popen(const char *command)
{
	FILE *output;

	AT_LIBRARY(popen);
	output = popen(command, "re");
	if (!output)
		return -1;
	started = true;
	pthread_join(interrupter, NULL);
	AT(reap, pclose);
	return pclose(output);
}

static int by_system(const char *command)
{
	int status;

	AT_LIBRARY(system);
	status = system(command);
	pthread_join(interrupter, NULL);
	return status;
}

static int spawn(const struct launch *launch, int *status)
{
	static const char *const mechanism[] = { "posix_spawn", "posix_spawn", "posix_spawn" };
	static char names[][16] = { "file", "file; exit 7" };
	char *name = names[launch->values[NAME]], command[64];

	if (launch->values[CALL] != CALL_POSIX_SPAWN && access("/bin/sh", X_OK) != 0)
		give_up("there is no /bin/sh here: run this in a shell");
	AT(prepare, set_handler);
	decided(mechanism[launch->values[CALL]]);
	signal(SIGINT, on_host_signal);
	handler_runs = 0;
	started = false;
	snprintf(command, sizeof(command), "./linger %s", name);
	errno = pthread_create(&interrupter, NULL, interrupt_the_caller, NULL);
	if (errno)
		return errno;
	if (launch->values[CALL] == CALL_POSIX_SPAWN)
		*status = by_posix_spawn(name, launch->envp);
	else
		*status = launch->values[CALL] == CALL_SYSTEM ? by_system(command) : by_popen(command);
	finding("handler_runs_for_one_interrupt", handler_runs != 1, "%d", handler_runs);
	finding("status_of_the_program", *status != 0, "%d", WEXITSTATUS(*status));
	return 0;
}

static const struct strategy_setting settings[] = {
	[CALL] = CHOICE("call", "system popen posix_spawn", "which call starts the program"),
	[NAME] = CHOICE("name", "plain semicolon", "the argument"),
	[SETTINGS] = { 0 },
};

EXPERIMENT(shell, "A shell in between", "system() runs a shell: it reads the argument as its language, and the caller hears no Ctrl-C.", "posix_spawn");
