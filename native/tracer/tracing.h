/* The state of the one run that this process watches, shared by the files of the watcher. */
#ifndef WATCH_H
#define WATCH_H

#include "wire/gen/wire_events.h"
#include "base/options.h"
#include "tasks/tasks.h"

#include <stdbool.h>
#include <stdint.h>

struct watch {
	const struct options *options;
	long stops;
	uint64_t deadline_ns;
	bool pinned;
	/* Every task was told to die: stops are only waited for. */
	bool stopping;
	enum wire_end_outcome outcome; /* while stopping */
	char why[256];
};
extern struct watch watch;

/* Kills every task. The first call decides the outcome and the words. */
void watch_stop(enum wire_end_outcome outcome, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Restarts a stopped task, delivering `signal` if it is not 0; one that is held later. */
void watch_go_on(struct task *t, int signal);
/* For a group-stop: it stays stopped, and SIGCONT is still seen. */
void watch_listen(struct task *t);

/* where.c: sets t->phase and t->step from the marks. */
void look_where(struct task *t);

/* calls.c of the watcher: a syscall-entry-stop or syscall-exit-stop. */
void on_syscall_stop(struct task *t);
/* Tells the decision and the findings that have been left in the trail since. */
void tell_trail(void);

/* lives.c */
/* False: the new task cannot be followed, and the run was stopped. */
void on_created(struct task *parent);
void on_vfork_done(struct task *parent);
void on_exec(struct task *t);
void on_gone(struct task *t, int detail, bool killed);
/* The last look at the parent: after it reaped, or, where it did not, before it ends. */
void last_passport(struct task *t);

/* moments.c */
/* `t` stands at this moment: signals are sent, and it is held if that was asked for. */
void moment_reached(struct task *t, enum moment moment);
/* It has stopped again, so it was killed: nothing is held any more. */
void moments_forget(struct task *t);
/* Samples and releases what is held. */
void moments_tick(void);
/* Milliseconds until moments_tick() has something to do; -1: nothing is held. */
long moments_due_ms(void);

#endif
