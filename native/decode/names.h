/* Names for the kernel's numbers. See names.c. */
#ifndef NAMES_H
#define NAMES_H

#include "base/nearest.h"

#include <stdint.h>

/* "SIGPIPE", "SIGRTMIN", "SIGRT_1"…, as strace spells a single signal. NULL unless the number is from 1 to 64. */
const char *signal_name(int number);
/* The number of PIPE, SIGPIPE, RTMIN+3, RT_3 or SIGRTMIN+3; 0 if it is not a signal. Case matters. */
int signal_number(const char *name);
/* A search for a misspelt name of a signal, with SIG before it or without, which is over. */
struct nearest nearest_signal(const char *text, size_t length);
/* "ENOENT"; NULL when unknown. */
const char *errno_name(int number);
/* "ENOENT" for -ENOENT, as the kernel returns it; NULL for whatever is no error of the kernel. */
const char *returned_errno_name(int64_t result);
/* "execve" on this architecture; NULL when unknown. */
const char *syscall_name(long number);

#endif
