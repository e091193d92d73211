/* Sockets: families, kinds, addresses, options. */
#include "decode/socket.h"

#include "decode/address.h"
#include "decode/family.h"
#include "decode/blocks.h"
#include "decode/plain.h"

#include <sys/socket.h>

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
			add_flags(out, value & ~0xfu, type_flags, "0", "SOCK_???");
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

void p_address_in(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_address(out, c, c->args[at], (int)c->args[at + 1]);
}

/* The kernel overwrites the buffer size with the length of the address, so the size is kept at entry. */
void keep_room(struct args *out, const struct call *c, int at)
{
	int room;

	if (c->args[at] && peek(c->pid, c->args[at], &room, sizeof(room)) == sizeof(room))
		out->kept = room;
}

bool no_address_out(const struct call *c)
{
	return !c->args[1] || !all_readable(c, c->args[2], sizeof(int));
}

void p_fd_and_room(struct args *out, const struct call *c, int at)
{
	p_int(out, c, at);
	if (c->args[1])
		keep_room(out, c, 2);
}

/* recvfrom: the address and its length come last. Without an address there is no room for it. */
void p_fd_and_sender_room(struct args *out, const struct call *c, int at)
{
	p_int(out, c, at);
	out->kept = 0;
	if (c->args[4])
		keep_room(out, c, 5);
}

/* The buffer size, and the length that the kernel made of it. */
void print_room(struct args *out, const struct call *c, int length)
{
	arg_begin(out);
	if (c->failed || length == (int)out->kept)
		arg_add(out, "[%d]", (int)out->kept);
	else
		arg_add(out, "[%d => %d]", (int)out->kept, length);
}

/* What a sender needs not give: both are addresses then. */
static void print_no_room(struct args *out, const struct call *c, int at)
{
	p_pointer(out, c, at);
	p_pointer(out, c, at + 1);
}

/* An address that the kernel returned, and its length. */
void p_address_out(struct args *out, const struct call *c, int at)
{
	int length;
	bool known = peek(c->pid, c->args[at + 1], &length, sizeof(length)) == sizeof(length);

	if (out->kept == NOTHING_KEPT) {
		print_no_room(out, c, at);
		return;
	}
	arg_begin(out);
	if (c->failed || !known) {
		add_pointer(out, c->args[at]);
		print_room(out, c, (int)out->kept);
		return;
	}
	add_address(out, c, c->args[at], length < (int)out->kept ? length : (int)out->kept);
	print_room(out, c, length);
}

void p_sender_out(struct args *out, const struct call *c, int at)
{
	int length;

	if (!c->args[at] || !c->args[at + 1] || peek(c->pid, c->args[at + 1], &length, sizeof(length)) != sizeof(length))
		print_no_room(out, c, at);
	else
		p_address_out(out, c, at);
}
