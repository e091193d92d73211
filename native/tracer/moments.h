/* Moments at which something is done to a task. See moments.c. */
#ifndef MOMENTS_H
#define MOMENTS_H

#include "base/options.h"
#include "tasks/tasks.h"

extern const char *const moment_names[MOMENTS + 1]; /* by enum moment, ended by NULL */

/* `t` stands at this moment: signals are sent, and it is held if that was asked for. */
void moment_reached(struct task *t, enum moment moment);
/* It has stopped again, so it was killed: nothing is held any more. */
void moments_forget(struct task *t);
/* Samples and releases what is held. */
void moments_tick(void);
/* Milliseconds until moments_tick() has something to do; -1: nothing is held. */
long moments_due_ms(void);

#endif
