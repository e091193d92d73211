/*
 * A runtime with one lock for all its threads (like Ruby's GVL) holds it while it creates a child. The
 * calling thread is suspended until exec, and so is every thread that wants the lock. Python releases
 * its lock first.
 */
#include "experiment.h"

#include <pthread.h>

enum { RELEASE, SETTINGS };
#define WINDOW_MS 150

static pthread_mutex_t runtime_lock = PTHREAD_MUTEX_INITIALIZER;
static volatile bool in_window;
static volatile long stalled_ms;

static void *want_the_lock(void *unused)
{
	long begin;

	(void)unused;
	BECOME(ROLE_CHILD);
	while (!in_window)
		nap_ms(1);
	AT(child_setup, want_the_lock);
	begin = now_ms();
	pthread_mutex_lock(&runtime_lock);
	stalled_ms = now_ms() - begin;
	pthread_mutex_unlock(&runtime_lock);
	return NULL;
}

static __attribute__((noinline)) pid_t create(const struct launch *launch)
{
	pid_t child;

	AT(create, vfork);
	child = vfork();
	if (child == 0) {
		BECOME(ROLE_THIRD);
		AT(child_setup, exec_is_late);
		in_window = true;
		nap_ms(WINDOW_MS);
		AT(exec, exec);
		execve(launch->file, launch->argv, launch->envp);
		_exit(127);
	}
	PARENT_AGAIN();
	return child;
}

static int spawn(const struct launch *launch, int *status)
{
	bool release = launch->values[RELEASE];
	pthread_t thread;
	pid_t child;

	AT(prepare, take_lock);
	decided("vfork");
	in_window = false;
	pthread_mutex_lock(&runtime_lock);
	errno = pthread_create(&thread, NULL, want_the_lock, NULL);
	if (errno)
		return errno;
	AT(prepare, release_lock);
	if (release)
		pthread_mutex_unlock(&runtime_lock);
	child = create(launch);
	AT(resume, let_go);
	if (!release)
		pthread_mutex_unlock(&runtime_lock);
	pthread_join(thread, NULL);
	AT(reap, wait);
	if (child > 0)
		waitpid(child, status, 0);
	finding("other_thread_stalled", stalled_ms > WINDOW_MS / 2, "%s", stalled_ms > WINDOW_MS / 2 ? "for the whole window" : "no");
	return 0;
}

static const struct strategy_setting settings[] = { [RELEASE] = SWITCH("release", 0, "release the lock before the creation"), [SETTINGS] = { 0 } };

EXPERIMENT(runtime_lock, "The lock of a runtime", "A thread that wants the suspended thread's lock is stuck with it.", "vfork");
