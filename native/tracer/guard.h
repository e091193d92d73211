/* Keeps the time limit and the signals that end a run, whatever the loop does. See guard.c. */
#ifndef GUARD_H
#define GUARD_H

#include <signal.h>

/* Blocks the signals that the guard takes. To be called before anything is forked; `inherited` is the mask as it was. */
void guard_block_signals(sigset_t *inherited);
void guard_start(void);
/* The loop has come to its end, so the rest is its own. */
void guard_finish(void);

#endif
