/* The tracer. See tracer.c. */
#ifndef TRACER_H
#define TRACER_H

#include "base/options.h"

/*
 * Traces the host from its first mark to the end of every task, writing events
 * to o->output_fd in o->format. `start` runs in the forked host and never
 * returns: host_run() for `run`, an exec for `trace`. It is called after the
 * hand-shake, so all it does is traced; it is reported from the first mark on
 * (`run`) or from its first execve on (`trace`).
 * Returns the helper's exit status.
 */
int trace(const struct options *o, void (*start)(const struct options *o));

#endif
