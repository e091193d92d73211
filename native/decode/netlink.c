/*
 * Netlink messages: their headers, errors, and the requests and addresses of NETLINK_ROUTE. The attributes of links, routes,
 * filters and other protocols are shown as bytes.
 */
#include "decode/netlink.h"

#include "decode/names.h"
#include "decode/netlink_list.h"
#include "decode/netlink_names.h"
#include "decode/netlink_route.h"
#include "decode/strings.h"

#include <linux/netlink.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>

#define GENERIC_CONTROL 16

bool is_netlink(const struct call *c, int fd)
{
	char file[64], protocol[16] = "";

	if (fd < 0)
		return false;
	snprintf(file, sizeof(file), "/proc/%d/fd/%d", c->pid, fd);
	return getxattr(file, "system.sockprotoname", protocol, sizeof(protocol) - 1) > 0 && strcmp(protocol, "NETLINK") == 0;
}

/* The protocol of a netlink socket; -1 as long as it has no address, because strace finds it by its address. */
static int protocol_of(const struct call *c, int fd)
{
	int pidfd = (int)syscall(SYS_pidfd_open, c->pid, 0), copy = pidfd < 0 ? -1 : (int)syscall(SYS_pidfd_getfd, pidfd, fd, 0);
	int protocol = -1;
	struct sockaddr_nl a = { 0 };
	socklen_t len = sizeof(a), size = sizeof(protocol);

	if (copy >= 0 && (getsockname(copy, (struct sockaddr *)&a, &len) != 0 || !a.nl_pid || getsockopt(copy, SOL_SOCKET, SO_PROTOCOL, &protocol, &size) != 0))
		protocol = -1;
	if (copy >= 0)
		close(copy);
	if (pidfd >= 0)
		close(pidfd);
	return protocol;
}

/* ---- headers ---- */

static void add_filter_type(struct args *out, unsigned type)
{
	const struct netlink_subsystem *s = netlink_subsystem(type >> 8);
	const struct netlink_type *known = s ? netlink_type(s->types, type & 0xff) : NULL;

	if (type == 16 || type == 17) {
		arg_add(out, type == 16 ? "NFNL_MSG_BATCH_BEGIN" : "NFNL_MSG_BATCH_END");
		return;
	}
	if (s)
		arg_add(out, "%s<<8|", s->name);
	else
		arg_add(out, "%#x /* NFNL_SUBSYS_??? */<<8|", type >> 8);
	if (known)
		arg_add(out, "%s", known->name);
	else if (s && s->what)
		arg_add(out, type & 0xff ? "%#x /* %s */" : "%x /* %s */", type & 0xff, s->what);
	else
		arg_add(out, type & 0xff ? "%#x" : "%x", type & 0xff);
}

static void add_type(struct args *out, int protocol, unsigned type)
{
	static const struct flag common[] = { { 1, "NLMSG_NOOP" }, { 2, "NLMSG_ERROR" }, { 3, "NLMSG_DONE" }, { 4, "NLMSG_OVERRUN" }, { 0, NULL } };
	/* The others are given out by the kernel as it runs. */
	static const struct flag generic[] = { { GENERIC_CONTROL, "nlctrl" }, { 0, NULL } };
	const struct netlink_protocol *p = type < NLMSG_MIN_TYPE ? NULL : netlink_protocol(protocol);
	const struct netlink_type *known = p ? netlink_type(p->types, type) : NULL;

	if (known)
		arg_add(out, "%s", known->name);
	else if (p)
		arg_add(out, "%#x /* %s */", type, p->what);
	else if (type >= NLMSG_MIN_TYPE && protocol == NETLINK_NETFILTER)
		add_filter_type(out, type);
	else if (type >= NLMSG_MIN_TYPE && protocol == NETLINK_GENERIC)
		add_choice(out, type, generic, "GENERIC_FAMILY_???");
	else
		add_choice(out, type, common, "NLMSG_???");
}

static enum netlink_flags kind_of_flags(int protocol, unsigned type)
{
	static const enum netlink_flags route[] = { NEW_FLAGS, DELETE_FLAGS, GET_FLAGS, NO_FLAGS };
	const struct netlink_protocol *p = netlink_protocol(protocol);
	const struct netlink_subsystem *s = protocol == NETLINK_NETFILTER ? netlink_subsystem(type >> 8) : NULL;
	const struct netlink_type *known = s ? netlink_type(s->types, type & 0xff) : p ? netlink_type(p->types, type) : NULL;

	if (type < NLMSG_MIN_TYPE)
		return NO_FLAGS;
	if (protocol == NETLINK_SOCK_DIAG)
		return GET_FLAGS;
	if (protocol == NETLINK_ROUTE && !known)
		return route[type & 3];
	return known ? known->flags : NO_FLAGS;
}

static void add_header_flags(struct args *out, int protocol, unsigned type, unsigned flags)
{
	/* clang-format off */
#define COMMON { 1, "NLM_F_REQUEST" }, { 2, "NLM_F_MULTI" }, { 4, "NLM_F_ACK" }, { 8, "NLM_F_ECHO" }, { 16, "NLM_F_DUMP_INTR" }, { 32, "NLM_F_DUMP_FILTERED" }
	static const struct flag none[] = { COMMON, { 0, NULL } };
	static const struct flag get[] = {
		COMMON, { 0x300, "NLM_F_DUMP" }, { 0x100, "NLM_F_ROOT" }, { 0x200, "NLM_F_MATCH" }, { 0x400, "NLM_F_ATOMIC" }, { 0, NULL },
	};
	static const struct flag new[] = {
		COMMON, { 0x100, "NLM_F_REPLACE" }, { 0x200, "NLM_F_EXCL" }, { 0x400, "NLM_F_CREATE" }, { 0x800, "NLM_F_APPEND" }, { 0, NULL },
	};
	static const struct flag delete[] = { COMMON, { 0x100, "NLM_F_NONREC" }, { 0x200, "NLM_F_BULK" }, { 0, NULL } };
	static const struct flag error[] = { COMMON, { 0x100, "NLM_F_CAPPED" }, { 0x200, "NLM_F_ACK_TLVS" }, { 0, NULL } };
#undef COMMON
	/* clang-format on */
	static const struct flag *const tables[] = { [NO_FLAGS] = none, [GET_FLAGS] = get, [NEW_FLAGS] = new, [DELETE_FLAGS] = delete };

	add_flags(out, flags, type == NLMSG_ERROR ? error : tables[kind_of_flags(protocol, type)], "0", "NLM_F_???");
}

static void add_header(struct args *out, int protocol, const struct nlmsghdr *h)
{
	arg_add(out, "{nlmsg_len=%u, nlmsg_type=", h->nlmsg_len);
	add_type(out, protocol, h->nlmsg_type);
	arg_add(out, ", nlmsg_flags=");
	add_header_flags(out, protocol, h->nlmsg_type, h->nlmsg_flags);
	arg_add(out, ", nlmsg_seq=%u, nlmsg_pid=%d}", h->nlmsg_seq, (int)h->nlmsg_pid);
}

/* ---- payloads ---- */

static void add_message(struct args *out, const struct call *c, int protocol, const struct nlmsghdr *h, uint64_t address, uint64_t len, bool inner);

/* What the kernel answers: an error, and the message that it is about. */
static void add_error(struct args *out, const struct call *c, int protocol, const struct nlmsghdr *h, uint64_t address, unsigned len)
{
	struct nlmsgerr e;
	unsigned left, payload;

	if (len < sizeof(e)) {
		add_hex_buffer(out, c, address, len);
		return;
	}
	if (!part_read_anyway(out, c, address, &e, sizeof(e)))
		return;
	left = len - (unsigned)sizeof(e.error);
	payload = h->nlmsg_flags & NLM_F_CAPPED || e.msg.nlmsg_len < sizeof(e.msg) ? (unsigned)sizeof(e.msg) : e.msg.nlmsg_len;
	payload = payload < left ? payload : left;
	arg_add(out, left > payload ? "[{error=" : "{error=");
	if (returned_errno_name(e.error))
		arg_add(out, "-%s", returned_errno_name(e.error));
	else
		arg_add(out, "%d", e.error);
	arg_add(out, ", msg=");
	add_message(out, c, protocol, &e.msg, address + sizeof(e.error), payload, true);
	arg_add(out, "}");
	if (left > payload) {
		arg_add(out, ", ");
		add_hex_buffer(out, c, address + sizeof(e.error) + payload, left - payload);
		arg_add(out, "]");
	}
}

static void add_payload(struct args *out, const struct call *c, int protocol, const struct nlmsghdr *h, uint64_t address, unsigned len, bool inner)
{
	int number;

	/* An error within an error is bytes: what lies must not lead deeper and deeper. */
	if (h->nlmsg_type == NLMSG_ERROR && !inner)
		add_error(out, c, protocol, h, address, len);
	else if (protocol == NETLINK_ROUTE && h->nlmsg_type >= NLMSG_MIN_TYPE)
		add_route_payload(out, c, h->nlmsg_type, address, len);
	else if (h->nlmsg_type == NLMSG_DONE && len == sizeof(number)) {
		if (part_read_anyway(out, c, address, &number, sizeof(number)))
			arg_add(out, "%d", number);
	} else {
		add_hex_buffer(out, c, address, len);
	}
}

static void add_message(struct args *out, const struct call *c, int protocol, const struct nlmsghdr *h, uint64_t address, uint64_t len, bool inner)
{
	unsigned there = h->nlmsg_len < len ? h->nlmsg_len : (unsigned)len;
	bool more = there > sizeof(*h);

	arg_add(out, more ? "[" : "");
	add_header(out, protocol, h);
	if (!more)
		return;
	arg_add(out, ", ");
	add_payload(out, c, protocol, h, address + sizeof(*h), there - (unsigned)sizeof(*h), inner);
	arg_add(out, "]");
}

static uint32_t message_length(const void *header)
{
	return ((const struct nlmsghdr *)header)->nlmsg_len;
}

static void add_outer_message(struct args *out, const struct call *c, const void *header, uint64_t address, uint64_t len, unsigned protocol)
{
	add_message(out, c, (int)protocol, header, address, len, false);
}

_Static_assert(sizeof(struct nlmsghdr) <= NETLINK_HEADER_BYTES, "a header has its place");

void add_netlink(struct args *out, const struct call *c, int fd, uint64_t address, uint64_t len)
{
	static const struct netlink_items items = { sizeof(struct nlmsghdr), message_length, add_outer_message };
	int protocol = protocol_of(c, fd);

	if (protocol == NETLINK_KOBJECT_UEVENT)
		add_buffer(out, c, address, len);
	else
		add_netlink_list(out, c, &items, address, len, (unsigned)protocol);
}
