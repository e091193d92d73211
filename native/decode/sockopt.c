/* getsockopt(2), setsockopt(2): the value of an option. */
#include "decode/sockopt.h"

#include "decode/family.h"
#include "decode/blocks.h"
#include "decode/ids.h"
#include "decode/names.h"
#include "decode/plain.h"
#include "decode/socket.h"
#include "decode/sockopt_names.h"
#include "decode/strings.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#define SOL_NETLINK_LEVEL 270
#define LIST_MEMBERSHIPS 9
#define TXREHASH 74

const char *socket_level_name(unsigned level)
{
	return socket_level(level) ? socket_level(level)->name : NULL;
}

static const char *option_name(const struct socket_level *level, unsigned name, bool reading)
{
	const struct flag *const own = reading ? level->read : level->set;
	const char *known = level->both ? choice(name, level->both) : NULL;

	return known || !own ? known : choice(name, own);
}

/* The level and the name of an option. */
static void print_option(struct args *out, const struct call *c, int at, bool reading)
{
	const struct socket_level *level = socket_level((unsigned)c->args[at]);
	unsigned name = (unsigned)c->args[at + 1];

	arg_begin(out);
	if (level)
		arg_add(out, "%s", level->name);
	else
		arg_add(out, "%#x /* SOL_?? */", (unsigned)c->args[at]);
	arg_begin(out);
	if (!level || !level->what)
		arg_add(out, "%u", name);
	else if (option_name(level, name, reading))
		arg_add(out, "%s", option_name(level, name, reading));
	else
		arg_add(out, name ? "%#x /* %s */" : "%x /* %s */", name, level->what);
}

void p_option_to_set(struct args *out, const struct call *c, int at)
{
	print_option(out, c, at, false);
}

void p_option_to_read(struct args *out, const struct call *c, int at)
{
	print_option(out, c, at, true);
}

static bool is_option(const struct call *c, unsigned level, unsigned name)
{
	return (unsigned)c->args[1] == level && (unsigned)c->args[2] == name;
}

/* Options of SOL_SOCKET whose value is an integer, however long. */
static bool is_number(const struct call *c)
{
	static const unsigned char numbers[] = {
		1,  2,  5,  6,  7,  8,  9,  10, 11, 12, 14, 15, 16, 18, 19, 27, 29, 30, 32, 33, 34, 35,
		36, 37, 40, 41, 42, 43, 44, 45, 46, 49, 53, 56, 60, 63, 64, 65, 68, 69, 70, 73, 75,
	};

	return (unsigned)c->args[1] == SOL_SOCKET && (unsigned)c->args[2] <= 255 && memchr(numbers, (int)(unsigned)c->args[2], sizeof(numbers));
}

/* "[7]", or the address. */
static void add_number_at(struct args *out, const struct call *c, uint64_t address)
{
	int value;

	if (part_read(out, c, address, &value, sizeof(value)))
		arg_add(out, "[%d]", value);
}

static void add_rehash(struct args *out, const struct call *c, uint64_t address)
{
	static const struct flag values[] = {
		{ (unsigned)-1, "SOCK_TXREHASH_DEFAULT" }, { 0, "SOCK_TXREHASH_DISABLED" }, { 1, "SOCK_TXREHASH_ENABLED" }, { 0, NULL }
	};
	int value;

	if (!part_read(out, c, address, &value, sizeof(value)))
		return;
	if (choice((unsigned)value, values))
		arg_add(out, "[%s]", choice((unsigned)value, values));
	else
		arg_add(out, "[%d /* SOCK_TXREHASH_??? */]", value);
}

static void add_by_default(struct args *out, const struct call *c, uint64_t address, int len)
{
	if (len == sizeof(int))
		add_number_at(out, c, address);
	else
		add_buffer(out, c, address, (uint64_t)(int64_t)len);
}

/* ---- setting ---- */

static void add_linger(struct args *out, const struct call *c, uint64_t address)
{
	int words[2];

	if (part_read(out, c, address, words, sizeof(words)))
		arg_add(out, "{l_onoff=%d, l_linger=%d}", words[0], words[1]);
}

static void add_membership(struct args *out, const struct call *c, uint64_t address)
{
	struct ip_mreq m;
	char group[INET_ADDRSTRLEN], interface[INET_ADDRSTRLEN];

	if (part_read(out, c, address, &m, sizeof(m)))
		arg_add(out, "{imr_multiaddr=inet_addr(\"%s\"), imr_interface=inet_addr(\"%s\")}", inet_ntop(AF_INET, &m.imr_multiaddr, group, sizeof(group)),
			inet_ntop(AF_INET, &m.imr_interface, interface, sizeof(interface)));
}

static void add_membership6(struct args *out, const struct call *c, uint64_t address)
{
	struct ipv6_mreq m;
	char group[INET6_ADDRSTRLEN];

	if (!part_read(out, c, address, &m, sizeof(m)))
		return;
	arg_add(out, "{inet_pton(AF_INET6, \"%s\", &ipv6mr_multiaddr), ipv6mr_interface=", inet_ntop(AF_INET6, &m.ipv6mr_multiaddr, group, sizeof(group)));
	add_interface(out, m.ipv6mr_interface);
	arg_add(out, "}");
}

typedef void valued(struct args *out, const struct call *c, uint64_t address);

/* An option whose value is a structure. */
struct structured {
	unsigned level, first, last;
	int size;
	valued *add;
};
static const struct structured settable[] = {
	{ SOL_SOCKET, SO_LINGER, SO_LINGER, 8, add_linger },
	{ SOL_SOCKET, TXREHASH, TXREHASH, 4, add_rehash },
	{ IPPROTO_IP, IP_ADD_MEMBERSHIP, IP_DROP_MEMBERSHIP, sizeof(struct ip_mreq), add_membership },
	{ IPPROTO_IPV6, IPV6_ADD_MEMBERSHIP, IPV6_DROP_MEMBERSHIP, sizeof(struct ipv6_mreq), add_membership6 },
	{ IPPROTO_IPV6, IPV6_JOIN_ANYCAST, IPV6_LEAVE_ANYCAST, sizeof(struct ipv6_mreq), add_membership6 },
};

void p_option_in(struct args *out, const struct call *c, int at)
{
	uint64_t address = c->args[at];
	int len = (int)c->args[at + 1];

	arg_begin(out);
	for (size_t i = 0; address && i < sizeof(settable) / sizeof(*settable); i++) {
		const struct structured *s = &settable[i];

		if ((unsigned)c->args[1] != s->level || (unsigned)c->args[2] < s->first || (unsigned)c->args[2] > s->last)
			continue;
		if (len < s->size)
			add_pointer(out, address);
		else
			s->add(out, c, address);
		return;
	}
	if (address && (is_number(c) || (unsigned)c->args[1] == SOL_NETLINK_LEVEL)) {
		if (len < (int)sizeof(int))
			add_pointer(out, address);
		else
			add_number_at(out, c, address);
		return;
	}
	add_by_default(out, c, address, len);
}

/* ---- reading ---- */

/* A structure of numbers of which only `len` bytes are there. A part of a number is not shown as one. */
static void add_partly(struct args *out, const struct call *c, uint64_t address, unsigned len, const char *const names[], unsigned count, unsigned ids)
{
	int words[3] = { 0 };

	if (len > count * sizeof(*words))
		len = count * sizeof(*words);
	if (!part_read(out, c, address, words, len))
		return;
	for (unsigned i = 0; i < count && i * sizeof(*words) < len; i++) {
		unsigned there = len - i * (unsigned)sizeof(*words);

		arg_add(out, "%s%s=", i ? ", " : "{", names[i]);
		if (there < sizeof(*words))
			add_hex_bytes(out, (const unsigned char *)&words[i], there, false);
		else if (i >= ids)
			add_id(out, (unsigned)words[i]);
		else
			arg_add(out, "%d", words[i]);
	}
	arg_add(out, "}");
}

static void add_error_at(struct args *out, const struct call *c, uint64_t address)
{
	int value;

	if (!part_read(out, c, address, &value, sizeof(value)))
		return;
	if (value > 0 && errno_name(value))
		arg_add(out, "[%s]", errno_name(value));
	else
		arg_add(out, "[%d]", value);
}

static void add_member(struct args *out, const struct call *c, const void *item, void *state)
{
	(void)c, (void)state;
	arg_add(out, "%u", *(const unsigned *)item);
}

/* `room`: the size of the buffer; `len`: how much the kernel says it has filled. */
static void add_option_value(struct args *out, const struct call *c, uint64_t address, int room, int len)
{
	static const char *const linger[] = { "l_onoff", "l_linger" }, *const credentials[] = { "pid", "uid", "gid" };
	valued *number = is_option(c, SOL_SOCKET, SO_ERROR)   ? add_error_at
			 : is_option(c, SOL_SOCKET, TXREHASH) ? add_rehash
			 : is_number(c)                       ? add_number_at
							      : NULL;

	if (room <= 0 || len <= 0)
		add_pointer(out, address);
	else if (address && is_option(c, SOL_SOCKET, SO_LINGER))
		add_partly(out, c, address, (unsigned)len, linger, 2, 2);
	else if (address && is_option(c, SOL_SOCKET, SO_PEERCRED))
		add_partly(out, c, address, (unsigned)len, credentials, 3, 1);
	else if (address && number && len < (int)sizeof(int))
		add_hex_buffer(out, c, address, (uint64_t)len);
	else if (address && number)
		number(out, c, address);
	else if (address && is_option(c, SOL_NETLINK_LEVEL, LIST_MEMBERSHIPS))
		add_array(out, c, address, (unsigned)(room < len ? room : len) / sizeof(unsigned), sizeof(unsigned), add_member);
	else if (address && (unsigned)c->args[1] == SOL_NETLINK_LEVEL)
		add_number_at(out, c, address);
	else
		add_by_default(out, c, address, len);
}

bool no_option_out(const struct call *c)
{
	return !all_readable(c, c->args[4], sizeof(int));
}

/* getsockopt: prints the descriptor and keeps the size of the buffer for the exit. */
void p_fd_and_option_room(struct args *out, const struct call *c, int at)
{
	p_int(out, c, at);
	keep_room(out, c, 4);
}

/* The value and its length; the size of the buffer was kept at entry. */
void p_option_out(struct args *out, const struct call *c, int at)
{
	int room = (int)out->kept, length = room;

	arg_begin(out);
	if (out->kept == NOTHING_KEPT) {
		add_pointer(out, c->args[at]);
		p_pointer(out, c, at + 1);
		return;
	}
	if (c->failed || peek(c->pid, c->args[at + 1], &length, sizeof(length)) != sizeof(length))
		add_pointer(out, c->args[at]);
	else
		add_option_value(out, c, c->args[at], room, length);
	print_room(out, c, length);
}
