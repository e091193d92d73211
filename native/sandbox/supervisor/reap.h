/* Kills everything below the supervisor. See reap.c. */
#ifndef REAP_H
#define REAP_H

/* Kills every child, including those that it inherits, until none is left. */
void kill_all(void);

#endif
