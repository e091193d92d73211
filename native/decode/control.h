/* Control messages. See control.c. */
#ifndef DECODE_CONTROL_H
#define DECODE_CONTROL_H

#include "decode/blocks.h"

/* Adds `len` bytes of messages: "[{cmsg_len=20, …}]". */
void add_control(struct args *out, const struct call *c, uint64_t address, uint64_t len);

#endif
