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
	char **program; /* argv of the program to trace; NULL for run */
	/* both */
	enum format format; /* never AUTO after parsing */
	enum color color;
	int output_fd;
	long timeout_ms;
	long max_events;
	bool color_on;
	/* For the hello. */
	int argc;
	char **argv;
};

#endif
