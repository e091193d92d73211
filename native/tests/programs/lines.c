/*
 * Ways in which a line leads to a call, for --where: lines PROGRAM CASE. The line that makes the call, or the one that led there, says its
 * own name in a comment. getppid(2) stands for any call.
 */
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;
static char *const words[] = { "true", NULL };
static volatile long seen;

static void with_posix_spawn(void)
{
	pid_t child;

	posix_spawn(&child, "/bin/true", NULL, NULL, words, environ); /* posix_spawn */
	waitpid(child, NULL, 0);
}

static void with_vfork(void)
{
	pid_t child = vfork(); /* vfork */

	if (child == 0) {
		execve("/bin/true", words, environ); /* vfork's exec */
		_exit(127);
	}
	waitpid(child, NULL, 0);
}

static void with_clone3(void)
{
	uint64_t args[11] = { 0, 0, 0, 0, SIGCHLD };
	long child = syscall(SYS_clone3, args, sizeof(args)); /* clone3 */

	if (child == 0)
		_exit(0);
	waitpid((pid_t)child, NULL, 0);
}

static int in_clone(void *unused)
{
	(void)unused;
	seen = getppid(); /* clone's child */
	return 0;
}

static void with_clone(void)
{
	static char stack[65536] __attribute__((aligned(16)));
	int child = clone(in_clone, stack + sizeof(stack), SIGCHLD | CLONE_VM | CLONE_VFORK, NULL); /* clone */

	waitpid(child, NULL, 0);
}

static void on_signal(int signal)
{
	(void)signal;
	seen = getppid(); /* handler */
}

static void with_handler(void)
{
	signal(SIGUSR1, on_signal);
	raise(SIGUSR1); /* raise */
}

static void *in_thread(void *unused)
{
	(void)unused;
	seen = getppid(); /* thread */
	return NULL;
}

static void with_thread(void)
{
	pthread_t thread;

	pthread_create(&thread, NULL, in_thread, NULL); /* pthread_create */
	pthread_join(thread, NULL);
}

static inline __attribute__((always_inline)) void inlined_deeper(void)
{
	seen = getppid(); /* inlined */
}

static inline __attribute__((always_inline)) void inlined(void)
{
	inlined_deeper(); /* calls inlined */
	seen++;
}

static void with_inlined(void)
{
	inlined(); /* calls the caller of inlined */
	seen++;
}

static __attribute__((noinline)) void pointed_to(void)
{
	seen = getppid(); /* pointed to */
}

static void with_pointer(void)
{
	void (*volatile pointer)(void) = pointed_to;

	pointer(); /* through a pointer */
	seen++;
}

static __attribute__((noinline)) long last_of_tail(long n)
{
	seen = getppid(); /* last of tail */
	return seen + n;
}

static __attribute__((noinline)) long tail(long n)
{
	return last_of_tail(n + 1); /* tail call */
}

static void with_tail(void)
{
	seen = tail(1) + 1; /* calls tail */
}

static __attribute__((noinline)) int deeper(int n)
{
	volatile char room[64] = { 0 };
	int below = n > 0 ? deeper(n - 1) + 1 : (int)getppid(); /* deeper */

	return below + room[n % 64];
}

static void with_depth(void)
{
	seen = deeper(300); /* calls deeper */
}

/* Until somebody writes a byte, or closes. */
static void before_and_after(void)
{
	char byte;

	seen = getppid(); /* before */
	seen = read(0, &byte, 1);
	seen = getppid(); /* after */
}

static const struct {
	const char *name;
	void (*run)(void);
} cases[] = {
	{ "posix_spawn", with_posix_spawn }, { "vfork", with_vfork },     { "clone3", with_clone3 },   { "clone", with_clone }, { "handler", with_handler },
	{ "thread", with_thread },           { "inlined", with_inlined }, { "pointer", with_pointer }, { "tail", with_tail },   { "depth", with_depth },
	{ "wait", before_and_after },
};

int main(int argc, char **argv)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (argc == 2 && strcmp(argv[1], cases[i].name) == 0) {
			cases[i].run(); /* runs the case */
			return 0;
		}
	fprintf(stderr, "lines: no such case. Cure: see the table\n");
	return 2;
}
