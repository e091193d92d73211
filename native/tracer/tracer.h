/* The watcher. See tracer.c. */
#ifndef TRACER_H
#define TRACER_H

/* Of the helper; the wire has its own. */
#define SPAWNSCOPE_VERSION "0.1.0"

#include "base/options.h"

#include <sys/types.h>

/* The helper's exit statuses, see design: 0 the run ended, whatever the child did. */
enum { EXIT_RUN_ENDED = 0, EXIT_USAGE = 2, EXIT_REFUSED = 3, EXIT_LIMIT = 4, EXIT_OURS = 70 };

/*
 * Traces the host from its first mark to the end of every task, writing events
 * to o->output_fd in o->format. `start` runs in the forked host and never
 * returns: host_run() for `run`, an exec for `trace`. It is called after the
 * hand-shake, so all it does is traced; it is reported from the first mark on
 * (`run`) or from its first execve on (`trace`).
 * Returns the helper's exit status.
 */
int trace(const struct options *o, void (*start)(const struct options *o));

/* The calls with a decoder, for `describe`; ended by NULL. */
const char *const *decoded_calls(void);

/* Can this process trace a child of its own? 0, or the errno; `why` says what stands in the way, `cure` what to do. */
int tracing_refused(char *why, size_t why_len, char *cure, size_t cure_len);

#endif
