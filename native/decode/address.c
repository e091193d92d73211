/* Addresses of sockets. The families of amateur radio, of Bluetooth, RxRPC, IEEE 802.15.4 and NFC are shown as bytes. */
#include "decode/address.h"

#include "decode/family.h"
#include "decode/packet_names.h"
#include "decode/strings.h"

#include <arpa/inet.h>
#include <linux/if_packet.h>
#include <linux/if_xdp.h>
#include <linux/netlink.h>
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

#define MCTP_FAMILY 45

struct vsock_address {
	uint16_t family, reserved;
	uint32_t port, cid;
	unsigned char flags, zero[3];
};
struct ipx_address {
	uint16_t family, port;
	uint32_t network;
	unsigned char node[6], type, zero;
};
struct x25_address {
	uint16_t family;
	char address[16];
};
struct alg_address {
	uint16_t family;
	unsigned char type[14];
	uint32_t features, mask;
	unsigned char name[1];
};
struct qrtr_address {
	uint16_t family;
	uint32_t node, port;
};
struct mctp_address {
	uint16_t family, padding;
	uint32_t network;
	unsigned char address, type, tag, padding2;
};

union any_address {
	sa_family_t family;
	struct sockaddr_un local;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
	struct sockaddr_nl netlink;
	struct sockaddr_ll packet;
	struct sockaddr_xdp xdp;
	struct vsock_address vsock;
	struct ipx_address ipx;
	struct x25_address x25;
	struct alg_address alg;
	struct qrtr_address qrtr;
	struct mctp_address mctp;
	unsigned char bytes[sizeof(struct sockaddr_storage) + 1];
};

/* "0x7", "0": a field whose values have names, but which has no text for a value without one. */
static void add_named(struct args *out, uint64_t value, const struct flag *names)
{
	const char *name = choice(value, names);

	if (name)
		arg_add(out, "%s", name);
	else
		arg_add(out, value ? "%#lx" : "%lx", value);
}

static void add_hex(struct args *out, const char *name, unsigned value)
{
	arg_add(out, value ? ", %s=%#x" : ", %s=%x", name, value);
}

/* strace prints a zero of such a field twice. */
static void add_padded_hex(struct args *out, unsigned value)
{
	arg_add(out, value ? "%#x" : "00", value);
}

static void add_local(struct args *out, const union any_address *a, size_t len)
{
	const unsigned char *path = (const unsigned char *)a->local.sun_path;

	len = (len < sizeof(a->local) ? len : sizeof(a->local)) - offsetof(struct sockaddr_un, sun_path);
	/* If the first byte is zero, the name is abstract and may contain anything. */
	if (path[0] == '\0') {
		arg_add(out, ", sun_path=@");
		add_bytes(out, path + 1, len - 1, false);
	} else {
		arg_add(out, ", sun_path=");
		add_bytes(out, path, strnlen((const char *)path, len), false);
	}
}

static void add_v4(struct args *out, const union any_address *a, size_t len)
{
	char text[INET_ADDRSTRLEN];

	(void)len;
	arg_add(out, ", sin_port=htons(%u), sin_addr=inet_addr(\"%s\")", ntohs(a->v4.sin_port), inet_ntop(AF_INET, &a->v4.sin_addr, text, sizeof(text)));
}

static void add_v6(struct args *out, const union any_address *a, size_t len)
{
	char text[INET6_ADDRSTRLEN];

	arg_add(out, ", sin6_port=htons(%u), sin6_flowinfo=htonl(%u), inet_pton(AF_INET6, \"%s\", &sin6_addr)", ntohs(a->v6.sin6_port),
		ntohl(a->v6.sin6_flowinfo), inet_ntop(AF_INET6, &a->v6.sin6_addr, text, sizeof(text)));
	if (len <= offsetof(struct sockaddr_in6, sin6_scope_id))
		return;
	arg_add(out, ", sin6_scope_id=");
	/* The scope of a local address is an interface. */
	if (IN6_IS_ADDR_LINKLOCAL(&a->v6.sin6_addr) || IN6_IS_ADDR_MC_LINKLOCAL(&a->v6.sin6_addr))
		add_interface(out, a->v6.sin6_scope_id);
	else
		arg_add(out, "%u", a->v6.sin6_scope_id);
}

static void add_netlink_address(struct args *out, const union any_address *a, size_t len)
{
	(void)len;
	if (a->netlink.nl_pad)
		add_hex(out, "nl_pad", a->netlink.nl_pad);
	arg_add(out, ", nl_pid=%d, nl_groups=", (int)a->netlink.nl_pid);
	arg_add(out, a->netlink.nl_groups ? "%#08x" : "%08x", a->netlink.nl_groups);
}

static void add_packet(struct args *out, const union any_address *a, size_t len)
{
	/* clang-format off */
	static const struct flag kinds[] = {
		NAMED(PACKET_HOST), NAMED(PACKET_BROADCAST), NAMED(PACKET_MULTICAST), NAMED(PACKET_OTHERHOST), NAMED(PACKET_OUTGOING), NAMED(PACKET_LOOPBACK),
		NAMED(PACKET_USER), NAMED(PACKET_KERNEL), { 0, NULL },
	};
	/* clang-format on */
	const struct sockaddr_ll *p = &a->packet;
	size_t known = len - offsetof(struct sockaddr_ll, sll_addr);

	arg_add(out, ", sll_protocol=htons(");
	add_choice(out, ntohs(p->sll_protocol), ethernet_protocols, "ETH_P_???");
	arg_add(out, "), sll_ifindex=");
	add_interface(out, (unsigned)p->sll_ifindex);
	arg_add(out, ", sll_hatype=");
	add_choice(out, p->sll_hatype, hardware_types, "ARPHRD_???");
	arg_add(out, ", sll_pkttype=");
	add_choice(out, p->sll_pkttype, kinds, "PACKET_???");
	arg_add(out, ", sll_halen=%u", p->sll_halen);
	if (!p->sll_halen)
		return;
	arg_add(out, ", sll_addr=[");
	for (size_t i = 0; i < p->sll_halen; i++) {
		arg_add(out, i ? ", " : "");
		if (i >= known) {
			arg_add(out, "...");
			break;
		}
		add_padded_hex(out, a->bytes[offsetof(struct sockaddr_ll, sll_addr) + i]);
	}
	arg_add(out, "]");
}

static void add_vsock(struct args *out, const union any_address *a, size_t len)
{
	static const struct flag cids[] = {
		{ 0xffffffff, "VMADDR_CID_ANY" }, { 0, "VMADDR_CID_HYPERVISOR" }, { 1, "VMADDR_CID_LOCAL" }, { 2, "VMADDR_CID_HOST" }, { 0, NULL },
	};
	static const struct flag ports[] = { { 0xffffffff, "VMADDR_PORT_ANY" }, { 0, NULL } };
	static const struct flag flags[] = { { 1, "VMADDR_FLAG_TO_HOST" }, { 0, NULL } };
	const struct vsock_address *v = &a->vsock;

	(void)len;
	if (v->reserved)
		add_hex(out, "svm_reserved1", v->reserved);
	arg_add(out, ", svm_cid=");
	add_named(out, v->cid, cids);
	arg_add(out, ", svm_port=");
	add_named(out, v->port, ports);
	arg_add(out, ", svm_flags=");
	add_flags(out, v->flags, flags, "0", "VMADDR_FLAG_???");
	if (v->zero[0] || v->zero[1] || v->zero[2]) {
		arg_add(out, ", svm_zero=");
		add_hex_bytes(out, v->zero, sizeof(v->zero), false);
	}
}

static void add_ipx(struct args *out, const union any_address *a, size_t len)
{
	const struct ipx_address *x = &a->ipx;

	(void)len;
	arg_add(out, ", sipx_port=htons(%u), sipx_network=htonl(", ntohs(x->port));
	arg_add(out, x->network ? "%#x), sipx_node=[" : "%x), sipx_node=[", ntohl(x->network));
	for (size_t i = 0; i < sizeof(x->node); i++) {
		arg_add(out, i ? ", " : "");
		add_padded_hex(out, x->node[i]);
	}
	arg_add(out, "], sipx_type=");
	add_padded_hex(out, x->type);
	if (x->zero)
		add_hex(out, "sipx_zero", x->zero);
}

static void add_x25(struct args *out, const union any_address *a, size_t len)
{
	(void)len;
	arg_add(out, ", sx25_addr={x25_addr=");
	add_field_text(out, (const unsigned char *)a->x25.address, sizeof(a->x25.address));
	arg_add(out, "}");
}

/* Sets of flags of which none has a name. */
static void add_alg_flags(struct args *out, const char *name, unsigned flags)
{
	add_hex(out, name, flags);
	if (flags)
		arg_add(out, " /* CRYPTO_ALG_??? */");
}

static void add_alg(struct args *out, const union any_address *a, size_t len)
{
	arg_add(out, ", salg_type=");
	add_field_text(out, a->alg.type, sizeof(a->alg.type));
	add_alg_flags(out, "salg_feat", a->alg.features);
	add_alg_flags(out, "salg_mask", a->alg.mask);
	arg_add(out, ", salg_name=");
	add_field_text(out, a->bytes + offsetof(struct alg_address, name), len - offsetof(struct alg_address, name));
}

static void add_qrtr(struct args *out, const union any_address *a, size_t len)
{
	static const struct flag nodes[] = { { 0xffffffff, "QRTR_NODE_BCAST" }, { 0, NULL } };
	static const struct flag ports[] = { { 0xfffffffe, "QRTR_PORT_CTRL" }, { 0, NULL } };

	(void)len;
	arg_add(out, ", sq_node=");
	add_named(out, a->qrtr.node, nodes);
	arg_add(out, ", sq_port=");
	add_named(out, a->qrtr.port, ports);
}

static void add_xdp(struct args *out, const union any_address *a, size_t len)
{
	static const struct flag flags[] = { NAMED(XDP_SHARED_UMEM), NAMED(XDP_COPY), NAMED(XDP_ZEROCOPY), { 8, "XDP_USE_NEED_WAKEUP" }, { 0, NULL } };
	const struct sockaddr_xdp *x = &a->xdp;

	(void)len;
	arg_add(out, ", sxdp_flags=");
	add_flags(out, x->sxdp_flags, flags, "0", "XDP_???");
	arg_add(out, ", sxdp_ifindex=");
	add_interface(out, x->sxdp_ifindex);
	arg_add(out, ", sxdp_queue_id=%u", x->sxdp_queue_id);
	if (x->sxdp_flags & XDP_SHARED_UMEM)
		arg_add(out, ", sxdp_shared_umem_fd=%d", (int)x->sxdp_shared_umem_fd);
	else if (x->sxdp_shared_umem_fd)
		add_hex(out, "sxdp_shared_umem_fd", x->sxdp_shared_umem_fd);
}

static void add_mctp(struct args *out, const union any_address *a, size_t len)
{
	static const struct flag networks[] = { { 0, "MCTP_NET_ANY" }, { 0, NULL } };
	static const struct flag addresses[] = { { 0, "MCTP_ADDR_NULL" }, { 0xff, "MCTP_ADDR_ANY" }, { 0, NULL } };
	const struct mctp_address *m = &a->mctp;

	(void)len;
	if (m->padding)
		add_hex(out, "__smctp_pad0", m->padding);
	arg_add(out, ", smctp_network=");
	add_named(out, m->network, networks);
	arg_add(out, ", smctp_addr={s_addr=");
	add_named(out, m->address, addresses);
	arg_add(out, "}");
	add_hex(out, "smctp_type", m->type);
	add_hex(out, "smctp_tag", m->tag);
	if (m->padding2)
		add_hex(out, "__smctp_pad1", m->padding2);
}

/* What is shown of an address that is at least so long. */
static const struct {
	sa_family_t family;
	size_t at_least;
	void (*add)(struct args *out, const union any_address *a, size_t len);
} printed[] = {
	{ AF_UNIX, sizeof(sa_family_t) + 1, add_local },
	{ AF_INET, sizeof(struct sockaddr_in), add_v4 },
	{ AF_IPX, sizeof(struct ipx_address), add_ipx },
	{ AF_X25, sizeof(struct x25_address), add_x25 },
	{ AF_INET6, offsetof(struct sockaddr_in6, sin6_scope_id), add_v6 },
	{ AF_NETLINK, sizeof(struct sockaddr_nl), add_netlink_address },
	{ AF_PACKET, sizeof(struct sockaddr_ll), add_packet },
	{ AF_ALG, offsetof(struct alg_address, name) + 1, add_alg },
	{ AF_VSOCK, sizeof(struct vsock_address), add_vsock },
	{ AF_QIPCRTR, sizeof(struct qrtr_address), add_qrtr },
	{ AF_XDP, sizeof(struct sockaddr_xdp), add_xdp },
	{ MCTP_FAMILY, sizeof(struct mctp_address), add_mctp },
};

void add_known_address(struct args *out, const void *address, size_t len)
{
	union any_address a = { 0 };

	memcpy(&a, address, len);
	arg_add(out, "{sa_family=");
	add_family(out, a.family);
	for (size_t i = 0; i < sizeof(printed) / sizeof(*printed); i++) {
		if (printed[i].family != a.family || len < printed[i].at_least)
			continue;
		printed[i].add(out, &a, len);
		arg_add(out, "}");
		return;
	}
	if (len > sizeof(a.family)) {
		arg_add(out, ", sa_data=");
		add_bytes(out, a.bytes + sizeof(a.family), len - sizeof(a.family), false);
	}
	arg_add(out, "}");
}

int add_address(struct args *out, const struct call *c, uint64_t address, int len)
{
	unsigned char bytes[sizeof(struct sockaddr_storage)];
	size_t known = len < 0 ? 0 : (size_t)len < sizeof(bytes) ? (size_t)len : sizeof(bytes);
	sa_family_t family;

	if (!address || known < sizeof(family) || peek(c->pid, address, bytes, known) != known) {
		add_pointer(out, address);
		return -1;
	}
	add_known_address(out, bytes, known);
	memcpy(&family, bytes, sizeof(family));
	return family;
}
