/* Payloads of NETLINK_ROUTE. See netlink_route.c. */
#ifndef DECODE_NETLINK_ROUTE_H
#define DECODE_NETLINK_ROUTE_H

#include "decode/blocks.h"

/* Adds the payload of a message of this type. */
void add_route_payload(struct args *out, const struct call *c, unsigned type, uint64_t address, unsigned len);

#endif
