/* ptrace(2). See ptrace.c. */
#ifndef DECODE_PTRACE_H
#define DECODE_PTRACE_H

#include "decode/blocks.h"

/* What PTRACE_O_TRACE… options report. */
extern const struct flag ptrace_events[];

/* For `whole` in calls.h: the answer is the same at entry and at exit. */
bool no_ptrace_out(const struct call *c);

printer p_ptrace, p_ptrace_out;

#endif
