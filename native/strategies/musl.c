/*
 * musl: posix_spawn and posix_spawnp (src/process/posix_spawn.c, 1.2.3). The memory is lent by clone, and the child's stack is an
 * array in the caller's own frame: the caller stands still until exec, so nothing has to be mapped.
 *
 * All signals are blocked meanwhile, 32 and 33 too. sigaction(2) of musl remembers which signals ever had a handler, so the child
 * asks for these only. We read from the kernel which have one now.
 *
 * A failed exec is reported through a pipe. glibc has none: there the child writes the errno into the lent memory.
 */
#include "raw.h"
#include "strategy.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DEFAULT_SIGPIPE, EMPTY_MASK, NEW_SESSION, NEW_GROUP, SETTINGS };
#define SIGNALS 64
/* 32 to 34. A mask that musl reads lacks them, so restoring it opens them. */
#define OWN_SIGNALS (7ull << 31)
/* The longest path that posix_spawnp may have to put together, and what else the child needs. */
#define STACK_BYTES (1024 + PATH_MAX)

/* The kernel's sigaction: the libc's would hide signals 32 and 33. */
struct action {
	void *handler;
	unsigned long flags;
	void (*restorer)(void);
	uint64_t mask;
};

struct plan {
	const struct launch *launch;
	uint64_t mask;
	int pipe[2];
};

static void set_mask(int how, uint64_t mask, uint64_t *before)
{
	raw(SYS_rt_sigprocmask, how, (long)&mask, (long)before, sizeof(mask), 0);
}

static void reset_handlers(const struct launch *launch)
{
	for (int n = 1; n <= SIGNALS; n++) {
		const bool asked_for = launch->values[DEFAULT_SIGPIPE] && n == SIGPIPE;
		struct action action = { 0 };

		if (!asked_for && !(launch->handled >> (n - 1) & 1))
			continue;
		if (!asked_for)
			raw(SYS_rt_sigaction, n, 0, (long)&action, sizeof(action.mask), 0);
		if (action.handler == (void *)SIG_IGN)
			continue;
		action.handler = (void *)SIG_DFL;
		action.flags |= RESTORER;
		action.restorer = return_from_signal;
		raw(SYS_rt_sigaction, n, (long)&action, 0, sizeof(action.mask), 0);
	}
}

static int child_main(void *given)
{
	struct plan *plan = given;
	const struct launch *launch = plan->launch;
	int error;

	CHILD_BEGINS();

	AT(child_setup, close_reader);
	close(plan->pipe[0]);

	AT(child_setup, reset_handlers);
	reset_handlers(launch);

	AT(child_setup, new_session);
	if (launch->values[NEW_SESSION] && setsid() < 0)
		goto failed;
	if (launch->values[NEW_GROUP] && setpgid(0, 0) != 0)
		goto failed;

	AT(child_setup, do_file_actions);
	if (launch->cwd && chdir(launch->cwd) != 0)
		goto failed;

	AT(child_setup, close_on_exec);
	/* A file action may have moved the pipe to another descriptor, which loses the flag. */
	fcntl(plan->pipe[1], F_SETFD, FD_CLOEXEC);

	AT(child_setup, restore_mask);
	set_mask(SIG_SETMASK, launch->values[EMPTY_MASK] ? 0 : plan->mask, NULL);

	AT(exec, exec);
	if (launch->bare)
		execvpe(launch->file, launch->argv, launch->envp);
	else
		execve(launch->file, launch->argv, launch->envp);
failed:
	AT(exec, report_error);
	error = errno;
	/* Since 1.2.5 it gives up if nobody reads. */
	while (write(plan->pipe[1], &error, sizeof(error)) < 0 && errno != EPIPE)
		;
	_exit(127);
}

/* Not inlined: the child's stack is in this frame, which lasts until the child has executed or ended. */
static __attribute__((noinline)) pid_t create(struct plan *plan)
{
	char stack[STACK_BYTES];
	pid_t child;

	AT(create, clone);
	child = clone(child_main, stack + sizeof(stack), CLONE_VM | CLONE_VFORK | SIGCHLD, plan);
	PARENT_AGAIN();
	return child;
}

static int posix_spawn_of_musl(const struct launch *launch, pid_t *child)
{
	struct plan plan = { .launch = launch };
	int error = 0, unused, state;

	AT(prepare, block_signals);
	pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &state);
	set_mask(SIG_BLOCK, ~0ull, &plan.mask);
	plan.mask &= ~OWN_SIGNALS;

	AT(prepare, open_pipe);
	if (pipe2(plan.pipe, O_CLOEXEC) != 0) {
		error = errno;
		goto restore;
	}

	*child = create(&plan);
	if (*child < 0)
		error = errno;

	AT(resume, read_verdict);
	close(plan.pipe[1]);
	if (*child > 0 && read(plan.pipe[0], &error, sizeof(error)) == sizeof(error))
		waitpid(*child, &unused, 0);
	close(plan.pipe[0]);
restore:
	AT(resume, restore_parent_mask);
	set_mask(SIG_SETMASK, plan.mask, NULL);
	pthread_setcancelstate(state, NULL);
	return error;
}

static int spawn(const struct launch *launch, int *status)
{
	pid_t child = -1;
	int error;

	AT(decide, only_road);
	decided("clone(VM|VFORK)");

	error = posix_spawn_of_musl(launch, &child);
	if (error)
		return error;

	AT(reap, wait);
	while (waitpid(child, status, 0) < 0)
		if (errno != EINTR)
			return errno;
	return 0;
}

static const struct edition editions[] = {
	{ "1.1.24", "today article", "musl 1.1.24 and later", "clone(VM|VFORK)", "clone on a stack in the caller's frame; the errno comes through a pipe." },
	{ 0 },
};
static const struct strategy_setting settings[] = {
	[DEFAULT_SIGPIPE] = SWITCH("default_sigpipe", 0, "safety: ask for SIGPIPE's default in the child (POSIX_SPAWN_SETSIGDEF)"),
	[EMPTY_MASK] = SWITCH("empty_mask", 0, "ask for an empty mask in the child (POSIX_SPAWN_SETSIGMASK)"),
	[NEW_SESSION] = SWITCH("new_session", 0, "ask for a session of the child's own (POSIX_SPAWN_SETSID)"),
	[NEW_GROUP] = SWITCH("new_group", 0, "ask for a process group of the child's own (POSIX_SPAWN_SETPGROUP)"),
	[SETTINGS] = { 0 },
};
static const char *const mechanisms[] = { "clone(VM|VFORK)", NULL };

const struct strategy strategy_musl = {
	.title = "musl: posix_spawn",
	.runtime = true,
	.editions = editions,
	.settings = settings,
	.setting_count = SETTINGS,
	.mechanisms = mechanisms,
	.spawn = spawn,
};
