/* Insertion sort is fast enough: there are at most BENCH_SAMPLES values. */
#include "bench/statistics.h"

#include "base/options.h"

long long bench_nth(const long long *samples, int count, int n)
{
	long long sorted[BENCH_SAMPLES];

	for (int i = 0; i < count; i++) {
		int at = i;

		for (; at > 0 && sorted[at - 1] > samples[i]; at--)
			sorted[at] = sorted[at - 1];
		sorted[at] = samples[i];
	}
	return sorted[n];
}

long long bench_median(const long long *samples, int count)
{
	return bench_nth(samples, count, count / 2);
}
