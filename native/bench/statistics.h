/* Medians and quartiles. See statistics.c. */
#ifndef BENCH_STATISTICS_H
#define BENCH_STATISTICS_H

long long bench_median(const long long *samples, int count);
/* The n-th smallest sample, counted from 0. */
long long bench_nth(const long long *samples, int count, int n);

#endif
