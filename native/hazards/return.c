/*
 * The child returns from the function that called vfork. It calls other functions, whose frames
 * overwrite the one it left. The parent wakes up in a frame that no longer exists.
 */
#include "experiment.h"

enum { WAY, SETTINGS };

/* A frame with a return address of its own. `volatile` prevents a tail call. */
static __attribute__((noinline)) pid_t create_and_return(enum way way)
{
	volatile pid_t child;

	AT(create, create_child);
	child = way == WAY_VFORK ? vfork() : fork();
	return child;
}

/* One frame deeper, so that the next call overwrites all of the frame above. */
static __attribute__((noinline)) pid_t return_twice(enum way way)
{
	volatile pid_t child = create_and_return(way);

	return child;
}

/* Does on purpose what any other call would do by accident. */
static __attribute__((noinline)) void overwrite_frames(void)
{
	volatile unsigned long room[128];

	for (size_t i = 0; i < sizeof(room) / sizeof(*room); i++)
		room[i] = 0;
}

static _Noreturn __attribute__((noinline)) void be_victim(enum way way)
{
	pid_t child;

	CHILD_BEGINS();
	child = return_twice(way);
	if (child == 0) {
		BECOME(ROLE_THIRD);
		AT(child_setup, use_the_stack);
		overwrite_frames();
		_exit(0);
	}
	waitpid(child, NULL, 0);
	_exit(0);
}

static int spawn(const struct launch *launch, int *status)
{
	pid_t victim;
	bool died;

	AT(prepare, make_victim);
	decided(launch->values[WAY] == WAY_VFORK ? "vfork" : "fork");
	victim = fork();
	if (victim == 0)
		be_victim((enum way)launch->values[WAY]);
	if (victim < 0)
		return errno;
	AT(reap, wait_for_victim);
	*status = await_victim(victim);
	died = *status == -1 || WIFSIGNALED(*status);
	finding("parent_died", died, !died ? "no" : *status == -1 ? "it hung" : "of signal %d", WTERMSIG(*status));
	return 0;
}

static const struct strategy_setting settings[] = { [WAY] = WAY_SETTING, [SETTINGS] = { 0 } };

EXPERIMENT(return, "The child returns", "After vfork the parent wakes up in a frame that was overwritten.", "vfork");
