/* The measured process. See worker.c. */
#ifndef BENCH_WORKER_H
#define BENCH_WORKER_H

#include "bench/board.h"

/* The number of rounds at one place if no series has to be measured again. */
int bench_rounds(const struct options *o);

/* Measures one place, in a process of its own. `processor` -1: not pinned. */
_Noreturn void bench_work(const struct options *o, const struct bench_place *place, int processor, struct bench_board *board);

#endif
