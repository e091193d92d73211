/*
 * Root's child shares memory with a process that gives up root's rights. While the child waits before
 * exec, one thread becomes `nobody` and writes another program's name into the shared buffer. Root's
 * child then runs that program.
 *
 * The libc's setresuid() changes every thread and waits for each of them. The suspended thread answers
 * only after exec, so the attack cannot succeed. The plain system call changes one thread and waits
 * for none.
 */
#include "experiment.h"

#include <pthread.h>
#include <string.h>
#include <sys/syscall.h>

enum { CALL, SETTINGS };
enum call { CALL_RAW, CALL_LIBC };
#define WINDOW_MS 300

static char program[32];
static int gate[2];
static volatile bool in_window, rewritten_before_exec;
static volatile long waited_ms;
static long which_call;

static void *become_nobody(void *unused)
{
	long begin;

	(void)unused;
	BECOME(ROLE_CHILD);
	while (!in_window)
		nap_ms(1);
	AT(child_setup, drop_privileges);
	begin = now_ms();
	if (which_call == CALL_RAW)
		syscall(SYS_setresuid, NOBODY, NOBODY, NOBODY);
	else if (setresuid(NOBODY, NOBODY, NOBODY) != 0)
		return NULL;
	waited_ms = now_ms() - begin;
	AT(child_setup, rewrite_the_name);
	strcpy(program, "./show-signals");
	if (write(gate[1], "", 1) != 1)
		return NULL;
	return NULL;
}

static _Noreturn void child_main(const struct launch *launch)
{
	BECOME(ROLE_THIRD);
	AT(child_setup, wait_in_the_window);
	in_window = true;
	await_gate(gate[0], WINDOW_MS);
	rewritten_before_exec = program[2] == 's';
	AT(exec, exec);
	execve(program, launch->argv, launch->envp);
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
	which_call = launch->values[CALL];
	strcpy(program, "./ok");
	in_window = rewritten_before_exec = false;
	if (pipe(gate) != 0)
		return errno;
	errno = pthread_create(&thread, NULL, become_nobody, NULL);
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

static const struct strategy_setting settings[] = {
	[CALL] = CHOICE("call", "raw libc", "the bare system call, or the libc's setresuid()"), [SETTINGS] = { 0 }
};

EXPERIMENT(setuid, "Two privileges, one memory", "A thread that has become nobody rewrites what root's child is about to run.", "vfork");
