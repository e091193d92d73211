/*
 * --terminal: a real pseudo-terminal (pty(7)), with the roles of a shell's.
 *
 * The tracer holds the master, where a person would type. It forks a *shell*, one tiny process of ours: that leads a session whose
 * controlling terminal is the slave, ignores what an interactive shell ignores, and is not traced. The shell forks the host, as a job in a
 * process group of its own, in the foreground or in the background. So a key goes through the kernel's line discipline, and the kernel
 * decides who gets the signal. The host's parent must be in its session: the kernel stops nobody in an orphaned process group.
 *
 * Ctrl-C and Ctrl-Z are bytes. The kernel hands them on in a worker, so we wait for their echo, which comes after the signals. A hang-up
 * closes the master: the kernel sends SIGHUP to the shell, the shell dies of it, and the kernel then sends SIGHUP to the foreground group.
 * A real shell sends it to its other jobs as well; ours does not.
 *
 * The shell dies with the tracer (PR_SET_PDEATHSIG), and the host with the shell until it is seized.
 */
#include "tracer/terminal.h"

#include "base/die.h"
#include "report/report.h"
#include "tasks/observe.h"
#include "tracer/tracing.h"
#include "wire/wire.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

/* For the echo of a key, and for the end of the shell after a hang-up. Both come within a millisecond. */
#define PATIENCE_MS 1000
/* How long a stopped job stands before it is continued. */
#define STOPPED_MS 100
#define MS 1000000u
/* In the shell: where it says that its job is ready. */
#define READY_FD 3

const char *const key_names[KEYS + 1] = {
	[KEY_NONE] = "none",
	[KEY_CTRL_C] = "ctrl-c",
	[KEY_CTRL_Z] = "ctrl-z",
	[KEY_HANGUP] = "hangup",
};

static int master = -1, slave = -1;
static pid_t shell;
static bool pressed;
static uint64_t continue_at_ns;

bool terminal_open(void)
{
	int locked = 0, flags;

	master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC);
	/* In the sandbox there is only this name of it. */
	if (master < 0)
		master = open("/dev/pts/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC);
	/* Not O_CLOEXEC: the kernel keeps it in the flags of the file itself, and /proc would show it of every copy of the descriptor. */
	if (master < 0 || ioctl(master, TIOCSPTLCK, &locked) != 0 || (slave = ioctl(master, TIOCGPTPEER, O_RDWR | O_NOCTTY)) < 0)
		return false;
	flags = fcntl(master, F_GETFL);
	return fcntl(master, F_SETFL, flags | O_NONBLOCK) == 0;
}

/* As an interactive shell. A hang-up ends it. */
static void set_shell_signals(void)
{
	static const int ignored[] = { SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU };
	sigset_t none;

	for (int n = 1; n <= SIGNALS; n++)
		signal(n, SIG_DFL);
	for (size_t i = 0; i < sizeof(ignored) / sizeof(*ignored); i++)
		signal(ignored[i], SIG_IGN);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* The shell. Returns only in its job. */
static void be_shell(pid_t tracer, int ready, enum terminal place)
{
	pid_t job;
	int status;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != tracer)
		_exit(EXIT_FAILURE);
	set_shell_signals();
	if (setsid() < 0 || ioctl(slave, TIOCSCTTY, 0) != 0)
		_exit(EXIT_FAILURE);
	for (int fd = 0; fd < 3; fd++)
		dup2(slave, fd);
	dup2(ready, READY_FD);
	close_range(READY_FD + 1, ~0u, 0);
	job = fork();
	if (job == 0)
		return;
	setpgid(job, job);
	if (place == TERMINAL_FOREGROUND)
		tcsetpgrp(0, job);
	if (job < 0 || waitpid(job, &status, WUNTRACED) != job || write(READY_FD, &job, sizeof(job)) != sizeof(job))
		_exit(EXIT_FAILURE);
	close(READY_FD);
	while (waitpid(-1, &status, 0) > 0 || errno != ECHILD)
		;
	for (;;)
		pause();
}

pid_t terminal_fork(enum terminal place, pid_t *parent)
{
	pid_t tracer = getpid(), job = -1;
	int ends[2];
	ssize_t got;

	if (pipe2(ends, O_CLOEXEC) != 0)
		die("pipe2: %m");
	shell = fork();
	if (shell < 0)
		die("fork: %m");
	if (shell == 0) {
		be_shell(tracer, ends[1], place);
		*parent = getppid();
		return 0;
	}
	close(slave);
	close(ends[1]);
	while ((got = read(ends[0], &job, sizeof(job))) < 0 && errno == EINTR)
		;
	close(ends[0]);
	if (got != sizeof(job))
		die("the shell of the terminal did not start");
	return job;
}

bool terminal_took(pid_t tid)
{
	if (tid <= 0 || tid != shell)
		return false;
	shell = 0;
	return true;
}

/* Reads what there is; nobody looks at it. True if `wanted` is in it. */
static bool drain(const char *wanted)
{
	char bytes[4096];
	bool seen = false;
	ssize_t n;

	while (master >= 0 && (n = read(master, bytes, sizeof(bytes))) > 0)
		seen = seen || (wanted && memmem(bytes, (size_t)n, wanted, strlen(wanted)));
	return seen;
}

static void type(char key, const char *echo)
{
	uint64_t until = wire_now() + (uint64_t)PATIENCE_MS * MS;
	struct pollfd reading = { .fd = master, .events = POLLIN };

	drain(NULL);
	if (write(master, &key, 1) != 1)
		return;
	/* POLLHUP: somebody has killed the shell, so nothing is echoed any more. */
	while (!drain(echo) && wire_now() < until && !(reading.revents & POLLHUP))
		poll(&reading, 1, PATIENCE_MS);
}

/* Before it is gone, the kernel has told the foreground group. */
static void await_shell(void)
{
	const struct timespec pause = { .tv_nsec = MS };

	for (int waited = 0; shell > 0 && waitpid(shell, NULL, WNOHANG) == 0; waited++) {
		if (waited == PATIENCE_MS)
			kill(shell, SIGKILL);
		nanosleep(&pause, NULL);
	}
	shell = 0;
}

static void hang_up(void)
{
	close(master);
	master = -1;
	await_shell();
}

/* The processes of the foreground group get it. */
static void report_foreground(int signal, const char *moment)
{
	pid_t foreground = tcgetpgrp(master);

	for (struct task *t = task_after(NULL); t; t = task_after(t))
		if (t->number && t->tid == t->process && foreground > 0 && getpgid(t->tid) == foreground)
			report_sent(t, signal, WIRE_SIGNAL_HOW_GENERATED, moment);
}

/* Who has the signal now, and cannot take it? */
static void report_waiting_ones(int signal, const char *moment)
{
	for (struct task *t = task_after(NULL); t; t = task_after(t)) {
		struct signal_sets sets;

		if (!t->number || !observe_signals(t->tid, &sets) || !(strtoull(sets.shared_pending, NULL, 16) >> (signal - 1) & 1))
			continue;
		if (t->lent_to || strtoull(sets.blocked, NULL, 16) >> (signal - 1) & 1)
			report_sent(t, signal, WIRE_SIGNAL_HOW_PENDING, moment);
	}
}

static void press(const struct task *t, const char *moment)
{
	static const int signals[KEYS] = { [KEY_CTRL_C] = SIGINT, [KEY_CTRL_Z] = SIGTSTP, [KEY_HANGUP] = SIGHUP };
	enum key key = tracing.options->key;
	char text[64];

	pressed = true;
	snprintf(text, sizeof(text), "%s %s", key_names[key], moment);
	report_note(t, "pressed", text);
	report_foreground(signals[key], moment);
	if (key == KEY_CTRL_C)
		type('\003', "^C");
	else if (key == KEY_CTRL_Z)
		type('\032', "^Z");
	else
		hang_up();
	report_waiting_ones(signals[key], moment);
}

void terminal_moment(struct task *t, enum moment moment, const char *name)
{
	const struct options *o = tracing.options;

	if (o->key != KEY_NONE && !pressed && master >= 0 && o->key_at == moment)
		press(t, name);
}

static bool waits_for_a_child(const struct task *t)
{
	const struct call *c = &t->call;

	if (t->number != 1 || !t->in_call)
		return false;
	return (c->number == SYS_wait4 && !(c->args[2] & WNOHANG)) || (c->number == SYS_waitid && !(c->args[3] & WNOHANG));
}

/* The target `wait`. */
static bool waits_for_its_end(const struct task *t)
{
	return t->number == 2 && t->in_call && t->executed && t->call.number == SYS_nanosleep;
}

void terminal_enter(struct task *t)
{
	bool parent = false, child = false;

	if (tracing.options->key == KEY_NONE || tracing.options->key_at != MOMENT_RUNNING || pressed)
		return;
	for (struct task *one = task_after(NULL); one; one = task_after(one)) {
		parent = parent || waits_for_a_child(one);
		child = child || waits_for_its_end(one);
	}
	if (parent && child)
		terminal_moment(t, MOMENT_RUNNING, RUNNING);
}

void terminal_stopped(void)
{
	if (tracing.options->terminal != TERMINAL_NONE && !continue_at_ns)
		continue_at_ns = wire_now() + (uint64_t)STOPPED_MS * MS;
}

/* As the commands fg and bg of a shell do: the whole group, also one in it that has not come to its stop yet. */
static void continue_groups(void)
{
	pid_t last = 0;

	for (struct task *t = task_after(NULL); t; t = task_after(t)) {
		pid_t group = t->listen_after ? getpgid(t->tid) : -1;

		if (group <= 0 || group == last || group == getpgrp())
			continue;
		last = group;
		report_note(t, "continued", "SIGCONT");
		kill(-group, SIGCONT);
	}
}

void terminal_tick(uint64_t now)
{
	drain(NULL);
	if (!continue_at_ns || now < continue_at_ns)
		return;
	continue_at_ns = 0;
	continue_groups();
}

void terminal_close(void)
{
	static const struct task nobody;

	if (tracing.options->key != KEY_NONE && !pressed)
		report_note(&nobody, "not-pressed", "the run did not come to that moment");
	if (shell > 0)
		kill(shell, SIGKILL);
	await_shell();
}
