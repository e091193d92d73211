/*
 * PR_SET_PDEATHSIG asks for a signal when the parent dies. The kernel means the thread that made the
 * child, not its process: if a thread of a pool starts a process and ends, the child is killed while
 * its parent process lives.
 */
#include "experiment.h"

#include <pthread.h>
#include <sys/prctl.h>

enum { MAKER, SETTINGS };
enum maker { MAKER_THREAD, MAKER_LEADER };
/* So long the parent waits for the child's death before it lets the child go on. */
#define WINDOW_MS 300

static const struct launch *plan;
/* The child says "ready" through one, and goes on when the other says so. */
static int ready[2], go[2];
static pid_t child;

static _Noreturn void child_main(void)
{
	char byte;

	AT(child_setup, ask_for_the_signal);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (write(ready[1], "", 1) != 1)
		_exit(127);
	AT(child_setup, wait);
	if (read(go[0], &byte, 1) != 1)
		_exit(127);
	AT(exec, exec);
	execve(plan->file, plan->argv, plan->envp);
	_exit(127);
}

static void create(void)
{
	char byte;

	AT(create, fork);
	child = fork();
	if (child == 0) {
		BECOME(ROLE_THIRD);
		child_main();
	}
	AT(resume, await_the_child);
	if (child > 0 && read(ready[0], &byte, 1) != 1)
		return;
	AT(resume, maker_goes_on);
}

static void *maker(void *unused)
{
	(void)unused;
	BECOME(ROLE_CHILD);
	AT(create, in_a_thread);
	if (plan->values[MAKER] == MAKER_THREAD)
		create();
	return NULL;
}

static bool ends_within_the_window(int *status)
{
	long end = now_ms() + WINDOW_MS;

	while (now_ms() < end) {
		if (waitpid(child, status, WNOHANG) == child)
			return true;
		nap_ms(5);
	}
	return false;
}

static int spawn(const struct launch *launch, int *status)
{
	pthread_t thread;
	bool killed;

	AT(prepare, start_thread);
	decided("fork");
	plan = launch;
	child = 0;
	if (pipe(ready) != 0 || pipe(go) != 0)
		return errno;
	errno = pthread_create(&thread, NULL, maker, NULL);
	if (errno)
		return errno;
	AT(prepare, join);
	pthread_join(thread, NULL);
	if (launch->values[MAKER] == MAKER_LEADER)
		create();
	if (child <= 0)
		return EAGAIN;
	AT(reap, watch_the_child);
	killed = ends_within_the_window(status);
	AT(reap, let_the_child_go);
	if (!killed && write(go[1], "", 1) != 1)
		return errno;
	AT(reap, reap);
	while (!killed && waitpid(child, status, 0) < 0 && errno == EINTR)
		;
	finding("child_died_with", killed, "%s", killed ? "the thread that made it" : "no one");
	return 0;
}

static const struct strategy_setting settings[] = {
	[MAKER] = CHOICE("maker", "thread leader", "who makes the child: a thread that then ends, or the main thread"), [SETTINGS] = { 0 }
};

EXPERIMENT(parent_death, "The parent that dies is a thread", "The death signal comes when the thread ends that made the child.", "fork");
