/* Numbers of the kernel and their names. See names.c. */
#ifndef NAMES_H
#define NAMES_H

/* "SIGPIPE", "SIGRTMIN", "SIGRT_1"…; NULL for a number that is no signal (1 to 64). As strace spells a single signal. */
const char *signal_name(int number);
/* PIPE, SIGPIPE, RTMIN+3, RT_3, SIGRTMIN+3: the number; 0 when it is no signal. Case-sensitive. */
int signal_number(const char *name);
/* "ENOENT"; NULL when unknown. */
const char *errno_name(int number);
/* "execve" on this architecture; NULL when unknown. */
const char *syscall_name(long number);

#endif
