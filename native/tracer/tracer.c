/*
 * The watcher.
 *
 * Roles. The tracer forks the host (seize.c), which plays the language runtime
 * or execs the program of `trace`. Whatever it creates is attached by the
 * kernel (PTRACE_O_TRACE*), and dies with the tracer (PTRACE_O_EXITKILL),
 * however that ends.
 *
 * Order. One loop: wait for stops, classify (stops.c), act (watch_calls.c,
 * lives.c, moments.c), observe (observe.c), report (report.c), restart. seq is
 * the order in which stops were seen. A child's first stop may come before its
 * parent's PTRACE_EVENT_*: it is then left stopped until the parent's event
 * names it, so "create" always stands before anything the child does. A parent
 * that has lent its memory is restarted first, so that /proc shows it asleep
 * while the child still stands at its first instruction.
 *
 * `run` keeps both on one processor: a wake-up on another one costs five times
 * the work itself (measured).
 */
#include "tracer/tracer.h"

#include "tracer/conclude.h"
#include "sandbox/contain.h"
#include "base/die.h"
#include "decode/names.h"
#include "report/report.h"
#include "tracer/seize.h"
#include "tracer/stops.h"
#include "tracer/tracing.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

/* How often a blocking wait wakes up when nothing is to be written. */
#define IDLE_TICK_MS 50
#define BATCH 64
/* Stops from one look for other tasks to the next, at most. */
#define RARELY 16

struct watch watch;
static volatile sig_atomic_t stop_signal;

static void on_stop_signal(int signal)
{
	stop_signal = signal;
	report_hurry();
}

static volatile sig_atomic_t ticked;

static void on_tick(int signal)
{
	(void)signal; /* it is there to interrupt waitpid() */
	ticked = 1;
}

void watch_stop(enum wire_end_outcome outcome, const char *format, ...)
{
	va_list list;

	if (watch.stopping)
		return;
	watch.stopping = true;
	watch.outcome = outcome;
	va_start(list, format);
	vsnprintf(watch.why, sizeof(watch.why), format, list);
	va_end(list);
	for (struct task *t = task_after(NULL); t; t = task_after(t))
		kill(t->tid, SIGKILL);
}

void watch_go_on(struct task *t, int signal)
{
	t->signal_after = signal;
	t->listen_after = false;
	if (t->held_until_ns)
		return;
	/* ESRCH: it was killed meanwhile; its end will still be reported. */
	ptrace(watch.stopping ? PTRACE_CONT : PTRACE_SYSCALL, t->tid, 0, signal);
}

void watch_listen(struct task *t)
{
	t->listen_after = true;
	if (!t->held_until_ns)
		ptrace(watch.stopping ? PTRACE_CONT : PTRACE_LISTEN, t->tid, 0, 0);
}

static void on_signal_stop(struct task *t, int signal)
{
	siginfo_t si = { 0 };

	if (t->number && ptrace(PTRACE_GETSIGINFO, t->tid, 0, &si) == 0)
		report_signal(t, &si);
	watch_go_on(t, signal);
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
		return; /* it restarted both */
	case STOP_VFORK_DONE:
		tell_trail();
		on_vfork_done(t);
		break;
	case STOP_EXEC:
		tell_trail();
		on_exec(t);
		break;
	case STOP_GROUP:
		report_group_stop(t, s.detail);
		watch_listen(t);
		return;
	case STOP_SIGNAL:
		on_signal_stop(t, s.detail);
		return;
	default:
		break;
	}
	watch_go_on(t, 0);
}

static void tick(void)
{
	static long armed_ms = -1;
	long held = moments_due_ms(), ms = held >= 0 ? held : report_waiting() ? WIRE_FLUSH_MS : IDLE_TICK_MS;
	struct itimerval timer = { { 0, ms * 1000 }, { 0, ms * 1000 } };

	/* An interval, so that a tick between the check and the wait is not the last one. */
	if (ms != armed_ms && setitimer(ITIMER_REAL, &timer, NULL) == 0)
		armed_ms = ms;
}

static void check_limits(void)
{
	uint64_t now = wire_now();

	if (report_due(now))
		report_flush();
	if (report_broken())
		watch_stop(WIRE_END_OUTCOME_KILLED, "nobody reads the output any more");
	if (ticked && (ticked = 0, lease_over()))
		watch_stop(WIRE_END_OUTCOME_KILLED, "the helper was told to stop");
	if (stop_signal)
		watch_stop(WIRE_END_OUTCOME_KILLED, "the helper was told to stop (%s)", signal_name(stop_signal));
	if (now > watch.deadline_ns)
		watch_stop(WIRE_END_OUTCOME_TIMEOUT, "it took longer than --timeout %ld ms; give it more, up to 60000", watch.options->timeout_ms);
	if (report_lines() >= watch.options->max_events)
		watch_stop(WIRE_END_OUTCOME_EVENT_LIMIT, "it made more than --max-events %ld; give it more, up to 1000000", watch.options->max_events);
	moments_tick();
}

/* A first stop nobody has named yet is put aside at once: its parent's event may stand before it in this very batch. */
static bool put_aside(pid_t tid, int status)
{
	if (classify(status).stop != STOP_NEW || task_find(tid))
		return false;
	/* Its parent may be dead already, and nobody would ever name it. */
	if (!task_add(tid) || watch.stopping)
		kill(tid, SIGKILL);
	return true;
}

/*
 * Where several tasks are busy, all that have stopped are taken before any is
 * restarted: waitpid() would favour the newest. To look for others costs a
 * system call, so where none are found it is done ever more rarely.
 */
static void follow(void)
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
			watch.stops++;
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

static void watch_signals(void)
{
	const int ends[] = { SIGTERM, SIGINT, SIGHUP };
	struct sigaction action = { .sa_handler = on_stop_signal }; /* no SA_RESTART: waitpid() must return */

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		sigaction(ends[i], &action, NULL);
	action.sa_handler = on_tick;
	sigaction(SIGALRM, &action, NULL);
	signal(SIGPIPE, SIG_IGN);
}

int trace(const struct options *o, void (*start)(const struct options *))
{
	watch.options = o;
	watch.deadline_ns = wire_now() + (uint64_t)o->timeout_ms * 1000000u;
	trail = mmap(NULL, sizeof(*trail), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (trail == MAP_FAILED)
		die("mmap: %m");
	report_open(o, watch.deadline_ns);
	contain(o);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	if (o->pinning == PIN_ON || (o->pinning == PIN_AUTO && o->strategy))
		watch.pinned = pin();
	if (seize_host(o, start) != 0)
		return conclude_refused();
	watch_signals();
	follow();
	return conclude();
}
