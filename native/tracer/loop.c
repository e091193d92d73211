/*
 * The tracing loop.
 *
 * It waits for stops, classifies them (stops.c), acts (syscalls.c, lifecycle.c, moments.c, hold.c), observes
 * (tasks/observe.c), reports (report/) and restarts the task. `seq` is the order in which stops were
 * seen. A child's first stop may arrive before its parent's PTRACE_EVENT_*. The child then stays
 * stopped until that event names it, so that `create` always comes before anything the child does
 * (naming.c); if it will never come, the child is adopted. Every stop has an answer (answer.c), and the
 * guard (guard.c) keeps the time limit even if this loop is stuck.
 *
 * A parent that has lent its memory is restarted first, so that /proc shows it asleep while the child
 * is still at its first instruction.
 */
#include "tracer/loop.h"

#include "host/trail.h"
#include "report/output.h"
#include "report/proc.h"
#include "report/report.h"
#include "sandbox/contain.h"
#include "tasks/observe.h"
#include "tasks/tasks.h"
#include "tracer/answer.h"
#include "tracer/follow.h"
#include "tracer/hold.h"
#include "tracer/lifecycle.h"
#include "tracer/marks.h"
#include "tracer/naming.h"
#include "tracer/stops.h"
#include "tracer/syscalls.h"
#include "tracer/terminal.h"
#include "tracer/tracing.h"
#include "wire/wire.h"

#include <errno.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

/* How often a blocking wait wakes up if no output is waiting. */
#define IDLE_TICK_MS 50
#define BATCH 64
/* At most this many stops between two looks for other tasks. */
#define RARELY 16

/* Tasks that have ended last. */
#define ENDED 16
static pid_t ended[ENDED];
static unsigned ended_count;

static volatile sig_atomic_t ticked;
/* After so many ticks in a row that found nothing to do, the next ones may be late. To set the timer costs more than a tick in vain. */
#define IDLE_TICKS 4
static int idle_ticks;

void loop_tick(int signal)
{
	(void)signal; /* its only purpose is to interrupt waitpid() */
	ticked = 1;
}

/* Does a task that has ended end for the second time? If its parent dies without reaping it, it becomes our child, as `run` is a subreaper. */
static bool ends_again(pid_t tid, enum stop stop)
{
	for (pid_t *one = ended; one < ended + ENDED; one++)
		if (*one == tid) {
			*one = 0;
			/* Otherwise another task has its id now. */
			return !waits_for_restart(stop);
		}
	return false;
}

static void let_go(struct task *t, int status)
{
	struct stopped s = classify(status);

	ptrace(PTRACE_DETACH, t->tid, 0, s.stop == STOP_SIGNAL ? s.detail : 0);
	naming_forget(t);
}

/* A stop while the traced program is let go: the task runs on without us. */
static void let_go_at(struct task *t, pid_t tid, int status)
{
	struct stopped s = classify(status);

	if (!waits_for_restart(s.stop)) {
		if (t)
			on_gone(t, s.detail, s.stop == STOP_KILLED);
		return;
	}
	if (t) {
		let_go(t, status);
		return;
	}
	follow_left_alone(tid);
	ptrace(PTRACE_DETACH, tid, 0, 0);
}

/* A SIGSTOP by which the host says something: that the runtime starts now, or that it is ready. It never gets it. */
static bool is_word(const struct task *t, int signal)
{
	siginfo_t si = { 0 };

	return (tracing.quiet || trail->starting) && t->tid == tracing.host && signal == SIGSTOP && tracing.options->strategy &&
	       ptrace(PTRACE_GETSIGINFO, t->tid, 0, &si) == 0 && si.si_code == SI_TKILL && si.si_pid == t->tid;
}

static void on_signal_stop(struct task *t, int signal)
{
	siginfo_t si = { 0 };

	if (is_word(t, signal)) {
		if (trail->starting)
			report_keep_start(t);
		else
			tracing.quiet = false;
		tracee_restart(t, 0);
		return;
	}
	if (t->number && ptrace(PTRACE_GETSIGINFO, t->tid, 0, &si) == 0)
		report_signal(t, &si);
	tracee_restart(t, signal);
}

/* Acts on a stop of a task that has its number. */
static void act(struct task *t, int status)
{
	struct stopped s = classify(status);
	int first_status;

	if (t->held_until_ns)
		hold_forget(t);
	switch (s.stop) {
	case STOP_SYSCALL:
		on_syscall_stop(t);
		break;
	case STOP_EXITED:
	case STOP_KILLED:
		ended[ended_count++ % ENDED] = t->tid;
		on_gone(t, s.detail, s.stop == STOP_KILLED);
		return;
	case STOP_CREATED: {
		struct task *child = on_created(t, s.detail, &first_status);

		/* on_created() has restarted the parent. The child may be held now, and must stay so. */
		if (child && classify(first_status).stop == STOP_NEW)
			tracee_restart(child, 0);
		else if (child)
			act(child, first_status);
		return;
	}
	case STOP_VFORK_DONE:
		report_trail();
		on_vfork_done(t);
		break;
	case STOP_EXEC:
		report_trail();
		on_exec(t);
		break;
	case STOP_EXITING:
		on_exiting(t);
		break;
	case STOP_GROUP:
		report_group_stop(t, s.detail);
		terminal_stopped();
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

/* Nobody will name this task: it gets its number now, and what it did last is acted upon. */
static void adopt(struct task *t)
{
	int status = t->kept_status;

	on_adopted(t);
	act(t, status);
}

static void adopt_lost(void)
{
	for (struct task *t = naming_lost(); t; t = naming_lost())
		adopt(t);
}

/* Kills a task of a run that is being ended, and lets it run into its death. */
static void end_task(pid_t tid)
{
	kill(tid, SIGKILL);
	ptrace(PTRACE_CONT, tid, 0, 0);
}

/* A stop of a task that no event has named. */
static void meet(pid_t tid, int status)
{
	struct task *t = task_find(tid);
	enum stop stop = classify(status).stop;
	bool open = naming_open(t ? t->kept_since : naming_now());

	if (!t && ends_again(tid, stop))
		return;
	switch (answer_to(stop, (struct standing){ .may_be_named = open, .ending = tracing.ending })) {
	case ANSWER_END:
		naming_keep(tid, status);
		end_task(tid);
		break;
	case ANSWER_FORGET:
		if (t)
			naming_forget(t);
		break;
	case ANSWER_ADOPT:
		adopt(naming_keep(tid, status));
		break;
	default:
		naming_keep(tid, status);
		break;
	}
}

/* The kept tasks of a run that is being ended, or let go: nobody will name them now. */
static void settle_kept(void)
{
	/* A leader that has ended is reported when its last thread has. Those run on, so it is not waited for. */
	for (struct task *t = tracing.letting_go ? task_after(NULL) : NULL; t; t = task_after(t))
		if (t->announced && t->exiting)
			naming_forget(t);
	for (struct task *t = naming_kept(); t; t = naming_kept()) {
		if (t->ended) {
			naming_forget(t);
			continue;
		}
		naming_announce(t, NULL, false, true);
		if (tracing.ending)
			end_task(t->tid);
		else
			let_go(t, t->kept_status);
	}
}

static void tick(void)
{
	static long armed_ms = -1;
	long held = hold_due_ms(), ms;
	struct itimerval timer;

	if (report_waiting() || follow_together())
		idle_ticks = 0;
	ms = held >= 0 ? held : idle_ticks >= IDLE_TICKS ? IDLE_TICK_MS : WIRE_FLUSH_MS;
	timer = (struct itimerval){ { 0, ms * 1000 }, { 0, ms * 1000 } };
	/* An interval timer, because a single tick might come between the check and the wait. */
	if (ms != armed_ms && setitimer(ITIMER_REAL, &timer, NULL) == 0)
		armed_ms = ms;
}

static void check_limits(void)
{
	uint64_t now = wire_now();
	bool tick = ticked;

	ticked = 0;
	idle_ticks += tick;
	if (report_due(now))
		report_flush();
	if (report_broken())
		tracing_end(WIRE_END_OUTCOME_KILLED, "the reader of the output is gone");
	if (tick && lease_over())
		tracing_end(WIRE_END_OUTCOME_KILLED, "the helper was told to stop");
	follow_look(now, tick);
	tracing_overdue(now);
	if (report_lines() >= tracing.options->max_events)
		tracing_limit(WIRE_END_OUTCOME_EVENT_LIMIT, "it exceeded --max-events %ld; give it more, up to %ld", tracing.options->max_events,
			      most_events(tracing.options));
	hold_tick();
	terminal_tick(now);
}

/* Takes one stop to where it belongs. */
static void take(pid_t tid, int status)
{
	struct task *t = task_find(tid);

	if (tracing.letting_go)
		let_go_at(t, tid, status);
	else if (t && t->announced)
		act(t, status);
	else
		meet(tid, status);
}

/*
 * A task that no event has named is taken up at once: the event may be in this very batch. After the
 * end of a task its id may be that of another one, so the batch ends there.
 */
static bool belongs_in_batch(pid_t tid, int status)
{
	struct task *t = task_find(tid);

	if (t)
		follow_stop(t);
	if ((t && t->announced) || tracing.letting_go)
		return true;
	meet(tid, status);
	return false;
}

static bool ends_batch(int status)
{
	enum stop stop = classify(status).stop;

	return stop == STOP_EXITED || stop == STOP_KILLED || stop == STOP_EXEC;
}

/* The next stop of any task. The shell of a terminal is none. */
static pid_t next_stop(int *status, int flags)
{
	pid_t tid;

	do
		tid = waitpid(-1, status, flags);
	while (terminal_took(tid));
	return tid;
}

/*
 * The table may be empty while a task that was attached a moment ago has not stopped yet: its creator
 * died, or was let go. A child of ours that is not traced does not count.
 */
static bool all_have_ended(void)
{
	int status;
	pid_t tid;

	while (tasks_alive() == 0) {
		tid = next_stop(&status, __WALL | WNOHANG);
		if (tid < 0 || (tid == 0 && !observe_tracees(getpid())))
			return true;
		if (tid == 0)
			tid = next_stop(&status, __WALL);
		if (tid > 0) {
			tracing.stops++;
			take(tid, status);
		}
		if (tracing_overdue(wire_now()))
			settle_kept();
	}
	return false;
}

/*
 * If several tasks are busy, all stopped tasks are collected before any is restarted, because
 * waitpid() would prefer the newest. Looking for others costs a system call, so it is done less often
 * while it finds nothing.
 */
void loop_until_all_end(void)
{
	int backoff = 1, patience = 1;
	bool look_round;

	while (!all_have_ended()) {
		struct {
			pid_t tid;
			int status;
		} batch[BATCH];
		int count = 0, status, flags = __WALL;
		pid_t tid;

		tick();
		look_round = tasks_alive() > 1 && --patience <= 0;
		while (count < BATCH && (tid = next_stop(&status, flags)) > 0) {
			tracing.stops++;
			if (belongs_in_batch(tid, status)) {
				batch[count].tid = tid;
				batch[count++].status = status;
			}
			flags |= WNOHANG;
			if (!look_round || ends_batch(status))
				break;
		}
		if (look_round)
			patience = backoff = count > 1 ? 1 : backoff < RARELY ? backoff * 2 : RARELY;
		if (count == 0 && flags == __WALL && errno == ECHILD)
			break;
		for (int i = 0; i < count; i++)
			take(batch[i].tid, batch[i].status);
		check_limits();
		if (tracing.ending || tracing.letting_go)
			settle_kept();
		else
			adopt_lost();
	}
}
