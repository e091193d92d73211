/* How a run ended, in the end event and the exit status. See conclude.c. */
#ifndef CONCLUDE_H
#define CONCLUDE_H

/* Every task is gone. Writes the end; returns the exit status. */
int conclude(void);
/* ptrace(2) was refused. The same. */
int conclude_refused(void);

#endif
