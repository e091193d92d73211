/* State shared by the files of the tracer, and how it restarts, kills or lets go of tracees. */
#include "tracer/tracing.h"

#include "decode/names.h"
#include "sandbox/contain.h"
#include "tracer/follow.h"

#include <stdarg.h>
#include <stdio.h>
#include <sys/ptrace.h>

struct tracing tracing;

/* A program of the sandbox never runs on: nobody would watch its limits. */
bool program_runs_on(void)
{
	const struct options *o = tracing.options;

	return o->at_limit == AT_LIMIT_DETACH || (o->at_limit == AT_LIMIT_AUTO && !o->strategy && contained_by() == WIRE_HELLO_SANDBOX_NONE);
}

static void decide(enum wire_end_outcome outcome, const char *format, va_list list)
{
	tracing.outcome = outcome;
	vsnprintf(tracing.why, sizeof(tracing.why), format, list);
}

static void end_all(void)
{
	tracing.ending = true;
	tracing.letting_go = false;
	for (struct task *t = task_after(NULL); t; t = task_after(t))
		kill(t->tid, SIGKILL);
}

void tracing_end(enum wire_end_outcome outcome, const char *format, ...)
{
	va_list list;

	if (tracing.ending)
		return;
	va_start(list, format);
	/* A run that is let go has its reason already. */
	if (!tracing.letting_go)
		decide(outcome, format, list);
	va_end(list);
	end_all();
}

void tracing_limit(enum wire_end_outcome outcome, const char *format, ...)
{
	va_list list;

	if (tracing.ending || tracing.letting_go)
		return;
	va_start(list, format);
	decide(outcome, format, list);
	va_end(list);
	if (!program_runs_on()) {
		end_all();
		return;
	}
	follow_end();
	/* PTRACE_DETACH works only on a stopped task. One that is stopped already, and kept so, ignores this. */
	tracing.letting_go = true;
	for (struct task *t = task_after(NULL); t; t = task_after(t))
		ptrace(PTRACE_INTERRUPT, t->tid, 0, 0);
}

bool tracing_overdue(uint64_t now)
{
	if (tracing.stop_signal)
		tracing_end(WIRE_END_OUTCOME_KILLED, "the helper was told to stop (%s)", signal_name(tracing.stop_signal));
	if (now > tracing.deadline_ns)
		tracing_limit(WIRE_END_OUTCOME_TIMEOUT, "it took longer than --timeout %ld ms; give it more, up to %ld", tracing.options->timeout_ms,
			      most_timeout_ms(tracing.options));
	return tracing.ending || tracing.letting_go;
}

void tracee_restart(struct task *t, int signal)
{
	t->signal_after = signal;
	t->listen_after = false;
	if (t->held_until_ns)
		return;
	follow_restart(t, signal);
	/* ESRCH means it was killed meanwhile; its end will still be reported. */
	ptrace(tracing.ending || tracing.quiet ? PTRACE_CONT : PTRACE_SYSCALL, t->tid, 0, signal);
}

bool tracee_message(const struct task *t, int event, unsigned long *message)
{
	siginfo_t si = { 0 };

	/* In this order: if it is still at the event afterwards, the message was the event's. */
	return ptrace(PTRACE_GETEVENTMSG, t->tid, 0, message) == 0 && ptrace(PTRACE_GETSIGINFO, t->tid, 0, &si) == 0 && si.si_code == (SIGTRAP | event << 8);
}

void tracee_listen(struct task *t)
{
	t->listen_after = true;
	follow_rest(t);
	if (!t->held_until_ns)
		ptrace(tracing.ending ? PTRACE_CONT : PTRACE_LISTEN, t->tid, 0, 0);
}
