/* Moments at which something is done to a task. See moments.c. */
#ifndef MOMENTS_H
#define MOMENTS_H

#include "base/options.h"
#include "tasks/tasks.h"

extern const char *const moment_names[MOMENTS + 1]; /* by enum moment, ended by NULL */

/* `t` is at this moment: sends the signals, and holds it if asked to. */
void moment_reached(struct task *t, enum moment moment);
/* A held task that stops again was killed: forgets that it was held. */
void moments_forget(struct task *t);
/* Samples the parent of a held task, and releases the task when its time is over. */
void moments_tick(void);
/* Milliseconds until moments_tick() is due; -1: nothing is held. */
long moments_due_ms(void);

#endif
