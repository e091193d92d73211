/* siginfo_t. See siginfo.c. */
#ifndef DECODE_SIGINFO_H
#define DECODE_SIGINFO_H

#include "decode/call.h"

/* "AUDIT_ARCH_X86_64". */
void add_arch(struct args *out, unsigned arch);
void add_siginfo(struct args *out, const void *siginfo);

printer p_siginfo_in, p_siginfo_out;

#endif
