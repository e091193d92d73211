/*
 * The helper's own part of the sandbox. The supervisor and bwrap build the walls and name them in
 * SPAWNSCOPE_SANDBOX. The helper checks that they exist, and adds what only works from inside: limits
 * (outside, RLIMIT_NPROC would count the processes of other runs too), a stricter filter for the
 * tracee, and a check of the lease.
 *
 * The lease is fd 0. A byte on it means "please end"; its end means that the server is gone or does
 * not want this run any more.
 */
#include "sandbox/contain.h"

#include "base/die.h"
#include "sandbox/gen/seccomp_filters.h"

#include <errno.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#define MB (1024ul * 1024)
/* For the host, its child and the tasks of an experiment. */
#define SPARE_PROCESSES 24
/* In addition to --memory: program, libc, stacks. */
#define SPARE_MB 256
/* A thread's stack as the libc maps it, with its guard page. */
#define THREAD_MB 9
/* A real runtime maps far more memory than it touches. */
#define PROGRAM_MB 4096

static enum wire_hello_sandbox around = WIRE_HELLO_SANDBOX_NONE;

static const struct {
	const char *word;
	enum wire_hello_sandbox means;
} words[] = {
	{ "limits", WIRE_HELLO_SANDBOX_LIMITS },
	{ "container", WIRE_HELLO_SANDBOX_CONTAINER },
	{ "sandbox", WIRE_HELLO_SANDBOX_SANDBOX },
	{ "full", WIRE_HELLO_SANDBOX_FULL },
};

static bool in_namespace(void)
{
	return around == WIRE_HELLO_SANDBOX_SANDBOX || around == WIRE_HELLO_SANDBOX_FULL;
}

/* Checks the walls that were promised: the helper must not report a sandbox that does not exist. */
static void check_walls(void)
{
	if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1)
		die("the sandbox is incomplete: no_new_privs is not set. Cure: start it through spawnscope-supervisor");
	if (prctl(PR_GET_SECCOMP) != 2)
		die("the sandbox is incomplete: there is no seccomp filter. Cure: start it through spawnscope-supervisor");
	if (in_namespace() && getppid() != 1)
		die("the sandbox is incomplete: the helper has no process namespace of its own. Cure: start it through bwrap --unshare-pid");
}

static void limit(int which, rlim_t value)
{
	struct rlimit now, wanted = { value, value };

	/* A limit that is lower already cannot be raised, so it stays. */
	if (getrlimit((__rlimit_resource_t)which, &now) == 0 && now.rlim_max < value)
		wanted.rlim_cur = wanted.rlim_max = now.rlim_max;
	if (setrlimit((__rlimit_resource_t)which, &wanted) != 0)
		die("setrlimit: %m");
}

/* Linux counts processes per user namespace since 5.14. Before that, a limit here would count every run. */
static bool processes_are_counted_here(void)
{
	struct utsname host;
	int major = 0, minor = 0;

	uname(&host);
	sscanf(host.release, "%d.%d", &major, &minor);
	return in_namespace() && (major > 5 || (major == 5 && minor >= 14));
}

static void set_limits(const struct options *o)
{
	rlim_t threads = (rlim_t)o->threads, seconds = (rlim_t)o->timeout_ms / 1000 + 1;

	limit(RLIMIT_AS, (o->strategy ? (rlim_t)o->memory_mb + SPARE_MB + threads * THREAD_MB : PROGRAM_MB) * MB);
	limit(RLIMIT_FSIZE, MB);
	/*
	 * The limit is per process, and all threads of --threads count all the time. It is a last
	 * bound, in case the clock fails.
	 */
	limit(RLIMIT_CPU, seconds * (threads + 2) + 10);
	limit(RLIMIT_NOFILE, 64);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_MEMLOCK, 0);
	limit(RLIMIT_MSGQUEUE, 0);
	limit(RLIMIT_SIGPENDING, 1024);
	limit(RLIMIT_STACK, 8 * MB);
	if (processes_are_counted_here())
		limit(RLIMIT_NPROC, threads + SPARE_PROCESSES);
}

void contain(const struct options *o)
{
	const char *promised = getenv("SPAWNSCOPE_SANDBOX");

	if (!promised)
		return;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(promised, words[i].word) == 0)
			around = words[i].means;
	if (around == WIRE_HELLO_SANDBOX_NONE)
		die("SPAWNSCOPE_SANDBOX is \"%.60s\". Cure: only the supervisor sets it; unset it", promised);
	check_walls();
	set_limits(o);
}

void contain_tracee(void)
{
	struct sock_fprog program = { sizeof(filter_tracee) / sizeof(*filter_tracee), (struct sock_filter *)filter_tracee };

	if (around == WIRE_HELLO_SANDBOX_NONE)
		return;
	/* The tracee must not have the lease or the helper's standard error. Descriptor 1 has been /dev/null from the start. */
	if (dup2(1, 0) < 0 || dup2(1, 2) < 0 || syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) != 0)
		_exit(EXIT_FAILURE);
}

enum wire_hello_sandbox contained_by(void)
{
	return around;
}

bool lease_over(void)
{
	struct pollfd lease = { .fd = 0, .events = POLLIN };

	return around != WIRE_HELLO_SANDBOX_NONE && poll(&lease, 1, 0) == 1;
}
