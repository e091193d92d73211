/* Root is left. See drop.c. */
#ifndef DROP_H
#define DROP_H

/* Becomes `user` for good: no group, no capability, none to be gained. */
void drop_to(long user);

#endif
