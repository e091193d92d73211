/* The options of `bench`. See bench_flags.c. */
#ifndef BENCH_FLAGS_H
#define BENCH_FLAGS_H

#include "base/options.h"
#include "cli/flags.h"

extern const struct option_spec bench_specs[];  /* ended by a NULL name */

/* The words after `bench`. */
bool options_parse_bench(struct options *o, int argc, char **argv, struct complaint *c);
/* The whole numbers it takes, for `describe`. */
extern const struct integer_setting bench_integers[]; /* ended by a NULL key */

#endif
