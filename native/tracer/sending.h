/* Sends a signal to a traced task, and reports it. See sending.c. */
#ifndef SENDING_H
#define SENDING_H

#include "tasks/tasks.h"

#include <stdbool.h>

/* Sends it to this very task. `moment`: the name of the moment at which the run is. False if the task is gone. */
bool signal_send(struct task *to, int signal, const char *moment);
/* Whether this signal waits at this task: the kernel has not delivered it yet. */
bool signal_waits(const struct task *at, int signal);

#endif
