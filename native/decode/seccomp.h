/* seccomp(2), and the filters of prctl(2). See seccomp.c. */
#ifndef DECODE_SECCOMP_H
#define DECODE_SECCOMP_H

#include "decode/blocks.h"

void add_seccomp_flags(struct args *out, uint64_t flags);
/* For `whole` in calls.h: the answer is the same at entry and at exit. */
bool no_seccomp_out(const struct call *c);

printer p_filter, p_seccomp, p_seccomp_out;

#endif
