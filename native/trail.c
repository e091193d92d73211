/* The marks' storage, and how a strategy tells what it decided. */
#include "strategy.h"

#include <stdarg.h>
#include <stdio.h>

struct trail *trail;
enum role role = ROLE_HOST;
volatile int canary = CANARY_PARENT;

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

void decided(const char *mechanism)
{
	trail->decided_at = trail->at[ROLE_HOST];
	trail->mechanism = mechanism;
}
