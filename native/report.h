/* What was seen, said: as events (NDJSON) or as strace's text. See report.c. */
#ifndef REPORT_H
#define REPORT_H

#include "gen/wire_events.h"
#include "options.h"
#include "tasks.h"

#include <signal.h>

/* Once, before anything else: opens the output. */
void report_open(const struct options *o);
/* True from report_begin() on. Before it nothing is written. */
bool report_running(void);
/* The hello. */
void report_begin(bool pinned);
/* Lines written so far; limits count these. */
long report_lines(void);
bool report_flush(void);
bool report_due(void);
bool report_waiting(void);
bool report_broken(void);

void report_decide(void);
void report_enter(struct task *t);
/* `c` as at exit. */
void report_leave(struct task *t);
void report_create(const struct task *parent, const struct task *child);
void report_passport(const struct task *t, enum wire_passport_stage stage);
void report_memory(const struct task *child, const struct task *parent);
void report_suspend(const struct task *parent, int child);
void report_resume(const struct task *parent, int child, bool by_exec);
void report_signal(const struct task *t, const siginfo_t *si, bool ignored);
void report_group_stop(const struct task *t, int signal);
void report_exec(const struct task *t, pid_t former);
void report_exit(const struct task *t, int status, bool killed);
/* Which steps the strategy passed: those of the road not taken are missing. */
void report_steps(void);
void report_end(enum wire_end_outcome outcome, const char *why, long stops);

#endif
