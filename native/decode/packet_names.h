/* Names of packet sockets. See packet_names.c. */
#ifndef DECODE_PACKET_NAMES_H
#define DECODE_PACKET_NAMES_H

#include "decode/blocks.h"

extern const struct flag ethernet_protocols[], hardware_types[];

#endif
