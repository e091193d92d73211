/*
 * Two levels of privilege share a memory, and the lower one writes what the higher one is about to use: the name of the
 * program that root runs next. Either a thread of the parent becomes `nobody` while root's vfork child is on its way to exec,
 * or the child becomes nobody while the parent's other threads are root.
 *
 * The libc's setresuid() in the parent changes every thread and waits for each of them. The suspended thread answers only
 * after exec, so the child has left the memory by then. The plain system call changes one thread and waits for none. In the
 * child neither waits: the parent's threads are not threads of the child's process.
 */
#include "experiment.h"

#include <pthread.h>
#include <string.h>
#include <sys/syscall.h>

enum { CALL, WHO, SETTINGS };
enum call { CALL_RAW, CALL_LIBC };
enum who { WHO_THREAD, WHO_CHILD };
#define WINDOW_MS 300

static char program[32];
static int gate[2];
static volatile bool in_window, rewritten_before_exec, rewritten;
static volatile long waited_ms;
static const struct launch *asked;

static void open_gate(void)
{
	ssize_t written = write(gate[1], "", 1);

	(void)written;
}

static void become_nobody(void)
{
	long begin = now_ms();

	AT(child_setup, drop_privileges);
	if (asked->values[CALL] == CALL_RAW)
		syscall(SYS_setresuid, NOBODY, NOBODY, NOBODY);
	else if (setresuid(NOBODY, NOBODY, NOBODY) != 0)
		return;
	waited_ms = now_ms() - begin;
	AT(child_setup, rewrite_the_name);
	strcpy(program, "./show-signals");
	rewritten = true;
}

/* A thread of the parent gives up root while the child is on its way to exec. */
static void *thread_becomes_nobody(void *unused)
{
	(void)unused;
	BECOME(ROLE_CHILD);
	while (!in_window)
		nap_ms(1);
	become_nobody();
	open_gate();
	return NULL;
}

/* A thread that stays root starts a program while the child shares its memory. */
static void *thread_runs_the_name(void *unused)
{
	pid_t started;

	(void)unused;
	BECOME(ROLE_CHILD);
	while (!rewritten)
		nap_ms(1);
	rewritten_before_exec = program[2] == 's';
	AT(create, other_thread_forks);
	started = fork();
	if (started == 0) {
		BECOME(ROLE_FOURTH);
		AT(exec, exec);
		execve(program, asked->argv, asked->envp);
		_exit(127);
	}
	waitpid(started, NULL, 0);
	open_gate();
	return NULL;
}

static _Noreturn void child_main(const struct launch *launch)
{
	BECOME(ROLE_THIRD);
	if (launch->values[WHO] == WHO_CHILD)
		become_nobody();
	AT(child_setup, wait_in_the_window);
	in_window = true;
	await_gate(gate[0], WINDOW_MS);
	if (launch->values[WHO] == WHO_THREAD)
		rewritten_before_exec = program[2] == 's';
	AT(exec, exec);
	execve(launch->values[WHO] == WHO_THREAD ? program : "./ok", launch->argv, launch->envp);
	_exit(127);
}

static __attribute__((noinline)) pid_t create(const struct launch *launch)
{
	pid_t child;

	AT(create, vfork);
	child = vfork();
	if (child == 0)
		child_main(launch);
	PARENT_AGAIN();
	return child;
}

static int spawn(const struct launch *launch, int *status)
{
	pthread_t thread;
	pid_t child;

	need_root_and_nobody();
	AT(prepare, start_thread);
	decided("vfork");
	asked = launch;
	strcpy(program, "./ok");
	in_window = rewritten_before_exec = rewritten = false;
	if (pipe(gate) != 0)
		return errno;
	errno = pthread_create(&thread, NULL, launch->values[WHO] == WHO_THREAD ? thread_becomes_nobody : thread_runs_the_name, NULL);
	if (errno)
		return errno;
	child = create(launch);
	AT(resume, join);
	pthread_join(thread, NULL);
	AT(reap, wait);
	if (child > 0)
		waitpid(child, status, 0);
	finding("setresuid_waited_for_exec", false, "%s", waited_ms > WINDOW_MS / 2 ? "yes" : "no");
	finding("root_child_ran", rewritten_before_exec, "%s", rewritten_before_exec ? "what nobody wrote" : "what root wrote");
	return 0;
}

static const struct strategy_setting settings[] = { [CALL] = CHOICE("call", "raw libc", "the bare system call, or the libc's setresuid()"),
						    [WHO] = CHOICE("who", "thread child",
								   "who becomes nobody while the memory is shared: another thread, or the child"),
						    [SETTINGS] = { 0 } };

EXPERIMENT(setuid, "Two privileges, one memory", "Whoever has become nobody rewrites what root is about to run.", "vfork");
