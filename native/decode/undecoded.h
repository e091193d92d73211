/* Calls without a decoder. See undecoded.c. */
#ifndef DECODE_UNDECODED_H
#define DECODE_UNDECODED_H

#include "decode/call.h"

/* How many arguments a call without a decoder has. */
int raw_count(const struct call *c);

#endif
