/* The protocols of socket(2). See protocol.c. */
#ifndef DECODE_PROTOCOL_H
#define DECODE_PROTOCOL_H

#include "decode/call.h"

/* The address family is two arguments before the protocol. */
printer p_protocol;

#endif
