/* The names of the options of sockets. See sockopt_names.c. */
#ifndef DECODE_SOCKOPT_NAMES_H
#define DECODE_SOCKOPT_NAMES_H

#include "decode/blocks.h"

/* A level, what is said of an unknown option of it, and the known ones. Tables that are NULL are empty. */
struct socket_level {
	unsigned number;
	const char *name;
	const char *what;
	const struct flag *both, *read, *set;
};
/* Returns NULL for an unknown level. */
const struct socket_level *socket_level(unsigned number);

#endif
