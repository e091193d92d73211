/* The smallest program that starts another with system(3) and waits for it:
   spawn PROGRAM [cwd=DIR] [ignore=NAME] [default=NAME] [handle=NAME] [block=NAME] [open] */
#include "../../specimenWords.h"

#include <sys/wait.h>

static const char *directory = ".";

static void obey(const char *word) {
	if (strncmp(word, "cwd=", 4) == 0)
		directory = word + 4;
	else if (!obey_common(word))
		refuse(word);
}

int main(int count, char **words) {
	if (count < 2) {
		fprintf(stderr, "usage: spawn PROGRAM [WORD]...\n");
		return 2;
	}
	for (int n = 2; n < count; n++)
		obey(words[n]);
	/* The shell becomes the program: some shells would start it as a child of theirs. */
	char command[4096];
	if (strcmp(directory, ".") == 0)
		snprintf(command, sizeof command, "exec %s", words[1]);
	else
		snprintf(command, sizeof command, "cd %s && exec %s", directory, words[1]);
	int status = system(command);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
