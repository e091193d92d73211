/*
 * The helper's own part of the sandbox. The supervisor and bwrap build the walls and name them in
 * SPAWNSCOPE_SANDBOX. The helper checks that they exist, and adds a stricter filter for the tracee
 * and a check of the lease.
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
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

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

/* The limits stand before the helper starts. Only the kernels before 5.14 cannot count processes by namespace. */
static void check_limits(void)
{
	static const struct {
		__rlimit_resource_t which;
		const char *name;
	} all[] = {
		{ RLIMIT_AS, "memory" }, { RLIMIT_FSIZE, "file size" }, { RLIMIT_NOFILE, "descriptors" }, { RLIMIT_CORE, "core" }, { RLIMIT_CPU, "CPU time" }
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		struct rlimit now;

		if (getrlimit(all[i].which, &now) != 0 || now.rlim_max == RLIM_INFINITY)
			die("the sandbox is incomplete: there is no limit on %s. Cure: start it through spawnscope-supervisor", all[i].name);
	}
}

void contain(void)
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
	check_limits();
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
