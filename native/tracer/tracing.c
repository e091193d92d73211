/* State shared by the files of the tracer, and how it restarts or kills tracees. */
#include "tracer/tracing.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/ptrace.h>

struct tracing tracing;

void tracing_end(enum wire_end_outcome outcome, const char *format, ...)
{
	va_list list;

	if (tracing.ending)
		return;
	tracing.ending = true;
	tracing.outcome = outcome;
	va_start(list, format);
	vsnprintf(tracing.why, sizeof(tracing.why), format, list);
	va_end(list);
	for (struct task *t = task_after(NULL); t; t = task_after(t))
		kill(t->tid, SIGKILL);
}

void tracee_restart(struct task *t, int signal)
{
	t->signal_after = signal;
	t->listen_after = false;
	if (t->held_until_ns)
		return;
	/* ESRCH means it was killed meanwhile; its end will still be reported. */
	ptrace(tracing.ending ? PTRACE_CONT : PTRACE_SYSCALL, t->tid, 0, signal);
}

void tracee_listen(struct task *t)
{
	t->listen_after = true;
	if (!t->held_until_ns)
		ptrace(tracing.ending ? PTRACE_CONT : PTRACE_LISTEN, t->tid, 0, 0);
}
