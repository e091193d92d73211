/*
 * Only the thread that calls fork exists in the child. A lock that another thread holds stays locked there for ever. Handlers of
 * pthread_atfork take the lock before fork and give it back on both sides. fork runs them; _Fork, vfork and posix_spawn do not.
 */
#include "experiment.h"

#include <pthread.h>
#include <spawn.h>
#include <sys/stat.h>

enum { WAY, HANDLERS, SETTINGS };
enum way_here { FORK_HERE, UNDERSCORE_FORK_HERE, VFORK_HERE, POSIX_SPAWN_HERE };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static volatile bool held, asked_for;
static struct report {
	volatile bool prepare, parent, child, got_the_lock, done;
	volatile long threads;
} * report;

static void before(void)
{
	report->prepare = asked_for = true;
	pthread_mutex_lock(&lock);
}

static void after_in_parent(void)
{
	report->parent = true;
	pthread_mutex_unlock(&lock);
}

static void after_in_child(void)
{
	report->child = true;
	pthread_mutex_unlock(&lock);
}

/* Gives the lock back when a handler asks for it, or else when the child has looked. */
static void *hold_the_lock(void *unused)
{
	(void)unused;
	BECOME(ROLE_CHILD);
	AT(prepare, other_thread_locks);
	pthread_mutex_lock(&lock);
	held = true;
	while (!asked_for && !report->done)
		nap_ms(5);
	pthread_mutex_unlock(&lock);
	return NULL;
}

/* A vfork child shares its memory with the parent's threads, and only says how many it has. */
static void look_around(bool copy)
{
	struct stat tasks;

	report->threads = stat("/proc/self/task", &tasks) == 0 ? (long)tasks.st_nlink - 2 : 0;
	if (copy)
		report->got_the_lock = pthread_mutex_trylock(&lock) == 0;
	report->done = true;
}

static __attribute__((noinline)) pid_t create(const struct launch *launch)
{
	long way = launch->values[WAY];
	pid_t child;

	AT(create, create_child);
	child = way == FORK_HERE ? fork() : way == VFORK_HERE ? vfork() : _Fork();
	if (child == 0) {
		BECOME(ROLE_THIRD);
		AT(child_setup, look_around);
		look_around(way != VFORK_HERE);
		AT(exec, exec);
		execve(launch->file, launch->argv, launch->envp);
		_exit(127);
	}
	PARENT_AGAIN();
	return child;
}

static int start(const struct launch *launch, pid_t *child)
{
	int error;

	if (launch->values[WAY] != POSIX_SPAWN_HERE) {
		*child = create(launch);
		return *child < 0 ? errno : 0;
	}
	AT_LIBRARY(posix_spawn);
	error = posix_spawn(child, launch->file, NULL, NULL, launch->argv, launch->envp);
	report->done = true;
	return error;
}

static int spawn(const struct launch *launch, int *status)
{
	static const char *const mechanism[] = { "fork", "fork", "vfork", "posix_spawn" };
	long way = launch->values[WAY];
	pthread_t thread;
	pid_t child;
	int error;

	AT(prepare, register_handlers);
	decided(mechanism[way]);
	report = shared_cell(sizeof(*report));
	if (!report || (launch->values[HANDLERS] && pthread_atfork(before, after_in_parent, after_in_child) != 0))
		return ENOMEM;
	errno = pthread_create(&thread, NULL, hold_the_lock, NULL);
	if (errno)
		return errno;
	while (!held)
		nap_ms(1);
	error = start(launch, &child);
	AT(resume, join);
	pthread_join(thread, NULL);
	AT(reap, wait);
	while (!error && waitpid(child, status, 0) < 0 && errno == EINTR)
		;
	finding("handlers_ran", false, "%s", report->prepare && report->parent && report->child ? "before, in the parent and in the child" : "none");
	if (way == FORK_HERE || way == UNDERSCORE_FORK_HERE)
		finding("child_got_the_lock", !report->got_the_lock, "%s", report->got_the_lock ? "yes" : "never");
	if (way != POSIX_SPAWN_HERE)
		finding("threads_in_child", false, "%ld", report->threads);
	return error;
}

static const struct strategy_setting settings[] = {
	[WAY] = CHOICE("way", "fork _Fork vfork posix_spawn", "how the child is made"),
	[HANDLERS] = SWITCH("handlers", 1, "handlers of pthread_atfork that take the lock"),
	[SETTINGS] = { 0 },
};

EXPERIMENT(atfork, "fork among threads", "Only the calling thread comes along; handlers of pthread_atfork keep locks usable, if they run.", "fork");
