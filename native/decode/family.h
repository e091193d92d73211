/* Families of addresses, and interfaces. See family.c. */
#ifndef DECODE_FAMILY_H
#define DECODE_FAMILY_H

#include "decode/call.h"

/* "AF_INET". */
void add_family(struct args *out, unsigned family);
/* if_nametoindex("lo"), or the number of an interface that is not there. */
void add_interface(struct args *out, unsigned number);

#endif
