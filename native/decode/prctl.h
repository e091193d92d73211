/* prctl(2) and arch_prctl(2): what follows the option depends on it. See prctl.c. */
#ifndef DECODE_PRCTL_H
#define DECODE_PRCTL_H

#include "decode/call.h"

/* Answers of `whole` (calls.h), the same at entry and at exit. */
bool no_prctl_out(const struct call *c);

printer p_filter, p_prctl, p_prctl_out, r_prctl, p_arch, p_arch_out;

#endif
