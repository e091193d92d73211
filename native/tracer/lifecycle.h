/* Tasks come and go. See lifecycle.c. */
#ifndef LIFECYCLE_H
#define LIFECYCLE_H

#include "tasks/tasks.h"

/* False: the new task cannot be followed, and the run was stopped. */
void on_created(struct task *parent);
void on_vfork_done(struct task *parent);
void on_exec(struct task *t);
void on_gone(struct task *t, int detail, bool killed);

#endif
