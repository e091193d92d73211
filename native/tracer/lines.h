/* Which lines of the traced program's sources led to a call (--where). See lines.c. */
#ifndef LINES_H
#define LINES_H

#include "tasks/tasks.h"

struct answer;

/* Where the process that answers is: beside the helper. False: it was not built. */
bool lines_program(char *path, size_t size);
/* Starts the process that answers, if --where asks for it. Without it there are no lines, and a note on standard error says why. */
void lines_open(void);
/* Sets t->where for the call that it is about to make: at its entry stop. */
void lines_ask(struct task *t);
/* Its call has returned: perhaps it has mapped something that it will execute. */
void lines_mapped(const struct task *t);
/* Its program is gone. */
void lines_forget(struct task *t);
/* What may be said of an answer, whatever it holds. Pure. False: it is none. */
bool lines_of_answer(const struct answer *answer, struct where *where);

#endif
