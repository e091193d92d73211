/* Options of sockets: getsockopt and setsockopt. */
#include "decode/sockopt.h"

#include "decode/blocks.h"
#include "decode/socket.h"

#include <sys/socket.h>

/* clang-format off */
static const struct flag socket_options[] = {
	{ 1, "SO_DEBUG" }, { 2, "SO_REUSEADDR" }, { 3, "SO_TYPE" }, { 4, "SO_ERROR" }, { 5, "SO_DONTROUTE" }, { 6, "SO_BROADCAST" }, { 7, "SO_SNDBUF" },
	{ 8, "SO_RCVBUF" }, { 9, "SO_KEEPALIVE" }, { 10, "SO_OOBINLINE" }, { 11, "SO_NO_CHECK" }, { 12, "SO_PRIORITY" }, { 13, "SO_LINGER" },
	{ 14, "SO_BSDCOMPAT" }, { 15, "SO_REUSEPORT" }, { 16, "SO_PASSCRED" }, { 17, "SO_PEERCRED" }, { 18, "SO_RCVLOWAT" }, { 19, "SO_SNDLOWAT" },
	{ 20, "SO_RCVTIMEO_OLD" }, { 21, "SO_SNDTIMEO_OLD" }, { 22, "SO_SECURITY_AUTHENTICATION" }, { 23, "SO_SECURITY_ENCRYPTION_TRANSPORT" },
	{ 24, "SO_SECURITY_ENCRYPTION_NETWORK" }, { 25, "SO_BINDTODEVICE" }, { 26, "SO_ATTACH_FILTER" }, { 27, "SO_DETACH_FILTER" }, { 28, "SO_PEERNAME" },
	{ 29, "SO_TIMESTAMP_OLD" }, { 30, "SO_ACCEPTCONN" }, { 31, "SO_PEERSEC" }, { 32, "SO_SNDBUFFORCE" }, { 33, "SO_RCVBUFFORCE" }, { 34, "SO_PASSSEC" },
	{ 35, "SO_TIMESTAMPNS_OLD" }, { 36, "SO_MARK" }, { 37, "SO_TIMESTAMPING_OLD" }, { 38, "SO_PROTOCOL" }, { 39, "SO_DOMAIN" }, { 40, "SO_RXQ_OVFL" },
	{ 41, "SO_WIFI_STATUS" }, { 42, "SO_PEEK_OFF" }, { 43, "SO_NOFCS" }, { 44, "SO_LOCK_FILTER" }, { 45, "SO_SELECT_ERR_QUEUE" },
	{ 46, "SO_BUSY_POLL" }, { 47, "SO_MAX_PACING_RATE" }, { 48, "SO_BPF_EXTENSIONS" }, { 49, "SO_INCOMING_CPU" }, { 50, "SO_ATTACH_BPF" },
	{ 51, "SO_ATTACH_REUSEPORT_CBPF" }, { 52, "SO_ATTACH_REUSEPORT_EBPF" }, { 53, "SO_CNX_ADVICE" }, { 55, "SO_MEMINFO" },
	{ 56, "SO_INCOMING_NAPI_ID" }, { 57, "SO_COOKIE" }, { 59, "SO_PEERGROUPS" }, { 60, "SO_ZEROCOPY" }, { 61, "SO_TXTIME" }, { 62, "SO_BINDTOIFINDEX" },
	{ 63, "SO_TIMESTAMP_NEW" }, { 64, "SO_TIMESTAMPNS_NEW" }, { 65, "SO_TIMESTAMPING_NEW" }, { 66, "SO_RCVTIMEO_NEW" }, { 67, "SO_SNDTIMEO_NEW" },
	{ 68, "SO_DETACH_REUSEPORT_BPF" }, { 69, "SO_PREFER_BUSY_POLL" }, { 70, "SO_BUSY_POLL_BUDGET" }, { 71, "SO_NETNS_COOKIE" }, { 72, "SO_BUF_LOCK" },
	{ 73, "SO_RESERVE_MEM" }, { 74, "SO_TXREHASH" }, { 75, "SO_RCVMARK" }, { 0, NULL },
};

static const struct flag tcp_options[] = {
	{ 1, "TCP_NODELAY" }, { 2, "TCP_MAXSEG" }, { 3, "TCP_CORK" }, { 4, "TCP_KEEPIDLE" }, { 5, "TCP_KEEPINTVL" }, { 6, "TCP_KEEPCNT" },
	{ 7, "TCP_SYNCNT" }, { 8, "TCP_LINGER2" }, { 9, "TCP_DEFER_ACCEPT" }, { 10, "TCP_WINDOW_CLAMP" }, { 11, "TCP_INFO" }, { 12, "TCP_QUICKACK" },
	{ 13, "TCP_CONGESTION" }, { 14, "TCP_MD5SIG" }, { 15, "TCP_COOKIE_TRANSACTIONS" }, { 16, "TCP_THIN_LINEAR_TIMEOUTS" }, { 17, "TCP_THIN_DUPACK" },
	{ 18, "TCP_USER_TIMEOUT" }, { 19, "TCP_REPAIR" }, { 20, "TCP_REPAIR_QUEUE" }, { 21, "TCP_QUEUE_SEQ" }, { 22, "TCP_REPAIR_OPTIONS" },
	{ 23, "TCP_FASTOPEN" }, { 24, "TCP_TIMESTAMP" }, { 25, "TCP_NOTSENT_LOWAT" }, { 26, "TCP_CC_INFO" }, { 27, "TCP_SAVE_SYN" },
	{ 28, "TCP_SAVED_SYN" }, { 29, "TCP_REPAIR_WINDOW" }, { 30, "TCP_FASTOPEN_CONNECT" }, { 31, "TCP_ULP" }, { 32, "TCP_MD5SIG_EXT" },
	{ 33, "TCP_FASTOPEN_KEY" }, { 34, "TCP_FASTOPEN_NO_COOKIE" }, { 35, "TCP_ZEROCOPY_RECEIVE" }, { 36, "TCP_INQ" }, { 37, "TCP_TX_DELAY" },
	{ 0, NULL },
};

static const struct flag ip_options[] = {
	{ 1, "IP_TOS" }, { 2, "IP_TTL" }, { 3, "IP_HDRINCL" }, { 4, "IP_OPTIONS" }, { 5, "IP_ROUTER_ALERT" }, { 6, "IP_RECVOPTS" }, { 7, "IP_RETOPTS" },
	{ 8, "IP_PKTINFO" }, { 9, "IP_PKTOPTIONS" }, { 10, "IP_MTU_DISCOVER" }, { 11, "IP_RECVERR" }, { 12, "IP_RECVTTL" }, { 13, "IP_RECVTOS" },
	{ 14, "IP_MTU" }, { 15, "IP_FREEBIND" }, { 16, "IP_IPSEC_POLICY" }, { 17, "IP_XFRM_POLICY" }, { 18, "IP_PASSSEC" }, { 19, "IP_TRANSPARENT" },
	{ 20, "IP_ORIGDSTADDR" }, { 21, "IP_MINTTL" }, { 22, "IP_NODEFRAG" }, { 23, "IP_CHECKSUM" }, { 24, "IP_BIND_ADDRESS_NO_PORT" },
	{ 25, "IP_RECVFRAGSIZE" }, { 26, "IP_RECVERR_RFC4884" }, { 32, "IP_MULTICAST_IF" }, { 33, "IP_MULTICAST_TTL" }, { 34, "IP_MULTICAST_LOOP" },
	{ 35, "IP_ADD_MEMBERSHIP" }, { 36, "IP_DROP_MEMBERSHIP" }, { 37, "IP_UNBLOCK_SOURCE" }, { 38, "IP_BLOCK_SOURCE" },
	{ 39, "IP_ADD_SOURCE_MEMBERSHIP" }, { 40, "IP_DROP_SOURCE_MEMBERSHIP" }, { 41, "IP_MSFILTER" }, { 42, "MCAST_JOIN_GROUP" },
	{ 43, "MCAST_BLOCK_SOURCE" }, { 44, "MCAST_UNBLOCK_SOURCE" }, { 45, "MCAST_LEAVE_GROUP" }, { 46, "MCAST_JOIN_SOURCE_GROUP" },
	{ 47, "MCAST_LEAVE_SOURCE_GROUP" }, { 48, "MCAST_MSFILTER" }, { 49, "IP_MULTICAST_ALL" }, { 50, "IP_UNICAST_IF" }, { 0, NULL },
};

static const struct flag ipv6_options[] = {
	{ 1, "IPV6_ADDRFORM" }, { 2, "IPV6_2292PKTINFO" }, { 3, "IPV6_2292HOPOPTS" }, { 4, "IPV6_2292DSTOPTS" }, { 5, "IPV6_2292RTHDR" },
	{ 6, "IPV6_2292PKTOPTIONS" }, { 7, "IPV6_CHECKSUM" }, { 8, "IPV6_2292HOPLIMIT" }, { 9, "IPV6_NEXTHOP" }, { 10, "IPV6_AUTHHDR" },
	{ 11, "IPV6_FLOWINFO" }, { 16, "IPV6_UNICAST_HOPS" }, { 17, "IPV6_MULTICAST_IF" }, { 18, "IPV6_MULTICAST_HOPS" }, { 19, "IPV6_MULTICAST_LOOP" },
	{ 20, "IPV6_ADD_MEMBERSHIP" }, { 21, "IPV6_DROP_MEMBERSHIP" }, { 22, "IPV6_ROUTER_ALERT" }, { 23, "IPV6_MTU_DISCOVER" }, { 24, "IPV6_MTU" },
	{ 25, "IPV6_RECVERR" }, { 26, "IPV6_V6ONLY" }, { 27, "IPV6_JOIN_ANYCAST" }, { 28, "IPV6_LEAVE_ANYCAST" }, { 29, "IPV6_MULTICAST_ALL" },
	{ 30, "IPV6_ROUTER_ALERT_ISOLATE" }, { 31, "IPV6_RECVERR_RFC4884" }, { 32, "IPV6_FLOWLABEL_MGR" }, { 33, "IPV6_FLOWINFO_SEND" },
	{ 34, "IPV6_IPSEC_POLICY" }, { 35, "IPV6_XFRM_POLICY" }, { 36, "IPV6_HDRINCL" }, { 42, "MCAST_JOIN_GROUP" }, { 43, "MCAST_BLOCK_SOURCE" },
	{ 44, "MCAST_UNBLOCK_SOURCE" }, { 45, "MCAST_LEAVE_GROUP" }, { 46, "MCAST_JOIN_SOURCE_GROUP" }, { 47, "MCAST_LEAVE_SOURCE_GROUP" },
	{ 48, "MCAST_MSFILTER" }, { 49, "IPV6_RECVPKTINFO" }, { 50, "IPV6_PKTINFO" }, { 51, "IPV6_RECVHOPLIMIT" }, { 52, "IPV6_HOPLIMIT" },
	{ 53, "IPV6_RECVHOPOPTS" }, { 54, "IPV6_HOPOPTS" }, { 55, "IPV6_RTHDRDSTOPTS" }, { 56, "IPV6_RECVRTHDR" }, { 57, "IPV6_RTHDR" },
	{ 58, "IPV6_RECVDSTOPTS" }, { 59, "IPV6_DSTOPTS" }, { 60, "IPV6_RECVPATHMTU" }, { 61, "IPV6_PATHMTU" }, { 62, "IPV6_DONTFRAG" },
	{ 63, "IPV6_USE_MIN_MTU" }, { 64, "IP6T_SO_GET_INFO" }, { 65, "IP6T_SO_GET_ENTRIES" }, { 66, "IPV6_RECVTCLASS" }, { 67, "IPV6_TCLASS" },
	{ 68, "IP6T_SO_GET_REVISION_MATCH" }, { 69, "IP6T_SO_GET_REVISION_TARGET" }, { 70, "IPV6_AUTOFLOWLABEL" }, { 72, "IPV6_ADDR_PREFERENCES" },
	{ 73, "IPV6_MINHOPCOUNT" }, { 74, "IPV6_ORIGDSTADDR" }, { 75, "IPV6_TRANSPARENT" }, { 76, "IPV6_UNICAST_IF" }, { 77, "IPV6_RECVFRAGSIZE" },
	{ 78, "IPV6_FREEBIND" }, { 0, NULL },
};
/* clang-format on */

static const struct flag no_options[] = { { 0, NULL } };
static const struct flag levels[] = {
	{ 0, "SOL_IP" },     { 1, "SOL_SOCKET" }, { 6, "SOL_TCP" },      { 17, "SOL_UDP" },      { 41, "SOL_IPV6" }, { 58, "SOL_ICMPV6" },
	{ 132, "SOL_SCTP" }, { 255, "SOL_RAW" },  { 263, "SOL_PACKET" }, { 270, "SOL_NETLINK" }, { 0, NULL },
};

void add_socket_level(struct args *out, unsigned level)
{
	add_choice(out, level, levels, "SOL_??");
}

/* The level and the name of an option. */
void p_option(struct args *out, const struct call *c, int at)
{
	unsigned name = (unsigned)c->args[at + 1];

	arg_begin(out);
	add_socket_level(out, (unsigned)c->args[at]);
	arg_begin(out);
	switch ((unsigned)c->args[at]) {
	case 0:
		add_choice(out, name, ip_options, "IP_???");
		return;
	case 1:
		add_choice(out, name, socket_options, "SO_???");
		return;
	case 6:
		add_choice(out, name, tcp_options, "TCP_???");
		return;
	case 17:
		add_choice(out, name, no_options, "UDP_???");
		return;
	case 41:
		add_choice(out, name, ipv6_options, "IPV6_???");
		return;
	}
	arg_add(out, "%u", name);
}

static bool is_socket_option(const struct call *c, int name)
{
	return (unsigned)c->args[1] == SOL_SOCKET && (int)c->args[2] == name;
}

static void add_value(struct args *out, const struct call *c, uint64_t address, unsigned len)
{
	int words[3];

	if (is_socket_option(c, SO_LINGER) && len >= 8 && peek(c->pid, address, words, 8) == 8)
		arg_add(out, "{l_onoff=%d, l_linger=%d}", words[0], words[1]);
	else if (is_socket_option(c, SO_PEERCRED) && len >= 12 && peek(c->pid, address, words, 12) == 12)
		arg_add(out, "{pid=%d, uid=%u, gid=%u}", words[0], (unsigned)words[1], (unsigned)words[2]);
	else if (len == sizeof(int) && peek(c->pid, address, words, sizeof(int)) == sizeof(int))
		arg_add(out, "[%d]", words[0]);
	else
		add_buffer(out, c, address, len);
}

/* A numeric option with too few bytes is not read. */
static bool is_text(const struct call *c)
{
	return is_socket_option(c, SO_BINDTODEVICE) || (unsigned)c->args[1] == 6;
}

bool no_option_out(const struct call *c)
{
	return !readable(c, c->args[4], sizeof(int));
}

/* getsockopt: prints the descriptor and keeps the size of the buffer for the exit. */
void p_fd_and_option_room(struct args *out, const struct call *c, int at)
{
	p_int(out, c, at);
	keep_room(out, c, 4);
}

void p_option_in(struct args *out, const struct call *c, int at)
{
	unsigned len = (unsigned)c->args[at + 1];

	arg_begin(out);
	if ((int)len < 0 || (len < sizeof(int) && !is_text(c)))
		add_pointer(out, c->args[at]);
	else
		add_value(out, c, c->args[at], len);
}

/* The value and its length; the size of the buffer was kept at entry. */
void p_option_out(struct args *out, const struct call *c, int at)
{
	int length = -1;
	bool returned = !c->failed && out->kept >= 0 && peek(c->pid, c->args[at + 1], &length, sizeof(length)) == sizeof(length) && length >= 0;

	arg_begin(out);
	if (returned)
		add_value(out, c, c->args[at], (unsigned)length);
	else
		add_pointer(out, c->args[at]);
	print_room(out, c, at + 1, length);
}
