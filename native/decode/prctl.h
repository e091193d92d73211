/* prctl(2). See prctl.c. */
#ifndef DECODE_PRCTL_H
#define DECODE_PRCTL_H

#include "decode/blocks.h"

/* For `whole` in calls.h: the answer is the same at entry and at exit. */
bool no_prctl_out(const struct call *c);

/* What is both an argument of one option and the result of another. */
bool is_speculation(uint64_t what);
void add_vector_control(struct args *out, uint64_t value, const struct flag *names);
void add_tagged_control(struct args *out, uint64_t value);

printer p_prctl, p_prctl_out;

#endif
