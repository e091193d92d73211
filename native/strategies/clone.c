/*
 * clone(2) with CLONE_VM and CLONE_VFORK, on a stack of the child's own: like
 * vfork, but no frame of the parent can be overwritten. Signals are left as
 * they are: a handler of the parent may run in the child, on shared memory.
 */
#include "strategy.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define STACK_BYTES (64 * 1024)

static volatile int exec_error;

static int child_main(void *given)
{
	const struct launch *launch = given;

	CHILD_BEGINS();

	AT(exec, exec);
	execve(launch->file, launch->argv, launch->envp);

	AT(exec, exec_failed);
	exec_error = errno;
	_exit(127);
}

static int spawn(const struct launch *launch, int *status)
{
	char *stack;
	pid_t child;

	AT(decide, only_road);
	decided("clone(VM|VFORK)");

	AT(prepare, make_stack);
	exec_error = 0;
	stack = mmap(NULL, STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
	if (stack == MAP_FAILED)
		return errno;

	AT(create, clone);
	child = clone(child_main, stack + STACK_BYTES, CLONE_VM | CLONE_VFORK | SIGCHLD, (void *)launch);
	PARENT_AGAIN();

	AT(resume, free_stack);
	munmap(stack, STACK_BYTES);
	if (child < 0)
		return errno;

	AT(reap, wait);
	if (waitpid(child, status, 0) < 0)
		return errno;
	return exec_error;
}

static const struct edition editions[] = {
	{ "linux", "today article", "Linux", "clone(VM|VFORK)", "Memory is lent, the stack is not." },
	{ 0 },
};
static const char *const mechanisms[] = { "clone(VM|VFORK)", NULL };

const struct strategy strategy_clone = { .title = "clone(CLONE_VM|CLONE_VFORK)", .editions = editions, .mechanisms = mechanisms, .spawn = spawn };
