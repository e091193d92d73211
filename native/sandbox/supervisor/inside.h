/* The supervisor's second part, inside bwrap's namespaces. See inside.c. */
#ifndef SUPERVISOR_INSIDE_H
#define SUPERVISOR_INSIDE_H

#include "sandbox/supervisor/orders.h"

/* Finishes the walls, starts the program, and returns its exit status. */
int live_inside(const struct orders *o);

#endif
