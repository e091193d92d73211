/*
 * clone(2) and clone3(2) with all important flags: calls that succeed, calls that are refused, and
 * what the kernel writes back.
 */
#define _GNU_SOURCE
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define STACK 65536

static char stack[STACK] __attribute__((aligned(64)));
static int parent_tid, child_tid, pidfd;

static int leave(void *status)
{
	syscall(SYS_exit, (int)(intptr_t)status);
	return 0;
}

static void reap(long child)
{
	if (child > 0)
		syscall(SYS_wait4, child, NULL, __WALL, NULL);
}

/* Like fork: the child continues with a copy of this stack. */
static void plain(unsigned long flags)
{
	long child = syscall(SYS_clone, flags, NULL, &parent_tid, &child_tid, NULL);

	if (child == 0)
		leave(NULL);
	reap(child);
}

/* A child that shares memory needs a separate stack. */
static void sharing(int flags)
{
	reap(clone(leave, stack + STACK, flags, (void *)(intptr_t)3, &parent_tid, NULL, &child_tid));
}

static void third(struct clone_args args, size_t size)
{
	long child = syscall(SYS_clone3, &args, size);

	if (child == 0)
		leave(NULL);
	reap(child);
}

static struct clone_args with(uint64_t flags)
{
	return (struct clone_args){
		.flags = flags,
		.exit_signal = SIGCHLD,
		.pidfd = (uintptr_t)&pidfd,
		.child_tid = (uintptr_t)&child_tid,
		.parent_tid = (uintptr_t)&parent_tid,
	};
}

static void old_clone(void)
{
	plain(SIGCHLD);
	plain(0);
	plain(SIGUSR1);
	plain(SIGRTMIN);
	plain(CLONE_PARENT_SETTID | SIGCHLD);
	plain(CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID | SIGCHLD);
	plain(CLONE_PIDFD | SIGCHLD);
	close(parent_tid);
	plain(CLONE_PARENT_SETTID | CLONE_PIDFD | SIGCHLD);
	plain(CLONE_FS | CLONE_FILES | SIGCHLD);
	plain(CLONE_UNTRACED | CLONE_SYSVSEM | CLONE_IO | SIGCHLD);
	plain(CLONE_NEWUTS | CLONE_NEWIPC | SIGCHLD);
	plain(CLONE_THREAD | SIGCHLD);
	plain(CLONE_DETACHED | CLONE_SIGHAND);
	sharing(CLONE_VM | SIGCHLD);
	sharing(CLONE_VM | CLONE_VFORK | SIGCHLD);
	sharing(CLONE_VM | CLONE_VFORK);
	sharing(CLONE_VM | CLONE_VFORK | CLONE_SIGHAND | CLONE_FS | CLONE_FILES | CLONE_PARENT_SETTID | SIGCHLD);
	plain(CLONE_VFORK | SIGCHLD);
}

static void new_clone(void)
{
	static const uint64_t flags[] = {
		0,
		CLONE_PIDFD,
		CLONE_PARENT_SETTID,
		CLONE_PIDFD | CLONE_PARENT_SETTID,
		CLONE_CHILD_SETTID,
		CLONE_CHILD_CLEARTID,
		CLONE_CLEAR_SIGHAND,
		CLONE_VFORK,
		CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWCGROUP,
		CLONE_NEWUSER | CLONE_NEWNET,
		CLONE_THREAD,
		CLONE_SIGHAND | CLONE_CLEAR_SIGHAND,
		CLONE_NEWTIME,
		CLONE_DETACHED,
		0x8000000000000000,
		~0ul,
	};
	struct clone_args args;
	int tids[] = { 1, 2 };

	for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++) {
		third(with(flags[i]), sizeof(args));
		if (flags[i] & CLONE_PIDFD && pidfd > 0)
			close(pidfd), pidfd = 0;
	}
	args = with(0);
	args.exit_signal = 0;
	third(args, CLONE_ARGS_SIZE_VER0);
	args.exit_signal = 1000;
	third(args, CLONE_ARGS_SIZE_VER0);
	args = with(CLONE_SETTLS | CLONE_THREAD);
	args.tls = 0x1234;
	third(args, sizeof(args));
	args = with(0);
	args.stack = (uintptr_t)stack;
	third(args, sizeof(args));
	args.stack = 0;
	args.stack_size = 4096;
	third(args, sizeof(args));
	args = with(0);
	args.set_tid = (uintptr_t)tids;
	args.set_tid_size = 2;
	third(args, CLONE_ARGS_SIZE_VER1);
	args.set_tid = 0;
	third(args, CLONE_ARGS_SIZE_VER1);
	args = with(CLONE_INTO_CGROUP);
	args.cgroup = (uint64_t)-1;
	third(args, sizeof(args));
	args.cgroup = 77;
	third(args, sizeof(args));
	third(with(CLONE_INTO_CGROUP), CLONE_ARGS_SIZE_VER0);
	third(with(0), 0);
	third(with(0), 32);
	syscall(SYS_clone3, NULL, sizeof(args));
	syscall(SYS_clone3, 16, sizeof(args));
}

/* A larger struct than the kernel knows: it accepts zero bytes and refuses others. */
static void larger(void)
{
	struct {
		struct clone_args known;
		uint64_t unknown[2];
	} args = { .known = with(0) };
	long child = syscall(SYS_clone3, &args, sizeof(args));

	if (child == 0)
		leave(NULL);
	reap(child);
	args.unknown[1] = 1;
	syscall(SYS_clone3, &args, sizeof(args));
}

int main(int argc, char **argv)
{
	sigset_t all;

	(void)argv;
	/* Blocked, because it is a race when the end of a child is signalled. */
	sigfillset(&all);
	syscall(SYS_rt_sigprocmask, SIG_BLOCK, &all, NULL, 8);
	if (argc > 1) {
		new_clone();
		larger();
	} else {
		old_clone();
	}
	return 0;
}
