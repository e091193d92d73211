/* One sample of one series. See series.c. */
#ifndef BENCH_SERIES_H
#define BENCH_SERIES_H

#include "bench/board.h"
#include "host/strategy.h"

/* One series as the worker keeps it: what start() left of the dispositions is put back before each sample. */
struct bench_action {
	uint64_t handler, flags, restorer, mask;
};
struct bench_entry {
	const struct bench_series *series;
	struct launch launch;
	long values[MAX_STRATEGY_SETTINGS];
	struct bench_action actions[SIGNALS + 1];
};
void bench_prepare(struct bench_entry *e, const struct bench_series *series);
/* One spawn, start to reaped, in ns. A failure is written down and ends the worker. */
long long bench_sample(struct bench_entry *e, struct bench_board *board);
/* The same with the clock read at every mark: parts[], -1 where hidden. */
void bench_sample_parts(struct bench_entry *e, struct bench_board *board, long long parts[BENCH_PARTS]);
_Noreturn void bench_fail(struct bench_board *board, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
