/*
 * The spawning thread has a pending cancellation. The child acts on it at its first cancellation
 * point: the parent's cleanup handlers run in the child, on the parent's memory. To prevent that, Ruby
 * 2.2 to 2.5 turned cancellation off; the libc's own posix_spawn still does.
 */
#include "experiment.h"

#include <pthread.h>

enum { DISABLE, SETTINGS };

static volatile int *ran_in; /* shared memory: 0 nobody, 1 the parent, 2 the child */
static volatile bool in_child;

static void cleanup(void *unused)
{
	(void)unused;
	*ran_in = in_child ? 2 : 1;
	/* Any further, and the libc would end "this thread", which is the parent's. */
	_exit(0);
}

static __attribute__((noinline)) pid_t create(void)
{
	pid_t child;

	AT(create, vfork);
	child = vfork();
	if (child == 0) {
		BECOME(ROLE_THIRD);
		in_child = true;
		AT(child_setup, cancellation_point);
		close(-1);
		_exit(0);
	}
	BECOME(ROLE_CHILD);
	in_child = false;
	return child;
}

static _Noreturn void be_victim(bool disable)
{
	int before;

	CHILD_BEGINS();
	pthread_cleanup_push(cleanup, NULL);
	AT(prepare, cancellation_comes);
	pthread_cancel(pthread_self());
	AT(prepare, disable_cancellation);
	if (disable)
		pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &before);
	create();
	_exit(0);
	pthread_cleanup_pop(0);
}

static int spawn(const struct launch *launch, int *status)
{
	static const char *const where[] = { "nobody", "the parent", "the child" };
	pid_t victim;

	AT(prepare, make_victim);
	decided("vfork");
	ran_in = shared_cell(sizeof(*ran_in));
	if (!ran_in)
		return errno;
	victim = fork();
	if (victim == 0)
		be_victim(launch->values[DISABLE]);
	if (victim < 0)
		return errno;
	AT(reap, wait_for_victim);
	*status = await_victim(victim);
	finding("cleanup_ran_in", *ran_in == 2, "%s", where[*ran_in]);
	return 0;
}

static const struct strategy_setting settings[] = {
	[DISABLE] = SWITCH("disable", 0, "pthread_setcancelstate(PTHREAD_CANCEL_DISABLE) before vfork"), [SETTINGS] = { 0 }
};

EXPERIMENT(cancel, "A cancellation acts in the child", "The parent's cleanup handlers run in the child, on shared memory.", "vfork");
