/* What a system call has to do with the processors that a task may use (its affinity, sched(7)). See affinity.c. */
#ifndef AFFINITY_H
#define AFFINITY_H

#include "tasks/tasks.h"

enum concern {
	CONCERN_AFFINITY, /* it may show, copy or change the affinity of some task, or we do not know it */
	CONCERN_NONE,     /* it does not */
	CONCERN_SLEEP,    /* nor does this one, and it usually sleeps until somebody else does something */
	CONCERN_COPY,     /* it copies the caller's into a new task that we shall trace, and shows none */
	CONCERN_BEYOND,   /* from here on something that we do not see may read or copy it at any time */
};

/* What the call under way concerns. A descriptor that it reads is looked up in /proc if `look`. */
enum concern concern_of(const struct task *t, bool look);
/* May the call under way create a task? */
bool creates(const struct task *t);

#endif
