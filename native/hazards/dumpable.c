/*
 * The kernel notes in a process's memory whether others may look into it: dump it, trace it, read its
 * /proc. When a task changes its user, the note becomes "no". After vfork child and parent have one
 * memory, so the parent loses it too, although its own user never changed.
 */
#include "experiment.h"

#include <sys/prctl.h>
#include <sys/syscall.h>

enum { WAY, SETTINGS };

static __attribute__((noinline)) pid_t create(const struct launch *launch)
{
	pid_t child;

	AT(create, create_child);
	child = launch->values[WAY] == WAY_VFORK ? vfork() : fork();
	if (child == 0) {
		CHILD_BEGINS();
		AT(child_setup, become_nobody);
		if (syscall(SYS_setresuid, NOBODY, NOBODY, NOBODY) != 0)
			_exit(126);
		AT(exec, exec);
		execve(launch->file, launch->argv, launch->envp);
		_exit(127);
	}
	PARENT_AGAIN();
	return child;
}

static int spawn(const struct launch *launch, int *status)
{
	int before, after;
	pid_t child;

	need_root_and_nobody();
	AT(prepare, look_before);
	decided(launch->values[WAY] == WAY_VFORK ? "vfork" : "fork");
	before = prctl(PR_GET_DUMPABLE);
	child = create(launch);
	if (child < 0)
		return errno;
	AT(resume, look_after);
	after = prctl(PR_GET_DUMPABLE);
	AT(reap, wait);
	while (waitpid(child, status, 0) < 0 && errno == EINTR)
		;
	finding("parent_was_dumpable", false, "%s", before == 1 ? "yes" : "no");
	finding("parent_is_still_dumpable", before == 1 && after != 1, "%s", after == 1 ? "yes" : "no");
	return 0;
}

static const struct strategy_setting settings[] = { [WAY] = WAY_SETTING, [SETTINGS] = { 0 } };

EXPERIMENT(dumpable, "The child changes its user, the parent is locked", "The note whether others may look in is in the memory that both share.", "vfork");
