/* Sends a signal with tgkill(2). To a stopped task it is pending before the task's next instruction. */
#include "tracer/sending.h"

#include "report/report.h"
#include "tasks/observe.h"
#include "wire/gen/wire_events.h"

#include <signal.h>
#include <stdlib.h>

static bool in_set(const char *digits, int signal)
{
	return strtoull(digits, NULL, 16) >> (signal - 1) & 1;
}

bool signal_send(struct task *to, int signal, const char *moment)
{
	struct signal_sets sets;

	/* The child and the host each lead a thread group, so tid and tgid are the same. */
	if (tgkill(to->tid, to->tid, signal) != 0)
		return false;
	report_sent(to, signal, WIRE_SIGNAL_HOW_GENERATED, moment);
	if (observe_signals(to->tid, &sets) && in_set(sets.blocked, signal))
		report_sent(to, signal, WIRE_SIGNAL_HOW_PENDING, moment);
	return true;
}

bool signal_waits(const struct task *at, int signal)
{
	struct signal_sets sets;

	return observe_signals(at->tid, &sets) && in_set(sets.pending, signal) && !in_set(sets.blocked, signal);
}
