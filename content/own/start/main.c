// Starts another program and waits for it.
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

extern char **environ;

int main(void)
{
	char *words[] = { "echo", "hello", NULL };
	pid_t child;
	int status;

	int error = posix_spawnp(&child, words[0], NULL, NULL, words, environ);
	if (error != 0) {
		fprintf(stderr, "%s: %s\n", words[0], strerror(error));
		return 1;
	}
	waitpid(child, &status, 0);
	return WEXITSTATUS(status);
}
