/*
 * What the worker finds out and the reporter says: they are two processes and
 * share a board. Only types: see worker.c and report.c.
 */
#ifndef BENCH_BOARD_H
#define BENCH_BOARD_H

#include "base/options.h"

#include <sys/types.h>

#define BENCH_WARMUPS 3
#define BENCH_PARTS_ROUNDS 11
#define BENCH_ATTEMPTS 3
/* Both halves of the samples must agree as well as this, in per cent. */
#define BENCH_AGREE 10

/* One memory, one kind of pages, one number of threads. */
struct bench_place {
	long memory_mb;
	bool huge;
	long threads;
};

enum bench_part { PART_PREPARE, PART_CREATE, PART_CHILD_SETUP, PART_EXEC, PART_SUSPENDED, BENCH_PARTS };

struct bench_result {
	const char *mechanism;
	long long samples[BENCH_SAMPLES];
	int attempts;
	bool settled;
	/* Median; -1: hidden in a library call. */
	long long parts[BENCH_PARTS];
};

/* Shared by the worker, which writes, and the one that reports. */
struct bench_board {
	pid_t owner;
	volatile int rounds; /* done at this place */
	volatile int doing;  /* enum bench_line_progress_doing */
	volatile bool finished;
	long resident_kb, huge_kb, tables_kb;
	struct bench_result results[BENCH_SERIES];
	char failure[160];
};

#endif
