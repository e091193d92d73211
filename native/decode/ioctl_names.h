/* The commands of ioctl(2). See ioctl_names.c. */
#ifndef DECODE_IOCTL_NAMES_H
#define DECODE_IOCTL_NAMES_H

/*
 * What the argument after the command is. IN: it points to what is passed in; OUT: to what the kernel fills in.
 * TWICE: both are shown. STRUCTURE: strace shows a structure, here it is only an address. WIDE: a number of 64 bits.
 */
/* clang-format off */
enum ioctl_form { NONE, HEX, POINTER, SIGNED, UNSIGNED, WIDE, STRUCTURE, FLUSH, FLOW,
		  INT_IN, UINT_IN, LONG_IN, HEX32_IN, HEX64_IN, TEXT_IN, TERMIOS_IN, TERMIOS2_IN, TERMIO_IN, WINSIZE_IN, MODEM_IN, INODE_FLAGS_IN, RANGE_IN,
		  INTERFACE_IN, BRIDGE_IN, PORT_IN, DEVICE_IN,
		  INT_OUT, UINT_OUT, LONG_OUT, SHORT_OUT, HEX32_OUT, HEX64_OUT, TERMIOS_OUT, TERMIOS2_OUT, TERMIO_OUT, WINSIZE_OUT, MODEM_OUT, INODE_FLAGS_OUT,
		  ID_OUT, DEVICE_OUT, INTERFACE_OUT, TWICE };
/* clang-format on */

struct ioctl_command {
	unsigned number;
	const char *name;
	enum ioctl_form form;
};
/* Returns NULL for a command that has no name. */
const struct ioctl_command *ioctl_command(unsigned number);

#endif
