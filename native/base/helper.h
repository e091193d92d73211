/* The exit statuses of the helper. */
#ifndef HELPER_H
#define HELPER_H

/* EXIT_RUN_ENDED says that the run ended, whatever the child did. */
enum { EXIT_RUN_ENDED = 0, EXIT_USAGE = 2, EXIT_REFUSED = 3, EXIT_LIMIT = 4, EXIT_OURS = 70 };

#endif
