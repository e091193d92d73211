/*
 * --pin follow. To wake a task on another processor takes several times as long as the work at a stop. So while one task runs at
 * a time, the tracer and its tracees are together: each is bound to the processor on which the tracer was. When a second task
 * has something to do as well, they part.
 *
 * A traced program never sees this. A task is bound only while it cannot look: it is restarted into user mode, or into a call
 * that does not concern affinity (affinity.c). Before any other call of any task, every task gets its own affinity back, and
 * nobody is bound while such a call is under way. What a program sets itself stands: a task with another affinity than the one we
 * were started with is not bound. Whoever is not traced may see the bound affinity while they are together.
 *
 * A call that creates a task copies the affinity of its caller. A bound task makes it bound only if it is the only one: then
 * nobody can look before the new task has stopped for the first time, and from then on it is bound like any other (follow_new).
 *
 * They part at a tick without a stop, and BRIEFLY_NS after they came together, so that the scheduler can place the tracer anew.
 */
#include "tracer/follow.h"

#include "tasks/observe.h"
#include "tracer/affinity.h"

#include <sched.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* More tasks than these are a parallel program. */
#define FEW 16
/*
 * For so long a second task may have something to do beside the first one: after vfork(2) the parent does, while the child
 * executes its program. Time in which only one does is subtracted.
 */
#define SECOND_NS 1000000
#define BRIEFLY_NS 50000000u
/* Restarts in a row with nobody else busy, before they come together. More are wanted while it was a mistake. */
#define ALONE_AT_ONCE 1
#define ALONE_AGAIN 8
#define ALONE_MOST 1024
/* Restarts of others during a call that concerns affinity, before they part. */
#define FEW_ASIDE 8

static struct {
	bool on;
	cpu_set_t own;   /* of the tracer when it was started, and of its tracees unless they set another */
	cpu_set_t whole; /* to set this gives `own` back */
	cpu_set_t one;   /* while they are together */
	bool together;
	struct task *bound[FEW];
	int bound_count, aside;
	uint64_t since_ns, looked_ns;
	int64_t second_ns; /* how long a second one was busy */
	bool second;       /* it is, since the last look */
	long stops, since_stops, stops_at_tick;
	/* Of all restarted tasks: how many are busy, and how many are in a call that concerns affinity. */
	int busy, concerned;
	int alone, alone_wanted;
	/* A bound task that creates one, which will be bound to `inherited`. It may be gone when that one is seen. */
	const struct task *creator;
	cpu_set_t inherited;
	bool maybe_unseen; /* a task was killed while it created one */
} follow;

static void set_busy(struct task *t, bool busy)
{
	follow.busy += busy - t->busy;
	t->busy = busy;
}

static void set_concerned(struct task *t, bool concerned)
{
	follow.concerned += concerned - t->concerned;
	t->concerned = concerned;
}

static void list(struct task *t)
{
	follow.bound[follow.bound_count++] = t;
	t->bound = true;
}

static void unlist(struct task *t)
{
	for (int i = 0; i < follow.bound_count; i++)
		if (follow.bound[i] == t) {
			follow.bound[i] = follow.bound[--follow.bound_count];
			break;
		}
	t->bound = false;
}

/* Gives it its own affinity back, unless somebody has set another one meanwhile. */
static void unbind(struct task *t)
{
	cpu_set_t now;

	if (!t->bound)
		return;
	unlist(t);
	if (sched_getaffinity(t->tid, sizeof(now), &now) == 0 && CPU_EQUAL(&now, &follow.one))
		sched_setaffinity(t->tid, sizeof(follow.whole), &follow.whole);
}

static void unbind_all(void)
{
	while (follow.bound_count > 0)
		unbind(follow.bound[follow.bound_count - 1]);
}

static void part(int alone_wanted)
{
	unbind_all();
	if (follow.together)
		sched_setaffinity(0, sizeof(follow.whole), &follow.whole);
	follow.together = false;
	follow.alone = 0;
	follow.alone_wanted = alone_wanted;
}

/* A second one is busy: the sooner that was, the longer they stay apart. */
static void part_for_longer(void)
{
	bool soon = follow.stops - follow.since_stops < ALONE_MOST;
	int longer = follow.alone_wanted < ALONE_AGAIN ? ALONE_AGAIN : follow.alone_wanted * 2;

	part(!soon ? ALONE_AGAIN : longer < ALONE_MOST ? longer : ALONE_MOST);
}

/* False if it has another affinity than we had, which then stays as it is. */
static bool bind(struct task *t)
{
	cpu_set_t now;

	if (t->bound)
		return true;
	if (sched_getaffinity(t->tid, sizeof(now), &now) != 0)
		return false;
	/* It has chosen this processor itself. */
	if (CPU_EQUAL(&now, &follow.one))
		return true;
	if (follow.bound_count == FEW || !CPU_EQUAL(&now, &follow.own) || sched_setaffinity(t->tid, sizeof(follow.one), &follow.one) != 0)
		return false;
	list(t);
	return true;
}

/* The processor of the tracer, or the only one that the task has chosen. -1: none. */
static int meeting_place(const struct task *t)
{
	cpu_set_t now;
	int cpu = 0;

	if (sched_getaffinity(t->tid, sizeof(now), &now) != 0)
		return -1;
	if (CPU_EQUAL(&now, &follow.own))
		return sched_getcpu();
	while (cpu < CPU_SETSIZE && !CPU_ISSET(cpu, &now))
		cpu++;
	return CPU_COUNT(&now) == 1 && CPU_ISSET(cpu, &follow.own) ? cpu : -1;
}

static void come_together(struct task *t)
{
	int cpu = meeting_place(t);

	follow.alone = 0;
	CPU_ZERO(&follow.one);
	if (cpu >= 0)
		CPU_SET(cpu, &follow.one);
	if (cpu < 0 || sched_setaffinity(0, sizeof(follow.one), &follow.one) != 0) {
		follow.alone_wanted = ALONE_MOST;
		return;
	}
	follow.together = true;
	follow.since_ns = 0;
	follow.since_stops = follow.stops;
	follow.second_ns = 0;
	follow.second = false;
	follow.aside = 0;
	if (!bind(t))
		part(ALONE_MOST);
}

void follow_stop(struct task *t)
{
	follow.stops++;
	set_busy(t, false);
	set_concerned(t, false);
}

void follow_rest(struct task *t)
{
	unbind(t);
}

/* What it was creating may live, and has not been seen. */
static void note_unseen(const struct task *t)
{
	follow.maybe_unseen = follow.maybe_unseen || (t->in_call && !t->made_one && creates(t));
}

void follow_gone(struct task *t)
{
	note_unseen(t);
	follow_stop(t);
	unbind(t);
}

void follow_becomes(struct task *leader, struct task *thread)
{
	note_unseen(leader);
	follow_stop(thread);
	unlist(leader);
	for (int i = 0; i < follow.bound_count; i++)
		if (follow.bound[i] == thread)
			follow.bound[i] = leader;
}

/* Nobody can look while it creates another task, or it would see that one before we do. */
static bool creates_alone(struct task *t)
{
	if (!t->bound || tasks_alive() > 1 || follow.maybe_unseen)
		return false;
	follow.creator = t;
	follow.inherited = follow.one;
	return true;
}

/* Is a new task bound because its creator was? A call creates one task. */
static bool is_heir(pid_t tid)
{
	cpu_set_t now;
	bool heir = follow.creator && sched_getaffinity(tid, sizeof(now), &now) == 0 && CPU_EQUAL(&now, &follow.inherited);

	follow.creator = NULL;
	return heir;
}

void follow_new(struct task *t)
{
	if (!is_heir(t->tid))
		return;
	if (follow.together && follow.bound_count < FEW && CPU_EQUAL(&follow.inherited, &follow.one))
		list(t);
	else
		sched_setaffinity(t->tid, sizeof(follow.whole), &follow.whole);
}

void follow_left_alone(pid_t tid)
{
	if (is_heir(tid))
		sched_setaffinity(tid, sizeof(follow.whole), &follow.whole);
}

/* It runs on in user mode, or in a call that does not concern affinity. */
static void restart_freely(struct task *t, bool sleeps)
{
	bool few = tasks_alive() <= FEW;

	if (follow.together && follow.concerned > 0) {
		if (++follow.aside > FEW_ASIDE)
			part(ALONE_AT_ONCE);
	} else if (follow.together) {
		if (!few || !bind(t))
			part(ALONE_AGAIN);
	} else if (few && follow.busy == 0 && follow.concerned == 0) {
		if (++follow.alone >= follow.alone_wanted)
			come_together(t);
	} else {
		follow.alone = 0;
	}
	set_busy(t, !sleeps);
}

void follow_restart(struct task *t, int signal)
{
	enum concern concern = CONCERN_NONE;

	if (!follow.on)
		return;
	/* Its call has returned, and created nothing: what it creates is seen before. */
	if (t == follow.creator && !t->in_call)
		follow.creator = NULL;
	/* A task that ends makes no more calls. What a creating call has made has inherited its affinity already. */
	if (t->in_call && !t->exiting && !t->made_one)
		concern = concern_of(t, follow.together || follow.alone_wanted <= ALONE_AT_ONCE);
	if (concern == CONCERN_BEYOND) {
		follow_end();
	} else if (concern == CONCERN_COPY && creates_alone(t)) {
		set_busy(t, true);
	} else if (concern == CONCERN_AFFINITY || concern == CONCERN_COPY) {
		unbind_all();
		set_concerned(t, true);
		set_busy(t, true);
	} else if (signal && signal != SIGCHLD) {
		/* It may die of it, and whatever writes the core dump may look at it. */
		unbind(t);
		set_busy(t, true);
	} else {
		restart_freely(t, concern == CONCERN_SLEEP);
	}
}

/* Asks the kernel which of them really have something to do. */
static bool is_second_busy(void)
{
	char state[64];

	for (struct task *t = task_after(NULL); t && follow.busy > 1; t = task_after(t))
		if (t->busy && t->in_call && (!observe_state(t->tid, state, sizeof(state)) || state[0] != 'R'))
			set_busy(t, false);
	return follow.busy > 1;
}

/* Has a second task been busy for too long? */
static bool second_lasts(uint64_t now)
{
	int64_t passed = (int64_t)(now - follow.looked_ns);

	follow.looked_ns = now;
	follow.second_ns += follow.second ? passed : -passed;
	if (follow.second_ns < 0)
		follow.second_ns = 0;
	if (follow.second_ns > SECOND_NS) {
		if (is_second_busy())
			return true;
		follow.second_ns = 0;
	}
	follow.second = follow.busy > 1;
	return false;
}

void follow_look(uint64_t now, bool ticked)
{
	bool still = ticked && follow.stops_at_tick == follow.stops;

	if (ticked)
		follow.stops_at_tick = follow.stops;
	if (!follow.together)
		return;
	if (follow.since_ns == 0)
		follow.since_ns = follow.looked_ns = now;
	if (second_lasts(now))
		part_for_longer();
	else if (still || now - follow.since_ns > BRIEFLY_NS)
		part(follow.alone_wanted);
}

bool follow_together(void)
{
	return follow.together;
}

/* Binds the tracer itself, and sets `whole`. True if /proc then shows what it showed before. */
static bool comes_back(const cpu_set_t *whole, const char *before)
{
	char after[AFFINITY_TEXT];
	cpu_set_t one;
	int cpu = sched_getcpu();

	if (cpu < 0)
		return false;
	CPU_ZERO(&one);
	CPU_SET(cpu, &one);
	follow.whole = *whole;
	return sched_setaffinity(0, sizeof(one), &one) == 0 && sched_setaffinity(0, sizeof(*whole), whole) == 0 && observe_affinity(getpid(), after) &&
	       strcmp(before, after) == 0;
}

void follow_begin(void)
{
	int policy = sched_getscheduler(0);
	char before[AFFINITY_TEXT];
	cpu_set_t all;

	/*
	 * A real-time task that computes would keep a tracer on the same processor from running. The filter of a sandbox refuses
	 * to say, so there nobody is bound.
	 */
	if (policy != SCHED_OTHER && policy != SCHED_BATCH)
		return;
	if (sched_getaffinity(0, sizeof(follow.own), &follow.own) != 0 || CPU_COUNT(&follow.own) < 2 || !observe_affinity(getpid(), before))
		return;
	/* Whoever has never chosen gets new processors when the machine does. To set all that there can be comes nearest to that. */
	memset(&all, 0xff, sizeof(all));
	follow.on = comes_back(&all, before) || comes_back(&follow.own, before);
	follow.alone_wanted = ALONE_AT_ONCE;
}

void follow_end(void)
{
	part(ALONE_AT_ONCE);
	follow.on = false;
}
