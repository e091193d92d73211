/* The life of a task. See lifecycle.c. */
#ifndef LIFECYCLE_H
#define LIFECYCLE_H

#include "tasks/tasks.h"

/* `parent` has created a task. If that task cannot be followed, the run is ended. */
void on_created(struct task *parent);
void on_vfork_done(struct task *parent);
void on_exec(struct task *t);
void on_gone(struct task *t, int detail, bool killed);

#endif
