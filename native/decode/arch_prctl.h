/* arch_prctl(2). See arch_prctl.c. */
#ifndef DECODE_ARCH_PRCTL_H
#define DECODE_ARCH_PRCTL_H

#include "decode/call.h"

/* For `whole` in calls.h: the answer is the same at entry and at exit. */
bool no_arch_out(const struct call *c);

printer p_arch, p_arch_out, r_arch;

#endif
