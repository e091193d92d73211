/* ioctl(2): the name of the command, and its argument. */
#include "decode/ioctl.h"

#include "decode/blocks.h"
#include "decode/ids.h"
#include "decode/ioctl_command.h"
#include "decode/ioctl_device.h"
#include "decode/ioctl_names.h"
#include "decode/ioctl_network.h"
#include "decode/ioctl_terminal.h"
#include "decode/ioctl_twice.h"
#include "decode/plain.h"
#include "decode/strings.h"

#include <linux/ioctl.h>
#include <string.h>

static enum ioctl_form form_of(unsigned number)
{
	const struct ioctl_command *command = ioctl_command(number);

	if (command)
		return command->form;
	/* strace knows that input devices read or write there. */
	return _IOC_TYPE(number) == 'E' && (_IOC_DIR(number) == _IOC_READ || _IOC_DIR(number) == _IOC_WRITE) ? POINTER : HEX;
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
static bool late(unsigned number)
{
	enum ioctl_form form = form_of(number);

	return (form == HEX && !has_decoder(number)) || form >= INT_OUT;
}

static void print_inode_flags(struct args *out, const struct call *c, int at)
{
	/* clang-format off */
	static const struct flag flags[] = {
		{ 1u << 0, "FS_SECRM_FL" }, { 1u << 1, "FS_UNRM_FL" }, { 1u << 2, "FS_COMPR_FL" }, { 1u << 3, "FS_SYNC_FL" }, { 1u << 4, "FS_IMMUTABLE_FL" },
		{ 1u << 5, "FS_APPEND_FL" }, { 1u << 6, "FS_NODUMP_FL" }, { 1u << 7, "FS_NOATIME_FL" }, { 1u << 8, "FS_DIRTY_FL" },
		{ 1u << 9, "FS_COMPRBLK_FL" }, { 1u << 10, "FS_NOCOMP_FL" }, { 1u << 11, "FS_ENCRYPT_FL" }, { 1u << 12, "FS_INDEX_FL" },
		{ 1u << 13, "FS_IMAGIC_FL" }, { 1u << 14, "FS_JOURNAL_DATA_FL" }, { 1u << 15, "FS_NOTAIL_FL" }, { 1u << 16, "FS_DIRSYNC_FL" },
		{ 1u << 17, "FS_TOPDIR_FL" }, { 1u << 18, "FS_HUGE_FILE_FL" }, { 1u << 19, "FS_EXTENT_FL" }, { 1u << 20, "FS_VERITY_FL" },
		{ 1u << 21, "FS_EA_INODE_FL" }, { 1u << 22, "FS_EOFBLOCKS_FL" }, { 1u << 23, "FS_NOCOW_FL" }, { 1u << 25, "FS_DAX_FL" },
		{ 1u << 28, "FS_INLINE_DATA_FL" }, { 1u << 29, "FS_PROJINHERIT_FL" }, { 1u << 30, "FS_CASEFOLD_FL" }, { 1u << 31, "FS_RESERVED_FL" },
		{ 0, NULL },
	};
	/* clang-format on */
	unsigned value;

	if (!arg_read(out, c, at, &value, sizeof(value)))
		return;
	arg_add(out, "[");
	add_flags(out, value, flags, "0", "FS_???_FL");
	arg_add(out, "]");
}

static void print_choice(struct args *out, const struct call *c, int at, enum ioctl_form form)
{
	static const struct flag flushes[] = { { 0, "TCIFLUSH" }, { 1, "TCOFLUSH" }, { 2, "TCIOFLUSH" }, { 0, NULL } };
	static const struct flag flows[] = { { 0, "TCOOFF" }, { 1, "TCOON" }, { 2, "TCIOFF" }, { 3, "TCION" }, { 0, NULL } };

	arg_begin(out);
	add_choice(out, c->args[at], form == FLUSH ? flushes : flows, "TC???");
}

/* A number of `size` bytes that the argument points to; `format` is that of printf: d, u or x. */
static void print_pointed(struct args *out, const struct call *c, int at, size_t size, const char *format)
{
	uint64_t value = 0;

	if (!arg_read(out, c, at, &value, size))
		return;
	if (*format == 'x')
		arg_add(out, value ? "[%#lx]" : "[%lx]", value);
	else if (*format == 'd')
		arg_add(out, "[%d]", (int)value);
	else
		arg_add(out, "[%lu]", value);
}

static void print_text(struct args *out, const struct call *c, int at)
{
	char letter;

	if (arg_read(out, c, at, &letter, sizeof(letter)))
		add_bytes(out, (unsigned char *)&letter, 1, false);
}

static void print_range(struct args *out, const struct call *c, int at)
{
	uint64_t range[2];

	if (arg_read(out, c, at, range, sizeof(range)))
		arg_add(out, "[%lu, %lu]", range[0], range[1]);
}

/* Numbers that the argument is or points to. Returns false for everything else. */
static bool print_plain(struct args *out, const struct call *c, int at, enum ioctl_form form)
{
	switch (form) {
	case HEX:
		p_hex(out, c, at);
		return true;
	case POINTER:
	case STRUCTURE:
		p_pointer(out, c, at);
		return true;
	case SIGNED:
		p_int(out, c, at);
		return true;
	case UNSIGNED:
		p_uint(out, c, at);
		return true;
	case WIDE:
		p_ulong(out, c, at);
		return true;
	case INT_IN:
	case INT_OUT:
		print_pointed(out, c, at, sizeof(int), "d");
		return true;
	case UINT_IN:
	case UINT_OUT:
		print_pointed(out, c, at, sizeof(unsigned), "u");
		return true;
	case LONG_IN:
	case LONG_OUT:
		print_pointed(out, c, at, sizeof(uint64_t), "u");
		return true;
	case ID_OUT:
		p_id_out(out, c, at);
		return true;
	case SHORT_OUT:
		print_pointed(out, c, at, sizeof(short), "u");
		return true;
	case HEX32_IN:
	case HEX32_OUT:
		print_pointed(out, c, at, sizeof(int), "x");
		return true;
	case HEX64_IN:
	case HEX64_OUT:
		print_pointed(out, c, at, sizeof(uint64_t), "x");
		return true;
	default:
		return false;
	}
}

static printer *structure_printer(enum ioctl_form form)
{
	switch (form) {
	case TERMIOS_IN:
	case TERMIOS_OUT:
		return p_termios;
	case TERMIOS2_IN:
	case TERMIOS2_OUT:
		return p_termios2;
	case TERMIO_IN:
	case TERMIO_OUT:
		return p_termio;
	case WINSIZE_IN:
	case WINSIZE_OUT:
		return p_winsize;
	case MODEM_IN:
	case MODEM_OUT:
		return p_modem;
	case INODE_FLAGS_IN:
	case INODE_FLAGS_OUT:
		return print_inode_flags;
	case RANGE_IN:
		return print_range;
	case TEXT_IN:
		return print_text;
	case INTERFACE_IN:
		return p_interface;
	case DEVICE_IN:
	case DEVICE_OUT:
		return p_device;
	case BRIDGE_IN:
		return p_bridge;
	default:
		return p_bridge_port;
	}
}

static void print_argument(struct args *out, const struct call *c, int at, enum ioctl_form form)
{
	if (form == NONE || print_plain(out, c, at, form))
		return;
	if (form == FLUSH || form == FLOW)
		print_choice(out, c, at, form);
	else
		structure_printer(form)(out, c, at);
}

void p_ioctl(struct args *out, const struct call *c, int at)
{
	unsigned number = (unsigned)c->args[at];

	arg_begin(out);
	add_ioctl_command(out, number);
	if (form_of(number) == INTERFACE_OUT)
		p_interface_asked(out, c, at + 1);
	else if (form_of(number) == TWICE)
		p_asked(out, c, at + 1);
	else if (!late(number))
		print_argument(out, c, at + 1, form_of(number));
}

static bool no_ioctl_out(const struct call *c)
{
	unsigned number = (unsigned)c->args[1];

	if (form_of(number) == TWICE)
		return no_answer(c);
	return form_of(number) == INTERFACE_OUT ? no_interface(c) : !late(number);
}

void p_ioctl_out(struct args *out, const struct call *c, int at)
{
	unsigned number = (unsigned)c->args[at - 1];

	if (no_ioctl_out(c))
		return;
	if (form_of(number) == INTERFACE_OUT)
		p_interface_told(out, c, at);
	else if (form_of(number) == TWICE)
		p_answered(out, c, at);
	else
		print_argument(out, c, at, form_of(number));
}
