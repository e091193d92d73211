/* ioctl(2): terminals, descriptors, network interfaces by name. */
#include "decode/ioctl.h"

#include "decode/blocks.h"

#include <asm/termbits.h>
#include <linux/ioctl.h>
#include <string.h>

/* What the argument after the command is. */
enum form { NONE, RAW, NUMBER, INT_IN, INT_OUT, TEXT_IN, FLUSH, FLOW, TERMIOS_IN, TERMIOS_OUT, WINSIZE_IN, WINSIZE_OUT, FLAGS_OUT };

struct command {
	unsigned number;
	const char *name;
	enum form form;
};

/* clang-format off */
static const struct command commands[] = {
	{ 0x1, "FIBMAP", RAW }, { 0x2, "FIGETBSZ", RAW }, { 0x5401, "TCGETS", TERMIOS_OUT }, { 0x5402, "SNDCTL_TMR_START or TCSETS", TERMIOS_IN },
	{ 0x5403, "SNDCTL_TMR_STOP or TCSETSW", TERMIOS_IN }, { 0x5404, "SNDCTL_TMR_CONTINUE or TCSETSF", TERMIOS_IN }, { 0x5405, "TCGETA", RAW },
	{ 0x5406, "TCSETA", RAW }, { 0x5407, "TCSETAW", RAW }, { 0x5408, "TCSETAF", RAW }, { 0x5409, "TCSBRK", NUMBER }, { 0x540a, "TCXONC", FLOW },
	{ 0x540b, "TCFLSH", FLUSH }, { 0x540c, "TIOCEXCL", NONE }, { 0x540d, "TIOCNXCL", NONE }, { 0x540e, "TIOCSCTTY", NUMBER },
	{ 0x540f, "TIOCGPGRP", INT_OUT }, { 0x5410, "TIOCSPGRP", INT_IN }, { 0x5411, "TIOCOUTQ", INT_OUT }, { 0x5412, "TIOCSTI", TEXT_IN },
	{ 0x5413, "TIOCGWINSZ", WINSIZE_OUT }, { 0x5414, "TIOCSWINSZ", WINSIZE_IN }, { 0x5415, "TIOCMGET", INT_OUT }, { 0x5416, "TIOCMBIS", INT_IN },
	{ 0x5417, "TIOCMBIC", RAW }, { 0x5418, "TIOCMSET", RAW }, { 0x5419, "TIOCGSOFTCAR", RAW }, { 0x541a, "TIOCSSOFTCAR", RAW },
	{ 0x541b, "FIONREAD", INT_OUT }, { 0x541c, "TIOCLINUX", RAW }, { 0x541d, "TIOCCONS", NONE }, { 0x541e, "TIOCGSERIAL", RAW },
	{ 0x541f, "TIOCSSERIAL", NONE }, { 0x5420, "TIOCPKT", INT_IN }, { 0x5421, "FIONBIO", INT_IN }, { 0x5422, "TIOCNOTTY", NONE },
	{ 0x5423, "TIOCSETD", INT_IN }, { 0x5424, "TIOCGETD", INT_OUT }, { 0x5425, "TCSBRKP", NUMBER }, { 0x5427, "TIOCSBRK", NONE },
	{ 0x5428, "TIOCCBRK", NONE }, { 0x5429, "TIOCGSID", INT_OUT }, { 0x542e, "TIOCGRS485", RAW }, { 0x542f, "TIOCSRS485", RAW },
	{ 0x5432, "TCGETX", RAW }, { 0x5433, "TCSETX", RAW }, { 0x5434, "TCSETXF", RAW }, { 0x5435, "TCSETXW", RAW }, { 0x5437, "TIOCVHANGUP", NONE },
	{ 0x5441, "TIOCGPTPEER", RAW }, { 0x5450, "FIONCLEX", NONE }, { 0x5451, "FIOCLEX", NONE }, { 0x5452, "FIOASYNC", INT_IN },
	{ 0x5453, "TIOCSERCONFIG", RAW }, { 0x5454, "TIOCSERGWILD", RAW }, { 0x5455, "TIOCSERSWILD", RAW }, { 0x5456, "TIOCGLCKTRMIOS", RAW },
	{ 0x5457, "TIOCSLCKTRMIOS", RAW }, { 0x5458, "TIOCSERGSTRUCT", RAW }, { 0x5459, "TIOCSERGETLSR", RAW }, { 0x545a, "TIOCSERGETMULTI", RAW },
	{ 0x545b, "TIOCSERSETMULTI", RAW }, { 0x545c, "TIOCMIWAIT", RAW }, { 0x545d, "TIOCGICOUNT", RAW }, { 0x5460, "FIOQSIZE", RAW },
	{ 0x8901, "FIOSETOWN", RAW }, { 0x8902, "SIOCSPGRP", RAW }, { 0x8903, "FIOGETOWN", RAW }, { 0x8904, "SIOCGPGRP", RAW },
	{ 0x8905, "SIOCATMARK", RAW }, { 0x8906, "SIOCGSTAMP_OLD", RAW }, { 0x8907, "SIOCGSTAMPNS_OLD", RAW }, { 0x890b, "SIOCADDRT", RAW },
	{ 0x890c, "SIOCDELRT", RAW }, { 0x890d, "SIOCRTMSG", RAW }, { 0x8910, "SIOCGIFNAME", RAW }, { 0x8911, "SIOCSIFLINK", RAW },
	{ 0x8912, "SIOCGIFCONF", RAW }, { 0x8913, "SIOCGIFFLAGS", RAW }, { 0x8914, "SIOCSIFFLAGS", RAW }, { 0x8915, "SIOCGIFADDR", RAW },
	{ 0x8916, "SIOCSIFADDR", RAW }, { 0x8917, "SIOCGIFDSTADDR", RAW }, { 0x8918, "SIOCSIFDSTADDR", RAW }, { 0x8919, "SIOCGIFBRDADDR", RAW },
	{ 0x891a, "SIOCSIFBRDADDR", RAW }, { 0x891b, "SIOCGIFNETMASK", RAW }, { 0x891c, "SIOCSIFNETMASK", RAW }, { 0x891d, "SIOCGIFMETRIC", RAW },
	{ 0x891e, "SIOCSIFMETRIC", RAW }, { 0x891f, "SIOCGIFMEM", RAW }, { 0x8920, "SIOCSIFMEM", RAW }, { 0x8921, "SIOCGIFMTU", RAW },
	{ 0x8922, "SIOCSIFMTU", RAW }, { 0x8923, "SIOCSIFNAME", RAW }, { 0x8924, "SIOCSIFHWADDR", RAW }, { 0x8925, "SIOCGIFENCAP", RAW },
	{ 0x8926, "SIOCSIFENCAP", RAW }, { 0x8927, "SIOCGIFHWADDR", RAW }, { 0x8929, "SIOCGIFSLAVE", RAW }, { 0x8930, "SIOCSIFSLAVE", RAW },
	{ 0x8931, "SIOCADDMULTI", RAW }, { 0x8932, "SIOCDELMULTI", RAW }, { 0x8933, "SIOCGIFINDEX", RAW }, { 0x8934, "SIOCSIFPFLAGS", RAW },
	{ 0x8935, "SIOCGIFPFLAGS", RAW }, { 0x8936, "SIOCDIFADDR", RAW }, { 0x8937, "SIOCSIFHWBROADCAST", RAW }, { 0x8938, "SIOCGIFCOUNT", RAW },
	{ 0x8940, "SIOCGIFBR", RAW }, { 0x8941, "SIOCSIFBR", RAW }, { 0x8942, "SIOCGIFTXQLEN", RAW }, { 0x8943, "SIOCSIFTXQLEN", RAW },
	{ 0x8946, "SIOCETHTOOL", RAW }, { 0x8947, "SIOCGMIIPHY", RAW }, { 0x8948, "SIOCGMIIREG", RAW }, { 0x8949, "SIOCSMIIREG", RAW },
	{ 0x894a, "SIOCWANDEV", RAW }, { 0x894b, "SIOCOUTQNSD", RAW }, { 0x894c, "SIOCGSKNS", RAW }, { 0x8953, "SIOCDARP", RAW },
	{ 0x8954, "SIOCGARP", RAW }, { 0x8955, "SIOCSARP", RAW }, { 0x8960, "SIOCDRARP", RAW }, { 0x8961, "SIOCGRARP", RAW }, { 0x8962, "SIOCSRARP", RAW },
	{ 0x8970, "SIOCGIFMAP", RAW }, { 0x8971, "SIOCSIFMAP", RAW }, { 0x8980, "SIOCADDDLCI", RAW }, { 0x8981, "SIOCDELDLCI", RAW },
	{ 0x8982, "SIOCGIFVLAN", RAW }, { 0x8983, "SIOCSIFVLAN", RAW }, { 0x80045430, "TIOCGPTN", INT_OUT }, { 0x40045431, "TIOCSPTLCK", INT_IN },
	{ 0x40045436, "TIOCSIG", RAW }, { 0x80045438, "TIOCGPKT", RAW }, { 0x80045439, "TIOCGPTLCK", RAW }, { 0x80045440, "TIOCGEXCL", RAW },
	{ 0x40049409, "BTRFS_IOC_CLONE or FICLONE", NUMBER }, { 0x80046601, "FS_IOC32_GETFLAGS", FLAGS_OUT }, { 0x40046602, "FS_IOC32_SETFLAGS", RAW },
	{ 0x80086601, "FS_IOC_GETFLAGS", RAW }, { 0x40086602, "FS_IOC_SETFLAGS", RAW },
	{ 0, NULL, RAW },
};
/* clang-format on */

static const struct command *command_of(const struct call *c)
{
	const struct command *command = commands;

	while (command->name && command->number != (unsigned)c->args[1])
		command++;
	return command;
}

/* strace knows the commands of some drivers by their type byte, and prints them at entry. */
static bool has_decoder(unsigned number)
{
	static const unsigned char types[] = {
		0x03, 0x12, 0x21, 0x22, 0x24, 0x3d, 0x3e, 0x45, 0x49, 0x4b, 0x4c, 0x4d, 0x4f, 0x52, 0x54, 0x56,
		0x57, 0x58, 0x66, 0x69, 0x6f, 0x70, 0x89, 0x94, 0xa4, 0xaa, 0xab, 0xae, 0xb4, 0xb7, 0xfd, 0,
	};

	return strchr((const char *)types, (int)_IOC_TYPE(number)) && _IOC_TYPE(number);
}

/* At exit: what the kernel fills in, and arguments of unknown commands. */
static bool late(unsigned number, enum form form)
{
	return (form == RAW && !has_decoder(number)) || form == INT_OUT || form == TERMIOS_OUT || form == WINSIZE_OUT || form == FLAGS_OUT;
}

static void add_number(struct args *out, unsigned value)
{
	arg_add(out, value ? "%#x" : "%x", value);
}

/* An unknown command is shown by its parts. */
static void add_parts(struct args *out, unsigned number)
{
	static const char *const directions[] = { "_IOC_NONE", "_IOC_WRITE", "_IOC_READ", "_IOC_READ|_IOC_WRITE" };

	arg_add(out, "_IOC(%s, ", directions[_IOC_DIR(number)]);
	add_number(out, _IOC_TYPE(number));
	arg_add(out, ", ");
	add_number(out, _IOC_NR(number));
	arg_add(out, ", ");
	add_number(out, _IOC_SIZE(number));
	arg_add(out, ")");
}

/* ---- terminals ---- */

static void add_speed(struct args *out, unsigned speed)
{
	static const char *const low[] = {
		"B0", "B50", "B75", "B110", "B134", "B150", "B200", "B300", "B600", "B1200", "B1800", "B2400", "B4800", "B9600", "B19200", "B38400",
	};
	static const char *const high[] = {
		"BOTHER",   "B57600",   "B115200",  "B230400",  "B460800",  "B500000",  "B576000",  "B921600",
		"B1000000", "B1152000", "B1500000", "B2000000", "B2500000", "B3000000", "B3500000", "B4000000",
	};

	arg_add(out, "%s", speed & 0x1000 ? high[speed & 15] : low[speed & 15]);
}

static void add_input_flags(struct args *out, unsigned value)
{
	static const struct flag flags[] = {
		NAMED(IGNBRK), NAMED(BRKINT), NAMED(IGNPAR), NAMED(PARMRK), NAMED(INPCK), NAMED(ISTRIP),  NAMED(INLCR), NAMED(IGNCR),
		NAMED(ICRNL),  NAMED(IUCLC),  NAMED(IXON),   NAMED(IXANY),  NAMED(IXOFF), NAMED(IMAXBEL), NAMED(IUTF8), { 0, NULL },
	};

	add_flags(out, value, flags, "", NULL);
}

static void add_output_flags(struct args *out, unsigned value)
{
	static const char *const tabs[] = { "TAB0", "TAB1", "TAB2", "XTABS" };
	static const struct flag flags[] = {
		NAMED(OPOST), NAMED(OLCUC), NAMED(ONLCR), NAMED(OCRNL), NAMED(ONOCR), NAMED(ONLRET), NAMED(OFILL), NAMED(OFDEL), { 0, NULL },
	};

	arg_add(out, "NL%u|CR%u|%s|BS%u|VT%u|FF%u|", value >> 8 & 1, value >> 9 & 3, tabs[value >> 11 & 3], value >> 13 & 1, value >> 14 & 1, value >> 15 & 1);
	add_flags(out, value & ~0xff00u, flags, "", NULL);
}

static void add_control_flags(struct args *out, unsigned value)
{
	static const struct flag flags[] = {
		NAMED(CSTOPB), NAMED(CREAD), NAMED(PARENB), NAMED(PARODD), NAMED(HUPCL), NAMED(CLOCAL), { 0x40000000, "CMSPAR" }, { 0x80000000, "CRTSCTS" },
		{ 0, NULL },
	};
	unsigned input = value >> 16 & 0x100f;

	add_speed(out, value & 0x100f);
	if (input) {
		arg_add(out, "|");
		add_speed(out, input);
		arg_add(out, "<<IBSHIFT");
	}
	arg_add(out, "|CS%u|", 5 + (value >> 4 & 3));
	add_flags(out, value & ~0x100f103fu, flags, "", NULL);
}

static void add_local_flags(struct args *out, unsigned value)
{
	static const struct flag flags[] = {
		NAMED(ISIG),    NAMED(ICANON),  NAMED(XCASE),  NAMED(ECHO),   NAMED(ECHOE),  NAMED(ECHOK),  NAMED(ECHONL),  NAMED(NOFLSH), NAMED(IEXTEN),
		NAMED(ECHOCTL), NAMED(ECHOPRT), NAMED(ECHOKE), NAMED(FLUSHO), NAMED(PENDIN), NAMED(TOSTOP), NAMED(EXTPROC), { 0, NULL },
	};

	add_flags(out, value, flags, "", NULL);
}

static void print_termios(struct args *out, const struct call *c, int at)
{
	struct termios t;

	if (!arg_read(out, c, at, &t, sizeof(t)))
		return;
	arg_add(out, "{c_iflag=");
	add_input_flags(out, t.c_iflag);
	arg_add(out, ", c_oflag=");
	add_output_flags(out, t.c_oflag);
	arg_add(out, ", c_cflag=");
	add_control_flags(out, t.c_cflag);
	arg_add(out, ", c_lflag=");
	add_local_flags(out, t.c_lflag);
	arg_add(out, ", ...}");
}

static void print_winsize(struct args *out, const struct call *c, int at)
{
	unsigned short size[4];

	if (arg_read(out, c, at, size, sizeof(size)))
		arg_add(out, "{ws_row=%u, ws_col=%u, ws_xpixel=%u, ws_ypixel=%u}", size[0], size[1], size[2], size[3]);
}

static void print_argument(struct args *out, const struct call *c, int at, enum form form)
{
	static const struct flag flushes[] = { { 0, "TCIFLUSH" }, { 1, "TCOFLUSH" }, { 2, "TCIOFLUSH" }, { 0, NULL } };
	static const struct flag flows[] = { { 0, "TCOOFF" }, { 1, "TCOON" }, { 2, "TCIOFF" }, { 3, "TCION" }, { 0, NULL } };
	int value;
	char letter;

	switch (form) {
	case NONE:
		return;
	case RAW:
		p_hex(out, c, at);
		return;
	case NUMBER:
		p_int(out, c, at);
		return;
	case INT_IN:
	case INT_OUT:
		if (arg_read(out, c, at, &value, sizeof(value)))
			arg_add(out, "[%d]", value);
		return;
	case FLAGS_OUT:
		if (arg_read(out, c, at, &value, sizeof(value)))
			arg_add(out, value ? "[%#x]" : "[%x]", (unsigned)value);
		return;
	case TEXT_IN:
		if (arg_read(out, c, at, &letter, sizeof(letter)))
			add_bytes(out, (unsigned char *)&letter, 1, false);
		return;
	case FLUSH:
	case FLOW:
		arg_begin(out);
		add_choice(out, c->args[at], form == FLUSH ? flushes : flows, "TC???");
		return;
	case TERMIOS_IN:
	case TERMIOS_OUT:
		print_termios(out, c, at);
		return;
	case WINSIZE_IN:
	case WINSIZE_OUT:
		print_winsize(out, c, at);
		return;
	}
}

void p_ioctl(struct args *out, const struct call *c, int at)
{
	const struct command *command = command_of(c);

	arg_begin(out);
	if (command->name)
		arg_add(out, "%s", command->name);
	else
		add_parts(out, (unsigned)c->args[at]);
	if (!late((unsigned)c->args[at], command->form))
		print_argument(out, c, at + 1, command->form);
}

void p_ioctl_out(struct args *out, const struct call *c, int at)
{
	const struct command *command = command_of(c);

	if (late((unsigned)c->args[at - 1], command->form))
		print_argument(out, c, at, command->form);
}
