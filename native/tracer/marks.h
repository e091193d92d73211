/* Where the strategy is, and what it left in the trail. See marks.c. */
#ifndef MARKS_H
#define MARKS_H

#include "tasks/tasks.h"

/* Sets t->phase and t->step from the marks. */
void read_marks(struct task *t);
/* Is the child's next exec that of a program of the runtime's own (AT_OWN_PROGRAM)? */
bool own_program_is_due(const struct task *t);
/* Reports a decision or findings that were left in the trail since the last call. */
void report_trail(void);

#endif
