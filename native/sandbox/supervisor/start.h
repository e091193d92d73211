/* The child of the supervisor. See start.c. */
#ifndef START_H
#define START_H

#include "sandbox/supervisor/orders.h"

/* In the child: everything between fork and exec. Never returns. */
_Noreturn void start_program(const struct orders *o);

#endif
