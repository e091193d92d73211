/* What the data of a request of ptrace(2) is. See ptrace.c. */
#ifndef DECODE_PTRACE_DATA_H
#define DECODE_PTRACE_DATA_H

#include "decode/blocks.h"

/* What the data is. OUT_: filled in by the kernel. */
/* clang-format off */
enum ptrace_data { ADDRESS, NOTHING, SIGNAL, OPTIONS, SIGINFO, MASK, REGS, FPREGS, SET, FILTER_META,
	    OUT_WORD, OUT_NUMBER, OUT_SIGINFO, OUT_MASK, OUT_SIGINFOS, OUT_FILTER, OUT_CALL, OUT_REGS, OUT_FPREGS, OUT_SET };
/* clang-format on */
enum ptrace_data ptrace_data_of(uint64_t request);

/* A set of registers in the tracee's memory. */
struct part {
	uint64_t base, len;
};
bool read_part(const struct call *c, uint64_t address, struct part *part);
/* Adds "{iov_base=…" and leaves the bracket open. */
void add_register_set(struct args *out, const struct call *c, const struct part *part);

#endif
