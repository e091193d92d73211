/*
 * Moments: something is done to a task while it stands at a known place. From outside this would
 * depend on luck.
 *
 * A signal is sent while the task is stopped (sending.c), so it is pending before the next instruction. A task is held by not
 * restarting it while the rest of the run continues (hold.c).
 */
#include "tracer/moments.h"

#include "report/output.h"
#include "tracer/hold.h"
#include "tracer/sending.h"
#include "tracer/terminal.h"
#include "tracer/tracing.h"

const char *const moment_names[MOMENTS + 1] = {
	[MOMENT_BEFORE_CREATE] = "before-create",
	[MOMENT_CHILD_START] = "child-start",
	[MOMENT_BEFORE_EXEC] = "before-exec",
	[MOMENT_AFTER_EXEC] = "after-exec",
};

/* Each moment is used once: a signal may interrupt a creating call, which then begins again. */
static bool reached[MOMENTS];

void moment_reached(struct task *t, enum moment moment)
{
	const struct options *o = tracing.options;

	/* Only the host and its first child: later tasks belong to the target. */
	if (!report_running() || t->number != (moment == MOMENT_BEFORE_CREATE ? 1 : 2) || reached[moment] || tracing.ending)
		return;
	reached[moment] = true;
	for (int i = 0; i < o->send_count; i++) {
		struct task *to = o->sends[i].to_parent ? parent_of(t) : t;

		if (o->sends[i].at == moment && to)
			signal_send(to, o->sends[i].signal, moment_names[moment]);
	}
	terminal_moment(t, moment, moment_names[moment]);
	if (o->hold_ms[moment] != 0)
		hold_begin(t, o->hold_ms[moment], moment_names[moment]);
}
