/*
 * Before exec the child closes whatever it should not hand on. It does not know what is open, so the
 * old way is to close every number up to the limit, one call each, while the parent sleeps.
 * close_range(2) does it with one call, and its flag CLOSE_RANGE_CLOEXEC leaves the work to exec.
 */
#include "experiment.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <sys/syscall.h>

enum { HOW, LIMIT, SETTINGS };
enum how { HOW_LOOP, HOW_RANGE, HOW_CLOEXEC };
enum limit { LIMIT_1024, LIMIT_65536 };

static volatile long calls;

static void close_all(const struct launch *launch)
{
	const long limit = launch->values[LIMIT] == LIMIT_1024 ? 1024 : 65536;

	if (launch->values[HOW] != HOW_LOOP) {
		calls = 1;
		syscall(SYS_close_range, 3, ~0u, launch->values[HOW] == HOW_CLOEXEC ? CLOSE_RANGE_CLOEXEC : 0);
		return;
	}
	for (long fd = 3; fd < limit; fd++) {
		close((int)fd);
		calls++;
	}
}

static __attribute__((noinline)) pid_t create(const struct launch *launch)
{
	pid_t child;

	AT(create, vfork);
	child = vfork();
	if (child == 0) {
		CHILD_BEGINS();
		AT(child_setup, close_descriptors);
		close_all(launch);
		AT(exec, exec);
		execve(launch->file, launch->argv, launch->envp);
		_exit(127);
	}
	PARENT_AGAIN();
	return child;
}

static int spawn(const struct launch *launch, int *status)
{
	pid_t child;

	AT(prepare, open_one);
	decided("vfork");
	calls = 0;
	if (open("/dev/null", O_RDONLY) < 0)
		return errno;
	child = create(launch);
	if (child < 0)
		return errno;
	AT(reap, wait);
	while (waitpid(child, status, 0) < 0 && errno == EINTR)
		;
	finding("calls_to_close_everything", calls > 1, "%ld", calls);
	return 0;
}

static const struct strategy_setting settings[] = {
	[HOW] = CHOICE("how", "loop range cloexec", "close(2) for every number, close_range(2), or close_range(2) that only marks them"),
	[LIMIT] = CHOICE("limit", "1024 65536", "the number of descriptors that may be open; 65536 needs --max-events 200000"),
	[SETTINGS] = { 0 },
};

EXPERIMENT(close_all, "Closing everything before exec", "A loop makes a call for each number, and the parent sleeps meanwhile.", "vfork");
