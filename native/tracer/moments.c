/*
 * Moments: something is done to a task while it stands at a known place. From outside this would
 * depend on luck.
 *
 * A signal is sent with tgkill(2) while the task is stopped, so it is pending before the next
 * instruction. A task is held by not restarting it while the rest of the run continues.
 */
#include "tracer/moments.h"

#include "report/output.h"
#include "report/proc.h"
#include "report/report.h"
#include "tasks/observe.h"
#include "tracer/tracing.h"
#include "wire/gen/wire_events.h"
#include "wire/wire.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

/* How often the parent is looked at while its child is held, at equal intervals. */
#define SAMPLES 4
#define MS 1000000u

const char *const moment_names[MOMENTS + 1] = {
	[MOMENT_BEFORE_CREATE] = "before-create",
	[MOMENT_CHILD_START] = "child-start",
	[MOMENT_BEFORE_EXEC] = "before-exec",
	[MOMENT_AFTER_EXEC] = "after-exec",
};

static struct task *held;
/* Each moment is used once: a signal may interrupt a creating call, which then begins again. */
static bool reached[MOMENTS];

/* The parent, whose memory `t` shares or copied; the host itself has none. */
static struct task *parent_of(struct task *t)
{
	return t->parent ? t->parent : t;
}

static void send(struct task *to, const struct sending *s)
{
	struct signal_sets sets;
	/* The child and the host each lead a thread group, so tid and tgid are the same. */
	bool sent = tgkill(to->tid, to->tid, s->signal) == 0;

	if (!sent)
		return;
	report_sent(to, s->signal, WIRE_SIGNAL_HOW_GENERATED, moment_names[s->at]);
	if (observe_signals(to->tid, &sets) && strtoull(sets.blocked, NULL, 16) >> (s->signal - 1) & 1)
		report_sent(to, s->signal, WIRE_SIGNAL_HOW_PENDING, moment_names[s->at]);
}

void moment_reached(struct task *t, enum moment moment)
{
	const struct options *o = tracing.options;

	/* Only the host and its first child: later tasks belong to the target. */
	if (!report_running() || t->number != (moment == MOMENT_BEFORE_CREATE ? 1 : 2) || reached[moment] || tracing.ending)
		return;
	reached[moment] = true;
	for (int i = 0; i < o->send_count; i++)
		if (o->sends[i].at == moment)
			send(o->sends[i].to_parent ? parent_of(t) : t, &o->sends[i]);
	if (o->hold_ms[moment] > 0) {
		held = t;
		t->held_until_ns = wire_now() + (uint64_t)o->hold_ms[moment] * MS;
		t->sample_at_ns = 0;
	}
}

void moments_forget(struct task *t)
{
	t->held_until_ns = 0;
	if (held == t)
		held = NULL;
}

static void release(struct task *t)
{
	moments_forget(t);
	if (t->listen_after)
		tracee_listen(t);
	else
		tracee_restart(t, t->signal_after);
}

void moments_tick(void)
{
	struct task *t = held;
	uint64_t now;
	long whole;

	if (!t)
		return;
	if (tracing.ending) {
		release(t);
		return;
	}
	now = wire_now();
	whole = tracing.options->hold_ms[t->executed      ? MOMENT_AFTER_EXEC
					 : t->attempted   ? MOMENT_BEFORE_EXEC
					 : t->number == 1 ? MOMENT_BEFORE_CREATE
							  : MOMENT_CHILD_START];
	if (now >= t->sample_at_ns) {
		report_sample(parent_of(t), t->number, tracing.options->threads);
		report_threads(parent_of(t), WIRE_THREADS_AT_HELD);
		t->sample_at_ns = now + (uint64_t)whole * MS / SAMPLES;
	}
	if (now >= t->held_until_ns)
		release(t);
}

long moments_due_ms(void)
{
	return held ? 1 : -1;
}
