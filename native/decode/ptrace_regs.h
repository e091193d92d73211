/* Sets of registers. See ptrace_regs.c. */
#ifndef DECODE_PTRACE_REGS_H
#define DECODE_PTRACE_REGS_H

#include "decode/blocks.h"

/* Adds `len` bytes of registers: the general ones, or those of the floating point unit. */
void add_general_registers(struct args *out, const struct call *c, uint64_t address, uint64_t len);
void add_float_registers(struct args *out, const struct call *c, uint64_t address, uint64_t len);
/* The sizes of all of them; 0 on machines whose registers are not known here. */
extern const uint64_t general_register_bytes, float_register_bytes;

#endif
