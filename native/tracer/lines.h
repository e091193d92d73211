/* Which lines of the traced program's sources led to a call (--where). See lines.c. */
#ifndef LINES_H
#define LINES_H

#include "tasks/tasks.h"

/* Starts the process that answers, if --where asks for it. Without it there are no lines, and a note on standard error says why. */
void lines_open(void);
/* Sets t->where for the call that it is about to make: at its entry stop. */
void lines_ask(struct task *t);
/* Its mmap(2) has returned: perhaps the page in which a script says its line. */
void lines_mapped(struct task *t);
/* Its pwrite64(2) has returned: perhaps the line that a script says before it starts a process. */
void lines_written(struct task *t);
void lines_close(void);

#endif
