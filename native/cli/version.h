#ifndef VERSION_H
#define VERSION_H

/* Prints the version on a line of its own; then the libc, the build, and whether there are lines of compiled programs. Returns 0. */
int version(void);

#endif
