/* The life of a task: it is created, suspended, resumed, executes a program, ends. */
#include "tracer/lifecycle.h"

#include "base/options.h"
#include "decode/blocks.h"
#include "decode/process.h"
#include "host/trail.h"
#include "report/output.h"
#include "report/proc.h"
#include "report/report.h"
#include "tasks/observe.h"
#include "tracer/follow.h"
#include "tracer/lines.h"
#include "tracer/marks.h"
#include "tracer/moments.h"
#include "tracer/naming.h"
#include "tracer/seize.h"
#include "tracer/stops.h"
#include "tracer/tracing.h"
#include "wire/gen/wire_events.h"
#include "wire/wire.h"

#include <errno.h>
#include <sched.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <time.h>

/*
 * How long to wait for the parent to fall asleep after its restart. It takes some microseconds, and no event says so: we look.
 * Between two looks the processor is given away. For a program that starts thousands, sched_yield(2) is tried before a sleep, which
 * takes longer than the parent does. But if somebody else is busy there, a yield gives a whole slice away: then the next waits
 * do without.
 */
#define SUSPEND_WAIT_NS 50000000
#define LOOK_NS 10000
#define LOOK_RARELY_NS 1000000
#define YIELDS 4
#define LONG_YIELD_NS 500000u
#define WAITS_WITHOUT 256

static uint64_t stack_pointer(pid_t tid)
{
	struct __ptrace_syscall_info info = { 0 };

	return ptrace(PTRACE_GET_SYSCALL_INFO, tid, sizeof(info), &info) > 0 ? info.stack_pointer : 0;
}

/*
 * The first stop of the child that the parent's event named, or its death if a SIGKILL was faster.
 * Usually it was collected before the event. NULL if the run is to end first.
 */
static struct task *first_stop_of(pid_t tid)
{
	struct task *child = task_find(tid);
	int status;
	pid_t got;

	if (child)
		return child;
	/* The child is attached already, so its stop or its death is certain to come. The timer interrupts the wait. */
	while ((got = waitpid(tid, &status, __WALL)) < 0 && errno == EINTR)
		if (tracing_overdue(wire_now()))
			return NULL;
	if (got != tid)
		return NULL;
	tracing.stops++;
	return naming_keep(tid, status);
}

/* `state` is what is seen; it becomes empty if the parent is gone. */
static bool is_asleep(const struct task *parent, char *state, size_t len)
{
	if (!observe_state(parent->tid, state, len))
		state[0] = '\0';
	return state[0] == 'D';
}

/* True if it fell asleep while the processor was given away. */
static bool yield_until_asleep(const struct task *parent, char *state, size_t len)
{
	static int without;

	if (tracing.options->strategy || without > 0) {
		without -= without > 0;
		return false;
	}
	for (int i = 0; i < YIELDS; i++) {
		uint64_t began = wire_now();

		sched_yield();
		if (wire_now() - began > LONG_YIELD_NS)
			without = WAITS_WITHOUT;
		if (is_asleep(parent, state, len))
			return true;
		if (without > 0)
			return false;
	}
	return false;
}

static void await_sleep(const struct task *parent, char *state, size_t len)
{
	struct timespec pause = { .tv_nsec = LOOK_NS };

	if (yield_until_asleep(parent, state, len))
		return;
	/* On a busy processor it may have to wait for its turn, and each look takes some of that. */
	for (long waited = 0; waited < SUSPEND_WAIT_NS; waited += pause.tv_nsec) {
		if (is_asleep(parent, state, len))
			return;
		nanosleep(&pause, NULL);
		if (pause.tv_nsec < LOOK_RARELY_NS)
			pause.tv_nsec *= 2;
	}
}

static void lend(struct task *parent, struct task *child)
{
	char state[64] = "";

	parent->lent_to = child->number;
	parent->child_executed = false;
	/* Who reads it, or looks at it while the child is held, is to see it asleep. */
	if (report_running() && (tracing.options->format == FORMAT_NDJSON || tracing.options->hold_ms[MOMENT_CHILD_START] != 0))
		await_sleep(parent, state, sizeof(state));
	report_suspend(parent, child->number, state);
	if (parent->number == 1)
		report_threads(parent, WIRE_THREADS_AT_SUSPEND);
}

/* Gives a kept task its number and its place in the run. */
static void announce(struct task *child, struct task *parent)
{
	bool thread = child->flags & CLONE_THREAD;

	/* A thread of the set-up only counts, so it is not shown. */
	naming_announce(child, parent, thread, thread && tracing.options->strategy && !report_running());
	child->sp = stack_pointer(child->tid);
	if (!parent)
		return;
	child->phase = parent->phase;
	child->step = parent->step;
}

/* The child that the event names, or NULL. */
static struct task *named_child(struct task *parent, int event)
{
	unsigned long tid;

	if (!tracee_message(parent, event, &tid)) {
		/* It was killed before we could ask, so nobody names the child. */
		naming_died(parent);
		return NULL;
	}
	naming_end(parent);
	return first_stop_of((pid_t)tid);
}

struct task *on_created(struct task *parent, int event, int *first_status)
{
	struct task *child = tracing.ending ? NULL : named_child(parent, event);

	parent->made_one = true;
	if (!child || child->announced) {
		tracee_restart(parent, 0);
		return NULL;
	}
	creation(&parent->call, &child->flags, &child->exit_signal);
	announce(child, parent);
	report_birth(parent, child);
	*first_status = child->kept_status;
	tracee_restart(parent, 0);
	if (child->ended)
		return child;
	if (child->flags & CLONE_VFORK)
		lend(parent, child);
	if (!(child->flags & CLONE_THREAD))
		moment_reached(child, MOMENT_CHILD_START);
	return child;
}

void on_adopted(struct task *t)
{
	struct task *creator = t->parent;

	if (creator)
		creation(&creator->call, &t->flags, &t->exit_signal);
	announce(t, creator);
	if (creator)
		report_birth(creator, t);
	if (!creator || t->unsure)
		report_note(t, "creator",
			    creator ? "its creator died before it named it; another thread of that process may have made it"
				    : "its creator died before it named it");
}

void on_vfork_done(struct task *parent)
{
	bool by_exec = parent->child_executed;

	/* The kernel wakes the parent during the child's exec, before it reports the exec to us. */
	for (struct task *child = task_after(NULL); child; child = task_after(child))
		if (child->number == parent->lent_to)
			by_exec = by_exec || (child->in_call && (call_is(&child->call, "execve") || call_is(&child->call, "execveat")));
	report_resume(parent, parent->lent_to, by_exec);
	if (parent->number == 1)
		report_threads(parent, WIRE_THREADS_AT_RESUME);
	parent->lent_to = 0;
}

void on_exec(struct task *t)
{
	unsigned long former;
	struct task *thread;

	/* If it was killed meanwhile, it is not known who it was. */
	if (!tracee_message(t, PTRACE_EVENT_EXEC, &former))
		former = (unsigned long)t->tid;
	thread = task_find((pid_t)former);
	report_exec(t, (pid_t)former, thread ? &thread->where : NULL);
	if (thread)
		lines_forget(thread);
	lines_forget(t);
	if (thread && thread != t) {
		naming_died(t);
		follow_becomes(t, thread);
		/* If a thread other than the leader calls execve(2), it continues under the leader's id. */
		task_becomes(t, thread);
	}
	if (!t->parent) {
		/* The program of `trace` begins with what this command hands on. */
		if (!tracing.options->strategy && !t->executed) {
			report_keep_start(t);
			report_started(t);
		}
		/* The host of a strategy never executes another program. */
		t->executed = !tracing.options->strategy;
		return;
	}
	t->parent->child_executed = t->parent->lent_to == t->number || t->parent->child_executed;
	if (own_program_is_due(t)) {
		t->own_program = true;
		return;
	}
	t->own_program = false;
	t->executed = true;
	report_passport(t, WIRE_PASSPORT_STAGE_AFTER_EXEC);
	moment_reached(t, MOMENT_AFTER_EXEC);
}

void on_exiting(struct task *t)
{
	t->exiting = true;
	if (t->process == t->tid && program_runs_on())
		may_outlive_us(t->tid);
	naming_died(t);
	report_unreturned(t);
}

void on_gone(struct task *t, int detail, bool killed)
{
	/* Its exit was not seen: a SIGKILL took it there while we still spoke to the stop before. */
	if (!t->exiting)
		report_unreturned(t);
	if (t->number) {
		if (t->executed && tracing.options->strategy) {
			t->phase = phase_name(PHASE_reap);
			t->step = "target";
		}
		report_exit(t, detail, killed);
	}
	/*
	 * The kernel reports a leader's death last. A thread that is still in the table was about to become the
	 * leader by execve(2) when it was killed: its id is gone, and nothing will be heard of it.
	 */
	for (struct task *other = t->tid == t->process ? task_after(NULL) : NULL; other; other = task_after(other))
		if (other != t && other->announced && other->process == t->process)
			naming_forget(other);
	naming_forget(t);
}
