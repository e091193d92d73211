/* Ways to end in the middle of something. */
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int ends[2];

/* The calls that threads are in when their process ends: some print all arguments at entry, some not. */
static void *in_pause(void *unused)
{
	pause();
	return unused;
}

static void *in_read(void *unused)
{
	char byte;

	read(ends[0], &byte, 1);
	return unused;
}

static void *in_nanosleep(void *unused)
{
	const struct timespec long_time = { .tv_sec = 1000 };

	nanosleep(&long_time, NULL);
	return unused;
}

static void *in_poll(void *unused)
{
	struct pollfd silent = { .fd = ends[0], .events = POLLIN };

	poll(&silent, 1, -1);
	return unused;
}

static void *in_futex(void *unused)
{
	static int word;

	syscall(SYS_futex, &word, 0 /* FUTEX_WAIT */, 0, NULL, NULL, 0);
	return unused;
}

typedef void *body(void *);
static body *const bodies[] = { in_pause, in_read, in_nanosleep, in_poll, in_futex };

#define BODIES (sizeof(bodies) / sizeof(*bodies))

/* The leader sleeps long enough for all threads to be in their calls, in any load that a test may meet. */
static void threads(void)
{
	pthread_t thread;

	pipe(ends);
	for (size_t i = 0; i < BODIES; i++)
		pthread_create(&thread, NULL, bodies[i], NULL);
	sleep(1);
	syscall(SYS_exit_group, 0);
}

/* A child in each of these calls is killed. */
static void killed(void)
{
	pid_t children[BODIES];

	pipe(ends);
	for (size_t i = 0; i < BODIES; i++) {
		children[i] = fork();
		if (children[i] == 0)
			bodies[i](NULL), _exit(0);
	}
	sleep(1);
	for (size_t i = 0; i < BODIES; i++) {
		kill(children[i], SIGKILL);
		waitpid(children[i], NULL, 0);
	}
}

static void *executes(void *program)
{
	char *argv[] = { program, NULL };

	sleep(1);
	execv(program, argv);
	return NULL;
}

/* execve from a thread, while the leader is in a call. */
static void execs(void)
{
	pthread_t thread;
	sigset_t none;

	pthread_create(&thread, NULL, executes, "/bin/true");
	sigemptyset(&none);
	sigsuspend(&none);
}

/* The same after the leader has ended. */
static void execs_alone(void)
{
	pthread_t thread;

	pthread_create(&thread, NULL, executes, "/bin/true");
	syscall(SYS_exit, 0);
}

/* A filter refuses exit_group(2), which then returns. */
static void refused(void)
{
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_exit_group, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { sizeof(filter) / sizeof(*filter), filter };

	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
	syscall(SYS_exit_group, 3);
	syscall(SYS_exit, 4);
}

/* The group of a stopped process loses its last link to the session: it is hung up. Who adopts the orphan is seen too. */
static void orphaned(void)
{
	int told[2];
	char byte;
	pid_t child;

	pipe(told);
	child = fork();
	if (child == 0) {
		pid_t stopped = fork();

		if (stopped == 0) {
			close(told[0]);
			setpgid(0, 0);
			raise(SIGSTOP);
			_exit(0);
		}
		waitpid(stopped, NULL, WUNTRACED);
		_exit(0);
	}
	close(told[1]);
	/* Its end closes the last writer. */
	read(told[0], &byte, 1);
	waitpid(child, NULL, 0);
}

/* A call of the 32-bit table in a 64-bit program. */
static void foreign(void)
{
#if defined(__x86_64__)
	long result;

	__asm__ volatile("int $0x80" : "=a"(result) : "a"(20) : "memory");         /* getpid */
	__asm__ volatile("int $0x80" : "=a"(result) : "a"(64) : "memory");         /* getppid */
	__asm__ volatile("int $0x80" : "=a"(result) : "a"(6), "b"(-1) : "memory"); /* close */
#endif
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*act)(void);
	} ways[] = {
		{ "threads", threads }, { "killed", killed },     { "execs", execs },     { "execs-alone", execs_alone },
		{ "refused", refused }, { "orphaned", orphaned }, { "foreign", foreign },
	};

	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++)
		if (argc > 1 && strcmp(argv[1], ways[i].name) == 0)
			ways[i].act();
	return 0;
}
