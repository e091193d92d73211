/* Messages: sendmsg, recvmsg, sendmmsg, recvmmsg. */
#include "decode/message.h"

#include "decode/address.h"
#include "decode/blocks.h"
#include "decode/control.h"
#include "decode/fd.h"
#include "decode/plain.h"
#include "decode/socket.h"
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

/*
 * `room`: the size of the name's buffer, kept from the entry, or NOTHING_KEPT. `data`: how many bytes of the parts are valid.
 */
static void add_header(struct args *out, const struct call *c, const struct kernel_msghdr *m, int64_t room, int64_t data)
{
	int length = (int)m->namelen, family;

	arg_add(out, "{msg_name=");
	family = add_address(out, c, m->name, room != NOTHING_KEPT && length > room ? (int)room : length);
	arg_add(out, ", msg_namelen=");
	if (room != NOTHING_KEPT && room != length)
		arg_add(out, "%d => ", (int)room);
	arg_add(out, "%d, msg_iov=", length);
	if (family == AF_NETLINK)
		add_netlink_iovecs(out, c, m->iov, m->iovlen, data);
	else
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
		add_header(out, c, &m, NOTHING_KEPT, IOVEC_ALL);
}

bool no_message_out(const struct call *c)
{
	return !all_readable(c, c->args[1], sizeof(struct kernel_msghdr));
}

/* recvmsg: prints the descriptor and keeps the size of the name's buffer for the exit. */
void p_fd_and_name_room(struct args *out, const struct call *c, int at)
{
	struct kernel_msghdr m;

	p_int(out, c, at);
	if (c->args[at + 1] && peek(c->pid, c->args[at + 1], &m, sizeof(m)) == sizeof(m))
		out->kept = (int)m.namelen;
}

void p_message_out(struct args *out, const struct call *c, int at)
{
	struct kernel_msghdr m;

	arg_begin(out);
	if (c->failed && out->kept != NOTHING_KEPT)
		arg_add(out, "{msg_namelen=%d}", (int)out->kept);
	else if (part_read(out, c, c->args[at], &m, sizeof(m)))
		add_header(out, c, &m, out->kept, c->result);
}

struct messages {
	uint64_t known;   /* so many have a length */
	bool received;    /* so much of their parts is valid */
	const int *rooms; /* the sizes of the buffers for their names, kept from the entry */
};

static void add_message(struct args *out, const struct call *c, const void *item, void *state)
{
	struct messages *all = state;
	struct kernel_mmsghdr m;

	memcpy(&m, item, sizeof(m));
	arg_add(out, "{msg_hdr=");
	add_header(out, c, &m.header, all->rooms ? *all->rooms++ : NOTHING_KEPT, all->received ? (int64_t)m.len : IOVEC_ALL);
	if (all->known) {
		arg_add(out, ", msg_len=%u", m.len);
		all->known--;
	}
	arg_add(out, "}");
}

/* sendmmsg: the length of each message is known only at exit. */
void p_messages_in(struct args *out, const struct call *c, int at)
{
	struct messages all = { .known = c->failed ? 0 : (unsigned)c->result };

	arg_begin(out);
	add_list(out, c, &(struct list){ c->args[at], (unsigned)c->args[at + 1], sizeof(struct kernel_mmsghdr), add_message, &all, true, 0 });
}

/* recvmmsg: prints the descriptor, and keeps the timeout and the sizes of the buffers for the names. */
void p_fd_and_rooms(struct args *out, const struct call *c, int at)
{
	struct kernel_mmsghdr m;
	unsigned count = (unsigned)c->args[at + 2];

	p_int(out, c, at);
	keep_time(out, c, 4);
	out->rooms = 0;
	for (unsigned i = 0; i < count && i < KEPT_ROOMS && peek(c->pid, c->args[at + 1] + i * sizeof(m), &m, sizeof(m)) == sizeof(m); i++)
		out->room[out->rooms++] = (int)m.header.namelen;
}

void p_messages_out(struct args *out, const struct call *c, int at)
{
	struct messages all = { .known = c->failed ? 0 : (unsigned)c->result, .received = true, .rooms = out->room };

	arg_begin(out);
	add_list(out, c,
		 &(struct list){ c->args[at], c->failed ? 1 : (unsigned)c->result, sizeof(struct kernel_mmsghdr), add_message, &all, false, out->rooms + 1 });
}

void r_recvmmsg(struct args *out, const struct call *c, int at)
{
	struct timespec left;

	(void)at;
	arg_add(out, "%ld", (long)c->result);
	if (c->result == 0) {
		arg_add(out, " (Timeout)");
		return;
	}
	if (!c->args[4])
		return;
	arg_add(out, " (left ");
	if (peek(c->pid, c->args[4], &left, sizeof(left)) == sizeof(left))
		add_timespec(out, &left, false);
	else
		add_pointer(out, c->args[4]);
	arg_add(out, ")");
}
