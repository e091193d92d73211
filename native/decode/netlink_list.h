/* Lists of netlink: messages, and attributes in them. See netlink_list.c. */
#ifndef DECODE_NETLINK_LIST_H
#define DECODE_NETLINK_LIST_H

#include "decode/blocks.h"

/* The largest header of an item. */
#define NETLINK_HEADER_BYTES 16

/* What the items of a list are. */
struct netlink_items {
	size_t header; /* bytes */
	/* The length that the header tells, with the header. */
	uint32_t (*length)(const void *header);
	/* Adds the item at `address`, where `len` bytes are left. `of` is what the list was given. */
	void (*add)(struct args *out, const struct call *c, const void *header, uint64_t address, uint64_t len, unsigned of);
};

/* Adds the items in the `len` bytes at `address`, in brackets if there are several. */
void add_netlink_list(struct args *out, const struct call *c, const struct netlink_items *items, uint64_t address, uint64_t len, unsigned of);

#endif
