/* Which lines of the traced program's sources led to a call (--where). See lines.c. */
#ifndef LINES_H
#define LINES_H

#include "tasks/tasks.h"

/* Starts the process that answers, if --where asks for it. Without it there are no lines, and a note on standard error says why. */
void lines_open(void);
/* Sets t->where for the call that it is about to make: at its entry stop. */
void lines_ask(struct task *t);
void lines_close(void);

#endif
