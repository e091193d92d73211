/* Reports what was seen, as NDJSON events or as text like strace's. See report.c. */
#ifndef REPORT_H
#define REPORT_H

#include "wire/gen/wire_events.h"
#include "host/trail.h"
#include "tasks/tasks.h"

#include <signal.h>

/* Writes the hello. */
void report_begin(bool pinned);

void report_decide(void);
void report_enter(struct task *t);
/* t->call must be as at its exit. */
void report_leave(struct task *t);
/* `page_tables_kb`: of the child; NULL: not known. */
void report_create(const struct task *parent, const struct task *child, const long long *page_tables_kb);
void report_finding(const struct trail_finding *f);
void report_resume(const struct task *parent, int child, bool by_exec);
void report_signal(const struct task *t, const siginfo_t *si);
/* A signal that the tracer sent, and whether it stays pending. */
void report_sent(const struct task *t, int signal, enum wire_signal_how how, const char *moment);
void report_group_stop(const struct task *t, int signal);
/* `where`: the lines of the program that is gone; NULL: not known. */
void report_exec(const struct task *t, pid_t former, const struct where *where);
/* The task ends in the middle of its call, as every task in exit_group(2) does. Events show that by themselves. */
void report_unreturned(const struct task *t);
void report_exit(const struct task *t, int status, bool killed);
/* Somebody else writes to the terminal now: ends an open line, and writes what was collected. */
void report_pause(void);
/* Something about this task that no other event says. `code` is for machines. */
void report_note(const struct task *t, const char *code, const char *words);
/* The first call of another table than the native one. */
void report_foreign(const struct task *t);
/* The steps that the strategy passed; those on branches not taken are missing. */
void report_steps(void);
/* `detached`: the traced program runs on. */
void report_end(enum wire_end_outcome outcome, const char *why, long stops, bool detached);
/* The same for the guard's thread, while the loop is stuck: takes the output away from it. */
void report_end_stuck(enum wire_end_outcome outcome, const char *why, long stops);

#endif
