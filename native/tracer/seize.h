/* Starts a traced host. See seize.c. */
#ifndef SEIZE_H
#define SEIZE_H

#include "base/options.h"

#include <signal.h>

/* Pins this process and its future children to the current processor. False if that is not permitted. */
bool pin(void);

/*
 * Forks and seizes the host, which then calls `start`; `inherited` is the signal mask that a program of `trace` gets. The host becomes task number 1. Returns 0, or
 * the errno of a refused ptrace(2); then the host is gone.
 */
int seize_host(const struct options *o, void (*start)(const struct options *), const sigset_t *inherited);

/* A leader that ends before its threads: while it is a zombie, our end must not kill the threads that we have let go. */
void may_outlive_us(pid_t tid);

#endif
