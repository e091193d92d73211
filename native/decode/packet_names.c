/* The protocols and kinds of hardware of packet sockets, as the kernel headers name them. */
#include "decode/packet_names.h"

/* clang-format off */
const struct flag ethernet_protocols[] = {
	{ 1, "ETH_P_802_3" }, { 2, "ETH_P_AX25" }, { 3, "ETH_P_ALL" }, { 4, "ETH_P_802_2" }, { 5, "ETH_P_SNAP" }, { 6, "ETH_P_DDCMP" },
	{ 7, "ETH_P_WAN_PPP" }, { 8, "ETH_P_PPP_MP" }, { 9, "ETH_P_LOCALTALK" }, { 12, "ETH_P_CAN" }, { 13, "ETH_P_CANFD" }, { 14, "ETH_P_CANXL" },
	{ 16, "ETH_P_PPPTALK" }, { 17, "ETH_P_TR_802_2" }, { 21, "ETH_P_MOBITEX" }, { 22, "ETH_P_CONTROL" }, { 23, "ETH_P_IRDA" }, { 24, "ETH_P_ECONET" },
	{ 25, "ETH_P_HDLC" }, { 26, "ETH_P_ARCNET" }, { 27, "ETH_P_DSA" }, { 28, "ETH_P_TRAILER" }, { 96, "ETH_P_LOOP" }, { 245, "ETH_P_PHONET" },
	{ 246, "ETH_P_IEEE802154" }, { 247, "ETH_P_CAIF" }, { 248, "ETH_P_XDSA" }, { 249, "ETH_P_MAP" }, { 250, "ETH_P_MCTP" }, { 0x200, "ETH_P_PUP" },
	{ 0x201, "ETH_P_PUPAT" }, { 0x600, "ETH_P_802_3_MIN" }, { 0x800, "ETH_P_IP" }, { 0x805, "ETH_P_X25" }, { 0x806, "ETH_P_ARP" },
	{ 0x8ff, "ETH_P_BPQ" }, { 0xa00, "ETH_P_IEEEPUP" }, { 0xa01, "ETH_P_IEEEPUPAT" }, { 0x22eb, "ETH_P_ERSPAN2" }, { 0x22f0, "ETH_P_TSN" },
	{ 0x4305, "ETH_P_BATMAN" }, { 0x6000, "ETH_P_DEC" }, { 0x6001, "ETH_P_DNA_DL" }, { 0x6002, "ETH_P_DNA_RC" }, { 0x6003, "ETH_P_DNA_RT" },
	{ 0x6004, "ETH_P_LAT" }, { 0x6005, "ETH_P_DIAG" }, { 0x6006, "ETH_P_CUST" }, { 0x6007, "ETH_P_SCA" }, { 0x6558, "ETH_P_TEB" },
	{ 0x8035, "ETH_P_RARP" }, { 0x809b, "ETH_P_ATALK" }, { 0x80f3, "ETH_P_AARP" }, { 0x8100, "ETH_P_8021Q" }, { 0x8137, "ETH_P_IPX" },
	{ 0x86dd, "ETH_P_IPV6" }, { 0x8808, "ETH_P_PAUSE" }, { 0x8809, "ETH_P_SLOW" }, { 0x883e, "ETH_P_WCCP" }, { 0x8847, "ETH_P_MPLS_UC" },
	{ 0x8848, "ETH_P_MPLS_MC" }, { 0x884c, "ETH_P_ATMMPOA" }, { 0x8863, "ETH_P_PPP_DISC" }, { 0x8864, "ETH_P_PPP_SES" }, { 0x886c, "ETH_P_LINK_CTL" },
	{ 0x8884, "ETH_P_ATMFATE" }, { 0x888e, "ETH_P_PAE" }, { 0x8899, "ETH_P_REALTEK" }, { 0x88a2, "ETH_P_AOE" }, { 0x88a8, "ETH_P_8021AD" },
	{ 0x88b5, "ETH_P_802_EX1" }, { 0x88be, "ETH_P_ERSPAN" }, { 0x88c7, "ETH_P_PREAUTH" }, { 0x88ca, "ETH_P_TIPC" }, { 0x88cc, "ETH_P_LLDP" },
	{ 0x88e3, "ETH_P_MRP" }, { 0x88e5, "ETH_P_MACSEC" }, { 0x88e7, "ETH_P_8021AH" }, { 0x88f5, "ETH_P_MVRP" }, { 0x88f7, "ETH_P_1588" },
	{ 0x88f8, "ETH_P_NCSI" }, { 0x88fb, "ETH_P_PRP" }, { 0x8902, "ETH_P_CFM" }, { 0x8906, "ETH_P_FCOE" }, { 0x890d, "ETH_P_TDLS" },
	{ 0x8914, "ETH_P_FIP" }, { 0x8915, "ETH_P_IBOE" }, { 0x8917, "ETH_P_80221" }, { 0x892f, "ETH_P_HSR" }, { 0x894f, "ETH_P_NSH" },
	{ 0x9000, "ETH_P_LOOPBACK" }, { 0x9100, "ETH_P_QINQ1" }, { 0x9200, "ETH_P_QINQ2" }, { 0x9300, "ETH_P_QINQ3" }, { 0xdada, "ETH_P_EDSA" },
	{ 0xdadb, "ETH_P_DSA_8021Q" }, { 0xe001, "ETH_P_DSA_A5PSW" }, { 0xed3e, "ETH_P_IFE" }, { 0xfbfb, "ETH_P_AF_IUCV" }, { 0, NULL },
};

const struct flag hardware_types[] = {
	{ 0, "ARPHRD_NETROM" }, { 1, "ARPHRD_ETHER" }, { 2, "ARPHRD_EETHER" }, { 3, "ARPHRD_AX25" }, { 4, "ARPHRD_PRONET" }, { 5, "ARPHRD_CHAOS" },
	{ 6, "ARPHRD_IEEE802" }, { 7, "ARPHRD_ARCNET" }, { 8, "ARPHRD_APPLETLK" }, { 15, "ARPHRD_DLCI" }, { 19, "ARPHRD_ATM" }, { 23, "ARPHRD_METRICOM" },
	{ 24, "ARPHRD_IEEE1394" }, { 27, "ARPHRD_EUI64" }, { 32, "ARPHRD_INFINIBAND" }, { 0x100, "ARPHRD_SLIP" }, { 0x101, "ARPHRD_CSLIP" },
	{ 0x102, "ARPHRD_SLIP6" }, { 0x103, "ARPHRD_CSLIP6" }, { 0x104, "ARPHRD_RSRVD" }, { 0x108, "ARPHRD_ADAPT" }, { 0x10e, "ARPHRD_ROSE" },
	{ 0x10f, "ARPHRD_X25" }, { 0x110, "ARPHRD_HWX25" }, { 0x118, "ARPHRD_CAN" }, { 0x122, "ARPHRD_MCTP" }, { 0x200, "ARPHRD_PPP" },
	{ 0x201, "ARPHRD_CISCO" }, { 0x204, "ARPHRD_LAPB" }, { 0x205, "ARPHRD_DDCMP" }, { 0x206, "ARPHRD_RAWHDLC" }, { 0x207, "ARPHRD_RAWIP" },
	{ 0x300, "ARPHRD_TUNNEL" }, { 0x301, "ARPHRD_TUNNEL6" }, { 0x302, "ARPHRD_FRAD" }, { 0x303, "ARPHRD_SKIP" }, { 0x304, "ARPHRD_LOOPBACK" },
	{ 0x305, "ARPHRD_LOCALTLK" }, { 0x306, "ARPHRD_FDDI" }, { 0x307, "ARPHRD_BIF" }, { 0x308, "ARPHRD_SIT" }, { 0x309, "ARPHRD_IPDDP" },
	{ 0x30a, "ARPHRD_IPGRE" }, { 0x30b, "ARPHRD_PIMREG" }, { 0x30c, "ARPHRD_HIPPI" }, { 0x30d, "ARPHRD_ASH" }, { 0x30e, "ARPHRD_ECONET" },
	{ 0x30f, "ARPHRD_IRDA" }, { 0x310, "ARPHRD_FCPP" }, { 0x311, "ARPHRD_FCAL" }, { 0x312, "ARPHRD_FCPL" }, { 0x313, "ARPHRD_FCFABRIC" },
	{ 0x320, "ARPHRD_IEEE802_TR" }, { 0x321, "ARPHRD_IEEE80211" }, { 0x322, "ARPHRD_IEEE80211_PRISM" }, { 0x323, "ARPHRD_IEEE80211_RADIOTAP" },
	{ 0x324, "ARPHRD_IEEE802154" }, { 0x325, "ARPHRD_IEEE802154_MONITOR" }, { 0x334, "ARPHRD_PHONET" }, { 0x335, "ARPHRD_PHONET_PIPE" },
	{ 0x336, "ARPHRD_CAIF" }, { 0x337, "ARPHRD_IP6GRE" }, { 0x338, "ARPHRD_NETLINK" }, { 0x339, "ARPHRD_6LOWPAN" }, { 0x33a, "ARPHRD_VSOCKMON" },
	{ 0xfffe, "ARPHRD_NONE" }, { 0xffff, "ARPHRD_VOID" }, { 0, NULL },
};
/* clang-format on */
