/* What calls expect to find in memory: rubbish of several kinds, and the structures that programs pass. */
#define _GNU_SOURCE
#include "everyCall.h"

#include <linux/netlink.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>

void zeroes(struct chance *c, unsigned char *into, size_t len)
{
	(void)c;
	memset(into, 0, len);
}

void ones(struct chance *c, unsigned char *into, size_t len)
{
	(void)c;
	memset(into, 0xff, len);
}

static uint32_t small_word(struct chance *c)
{
	switch (draw(c, 6)) {
	case 0:
		return 0;
	case 1:
		return 1u << draw(c, 32);
	case 2:
		return (uint32_t)draw(c, 0);
	case 3:
		return -(uint32_t)draw(c, 3);
	case 4:
		return (uint32_t)draw(c, 300);
	}
	return (uint32_t)draw(c, 24);
}

/* Numbers: mostly small, some a single bit, some anything; and now and then a pointer. */
void words(struct chance *c, unsigned char *into, size_t len)
{
	for (size_t at = 0; at + 8 <= len; at += 8) {
		uint64_t word;

		switch (draw(c, 5)) {
		case 0:
			word = small_word(c);
			break;
		case 1:
			word = draw(c, 3) ? 0 : ARENA + draw(c, ARENA_BYTES);
			break;
		default:
			word = small_word(c) | (uint64_t)small_word(c) << 32;
		}
		memcpy(into + at, &word, 8);
	}
}

/* Single bits and pairs of them in each 32-bit word. */
void flagged(struct chance *c, unsigned char *into, size_t len)
{
	for (size_t at = 0; at + 4 <= len; at += 4) {
		uint32_t word = draw(c, 3) ? 1u << draw(c, 32) | (draw(c, 2) ? 1u << draw(c, 32) : 0) : (uint32_t)draw(c, 12);

		memcpy(into + at, &word, 4);
	}
}

void text(struct chance *c, unsigned char *into, size_t len)
{
	static const char odd[] = "\"\\\n\t\r\v\f\a\b\1\17\177\200\377 0189azAZ/.-";
	size_t end = draw(c, 3) ? draw(c, 40) : draw(c, 200);

	for (size_t at = 0; at < end && at + 1 < len; at++)
		into[at] = draw(c, 3) ? (unsigned char)('a' + draw(c, 26)) : (unsigned char)odd[draw(c, sizeof(odd))];
}

void address(struct chance *c, unsigned char *into, size_t len)
{
	static const sa_family_t families[] = { AF_UNIX,      AF_INET,  AF_INET6, AF_NETLINK, AF_UNSPEC, AF_PACKET,
						AF_BLUETOOTH, AF_VSOCK, AF_IPX,   AF_AX25,    AF_X25,    AF_APPLETALK };
	sa_family_t family = families[draw(c, draw(c, 2) ? 4 : sizeof(families) / sizeof(*families))];

	words(c, into, len);
	memcpy(into, &family, sizeof(family));
	if (family == AF_UNIX && draw(c, 2))
		text(c, into + 2, len - 2);
	if (family == AF_UNIX && draw(c, 3) == 0)
		into[2] = '\0';
}

static uint64_t something(struct chance *c)
{
	switch (draw(c, 8)) {
	case 0:
		return 0;
	case 1:
		return ARENA_END;
	case 2:
		return place_cut(c, text, 1 + draw(c, 20));
	}
	return place(c, draw(c, 4) ? text : words);
}

void vectors(struct chance *c, unsigned char *into, size_t len)
{
	struct iovec *all = (struct iovec *)into;

	for (size_t i = 0; i < 4 && (i + 1) * sizeof(*all) <= len; i++)
		all[i] = (struct iovec){ (void *)something(c), draw(c, 5) ? draw(c, 40) : draw(c, 0) };
}

void control(struct chance *c, unsigned char *into, size_t len)
{
	static const int levels[] = { SOL_SOCKET, IPPROTO_IP, IPPROTO_IPV6, SOL_NETLINK, IPPROTO_TCP };

	words(c, into, len);
	for (size_t at = 0; at + sizeof(struct cmsghdr) + 32 <= len;) {
		struct cmsghdr *h = (struct cmsghdr *)(into + at);

		h->cmsg_len = draw(c, 8) ? sizeof(*h) + draw(c, 28) : draw(c, 20);
		h->cmsg_level = draw(c, 3) ? SOL_SOCKET : levels[draw(c, 5)];
		h->cmsg_type = (int)(draw(c, 2) ? 1 + draw(c, 3) : draw(c, 70));
		at += CMSG_ALIGN(h->cmsg_len > sizeof(*h) ? h->cmsg_len : sizeof(*h));
	}
}

void header(struct chance *c, unsigned char *into, size_t len)
{
	struct msghdr *h = (struct msghdr *)into;

	if (len < sizeof(*h))
		return;
	h->msg_name = draw(c, 4) ? (void *)place(c, address) : NULL;
	h->msg_namelen = (socklen_t)(draw(c, 4) ? 16 + draw(c, 2) * 12 : draw(c, 300));
	h->msg_iov = draw(c, 6) ? (void *)place(c, vectors) : (void *)something(c);
	h->msg_iovlen = draw(c, 6) ? draw(c, 5) : draw(c, 0);
	h->msg_control = draw(c, 2) ? (void *)place(c, control) : NULL;
	h->msg_controllen = draw(c, 2) ? draw(c, 120) : 0;
	h->msg_flags = draw(c, 2) ? (int)small_word(c) : 0;
}

void headers(struct chance *c, unsigned char *into, size_t len)
{
	for (size_t at = 0; at + 64 <= len; at += 64) {
		header(c, into + at, 64);
		into[at + 56] = (unsigned char)draw(c, 40);
	}
}

void pointers(struct chance *c, unsigned char *into, size_t len)
{
	uint64_t count = draw(c, 6);

	for (size_t i = 0; i < count && 8 * i + 8 < len; i++)
		((uint64_t *)into)[i] = draw(c, 8) ? something(c) : 0;
}

/* Pairs of seconds and fractions. */
void seconds(struct chance *c, unsigned char *into, size_t len)
{
	static const int64_t odd[] = { 0, 1, -1, 999999, 1000000, 999999999, 1000000000, 0x3fffffff, 0x3ffffffe, 1700000000, INT64_MAX, INT64_MIN };

	for (size_t at = 0; at + 8 <= len; at += 8) {
		int64_t n = draw(c, 3) ? odd[draw(c, sizeof(odd) / sizeof(*odd))] : (int64_t)draw(c, 2000000000);

		memcpy(into + at, &n, 8);
	}
}

void netlink_message(struct chance *c, unsigned char *into, size_t len)
{
	struct nlmsghdr *h = (struct nlmsghdr *)into;

	words(c, into, len);
	h->nlmsg_len = (uint32_t)(draw(c, 3) ? 16 + 4 * draw(c, 10) : draw(c, 60));
	h->nlmsg_type = (uint16_t)(draw(c, 2) ? draw(c, 120) : draw(c, 2) ? draw(c, 5) : small_word(c));
	h->nlmsg_flags = (uint16_t)(draw(c, 2) ? small_word(c) : 1);
	h->nlmsg_seq = (uint32_t)draw(c, 100);
	h->nlmsg_pid = 0;
}

void polled(struct chance *c, unsigned char *into, size_t len)
{
	struct pollfd *all = (struct pollfd *)into;

	for (size_t i = 0; i < 6 && (i + 1) * sizeof(*all) <= len; i++)
		all[i] = (struct pollfd){ (int)draw(c, 6) - 1, (short)small_word(c), (short)(draw(c, 2) ? small_word(c) : 0) };
}

/* What is sent and received: text, or netlink messages. */
static void messages(struct chance *c, unsigned char *into, size_t len)
{
	size_t at = 0;

	if (draw(c, 2)) {
		text(c, into, len);
		return;
	}
	while (at + 64 < len && draw(c, 4)) {
		netlink_message(c, into + at, len - at);
		at += (((struct nlmsghdr *)(into + at))->nlmsg_len + 3) / 4 * 4 % 64 + 16;
	}
}

static const struct {
	const char *printer;
	writer *shape;
} shapes[] = {
	{ "p_address", address }, { "p_iov", vectors },    { "p_message_", header }, { "p_messages", headers },  { "p_argv", pointers },
	{ "p_envp", pointers },   { "p_time", seconds },   { "p_itimer", seconds },  { "p_file_time", seconds }, { "p_utimbuf", seconds },
	{ "p_poll_fds", polled }, { "p_pages", pointers }, { "p_write", text },      { "p_read", text },         { "p_received", messages },
	{ "p_path_out", text },   { "p_xattr", text },     { "p_host_name", text },  { "p_select_mask", words }, { "p_select_fds", flagged },
	{ "p_sent", messages },
};

writer *shape_of(const char *printer)
{
	for (size_t i = 0; i < sizeof(shapes) / sizeof(*shapes); i++)
		if (strncmp(printer, shapes[i].printer, strlen(shapes[i].printer)) == 0)
			return shapes[i].shape;
	return words;
}
