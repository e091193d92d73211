/* Drops root's rights. See drop.c. */
#ifndef DROP_H
#define DROP_H

/* Becomes `user` for good, with no groups and no capabilities, and no way to gain any. */
void drop_to(long user);

#endif
