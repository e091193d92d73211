/* What `bench` writes. See report.c. */
#ifndef BENCH_REPORT_H
#define BENCH_REPORT_H

#include "bench/board.h"
#include "wire/gen/wire_bench.h"

void bench_report_open(const struct options *o, int processor, int cells);
void bench_report_progress(const struct bench_place *place, const struct bench_board *board, int done, int total);
void bench_report_place(const struct bench_place *place, const struct bench_board *board);
void bench_report_skipped(const struct bench_place *place, const char *why, const char *cure);
void bench_report_end(enum bench_line_end_outcome outcome, const char *why);
/* False once the reader is gone. */
bool bench_report_flush(void);

/* How much memory may safely be used, in MB, and the mode of transparent huge pages. */
long bench_room_mb(void);
void bench_huge_mode(char *mode, size_t len);

#endif
