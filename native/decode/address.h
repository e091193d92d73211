/* Addresses of sockets. See address.c. */
#ifndef DECODE_ADDRESS_H
#define DECODE_ADDRESS_H

#include "decode/blocks.h"

/* Adds the address of `len` bytes. Returns its family; -1 if it could not be read. */
int add_address(struct args *out, const struct call *c, uint64_t address, int len);
/* The same of an address that is at hand, not longer than a struct sockaddr_storage. */
void add_known_address(struct args *out, const void *address, size_t len);

#endif
