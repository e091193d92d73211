/* May this process trace? See permission.c. */
#ifndef PERMISSION_H
#define PERMISSION_H

#include <stddef.h>
#include <sys/types.h>

/* Can this process trace a child of its own? 0, or the errno; `why` says what stands in the way, `cure` what to do. */
int tracing_refused(char *why, size_t why_len, char *cure, size_t cure_len);

/* A child that waits to be looked at; -1 when there can be none. */
pid_t sitter(void);
void dismiss(pid_t pid);

#endif
