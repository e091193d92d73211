/* What this run was asked for, checked. cli/command_line.c fills it, every other room reads it. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

struct edition;
struct strategy;

enum disposition { DISPOSITION_KEEP, DISPOSITION_DEFAULT, DISPOSITION_IGNORE, DISPOSITION_HANDLE, DISPOSITIONS };
enum format { FORMAT_AUTO, FORMAT_STRACE, FORMAT_NDJSON, FORMATS };
enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER, COLORS };
/* AUTO: run is pinned to one processor, trace is not, for a program can ask how many it has. */
enum pinning { PIN_AUTO, PIN_ON, PIN_OFF, PINNINGS };
/* In the order of protocol/events.ts, MOMENTS. */
enum moment { MOMENT_BEFORE_CREATE, MOMENT_CHILD_START, MOMENT_BEFORE_EXEC, MOMENT_AFTER_EXEC, MOMENTS };

#define SIGNALS 64
#define BENCH_SERIES 64
#define BENCH_PLACES 12
#define BENCH_SAMPLES 1001
#define MAX_STRATEGY_SETTINGS 16
#define MAX_SENDS 8

struct sending {
	int signal;
	enum moment at;
	bool to_parent;
};

/* One line of the chart: a strategy in one edition, or a bare loop of the same calls. */
struct bench_series {
	const char *id;
	const struct strategy *strategy;
	const struct edition *edition;
	bool bare;
};

/* What `bench` is asked for. Every memory with every kind of pages and every number of threads is a place. */
struct bench_options {
	struct bench_series series[BENCH_SERIES];
	int series_count;
	long memory_mb[BENCH_PLACES];
	int memory_count; /* 0: not asked for, what fits */
	bool small_pages, huge_pages;
	long threads[BENCH_PLACES];
	int threads_count;
	long repeat;
	bool table; /* for people; otherwise NDJSON */
};

struct options {
	struct bench_options bench;
	/* run */
	const char *strategy_id; /* NULL for trace */
	const struct strategy *strategy;
	const struct edition *edition;
	enum disposition disposition[SIGNALS + 1]; /* by signal number */
	uint64_t blocked;                          /* bit n-1: signal n */
	struct sending sends[MAX_SENDS];
	int send_count;
	long hold_ms[MOMENTS];
	const char *target;                 /* a name of the allow-list in host.c */
	bool bare;                          /* the program is named without a slash */
	const char *cwd;                    /* NULL: not asked for */
	const char *path;                   /* PATH for the child; NULL: left alone */
	long uid;                           /* -1: leave it */
	long memory_mb;                     /* touched before the strategy begins */
	long threads;                       /* that count while it runs */
	long values[MAX_STRATEGY_SETTINGS]; /* of the strategy's own settings */
	/* trace */
	const char *file; /* where PATH found it; NULL: program[0] is a path */
	char **program;   /* argv of the program to trace; NULL for run */
	/* both */
	enum format format; /* never AUTO after parsing */
	enum color color;
	enum pinning pinning;
	int output_fd;
	const char *output_path; /* NULL: output_fd */
	long timeout_ms;
	long max_events;
	bool color_on;
	/* For the hello; of `help` and `complete`: the words after the command. */
	int argc;
	char **argv;
};

#endif
