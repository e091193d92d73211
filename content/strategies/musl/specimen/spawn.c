/* The smallest program that starts another with posix_spawn(3) and waits for it:
   spawn PROGRAM [cwd=DIR] [path=DIRS] [ignore=NAME] [default=NAME] [handle=NAME] [block=NAME] [open] [group] [session] */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct { const char *name; int number; } SIGNALS[] = {
	{"HUP", SIGHUP}, {"INT", SIGINT}, {"QUIT", SIGQUIT}, {"PIPE", SIGPIPE}, {"ALRM", SIGALRM}, {"TERM", SIGTERM},
	{"USR1", SIGUSR1}, {"USR2", SIGUSR2}, {"CHLD", SIGCHLD}, {"TSTP", SIGTSTP}, {"TTIN", SIGTTIN}, {"TTOU", SIGTTOU},
};

static posix_spawn_file_actions_t actions;
static posix_spawnattr_t attributes;

static void caught(int number) {
	(void)number;
}

static void refuse(const char *word) {
	fprintf(stderr, "no such word: %s\n", word);
	exit(2);
}

/* The number of the signal in KEY=NAME; 0 if the word has another key. */
static int signal_in(const char *word, const char *key) {
	size_t length = strlen(key);
	if (strncmp(word, key, length) != 0 || word[length] != '=')
		return 0;
	for (size_t n = 0; n < sizeof SIGNALS / sizeof *SIGNALS; n++)
		if (strcmp(SIGNALS[n].name, word + length + 1) == 0)
			return SIGNALS[n].number;
	return 0;
}

static void obey(const char *word) {
	int number;
	if (strcmp(word, "open") == 0)
		open("/dev/zero", O_RDONLY);
	else if (strcmp(word, "group") == 0)
		posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
	else if (strcmp(word, "session") == 0)
		posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
	else if (strncmp(word, "cwd=", 4) == 0)
		posix_spawn_file_actions_addchdir_np(&actions, word + 4);
	else if (strncmp(word, "path=", 5) == 0)
		setenv("PATH", word + 5, 1);
	else if ((number = signal_in(word, "ignore")))
		signal(number, SIG_IGN);
	else if ((number = signal_in(word, "default")))
		signal(number, SIG_DFL);
	else if ((number = signal_in(word, "handle")))
		signal(number, caught);
	else if ((number = signal_in(word, "block"))) {
		sigset_t one;
		sigemptyset(&one);
		sigaddset(&one, number);
		sigprocmask(SIG_BLOCK, &one, NULL);
	} else
		refuse(word);
}

int main(int count, char **words) {
	if (count < 2) {
		fprintf(stderr, "usage: spawn PROGRAM [WORD]...\n");
		return 2;
	}
	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	for (int n = 2; n < count; n++)
		obey(words[n]);
	pid_t child;
	char *argv[] = {words[1], NULL};
	int status, error = posix_spawnp(&child, words[1], &actions, &attributes, argv, environ);
	if (error != 0)
		return error;
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
