/* Calls without a decoder. See undecoded.c. */
#ifndef DECODE_UNDECODED_H
#define DECODE_UNDECODED_H

#include "decode/call.h"

/* The number of arguments of a call without a decoder. */
int raw_count(const struct call *c);

#endif
