/* The version of the helper and its exit statuses. */
#ifndef HELPER_H
#define HELPER_H

/* The helper's version. The protocol has one of its own (PROTOCOL_VERSION). */
#define SPAWNSCOPE_VERSION "0.1.0"

/* EXIT_RUN_ENDED says that the run ended, whatever the child did. */
enum { EXIT_RUN_ENDED = 0, EXIT_USAGE = 2, EXIT_REFUSED = 3, EXIT_LIMIT = 4, EXIT_OURS = 70 };

#endif
