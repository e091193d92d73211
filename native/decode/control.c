/* Control messages, which sendmsg(2) and recvmsg(2) pass beside the data. */
#include "decode/control.h"

#include "decode/address.h"
#include "decode/family.h"
#include "decode/ids.h"
#include "decode/sockopt.h"
#include "decode/strings.h"
#include "decode/time.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>

/* The most that the kernel takes (net.core.optmem_max), and the most that is shown here. */
#define KERNEL_BYTES 131072
#define CONTROL_BYTES 4096

/* The data of one message, at most this long. Returns false if it is too short to be shown. */
typedef void printed(struct args *out, const unsigned char *bytes, size_t len);

/* How many numbers are shown of a list. */
static bool list_ends(struct args *out, size_t i)
{
	arg_add(out, i ? ", " : "");
	if (i == STRING_BYTES)
		arg_add(out, "...");
	return i == STRING_BYTES;
}

static void add_numbers(struct args *out, const unsigned char *bytes, size_t len, const char *format)
{
	unsigned number;

	arg_add(out, "[");
	for (size_t i = 0; (i + 1) * sizeof(number) <= len && !list_ends(out, i); i++) {
		memcpy(&number, bytes + i * sizeof(number), sizeof(number));
		if (format[1] == 'd')
			arg_add(out, "%d", (int)number);
		else
			arg_add(out, "%u", number);
	}
	arg_add(out, "]");
}

static void add_fds(struct args *out, const unsigned char *bytes, size_t len)
{
	add_numbers(out, bytes, len, "%d");
}

static void add_unsigned(struct args *out, const unsigned char *bytes, size_t len)
{
	add_numbers(out, bytes, len, "%u");
}

static void add_octets(struct args *out, const unsigned char *bytes, size_t len)
{
	arg_add(out, "[");
	for (size_t i = 0; i < len && !list_ends(out, i); i++)
		arg_add(out, bytes[i] ? "%#x" : "%x", bytes[i]);
	arg_add(out, "]");
}

static void add_text(struct args *out, const unsigned char *bytes, size_t len)
{
	add_bytes(out, bytes, len, false);
}

static void add_credentials(struct args *out, const unsigned char *bytes, size_t len)
{
	unsigned words[3];

	(void)len;
	memcpy(words, bytes, sizeof(words));
	arg_add(out, "{pid=%d, uid=", (int)words[0]);
	add_id(out, words[1]);
	arg_add(out, ", gid=");
	add_id(out, words[2]);
	arg_add(out, "}");
}

static void add_microseconds(struct args *out, const unsigned char *bytes, size_t len)
{
	struct timeval t;

	memcpy(&t, bytes, sizeof(t));
	if (len < sizeof(t))
		arg_add(out, "???");
	else
		add_timeval(out, &t, false);
}

static void add_nanoseconds(struct args *out, const unsigned char *bytes, size_t len)
{
	struct timespec t;

	memcpy(&t, bytes, sizeof(t));
	if (len < sizeof(t))
		arg_add(out, "???");
	else
		add_timespec(out, &t, false);
}

static void add_three_times(struct args *out, const unsigned char *bytes, size_t len)
{
	if (len < 3 * sizeof(struct timespec)) {
		arg_add(out, "???");
		return;
	}
	for (size_t i = 0; i < 3; i++) {
		arg_add(out, i ? ", " : "[");
		add_nanoseconds(out, bytes + i * sizeof(struct timespec), sizeof(struct timespec));
	}
	arg_add(out, "]");
}

static void add_packet_info(struct args *out, const unsigned char *bytes, size_t len)
{
	struct in_pktinfo info;
	char local[INET_ADDRSTRLEN], other[INET_ADDRSTRLEN];

	(void)len;
	memcpy(&info, bytes, sizeof(info));
	arg_add(out, "{ipi_ifindex=");
	add_interface(out, (unsigned)info.ipi_ifindex);
	arg_add(out, ", ipi_spec_dst=inet_addr(\"%s\"), ipi_addr=inet_addr(\"%s\")}", inet_ntop(AF_INET, &info.ipi_spec_dst, local, sizeof(local)),
		inet_ntop(AF_INET, &info.ipi_addr, other, sizeof(other)));
}

struct socket_error {
	uint32_t error;
	uint8_t origin, type, code, padding;
	uint32_t info, data;
	struct sockaddr_in offender;
};

static void add_socket_error(struct args *out, const unsigned char *bytes, size_t len)
{
	struct socket_error e;

	(void)len;
	memcpy(&e, bytes, sizeof(e));
	arg_add(out, "{ee_errno=%u, ee_origin=%u, ee_type=%u, ee_code=%u, ee_info=%u, ee_data=%u, offender=", e.error, e.origin, e.type, e.code, e.info,
		e.data);
	add_known_address(out, &e.offender, sizeof(e.offender));
	arg_add(out, "}");
}

static void add_any_address(struct args *out, const unsigned char *bytes, size_t len)
{
	add_known_address(out, bytes, len < sizeof(struct sockaddr_storage) ? len : sizeof(struct sockaddr_storage));
}

/* Types of messages; what is not shown has no printer. */
struct type {
	int type;
	const char *name;
	size_t at_least;
	printed *add;
};
/* clang-format off */
static const struct type socket_types[] = {
	{ 1, "SCM_RIGHTS", sizeof(int), add_fds }, { 2, "SCM_CREDENTIALS", 12, add_credentials }, { 3, "SCM_SECURITY", 1, add_text },
	{ 29, "SO_TIMESTAMP_OLD", 1, add_microseconds }, { 35, "SO_TIMESTAMPNS_OLD", 1, add_nanoseconds },
	{ 37, "SO_TIMESTAMPING_OLD", 1, add_three_times }, { 41, "SO_WIFI_STATUS", 0, NULL }, { 54, "SCM_TIMESTAMPING_OPT_STATS", 0, NULL },
	{ 58, "SCM_TIMESTAMPING_PKTINFO", 0, NULL }, { 61, "SO_TXTIME", 0, NULL }, { 63, "SO_TIMESTAMP_NEW", 1, add_microseconds },
	{ 64, "SO_TIMESTAMPNS_NEW", 1, add_nanoseconds }, { 65, "SO_TIMESTAMPING_NEW", 1, add_three_times }, { 0, NULL, 0, NULL },
};
static const struct type internet_types[] = {
	{ 1, "IP_TOS", 1, add_octets }, { 2, "IP_TTL", sizeof(unsigned), add_unsigned }, { 3, "SCM_SECURITY", 1, add_text }, { 6, "IP_RECVOPTS", 1, add_octets },
	{ 7, "IP_RETOPTS", 1, add_octets }, { 8, "IP_PKTINFO", sizeof(struct in_pktinfo), add_packet_info },
	{ 11, "IP_RECVERR", sizeof(struct socket_error), add_socket_error }, { 20, "IP_ORIGDSTADDR", sizeof(struct sockaddr_in), add_any_address },
	{ 23, "IP_CHECKSUM", sizeof(unsigned), add_unsigned }, { 0, NULL, 0, NULL },
};
/* clang-format on */

static void add_type_and_data(struct args *out, const struct type *types, int number, const char *what, const unsigned char *bytes, size_t len)
{
	const struct type *type = types;

	while (type->name && type->type != number)
		type++;
	if (!type->name) {
		arg_add(out, number ? "%#x /* %s */" : "%x /* %s */", (unsigned)number, what);
		return;
	}
	arg_add(out, "%s", type->name);
	if (!type->add || len < type->at_least)
		return;
	arg_add(out, ", cmsg_data=");
	type->add(out, bytes, len);
}

/* Adds the message at `at` of `known` bytes. Returns where the next one begins; -1: it is shorter than its header. */
static int64_t add_one(struct args *out, const unsigned char *bytes, size_t known, size_t at)
{
	struct cmsghdr h;
	size_t len, data;

	memcpy(&h, bytes + at, sizeof(h));
	len = h.cmsg_len < known - at ? h.cmsg_len : known - at;
	data = len > sizeof(h) ? len - sizeof(h) : 0;
	arg_add(out, "%s{cmsg_len=%zu, cmsg_level=", at ? ", " : "", (size_t)h.cmsg_len);
	if (socket_level_name((unsigned)h.cmsg_level))
		arg_add(out, "%s", socket_level_name((unsigned)h.cmsg_level));
	else
		arg_add(out, "%#x /* SOL_??? */", (unsigned)h.cmsg_level);
	arg_add(out, ", cmsg_type=");
	if (h.cmsg_level == SOL_SOCKET)
		add_type_and_data(out, socket_types, h.cmsg_type, "SCM_???", bytes + at + sizeof(h), data);
	else if (h.cmsg_level == IPPROTO_IP)
		add_type_and_data(out, internet_types, h.cmsg_type, "IP_???", bytes + at + sizeof(h), data);
	else
		arg_add(out, h.cmsg_type ? "%#x" : "%x", (unsigned)h.cmsg_type);
	arg_add(out, "}");
	if (len < sizeof(h))
		return -1;
	/* A length near the largest number would wrap around in CMSG_ALIGN and lead nowhere. */
	len = h.cmsg_len < known - at ? CMSG_ALIGN(h.cmsg_len) : known - at;
	return (int64_t)(len < known - at ? at + len : known);
}

void add_control(struct args *out, const struct call *c, uint64_t address, uint64_t len)
{
	/* With room behind it, so that a printer may read a whole structure of a message that ends earlier. */
	unsigned char bytes[CONTROL_BYTES + sizeof(struct sockaddr_storage)] = { 0 };
	size_t known = len < CONTROL_BYTES ? len : CONTROL_BYTES, at = 0;

	if (known < sizeof(struct cmsghdr) || !all_readable(c, address, len < KERNEL_BYTES ? len : KERNEL_BYTES) ||
	    peek(c->pid, address, bytes, known) != known) {
		add_pointer(out, address);
		return;
	}
	arg_add(out, "[");
	while (known - at >= sizeof(struct cmsghdr)) {
		int64_t next = add_one(out, bytes, known, at);

		if (next < 0) {
			at += sizeof(struct cmsghdr);
			break;
		}
		at = (size_t)next;
	}
	if (at < known)
		arg_add(out, ", ... /* %#lx */", address + at);
	else if (known < len)
		arg_add(out, ", ...");
	arg_add(out, "]");
}
