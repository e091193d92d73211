/* ioctl(2): terminals, descriptors, network interfaces by name. See ioctl.c. */
#ifndef DECODE_IOCTL_H
#define DECODE_IOCTL_H

#include "decode/call.h"

printer p_ioctl, p_ioctl_out;

#endif
