/* The options of `run` and `trace`. See flags.c. */
#ifndef FLAGS_H
#define FLAGS_H

#include "base/options.h"
#include "cli/values.h"

/* Which command has it. One name may be an option of each, with another meaning. */
enum option_of { RUN_AND_TRACE, RUN_ONLY, TRACE_ONLY };

/* One command-line option. Parsing, help and completion all read this. */
struct option_spec {
	const char *name;     /* without -- */
	const char *argument; /* as shown by help */
	const char *sentence;
	enum option_of of;
	bool (*take)(struct options *o, const char *text, struct complaint *c);
	/*
	 * Accepted words for completion, separated by spaces. A word that ends in = or @ needs more
	 * text after it, and one in capitals stands for a table (complete.c). NULL: offer nothing.
	 */
	const char *words;
};
bool option_is_for(const struct option_spec *s, bool run);
/* Offers the name of an edition, and its other names. */
void nearest_edition(struct nearest *n, const struct edition *edition);
/* Offers the name of each option in `specs` that `run`, or another command, has. */
void nearest_option(struct nearest *n, const struct option_spec *specs, bool run);
extern const struct option_spec option_specs[WANTS + 1]; /* by enum want, ended by a NULL name */

/* The whole-number settings that all strategies have, for `describe`. */
struct integer_setting {
	const char *key;
	const char *unit;
	long min, max, fallback; /* -1: not given */
};
extern const struct integer_setting integer_settings[INTEGERS + 1]; /* by enum integer_key, ended by a NULL key */
/* By enum disposition, ended by NULL. Users can choose from DISPOSITION_DEFAULT on. */
extern const char *const disposition_names[DISPOSITIONS + 1];
/* Those that a program can be started with, ended by NULL. */
extern const char *const inherited_names[];

/* By enum terminal, ended by NULL; every word of --press, ended by NULL. */
extern const char *const terminal_names[TERMINALS + 1], *const offered_presses[];

/* Values that the page offers for --cwd and --path; the command line accepts any. */
extern const char *const offered_directories[], *const offered_paths[];
#define MAX_HOLD_MS 2000

#endif
