// The program does not exist, so execlp returns. The child then runs on in the code of its parent:
// it waits for a child that it does not have, and says that all is done. Cure: _exit(127) after execlp.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
	pid_t child = fork();

	if (child == 0)
		execlp("no-such-program", "no-such-program", NULL);

	waitpid(child, NULL, 0);
	printf("all done\n");
	return 0;
}
