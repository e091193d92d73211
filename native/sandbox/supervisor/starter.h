/* One small process that starts the runs of a server. See starter.c. */
#ifndef STARTER_H
#define STARTER_H

/* Listens at this path until standard input ends. `title`: a long word of argv, to be written over by each run; NULL: none. */
int starter_serve(const char *path, char *title);

#endif
