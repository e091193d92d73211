#ifndef CHECK_H
#define CHECK_H

/* Prints what works here: a table to a terminal, JSON (protocol/catalog.ts, Check) to a pipe. Exit status 0, or 3 when there are no live runs. */
int check(void);

#endif
