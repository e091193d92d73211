/* One run, from outside its sandbox. See supervise.c. */
#ifndef SUPERVISE_H
#define SUPERVISE_H

#include "sandbox/supervisor/orders.h"

/* Starts the program and waits. Returns the exit status for the server when nothing of the run is left. */
int supervise(const struct orders *o);

#endif
