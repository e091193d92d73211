/*
 * `spawnscope bench`: what starting a process costs, untraced.
 *
 * bench.c       the way through: places, the worker, what ends it
 * worker.c      the measured process: memory, threads, rounds of samples
 * series.c      one sample of one series, and where its time went
 * loops.c       loops of the same calls without a strategy around them
 * statistics.c  medians and quartiles
 * report.c      the machine it runs on; lines of JSON, or a table
 * board.h       what the worker tells the reporter
 */
#ifndef BENCH_H
#define BENCH_H

#include "base/options.h"

/* Runs the measurement and writes it to o->output_fd. Returns the exit status of the helper. */
int bench(const struct options *o);

/* The default values of --memory and --threads, ended by -1. */
extern const long bench_memory[], bench_threads[];

#endif
