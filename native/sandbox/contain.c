/*
 * The inside of the sandbox. The supervisor and bwrap build the walls; the
 * helper is told which by SPAWNSCOPE_SANDBOX, looks whether they stand, and
 * adds what can only be set from inside: limits (RLIMIT_NPROC is counted per
 * user namespace, so outside it would count other runs), a tighter filter for
 * what it traces, and an eye on the lease.
 *
 * The lease is fd 0. A byte means "come to an end", its end means that the
 * server is gone or wants no more of this run.
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
/* Host, child, and what an experiment adds. */
#define SPARE_PROCESSES 24
/* Beside the memory asked for: program, libc, stacks. */
#define SPARE_MB 256
/* A thread's stack as libc maps it, and its guard. */
#define THREAD_MB 9
/* A runtime that is traced as it is maps far more than it touches. */
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

/* A promise that is not kept must not be passed on. */
static void see_for_yourself(void)
{
	if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1)
		die("the sandbox has a hole: no_new_privs is not set. Cure: start it through spawnscope-supervisor");
	if (prctl(PR_GET_SECCOMP) != 2)
		die("the sandbox has a hole: there is no seccomp filter. Cure: start it through spawnscope-supervisor");
	if (in_namespace() && getppid() != 1)
		die("the sandbox has a hole: it is no process namespace of its own. Cure: start it through bwrap --unshare-pid");
}

static void limit(int which, rlim_t value)
{
	struct rlimit now, wanted = { value, value };

	/* What is lower already stays: it cannot be raised. */
	if (getrlimit((__rlimit_resource_t)which, &now) == 0 && now.rlim_max < value)
		wanted.rlim_cur = wanted.rlim_max = now.rlim_max;
	if (setrlimit((__rlimit_resource_t)which, &wanted) != 0)
		die("setrlimit: %m");
}

/* Since 5.14 processes are counted per user namespace; before, a limit here would count every run. */
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
	/* Per process, and every thread asked for counts all the time: a bound for what slips by the clock. */
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
	const char *told = getenv("SPAWNSCOPE_SANDBOX");

	if (!told)
		return;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(told, words[i].word) == 0)
			around = words[i].means;
	if (around == WIRE_HELLO_SANDBOX_NONE)
		die("SPAWNSCOPE_SANDBOX is \"%.60s\". Cure: it is the supervisor's business; unset it", told);
	see_for_yourself();
	set_limits(o);
}

void contain_tracee(void)
{
	struct sock_fprog program = { sizeof(filter_tracee) / sizeof(*filter_tracee), (struct sock_filter *)filter_tracee };

	if (around == WIRE_HELLO_SANDBOX_NONE)
		return;
	/* The lease and the helper's voice are not for the traced; 1 has been /dev/null from the start. */
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
