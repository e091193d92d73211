/* State of the one run that this process traces, and how it restarts tracees. See tracing.c. */
#ifndef TRACING_H
#define TRACING_H

#include "base/options.h"
#include "tasks/tasks.h"
#include "wire/gen/wire_events.h"

#include <stdbool.h>
#include <stdint.h>

struct tracing {
	const struct options *options;
	long stops;
	uint64_t deadline_ns;
	bool pinned;
	/* Every tracee has been killed; the loop only waits for the remaining stops. */
	bool ending;
	enum wire_end_outcome outcome; /* while ending */
	char why[256];
};
extern struct tracing tracing;

/* Kills every tracee. Only the first call decides the outcome and its explanation. */
void tracing_end(enum wire_end_outcome outcome, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Restarts a stopped tracee and delivers `signal` unless it is 0. A held tracee is restarted later. */
void tracee_restart(struct task *t, int signal);
/* Leaves a tracee in its group-stop, but notices SIGCONT. */
void tracee_listen(struct task *t);

#endif
