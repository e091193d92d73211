/* Arguments of ioctl(2) on network interfaces. See ioctl_network.c. */
#ifndef DECODE_IOCTL_NETWORK_H
#define DECODE_IOCTL_NETWORK_H

#include "decode/blocks.h"

/* p_interface_asked: what is asked for, at entry; p_interface_told: what the kernel answers. */
printer p_interface, p_interface_asked, p_interface_told, p_bridge, p_bridge_port;
/* True if nothing more is shown at exit. */
bool no_interface(const struct call *c);

#endif
