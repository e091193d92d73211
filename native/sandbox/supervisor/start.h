/* The child of the supervisor. See start.c. */
#ifndef START_H
#define START_H

#include "sandbox/supervisor/orders.h"

/* Everything between fork and exec, in the child. Never returns. */
_Noreturn void start_program(const struct orders *o);

#endif
