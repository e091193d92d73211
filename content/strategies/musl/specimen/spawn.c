/* The smallest program that starts another with posix_spawn(3) and waits for it:
   spawn PROGRAM [cwd=DIR] [path=DIRS] [ignore=NAME] [default=NAME] [handle=NAME] [block=NAME] [open] [group] [session] */
#define _GNU_SOURCE
#include "../../../runtimes/specimenWords.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

static posix_spawn_file_actions_t actions;
static posix_spawnattr_t attributes;

static void obey(const char *word) {
	if (strcmp(word, "group") == 0)
		posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
	else if (strcmp(word, "session") == 0)
		posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
	else if (strncmp(word, "cwd=", 4) == 0)
		posix_spawn_file_actions_addchdir_np(&actions, word + 4);
	else if (strncmp(word, "path=", 5) == 0)
		setenv("PATH", word + 5, 1);
	else if (!obey_common(word))
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
