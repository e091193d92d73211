/*
 * The kernel attaches a new task by itself. Its first stop may come before the event of its creator
 * that names it, so the task is kept stopped until then. If the creator is killed in that moment, the
 * event never comes.
 *
 * Each creating call has a number, in the order in which they began. A kept task was made by a call
 * that had begun when it stopped. Once all of those are over, nobody will name it: it is lost, and the
 * tracer adopts it.
 */
#include "tracer/naming.h"

#include "tasks/observe.h"
#include "tracer/answer.h"
#include "tracer/follow.h"
#include "tracer/stops.h"

static uint64_t begun;
/* Calls under way, and tasks that are kept: mostly none, so that nothing is searched. */
static int under_way;
static int kept;
/* A call has ended since the last search, so there may be a lost task. */
static bool changed;

void naming_begin(struct task *creator)
{
	naming_end(creator);
	creator->creating_as = ++begun;
	under_way++;
}

void naming_end(struct task *creator)
{
	if (!creator->creating_as)
		return;
	creator->creating_as = 0;
	under_way--;
	changed = true;
}

/* While the creator stands at its exit, /proc still says in which process a task was made. */
static bool may_have_made(const struct task *creator, const struct task *t)
{
	pid_t made_in = observe_maker(t->tid);

	return made_in == 0 || made_in == creator->process;
}

void naming_died(struct task *creator)
{
	for (struct task *t = creator->creating_as ? naming_kept() : NULL; t; t = task_after(t)) {
		if (t->announced || creator->creating_as > t->kept_since || !may_have_made(creator, t))
			continue;
		t->unsure = t->parent != NULL;
		t->parent = creator;
	}
	naming_end(creator);
}

struct task *naming_keep(pid_t tid, int status)
{
	struct task *t = task_find(tid);

	if (!t) {
		t = task_add(tid);
		t->kept_since = begun;
		kept++;
		follow_new(t);
	}
	t->kept_status = status;
	t->ended = !waits_for_restart(classify(status).stop);
	return t;
}

bool naming_open(uint64_t since)
{
	if (under_way == 0)
		return false;
	for (struct task *t = task_after(NULL); t; t = task_after(t))
		if (t->creating_as && t->creating_as <= since)
			return true;
	return false;
}

struct task *naming_lost(void)
{
	if (!changed || kept == 0)
		return NULL;
	for (struct task *t = task_after(NULL); t; t = task_after(t))
		if (!t->announced && !naming_open(t->kept_since))
			return t;
	changed = false;
	return NULL;
}

struct task *naming_kept(void)
{
	for (struct task *t = kept ? task_after(NULL) : NULL; t; t = task_after(t))
		if (!t->announced)
			return t;
	return NULL;
}

void naming_announce(struct task *t, struct task *parent, bool thread, bool hidden)
{
	kept--;
	task_announce(t, parent, thread, hidden);
}

void naming_forget(struct task *t)
{
	if (!t->announced)
		kept--;
	naming_end(t);
	follow_gone(t);
	task_gone(t);
}

uint64_t naming_now(void)
{
	return begun;
}
