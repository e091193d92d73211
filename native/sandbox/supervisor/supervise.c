/* One run, from outside its sandbox: starts the program, waits, and leaves nothing of it behind. main.c has the picture. */
#include "sandbox/supervisor/supervise.h"

#include "sandbox/supervisor/die.h"
#include "sandbox/supervisor/drop.h"
#include "sandbox/supervisor/patience.h"
#include "sandbox/supervisor/reap.h"
#include "sandbox/supervisor/start.h"
#include "sandbox/supervisor/title.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Closes every inherited descriptor except 0, 1, 2, those that the program is to have, and the one on which we wait for the word to begin. */
static void close_the_rest(const struct orders *o)
{
	for (unsigned at = 3; at <= 1024;) {
		unsigned next = o->go >= 0 && (unsigned)o->go >= at ? (unsigned)o->go : ~0u;

		for (int i = 0; i < o->kept_count; i++)
			if ((unsigned)o->kept[i] >= at && (unsigned)o->kept[i] < next)
				next = (unsigned)o->kept[i];
		if (next > at && close_range(at, next == ~0u ? next : next - 1, 0) != 0)
			die("close_range: %m");
		if (next == ~0u)
			return;
		at = next + 1;
	}
}

/* Reaps every process that has ended. True if the program itself is among them. */
static bool reap(pid_t program, int *status)
{
	int one;
	pid_t pid;
	bool over = false;

	while ((pid = waitpid(-1, &one, WNOHANG)) > 0) {
		if (pid == program) {
			*status = one;
			over = true;
		}
	}
	return over;
}

/* True if the run may begin: the word has come. Its descriptor is closed. False: whoever would have said it is gone. */
static bool may_begin(int go)
{
	char word;
	bool said = read(go, &word, 1) == 1;

	close(go);
	return said;
}

/* A compiler is busy from its start to its end. On a busy machine it would get nothing until its deadline, so it keeps its share. */
static int64_t next_look(const struct orders *o)
{
	return o->compiles ? INT64_MAX : now_ms() + LONG_RUN_MS;
}

/* Waits until the program ends, the lease is gone or the time is up. Returns our exit status. */
static int attend(const struct orders *o, pid_t program, int signals)
{
	struct pollfd on[] = { { .fd = 0, .events = POLLRDHUP }, { .fd = signals, .events = POLLIN }, { .fd = o->go, .events = POLLIN } };
	int64_t deadline = now_ms() + o->deadline_ms, look = next_look(o);
	int status;

	for (;;) {
		int64_t left = deadline - now_ms(), until_look = look - now_ms();
		bool waits = on[2].fd >= 0;
		struct signalfd_siginfo got;

		if (!waits && left <= 0)
			return EXIT_DEADLINE;
		if (!waits && until_look <= 0) {
			be_patient();
			look = next_look(o);
			continue;
		}
		if (poll(on, 3, waits ? -1 : (int)(left < until_look ? left : until_look)) < 0 && errno != EINTR)
			die("poll: %m");
		if (on[0].revents)
			return EXIT_FAULT;
		while (read(signals, &got, sizeof(got)) == sizeof(got))
			if (got.ssi_signo != SIGCHLD)
				return 128 + (int)got.ssi_signo;
		if (reap(program, &status))
			return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
		if (waits && on[2].revents) {
			if (!may_begin(o->go))
				return EXIT_FAULT;
			on[2].fd = -1;
			title_says("runs");
			deadline = now_ms() + o->deadline_ms;
			look = next_look(o);
		}
	}
}

int supervise(const struct orders *o)
{
	const int heard[] = { SIGCHLD, SIGTERM, SIGINT, SIGHUP, SIGQUIT };
	int signals, status;
	pid_t program;
	sigset_t set;

	if (geteuid() == 0 && o->user < 0)
		die("it must not run as root: root would be root inside the sandbox too. Cure: --user UID, or start the server as an ordinary user");
	/* Ctrl-C in the server's terminal is for the server only. */
	setsid();
	close_the_rest(o);
	if (o->go >= 0)
		fcntl(o->go, F_SETFD, FD_CLOEXEC);
	title_says(o->go >= 0 ? "waits" : "runs");
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_CHILD_SUBREAPER, 1) != 0)
		die("prctl: %m");
	sigemptyset(&set);
	for (size_t i = 0; i < sizeof(heard) / sizeof(*heard); i++)
		sigaddset(&set, heard[i]);
	sigprocmask(SIG_BLOCK, &set, NULL);
	signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (signals < 0)
		die("signalfd: %m");
	program = fork();
	if (program < 0)
		die("fork: %m");
	if (program == 0)
		start_program(o);
	drop_to(o->user);
	status = attend(o, program, signals);
	kill_all();
	return status;
}
