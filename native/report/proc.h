/* Reports what /proc and the tasks' memory show at a moment. See proc.c. */
#ifndef PROC_H
#define PROC_H

#include "tasks/tasks.h"
#include "wire/gen/wire_events.h"

/*
 * Notes what a runtime is started with, and reports it. The tracer sees it while nothing is reported yet, so it is kept
 * until the report has begun.
 */
void report_keep_start(const struct task *t);
void report_started(const struct task *t);
void report_passport(const struct task *t, enum wire_passport_stage stage);
/* The value that the task and its parent each see at the same address. */
void report_memory(const struct task *t, const struct task *parent, enum wire_memory_what what);
/* `held`: the number of the task that is being held. */
void report_sample(const struct task *parent, int held, long threads);
/* The threads that the set-up of `host` created, if there are any. */
void report_threads(const struct task *host, enum wire_threads_at at);
/* A write(2) that has just returned, if it went to standard output or error. */
void report_output(const struct task *t);
/* `state`: of the parent, as it was seen last; empty: it was not. */
void report_suspend(const struct task *parent, int child, const char *state);
/* `parent` has made `child`: what they share, and the passport of the child. */
void report_birth(const struct task *parent, const struct task *child);

#endif
