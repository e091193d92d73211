/* The helper as a whole: its version, and how it ends. */
#ifndef HELPER_H
#define HELPER_H

/* Of the helper; the wire has its own. */
#define SPAWNSCOPE_VERSION "0.1.0"

/* Exit statuses: 0 the run ended, whatever the child did. */
enum { EXIT_RUN_ENDED = 0, EXIT_USAGE = 2, EXIT_REFUSED = 3, EXIT_LIMIT = 4, EXIT_OURS = 70 };

#endif
