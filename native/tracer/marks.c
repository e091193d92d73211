/* Where the strategy stands: the marks of the trail, read at a stop. */
#include "tracer/marks.h"

#include "host/trail.h"
#include "report/output.h"
#include "report/report.h"
#include "tracer/tracing.h"

#include <sched.h>

static bool decided_told;
static int findings_told;

static bool is_thread(const struct task *t)
{
	return t->flags & CLONE_THREAD;
}

/* One libc call that goes through several phases by itself: what was seen tells them apart. */
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

void look_where(struct task *t)
{
	const struct mark *mark;

	if (!tracing.options->strategy)
		return;
	if (t->executed) {
		t->phase = phase_name(PHASE_exec);
		t->step = "target";
		return;
	}
	mark = mark_of(t);
	/* Inside posix_spawn no code of ours runs in the child: it stands at its parent's step. */
	if (!mark && t->parent && (mark = mark_of(t->parent)) && !mark->library)
		mark = NULL;
	/* It has passed no mark yet: it still stands where it was created. */
	if (!mark)
		return;
	t->phase = mark->library ? library_phase(t) : phase_name(mark->phase);
	t->step = mark->step;
}

void tell_trail(void)
{
	if (!report_running() || !tracing.options->strategy)
		return;
	if (!decided_told && trail->mechanism) {
		decided_told = true;
		report_decide();
	}
	while (findings_told < trail->finding_count)
		report_finding(&trail->findings[findings_told++]);
}
