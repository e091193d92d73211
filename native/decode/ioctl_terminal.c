/* Arguments of ioctl(2) on terminals: modes, sizes, modem lines. */
#include "decode/ioctl_terminal.h"

#include "decode/blocks.h"

#include <asm/termbits.h>

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

static void add_modes(struct args *out, unsigned input, unsigned output, unsigned control, unsigned local)
{
	arg_add(out, "{c_iflag=");
	add_input_flags(out, input);
	arg_add(out, ", c_oflag=");
	add_output_flags(out, output);
	arg_add(out, ", c_cflag=");
	add_control_flags(out, control);
	arg_add(out, ", c_lflag=");
	add_local_flags(out, local);
	arg_add(out, ", ...}");
}

void p_termios(struct args *out, const struct call *c, int at)
{
	struct termios t;

	if (arg_read(out, c, at, &t, sizeof(t)))
		add_modes(out, t.c_iflag, t.c_oflag, t.c_cflag, t.c_lflag);
}

void p_termios2(struct args *out, const struct call *c, int at)
{
	struct termios2 t;

	if (arg_read(out, c, at, &t, sizeof(t)))
		add_modes(out, t.c_iflag, t.c_oflag, t.c_cflag, t.c_lflag);
}

void p_termio(struct args *out, const struct call *c, int at)
{
	struct {
		unsigned short flags[4];
		unsigned char line, chars[8], padding;
	} t;

	if (arg_read(out, c, at, &t, sizeof(t)))
		add_modes(out, t.flags[0], t.flags[1], t.flags[2], t.flags[3]);
}

void p_winsize(struct args *out, const struct call *c, int at)
{
	unsigned short size[4];

	if (arg_read(out, c, at, size, sizeof(size)))
		arg_add(out, "{ws_row=%u, ws_col=%u, ws_xpixel=%u, ws_ypixel=%u}", size[0], size[1], size[2], size[3]);
}

void p_modem(struct args *out, const struct call *c, int at)
{
	/* clang-format off */
	static const struct flag lines[] = {
		{ 1, "TIOCM_LE" }, { 2, "TIOCM_DTR" }, { 4, "TIOCM_RTS" }, { 8, "TIOCM_ST" }, { 16, "TIOCM_SR" }, { 32, "TIOCM_CTS" }, { 64, "TIOCM_CAR" },
		{ 128, "TIOCM_RNG" }, { 256, "TIOCM_DSR" }, { 0x2000, "TIOCM_OUT1" }, { 0x4000, "TIOCM_OUT2" }, { 0x8000, "TIOCM_LOOP" }, { 0, NULL },
	};
	/* clang-format on */
	unsigned value;

	if (!arg_read(out, c, at, &value, sizeof(value)))
		return;
	arg_add(out, "[");
	add_flags(out, value, lines, "0", "TIOCM_???");
	arg_add(out, "]");
}
