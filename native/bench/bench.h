/*
 * `spawnscope bench`: what starting a process costs, untraced.
 *
 * bench.c          the way through: places, the worker, what ends it
 * bench_worker.c   the measured process: memory, threads, rounds of samples
 * bench_series.c   one sample of one series, and where its time went
 * bench_bare.c     loops of the same calls without a strategy around them
 * bench_report.c   the machine it runs on; lines of JSON, or a table
 */
#ifndef BENCH_H
#define BENCH_H

#include "wire/gen/wire_bench.h"
#include "base/options.h"

#define BENCH_WARMUPS 3
#define BENCH_PARTS_ROUNDS 11
#define BENCH_ATTEMPTS 3
/* Both halves of the samples must agree as well as this, in per cent. */
#define BENCH_AGREE 10

/* Measures all that is asked for and writes it to o->output_fd. Returns the helper's exit status. */
int bench(const struct options *o);

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

/* Rounds at one place when none has to be measured again. */
int bench_rounds(const struct options *o);

/* Measures at one place. Runs in a process of its own; `processor` -1: not pinned. */
_Noreturn void bench_work(const struct options *o, const struct bench_place *place, int processor, struct bench_board *board);

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

/* Starts and reaps as `id` names it. 0, or an errno. */
int bench_bare(const char *id, const struct launch *launch, int *status);

long long bench_median(const long long *samples, int count);
/* The n-th smallest, n from 0. */
long long bench_nth(const long long *samples, int count, int n);

/* Reporting. */
void bench_report_open(const struct options *o, int processor, int cells);
void bench_report_progress(const struct bench_place *place, const struct bench_board *board, int done, int total);
void bench_report_place(const struct bench_place *place, const struct bench_board *board);
void bench_report_skipped(const struct bench_place *place, const char *why, const char *cure);
void bench_report_end(enum bench_line_end_outcome outcome, const char *why);
/* False once nobody reads any more. */
bool bench_report_flush(void);

/* Memory that may be taken without harm, in MB; the mode of transparent huge pages. */
long bench_room_mb(void);
void bench_huge_mode(char *mode, size_t len);

#endif
