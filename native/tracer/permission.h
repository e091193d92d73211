/* May this process trace? See permission.c. */
#ifndef PERMISSION_H
#define PERMISSION_H

#include <stddef.h>
#include <sys/types.h>

/* Tries to trace a child. Returns 0 or the errno; then `why` says what prevents it and `cure` what to do. */
int tracing_refused(char *why, size_t why_len, char *cure, size_t cure_len);

/* Forks a child that only waits, to be looked at. -1 if fork fails. */
pid_t fork_idle_child(void);
void end_child(pid_t pid);

#endif
