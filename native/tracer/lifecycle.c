/* The life of a task: it is created, suspended, resumed, executes a program, ends. */
#include "tracer/lifecycle.h"

#include "base/options.h"
#include "decode/process.h"
#include "host/trail.h"
#include "report/output.h"
#include "report/proc.h"
#include "report/report.h"
#include "tasks/observe.h"
#include "tracer/moments.h"
#include "tracer/stops.h"
#include "tracer/tracing.h"
#include "wire/gen/wire_events.h"

#include <errno.h>
#include <sched.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>

/* How long to wait for the parent to fall asleep after its restart. */
#define SUSPEND_WAIT_US 50000

static uint64_t stack_pointer(pid_t tid)
{
	struct __ptrace_syscall_info info = { 0 };

	return ptrace(PTRACE_GET_SYSCALL_INFO, tid, sizeof(info), &info) > 0 ? info.stack_pointer : 0;
}

/*
 * Finds or waits for the child that the parent's event named. Usually it is at its first stop; if a
 * SIGKILL was faster, it is dead and `*status` says so. NULL if the table is full.
 */
static struct task *first_stop_of(pid_t tid, int *status)
{
	struct task *child = task_find(tid);
	pid_t got;

	*status = 0x7f;
	if (child)
		return child;
	/* The child is attached already, so its stop or its death is certain to come. The timer may interrupt the wait. */
	do
		got = waitpid(tid, status, __WALL);
	while (got < 0 && errno == EINTR);
	tracing.stops++;
	return got == tid ? task_add(tid) : NULL;
}

static void await_sleep(const struct task *parent)
{
	const struct timespec pause = { .tv_nsec = 20000 };
	char state[64];

	for (int us = 0; us < SUSPEND_WAIT_US; us += 20) {
		if (observe_state(parent->tid, state, sizeof(state)) && state[0] == 'D')
			return;
		nanosleep(&pause, NULL);
	}
}

static void lend(struct task *parent, struct task *child)
{
	parent->lent_to = child->number;
	parent->child_executed = false;
	if (report_running() && tracing.options->format == FORMAT_NDJSON)
		await_sleep(parent);
	report_suspend(parent, child->number);
	if (parent->number == 1)
		report_threads(parent, WIRE_THREADS_AT_SUSPEND);
}

void on_created(struct task *parent)
{
	unsigned long tid = 0;
	struct task *child;
	int status;
	bool thread;

	if (ptrace(PTRACE_GETEVENTMSG, parent->tid, 0, &tid) < 0)
		return;
	child = first_stop_of((pid_t)tid, &status);
	if (!child) {
		tracing_end(WIRE_END_OUTCOME_EVENT_LIMIT, "more than %d tasks at once, which is the most that can be traced", MAX_TASKS);
		return;
	}
	creation(&parent->call, &child->flags, &child->exit_signal);
	thread = child->flags & CLONE_THREAD;
	/* A thread of the set-up only counts, so it is not shown. */
	task_announce(child, parent, thread && tracing.options->strategy && !report_running());
	child->sp = stack_pointer(child->tid);
	child->phase = parent->phase;
	child->step = parent->step;
	if (!WIFSTOPPED(status)) {
		struct stopped end = classify(status);

		if (child->number)
			report_create(parent, child);
		on_gone(child, end.detail, end.stop == STOP_KILLED);
		tracee_restart(parent, 0);
		return;
	}
	if (child->number) {
		report_create(parent, child);
		if (!thread)
			report_passport(child, WIRE_PASSPORT_STAGE_CHILD_START);
	}
	tracee_restart(parent, 0);
	if (child->flags & CLONE_VFORK)
		lend(parent, child);
	if (!thread)
		moment_reached(child, MOMENT_CHILD_START);
	tracee_restart(child, 0);
}

void on_vfork_done(struct task *parent)
{
	bool by_exec = parent->child_executed;

	/* The kernel wakes the parent during the child's exec, before it reports the exec to us. */
	for (struct task *child = task_after(NULL); child; child = task_after(child))
		if (child->number == parent->lent_to)
			by_exec = by_exec || (child->in_call && (child->call.number == SYS_execve || child->call.number == SYS_execveat));
	report_resume(parent, parent->lent_to, by_exec);
	if (parent->number == 1)
		report_threads(parent, WIRE_THREADS_AT_RESUME);
	parent->lent_to = 0;
}

void on_exec(struct task *t)
{
	unsigned long former = 0;
	struct task *thread;

	ptrace(PTRACE_GETEVENTMSG, t->tid, 0, &former);
	thread = task_find((pid_t)former);
	report_exec(t, former ? (pid_t)former : t->tid);
	if (thread && thread != t) {
		/* If a thread other than the leader calls execve(2), it continues under the leader's id. */
		int number = t->number;
		struct task *parent = t->parent;
		pid_t tid = t->tid;

		*t = *thread;
		t->tid = tid;
		t->number = number;
		t->parent = parent;
		task_gone(thread);
	}
	if (!t->parent)
		return;
	t->executed = true;
	t->parent->child_executed = t->parent->lent_to == t->number || t->parent->child_executed;
	report_passport(t, WIRE_PASSPORT_STAGE_AFTER_EXEC);
	moment_reached(t, MOMENT_AFTER_EXEC);
}

void on_gone(struct task *t, int detail, bool killed)
{
	if (t->number) {
		if (t->executed && tracing.options->strategy) {
			t->phase = phase_name(PHASE_reap);
			t->step = "target";
		}
		report_exit(t, detail, killed);
	}
	task_gone(t);
}
