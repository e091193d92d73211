/*
 * The tracing loop.
 *
 * Roles. The tracer forks the host (seize.c), which plays the language runtime or executes the program
 * of `trace`. The kernel attaches every task that the host creates (PTRACE_O_TRACE*), and kills all of
 * them when the tracer ends, however that happens (PTRACE_O_EXITKILL).
 *
 * Order. The loop waits for stops, classifies them (stops.c), acts (syscalls.c, lifecycle.c,
 * moments.c), observes (tasks/observe.c), reports (report/) and restarts the task. `seq` is the order
 * in which stops were seen. A child's first stop may arrive before its parent's PTRACE_EVENT_*. The
 * child then stays stopped until that event names it, so that `create` always comes before anything
 * the child does. A parent that has lent its memory is restarted first, so that /proc shows it asleep
 * while the child is still at its first instruction.
 *
 * `run` keeps both on one processor: waking a process on another one takes five times as long as the
 * work itself (measured).
 */
#include "tracer/tracer.h"

#include "base/die.h"
#include "decode/names.h"
#include "host/trail.h"
#include "report/output.h"
#include "report/report.h"
#include "sandbox/contain.h"
#include "tasks/tasks.h"
#include "tracer/conclude.h"
#include "tracer/lifecycle.h"
#include "tracer/marks.h"
#include "tracer/moments.h"
#include "tracer/seize.h"
#include "tracer/stops.h"
#include "tracer/syscalls.h"
#include "tracer/tracing.h"
#include "wire/gen/wire_events.h"
#include "wire/wire.h"

#include <errno.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

/* How often a blocking wait wakes up if no output is waiting. */
#define IDLE_TICK_MS 50
#define BATCH 64
/* At most this many stops between two looks for other tasks. */
#define RARELY 16

static volatile sig_atomic_t stop_signal;

static void on_stop_signal(int signal)
{
	stop_signal = signal;
	report_hurry();
}

static volatile sig_atomic_t ticked;

static void on_tick(int signal)
{
	(void)signal; /* its only purpose is to interrupt waitpid() */
	ticked = 1;
}

static void on_signal_stop(struct task *t, int signal)
{
	siginfo_t si = { 0 };

	if (t->number && ptrace(PTRACE_GETSIGINFO, t->tid, 0, &si) == 0)
		report_signal(t, &si);
	tracee_restart(t, signal);
}

static void act(pid_t tid, int status)
{
	struct stopped s = classify(status);
	struct task *t = task_find(tid);

	if (!t)
		return;
	if (t->held_until_ns)
		moments_forget(t);
	switch (s.stop) {
	case STOP_SYSCALL:
		on_syscall_stop(t);
		break;
	case STOP_EXITED:
	case STOP_KILLED:
		on_gone(t, s.detail, s.stop == STOP_KILLED);
		return;
	case STOP_CREATED:
		on_created(t);
		return; /* on_created() restarted both */
	case STOP_VFORK_DONE:
		report_trail();
		on_vfork_done(t);
		break;
	case STOP_EXEC:
		report_trail();
		on_exec(t);
		break;
	case STOP_GROUP:
		report_group_stop(t, s.detail);
		tracee_listen(t);
		return;
	case STOP_SIGNAL:
		on_signal_stop(t, s.detail);
		return;
	default:
		break;
	}
	tracee_restart(t, 0);
}

static void tick(void)
{
	static long armed_ms = -1;
	long held = moments_due_ms(), ms = held >= 0 ? held : report_waiting() ? WIRE_FLUSH_MS : IDLE_TICK_MS;
	struct itimerval timer = { { 0, ms * 1000 }, { 0, ms * 1000 } };

	/* An interval timer, because a single tick might come between the check and the wait. */
	if (ms != armed_ms && setitimer(ITIMER_REAL, &timer, NULL) == 0)
		armed_ms = ms;
}

static void check_limits(void)
{
	uint64_t now = wire_now();

	if (report_due(now))
		report_flush();
	if (report_broken())
		tracing_end(WIRE_END_OUTCOME_KILLED, "the reader of the output is gone");
	if (ticked && (ticked = 0, lease_over()))
		tracing_end(WIRE_END_OUTCOME_KILLED, "the helper was told to stop");
	if (stop_signal)
		tracing_end(WIRE_END_OUTCOME_KILLED, "the helper was told to stop (%s)", signal_name(stop_signal));
	if (now > tracing.deadline_ns)
		tracing_end(WIRE_END_OUTCOME_TIMEOUT, "it took longer than --timeout %ld ms; give it more, up to 60000", tracing.options->timeout_ms);
	if (report_lines() >= tracing.options->max_events)
		tracing_end(WIRE_END_OUTCOME_EVENT_LIMIT, "it exceeded --max-events %ld; give it more, up to 1000000", tracing.options->max_events);
	moments_tick();
}

/* Puts aside the first stop of a task that no event has named yet. Its parent's event may be earlier in this very batch. */
static bool put_aside(pid_t tid, int status)
{
	if (classify(status).stop != STOP_NEW || task_find(tid))
		return false;
	/* If the parent is dead already, no event will ever name this task. */
	if (!task_add(tid) || tracing.ending)
		kill(tid, SIGKILL);
	return true;
}

/*
 * If several tasks are busy, all stopped tasks are collected before any is restarted, because
 * waitpid() would prefer the newest. Looking for others costs a system call, so it is done less often
 * while it finds nothing.
 */
static void trace_until_all_end(void)
{
	int backoff = 1, patience = 1;
	bool look_round;

	while (tasks_alive() > 0) {
		struct {
			pid_t tid;
			int status;
		} batch[BATCH];
		int count = 0, status, flags = __WALL;
		pid_t tid;

		tick();
		look_round = tasks_alive() > 1 && --patience <= 0;
		while (count < BATCH && (tid = waitpid(-1, &status, flags)) > 0) {
			tracing.stops++;
			if (!put_aside(tid, status)) {
				batch[count].tid = tid;
				batch[count++].status = status;
			}
			flags |= WNOHANG;
			if (!look_round)
				break;
		}
		if (look_round)
			patience = backoff = count > 1 ? 1 : backoff < RARELY ? backoff * 2 : RARELY;
		if (count == 0 && flags == __WALL && errno == ECHILD)
			break;
		for (int i = 0; i < count; i++)
			act(batch[i].tid, batch[i].status);
		check_limits();
	}
}

static void catch_signals(void)
{
	const int ends[] = { SIGTERM, SIGINT, SIGHUP };
	struct sigaction action = { .sa_handler = on_stop_signal }; /* no SA_RESTART, so that waitpid() returns */

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		sigaction(ends[i], &action, NULL);
	action.sa_handler = on_tick;
	sigaction(SIGALRM, &action, NULL);
	signal(SIGPIPE, SIG_IGN);
}

int trace(const struct options *o, void (*start)(const struct options *))
{
	tracing.options = o;
	tracing.deadline_ns = wire_now() + (uint64_t)o->timeout_ms * 1000000u;
	trail = mmap(NULL, sizeof(*trail), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (trail == MAP_FAILED)
		die("mmap: %m");
	report_open(o, tracing.deadline_ns);
	contain();
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	if (o->pinning == PIN_ON || (o->pinning == PIN_AUTO && o->strategy))
		tracing.pinned = pin();
	if (seize_host(o, start) != 0)
		return conclude_refused();
	catch_signals();
	trace_until_all_end();
	return conclude();
}
