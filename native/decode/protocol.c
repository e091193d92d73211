/* The protocols of socket(2), by address family. */
#include "decode/protocol.h"

#include "decode/family.h"
#include "decode/packet_names.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

/* clang-format off */
static const struct flag internet[] = {
	{ 0, "IPPROTO_IP" }, { 1, "IPPROTO_ICMP" }, { 2, "IPPROTO_IGMP" }, { 4, "IPPROTO_IPIP" }, { 6, "IPPROTO_TCP" }, { 8, "IPPROTO_EGP" },
	{ 12, "IPPROTO_PUP" }, { 17, "IPPROTO_UDP" }, { 22, "IPPROTO_IDP" }, { 29, "IPPROTO_TP" }, { 33, "IPPROTO_DCCP" }, { 41, "IPPROTO_IPV6" },
	{ 43, "IPPROTO_ROUTING" }, { 44, "IPPROTO_FRAGMENT" }, { 46, "IPPROTO_RSVP" }, { 47, "IPPROTO_GRE" }, { 50, "IPPROTO_ESP" }, { 51, "IPPROTO_AH" },
	{ 58, "IPPROTO_ICMPV6" }, { 59, "IPPROTO_NONE" }, { 60, "IPPROTO_DSTOPTS" }, { 92, "IPPROTO_MTP" }, { 94, "IPPROTO_BEETPH" },
	{ 98, "IPPROTO_ENCAP" }, { 103, "IPPROTO_PIM" }, { 108, "IPPROTO_COMP" }, { 115, "IPPROTO_L2TP" }, { 132, "IPPROTO_SCTP" }, { 135, "IPPROTO_MH" },
	{ 136, "IPPROTO_UDPLITE" }, { 137, "IPPROTO_MPLS" }, { 143, "IPPROTO_ETHERNET" }, { 255, "IPPROTO_RAW" }, { 0x106, "IPPROTO_MPTCP" }, { 0, NULL },
};
static const struct flag netlink[] = {
	{ 0, "NETLINK_ROUTE" }, { 1, "NETLINK_UNUSED" }, { 2, "NETLINK_USERSOCK" }, { 3, "NETLINK_FIREWALL" }, { 4, "NETLINK_SOCK_DIAG" },
	{ 5, "NETLINK_NFLOG" }, { 6, "NETLINK_XFRM" }, { 7, "NETLINK_SELINUX" }, { 8, "NETLINK_ISCSI" }, { 9, "NETLINK_AUDIT" },
	{ 10, "NETLINK_FIB_LOOKUP" }, { 11, "NETLINK_CONNECTOR" }, { 12, "NETLINK_NETFILTER" }, { 13, "NETLINK_IP6_FW" }, { 14, "NETLINK_DNRTMSG" },
	{ 15, "NETLINK_KOBJECT_UEVENT" }, { 16, "NETLINK_GENERIC" }, { 18, "NETLINK_SCSITRANSPORT" }, { 19, "NETLINK_ECRYPTFS" },
	{ 20, "NETLINK_RDMA" }, { 21, "NETLINK_CRYPTO" }, { 22, "NETLINK_SMC" }, { 0, NULL },
};
static const struct flag ax25[] = {
	{ 1, "AX25_P_ROSE" }, { 6, "AX25_P_VJCOMP" }, { 7, "AX25_P_VJUNCOMP" }, { 8, "AX25_P_SEGMENT" }, { 0, NULL },
};
static const struct flag can[] = {
	{ 1, "CAN_RAW" }, { 2, "CAN_BCM" }, { 3, "CAN_TP16" }, { 4, "CAN_TP20" }, { 5, "CAN_MCNET" }, { 6, "CAN_ISOTP" }, { 7, "CAN_J1939" }, { 0, NULL },
};
static const struct flag bluetooth[] = {
	{ 0, "BTPROTO_L2CAP" }, { 1, "BTPROTO_HCI" }, { 2, "BTPROTO_SCO" }, { 3, "BTPROTO_RFCOMM" }, { 4, "BTPROTO_BNEP" }, { 5, "BTPROTO_CMTP" },
	{ 6, "BTPROTO_HIDP" }, { 7, "BTPROTO_AVDTP" }, { 0, NULL },
};
static const struct flag isdn[] = {
	{ 0, "ISDN_P_BASE" }, { 1, "ISDN_P_TE_S0" }, { 2, "ISDN_P_NT_S0" }, { 3, "ISDN_P_TE_E1" }, { 4, "ISDN_P_NT_E1" }, { 16, "ISDN_P_LAPD_TE" },
	{ 17, "ISDN_P_LAPD_NT" }, { 33, "ISDN_P_B_RAW" }, { 34, "ISDN_P_B_HDLC" }, { 35, "ISDN_P_B_X75SLP" }, { 36, "ISDN_P_B_L2DTMF" },
	{ 37, "ISDN_P_B_L2DSP" }, { 38, "ISDN_P_B_L2DSPHDLC" }, { 0, NULL },
};
static const struct flag phonet[] = {
	{ 0, "PN_PROTO_TRANSPORT" }, { 1, "PN_PROTO_PHONET" }, { 2, "PN_PROTO_PIPE" }, { 0, NULL },
};
static const struct flag caif[] = {
	{ 0, "CAIFPROTO_AT" }, { 1, "CAIFPROTO_DATAGRAM" }, { 2, "CAIFPROTO_DATAGRAM_LOOP" }, { 3, "CAIFPROTO_UTIL" }, { 4, "CAIFPROTO_RFM" },
	{ 5, "CAIFPROTO_DEBUG" }, { 0, NULL },
};
static const struct flag nfc[] = {
	{ 0, "NFC_SOCKPROTO_RAW" }, { 1, "NFC_SOCKPROTO_LLCP" }, { 0, NULL },
};
static const struct flag kcm[] = {
	{ 0, "KCMPROTO_CONNECTED" }, { 0, NULL },
};
static const struct flag smc[] = {
	{ 0, "SMCPROTO_SMC" }, { 1, "SMCPROTO_SMC6" }, { 0, NULL },
};

static const struct {
	unsigned family;
	const struct flag *protocols;
	const char *what;
} families[] = {
	{ AF_INET, internet, "IPPROTO_???" }, { AF_INET6, internet, "IPPROTO_???" }, { AF_NETLINK, netlink, "NETLINK_???" },
	{ 29, can, "CAN_???" }, { 31, bluetooth, "BTPROTO_???" }, { 34, isdn, "ISDN_P_???" }, { 35, phonet, "PN_PROTO_???" }, { 37, caif, "CAIFPROTO_???" }, { 39, nfc, "NFC_SOCKPROTO_???" }, { 41, kcm, "KCMPROTO_???" }, { 43, smc, "SMCPROTO_???" }, { AF_IRDA, can, "IRDAPROTO_???" },
};
/* clang-format on */

/* The names of amateur radio are not in the public headers, so strace shows the number too. */
static void add_radio_protocol(struct args *out, uint64_t protocol)
{
	const char *name = choice(protocol, ax25);

	arg_add(out, protocol ? "%#lx /* %s */" : "%lx /* %s */", protocol, name ? name : "AX25_P_???");
}

void p_protocol(struct args *out, const struct call *c, int at)
{
	uint64_t family = c->args[at - 2], protocol = c->args[at];

	arg_begin(out);
	if (family == AF_PACKET) {
		arg_add(out, "htons(");
		add_choice(out, ntohs((uint16_t)protocol), ethernet_protocols, "ETH_P_???");
		arg_add(out, ")");
		return;
	}
	if (family == AF_AX25) {
		add_radio_protocol(out, protocol);
		return;
	}
	if (family == AF_RXRPC) {
		add_family(out, (unsigned)protocol);
		return;
	}
	for (size_t i = 0; i < sizeof(families) / sizeof(*families); i++)
		if (families[i].family == family) {
			add_choice(out, (unsigned)protocol, families[i].protocols, families[i].what);
			return;
		}
	arg_add(out, "%lu", protocol);
}
