/* What is read from /proc/PID/stat says the same as /proc/PID/status, which is more expensive. */
#include "tasks/observe.h"
#include "tests/tap.h"

#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

/* What /proc/PID/status says, read in the simplest way. */
static const char *in_status(pid_t pid, const char *key)
{
	static char line[4096], path[64];
	FILE *status;

	snprintf(path, sizeof(path), "/proc/%d/status", pid);
	status = fopen(path, "re");
	while (status && fgets(line, sizeof(line), status))
		if (strncmp(line, key, strlen(key)) == 0) {
			fclose(status);
			line[strcspn(line, "\n")] = '\0';
			return line + strlen(key);
		}
	if (status)
		fclose(status);
	return "(none)";
}

static void is_state(pid_t pid, const char *wanted, const char *what)
{
	char state[64] = "";

	ok(observe_state(pid, state, sizeof(state)), what);
	is_str(state, wanted, "… as it is called");
	is_str(in_status(pid, "State:\t"), wanted, "… and as /proc/PID/status says");
}

/* A process that stops itself, with a name that looks like the fields behind it. */
static pid_t stopped_one(void)
{
	pid_t pid = fork();

	if (pid == 0) {
		prctl(PR_SET_NAME, ") Z (a) 1 ");
		signal(SIGHUP, SIG_IGN);
		signal(SIGSYS, SIG_IGN);
		signal(SIGCHLD, SIG_IGN);
		signal(SIGRTMIN, SIG_IGN);
		signal(SIGRTMAX, SIG_IGN);
		raise(SIGSTOP);
		_exit(0);
	}
	waitpid(pid, NULL, WUNTRACED);
	return pid;
}

static void signals(pid_t pid)
{
	unsigned long long ignored = strtoull(in_status(pid, "SigIgn:\t"), NULL, 16);
	int wrong = 0;

	for (int signal = 1; signal <= 64; signal++)
		wrong += observe_ignores(pid, signal) != (ignored >> (signal - 1) & 1);
	is_int(wrong, 0, "each signal is ignored or not");
	ok(observe_ignores(pid, SIGHUP) && observe_ignores(pid, SIGSYS) && observe_ignores(pid, SIGRTMAX) && !observe_ignores(pid, SIGTERM),
	   "the first and the last");
}

static void descriptors(void)
{
	struct descriptor found[64];
	int kept = open("/dev/null", O_RDONLY), closed = open("/dev/null", O_RDONLY | O_CLOEXEC), right = 0;
	int count = observe_descriptors(getpid(), found, 64);

	for (int i = 0; i < count; i++)
		right += (found[i].fd == kept && !found[i].close_on_exec) || (found[i].fd == closed && found[i].close_on_exec);
	is_int(right, 2, "whether an exec closes it");
	ok(observe_mount(getpid(), kept) > 0, "the mount of a file");
	is_int(observe_mount(getpid(), 1000), -1, "the mount of none");
}

/* The child of forkpty(3) leads a session whose terminal is the slave, and is its foreground group. */
static void terminal(void)
{
	struct process process = { 0 };
	char name[64];
	int master;
	pid_t pid = forkpty(&master, name, NULL, NULL);

	if (pid == 0) {
		raise(SIGSTOP);
		_exit(0);
	}
	waitpid(pid, NULL, WUNTRACED);
	ok(observe_process(pid, &process), "a session leader");
	is_str(process.terminal, name, "its controlling terminal");
	ok(process.group == pid && process.session == pid && process.foreground == pid, "its foreground group");
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	close(master);
}

int main(void)
{
	struct process process = { 0 };
	pid_t pid = stopped_one();
	char state[64];
	siginfo_t info;

	is_state(pid, "T (stopped)", "a stopped one");
	signals(pid);
	ok(observe_process(pid, &process) && process.minor_faults > 0 && process.major_faults >= 0, "page faults");
	ok(process.group == getpgrp() && process.session == getsid(0), "process group and session");
	ptrace(PTRACE_SEIZE, pid, 0, 0);
	waitpid(pid, NULL, 0);
	is_state(pid, "t (tracing stop)", "a traced one");
	kill(pid, SIGKILL);
	waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT);
	is_state(pid, "Z (zombie)", "one that has ended");
	waitpid(pid, NULL, 0);
	ok(!observe_state(pid, state, sizeof(state)), "one that is gone");
	is_state(getpid(), "R (running)", "a running one");
	descriptors();
	terminal();
	return done();
}
