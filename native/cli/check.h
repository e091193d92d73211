#ifndef CHECK_H
#define CHECK_H

/*
 * Prints what works on this machine: a table on a terminal, JSON (Check in protocol/catalog.ts)
 * otherwise. Returns 0, or 3 if live runs are impossible.
 */
int check(void);

#endif
