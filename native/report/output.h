/* What report.c and report_proc.c share: how a line of the run begins. */
#ifndef REPORT_LINE_H
#define REPORT_LINE_H

#include "report/report.h"

extern struct wire report_wire;
extern const struct options *report_options;

/* Events (NDJSON), not strace's text. */
bool report_as_events(void);
/* Counts a line of the run as a whole; false before it runs. */
bool report_line(void);
/* The next line belongs to `t`, where the strategy stood at its last entry. */
bool report_line_of(const struct task *t);

#endif
