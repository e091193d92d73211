/* Starts a task in each way, always alike, for the tests that read logs of strace: starts FILE [simple]. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;
static char *self;

static void handle(int signal)
{
	(void)signal;
}

static void *look(void *unused)
{
	getppid();
	return unused;
}

static void *become(void *wait)
{
	char byte;
	(void)!read(*(int *)wait, &byte, 1);
	execl(self, self, "leaf", "5", (char *)NULL);
	return wait;
}

static void reap(pid_t pid)
{
	int status;
	waitpid(pid, &status, 0);
}

static void by_vfork(void)
{
	pid_t pid = vfork();
	if (pid == 0) {
		execl("/nonexistent/program", "program", (char *)NULL);
		execl(self, self, "leaf", "4", (char *)NULL);
		_exit(127);
	}
	reap(pid);
}

static void by_execveat(void)
{
	pid_t pid = fork();
	if (pid == 0) {
		char *const arguments[] = { self, "leaf", "6", NULL };
		int program = open(self, O_RDONLY | O_CLOEXEC);
		syscall(SYS_execveat, program, "", arguments, environ, AT_EMPTY_PATH);
		_exit(127);
	}
	reap(pid);
}

/* The leader waits, and a thread of it takes its pid, not before the thread's creation has returned. */
static void from_thread(void)
{
	int ends[2];
	pthread_t thread;
	if (pipe2(ends, O_CLOEXEC) != 0)
		_exit(127);
	pthread_create(&thread, NULL, become, &ends[0]);
	(void)!write(ends[1], "x", 1);
	for (;;)
		pause();
}

static void by_fork(int simple)
{
	pid_t pid = fork();
	if (pid == 0 && !simple)
		from_thread();
	if (pid == 0)
		_exit(5);
	reap(pid);
}

static void with_thread(void)
{
	pthread_t thread;
	pthread_create(&thread, NULL, look, NULL);
	pthread_join(thread, NULL);
}

static void by_signal(void)
{
	pid_t pid = fork();
	if (pid == 0) {
		kill(getpid(), SIGKILL);
		_exit(127);
	}
	reap(pid);
}

static void in_files(const char *odd)
{
	int file = open(odd, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	(void)!write(file, "a, \"b\") = 1\n", 12);
	close(file);
	int ends[2];
	if (pipe2(ends, O_CLOEXEC) == 0) {
		char byte;
		(void)!write(ends[1], "x", 1);
		(void)!read(ends[0], &byte, 1);
	}
	(void)!write(STDOUT_FILENO, "said\n", 5);
}

int main(int count, char **arguments)
{
	self = arguments[0];
	if (count == 3 && strcmp(arguments[1], "leaf") == 0) {
		getppid();
		_exit(arguments[2][0] - '0');
	}
	/* Whether the signal comes before wait4(2) or after it is a race. */
	sigset_t child;
	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child, NULL);
	signal(SIGUSR1, handle);
	pid_t pid = fork();
	if (pid == 0)
		_exit(3);
	reap(pid);
	by_vfork();
	by_execveat();
	with_thread();
	by_fork(count > 2);
	by_signal();
	raise(SIGUSR1);
	in_files(count > 1 ? arguments[1] : "odd");
	return 7;
}
