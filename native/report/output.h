/* Where the lines of a run go, and how each of them begins. See output.c. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "base/options.h"
#include "tasks/tasks.h"
#include "wire/wire.h"

/* Once, before anything else: opens the output. A reader may keep us waiting until shortly after the deadline. */
void report_open(const struct options *o, uint64_t deadline_ns);
/* The run is to end at once: what is left must be written soon or never. Safe in a signal handler. */
void report_hurry(void);
/* True from report_begin() on. Before it nothing is written. */
bool report_running(void);
/* Lines written so far; limits count these. */
long report_lines(void);
bool report_flush(void);
bool report_due(uint64_t now);
bool report_waiting(void);
bool report_broken(void);

/* For report.c and proc.c. */
extern struct wire report_wire;
extern const struct options *report_options;

/* Events (NDJSON), not strace's text. */
bool report_as_events(void);
/* Counts a line of the run as a whole; false before it runs. */
bool report_line(void);
/* The next line belongs to `t`, where the strategy stood at its last entry. */
bool report_line_of(const struct task *t);
/* From here on the run is reported. */
void report_start(void);

#endif
