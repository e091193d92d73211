/*
 * Locks. After fork, a lock that another thread held is copied, and nobody in the child will ever
 * release it. After vfork it is the same lock: its owner still runs and releases it. But if the child
 * ends while it holds the lock, the parent is stuck.
 */
#include "experiment.h"

#include <pthread.h>

enum { WAY, HOLDER, SETTINGS };
enum holder { HOLDER_THREAD, HOLDER_CHILD };
#define PATIENCE_MS 200

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static volatile bool held, in_window;

static bool take(long ms)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += ms * 1000000;
	until.tv_sec += until.tv_nsec / 1000000000;
	until.tv_nsec %= 1000000000;
	return pthread_mutex_timedlock(&lock, &until) == 0;
}

static void *hold_for_a_while(void *unused)
{
	(void)unused;
	BECOME(ROLE_CHILD);
	AT(prepare, take_lock);
	pthread_mutex_lock(&lock);
	held = true;
	while (!in_window)
		nap_ms(1);
	nap_ms(20);
	AT(child_setup, release_lock);
	pthread_mutex_unlock(&lock);
	return NULL;
}

static __attribute__((noinline)) pid_t create(const struct launch *launch, enum role child_role)
{
	pid_t child;

	AT(create, create_child);
	child = launch->values[WAY] == WAY_VFORK ? vfork() : fork();
	if (child == 0) {
		BECOME(child_role);
		AT(child_setup, try_lock);
		in_window = true;
		_exit(take(PATIENCE_MS) ? 0 : 1);
	}
	PARENT_AGAIN();
	/* A fork child cannot open this window: its memory is a copy. */
	in_window = true;
	return child;
}

static int spawn(const struct launch *launch, int *status)
{
	bool thread_holds = launch->values[HOLDER] == HOLDER_THREAD, got;
	pthread_t thread;
	pid_t child;

	AT(prepare, make_lock);
	decided(launch->values[WAY] == WAY_VFORK ? "vfork" : "fork");
	held = in_window = false;
	if (thread_holds) {
		errno = pthread_create(&thread, NULL, hold_for_a_while, NULL);
		if (errno)
			return errno;
		while (!held)
			nap_ms(1);
	}
	child = create(launch, thread_holds ? ROLE_THIRD : ROLE_CHILD);
	if (child < 0)
		return errno;
	AT(reap, wait);
	waitpid(child, status, 0);
	if (thread_holds) {
		pthread_join(thread, NULL);
		finding("child_got_the_lock", WEXITSTATUS(*status) != 0, "%s", WEXITSTATUS(*status) == 0 ? "yes" : "never");
		return 0;
	}
	AT(reap, parent_takes_lock);
	got = take(PATIENCE_MS);
	finding("parent_got_the_lock", !got, "%s", got ? "yes" : "never");
	return 0;
}

static const struct strategy_setting settings[] = {
	[WAY] = WAY_SETTING,
	[HOLDER] = CHOICE("holder", "thread child", "who holds the lock: another thread at the creation, or the child as it ends"),
	[SETTINGS] = { 0 },
};

EXPERIMENT(lock, "A lock on both sides", "fork copies a held lock for ever; a vfork child can leave the parent stuck.", "vfork");
