/* One sample of one series. See series.c. */
#ifndef BENCH_SERIES_H
#define BENCH_SERIES_H

#include "bench/board.h"
#include "host/strategy.h"

/* A series as the worker keeps it. `actions` are the dispositions that start() left; they are restored before each sample. */
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
/* Time from the start to the reaping of one child, in ns. If it fails, the reason goes to the board and the worker ends. */
long long bench_sample(struct bench_entry *e, struct bench_board *board);
/* The same, but the clock is read at every mark. Fills parts[], with -1 where a part is hidden. */
void bench_sample_parts(struct bench_entry *e, struct bench_board *board, long long parts[BENCH_PARTS]);
_Noreturn void bench_fail(struct bench_board *board, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
