/* The tracer. See tracer.c. */
#ifndef TRACER_H
#define TRACER_H

#include "base/options.h"

/*
 * Traces the host until every task has ended, and writes events to o->output_fd in o->format.
 *
 * `start` runs in the forked host and never returns: host_run() for `run`, host_exec() for `trace`. It
 * is called after the handshake, so everything it does is traced. Reporting begins at the first mark
 * (`run`) or at the first execve (`trace`).
 *
 * Returns the exit status of the helper.
 */
int trace(const struct options *o, void (*start)(const struct options *o));

#endif
