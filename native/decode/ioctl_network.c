/* Arguments of ioctl(2) on network interfaces: struct ifreq. */
#include "decode/ioctl_network.h"

#include "decode/address.h"
#include "decode/family.h"
#include "decode/packet_names.h"
#include "decode/strings.h"

#include <linux/sockios.h>
#include <string.h>
#include <sys/socket.h>

#define NAME_BYTES 16

struct interface {
	char name[NAME_BYTES];
	union {
		struct sockaddr address;
		int number;
		short flags;
		char name[NAME_BYTES];
		struct {
			unsigned long start, end;
			unsigned short base;
			unsigned char irq, dma, port;
		} map;
	} value;
};

/* How many bytes a hardware address has, by its kind; those not listed have all. */
static size_t hardware_bytes(unsigned kind)
{
	/* clang-format off */
	static const struct {
		unsigned kind, bytes;
	} sizes[] = {
		{ 0, 7 }, { 1, 6 }, { 3, 7 }, { 6, 6 }, { 7, 1 }, { 15, 2 }, { 27, 8 }, { 270, 5 }, { 271, 5 }, { 290, 1 }, { 768, 4 }, { 772, 6 }, { 773, 1 }, { 774, 6 }, { 776, 4 }, { 777, 4 },
		{ 778, 4 }, { 779, 4 }, { 780, 6 }, { 783, 4 }, { 801, 6 }, { 802, 6 }, { 803, 6 }, { 804, 8 }, { 805, 8 }, { 820, 1 }, { 821, 1 }, { 822, 1 }, { 825, 8 }, { 826, 8 },
	};
	/* clang-format on */

	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++)
		if (sizes[i].kind == kind)
			return sizes[i].bytes;
	return sizeof(((struct sockaddr *)NULL)->sa_data);
}

static void add_hardware(struct args *out, const struct sockaddr *address)
{
	size_t len = hardware_bytes(address->sa_family);

	arg_add(out, "ifr_hwaddr={sa_family=");
	add_choice(out, address->sa_family, hardware_types, "ARPHRD_???");
	arg_add(out, ", sa_data=");
	for (size_t i = 0; i < len; i++)
		arg_add(out, i ? ":%02x" : "%02x", (unsigned char)address->sa_data[i]);
	arg_add(out, "}");
}

static void add_interface_flags(struct args *out, unsigned short flags)
{
	/* clang-format off */
	static const struct flag names[] = {
		{ 1, "IFF_UP" }, { 2, "IFF_BROADCAST" }, { 4, "IFF_DEBUG" }, { 8, "IFF_LOOPBACK" }, { 0x10, "IFF_POINTOPOINT" }, { 0x20, "IFF_NOTRAILERS" },
		{ 0x40, "IFF_RUNNING" }, { 0x80, "IFF_NOARP" }, { 0x100, "IFF_PROMISC" }, { 0x200, "IFF_ALLMULTI" }, { 0x400, "IFF_MASTER" },
		{ 0x800, "IFF_SLAVE" }, { 0x1000, "IFF_MULTICAST" }, { 0x2000, "IFF_PORTSEL" }, { 0x4000, "IFF_AUTOMEDIA" }, { 0x8000, "IFF_DYNAMIC" },
		{ 0, NULL },
	};
	/* clang-format on */

	arg_add(out, "ifr_flags=");
	add_flags(out, flags, names, "0", "IFF_???");
}

static void add_map(struct args *out, const struct interface *i)
{
	arg_add(out, i->value.map.start ? "ifr_map={mem_start=%#lx" : "ifr_map={mem_start=%lx", i->value.map.start);
	arg_add(out, i->value.map.end ? ", mem_end=%#lx" : ", mem_end=%lx", i->value.map.end);
	arg_add(out, i->value.map.base ? ", base_addr=%#x" : ", base_addr=%x", i->value.map.base);
	arg_add(out, i->value.map.irq ? ", irq=%#x" : ", irq=%x", i->value.map.irq);
	arg_add(out, i->value.map.dma ? ", dma=%#x" : ", dma=%x", i->value.map.dma);
	arg_add(out, i->value.map.port ? ", port=%#x}" : ", port=%x}", i->value.map.port);
}

/* Commands that ask for or set the same field. */
static void add_value(struct args *out, unsigned command, const struct interface *i)
{
	static const struct {
		unsigned get, set;
		const char *field;
	} addresses[] = {
		{ SIOCGIFADDR, SIOCSIFADDR, "ifr_addr" },          { SIOCGIFDSTADDR, SIOCSIFDSTADDR, "ifr_dstaddr" },
		{ SIOCGIFBRDADDR, SIOCSIFBRDADDR, "ifr_broadaddr" }, { SIOCGIFNETMASK, SIOCSIFNETMASK, "ifr_netmask" },
	}, numbers[] = {
		{ SIOCGIFINDEX, SIOCGIFINDEX, "ifr_ifindex" }, { SIOCGIFMETRIC, SIOCSIFMETRIC, "ifr_metric" }, { SIOCGIFMTU, SIOCSIFMTU, "ifr_mtu" },
		{ SIOCGIFTXQLEN, SIOCSIFTXQLEN, "ifr_qlen" },
	}, names[] = { { SIOCGIFSLAVE, SIOCSIFSLAVE, "ifr_slave" }, { SIOCSIFNAME, SIOCSIFNAME, "ifr_newname" } };

	for (size_t n = 0; n < sizeof(addresses) / sizeof(*addresses); n++)
		if (command == addresses[n].get || command == addresses[n].set) {
			arg_add(out, "%s=", addresses[n].field);
			add_known_address(out, &i->value.address, sizeof(i->value.address));
			return;
		}
	for (size_t n = 0; n < sizeof(numbers) / sizeof(*numbers); n++)
		if (command == numbers[n].get || command == numbers[n].set) {
			arg_add(out, "%s=%d", numbers[n].field, i->value.number);
			return;
		}
	for (size_t n = 0; n < sizeof(names) / sizeof(*names); n++)
		if (command == names[n].get || command == names[n].set) {
			arg_add(out, "%s=", names[n].field);
			add_field_text(out, (const unsigned char *)i->value.name, sizeof(i->value.name));
			return;
		}
	if (command == SIOCGIFNAME) {
		arg_add(out, "ifr_name=");
		add_field_text(out, (const unsigned char *)i->name, sizeof(i->name));
	} else if (command == SIOCGIFFLAGS || command == SIOCSIFFLAGS) {
		add_interface_flags(out, (unsigned short)i->value.flags);
	} else if (command == SIOCGIFMAP || command == SIOCSIFMAP) {
		add_map(out, i);
	} else {
		add_hardware(out, &i->value.address);
	}
}

static void add_name(struct args *out, const struct interface *i)
{
	arg_add(out, "{ifr_name=");
	add_field_text(out, (const unsigned char *)i->name, sizeof(i->name));
}

void p_interface(struct args *out, const struct call *c, int at)
{
	struct interface i;

	if (!arg_read(out, c, at, &i, sizeof(i)))
		return;
	add_name(out, &i);
	arg_add(out, ", ");
	add_value(out, (unsigned)c->args[1], &i);
	arg_add(out, "}");
}

bool no_interface(const struct call *c)
{
	return !all_readable(c, c->args[2], sizeof(struct interface));
}

/* Which interface is meant: by its name, or by its number if the name is asked for. */
void p_interface_asked(struct args *out, const struct call *c, int at)
{
	struct interface i;

	if (!arg_read(out, c, at, &i, sizeof(i)))
		return;
	if ((unsigned)c->args[1] == SIOCGIFNAME)
		arg_add(out, "{ifr_ifindex=%d", i.value.number);
	else
		add_name(out, &i);
}

void p_interface_told(struct args *out, const struct call *c, int at)
{
	struct interface i;

	if (!c->failed && peek(c->pid, c->args[at], &i, sizeof(i)) == sizeof(i)) {
		arg_add(out, ", ");
		add_value(out, (unsigned)c->args[1], &i);
	}
	arg_add(out, "}");
}

void p_bridge(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_short_string(out, c->pid, c->args[at], NAME_BYTES);
}

void p_bridge_port(struct args *out, const struct call *c, int at)
{
	struct interface i;

	if (!arg_read(out, c, at, &i, sizeof(i)))
		return;
	arg_add(out, "{ifr_ifindex=");
	add_interface(out, (unsigned)i.value.number);
	arg_add(out, "}");
}
