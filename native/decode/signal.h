/* Signals: sets, dispositions, siginfo. See signal.c. */
#ifndef DECODE_SIGNAL_H
#define DECODE_SIGNAL_H

#include "decode/call.h"

void add_signal(struct args *out, int number);
void add_signal_set(struct args *out, uint64_t set);
/* Adds the set at `address`, if `size` is the size that the kernel expects. */
void add_sized_set(struct args *out, const struct call *c, uint64_t address, uint64_t size);
/* For `whole` in calls.h: the answer is the same at entry and at exit. */
bool no_siginfo_out(const struct call *c);

printer p_signal, p_how, p_sized_set, p_set_in, p_set_out, p_pending, r_signal, p_act_in, p_act_out, p_altstack, p_frame_mask;

#endif
