/*
 * Whose variables does the child write? After vfork: the parent's locals and its errno. With a stack
 * of its own: only what a pointer leads to, and still errno, because the thread pointer is the
 * parent's.
 */
#include "experiment.h"

#include <sched.h>
#include <string.h>

enum { WAY, SETTINGS };
enum own_way { OWN_VFORK, OWN_FORK, OWN_CLONE };
#define STACK_BYTES (64 * 1024)

static int clone_main(void *pointed)
{
	volatile int local = 1;

	CHILD_BEGINS();
	AT(child_setup, write_variables);
	local = 42;
	*(volatile int *)pointed = 42;
	close(-1);
	_exit(local == 42 ? 0 : 1);
}

static __attribute__((noinline)) pid_t create(long way, volatile int *local, volatile int *pointed)
{
	char *stack;
	pid_t child;

	if (way == OWN_CLONE) {
		stack = mmap(NULL, STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
		if (stack == MAP_FAILED)
			return -1;
		errno = 0;
		AT(create, create_child);
		child = clone(clone_main, stack + STACK_BYTES, CLONE_VM | CLONE_VFORK | SIGCHLD, (void *)pointed);
		PARENT_AGAIN();
		return child;
	}
	errno = 0;
	AT(create, create_child);
	child = way == OWN_VFORK ? vfork() : fork();
	if (child == 0) {
		CHILD_BEGINS();
		AT(child_setup, write_variables);
		*local = 42;
		*pointed = 42;
		close(-1);
		_exit(0);
	}
	PARENT_AGAIN();
	return child;
}

static int spawn(const struct launch *launch, int *status)
{
	volatile int local = 1, pointed = 1;
	int error;
	pid_t child;

	AT(prepare, set_variables);
	decided(launch->values[WAY] == OWN_CLONE ? "clone(VM|VFORK)" : launch->values[WAY] == OWN_VFORK ? "vfork" : "fork");
	child = create(launch->values[WAY], &local, &pointed);
	error = errno;
	if (child < 0)
		return error;
	AT(reap, wait);
	waitpid(child, status, 0);
	finding("local_in_parent", local != 1, "%d", local);
	finding("pointed_to_in_parent", pointed != 1, "%d", pointed);
	finding("errno_in_parent", error != 0, "%s", error ? strerrorname_np(error) : "0");
	return 0;
}

static const struct strategy_setting settings[] = { [WAY] = CHOICE("way", "vfork fork clone", "how the child is made"), [SETTINGS] = { 0 } };

EXPERIMENT(locals, "The child's variables are the parent's", "After vfork its locals and its errno; with a stack of its own still its errno.", "vfork");
