/* The options of `bench`. See bench_flags.c. */
#ifndef BENCH_FLAGS_H
#define BENCH_FLAGS_H

#include "base/options.h"
#include "cli/flags.h"

/* In the order of the help text. A missing row fails a unit test. */
enum bench_want {
	BENCH_WANT_MEMORY,
	BENCH_WANT_PAGES,
	BENCH_WANT_THREADS,
	BENCH_WANT_REPEAT,
	BENCH_WANT_UID,
	BENCH_WANT_PIN,
	BENCH_WANT_BARE,
	BENCH_WANT_FORMAT,
	BENCH_WANT_OUTPUT,
	BENCH_WANT_TIMEOUT,
	BENCH_WANTS,
};
extern const struct option_spec bench_specs[BENCH_WANTS + 1]; /* by enum bench_want, ended by a NULL name */

/* Parses the words after `bench`. */
bool options_parse_bench(struct options *o, int argc, char **argv, struct complaint *c);
/* Its whole-number options, for `describe`. */
enum bench_integer { BENCH_INTEGER_REPEAT, BENCH_INTEGER_UID, BENCH_INTEGER_TIMEOUT, BENCH_INTEGER_THREADS, BENCH_INTEGER_MEMORY, BENCH_INTEGERS };
extern const struct integer_setting bench_integers[BENCH_INTEGERS + 1]; /* by enum bench_integer, ended by a NULL key */

#endif
