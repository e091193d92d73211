/* A held task, and what is seen and done while it stands. See hold.c. */
#ifndef HOLD_H
#define HOLD_H

#include "tasks/tasks.h"

/* The parent, whose memory `t` shares or copied: the host itself for the host. NULL if it has ended. */
struct task *parent_of(struct task *t);
/* Holds `t` at this moment for `ms`, or until a person lets go (HOLD_WAIT). */
void hold_begin(struct task *t, long ms, const char *moment);
/* A held task that stops again was killed: forgets that it was held. */
void hold_forget(struct task *t);
/* Looks at the parent of a held task, does what was ordered, and releases the task when its time is over. */
void hold_tick(void);
/* Milliseconds until hold_tick() is due; -1: nothing is held. */
long hold_due_ms(void);

#endif
