/* prctl(2). See prctl.c. */
#ifndef DECODE_PRCTL_H
#define DECODE_PRCTL_H

#include "decode/call.h"

/* For `whole` in calls.h: the answer is the same at entry and at exit. */
bool no_prctl_out(const struct call *c);

printer p_prctl, p_prctl_out, r_prctl;

#endif
