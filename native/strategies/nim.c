/*
 * Nim: osproc.startProcess (lib/pure/osproc.nim, 1.6.10, 2.2.6). The mechanism is chosen when
 * the program is compiled: fork from 0.9.4 to 2.2.4, posix_spawn since 2.2.6, clone with -d:useClone.
 *
 * Before 2.2.6 it does nothing about signals, and no version restores a disposition. The runtime
 * ignores SIGPIPE since 1.6, so every child of a Nim program starts with SIGPIPE ignored: `yes | head`
 * ends with an error message.
 *
 * -d:useClone frees the child's stack by the address of its end. Here that happens to a mapping of our
 * own, with a length that the kernel refuses, as observed with 1.6: visible but harmless.
 */
#include "strategy.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { USE_FORK, USE_CLONE, DAEMON, FREE_STACK_WRONGLY, EMPTY_MASK, SETTINGS };
#define STACK_BYTES (64 * 1024)
/*
 * Nim takes the word after the stack for the length of the block. Ours is longer than any address
 * space, so every kernel refuses it.
 */
#define GARBAGE_LENGTH (~0ul >> 1)

struct plan {
	const struct launch *launch;
	int pipe[2];
};

static bool is_edition(const struct edition *edition, const char *name)
{
	return strcmp(edition->name, name) == 0;
}

static void start(const struct edition *edition)
{
	static const int handled[] = { SIGINT, SIGSEGV, SIGABRT, SIGFPE, SIGILL };

	for (size_t i = 0; i < sizeof(handled) / sizeof(*handled); i++)
		signal(handled[i], on_host_signal);
	signal(SIGPIPE, is_edition(edition, "0.9.4") ? on_host_signal : SIG_IGN);
}

/* In the child of fork and clone. */
static int child_main(void *given)
{
	struct plan *plan = given;
	const struct launch *launch = plan->launch;
	int error;

	CHILD_BEGINS();

	AT(child_setup, change_directory);
	if (launch->cwd && chdir(launch->cwd) != 0)
		goto failed;

	AT(child_setup, close_reader);
	close(plan->pipe[0]);

	AT(child_setup, close_on_exec);
	fcntl(plan->pipe[1], F_SETFD, FD_CLOEXEC);

	AT(exec, exec);
	if (launch->bare)
		execvpe(launch->file, launch->argv, launch->envp);
	else
		execve(launch->file, launch->argv, launch->envp);
failed:
	AT(exec, report_error);
	error = errno;
	if (write(plan->pipe[1], &error, sizeof(error)) < 0)
		_exit(2);
	_exit(1);
}

static __attribute__((noinline)) pid_t create_clone(struct plan *plan)
{
	char *stack, *end;
	pid_t child;

	AT(prepare, allocate_stack);
	stack = mmap(NULL, STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (stack == MAP_FAILED)
		return -1;
	end = stack + STACK_BYTES;

	AT(create, clone);
	child = clone(child_main, end, CLONE_VM | CLONE_VFORK | SIGCHLD, plan);
	PARENT_AGAIN();

	AT(resume, close_writer);
	close(plan->pipe[1]);

	AT(resume, free_stack);
	if (plan->launch->values[FREE_STACK_WRONGLY])
		/* Without the libc, because errno must not change. */
		syscall(SYS_munmap, end, GARBAGE_LENGTH);
	else
		munmap(stack, STACK_BYTES);
	return child;
}

static pid_t create_fork(struct plan *plan)
{
	pid_t child;

	AT(create, fork);
	child = fork();
	if (child == 0)
		child_main(plan);
	return child;
}

static int spawn_pipe(const struct launch *launch, bool use_clone, pid_t *child)
{
	struct plan plan = { .launch = launch };
	int error = 0;

	AT(prepare, open_pipe);
	if (pipe2(plan.pipe, 0) != 0)
		return errno;
	*child = use_clone ? create_clone(&plan) : create_fork(&plan);

	/* After clone this closes the write end for the second time. */
	AT(resume, read_verdict);
	close(plan.pipe[1]);
	if (read(plan.pipe[0], &error, sizeof(error)) != sizeof(error))
		error = 0;
	close(plan.pipe[0]);
	return *child < 0 ? EAGAIN : error;
}

static int spawn_library(const struct launch *launch, pid_t *child)
{
	char before[1024] = "";
	posix_spawnattr_t attr;
	sigset_t empty;
	short flags = POSIX_SPAWN_USEVFORK;
	int error;

	AT(prepare, parent_changes_directory);
	/* The whole process changes its directory, with all its threads, and changes back afterwards. */
	if (!getcwd(before, sizeof(before)) || (launch->cwd && chdir(launch->cwd) != 0))
		return errno;

	AT(prepare, empty_mask);
	posix_spawnattr_init(&attr);
	if (launch->values[EMPTY_MASK]) {
		sigemptyset(&empty);
		posix_spawnattr_setsigmask(&attr, &empty);
		flags |= POSIX_SPAWN_SETSIGMASK;
	}
	if (launch->values[DAEMON]) {
		posix_spawnattr_setpgroup(&attr, 0);
		flags |= POSIX_SPAWN_SETPGROUP;
	}
	posix_spawnattr_setflags(&attr, flags);

	AT_LIBRARY(posix_spawn);
	error = (launch->bare ? posix_spawnp : posix_spawn)(child, launch->file, NULL, &attr, launch->argv, launch->envp);
	posix_spawnattr_destroy(&attr);

	AT(resume, parent_changes_back);
	if (launch->cwd && chdir(before) != 0)
		return errno;
	return error;
}

static int spawn(const struct launch *launch, int *status)
{
	bool latest = is_edition(launch->edition, "2.2.6"), use_fork = launch->values[USE_FORK], use_clone = launch->values[USE_CLONE];
	bool library = latest && !use_fork && !use_clone;
	pid_t child = -1;
	int error;

	AT(decide, compile_time);
	condition("posix_spawn_on_linux", latest, latest ? "this release takes posix_spawn on Linux too" : "this release takes it elsewhere only");
	condition("use_fork", use_fork, use_fork ? "built with -d:useFork" : "not built with -d:useFork");
	condition("use_clone", use_clone, use_clone ? "built with -d:useClone" : "not built with -d:useClone");
	decided(library ? "posix_spawn" : use_clone ? "clone(VM|VFORK)" : "fork");

	error = library ? spawn_library(launch, &child) : spawn_pipe(launch, use_clone, &child);
	/* If exec fails after fork, the child stays a zombie: the exception is raised before the wait. */
	if (error)
		return error;

	AT(reap, wait);
	while (waitpid(child, status, 0) < 0)
		if (errno != EINTR)
			return errno;
	return 0;
}

static const struct edition editions[] = {
	{ "0.9.4", "article", "Nim 0.9.4 to 1.4", "fork", "fork; SIGPIPE has a handler, which exec makes default." },
	{ "1.6", "2.2.0", "Nim 1.6 to 2.2.4", "fork", "fork; SIGPIPE is ignored, and the child inherits that." },
	{ "2.2.6", "today 2.2.12", "Nim 2.2.6 and later", "posix_spawn", "posix_spawn with an emptied mask; dispositions are left alone." },
	{ 0 },
};
static const struct condition conditions[] = {
	{ "posix_spawn_on_linux", "The release uses posix_spawn on Linux: 2.2.6 and later." },
	{ "use_fork", "Built with -d:useFork: fork instead." },
	{ "use_clone", "Built with -d:useClone on Linux: clone instead." },
	{ 0 },
};
static const struct strategy_setting settings[] = {
	[USE_FORK] = SWITCH("use_fork", 0, "built with -d:useFork; it changes nothing before 2.2.6"),
	[USE_CLONE] = SWITCH("use_clone", 0, "built with -d:useClone"),
	[DAEMON] = SWITCH("daemon", 0, "poDaemon: a process group of its own for the child; only posix_spawn gives it one"),
	[FREE_STACK_WRONGLY] = SWITCH("free_stack_wrongly", 1, "with use_clone: free the stack by the address of its end, as Nim does"),
	[EMPTY_MASK] = SWITCH("empty_mask", 1, "with posix_spawn: empty the child's mask"),
	[SETTINGS] = { 0 },
};
static const char *const mechanisms[] = { "posix_spawn", "fork", "clone(VM|VFORK)", NULL };

const struct strategy strategy_nim = {
	.title = "Nim: osproc.startProcess",
	.runtime = true,
	.editions = editions,
	.conditions = conditions,
	.settings = settings,
	.setting_count = SETTINGS,
	.mechanisms = mechanisms,
	.start = start,
	.spawn = spawn,
};
