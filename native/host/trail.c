/* Storage for the marks, and the functions with which a strategy reports what it decided. */
#include "host/trail.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

struct trail *trail;
__thread enum role role = ROLE_HOST;
volatile int canary = CANARY_PARENT;
volatile int handler_runs;

void condition(const char *name, bool held, const char *saw, ...)
{
	struct trail_condition *c;
	va_list list;

	if (trail->condition_count >= TRAIL_CONDITIONS)
		return;
	c = &trail->conditions[trail->condition_count++];
	c->name = name;
	c->held = held;
	va_start(list, saw);
	vsnprintf(c->saw, sizeof(c->saw), saw, list);
	va_end(list);
}

void finding(const char *name, bool harm, const char *value, ...)
{
	struct trail_finding *f;
	va_list list;

	if (trail->finding_count >= TRAIL_FINDINGS)
		return;
	f = &trail->findings[trail->finding_count];
	f->name = name;
	f->harm = harm;
	va_start(list, value);
	vsnprintf(f->value, sizeof(f->value), value, list);
	va_end(list);
	trail->finding_count++;
}

void trail_time(unsigned slot)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	trail->passing[slot].ns = (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
	trail->passing[slot].role = role;
}

void give_up(const char *what)
{
	trail->setup_error = errno ? errno : EINVAL;
	snprintf(trail->setup_what, sizeof(trail->setup_what), "%s", what);
	_exit(1);
}

void on_host_signal(int signal)
{
	(void)signal;
	handler_runs++;
}

void decided(const char *mechanism)
{
	trail->decided_at = trail->at[ROLE_HOST];
	trail->mechanism = mechanism;
}

const char *phase_name(enum phase phase)
{
	static const char *const names[] = {
		[PHASE_decide] = "decide", [PHASE_prepare] = "prepare", [PHASE_create] = "create", [PHASE_child_setup] = "child-setup",
		[PHASE_exec] = "exec",     [PHASE_resume] = "resume",   [PHASE_reap] = "reap",
	};

	_Static_assert(sizeof(names) / sizeof(*names) == PHASES, "a phase has no name");
	return names[phase];
}
