/* Nothing is left behind. See reap.c. */
#ifndef REAP_H
#define REAP_H

/* Kills every child we have or inherit until there is none left. */
void kill_all(void);

#endif
