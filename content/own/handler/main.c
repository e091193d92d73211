// Between fork and exec the child has its parent's handlers. A signal that comes there runs the parent's
// code in the child: here it writes a goodbye that is meant for the parent. Cure: block the signals before
// fork, and make them default in the child before unblocking.
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void say_goodbye(int signal)
{
	(void)signal;
	write(1, "goodbye\n", strlen("goodbye\n"));
}

int main(void)
{
	struct sigaction action = { .sa_handler = say_goodbye };

	sigaction(SIGUSR1, &action, NULL);
	pid_t child = fork();
	if (child == 0) {
		raise(SIGUSR1); // stands for a signal to the whole group at this moment
		execlp("true", "true", NULL);
		_exit(127);
	}
	waitpid(child, NULL, 0);
	return 0;
}
