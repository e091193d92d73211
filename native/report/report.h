/* What was seen, said: as events (NDJSON) or as strace's text. See report.c. */
#ifndef REPORT_H
#define REPORT_H

#include "wire/gen/wire_events.h"
#include "base/options.h"
#include "tasks/tasks.h"

#include <signal.h>

/* Once, before anything else: opens the output. A reader may keep us waiting until shortly after the deadline. */
void report_open(const struct options *o, uint64_t deadline_ns);
/* The run is to end at once: what is left must be written soon or never. Safe in a signal handler. */
void report_hurry(void);
/* True from report_begin() on. Before it nothing is written. */
bool report_running(void);
/* The hello. */
void report_begin(bool pinned);
/* Lines written so far; limits count these. */
long report_lines(void);
bool report_flush(void);
bool report_due(uint64_t now);
bool report_waiting(void);
bool report_broken(void);

void report_decide(void);
void report_enter(struct task *t);
/* `c` as at exit. */
void report_leave(struct task *t);
void report_create(const struct task *parent, const struct task *child);
void report_passport(const struct task *t, enum wire_passport_stage stage);
/* What task and parent now read in the cell. */
void report_memory(const struct task *t, const struct task *parent, enum wire_memory_what what);
/* `held`: the number of the task that stands still meanwhile. */
void report_sample(const struct task *parent, int held, long threads);
/* The threads of the set-up, where there are any; `host` made them. */
void report_threads(const struct task *host, enum wire_threads_at at);
void report_finding(const struct trail_finding *f);
/* A write(2) that has just returned, if it was to standard output or error. */
void report_output(const struct task *t);
void report_suspend(const struct task *parent, int child);
void report_resume(const struct task *parent, int child, bool by_exec);
void report_signal(const struct task *t, const siginfo_t *si);
/* A signal that the tracer has sent, and whether it has to wait. */
void report_sent(const struct task *t, int signal, enum wire_signal_how how, const char *moment);
void report_group_stop(const struct task *t, int signal);
void report_exec(const struct task *t, pid_t former);
void report_exit(const struct task *t, int status, bool killed);
/* Which steps the strategy passed: those of the road not taken are missing. */
void report_steps(void);
void report_end(enum wire_end_outcome outcome, const char *why, long stops);

#endif
