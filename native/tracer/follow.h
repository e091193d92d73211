/* --pin follow: tracer and tracees on one processor while one of them runs at a time. See follow.c. */
#ifndef FOLLOW_H
#define FOLLOW_H

#include "tasks/tasks.h"

/* From here on. Does nothing where it could not be undone exactly. */
void follow_begin(void);
/* From here on no more: every task has the affinity again that it had without us. */
void follow_end(void);

/* To be told of every stop, of every restart before it is made, and of every end. `signal`: what the restart delivers. */
void follow_stop(struct task *t);
void follow_restart(struct task *t, int signal);
/* The first stop of a task. */
void follow_new(struct task *t);
/* The first stop of one that runs on without us. */
void follow_left_alone(pid_t tid);
/* It stays in its group-stop. */
void follow_rest(struct task *t);
void follow_gone(struct task *t);
/* Before task_becomes(). */
void follow_becomes(struct task *leader, struct task *thread);

/* After every wait. `ticked`: the timer has interrupted it. */
void follow_look(uint64_t now, bool ticked);
/* True while they are together, and the timer must look after them. */
bool follow_together(void);

#endif
