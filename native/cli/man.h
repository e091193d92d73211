#ifndef MAN_H
#define MAN_H

/* Prints the man page, spawnscope(1), in the language of man(7). Returns the exit status. */
int man(void);

#endif
