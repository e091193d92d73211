/* What the command line asked for, checked. See options.c. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "strategy.h"

#include <stdint.h>

enum disposition { DISPOSITION_KEEP, DISPOSITION_DEFAULT, DISPOSITION_IGNORE, DISPOSITION_HANDLE };
enum format { FORMAT_AUTO, FORMAT_STRACE, FORMAT_NDJSON };
enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

#define SIGNALS 64
#define MAX_STRATEGY_SETTINGS 16

struct options {
	/* run */
	const char *strategy_id; /* NULL for trace */
	const struct strategy *strategy;
	const struct edition *edition;
	enum disposition disposition[SIGNALS + 1]; /* by signal number */
	uint64_t blocked;                          /* bit n-1: signal n */
	const char *target;                        /* a name of the allow-list in host.c */
	long uid;                                  /* -1: leave it */
	long values[MAX_STRATEGY_SETTINGS];        /* of the strategy's own settings */
	/* trace */
	const char *file; /* where PATH found it; NULL: program[0] is a path */
	char **program; /* argv of the program to trace; NULL for run */
	/* both */
	enum format format; /* never AUTO after parsing */
	enum color color;
	int output_fd;
	const char *output_path; /* NULL: output_fd */
	long timeout_ms;
	long max_events;
	bool color_on;
	/* For the hello. */
	int argc;
	char **argv;
};

enum command { COMMAND_RUN, COMMAND_TRACE, COMMAND_DESCRIBE, COMMAND_CHECK, COMMAND_HELP, COMMAND_VERSION };

/* A refusal: "unknown_signal: no signal "WINE". Cure: …". The codes are those of protocol/errors.ts. */
struct complaint {
	char text[512];
};

/*
 * Parses argv. False with a complaint when something in it is wrong; then the
 * exit status is 2. Touches nothing outside `o`.
 */
bool options_parse(struct options *o, enum command *command, int argc, char **argv, struct complaint *complaint);

/* The settings every strategy takes, for `describe`. */
struct integer_setting {
	const char *key;
	const char *sentence;
	const char *unit;
	long min, max, fallback; /* -1: not given */
};
extern const struct integer_setting integer_settings[]; /* ended by a NULL key */

#endif
