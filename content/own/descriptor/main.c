// The reader waits for the end of a pipe that its own child holds open: sleep inherited the writing end,
// without knowing of it. Cure: pipe2(ends, O_CLOEXEC).
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
	int ends[2];
	char byte;

	pipe(ends);
	pid_t child = fork();
	if (child == 0) {
		execlp("sleep", "sleep", "1", NULL);
		_exit(127);
	}
	close(ends[1]);
	read(ends[0], &byte, 1); // returns only when sleep has ended
	waitpid(child, NULL, 0);
	return 0;
}
