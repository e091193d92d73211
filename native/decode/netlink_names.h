/* The kinds of netlink messages. See netlink_names.c. */
#ifndef DECODE_NETLINK_NAMES_H
#define DECODE_NETLINK_NAMES_H

/* Which flags a message has besides those of all messages. */
enum netlink_flags { NO_FLAGS, GET_FLAGS, NEW_FLAGS, DELETE_FLAGS };

/* Tables are ended by a NULL name. */
struct netlink_type {
	unsigned number;
	enum netlink_flags flags;
	const char *name;
};

/* A protocol, and what is said of a type that is not known. */
struct netlink_protocol {
	int number;
	const struct netlink_type *types;
	const char *what;
};

/* A part of netfilter: the upper byte of its types. */
struct netlink_subsystem {
	unsigned number;
	const char *name;
	const struct netlink_type *types;
	const char *what;
};

/* These return NULL for what is not known. */
const struct netlink_protocol *netlink_protocol(int number);
const struct netlink_subsystem *netlink_subsystem(unsigned number);
const struct netlink_type *netlink_type(const struct netlink_type *types, unsigned number);

#endif
