/* Starts one run. See launch.c. */
#ifndef LAUNCH_H
#define LAUNCH_H

#include "sandbox/supervisor/message.h"

#include <stdbool.h>
#include <sys/types.h>

/* What the starter holds of a run; -1: closed, or never there. */
struct launched {
	pid_t pid;
	/* Its closing ends the run. */
	int lease;
	/* What the run writes to standard error. */
	int complaints;
	/* The word to begin, to the supervisor of a run that waits. */
	int go;
};

/* Starts the run that `start` describes, with `events` as its descriptor 3. False with errno if the machine has run out of something. */
bool launch(const struct message *start, int events, struct launched *run);

#endif
