/*
 * One traced run: from the fork of the host to the exit status.
 *
 * Roles. The tracer forks the host (seize.c), which plays the language runtime or executes the program
 * of `trace`. The kernel attaches every task that the host creates (PTRACE_O_TRACE*), and kills all of
 * them when the tracer ends, however that happens (PTRACE_O_EXITKILL).
 *
 * `run` keeps both on one processor: waking a process on another one takes five times as long as the
 * work itself (measured).
 */
#include "tracer/tracer.h"

#include "base/die.h"
#include "host/trail.h"
#include "report/output.h"
#include "sandbox/contain.h"
#include "tracer/conclude.h"
#include "tracer/follow.h"
#include "tracer/guard.h"
#include "tracer/lines.h"
#include "tracer/loop.h"
#include "tracer/seize.h"
#include "tracer/terminal.h"
#include "tracer/tracing.h"
#include "wire/wire.h"

#include <errno.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>

/* The time that a program which was let go has left, in which the helper stays as its parent. */
static void await_program(void)
{
	int status;

	while (wire_now() < tracing.deadline_ns && !tracing.stop_signal)
		if (waitpid(tracing.host, &status, 0) == tracing.host || errno != EINTR)
			break;
}

static void catch_signals(void)
{
	struct sigaction action = { .sa_handler = loop_tick }; /* no SA_RESTART, so that waitpid() returns */

	sigaction(SIGALRM, &action, NULL);
	signal(SIGPIPE, SIG_IGN);
	/* If it is ignored, as some parents leave it, our own child's end would be lost. Stops need no signal: they are waited for. */
	sigaction(SIGCHLD, &(const struct sigaction){ .sa_handler = SIG_DFL, .sa_flags = SA_NOCLDSTOP }, NULL);
	/* The kernel lets a short sleep last 50 µs longer, to wake for several at once. See await_sleep(). */
	prctl(PR_SET_TIMERSLACK, 1);
}

int trace(const struct options *o, void (*start)(const struct options *))
{
	sigset_t inherited;
	int status;

	tracing.options = o;
	tracing.deadline_ns = wire_now() + (uint64_t)o->timeout_ms * 1000000u;
	trail = mmap(NULL, sizeof(*trail), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (trail == MAP_FAILED)
		die("mmap: %m");
	report_open(o, tracing.deadline_ns);
	contain();
	if (o->pinning == PIN_ON || (o->pinning == PIN_AUTO && o->strategy))
		tracing.pinned = pin();
	/* Its process is an orphan, and must not become ours by what follows. */
	lines_open();
	/* Only for `run`, whose tasks are all ours. Under `trace` an orphan goes where it would go without us. */
	if (o->strategy)
		prctl(PR_SET_CHILD_SUBREAPER, 1);
	if (o->terminal != TERMINAL_NONE && !terminal_open())
		return conclude_without_terminal();
	guard_block_signals(&inherited);
	if (seize_host(o, start, &inherited) != 0)
		return conclude_refused();
	catch_signals();
	guard_start();
	if (o->pinning == PIN_FOLLOW || (o->pinning == PIN_AUTO && !o->strategy))
		follow_begin();
	loop_until_all_end();
	guard_finish();
	terminal_close();
	status = conclude();
	if (tracing.letting_go)
		await_program();
	return status;
}
