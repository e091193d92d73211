/* The state of the one run that this process traces, and how a tracee is restarted. See tracing.c. */
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
	/* Every tracee was told to die: stops are only waited for. */
	bool ending;
	enum wire_end_outcome outcome; /* while ending */
	char why[256];
};
extern struct tracing tracing;

/* Kills every tracee. The first call decides the outcome and the words. */
void tracing_end(enum wire_end_outcome outcome, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Restarts a stopped tracee, delivering `signal` if it is not 0; one that is held is restarted later. */
void tracee_restart(struct task *t, int signal);
/* For a group-stop: it stays stopped, and SIGCONT is still seen. */
void tracee_listen(struct task *t);

#endif
