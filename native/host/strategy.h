/*
 * The contract of a strategy: how one language runtime starts a process,
 * re-created in one file, native/strategies/NAME.c, which exports
 * `const struct strategy strategy_NAME` and includes this header and libc,
 * nothing else: the watched must not know the watcher.
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
	/* The directory asked for, or NULL. */
	const char *cwd;
	/* PATH was changed for the child; it is in envp already. NULL: left alone. */
	const char *path;
	/* `file` has no slash, so PATH is searched for it. */
	bool bare;
	const struct edition *edition;
	/* The strategy's own settings, in the order of its table. */
	const long *values;
	/* Signals that have a handler now, bit n-1 for signal n: a runtime keeps such a table of its own. */
	uint64_t handled;
};

/* A choice this runtime makes, and the sentence that explains it. */
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
 * A setting of this strategy alone, given as --set KEY=VALUE. Switch: on|off.
 * Integer: -1 is "not given". Choice: the value is the index of the word.
 */
struct strategy_setting {
	enum setting_kind kind;
	const char *key;
	const char *sentence;
	long min, max, fallback;
	const char *words; /* of a choice: "fork vfork" */
};
/* clang-format off */
#define SWITCH(key_, fallback_, sentence_) { SETTING_SWITCH, key_, sentence_, 0, 1, fallback_, 0 }
#define INTEGER(key_, max_, sentence_) { SETTING_INTEGER, key_, sentence_, 0, max_, -1, 0 }
#define CHOICE(key_, words_, sentence_) { SETTING_CHOICE, key_, sentence_, 0, 0, 0, words_ }
/* clang-format on */

struct strategy {
	const char *title;                       /* "Rust: std::process::Command" */
	bool runtime;                            /* re-creates a language runtime; false: a plain system call */
	const struct edition *editions;          /* ended by a NULL name */
	const struct condition *conditions;      /* ended by a NULL name; may be NULL */
	const struct strategy_setting *settings; /* [SETTINGS] ends it, with a NULL key; may be NULL */
	int setting_count;                       /* SETTINGS: the unit tests find the row that is missing */
	const char *const *mechanisms;           /* ended by NULL */
	/* What the runtime does at its own start-up, before main: not reported. May be NULL. */
	void (*start)(const struct edition *edition);
	/* Starts launch->file, waits for it and reaps it. Returns 0, or the errno that the language would raise. */
	int (*spawn)(const struct launch *launch, int *wait_status);
};

/* "From here on I am at this step": annotations hang on these names. */
#define AT(phase_, step_) AT_MARK(PHASE_##phase_, #step_, false)
/* The same for one libc call that runs through several phases by itself. */
#define AT_LIBRARY(step_) AT_MARK(PHASE_create, #step_, true)
#define AT_MARK(phase_, step_, library_)                                                                       \
	do {                                                                                                   \
		static const struct mark mark_ = { phase_, step_, library_ };                                  \
		unsigned slot_ = __atomic_fetch_add(&trail->passed_count, 1, __ATOMIC_RELAXED) % TRAIL_PASSED; \
		trail->at[role] = &mark_;                                                                      \
		trail->passed[slot_] = &mark_;                                                                 \
		if (trail->timed)                                                                              \
			trail_time(slot_);                                                                     \
	} while (0)

/* Who writes the marks from here on (`role` in trail.h). */
#define CHILD_BEGINS() ((void)(role = ROLE_CHILD, canary = CANARY_CHILD))
/* In an experiment with more tasks: whoever says this is the n-th. */
#define BECOME(role_) ((void)(role = (role_)))
#define PARENT_AGAIN() ((void)(role = ROLE_HOST))

#endif
