/* The life of a task. See lifecycle.c. */
#ifndef LIFECYCLE_H
#define LIFECYCLE_H

#include "tasks/tasks.h"

/*
 * PTRACE_EVENT_FORK, VFORK or CLONE: names the child, and restarts the parent. Returns the child, whose `first_status` is
 * to be acted upon, or NULL.
 */
struct task *on_created(struct task *parent, int event, int *first_status);
/* No event will name this kept task: it gets its number without one. */
void on_adopted(struct task *t);
void on_vfork_done(struct task *parent);
void on_exec(struct task *t);
/* PTRACE_EVENT_EXIT. */
void on_exiting(struct task *t);
/* `detail`: the exit status, or the signal that killed it. */
void on_gone(struct task *t, int detail, bool killed);

#endif
