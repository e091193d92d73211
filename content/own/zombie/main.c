// Nobody asks how the children ended, so the kernel keeps what is left of them: zombies. Each holds a pid
// until its parent has waited for it, or has ended itself. Cure: waitpid for each child, or SIGCHLD ignored.
#include <unistd.h>

int main(void)
{
	for (int n = 0; n < 3; n++) {
		if (fork() == 0) {
			execlp("true", "true", NULL);
			_exit(127);
		}
	}
	execlp("ps", "ps", "-o", "pid,stat,comm", NULL);
	return 1;
}
