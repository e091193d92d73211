/* Which task may still name which. See naming.c. */
#ifndef NAMING_H
#define NAMING_H

#include "tasks/tasks.h"

/* `creator` has begun a call that may create a task. */
void naming_begin(struct task *creator);
/* That call names nobody any more: its event came, or it returned. */
void naming_end(struct task *creator);
/* `creator` ends in the middle of that call: what it has made, it will not name. */
void naming_died(struct task *creator);
/* Takes up a task that has stopped (or ended) before an event named it. */
struct task *naming_keep(pid_t tid, int status);
/* May an event still name a task that stops now, or one that was kept since `since`? */
bool naming_open(uint64_t since);
uint64_t naming_now(void);
/* The next kept task that nobody can name any more, or NULL. */
struct task *naming_lost(void);
/* The next kept task, or NULL. */
struct task *naming_kept(void);
/* A kept task gets its number, as task_announce() says. */
void naming_announce(struct task *kept, struct task *parent, bool thread, bool hidden);
/* A task is gone, or let go: neither will it name anybody, nor be named. */
void naming_forget(struct task *t);

#endif
