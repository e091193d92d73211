/* How a command of ioctl(2) is called. See ioctl_command.c. */
#ifndef DECODE_IOCTL_COMMAND_H
#define DECODE_IOCTL_COMMAND_H

#include "decode/call.h"

void add_ioctl_command(struct args *out, unsigned number);

#endif
