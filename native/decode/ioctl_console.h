/* Modes of the console. See ioctl_console.c. */
#ifndef DECODE_IOCTL_CONSOLE_H
#define DECODE_IOCTL_CONSOLE_H

#include "decode/call.h"

printer p_console;

#endif
