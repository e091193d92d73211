/* Where the strategy stands, and what it left in the trail. See marks.c. */
#ifndef MARKS_H
#define MARKS_H

#include "tasks/tasks.h"

/* Sets t->phase and t->step from the marks. */
void look_where(struct task *t);
/* Tells the decision and the findings that have been left in the trail since. */
void tell_trail(void);

#endif
