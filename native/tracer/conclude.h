/* Reports how a run ended, in the end event and in the exit status. See conclude.c. */
#ifndef CONCLUDE_H
#define CONCLUDE_H

/* Every task is gone: writes the end event and returns the exit status. */
int conclude(void);
/* The same if ptrace(2) was refused. */
int conclude_refused(void);
/* The same if --terminal cannot be had; errno says why. */
int conclude_without_terminal(void);

#endif
