/* Where the lines of a run go, and how each line begins. See output.c. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "base/options.h"
#include "tasks/tasks.h"
#include "wire/wire.h"

/* Opens the output. To be called once, before anything else. A slow reader is waited for until shortly after the deadline. */
void report_open(const struct options *o, uint64_t deadline_ns);
/* The deadline has moved by so much. */
void report_extend(int64_t ns);
/* The run must end at once, so the rest is written soon or never. Safe in a signal handler. */
void report_hurry(void);
/* True from report_begin() on. Nothing is written before that. */
bool report_running(void);
/* Lines written so far. --max-events limits them. */
long report_lines(void);
bool report_flush(void);
bool report_due(uint64_t now);
bool report_waiting(void);
bool report_broken(void);

/* Takes the output from a loop that is stuck: its whole lines go into `last`, which continues it. For the guard's thread. */
void report_seize(struct wire *last);
/* Writes what is in it, unless the reader does not read. */
void report_write_seized(struct wire *last);

/* For report.c and proc.c. */
extern struct wire report_wire;
extern const struct options *report_options;

/* True for NDJSON events, false for text like strace's. */
bool report_as_events(void);
/* Begins a line that belongs to the run as a whole, and counts it. False if the run is not reported yet. */
bool report_line(void);
/* The same for a line that belongs to `t`. It carries the phase and step of its last entry. */
bool report_line_of(const struct task *t);
/* From here on the run is reported. */
void report_start(void);

#endif
