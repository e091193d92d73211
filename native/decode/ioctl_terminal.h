/* Arguments of ioctl(2) on terminals. See ioctl_terminal.c. */
#ifndef DECODE_IOCTL_TERMINAL_H
#define DECODE_IOCTL_TERMINAL_H

#include "decode/call.h"

/* struct termios, termios2 and termio: three widths of the same flags. */
printer p_termios, p_termios2, p_termio, p_winsize, p_modem;

#endif
