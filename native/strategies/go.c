/*
 * Go: os/exec → syscall.forkAndExecInChild1 (src/syscall/exec_linux.go, 1.26).
 * No libc: its own clone with CLONE_VM|CLONE_VFORK, whatever uid or directory
 * is asked for; only a new user namespace takes the other road.
 *
 * The child runs on the parent's own stack: child_stack is NULL. What keeps
 * the parent whole is that it only ever touches frames below the parent's:
 * create() is not inlined, and the child never returns from it.
 */
#include "strategy.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define SIGNALS 64
#define EXIT_EXEC_FAILED 253
#define RESTORER 0x04000000

/* The kernel's sigaction: the libc would hide signals 32 and 33, and write errno into memory the parent sees. */
struct action {
	void *handler;
	unsigned long flags;
	void (*restorer)(void);
	uint64_t mask;
};

struct plan {
	const struct launch *launch;
	uint64_t mask;
	int pipe[2], pidfd;
};

#if defined(__x86_64__)
static inline __attribute__((always_inline)) long raw(long n, long a, long b, long c, long d, long e)
{
	register long r10 __asm__("r10") = d;
	register long r8 __asm__("r8") = e;
	long result;

	__asm__ volatile("syscall" : "=a"(result) : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8) : "rcx", "r11", "memory");
	return result;
}
__attribute__((naked)) static void restorer(void)
{
	__asm__ volatile("mov $15, %eax\n\tsyscall");
}
#elif defined(__aarch64__)
static inline __attribute__((always_inline)) long raw(long n, long a, long b, long c, long d, long e)
{
	register long x8 __asm__("x8") = n;
	register long x0 __asm__("x0") = a;
	register long x1 __asm__("x1") = b;
	register long x2 __asm__("x2") = c;
	register long x3 __asm__("x3") = d;
	register long x4 __asm__("x4") = e;

	__asm__ volatile("svc #0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4) : "memory");
	return x0;
}
#define restorer NULL
#else
#error "the raw system call is not written for this architecture"
#endif

static void handler(int signal)
{
	(void)signal;
}

/* The runtime handles every signal but those that stop and continue, and two of the libc's. */
static void start(void)
{
	const struct action action = { (void *)handler, RESTORER | SA_ONSTACK | SA_RESTART | SA_SIGINFO, restorer, ~0ull };

	for (int n = 1; n <= SIGNALS; n++)
		if (n != SIGCONT && n != SIGTSTP && n != SIGTTIN && n != SIGTTOU && n != 32 && n != 34)
			raw(SYS_rt_sigaction, n, (long)&action, 0, sizeof(action.mask), 0);
}

static _Noreturn __attribute__((noinline)) void child_main(const struct plan *plan)
{
	const struct action dfl = { SIG_DFL, RESTORER | SA_ONSTACK | SA_RESTART | SA_SIGINFO, restorer, ~0ull };
	long error;

	CHILD_BEGINS();

	AT(child_setup, default_handled);
	for (int n = 1; n <= SIGNALS; n++)
		if (plan->launch->handled >> (n - 1) & 1)
			raw(SYS_rt_sigaction, n, (long)&dfl, 0, sizeof(dfl.mask), 0);

	AT(child_setup, restore_mask);
	raw(SYS_rt_sigprocmask, SIG_SETMASK, (long)&plan->mask, 0, sizeof(plan->mask), 0);

	AT(child_setup, keep_stdio);
	for (int fd = 0; fd < 3; fd++)
		raw(SYS_fcntl, fd, F_SETFD, 0, 0, 0);

	AT(exec, exec);
	error = -raw(SYS_execve, (long)plan->launch->file, (long)plan->launch->argv, (long)plan->launch->envp, 0, 0);

	AT(exec, report_error);
	raw(SYS_write, plan->pipe[1], (long)&error, sizeof(error), 0, 0);
	for (;;)
		raw(SYS_exit, EXIT_EXEC_FAILED, 0, 0, 0, 0);
}

static __attribute__((noinline)) long create(struct plan *plan)
{
	long child;

	AT(create, clone);
	child = raw(SYS_clone, CLONE_VM | CLONE_VFORK | CLONE_PIDFD | SIGCHLD, 0, (long)&plan->pidfd, 0, 0);
	if (child == 0)
		child_main(plan);
	PARENT_AGAIN();
	return child;
}

static int await(const struct plan *plan, int *status)
{
	struct rusage usage;
	siginfo_t info;

	while (raw(SYS_waitid, P_PIDFD, plan->pidfd, (long)&info, WEXITED, (long)&usage) == -EINTR)
		;
	close(plan->pidfd);
	*status = info.si_code == CLD_EXITED ? info.si_status << 8 : info.si_status;
	return 0;
}

static int spawn(const struct launch *launch, int *status)
{
	struct plan plan = { .launch = launch };
	const uint64_t all = ~0ull;
	long child, error = 0;

	AT(decide, vfork_always);
	condition("new_user_namespace", false, "CLONE_NEWUSER was not asked for");
	decided("clone(VM|VFORK)");

	AT(prepare, open_pipe);
	if (pipe2(plan.pipe, O_CLOEXEC) != 0)
		return errno;

	AT(prepare, block_signals);
	raw(SYS_rt_sigprocmask, SIG_SETMASK, 0, (long)&plan.mask, sizeof(plan.mask), 0);
	raw(SYS_rt_sigprocmask, SIG_SETMASK, (long)&all, 0, sizeof(all), 0);

	child = create(&plan);

	AT(resume, restore_parent_mask);
	raw(SYS_rt_sigprocmask, SIG_SETMASK, (long)&plan.mask, 0, sizeof(plan.mask), 0);

	AT(resume, read_verdict);
	close(plan.pipe[1]);
	if (child < 0)
		error = -child;
	else if (read(plan.pipe[0], &error, sizeof(error)) != sizeof(error))
		error = 0;
	close(plan.pipe[0]);

	AT(reap, wait);
	if (child > 0)
		await(&plan, status);
	return (int)error;
}

static const struct edition editions[] = {
	{ "1.23", "today", "Go 1.23 and later", "clone(VM|VFORK)", "A pidfd comes with the child; it is waited for by that." },
	{ 0 },
};
static const struct condition conditions[] = {
	{ "new_user_namespace", "CLONE_NEWUSER is asked for: the parent must write the uid map, so it must not sleep." },
	{ 0 },
};
static const char *const mechanisms[] = { "clone(VM|VFORK)", NULL };

const struct strategy strategy_go = {
	.title = "Go: os/exec",
	.runtime = true,
	.editions = editions,
	.conditions = conditions,
	.mechanisms = mechanisms,
	.start = start,
	.spawn = spawn,
};
