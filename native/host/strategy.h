/*
 * The contract of a strategy. A strategy re-creates how one language runtime starts a process, in one
 * file, native/strategies/NAME.c. That file exports `const struct strategy strategy_NAME` and includes
 * only this header and libc: traced code must know nothing of the tracer.
 */
#ifndef STRATEGY_H
#define STRATEGY_H

#include "host/trail.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* What to start. */
struct launch {
	const char *file;
	char *const *argv;
	char *const *envp;
	/* The directory for the child, or NULL. */
	const char *cwd;
	/* The child's PATH if it was changed; envp already has it. NULL: unchanged. */
	const char *path;
	/* `file` has no slash, so it must be searched for along PATH. */
	bool bare;
	const struct edition *edition;
	/* The strategy's own settings, in the order of its table. */
	const long *values;
	/* Signals that have a handler now: bit n-1 stands for signal n. A runtime keeps such a table itself. */
	uint64_t handled;
};

/* A condition on which this runtime chooses its mechanism, and a sentence that explains it. */
struct condition {
	const char *name;
	const char *sentence;
};

struct edition {
	const char *name;     /* "1.66" */
	const char *aliases;  /* "today" or "article today", "" */
	const char *versions; /* "Rust 1.66 and later" */
	const char *mechanism;
	const char *sentence;
};

enum setting_kind { SETTING_SWITCH, SETTING_INTEGER, SETTING_CHOICE };

/*
 * A setting that only this strategy has, given as --set KEY=VALUE. A switch is on or off; an integer
 * is -1 if not given; a choice is the index of the word.
 */
struct strategy_setting {
	enum setting_kind kind;
	const char *key;
	const char *sentence;
	long min, max, fallback;
	const char *words; /* for a choice: "fork vfork" */
};
/* clang-format off */
#define SWITCH(key_, fallback_, sentence_) { SETTING_SWITCH, key_, sentence_, 0, 1, fallback_, 0 }
#define INTEGER(key_, max_, sentence_) { SETTING_INTEGER, key_, sentence_, 0, max_, -1, 0 }
#define CHOICE(key_, words_, sentence_) { SETTING_CHOICE, key_, sentence_, 0, 0, 0, words_ }
/* clang-format on */

struct strategy {
	const char *title;                       /* "Rust: std::process::Command" */
	bool runtime;                            /* true: it re-creates a language runtime; false: a plain system call */
	const struct edition *editions;          /* ended by a NULL name */
	const struct condition *conditions;      /* ended by a NULL name; may be NULL */
	const struct strategy_setting *settings; /* ended by the row [SETTINGS], whose key is NULL; may be NULL */
	int setting_count;                       /* SETTINGS; lets a unit test find a missing row */
	const char *const *mechanisms;           /* ended by NULL */
	/* The runtime's own start-up, before main. It is not reported. May be NULL. */
	void (*start)(const struct edition *edition);
	/* Starts launch->file, waits for it and reaps it. Returns 0, or the errno that the language would report. */
	int (*spawn)(const struct launch *launch, int *wait_status);
};

/* "From here on I am at this step." The notes on the page refer to these names. */
#define AT(phase_, step_) AT_MARK(PHASE_##phase_, #step_, false)
/* The same for a libc call that goes through several phases by itself. */
#define AT_LIBRARY(step_) AT_MARK(PHASE_create, #step_, true)
/*
 * From its first exec to its second the child is at this step: it runs a program of the runtime's own, which has no marks. What
 * follows the mark is the parent's preparation for it.
 */
#define AT_OWN_PROGRAM(phase_, step_)                   \
	do {                                            \
		AT_MARK(PHASE_##phase_, #step_, false); \
		trail->own_program = trail->at[role];   \
	} while (0)
#define AT_MARK(phase_, step_, library_)                                                                       \
	do {                                                                                                   \
		static const struct mark mark_ = { phase_, step_, library_ };                                  \
		unsigned slot_ = __atomic_fetch_add(&trail->passed_count, 1, __ATOMIC_RELAXED) % TRAIL_PASSED; \
		trail->at[role] = &mark_;                                                                      \
		trail->passed[slot_] = &mark_;                                                                 \
		if (trail->timed)                                                                              \
			trail_time(slot_);                                                                     \
	} while (0)

/* Says who leaves the marks from here on (see `role` in trail.h). */
#define CHILD_BEGINS() ((void)(role = ROLE_CHILD, canary = CANARY_CHILD))
/* For experiments with more tasks: the caller is task number n. */
#define BECOME(role_) ((void)(role = (role_)))
#define PARENT_AGAIN() ((void)(role = ROLE_HOST))

#endif
