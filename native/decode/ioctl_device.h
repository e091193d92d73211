/* Structures of ioctl(2) of files and devices. See ioctl_device.c. */
#ifndef DECODE_IOCTL_DEVICE_H
#define DECODE_IOCTL_DEVICE_H

#include "decode/call.h"

/* What the argument of the command before it points to. */
printer p_device;

#endif
