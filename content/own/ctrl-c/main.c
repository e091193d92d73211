// A terminal sends Ctrl-C to its whole foreground group: to this program and to its child. This one passes
// the signal on as well, so the child gets it twice. Cure: pass it on only to a child in a group of its own.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t child;

static void pass_on(int signal)
{
	kill(child, signal);
}

int main(void)
{
	struct sigaction action = { .sa_handler = pass_on, .sa_flags = SA_RESTART };

	child = fork();
	if (child == 0) {
		execlp("sh", "sh", "-c", "trap 'echo interrupted' INT; sleep 0.2; sleep 0.2", NULL);
		_exit(127);
	}
	sigaction(SIGINT, &action, NULL);
	usleep(100000);
	kill(0, SIGINT); // what the terminal does at Ctrl-C
	waitpid(child, NULL, 0);
	return 0;
}
