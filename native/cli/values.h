/* Parsers for single values of the command line. See values.c. */
#ifndef VALUES_H
#define VALUES_H

#include "base/nearest.h"
#include "base/options.h"

#include <stddef.h>

/* Why a command line was refused: "unknown_signal: no signal "WINE". Cure: …". The codes are listed in protocol/errors.ts. */
struct complaint {
	char text[1024];
};

/* Writes the complaint and returns false. */
bool complain(struct complaint *c, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The same, and before the cure it asks whether the nearest word was meant. `before` stands before that word: "--", or "". */
bool complain_near(struct complaint *c, const struct nearest *n, const char *before, const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Accepts digits only, for a number from min to max. */
bool whole_number(const char *text, long min, long max, long *value);
/* "64M", "1G", "512K", or a bare number of megabytes. */
bool size_in_mb(const char *text, long max_mb, long *mb);
/* The index of `text` in `names`, -1 when it is not there. */
int word_index(const char *const *names, const char *text, size_t len);
/* Is `word` in the space-separated list `words`? */
bool has_word(const char *words, const char *word);
/* A search for `word`, which is over, in a list that NULL ends. */
struct nearest nearest_in(const char *const *names, const char *word);
/* Sets `number` to a signal number from 1 to 64, or returns false with a complaint. */
bool take_signal_name(const char *name, size_t len, int *number, struct complaint *c);
/* Takes one KEY=VALUE for the strategy's own settings. */
bool take_own_setting(struct options *o, const char *text, struct complaint *c);

#endif
