/* Messages: sendmsg, recvmsg, sendmmsg, recvmmsg. */
#include "decode/message.h"

#include "decode/blocks.h"
#include "decode/fd.h"
#include "decode/socket.h"
#include "decode/sockopt.h"
#include "decode/time.h"

#include <string.h>
#include <sys/socket.h>
#include <time.h>

struct kernel_msghdr {
	uint64_t name;
	uint32_t namelen, padding;
	uint64_t iov, iovlen, control, controllen;
	uint32_t flags, padding2;
};

struct kernel_mmsghdr {
	struct kernel_msghdr header;
	uint32_t len, padding;
};

static void add_control_type(struct args *out, int level, int type)
{
	static const struct flag types[] = { { 1, "SCM_RIGHTS" }, { 2, "SCM_CREDENTIALS" }, { 3, "SCM_SECURITY" }, { 4, "SCM_PIDFD" }, { 0, NULL } };

	if (level == SOL_SOCKET)
		add_choice(out, (unsigned)type, types, "SCM_???");
	else
		arg_add(out, type ? "%#x" : "%x", (unsigned)type);
}

static void add_control_data(struct args *out, int level, int type, const unsigned char *bytes, size_t len)
{
	unsigned words[3];
	int fd;

	if (level == SOL_SOCKET && type == SCM_RIGHTS && len >= sizeof(fd)) {
		for (size_t i = 0; i + sizeof(fd) <= len; i += sizeof(fd)) {
			memcpy(&fd, bytes + i, sizeof(fd));
			arg_add(out, i ? ", %d" : "[%d", fd);
		}
		arg_add(out, "]");
	} else if (level == SOL_SOCKET && type == SCM_CREDENTIALS && len >= sizeof(words)) {
		memcpy(words, bytes, sizeof(words));
		arg_add(out, "{pid=%d, uid=%u, gid=%u}", (int)words[0], words[1], words[2]);
	} else {
		add_hex_bytes(out, bytes, len, false);
	}
}

static void add_control(struct args *out, const struct call *c, uint64_t address, uint64_t len)
{
	unsigned char bytes[1024];
	size_t known = len < sizeof(bytes) ? len : sizeof(bytes);
	const char *comma = "";

	if (!address || peek(c->pid, address, bytes, known) != known) {
		add_pointer(out, address);
		return;
	}
	arg_add(out, "[");
	for (size_t at = 0; at + sizeof(struct cmsghdr) <= known;) {
		struct cmsghdr header;
		size_t whole;

		memcpy(&header, bytes + at, sizeof(header));
		whole = header.cmsg_len < known - at ? header.cmsg_len : known - at;
		arg_add(out, "%s{cmsg_len=%zu, cmsg_level=", comma, (size_t)header.cmsg_len);
		add_socket_level(out, (unsigned)header.cmsg_level);
		arg_add(out, ", cmsg_type=");
		add_control_type(out, header.cmsg_level, header.cmsg_type);
		if (whole > sizeof(header)) {
			arg_add(out, ", cmsg_data=");
			add_control_data(out, header.cmsg_level, header.cmsg_type, bytes + at + sizeof(header), whole - sizeof(header));
		}
		arg_add(out, "}");
		comma = ", ";
		/* A length near the largest number would wrap around in CMSG_ALIGN and lead nowhere. */
		if (header.cmsg_len < sizeof(header) || header.cmsg_len >= known - at)
			break;
		at += CMSG_ALIGN(header.cmsg_len);
	}
	arg_add(out, "]");
}

/*
 * `room`: the size of the name's buffer, kept from the entry; -1 if the kernel wrote no name. `data`:
 * how many bytes of the parts are valid.
 */
static void add_header(struct args *out, const struct call *c, const struct kernel_msghdr *m, int64_t room, int64_t data)
{
	arg_add(out, "{msg_name=");
	add_address(out, c, m->name, m->namelen);
	arg_add(out, ", msg_namelen=");
	if (room >= 0 && room != m->namelen)
		arg_add(out, "%d => ", (int)room);
	arg_add(out, "%d, msg_iov=", (int)m->namelen);
	add_iovecs(out, c, m->iov, m->iovlen, data);
	arg_add(out, ", msg_iovlen=%lu", m->iovlen);
	if (m->controllen) {
		arg_add(out, ", msg_control=");
		add_control(out, c, m->control, m->controllen);
	}
	arg_add(out, ", msg_controllen=%lu, msg_flags=", m->controllen);
	add_message_flags(out, m->flags);
	arg_add(out, "}");
}

void p_message_in(struct args *out, const struct call *c, int at)
{
	struct kernel_msghdr m;

	if (arg_read(out, c, at, &m, sizeof(m)))
		add_header(out, c, &m, -1, IOVEC_ALL);
}

bool no_message_out(const struct call *c)
{
	return !readable(c, c->args[1], sizeof(struct kernel_msghdr));
}

/* recvmsg: prints the descriptor and keeps the size of the name's buffer for the exit. */
void p_fd_and_name_room(struct args *out, const struct call *c, int at)
{
	struct kernel_msghdr m;

	p_int(out, c, at);
	out->kept = peek(c->pid, c->args[at + 1], &m, sizeof(m)) == sizeof(m) ? (int64_t)m.namelen : -1;
}

void p_message_out(struct args *out, const struct call *c, int at)
{
	struct kernel_msghdr m;

	arg_begin(out);
	if (c->failed && out->kept >= 0)
		arg_add(out, "{msg_namelen=%d}", (int)out->kept);
	else if (part_read(out, c, c->args[at], &m, sizeof(m)))
		add_header(out, c, &m, out->kept, c->result);
}

static void add_messages(struct args *out, const struct call *c, uint64_t address, uint64_t count, bool received)
{
	struct kernel_mmsghdr m;

	arg_add(out, "[");
	for (uint64_t i = 0; i < count && i < STRING_BYTES; i++) {
		if (peek(c->pid, address + i * sizeof(m), &m, sizeof(m)) != sizeof(m))
			break;
		arg_add(out, i ? ", {msg_hdr=" : "{msg_hdr=");
		add_header(out, c, &m.header, -1, received ? (int64_t)m.len : IOVEC_ALL);
		if (c->left && !c->failed)
			arg_add(out, ", msg_len=%u", m.len);
		arg_add(out, "}");
	}
	arg_add(out, count > STRING_BYTES ? ", ...]" : "]");
}

/* sendmmsg: the length of each message is known only at exit. */
void p_messages_in(struct args *out, const struct call *c, int at)
{
	struct kernel_mmsghdr m;

	arg_begin(out);
	if (c->args[at] && peek(c->pid, c->args[at], &m, sizeof(m)) == sizeof(m))
		add_messages(out, c, c->args[at], c->failed ? (unsigned)c->args[at + 1] : (uint64_t)c->result, false);
	else
		add_pointer(out, c->args[at]);
}

void p_messages_out(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	if (c->failed || !c->args[at])
		add_pointer(out, c->args[at]);
	else
		add_messages(out, c, c->args[at], (uint64_t)c->result, true);
}

void r_recvmmsg(struct args *out, const struct call *c, int at)
{
	struct timespec left;

	(void)at;
	arg_add(out, "%ld", (long)c->result);
	if (!c->args[4])
		return;
	if (c->result == 0) {
		arg_add(out, " (Timeout)");
	} else if (peek(c->pid, c->args[4], &left, sizeof(left)) == sizeof(left)) {
		arg_add(out, " (left ");
		add_timespec(out, &left, false);
		arg_add(out, ")");
	}
}
