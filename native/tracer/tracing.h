/* State of the one run that this process traces, and how it restarts tracees. See tracing.c. */
#ifndef TRACING_H
#define TRACING_H

#include "base/options.h"
#include "tasks/tasks.h"
#include "wire/gen/wire_events.h"

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

struct tracing {
	const struct options *options;
	long stops;
	uint64_t deadline_ns;
	bool pinned;
	/* The host sets itself up, which is not shown: its calls do not stop it. It says by a SIGSTOP when it is ready. */
	bool quiet;
	/* Every tracee has been killed; the loop only waits for the remaining stops. */
	bool ending;
	/* Every tracee is let go at its next stop, and runs on without us. */
	bool letting_go;
	enum wire_end_outcome outcome; /* while ending or letting go */
	char why[256];
	pid_t host;
	/* A signal that asks for the end. The guard sets it. */
	volatile sig_atomic_t stop_signal;
};
extern struct tracing tracing;

/* Kills every tracee. Only the first call decides the outcome and its explanation. */
void tracing_end(enum wire_end_outcome outcome, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A limit is reached: ends the tracing, and the traced program too unless --at-limit says that it runs on. */
void tracing_limit(enum wire_end_outcome outcome, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Ends the run if its time is over, which `now` says, or a signal asked for it. Returns true if it is being ended, for whatever reason. */
bool tracing_overdue(uint64_t now);
/* May the traced program outlive the tracing? */
bool program_runs_on(void);
/* Restarts a stopped tracee and delivers `signal` unless it is 0. A held tracee is restarted later. */
void tracee_restart(struct task *t, int signal);
/*
 * The message of the event at which a tracee is stopped. False if it is not there any more: a SIGKILL takes it on to its
 * exit, whose message is another one.
 */
bool tracee_message(const struct task *t, int event, unsigned long *message);
/* Leaves a tracee in its group-stop, but notices SIGCONT. */
void tracee_listen(struct task *t);

#endif
