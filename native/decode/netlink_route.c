/* Payloads of NETLINK_ROUTE: addresses, and requests that only say which family they ask for. */
#include "decode/netlink_route.h"

#include "decode/family.h"
#include "decode/netlink_list.h"
#include "decode/netlink_names.h"
#include "decode/strings.h"

#include <arpa/inet.h>
#include <linux/if_addr.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <string.h>

/* clang-format off */
static const struct flag address_flags[] = {
	{ 1, "IFA_F_SECONDARY" }, { 2, "IFA_F_NODAD" }, { 4, "IFA_F_OPTIMISTIC" }, { 8, "IFA_F_DADFAILED" }, { 0x10, "IFA_F_HOMEADDRESS" },
	{ 0x20, "IFA_F_DEPRECATED" }, { 0x40, "IFA_F_TENTATIVE" }, { 0x80, "IFA_F_PERMANENT" }, { 0x100, "IFA_F_MANAGETEMPADDR" },
	{ 0x200, "IFA_F_NOPREFIXROUTE" }, { 0x400, "IFA_F_MCAUTOJOIN" }, { 0x800, "IFA_F_STABLE_PRIVACY" }, { 0, NULL },
};
static const struct flag attributes[] = {
	{ 0, "IFA_UNSPEC" }, { 1, "IFA_ADDRESS" }, { 2, "IFA_LOCAL" }, { 3, "IFA_LABEL" }, { 4, "IFA_BROADCAST" }, { 5, "IFA_ANYCAST" },
	{ 6, "IFA_CACHEINFO" }, { 7, "IFA_MULTICAST" }, { 8, "IFA_FLAGS" }, { 9, "IFA_RT_PRIORITY" }, { 10, "IFA_TARGET_NETNSID" }, { 11, "IFA_PROTO" },
	{ 0, NULL },
};
/* clang-format on */

/* An address of a family, as a call of the libc would make it. */
static void add_internet(struct args *out, const struct call *c, unsigned family, uint64_t address, unsigned len)
{
	unsigned char bytes[16];
	char text[INET6_ADDRSTRLEN];
	size_t size = family == AF_INET ? 4 : family == AF_INET6 ? 16 : 0;

	if (!size || len < size)
		add_hex_buffer(out, c, address, len);
	else if (peek(c->pid, address, bytes, size) != size)
		add_pointer(out, address);
	else
		arg_add(out, family == AF_INET ? "inet_addr(\"%s\")" : "inet_pton(AF_INET6, \"%s\")", inet_ntop((int)family, bytes, text, sizeof(text)));
}

/* Up to four numbers; returns false if there are fewer bytes than that. */
static bool add_words(struct args *out, const struct call *c, unsigned type, uint64_t address, unsigned len)
{
	unsigned words[4], size = type == IFA_CACHEINFO ? 16 : 4;

	if (len < size)
		return false;
	if (!part_read_anyway(out, c, address, words, size))
		return true;
	if (type == IFA_CACHEINFO)
		arg_add(out, "{ifa_prefered=%u, ifa_valid=%u, cstamp=%u, tstamp=%u}", words[0], words[1], words[2], words[3]);
	else if (type == IFA_FLAGS)
		add_flags(out, words[0], address_flags, "0", "IFA_F_???");
	else if (type == IFA_TARGET_NETNSID)
		arg_add(out, "%d", (int)words[0]);
	else
		arg_add(out, "%u", words[0]);
	return true;
}

static void add_attribute_data(struct args *out, const struct call *c, unsigned family, unsigned type, uint64_t address, unsigned len)
{
	switch (type) {
	case IFA_ADDRESS:
	case IFA_LOCAL:
	case IFA_BROADCAST:
	case IFA_ANYCAST:
	case IFA_MULTICAST:
		add_internet(out, c, family, address, len);
		return;
	case IFA_LABEL:
		add_ended_string(out, c->pid, address, len);
		return;
	case IFA_CACHEINFO:
	case IFA_FLAGS:
	case IFA_RT_PRIORITY:
	case IFA_TARGET_NETNSID:
		if (add_words(out, c, type, address, len))
			return;
		break;
	}
	add_hex_buffer(out, c, address, len);
}

static void add_attribute(struct args *out, const struct call *c, const void *header, uint64_t address, uint64_t len, unsigned family)
{
	const struct nlattr *a = header;
	unsigned there = a->nla_len < len ? a->nla_len : len, type = a->nla_type & 0x3fff;

	arg_add(out, there > sizeof(*a) ? "[{nla_len=%u, nla_type=%s%s" : "{nla_len=%u, nla_type=%s%s", a->nla_len,
		a->nla_type & NLA_F_NESTED ? "NLA_F_NESTED|" : "", a->nla_type & NLA_F_NET_BYTEORDER ? "NLA_F_NET_BYTEORDER|" : "");
	add_choice(out, type, attributes, "IFA_???");
	arg_add(out, "}");
	if (there <= sizeof(*a))
		return;
	arg_add(out, ", ");
	add_attribute_data(out, c, family, type, address + sizeof(*a), there - (unsigned)sizeof(*a));
	arg_add(out, "]");
}

static uint32_t attribute_length(const void *header)
{
	return ((const struct nlattr *)header)->nla_len;
}

static void add_attributes(struct args *out, const struct call *c, unsigned family, uint64_t address, unsigned len)
{
	static const struct netlink_items items = { sizeof(struct nlattr), attribute_length, add_attribute };

	add_netlink_list(out, c, &items, address, len, family);
}

static void add_address_message(struct args *out, const struct call *c, const struct ifaddrmsg *m, uint64_t address, unsigned len)
{
	/* clang-format off */
	static const struct flag scopes[] = {
		{ 0, "RT_SCOPE_UNIVERSE" }, { 200, "RT_SCOPE_SITE" }, { 253, "RT_SCOPE_LINK" }, { 254, "RT_SCOPE_HOST" }, { 255, "RT_SCOPE_NOWHERE" }, { 0, NULL },
	};
	/* clang-format on */

	arg_add(out, ", ifa_prefixlen=%u, ifa_flags=", m->ifa_prefixlen);
	add_flags(out, m->ifa_flags, address_flags, "0", "IFA_F_???");
	arg_add(out, ", ifa_scope=");
	if (choice(m->ifa_scope, scopes))
		arg_add(out, "%s", choice(m->ifa_scope, scopes));
	else
		arg_add(out, "%#x", m->ifa_scope);
	arg_add(out, ", ifa_index=");
	add_interface(out, m->ifa_index);
	arg_add(out, "}");
	if (len > sizeof(*m)) {
		arg_add(out, ", ");
		add_attributes(out, c, m->ifa_family, address + sizeof(*m), len - (unsigned)sizeof(*m));
	}
}

/* What comes first in the structure of a type, and how long it is. */
static const struct {
	unsigned first, last, size;
	const char *family;
} structures[] = {
	{ RTM_NEWLINK, RTM_SETLINK, sizeof(struct ifinfomsg), "ifi_family" },
	{ RTM_NEWADDR, RTM_GETADDR, sizeof(struct ifaddrmsg), "ifa_family" },
	{ RTM_NEWROUTE, RTM_GETROUTE, sizeof(struct rtmsg), "rtm_family" },
};

/* A type that nobody knows: only its family means something. */
static void add_family_and_data(struct args *out, const struct call *c, uint64_t address, unsigned len)
{
	unsigned char family;

	if (!part_read_anyway(out, c, address, &family, sizeof(family)))
		return;
	arg_add(out, "{family=");
	add_family(out, family);
	if (len > sizeof(family)) {
		arg_add(out, ", data=");
		add_hex_buffer(out, c, address + sizeof(family), len - (unsigned)sizeof(family));
	}
	arg_add(out, "}");
}

void add_route_payload(struct args *out, const struct call *c, unsigned type, uint64_t address, unsigned len)
{
	const struct netlink_protocol *route = netlink_protocol(NETLINK_ROUTE);
	struct ifaddrmsg m = { 0 };

	for (size_t i = 0; i < sizeof(structures) / sizeof(*structures); i++) {
		bool whole = len >= structures[i].size;

		if (type < structures[i].first || type > structures[i].last || (whole && structures[i].first != RTM_NEWADDR))
			continue;
		if (!part_read_anyway(out, c, address, &m.ifa_family, sizeof(m.ifa_family)))
			return;
		arg_add(out, "{%s=", structures[i].family);
		add_family(out, m.ifa_family);
		if (!whole)
			arg_add(out, ", ...}");
		else if (peek(c->pid, address, &m, sizeof(m)) == sizeof(m))
			add_address_message(out, c, &m, address, len);
		else
			arg_add(out, ", %#lx}", address + sizeof(m.ifa_family));
		return;
	}
	if (netlink_type(route->types, type))
		add_hex_buffer(out, c, address, len);
	else
		add_family_and_data(out, c, address, len);
}
