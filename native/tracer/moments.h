/* Moments at which something is done to a task. See moments.c. */
#ifndef MOMENTS_H
#define MOMENTS_H

#include "base/options.h"
#include "tasks/tasks.h"

extern const char *const moment_names[MOMENTS + 1]; /* by enum moment, ended by NULL */

/* `t` is at this moment: sends the signals, and holds it if asked to. */
void moment_reached(struct task *t, enum moment moment);

#endif
