/* Netlink messages. See netlink.c. */
#ifndef DECODE_NETLINK_H
#define DECODE_NETLINK_H

#include "decode/blocks.h"

/* Is this descriptor of the tracee a netlink socket? */
bool is_netlink(const struct call *c, int fd);
/* Adds `len` bytes that were sent to or received from a netlink socket. */
void add_netlink(struct args *out, const struct call *c, int fd, uint64_t address, uint64_t len);

#endif
