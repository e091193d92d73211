/* Sockets: families, kinds, addresses, options. */
#include "decode/socket.h"

#include "decode/blocks.h"

#include <arpa/inet.h>
#include <linux/netlink.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

/* clang-format off */
static const char *const families[] = {
	"AF_UNSPEC", "AF_UNIX", "AF_INET", "AF_AX25", "AF_IPX", "AF_APPLETALK", "AF_NETROM", "AF_BRIDGE", "AF_ATMPVC", "AF_X25", "AF_INET6", "AF_ROSE",
	"AF_DECnet", "AF_NETBEUI", "AF_SECURITY", "AF_KEY", "AF_NETLINK", "AF_PACKET", "AF_ASH", "AF_ECONET", "AF_ATMSVC", "AF_RDS", "AF_SNA", "AF_IRDA",
	"AF_PPPOX", "AF_WANPIPE", "AF_LLC", "AF_IB", "AF_MPLS", "AF_CAN", "AF_TIPC", "AF_BLUETOOTH", "AF_IUCV", "AF_RXRPC", "AF_ISDN", "AF_PHONET",
	"AF_IEEE802154", "AF_CAIF", "AF_ALG", "AF_NFC", "AF_VSOCK", "AF_KCM", "AF_QIPCRTR", "AF_SMC", "AF_XDP", "AF_MCTP",
};
/* clang-format on */
#define FAMILIES (sizeof(families) / sizeof(*families))

static void add_family(struct args *out, unsigned family)
{
	if (family < FAMILIES)
		arg_add(out, "%s", families[family]);
	else
		arg_add(out, "%#x /* AF_??? */", family);
}

void p_domain(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_family(out, (unsigned)c->args[at]);
}

static const struct flag type_flags[] = { { SOCK_CLOEXEC, "SOCK_CLOEXEC" }, { SOCK_NONBLOCK, "SOCK_NONBLOCK" }, { 0, NULL } };

void p_socket_type(struct args *out, const struct call *c, int at)
{
	static const struct flag types[] = {
		{ SOCK_STREAM, "SOCK_STREAM" },       { SOCK_DGRAM, "SOCK_DGRAM" }, { SOCK_RAW, "SOCK_RAW" },       { SOCK_RDM, "SOCK_RDM" },
		{ SOCK_SEQPACKET, "SOCK_SEQPACKET" }, { SOCK_DCCP, "SOCK_DCCP" },   { SOCK_PACKET, "SOCK_PACKET" }, { 0, NULL },
	};
	unsigned value = (unsigned)c->args[at];
	const char *type = choice(value & 0xf, types);

	arg_begin(out);
	if (type) {
		arg_add(out, "%s", type);
		if (value & ~0xfu) {
			arg_add(out, "|");
			add_flags(out, value & ~0xfu, type_flags, "0", NULL);
		}
	} else {
		add_flags(out, value, type_flags, "0", "SOCK_???");
	}
}

void p_accept_flags(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_flags(out, (unsigned)c->args[at], type_flags, "0", "SOCK_???");
}

/* The protocols of an address family. */
void p_protocol(struct args *out, const struct call *c, int at)
{
	/* clang-format off */
	static const struct flag internet[] = {
		{ IPPROTO_IP, "IPPROTO_IP" }, { IPPROTO_ICMP, "IPPROTO_ICMP" }, { IPPROTO_IGMP, "IPPROTO_IGMP" }, { IPPROTO_IPIP, "IPPROTO_IPIP" },
		{ IPPROTO_TCP, "IPPROTO_TCP" }, { IPPROTO_EGP, "IPPROTO_EGP" }, { IPPROTO_PUP, "IPPROTO_PUP" }, { IPPROTO_UDP, "IPPROTO_UDP" },
		{ IPPROTO_IDP, "IPPROTO_IDP" }, { IPPROTO_TP, "IPPROTO_TP" }, { IPPROTO_DCCP, "IPPROTO_DCCP" }, { IPPROTO_IPV6, "IPPROTO_IPV6" },
		{ IPPROTO_RSVP, "IPPROTO_RSVP" }, { IPPROTO_GRE, "IPPROTO_GRE" }, { IPPROTO_ESP, "IPPROTO_ESP" }, { IPPROTO_AH, "IPPROTO_AH" },
		{ IPPROTO_ICMPV6, "IPPROTO_ICMPV6" }, { IPPROTO_SCTP, "IPPROTO_SCTP" }, { 135, "IPPROTO_MH" }, { IPPROTO_UDPLITE, "IPPROTO_UDPLITE" },
		{ IPPROTO_MPLS, "IPPROTO_MPLS" }, { IPPROTO_RAW, "IPPROTO_RAW" }, { 262, "IPPROTO_MPTCP" }, { 0, NULL },
	};
	static const struct flag netlink[] = {
		{ 0, "NETLINK_ROUTE" }, { 1, "NETLINK_UNUSED" }, { 2, "NETLINK_USERSOCK" }, { 3, "NETLINK_FIREWALL" }, { 4, "NETLINK_SOCK_DIAG" },
		{ 5, "NETLINK_NFLOG" }, { 6, "NETLINK_XFRM" }, { 7, "NETLINK_SELINUX" }, { 8, "NETLINK_ISCSI" }, { 9, "NETLINK_AUDIT" },
		{ 10, "NETLINK_FIB_LOOKUP" }, { 11, "NETLINK_CONNECTOR" }, { 12, "NETLINK_NETFILTER" }, { 13, "NETLINK_IP6_FW" }, { 14, "NETLINK_DNRTMSG" },
		{ 15, "NETLINK_KOBJECT_UEVENT" }, { 16, "NETLINK_GENERIC" }, { 18, "NETLINK_SCSITRANSPORT" }, { 19, "NETLINK_ECRYPTFS" },
		{ 20, "NETLINK_RDMA" }, { 21, "NETLINK_CRYPTO" }, { 22, "NETLINK_SMC" }, { 0, NULL },
	};
	/* clang-format on */

	arg_begin(out);
	switch ((unsigned)c->args[at - 2]) {
	case AF_INET:
	case AF_INET6:
		add_choice(out, (unsigned)c->args[at], internet, "IPPROTO_???");
		return;
	case AF_NETLINK:
		add_choice(out, (unsigned)c->args[at], netlink, "NETLINK_???");
		return;
	}
	arg_add(out, "%lu", c->args[at]);
}

CHOICE_PRINTER(p_shutdown, "SHUT_???", { 0, "SHUT_RD" }, { 1, "SHUT_WR" }, { 2, "SHUT_RDWR" })

/* clang-format off */
static const struct flag message_flags[] = {
	{ 1, "MSG_OOB" }, { 2, "MSG_PEEK" }, { 4, "MSG_DONTROUTE" }, { 8, "MSG_CTRUNC" }, { 0x10, "MSG_PROBE" }, { 0x20, "MSG_TRUNC" }, { 0x40, "MSG_DONTWAIT" },
	{ 0x80, "MSG_EOR" }, { 0x100, "MSG_WAITALL" }, { 0x200, "MSG_FIN" }, { 0x400, "MSG_SYN" }, { 0x800, "MSG_CONFIRM" }, { 0x1000, "MSG_RST" },
	{ 0x2000, "MSG_ERRQUEUE" }, { 0x4000, "MSG_NOSIGNAL" }, { 0x8000, "MSG_MORE" }, { 0x10000, "MSG_WAITFORONE" }, { 0x20000, "MSG_SENDPAGE_NOTLAST" },
	{ 0x40000, "MSG_BATCH" }, { 0x80000, "MSG_NO_SHARED_FRAGS" }, { 0x4000000, "MSG_ZEROCOPY" }, { 0x20000000, "MSG_FASTOPEN" },
	{ 0x40000000, "MSG_CMSG_CLOEXEC" }, { 0x80000000, "MSG_CMSG_COMPAT" }, { 0, NULL },
};
/* clang-format on */

void add_message_flags(struct args *out, unsigned value)
{
	add_flags(out, value, message_flags, "0", "MSG_???");
}

void p_message_flags(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_message_flags(out, (unsigned)c->args[at]);
}

/* ---- addresses ---- */

static void add_unix(struct args *out, const struct sockaddr_un *address, size_t len)
{
	size_t path = len - offsetof(struct sockaddr_un, sun_path);

	if (len <= offsetof(struct sockaddr_un, sun_path))
		return;
	/* If the first byte is zero, the name is abstract and may contain anything. */
	if (address->sun_path[0] == '\0') {
		arg_add(out, ", sun_path=@");
		add_bytes(out, (const unsigned char *)address->sun_path + 1, path - 1, false);
	} else {
		arg_add(out, ", sun_path=");
		add_bytes(out, (const unsigned char *)address->sun_path, strnlen(address->sun_path, path), false);
	}
}

static void add_other(struct args *out, const unsigned char *bytes, size_t len)
{
	if (len <= 2)
		return;
	arg_add(out, ", sa_data=");
	add_bytes(out, bytes + 2, len - 2, false);
}

void add_address(struct args *out, const struct call *c, uint64_t address, uint64_t len)
{
	union {
		sa_family_t family;
		struct sockaddr_un local;
		struct sockaddr_in v4;
		struct sockaddr_in6 v6;
		struct sockaddr_nl netlink;
		unsigned char bytes[sizeof(struct sockaddr_storage)];
	} a = { 0 };
	char text[INET6_ADDRSTRLEN];
	size_t known = len < sizeof(a) ? len : sizeof(a);

	if (!address || known < sizeof(a.family) || peek(c->pid, address, &a, known) != known) {
		add_pointer(out, address);
		return;
	}
	arg_add(out, "{sa_family=");
	add_family(out, a.family);
	if (a.family == AF_UNIX) {
		add_unix(out, &a.local, known < sizeof(a.local) ? known : sizeof(a.local));
	} else if (a.family == AF_INET && known >= sizeof(a.v4)) {
		arg_add(out, ", sin_port=htons(%u), sin_addr=inet_addr(\"%s\")", ntohs(a.v4.sin_port), inet_ntop(AF_INET, &a.v4.sin_addr, text, sizeof(text)));
	} else if (a.family == AF_INET6 && known >= sizeof(a.v6) - sizeof(a.v6.sin6_scope_id)) {
		arg_add(out, ", sin6_port=htons(%u), sin6_flowinfo=htonl(%u), inet_pton(AF_INET6, \"%s\", &sin6_addr)", ntohs(a.v6.sin6_port),
			ntohl(a.v6.sin6_flowinfo), inet_ntop(AF_INET6, &a.v6.sin6_addr, text, sizeof(text)));
		if (known >= sizeof(a.v6))
			arg_add(out, ", sin6_scope_id=%u", a.v6.sin6_scope_id);
	} else if (a.family == AF_NETLINK && known >= sizeof(a.netlink)) {
		arg_add(out, ", nl_pid=%d, nl_groups=", (int)a.netlink.nl_pid);
		arg_add(out, a.netlink.nl_groups ? "%#08x" : "%08x", a.netlink.nl_groups);
	} else {
		add_other(out, a.bytes, known);
	}
	arg_add(out, "}");
}

void p_address_in(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_address(out, c, c->args[at], (unsigned)c->args[at + 1]);
}

/* The kernel overwrites the buffer size with the length of the address, so the size is kept at entry. */
void keep_room(struct args *out, const struct call *c, int at)
{
	int room = -1;

	if (c->args[at] && peek(c->pid, c->args[at], &room, sizeof(room)) != sizeof(room))
		room = -1;
	out->kept = room;
}

bool no_address_out(const struct call *c)
{
	return !c->args[1] || !readable(c, c->args[2], sizeof(int));
}

void p_fd_and_room(struct args *out, const struct call *c, int at)
{
	p_int(out, c, at);
	keep_room(out, c, call_is(c, "recvfrom") ? 5 : 2);
}

void print_room(struct args *out, const struct call *c, int at, int length)
{
	arg_begin(out);
	if (out->kept < 0)
		add_pointer(out, c->args[at]);
	else if (c->failed || length == (int)out->kept)
		arg_add(out, "[%d]", (int)out->kept);
	else
		arg_add(out, "[%d => %d]", (int)out->kept, length);
}

/* An address that the kernel returned, and its length. */
void p_address_out(struct args *out, const struct call *c, int at)
{
	int length = -1;
	bool returned = !c->failed && out->kept >= 0 && peek(c->pid, c->args[at + 1], &length, sizeof(length)) == sizeof(length);

	arg_begin(out);
	if (returned)
		add_address(out, c, c->args[at], length < (int)out->kept ? (unsigned)length : (unsigned)out->kept);
	else
		add_pointer(out, c->args[at]);
	print_room(out, c, at + 1, length);
}
