/*
 * The child is stopped before exec. The parent sleeps in the kernel and does not wake for a signal.
 * Its handler runs only after somebody continues the child.
 *
 * SIGSTOP cannot be blocked. SIGTSTP, which Ctrl-Z sends, can: it then waits in the child, which goes on to exec.
 */
#include "experiment.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>

enum { SIGNAL, BLOCK, SETTINGS };
enum stop { SIGNAL_STOP, SIGNAL_TSTP };

static volatile pid_t child_pid;
static volatile bool resumed;
static pid_t host_tid;
static char parent_state[2];
static int while_stopped;

/* The state letter of proc(5), or ? */
static char state_of(pid_t tid)
{
	char path[64], line[256] = "";
	const char *after;
	FILE *stat;

	snprintf(path, sizeof(path), "/proc/%d/stat", tid);
	stat = fopen(path, "re");
	if (!stat || !fgets(line, sizeof(line), stat))
		line[0] = '\0';
	if (stat)
		fclose(stat);
	after = strrchr(line, ')');
	return after && after[1] ? after[2] : '?';
}

static bool is_stopped(pid_t pid)
{
	char state = state_of(pid);

	/* A tracing stop has a small letter. */
	return state == 'T' || state == 't';
}

static void *signal_the_parent(void *unused)
{
	(void)unused;
	BECOME(ROLE_CHILD);
	AT(child_setup, wait_for_the_stop);
	for (int i = 0; i < 500 && !resumed && !(child_pid && is_stopped(child_pid)); i++)
		nap_ms(2);
	/* A task in a ptrace-stop briefly looks stopped too, so wait for it to settle. */
	nap_ms(20);
	parent_state[0] = state_of(host_tid);
	AT(child_setup, signal_the_parent);
	syscall(SYS_tgkill, getpid(), host_tid, SIGUSR1);
	nap_ms(50);
	while_stopped = handler_runs;
	AT(child_setup, continue_the_child);
	kill(child_pid, SIGCONT);
	return NULL;
}

/* The kernel does not stop an orphaned group by SIGTSTP, and the host's may be one. The child's own group is none. */
static void stop_oneself(const struct launch *launch)
{
	AT(child_setup, stop);
	child_pid = getpid();
	if (launch->values[SIGNAL] == SIGNAL_TSTP) {
		setpgid(0, 0);
		kill(child_pid, SIGTSTP);
	} else {
		kill(child_pid, SIGSTOP);
	}
}

static __attribute__((noinline)) pid_t create(const struct launch *launch)
{
	pid_t child;

	AT(create, vfork);
	child = vfork();
	if (child == 0) {
		BECOME(ROLE_THIRD);
		stop_oneself(launch);
		AT(exec, exec);
		execve(launch->file, launch->argv, launch->envp);
		_exit(127);
	}
	PARENT_AGAIN();
	return child;
}

static int spawn(const struct launch *launch, int *status)
{
	sigset_t stops;
	pthread_t thread;
	pid_t child;

	AT(prepare, set_handler);
	decided("vfork");
	signal(SIGUSR1, on_host_signal);
	handler_runs = 0;
	child_pid = 0;
	resumed = false;
	host_tid = (pid_t)syscall(SYS_gettid);
	errno = pthread_create(&thread, NULL, signal_the_parent, NULL);
	if (errno)
		return errno;
	AT(prepare, block_signals);
	sigemptyset(&stops);
	sigaddset(&stops, SIGTSTP);
	if (launch->values[BLOCK])
		pthread_sigmask(SIG_BLOCK, &stops, NULL);
	child = create(launch);
	resumed = true;
	AT(resume, join);
	pthread_join(thread, NULL);
	AT(reap, wait);
	if (child > 0)
		while (waitpid(child, status, 0) < 0 && errno == EINTR)
			;
	finding("parent_state_while_child_is_stopped", parent_state[0] == 'D', "%s", parent_state);
	finding("handled_while_stopped", while_stopped == 0, "%s", while_stopped ? "yes" : "no");
	finding("handled_after_continue", false, "%s", handler_runs ? "yes" : "no");
	return 0;
}

static const struct strategy_setting settings[] = { [SIGNAL] = CHOICE("signal", "stop tstp", "what stops the child: SIGSTOP, or SIGTSTP, as Ctrl-Z sends it"),
						    [BLOCK] = SWITCH("block_signals", 0, "block SIGTSTP before vfork"),
						    [SETTINGS] = { 0 } };

EXPERIMENT(stopped, "The child is stopped before exec", "The parent sleeps, and no signal wakes it, until the child goes on.", "vfork");
