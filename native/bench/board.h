/*
 * The board: shared memory in which the worker process leaves its results for the reporting process.
 * Only types; see worker.c and report.c.
 */
#ifndef BENCH_BOARD_H
#define BENCH_BOARD_H

#include "base/options.h"

#include <sys/types.h>

#define BENCH_WARMUPS 3
#define BENCH_PARTS_ROUNDS 11
#define BENCH_ATTEMPTS 3
/* A series is settled when the medians of both halves of its samples differ by at most this many per cent. */
#define BENCH_AGREE 10

/* One combination of memory, kind of pages and number of threads. */
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
	/* Medians; -1 where a library call hides that part. */
	long long parts[BENCH_PARTS];
};

/* The worker writes it, the reporting process reads it. */
struct bench_board {
	pid_t owner;
	volatile int rounds; /* rounds done at this place */
	volatile int doing;  /* enum bench_line_progress_doing */
	volatile bool finished;
	long resident_kb, huge_kb, tables_kb;
	struct bench_result results[BENCH_SERIES];
	char failure[160];
};

#endif
