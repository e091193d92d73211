/* The same calls without a strategy. See loops.c. */
#ifndef BENCH_LOOPS_H
#define BENCH_LOOPS_H

#include "host/strategy.h"

/* Starts and reaps a child with the call that `id` names. Returns 0 or an errno. */
int bench_bare(const char *id, const struct launch *launch, int *status);

#endif
