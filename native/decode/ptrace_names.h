/* Names of ptrace(2). See ptrace_names.c. */
#ifndef DECODE_PTRACE_NAMES_H
#define DECODE_PTRACE_NAMES_H

#include "decode/blocks.h"

extern const struct flag ptrace_requests[], ptrace_notes[], ptrace_user[];

#endif
