/* Begins a run. See seize.c. */
#ifndef SEIZE_H
#define SEIZE_H

#include "base/options.h"

/* Keeps this process, and what it forks, on the processor it is on. False where that is not permitted. */
bool pin(void);

/*
 * Forks the host, which calls `start` once it is seized, and stands in the
 * table of tasks as number 1. Returns 0, or the errno with which ptrace(2)
 * refused; then nothing is left of it.
 */
int seize_host(const struct options *o, void (*start)(const struct options *));

#endif
