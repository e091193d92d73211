/* What the user asked for, already checked. cli/command_line.c fills it in; every other room only reads it. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

struct edition;
struct strategy;

enum disposition { DISPOSITION_KEEP, DISPOSITION_DEFAULT, DISPOSITION_IGNORE, DISPOSITION_HANDLE, DISPOSITIONS };
enum format { FORMAT_AUTO, FORMAT_STRACE, FORMAT_NDJSON, FORMATS };
enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER, COLORS };
/* AUTO: `run` is pinned to one processor, so that every run is alike; `trace` follows, because a traced program may ask how many it has. */
enum pinning { PIN_AUTO, PIN_ON, PIN_OFF, PIN_FOLLOW, PINNINGS };
/* Does the program of `trace` get the signals and descriptors that the helper was given? AUTO: yes, except in the sandbox. */
enum handing_on { HAND_ON_AUTO, HAND_ON_ON, HAND_ON_OFF, HANDING_ON };
/* What happens to the program of `trace` at a limit. AUTO: it runs on, except in the sandbox. */
enum at_limit { AT_LIMIT_AUTO, AT_LIMIT_DETACH, AT_LIMIT_KILL, AT_LIMITS };
/* The order is that of MOMENTS in protocol/events.ts. */
enum moment { MOMENT_BEFORE_CREATE, MOMENT_CHILD_START, MOMENT_BEFORE_EXEC, MOMENT_AFTER_EXEC, MOMENTS };

/* Where the host of --terminal stands, and what --press presses there. */
enum terminal { TERMINAL_NONE, TERMINAL_FOREGROUND, TERMINAL_BACKGROUND, TERMINALS };
enum key { KEY_NONE, KEY_CTRL_C, KEY_CTRL_Z, KEY_HANGUP, KEYS };
/* One more moment, for --press only: the program runs, and its parent waits for it. */
#define MOMENT_RUNNING MOMENTS
#define RUNNING "running"

#define SIGNALS 64
/* What --timeout and --max-events may be at most: for `run`, and for a program of `trace`, which may be a long build. */
#define MOST_TIMEOUT_MS 60000L
#define MOST_EVENTS 1000000L
#define MOST_TRACE_TIMEOUT_MS (24 * 3600 * 1000L)
#define MOST_TRACE_EVENTS 1000000000L
#define BENCH_SERIES 64
#define BENCH_PLACES 12
#define BENCH_SAMPLES 1001
#define MAX_STRATEGY_SETTINGS 16
#define MAX_SENDS 8
#define MAX_ENV 16
#define MOST_INPUT 4096
/* --hold MOMENT=wait: in place of the milliseconds, and how long all such holds of a run wait together. */
#define HOLD_WAIT (-1L)
#define MAX_WAIT_MS 60000L

struct sending {
	int signal;
	enum moment at;
	bool to_parent;
};

/* One series of a measurement: a strategy in one edition, or a bare loop of the same calls. */
struct bench_series {
	const char *id;
	const struct strategy *strategy;
	const struct edition *edition;
	bool bare;
};

/* What `bench` measures. Each combination of memory, kind of pages and number of threads is one place. */
struct bench_options {
	struct bench_series series[BENCH_SERIES];
	int series_count;
	long memory_mb[BENCH_PLACES];
	int memory_count; /* 0: not given, so bench takes what fits */
	bool small_pages, huge_pages;
	long threads[BENCH_PLACES];
	int threads_count;
	long repeat;
	bool table; /* a table for people; otherwise NDJSON */
};

/* The options of `run` and `trace`, in the order of the help text. A missing row fails a unit test. */
enum want {
	WANT_EDITION,
	WANT_SIGNAL,
	WANT_BLOCK,
	WANT_INHERIT,
	WANT_INHERIT_BLOCK,
	WANT_SEND,
	WANT_HOLD,
	WANT_CONTROL,
	WANT_TERMINAL,
	WANT_PRESS,
	WANT_TARGET,
	WANT_NAME,
	WANT_CWD,
	WANT_PATH,
	WANT_UID,
	WANT_NICE,
	WANT_MEMORY,
	WANT_THREADS,
	WANT_SET,
	WANT_FORMAT,
	WANT_OUTPUT,
	WANT_COLOR,
	WANT_PIN,
	WANT_TIMEOUT,
	WANT_MAX_EVENTS,
	WANT_AT_LIMIT,
	WANT_HAND_ON,
	WANT_ENV,
	WANT_STDIN,
	WANT_WHERE,
	WANTS,
};
/* Those of them that are whole numbers. */
enum integer_key { INTEGER_UID, INTEGER_NICE, INTEGER_MEMORY, INTEGER_THREADS, INTEGER_TIMEOUT, INTEGER_MAX_EVENTS, INTEGERS };

struct options {
	struct bench_options bench;
	/* for `run` */
	const char *strategy_id; /* NULL for `trace` */
	const struct strategy *strategy;
	const struct edition *edition;
	enum disposition disposition[SIGNALS + 1]; /* by signal number */
	uint64_t blocked;                          /* bit n-1: signal n */
	/* What the host is started with, before the runtime's own start-up. */
	enum disposition started_with[SIGNALS + 1];
	uint64_t started_blocked;
	struct sending sends[MAX_SENDS];
	int send_count;
	long hold_ms[MOMENTS]; /* 0: not held there; HOLD_WAIT: until somebody lets go */
	int control_fd;        /* where the lines come from meanwhile */
	enum terminal terminal;
	enum key key; /* what is pressed there, and when */
	enum moment key_at;
	const char *target;                 /* a name from `targets` in host.c */
	bool bare;                          /* the program's name has no slash */
	const char *cwd;                    /* NULL: not given */
	const char *path;                   /* the child's PATH; NULL: unchanged */
	long uid;                           /* -1: unchanged */
	long nice;                          /* 0: unchanged */
	long memory_mb;                     /* the host touches this much before the strategy begins */
	long threads;                       /* threads that count while the strategy runs */
	long values[MAX_STRATEGY_SETTINGS]; /* the strategy's own settings */
	/* for `trace` */
	const char *file;             /* the path that a search of PATH found; NULL: program[0] is a path */
	char **program;               /* argv of the traced program; NULL for `run` */
	const char *env[MAX_ENV + 1]; /* its environment, ended by NULL, if there is any; otherwise it gets ours */
	int env_count;
	const char *input; /* what stands on its standard input; NULL: what we were given, or nothing in the sandbox */
	/* for both */
	enum format format; /* never AUTO after parsing */
	enum color color;
	enum pinning pinning;
	enum at_limit at_limit;
	enum handing_on hand_on;
	const char *where; /* the folder of the sources whose lines are wanted, ended by a slash; NULL: none */
	bool script_lines; /* a script's prelude says its lines */
	int output_fd;
	const char *output_path; /* NULL: write to output_fd */
	long timeout_ms;
	long max_events;
	bool color_on;
	/* The whole command line, for the hello event. */
	int argc;
	char **argv;
};

static inline long most_timeout_ms(const struct options *o)
{
	return o->strategy ? MOST_TIMEOUT_MS : MOST_TRACE_TIMEOUT_MS;
}

static inline long most_events(const struct options *o)
{
	return o->strategy ? MOST_EVENTS : MOST_TRACE_EVENTS;
}

#endif
