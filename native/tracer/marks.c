/* Reads from the trail where the strategy is, and reports what it decided and found. */
#include "tracer/marks.h"

#include "host/trail.h"
#include "report/output.h"
#include "report/report.h"
#include "tracer/tracing.h"

#include <sched.h>

static bool decision_reported;
static int findings_reported;

static bool is_thread(const struct task *t)
{
	return t->flags & CLONE_THREAD;
}

/* For a libc call with several phases: tells them apart by what has happened so far. */
static const char *library_phase(const struct task *t)
{
	if (t->parent && !is_thread(t))
		return phase_name(t->attempted ? PHASE_exec : PHASE_child_setup);
	if (t->creating)
		return phase_name(PHASE_create);
	return phase_name(t->created_one ? PHASE_resume : PHASE_prepare);
}

static const struct mark *mark_of(const struct task *t)
{
	return t->number >= 1 && t->number <= ROLES ? trail->at[t->number - 1] : NULL;
}

bool own_program_is_due(const struct task *t)
{
	return tracing.options->strategy && t->number == 2 && trail->own_program && !t->own_program && !t->executed;
}

void read_marks(struct task *t)
{
	const struct mark *mark;

	if (!tracing.options->strategy)
		return;
	if (t->executed) {
		t->phase = phase_name(PHASE_exec);
		t->step = "target";
		return;
	}
	if (t->own_program) {
		t->phase = phase_name(t->attempted ? PHASE_exec : trail->own_program->phase);
		t->step = trail->own_program->step;
		return;
	}
	mark = mark_of(t);
	/* Inside posix_spawn none of our code runs in the child, so it is at its parent's step. */
	if (!mark && t->parent && (mark = mark_of(t->parent)) && !mark->library)
		mark = NULL;
	/* Without a mark of its own it is still where it was created. */
	if (!mark)
		return;
	t->phase = mark->library ? library_phase(t) : phase_name(mark->phase);
	t->step = mark->step;
}

void report_trail(void)
{
	if (!report_running() || !tracing.options->strategy)
		return;
	if (!decision_reported && trail->mechanism) {
		decision_reported = true;
		report_decide();
	}
	while (findings_reported < trail->finding_count)
		report_finding(&trail->findings[findings_reported++]);
}
